"""What aid, a request, a sale, a pact or a restriction is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.things import things
from onrecord.model.claim import KINDED, Act, Kind
from onrecord.reading.acts import Sighting
from onrecord.reading.grammar import children, conjuncts, is_noun
from onrecord.reading.sorts import Sorts, contained
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFAULT = {
    Act.AID: Kind.MILITARY,
    Act.TRADE: Kind.LETHAL,
    Act.REQUEST: Kind.OTHER,
    Act.AGREE: Kind.POLITICAL,
    Act.RESTRICT: Kind.OTHER,
}
_ORDER = ("training", "intelligence", "relief", "gear", "arms", "money", "aid")
_MONEY_FOR_RELIEF = frozenset({Kind.HUMANITARIAN, Kind.FINANCIAL})


def kind_of(seen: Sighting, heads: tuple[Token, ...], sorts: Sorts) -> Kind | None:
    """The kind of an act by its frame, its items' words and sorts; None for acts that have none."""
    act = seen.seed.act
    if act not in KINDED:
        return None
    if seen.frame.kind is not None and seen.frame.kind is not Kind.FINANCIAL:
        return seen.frame.kind
    tokens = heads or (seen.seed.head,)
    for token in tokens:
        found = _by_words(token, after=act in (Act.RESTRICT, Act.TRADE, Act.AGREE))
        if found is None or (found is Kind.MILITARY and sorts.of(contained(token)) & {"arms", "gear"}):
            found = _by_sort(token, sorts)
        if found is not None and _allowed(act, found):
            return found
    if act is Act.RESTRICT and any(sorts.of(t) & {"soldiers", "armed_force"} for t in _objects(seen)):
        return Kind.MILITARY
    return seen.frame.kind or _DEFAULT[act]


def _objects(seen: Sighting) -> list[Token]:
    return seen.roles.of("object") if seen.frame.shape == "verb" else []


def kinds_told(head: Token) -> tuple[tuple[Token, Kind], ...]:
    """The kinds of help that coordinated modifiers of one noun name ("financial and humanitarian support")."""
    table = things().words
    found = [
        (word, table[word.lower_])
        for part in children(head, "amod", "compound")
        for word in conjuncts(part)
        if word.lower_ in table
    ]
    return tuple(found) if len({kind for _, kind in found}) > 1 else ()


def _allowed(act: Act, kind: Kind) -> bool:
    return not (act is Act.RESTRICT and kind in (Kind.FINANCIAL, Kind.HUMANITARIAN, Kind.POLITICAL))


def _by_words(token: Token, *, after: bool) -> Kind | None:
    """By a telling word of the phrase: before the head ("humanitarian supplies"), of what a partitive or sum of money
    holds ("$5 million in military aid"), with `after` also behind the head ("licences for ammunition").
    """
    table = things().words
    for noun in (token, contained(token)):
        for part in noun.subtree:
            if part.lower_ in table and part != noun and (after or part.i < noun.i or _held(part, noun)):
                return table[part.lower_]
    return None


def _held(part: Token, noun: Token) -> bool:
    """Whether a word modifies what a figure comes "in"."""
    return any(c.dep_ == "prep" and c.lower_ == "in" and part in c.subtree for c in noun.children) and is_noun(
        part.head
    )


def _by_sort(token: Token, sorts: Sorts) -> Kind | None:
    held = sorts.of(contained(token)) | sorts.of(token)
    if "figure_money" in held:
        after = [t for t in token.subtree if t.i > token.i]
        words = things().words
        for word in after:
            kind = words.get(word.lower_) or _relief(word)
            if kind is Kind.HUMANITARIAN:
                return kind
        return Kind.FINANCIAL
    for sort in _ORDER:
        if sort in held:
            return things().kinds[sort]
    return None


def _relief(word: Token) -> Kind | None:
    return Kind.HUMANITARIAN if "relief" in things().sorts.get(lemma(word), ()) else None
