"""The slots of an act: who, to whom, what, where and when.

Invariant: "the country" is never a co-argument of its own act: recipients are looked for apart from the agents' names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.things import things
from onrecord.model.actor import ActorKind
from onrecord.model.claim import TWO_SIDED, Act
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.reading.acts import Sighting
from onrecord.reading.deep import deep_object, deep_subject, is_hidden_dative, is_hidden_gerund
from onrecord.reading.grammar import child, children, conjuncts, is_verb
from onrecord.reading.roles import Roles, VerbRoles
from onrecord.reading.sites import Sites, clause_of
from onrecord.reading.sorts import Sorts, contained
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast, Party
    from onrecord.reading.periods import When
    from onrecord.reading.quantities import Quantity

_HELD_BY = frozenset({ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP})
"""Whose a post that is struck may be ("positions of the rebels"); a town "of" a state only lies there."""
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "POS", "CD", "WP$"})
_BOUNDARY = frozenset({"acl", "relcl", "appos", "advcl", "punct", "cc", "conj", "prep", "ccomp"})
_REATTACHED = ("to", "for", "from", "with", "on", "against")
"""Prepositions that the parser may hang on the object though they belong to the verb."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The filled slots of one act."""

    agent: tuple[Party, ...]
    recipient: tuple[Party, ...]
    items: tuple[Item, ...]
    item_heads: tuple[Token, ...]
    place: tuple[Place, ...]
    when: Period | None


