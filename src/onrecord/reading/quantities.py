"""Every quantity of a text: value, unit, bound, and what is counted, paid for or measured.

Invariants: the span holds the bound words; calibres, names, dates, times, ages and scores are no quantities;
a range is two quantities with one span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.model.evidence import Span
from onrecord.model.mention import QuantityMention
from onrecord.model.quantity import Bound
from onrecord.reading import concerns, payments
from onrecord.reading.counted import Phrase, base
from onrecord.reading.ellipsis import Counted, Remembered
from onrecord.reading.figures import Figure, Sort, figure
from onrecord.reading.grammar import is_verb
from onrecord.reading.names import is_name
from onrecord.reading.numerals import Atoms, atoms
from onrecord.reading.text import Text
from onrecord.reading.things import Things, ends_in_stop, words_of
from onrecord.reading.vague import Amount, vague

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with its token range; `noun` is its head noun's token, if in the text."""

    mention: QuantityMention
    first: int
    last: int
    noun: int | None


def quantities(text: Text) -> tuple[Quantity, ...]:
    """All quantities of a text in text order; a range gives two with one span.

    Amounts without a figure ("dozens of drones") are among them, their value, unit and bound None.
    """
    found = atoms(text)
    reader = _Reading(text, found)
    done = 0
    for at in found.anchors:
        if at < done:
            continue
        one = figure(found, at)
        if one is None:
            continue
        done = max(done, reader.take(one))
    amounts = [_vague(amount) for amount in vague(text)]
    return tuple(sorted([*reader.quantities, *amounts], key=lambda q: q.first)) if amounts else tuple(reader.quantities)


def _vague(amount: Amount) -> Quantity:
    mention = QuantityMention(amount.span, amount.what, None, None, None)
    return Quantity(mention, amount.first, amount.last, amount.noun)


