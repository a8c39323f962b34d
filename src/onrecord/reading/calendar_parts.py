"""Readings of parts that wait for their whole: "the first half", "the last week", "the second Monday"."""

from __future__ import annotations

from datetime import date

from onrecord.reading.calendar_days import Interval, days_after, months_after, moved, one_day, part_of, unit_at
from onrecord.reading.calendar_hit import Hit
from onrecord.reading.calendar_sketch import Inside, Sketch, nowhere, recurring


def nth_part(hit: Hit) -> Sketch | None:
    """The second half, the fourth quarter: of what follows; a quarter alone by tense."""
    name, which = hit.part("part"), hit.calendar.ordinals[hit.part("nth")]
    parts = {"half": 2, "quarter": 4, "third": 3, "trimester": 3}[name]

    def inside(whole: Interval) -> Interval | None:
        return part_of(whole, which, parts)

    if name != "quarter":
        return Sketch("nth", "half" if name == "half" else "range", nowhere, inside=inside, weak=True)

    def yearly(year: int) -> Interval | None:
        return inside(unit_at("year", date(year, 1, 1)))

    weak = yearly(2024) is None or which < 0
    return Sketch("nth", "quarter", recurring(yearly), inside=inside, floating=True, weak=weak)


def nth_units(hit: Hit) -> Sketch | None:
    """The first five months, the last week: of what follows."""
    which = hit.calendar.ordinals[hit.part("nth")]
    unit = hit.unit("units") or hit.part("unit")
    count = int(hit.count()) if hit.part("count") else 1
    if abs(which) > 1 and count > 1:
        return None
    return Sketch(
        "nth_units",
        "week" if (unit, count) == ("week", 1) else "range",
        nowhere,
        inside=_units_inside(which, count, unit),
        weak=True,
    )


def _units_inside(which: int, count: int, unit: str) -> Inside:
    def inside(whole: Interval) -> Interval | None:
        if unit == "weekend":
            first = _nth_weekday(whole, 5, which)
            return None if first is None else Interval(first, days_after(first, 1))
        if which < 0:
            start, end = days_after(moved(whole.last, unit, -count), 1), whole.last
            if unit in ("month", "quarter", "year"):
                start = months_after(days_after(whole.last, 1), -count * {"month": 1, "quarter": 3, "year": 12}[unit])
        else:
            start = moved(whole.first, unit, count * (which - 1))
            end = days_after(moved(start, unit, count), -1)
        return Interval(start, end) if whole.first <= start and end <= whole.last else None

    return inside


def _nth_weekday(whole: Interval, weekday: int, which: int) -> date | None:
    if which < 0:
        found = days_after(whole.last, -((whole.last.weekday() - weekday) % 7))
    else:
        found = days_after(whole.first, (weekday - whole.first.weekday()) % 7 + 7 * (which - 1))
    return found if whole.first <= found <= whole.last else None


def nth_weekday(hit: Hit) -> Sketch | None:
    """The second Monday: of the month that follows."""
    which, number = hit.calendar.ordinals[hit.part("nth")], hit.calendar.weekdays[hit.part("weekday")]

    def inside(whole: Interval) -> Interval | None:
        day = _nth_weekday(whole, number, which)
        return None if day is None else one_day(day)

    return Sketch("nth_weekday", "day", nowhere, inside=inside, weak=True)