class Filler:
    """Fills the slots of the acts of one text."""

    def __init__(
        self,
        text: Text,
        cast: Cast,
        sorts: Sorts,
        quantities: tuple[Quantity, ...],
        periods: tuple[When, ...],
    ) -> None:
        self._text = text
        self._cast = cast
        self._sorts = sorts
        self._quantities = quantities
        self._periods = periods
        self._sites = Sites(text, cast, sorts)
        self._by_token: dict[int, Quantity] = {}
        for quantity in quantities:
            for i in range(quantity.first, quantity.last):
                self._by_token.setdefault(i, quantity)
        self._by_noun: dict[int, list[Quantity]] = {}
        for quantity in quantities:
            if quantity.noun is not None:
                self._by_noun.setdefault(quantity.noun, []).append(quantity)

    def fill(self, seen: Sighting) -> Slots:
        """All slots of an act."""
        frame, around = seen.frame, seen.roles
        agent = self._parties(around, frame.agent, apart_from=())
        others = tuple(p.name for p in agent)
        recipient = self._parties(around, frame.recipient, apart_from=others, skip=agent, things=False)
        place = self._sites.of(seen)
        if frame.act is Act.ATTACK and frame.shape == "verb":
            recipient = self._struck(around, recipient)
        if frame.act in TWO_SIDED and len(agent) == 1 and not recipient:
            agent = self._two_nations(agent[0]) or agent
        if frame.act in TWO_SIDED and not recipient and len(agent) > 1:
            agent, recipient = agent[:1], agent[1:]
        items, heads = self._items(around, frame.items, seen)
        if frame.act is Act.DEPLOY and not recipient:
            recipient = self._helped(seen, heads)
        if frame.act in (Act.AID, Act.TRADE):
            items = (*items, *self._prices(seen, items))
            recipient = tuple(p for p in recipient if not self._is_given(p, heads))
        return Slots(agent, recipient, items, heads, place, self._when(seen))

    def _is_given(self, party: Party, heads: Sequence[Token]) -> bool:
        """Whether a force that is told by its drones or jets is what is handed over itself."""
        given = (head for head in heads if party.first <= head.i < party.last)
        return party.kind is ActorKind.ARMED_FORCE and any(self._sorts.of(head) & {"arms", "gear"} for head in given)

    def _struck(self, around: Roles, recipient: tuple[Party, ...]) -> tuple[Party, ...]:
        """For a place or post that is struck, the state it is said to be of ("the Armenian village")."""
        if any(p.kind is not ActorKind.ORGANISATION for p in recipient):
            return recipient
        for token in around.of("object"):
            if "attackable" in self._sorts.of(token):
                for part in children(token, "amod", "compound", "poss"):
                    found = self._cast.parties(part)
                    if found and found[0].kind is ActorKind.STATE and found[0].country:
                        return found
                for prep in children(token, "prep"):
                    found = tuple(p for obj in children(prep, "pobj") for p in self._cast.parties(obj))
                    if prep.lower_ == "of" and found and found[0].kind in _HELD_BY:
                        return found
                return tuple(p for p in recipient if p.named)  # "a telecoms cable" is no party
        return recipient

    def _helped(self, seen: Sighting, heads: tuple[Token, ...]) -> tuple[Party, ...]:
        """The state that instructors and the like are sent to: they go to help it."""
        sent = (*heads, *seen.roles.of("subject"), *seen.roles.of("of"))
        if not any("assisting" in self._sorts.of(token) for token in sent):
            return ()
        for role in seen.frame.place:
            for token in seen.roles.of(role) if role != "from" else []:
                found = [p for p in self._cast.parties(token) if p.kind is ActorKind.STATE]
                if found:
                    return tuple(found)
        return ()

    def _two_nations(self, party: Party) -> tuple[Party, ...]:
        """The two sides of a plural of two nations ("Thai and Cambodian commanders")."""
        head = self._text.doc[party.last - 1]
        sides = [
            p
            for part in children(head, "amod", "compound", "nmod")
            for word in conjuncts(part)
            for p in self._cast.parties(word)
        ]
        states = [p for p in sides if p.kind is ActorKind.STATE]
        return tuple(states) if len({p.country for p in states}) > 1 else ()

    def _prices(self, seen: Sighting, items: tuple[Item, ...]) -> list[Item]:
        """Sums of money in the act's sentence that are said of its goods, or stand in its clause."""
        goods = {item.what.casefold() for item in items}
        start, stop = self._text.sentences[self._text.sentence_of[seen.seed.head.i]]
        found = []
        for quantity in self._quantities:
            mention = quantity.mention
            money = mention.unit is not None and len(mention.unit) == 3 and mention.unit.isupper()
            if not money or not start <= quantity.first < stop or mention.span in [i.span for i in items]:
                continue
            head = self._text.doc[quantity.last - 1]
            if mention.what.casefold() in goods or (items and clause_of(head, seen.seed.head)):
                found.append(_counted(quantity))
        return found

    def _parties(
        self,
        around: Roles,
        roles: tuple[str, ...],
        *,
        apart_from: tuple[str, ...],
        skip: tuple[Party, ...] = (),
        things: bool = True,
    ) -> tuple[Party, ...]:
        """The parties in the first role that holds any; without `things`, a drone shot down is none."""
        taken = {(p.first, p.last) for p in skip}
        fallbacks = [f"object_{r}" for r in roles if r in _REATTACHED] if isinstance(around, VerbRoles) else []
        for role in (*roles, *fallbacks):
            tokens = self._subject_of_light(around) if role == "light" else around.of(role)
            found: list[Party] = []
            for token in tokens:
                if not things and "projectile" in self._sorts.of(contained(token)):
                    continue
                for party in self._cast.parties(contained(token), apart_from=apart_from):
                    if (party.first, party.last, party.name) not in {(p.first, p.last, p.name) for p in found}:
                        found.append(party)
            found = [p for p in found if (p.first, p.last) not in taken]
            if found:
                return tuple(found)
        return ()

    def _subject_of_light(self, around: Roles) -> list[Token]:
        verbs = around.of("light")
        if not verbs or "onlooking" in things().sorts.get(lemma(verbs[0]), ()):
            return []
        return deep_subject(verbs[0])

    def _items(
        self, around: Roles, roles: tuple[str, ...], seen: Sighting
    ) -> tuple[tuple[Item, ...], tuple[Token, ...]]:
        items: list[Item] = []
        heads: list[Token] = []
        for role in roles:
            counted_only = role.endswith("_figure") or role in ("self", "kills")
            for token in self._item_tokens(around, role, seen):
                idiom = bool(seen.frame.objects) and seen.seed.first <= token.i < seen.seed.last
                if idiom and seen.frame.act is not Act.ATTACK:
                    continue
                figure = counted_only or idiom or (role == "object_rest" and self._is_somebody(token))
                made = self._item(token, counted_only=figure)
                for item in made:
                    if item.span not in [i.span for i in items]:
                        items.append(item)
                        heads.append(token)
            if items and not counted_only:
                break
        return tuple(items), tuple(heads)

    def _item_tokens(self, around: Roles, role: str, seen: Sighting) -> list[Token]:
        if role in ("self", "self_figure"):
            return [seen.seed.head]
        if role == "kills":
            verb = seen.seed.head.head
            return deep_object(verb) if seen.seed.head.dep_ == "nsubj" and is_verb(verb) else []
        if role == "compound":
            kinds = things().kinds
            return [t for t in around.of(role) if any(sort in kinds for sort in self._sorts.of(t))]
        found = around.of(role.removesuffix("_figure").removesuffix("_rest"))
        return [*found, *(c for t in found for c in counted_appositions(t) if c not in found)]

    def _is_somebody(self, token: Token) -> bool:
        """Whether an object is a party or a place rather than a thing."""
        sorts = self._sorts.of(token)
        named = any(t.tag_ in ("NNP", "NNPS") for t in token.subtree)
        if "place" in sorts and not named and "party" not in sorts:
            return False
        return bool(sorts & {"party", "place", "pronoun"}) and not sorts & {"arms", "gear", "attackable"} - {"force"}

    def _item(self, token: Token, *, counted_only: bool) -> list[Item]:
        found = self._counts(token) or self._counts(contained(token)) or self._counts_held(token)
        made = [_counted(quantity) for quantity in dict.fromkeys(found)]
        if made or counted_only:
            return made
        sorts = self._sorts.of(token)
        if "settlement" in sorts or ("fire" in sorts and "arms" not in sorts):
            return []
        if "pronoun" in sorts or "clause" in sorts or not token.tag_.startswith(("NN", "JJ", "VBG")):
            return []
        if token.ent_type_ in ("PERSON", "DATE", "TIME"):
            return []
        return [self._bare_item(token)]

    def _counts(self, token: Token) -> list[Quantity]:
        """The figures of the phrase a token heads, not those that merely refer to it from elsewhere."""
        left, right = token.left_edge.i, token.right_edge.i + 1
        found = [
            q
            for q in self._by_noun.get(token.i, ())
            if (left <= q.first and q.last <= right) or q.first <= token.i < q.last
        ]
        own = self._by_token.get(token.i)
        return [*found, *([own] if own is not None and own not in found else [])]

    def _counts_held(self, token: Token) -> list[Quantity]:
        """The figure of what a phrase consists of ("a force of 5,000 men")."""
        of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        held = child(of, "pobj") if of is not None else None
        return self._counts(held) if held is not None else []

    def _bare_item(self, token: Token) -> Item:
        """An item without a figure: its noun phrase, and `what` without determiners."""
        stop = token.i + 1
        if contained(token) != token:
            stop = contained(token).i + 1
        start = token.i
        for part in sorted(token.children, key=lambda c: -c.i):
            if is_hidden_dative(part) or is_hidden_gerund(part):
                break
            if part.i < token.i and part.dep_ not in _BOUNDARY and part.right_edge.i == start - 1:
                start = part.left_edge.i
        inner = contained(token)
        left = (
            start if inner == token else min((c.left_edge.i for c in inner.children if c.i < inner.i), default=inner.i)
        )
        while left < inner.i and self._text.doc[left].tag_ in _DETERMINERS:
            left += 1
        span = self._text.span(start, stop)
        return Item(span.exact, self._text.span(left, inner.i + 1).exact, span=span)

    def _when(self, seen: Sighting) -> Period | None:
        """The period that modifies the trigger or the verb that gives its stage, not the verb of saying."""
        text = self._text
        number = text.sentence_of[seen.seed.head.i]
        best: tuple[int, When] | None = None
        for period in self._periods:
            if text.sentence_of[period.first] != number:
                continue
            if period.mention.start is None and period.mention.end is None:
                continue
            distance = self._modifies(period, seen)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, period)
        if best is None:
            return None
        mention = best[1].mention
        return Period(mention.span.exact, mention.start, mention.end, mention.span)

    def _modifies(self, period: When, seen: Sighting) -> int | None:
        """How far above the trigger the word is that a period modifies; None where it modifies something else."""
        outside = [t for t in self._text.doc[period.first : period.last] if not period.first <= t.head.i < period.last]
        if not outside:
            return None
        chain = [seen.seed.head, *_above(seen.seed.head)]
        anchor = outside[0].head
        while anchor not in chain and not is_verb(anchor) and anchor.head.i != anchor.i:
            anchor = anchor.head
        if anchor in chain:
            return chain.index(anchor)
        if anchor.dep_ in ("relcl", "acl") and anchor.head == seen.seed.head:
            return len(chain)
        while is_verb(anchor) and anchor.dep_ == "xcomp":  # "was to begin next week"
            anchor = anchor.head
        return len(chain) if anchor.dep_ == "relcl" and anchor.head == seen.seed.head else None


def _counted(quantity: Quantity) -> Item:
    mention = quantity.mention
    return Item(mention.span.exact, mention.what, mention.value, mention.unit, mention.bound, mention.span)


def counted_appositions(token: Token) -> list[Token]:
    """Members of a counted list that the parser took for appositions ("ten tanks, six guns, ...")."""
    found = []
    for part in children(token, "appos"):
        if child(part, "nummod") is not None:
            found.extend([part, *(c for c in children(part, "conj", "appos") if child(c, "nummod") is not None)])
    return found


def _above(head: Token) -> list[Token]:
    """The words above a trigger that may carry its date: governing verbs, up to a clause that is told by somebody."""
    found: list[Token] = []
    token = head
    while token.head.i != token.i:
        if token.dep_ in ("ccomp", "relcl", "advcl", "parataxis") and is_verb(token):
            break
        if token.dep_ == "conj" and is_verb(token):
            found.append(token.head)
            break
        token = token.head
        found.append(token)
        if lemma(token) in ("say", "tell", "report"):
            break
    return found