class _Reading:
    """One text's quantities as they are read, with the memory that elliptic figures need."""

    def __init__(self, text: Text, found: Atoms) -> None:
        self.text = text
        self.doc: Doc = text.doc
        self.atoms = found
        self.quantities: list[Quantity] = []
        self.memory: list[Remembered] = []
        self.things = Things(text, found, self.memory)
        self.skipped = -1

    def take(self, one: Figure) -> int:
        """Keep what a figure gives; the atom to go on from."""
        if one.sort is Sort.CALIBRE or is_name(self.text, self.atoms, one, self.skipped):
            self.skipped = one.core
            return one.core
        counted = self._counted(one)
        if counted is None:
            self.skipped = one.core if one.sort is Sort.COUNT else self.skipped
            return one.core
        self._keep(one, counted)
        self.memory.append(Remembered(counted, self._first(one)))
        return max(one.core, self._past(counted.end) if one.sort is Sort.COUNT else one.core)

    def _past(self, token: int) -> int:
        """The first atom of a token."""
        return bisect_left(self.atoms.token, token)

    def _span(self, first: int, last: int) -> Span:
        span = self.text.span(first, last)
        return Span.of(self.text.report.text, span.start, span.end - 1) if ends_in_stop(self.doc, last) else span

    def _first(self, one: Figure) -> int:
        return self.atoms.token[one.first]

    def _last(self, one: Figure) -> int:
        return self.atoms.token[one.core - 1] + 1

    def _end(self, one: Figure) -> int:
        return self.atoms.token[one.last - 1] + 1

    def _keep(self, one: Figure, counted: Counted) -> None:
        first, last = self._first(one), max(self._end(one), counted.end)
        bound = self._bound(one, last)
        last = max(last, bound[1])
        ends = [(one.low, bound[0])]
        if one.turned:
            self._keep_change(one, counted, last)
            return
        if one.high != one.low:
            ends = [(one.low, Bound.AT_LEAST), (one.high, Bound.AT_MOST)]
        span = self._span(first, last)
        for value, edge in ends:
            mention = QuantityMention(span, counted.what, _plain(value), counted.unit, edge)
            self.quantities.append(Quantity(mention, first, last, counted.noun))

    def _keep_change(self, one: Figure, counted: Counted, last: int) -> None:
        first, second = self._first(one), self.atoms.token[one.turned]
        while first < second and self.doc[first].lower_ == "from":
            first += 1
        to = next(i for i in range(second, first, -1) if self.doc[i].lower_ == "to" or i == first + 1)
        for value, start, stop in ((one.low, first, to), (one.high, min(to + 1, last - 1), last)):
            mention = QuantityMention(self._span(start, stop), counted.what, _plain(value), counted.unit, Bound.EXACT)
            self.quantities.append(Quantity(mention, start, stop, counted.noun))

    def _bound(self, one: Figure, last: int) -> tuple[Bound, int]:
        """The bound with what stands after the noun ("250 vehicles or so") and what the verb says ("exceed")."""
        if one.bound is not Bound.EXACT:
            return one.bound, last
        tail = " ".join(t.lower_ for t in self.doc[last : last + 4])
        for words, bound in _after_words():
            if tail == words or tail.startswith(f"{words} "):
                return bound, last + words.count(" ") + 1
        if one.sort is Sort.MONEY and self._in_brackets(one):
            return self.quantities[-1].mention.bound or Bound.EXACT, last
        return self._verb_bound(one), last

    def _verb_bound(self, one: Figure) -> Bound:
        first = self._first(one)
        verb = None
        for i in range(first - 1, max(-1, first - 3), -1):
            if is_verb(self.doc[i]):
                verb = self.doc[i]
                break
            if self.doc[i].tag_ not in ("IN", "RB", "DT", "TO"):
                break
        if verb is None:
            return Bound.EXACT
        bound = units.load().bound_verbs.get(base(verb))
        if bound is None or (base(verb) in ("pass", "top") and one.sort is Sort.COUNT and one.high < 10):
            return Bound.EXACT
        if bound is Bound.AT_LEAST and any(t.dep_ == "neg" or t.lower_ in ("not", "n't", "never") for t in verb.lefts):
            return Bound.AT_MOST
        return bound

    def _in_brackets(self, one: Figure) -> bool:
        """Whether a sum says the one right before it again in another currency: "$3m (€2.8m)"."""
        before = self._first(one) - 1
        if not self.quantities or before < 0 or self.doc[before].text not in ("(", "[", ",", "or"):
            return False
        previous, unit = self.quantities[-1], self.memory[-1].counted.unit
        return previous.last == before and unit != one.unit and len(unit) == 3 and unit.isupper()

    def _counted(self, one: Figure) -> Counted | None:
        if one.sort is Sort.COUNT:
            return self.things.counted(one)
        first, last = self._first(one), self._end(one)
        phrase: Phrase | None
        if one.sort is Sort.MONEY:
            if self._in_brackets(one):
                previous = self.quantities[-1]
                return Counted(previous.mention.what, str(one.unit), previous.noun, last)
            phrase = payments.money(self.doc, first, last)
        elif one.sort is Sort.SHARE:
            phrase = concerns.share(self.doc, first, last)
        else:
            phrase = concerns.measure(self.doc, first, last, kind=one.kind)
        return self._about(one, phrase, first, last)

    def _about(self, one: Figure, phrase: Phrase | None, first: int, last: int) -> Counted | None:
        unit = str(one.unit)
        if phrase is None or first <= phrase.head < self._last(one):
            if one.sort is Sort.MONEY:
                return Counted("money", unit, None, last)
            words = self.text.span(self.atoms.token[one.number], last).exact
            start = self.atoms.token[one.numeral.end] if one.sort is Sort.MEASURE else last
            return Counted(words_of(self.text, start, last) if start < last else words, unit, last - 1, last)
        what = words_of(self.text, phrase.first, phrase.last)
        near = phrase.first >= last and phrase.first - last <= 4 and self._reaches(last, phrase.first)
        return Counted(what, unit, phrase.head, max(last, phrase.last) if near else last)

    def _reaches(self, start: int, stop: int) -> bool:
        """Whether the words between a figure and its noun only join them ("of", "in", a hyphen)."""
        return all(
            t.lower_ in ("of", "in", "worth") or t.tag_ in ("HYPH", "DT", "PRP$", "POS", "NNP", "JJ")
            for t in self.doc[start:stop]
        ) and all(t.lower_ != "for" for t in self.doc[start:stop])


@lru_cache(maxsize=1)
def _after_words() -> Sequence[tuple[str, Bound]]:
    rows = [(" ".join(words), bound) for table in units.load().after.values() for words, bound in table]
    return sorted(((w, b) for w, b in rows if " " in w), key=lambda row: -len(row[0]))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
