"""A time expression that is read but not yet placed: what it means once the publication day and the tense are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.reading.calendar_days import Interval, Yearly, days_after, one_day

PAST, UNKNOWN, PRESENT, FUTURE = -1, 0, 1, 2
"""Where a clause looks: back, not told, at a thing arranged (present tense), ahead."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is placed by.

    `base` is the day that last and next are counted from (the publication day, or the day of an earlier plan);
    `look` is one of PAST, UNKNOWN, PRESENT, FUTURE; `reference` is the interval "a day earlier" is counted from;
    `negated`: the clause is negative; `nominal`: the expression belongs to a noun.
    """

    published: date
    base: date
    look: int = UNKNOWN
    reference: Interval | None = None
    month_first: bool = False
    negated: bool = False
    nominal: bool = False

    def looking(self, look: int) -> Frame:
        """The same frame with another look."""
        return self if look == self.look else replace(self, look=look)

    def seen_from(self, day: date, look: int) -> Frame:
        """The frame for a floating expression that is counted from another day."""
        return replace(self, base=day, look=look)


Place = Callable[[Frame], Interval | None]
Inside = Callable[[Interval], Interval | None]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A reading of an expression.

    `kind` is what joins look at; `grain` the granularity of the mention; `place` gives its interval in a frame;
    `inside` gives it within a longer stretch ("Tuesday" in a week); `floating`: the tense decides; `anchored`: it is
    counted from another expression; `weak`: it only counts as part of a longer expression; `asks`: it wants to know
    negation and attachment; `late`: it is the end of something; `bound`: it has its bound already.
    `type` and `value` are TimeML's where the interval does not give them.
    """

    kind: str
    grain: str
    place: Place
    inside: Inside | None = None
    floating: bool = False
    anchored: bool = False
    weak: bool = False
    asks: bool = False
    late: bool = False
    bound: bool = False
    type: str = "DATE"
    value: str = ""
    count: float = 0
    unit: str = ""


def nowhere(_: Frame) -> Interval | None:
    """The place of what has none."""
    return None


def fixed(interval: Interval) -> Place:
    """The place of what does not depend on anything."""
    return lambda _: interval


def recurring(yearly: Yearly, *, nearest: bool = False) -> Place:
    """The place of what recurs every year and has no year: past the last, future the next, the present one included.

    Where the look is unknown: the nearest one (`nearest`) or the last.
    """

    def place(frame: Frame) -> Interval | None:
        if frame.look > 0:
            return first_from(yearly, frame.base)
        if frame.look == UNKNOWN and nearest:
            return closest(yearly, frame.base)
        return last_until(yearly, frame.base)

    return place


def _around(yearly: Yearly, day: date) -> list[Interval]:
    years = range(max(day.year - 9, 1), min(day.year + 9, 9998) + 1)
    return [found for year in years if (found := _safely(yearly, year)) is not None]


def _safely(yearly: Yearly, year: int) -> Interval | None:
    try:
        return yearly(year)
    except (ValueError, OverflowError):
        return None


def last_until(yearly: Yearly, day: date, *, whole: bool = False) -> Interval | None:
    """The last one that has begun by `day` (`whole`: that is over before it)."""
    fit = [x for x in _around(yearly, day) if (x.last < day if whole else x.first <= day)]
    return fit[-1] if fit else None


def first_from(yearly: Yearly, day: date, *, whole: bool = False) -> Interval | None:
    """The first one that is not over on `day` (`whole`: that begins after it)."""
    return next((x for x in _around(yearly, day) if (x.first > day if whole else x.last >= day)), None)


def closest(yearly: Yearly, day: date) -> Interval | None:
    """The one nearest to `day`; the earlier of two equally near."""

    def distance(x: Interval) -> int:
        return max((x.first - day).days, (day - x.last).days, 0)

    return min(_around(yearly, day), key=distance, default=None)


def yearly_inside(yearly: Yearly) -> Inside:
    """How what recurs every year is placed within a stretch: the first one that lies in it."""

    def inside(whole: Interval) -> Interval | None:
        for year in range(whole.first.year - 1, min(whole.last.year, whole.first.year + 12) + 1):
            found = _safely(yearly, year)
            if found is not None and whole.first <= found.first <= whole.last:
                return found
        return None

    return inside


def weekday_place(weekday: int) -> Place:
    """The place of a bare weekday: the last one, or the next one; the day itself counts in both."""

    def place(frame: Frame) -> Interval | None:
        if frame.look > 0:
            return one_day(days_after(frame.base, (weekday - frame.base.weekday()) % 7))
        return one_day(days_after(frame.base, -((frame.base.weekday() - weekday) % 7)))

    return place


def weekday_inside(weekday: int) -> Inside:
    """How a weekday is placed within a week."""

    def inside(whole: Interval) -> Interval | None:
        if whole.length > 7:
            return None
        return one_day(days_after(whole.first, (weekday - whole.first.weekday()) % 7))

    return inside
