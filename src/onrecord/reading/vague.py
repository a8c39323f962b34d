"""Amounts told without a figure: "dozens of drones", "several cars", "a battalion of marines".

Invariant: no word of an amount is a figure; those are quantities proper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.model.evidence import Span
from onrecord.reading.counted import Phrase, phrase_after, with_complement
from onrecord.reading.grammar import is_noun
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount without a figure: its span, its noun phrase, its token range and the token of its head noun."""

    span: Span
    what: str
    first: int
    last: int
    noun: int


def vague(text: Text) -> tuple[Amount, ...]:
    """All amounts without a figure in a text, in text order."""
    table, doc = units.load(), text.doc
    low = [t.lower_ for t in doc]
    found: list[Amount] = []
    done = 0
    for at, word in enumerate(low):
        if at < done:
            continue
        if word in table.vague:
            amount = _told(text, low, at)
        elif word in ("a", "an"):
            amount = _force(text, at)
        else:
            continue
        if amount is not None:
            found.append(amount)
            done = amount.last
    return tuple(found)


def _told(text: Text, low: list[str], at: int) -> Amount | None:
    """An amount led by a word of the table; the longest phrase that fits, then its noun phrase."""
    doc, table = text.doc, units.load()
    for words, how in table.vague[low[at]]:
        end = at + len(words)
        if low[at:end] != list(words):
            continue
        start = end
        while how == "of" and start < len(doc) and doc[start].tag_ in ("DT", "PRP$"):
            start += 1
        phrase = phrase_after(doc, start)
        if phrase is None or not _thing(doc, phrase):
            return None
        return _amount(text, at, with_complement(doc, phrase))
    return _force(text, at) if low[at] in ("a", "an") else None


def _thing(doc: Doc, phrase: Phrase) -> bool:
    table, head = units.load(), doc[phrase.head]
    if head.tag_ not in ("NNS", "NNPS", "NN", "NNP") or head.lower_ in table.money or head.lower_.endswith("illions"):
        return False
    if any((t.tag_ == "CD" and t.text.isdigit()) or t.tag_ == "$" for t in doc[phrase.first : phrase.head]):
        return False
    return head.lower_ not in table.words("time.nouns") and head.lower_ not in table.words("not_counted.nouns")


def _force(text: Text, at: int) -> Amount | None:
    """A body of troops with an indefinite article: "a battalion of marines", "an artillery regiment"."""
    doc, forces = text.doc, units.load().words("vague.forces")
    if not any(t.lower_ in forces for t in doc[at + 1 : at + 6]):
        return None
    phrase = phrase_after(doc, at + 1)
    if phrase is None or doc[phrase.head].lower_ not in forces:
        return None
    if any(t.tag_ == "CD" for t in doc[phrase.first : phrase.head]):
        return None
    whole = with_complement(doc, phrase)
    civil = doc[phrase.head].lower_ in ("company", "division", "wing", "fleet", "battery", "garrison")
    if whole.last == phrase.last and (civil or phrase.first == phrase.head):
        return None
    if any(is_noun(t) and t.tag_.startswith("NNP") for t in doc[phrase.first : phrase.head]) and civil:
        return None
    return _amount(text, at, whole)


def _amount(text: Text, first: int, phrase: Phrase) -> Amount:
    span = text.span(first, phrase.last)
    what = text.span(phrase.first, phrase.last).exact
    return Amount(span, what, first, phrase.last, phrase.head)
