"""Finding the forms in a text and putting neighbours together: atoms, joins, words before, words after."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.codebook.calendar import Calendar, Form
from onrecord.reading import calendar_counts, calendar_dates, calendar_joins, calendar_parts, calendar_years
from onrecord.reading.calendar_hit import Hit
from onrecord.reading.calendar_sketch import Sketch

_WORD = re.compile(r"[a-z0-9]+")
_LAST_WORD = re.compile(r"([a-z]+)[ \t\xa0\u2009\u202f\-–—‑]{1,3}$")
_REACH = 64
"""Characters around a trigger in which an atom may begin or end; the longest atom of the examples has 52."""
_FAR_GAP, _NEAR_GAP = 90, 40
_LAYERS = 4
"""Words before an expression are taken in so often at one stage ("earlier in | the first days of | the year")."""

Read = Callable[[Hit], Sketch | None]

_J = calendar_joins
JOINS: dict[str, calendar_joins.Joined] = {
    "weekday_date": _J.weekday_date,
    "in_unit": _J.in_unit,
    "unit_then": _J.unit_then,
    "ago_this": _J.ago_this,
    "take_right": _J.take_right,
    "take_left": _J.take_left,
    "fiscal_from": _J.fiscal_from,
    "up_to": _J.up_to,
    "offset_from": _J.offset_from,
    "range": _J.joined_range,
}
CHANGES: dict[str, calendar_joins.Changed] = {
    "third": _J.third,
    "earlier": _J.earlier,
    "later": _J.later,
    "so_far": _J.so_far,
    "same": _J.same,
    "near_time": _J.near_time,
    "night": _J.night,
    "night_into": _J.night_into,
    "from": _J.bound_from,
    "from_on": _J.from_on,
    "to": _J.bound_to,
    "until": _J.until,
    "before": _J.before,
    "after": _J.after,
}


def reading_of(form: Form) -> Read:
    """The function that reads an atom; raises `KeyError` for a reading nobody has written."""
    for module in (calendar_dates, calendar_years, calendar_counts, calendar_parts):
        found: Read | None = vars(module).get(form.reading)
        if found is not None:
            return found
    raise KeyError(form.reading)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: characters `start` to `end` and what they mean."""

    start: int
    end: int
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Composer:
    """Finds the expressions of `text` (`low` is its lower case of the same length).

    Three questions are put to the tree: `is_person` (characters in a person's name), `has_verb` (a finite verb
    between two characters), `rescheduled` (the verb above a character gives up a date for another).
    """

    text: str
    low: str
    calendar: Calendar
    is_person: Callable[[int, int], bool]
    has_verb: Callable[[int, int], bool]
    rescheduled: Callable[[int], bool]

    def found(self) -> list[Found]:
        """All expressions in text order, none overlapping."""
        items = self._atoms()
        if not items:
            return items
        items = self._joined(items, "near")
        items = self._taken_in(items, "part")
        items = self._joined(items, "far")
        items = self._taken_in(items, "night")
        items = self._followed(items)
        items = self._taken_in(items, "bound")
        return [x for x in items if not x.sketch.weak]

    def _windows(self) -> Iterator[tuple[int, int]]:
        """Stretches of the text around words of the calendar and telling figures, in order, none overlapping."""
        low, triggers = self.low, self.calendar.triggers
        start = end = 0
        for match in _WORD.finditer(low):
            word = match.group()
            if word not in triggers and not (word[0] <= "9" and _telling(low, word, match.end())):
                continue
            left, right = match.start() - _REACH, match.end() + _REACH
            if left > end:
                if end:
                    yield start, end
                start = left
            end = right
        if end:
            yield start, end

    def _atoms(self) -> list[Found]:
        made: list[Found] = []
        low, atoms_from, openers, done = self.low, self.calendar.atoms_from, self.calendar.openers, 0
        for start, end in self._windows():
            for word in _WORD.finditer(low, max(start, done, 0), min(end, len(low))):
                at, name = word.start(), word.group()
                if at < done or (name in openers and not self._goes_on(word.end())):
                    continue
                found = self._atom(atoms_from(name), at)
                if found is not None:
                    made.append(found)
                    done = found.end
        return made

    def _goes_on(self, at: int) -> bool:
        """Whether the next word is one that the forms know."""
        word = _WORD.search(self.low, at, at + 24)
        return word is not None and word.start() <= at + 4 and bool(self.calendar.atoms_from(word.group()))

    def _atom(self, forms: tuple[Form, ...], at: int) -> Found | None:
        for form in forms:
            match = form.pattern.match(self.low, at)
            if match is not None:
                sketch = self._read(form, match)
                if sketch is not None:
                    return Found(at, match.end(), sketch)
        return None

    def _read(self, form: Form, match: re.Match[str]) -> Sketch | None:
        hit = Hit(form, match, self.text, self.low, self.calendar, self.is_person)
        try:
            return reading_of(form)(hit)
        except (ValueError, OverflowError):
            return None

    def _joined(self, items: list[Found], stage: str) -> list[Found]:
        reach = _NEAR_GAP if stage == "near" else _FAR_GAP
        for form in self.calendar.joins:
            if form.stage != stage:
                continue
            made: list[Found] = []
            for item in items:
                both = self._join(form, made[-1], item) if made and item.start - made[-1].end <= reach else None
                if both is None:
                    made.append(item)
                else:
                    made[-1] = both
            items = made
        return items

    def _join(self, form: Form, left: Found, right: Found) -> Found | None:
        if left.sketch.kind not in form.left or right.sketch.kind not in form.right:
            return None
        if form.pattern.fullmatch(self.low, left.end, right.start) is None:
            return None
        gap = self.low[left.end : right.start]
        start = left.start
        if form.reading == "offset_from" and self.has_verb(left.end, right.start):
            return None
        if form.reading == "range":
            lead = re.search(
                r"(?<!\w)(?:from|between)[ \t\xa0]{1,3}(?:the |late |early )?$", self.low[max(start - 16, 0) : start]
            )
            if lead is not None:
                start -= len(lead.group())
            if lead is not None and lead.group().startswith("from") and self.rescheduled(start):
                return None
            if lead is not None and lead.group().startswith("between") and left.sketch.kind in form.left:
                gap = " to "
        sketch = JOINS[form.reading](left.sketch, right.sketch, gap)
        return None if sketch is None else Found(start, right.end, sketch)

    def _taken_in(self, items: list[Found], stage: str) -> list[Found]:
        """The words before each expression that change it, from the inside out."""
        made: list[Found] = []
        for item in items:
            floor = made[-1].end if made else 0
            grown = item
            for _ in range(_LAYERS):
                wider = self._wider(grown, stage, floor)
                if wider is None:
                    break
                grown = wider
            made.append(grown)
        return made

    def _wider(self, item: Found, stage: str, floor: int) -> Found | None:
        left = max(floor, item.start - 48)
        word = _LAST_WORD.search(self.low, max(left, item.start - 20), item.start)
        if word is None:
            return None
        for form in self.calendar.before_ending(stage, word[1]):
            match = form.pattern.search(self.low, left, item.start)
            if match is None:
                continue
            sketch = CHANGES[form.reading](item.sketch, form.argument)
            if sketch is not None:
                return Found(match.start(), item.end, sketch)
        return None

    def _followed(self, items: list[Found]) -> list[Found]:
        """The words after each expression that change it; a preposition before it belongs to it then."""
        made: list[Found] = []
        for item in items:
            grown = item
            for form in self.calendar.after:
                match = form.pattern.match(self.low, item.end)
                if match is None:
                    continue
                sketch = CHANGES[form.reading](item.sketch, form.argument)
                if sketch is not None:
                    lead = re.search(
                        r"(?<!\w)(?:in|on|at)[ \t\xa0]{1,3}$", self.low[max(item.start - 6, 0) : item.start]
                    )
                    grown = Found(item.start - (len(lead.group()) if lead else 0), match.end(), sketch)
                    break
            made.append(grown)
        return made


def _telling(low: str, word: str, end: int) -> bool:
    """Whether a word that begins with a figure may belong to a date, a year, a time or an ordinal."""
    return len(word) >= 4 or not word.isdigit() or low[end : end + 1] in ("/", ":")


def extended(item: Found, start: int, change: str, look: int) -> Found | None:
    """An expression that a word further left bounds ("since the siege began on 3 March")."""
    sketch = CHANGES[change](replace(item.sketch), look)
    return None if sketch is None else Found(start, item.end, sketch)
