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
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.reading.acts import Sighting
from onrecord.reading.deep import deep_object, deep_subject, is_hidden_dative, is_hidden_gerund
from onrecord.reading.grammar import ancestors, child, children, conjuncts, is_noun, is_verb
from onrecord.reading.roles import Roles, VerbRoles
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
_BESIDE = frozenset({"near", "off", "outside", "around"})
"""Prepositions of a place that is not the place they name."""


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
        recipient = self._parties(around, frame.recipient, apart_from=tuple(p.name for p in agent), skip=agent)
        place = self._places(seen)
        if frame.act is Act.ATTACK and frame.shape == "verb":
            recipient = self._struck(around, recipient)
        if frame.act in TWO_SIDED and len(agent) == 1 and not recipient:
            agent = self._two_nations(agent[0]) or agent
        if frame.act in TWO_SIDED and not recipient and len(agent) > 1:
            agent, recipient = agent[:1], agent[1:]
        items, heads = self._items(around, frame.items, seen)
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
                    if found and found[0].kind is ActorKind.STATE:
                        return found
                for prep in children(token, "prep"):
                    found = tuple(p for obj in children(prep, "pobj") for p in self._cast.parties(obj))
                    if prep.lower_ == "of" and found and found[0].kind in _HELD_BY:
                        return found
        return recipient

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
            if mention.what.casefold() in goods or (items and _clause_of(head, seen.seed.head)):
                found.append(_counted(quantity))
        return found

    def _parties(
        self, around: Roles, roles: tuple[str, ...], *, apart_from: tuple[str, ...], skip: tuple[Party, ...] = ()
    ) -> tuple[Party, ...]:
        """The parties in the first role that holds any."""
        taken = {(p.first, p.last) for p in skip}
        fallbacks = [f"object_{r}" for r in roles if r in _REATTACHED] if isinstance(around, VerbRoles) else []
        for role in (*roles, *fallbacks):
            tokens = self._subject_of_light(around) if role == "light" else around.of(role)
            found: list[Party] = []
            for token in tokens:
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

    def _places(self, seen: Sighting) -> tuple[Place, ...]:
        """Places in the frame's roles, and those the parser hung lower in the clause of the act."""
        found: list[Place] = []
        for role in seen.frame.place:
            for token in seen.roles.of(role):
                self._add_place(found, token, seen.frame.act, named=role.endswith("object") or "_" in role)
        if not found:
            words = {role.rsplit("_", 1)[-1] for role in seen.frame.place}
            start, stop = self._text.sentences[self._text.sentence_of[seen.seed.head.i]]
            for token in self._text.doc[start:stop]:
                if token.dep_ == "prep" and token.lower_ in words and _clause_of(token, seen.seed.head):
                    for obj in children(token, "pobj"):
                        for each in conjuncts(obj):
                            self._add_place(found, each, seen.frame.act, named=True)
        return tuple(found[:3])

    def _add_place(self, found: list[Place], token: Token, act: Act, *, named: bool) -> None:
        left = act is not Act.ATTACK and token.dep_ == "dobj"  # what is struck is an item, its town the place
        site = self._site(token, self._preps_behind(token) if left else children(token, "prep"))
        place = site if site is not None and left else self._cast.place(token) or site
        if place is None or place in found:
            return
        if named and site is None and not any(t.tag_ in ("NNP", "NNPS") for t in token.subtree):
            return
        place = self._beside(token, place)
        if not any(place == other or _inside(place, other) for other in found):
            found.append(place)

    def _beside(self, token: Token, place: Place) -> Place:
        """The place with the word that keeps it from being the place itself ("near Lviv", "off the coast")."""
        prep = token.head
        if token.dep_ != "pobj" or prep.lower_ not in _BESIDE or place.span is None:
            return place
        between = self._text.report.text[prep.idx + len(prep) : place.span.start].strip().casefold()
        if between not in ("", "the"):
            return place
        span = Span.of(self._text.report.text, prep.idx, place.span.end)
        return Place(span.exact, place.country, span)

    def _site(self, token: Token, preps: list[Token]) -> Place | None:
        """A base, camp or town described by where it lies ("the drone base at Agadez")."""
        if "attackable" not in self._sorts.of(token) or not is_noun(token):
            return None
        for prep in preps:
            for obj in children(prep, "pobj") if prep.lower_ in ("in", "at", "near", "on", "off") else []:
                inner = self._cast.place(obj)
                if inner is not None:
                    left = min(
                        (c.i for c in token.children if c.i < token.i and c.dep_ not in _BOUNDARY), default=token.i
                    )
                    span = self._text.span(left, obj.i + 1)
                    return Place(span.exact, inner.country, span)
        return None

    def _preps_behind(self, token: Token) -> list[Token]:
        """The prepositions of a noun, with one right behind it that the parser hung on its verb."""
        found = children(token, "prep")
        after = token.i + 1
        if not found and after < len(self._text.doc) and token.dep_ == "dobj":
            behind = self._text.doc[after]
            if behind.dep_ == "prep" and behind.head == token.head:
                found = [behind]
        return found

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


def _inside(one: Place, other: Place) -> bool:
    """Whether the words of a place stand inside another's."""
    if one.span is None or other.span is None:
        return False
    return other.span.start <= one.span.start and one.span.end <= other.span.end


def _counted(quantity: Quantity) -> Item:
    mention = quantity.mention
    return Item(mention.span.exact, mention.what, mention.value, mention.unit, mention.bound, mention.span)


def _clause_of(token: Token, head: Token) -> bool:
    """Whether a word stands in the clause an act heads: no other verb lies between them."""
    light = head.head if not is_verb(head) and head.dep_ in ("dobj", "nsubj", "nsubjpass") else head
    for above in ancestors(token):
        if above in (head, light):
            return True
        if is_verb(above):
            return False
    return False


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
