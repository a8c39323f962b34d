"""Time expressions of a text with their days.

Three steps: forms of the codebook find expressions in the lower-case text around words of the calendar; neighbours are
joined and the words before and after them taken in; each is placed by the publication day, the tense of its clause and,
where it is counted from another expression, that one's days.

Invariant: mentions do not overlap, stand in text order, and start <= end where both are given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.codebook.calendar import Calendar, calendar
from onrecord.model.evidence import Span
from onrecord.model.period import PeriodMention
from onrecord.reading.calendar_compose import Composer, Found, extended
from onrecord.reading.calendar_days import NOWHERE, Interval
from onrecord.reading.calendar_hit import lowered
from onrecord.reading.calendar_sketch import PAST, Frame
from onrecord.reading.calendar_value import timex
from onrecord.reading.grammar import is_verb
from onrecord.reading.tense import Outlook, outlook, rescheduled

if TYPE_CHECKING:
    from onrecord.reading.text import Text

_FIGURES = re.compile(r"(?<![\w/.])([0-3]?[0-9])/([0-3]?[0-9])/(?:[0-9]{2}|[0-9]{4})(?![\w/])")
_BACK = 5
"""Sentences that a reference ("the following day") may lie back."""


@dataclass(frozen=True, slots=True)
class When:
    """A time expression and the tokens it covers (first, past last)."""

    mention: PeriodMention
    first: int
    last: int


def periods(text: Text) -> tuple[When, ...]:
    """All time expressions of a text, in order, with their days relative to the day of publication."""
    return _Reader(text).read()


@dataclass
class _Placed:
    found: Found
    first: int
    last: int
    interval: Interval = NOWHERE
    seen: Outlook | None = None


@dataclass
class _Reader:
    text: Text
    placed: list[_Placed] = field(default_factory=list)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar()

    @cached_property
    def low(self) -> str:
        return lowered(self.text.report.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [token.idx for token in self.text.doc]

    def read(self) -> tuple[When, ...]:
        raw = self.text.report.text
        composer = Composer(raw, self.low, self.calendar, self._is_person, self._has_verb, self._rescheduled)
        items = composer.found()
        self.placed = [_Placed(item, *self._tokens(item.start, item.end)) for item in items]
        self._reach_back()
        for wanted in (False, True):
            for number, item in enumerate(self.placed):
                if item.found.sketch.anchored is wanted:
                    item.interval = self._interval(number)
        return tuple(self._when(item) for item in self.placed)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return max(bisect_right(self.starts, start) - 1, 0), max(bisect_left(self.starts, end), 1)

    def _is_person(self, start: int, end: int) -> bool:
        first, last = self._tokens(start, end)
        return any(token.ent_type_ == "PERSON" for token in self.text.doc[first:last])

    def _has_verb(self, start: int, end: int) -> bool:
        first, last = self._tokens(start, end)
        return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for t in self.text.doc[first:last] if t.idx >= start)

    def _rescheduled(self, start: int) -> bool:
        return rescheduled(self.text, self._tokens(start, start + 1)[0], self.calendar.tense)

    def _reach_back(self) -> None:
        """Bounds that stand further left: "since the siege began on 3 March", "before the vote of 9 May"."""
        for number, item in enumerate(self.placed):
            sketch = item.found.sketch
            if sketch.bound or sketch.kind in ("vague", "length", "set", "stretch", "range", "anchored", "offset"):
                continue
            before = self.placed[number - 1].last if number else 0
            cue = self._cue(item, before)
            if cue is None:
                continue
            word = self.text.doc[cue].lower_
            grown = extended(
                item.found, self.starts[cue], "from" if word == "since" else word, PAST if word == "since" else 1
            )
            if grown is not None:
                item.found, item.first = grown, cue

    def _cue(self, item: _Placed, floor: int) -> int | None:
        """The token "since", "until" or "before" whose phrase or clause holds the expression and no other one."""
        doc, token = self.text.doc, self.text.doc[item.first : item.last].root
        start = max(
            floor,
            self.text.sentences[self.text.sentence_of[item.first]][0] if self.text.sentences else 0,
            item.first - 14,
        )
        near = [t.i for t in doc[start : item.first] if t.lower_ in ("since", "until", "before")]
        if not near or any(t.text in (",", ";", ":", "(") for t in doc[near[-1] : item.first]):
            return None
        cue = doc[near[-1]]
        for _ in range(6):
            if token.head == token:
                return None
            token = token.head
            if token == cue:
                return cue.i
            if is_verb(token) and cue.head == token and cue.dep_ in ("mark", "prep"):
                return cue.i if cue.dep_ == "mark" and cue.lower_ == "since" else None
        return None

    def _look(self, item: _Placed) -> Outlook:
        if item.seen is None:
            item.seen = outlook(self.text, item.first, item.last, self.calendar.tense)
        return item.seen

    def _interval(self, number: int) -> Interval:
        item = self.placed[number]
        sketch, published = item.found.sketch, self.text.report.published
        frame = Frame(published, published, month_first=self.month_first if sketch.kind == "date" else False)
        if sketch.floating or sketch.asks:
            seen = self._look(item)
            base = published if seen.governor is None or not sketch.floating else self._base(number, seen.governor)
            nominal = seen.nominal
            frame = Frame(published, base, seen.look, None, frame.month_first, seen.negated, nominal)
        if sketch.anchored:
            frame = Frame(
                published, published, frame.look, self._reference(number), negated=frame.negated, nominal=frame.nominal
            )
        try:
            found = sketch.place(frame)
        except (ValueError, OverflowError, StopIteration, IndexError):
            return NOWHERE
        if found is None or (found.start is not None and found.end is not None and found.start > found.end):
            return NOWHERE
        return found

    def _base(self, number: int, governor: int) -> date:
        """The day a past plan is seen from: that of the verb it hangs on ("agreed in March to leave in April")."""
        published = self.text.report.published
        for other in range(max(number - 3, 0), min(number + 4, len(self.placed))):
            item = self.placed[other]
            sketch = item.found.sketch
            if other == number or sketch.anchored or sketch.kind in ("vague", "length", "set", "clock") or sketch.bound:
                continue
            if self.text.sentence_of[item.first] != self.text.sentence_of[self.placed[number].first]:
                continue
            seen = self._look(item)
            if seen.verb == governor and seen.governor is None and not seen.nominal:
                day = self._interval(other).end
                return day if day is not None and day < published else published
        return published

    def _reference(self, number: int) -> Interval | None:
        """What an anchored expression is counted from: before it in its sentence, after it, in earlier sentences."""
        sentence = self.text.sentence_of
        here = sentence[self.placed[number].first]
        before = [
            i for i in range(number - 1, max(number - 12, -1), -1) if here - sentence[self.placed[i].first] <= _BACK
        ]
        after = [
            i for i in range(number + 1, min(number + 4, len(self.placed))) if sentence[self.placed[i].first] == here
        ]
        own = [i for i in before if sentence[self.placed[i].first] == here]
        for other in (*own, *after, *(i for i in before if i not in own)):
            item = self.placed[other]
            if item.found.sketch.anchored and other > number:
                continue
            if item.interval.start is not None and item.interval.end is not None:
                return item.interval
        return None

    @cached_property
    def month_first(self) -> bool:
        """Whether the report writes the month first: by figures that leave no doubt, else by dates in words."""
        month_first = day_first = 0
        for found in _FIGURES.finditer(self.low):
            month_first += int(found[2]) > 12
            day_first += int(found[1]) > 12
        if month_first == day_first:
            month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
            month_first = len(re.findall(rf"(?<!\w){month}\.? [0-3]?[0-9](?![0-9])", self.low))
            day_first = len(re.findall(rf"(?<!\w)[0-3]?[0-9] {month}(?!\w)", self.low))
        return month_first > day_first

    def _when(self, item: _Placed) -> When:
        span = Span.of(self.text.report.text, item.found.start, item.found.end)
        sketch, interval = item.found.sketch, item.interval
        sort, value = timex(sketch, interval)
        size = "duration" if sort == "DURATION" else "range" if sketch.grain == "within" else sketch.grain
        return When(PeriodMention(span, interval.start, interval.end, size, sort, value), item.first, item.last)
