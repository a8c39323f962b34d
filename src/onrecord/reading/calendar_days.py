"""Arithmetic of calendar days: units, thirds, holidays, as inclusive intervals.

Invariant: where an interval has both ends, start <= end. Everything out of the range of `datetime.date` raises
`ValueError` or `OverflowError`; whoever places an expression catches both.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Yearly = Callable[[int], "Interval | None"]
"""What recurs every year: a year gives its interval, or None (29 February)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days, both ends included; an open end is None."""

    start: date | None
    end: date | None

    @property
    def first(self) -> date:
        """The first day; raises `ValueError` where it is open."""
        if self.start is None:
            raise ValueError("the interval has no first day")
        return self.start

    @property
    def last(self) -> date:
        """The last day; raises `ValueError` where it is open."""
        if self.end is None:
            raise ValueError("the interval has no last day")
        return self.end

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


NOWHERE = Interval(None, None)


def one_day(day: date) -> Interval:
    """A single day."""
    return Interval(day, day)


def days_after(day: date, count: int) -> date:
    """The day `count` days after (before, where negative)."""
    return day + timedelta(days=count)


def months_after(day: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day."""
    number = day.year * 12 + day.month - 1 + count
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, count: int) -> Interval:
    """`count` whole months from the first of a month."""
    first = date(year, month, 1)
    final = months_after(first, count - 1)
    return Interval(first, date(final.year, final.month, monthrange(final.year, final.month)[1]))


def whole_years(year: int, count: int = 1) -> Interval:
    """`count` calendar years."""
    return Interval(date(year, 1, 1), date(year + count - 1, 12, 31))


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = days_after(day, -day.weekday())
    return Interval(monday, days_after(monday, 6))


def unit_at(unit: str, day: date) -> Interval:
    """The calendar unit that holds a day; hours and nights are read as the day itself."""
    if unit in ("week", "fortnight"):
        return week_of(day)
    if unit == "weekend":
        return Interval(days_after(week_of(day).first, 5), week_of(day).end)
    if unit == "month":
        return months_from(day.year, day.month, 1)
    if unit == "quarter":
        return months_from(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit in ("half", "half-year"):
        return months_from(day.year, 1 if day.month < 7 else 7, 6)
    if unit == "year":
        return whole_years(day.year)
    if unit == "decade":
        return whole_years(day.year // 10 * 10, 10)
    if unit == "century":
        return whole_years((day.year - 1) // 100 * 100 + 1, 100)
    return one_day(day)


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "half-year": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_HOURS = {"hour": 24, "minute": 1440, "second": 86400}


def moved(day: date, unit: str, count: float) -> date:
    """The day `count` units later; hours count as whole days, rounded up from 24."""
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        return months_after(day, round(months))
    if unit in _DAYS:
        return days_after(day, round(count * _DAYS[unit]))
    whole = -(-abs(count) // _HOURS.get(unit, 24))
    return days_after(day, int(whole) if count >= 0 else -int(whole))


def third_of(whole: Interval, which: int) -> Interval:
    """The early (0), middle (1) or late (2) part: a month by days 1-10, 11-20, 21-end; a year by four months;
    a week Monday-Tuesday, Wednesday-Thursday, Friday-Sunday; a decade by years 0-3, 4-6, 7-9. Other stretches stay
    whole.
    """
    first, last, length = whole.first, whole.last, whole.length
    if length <= 3:
        return whole
    if length == 7:
        cuts = (0, 2, 4, 7)
        return Interval(days_after(first, cuts[which]), days_after(first, cuts[which + 1] - 1))
    months = (last.year - first.year) * 12 + last.month - first.month + (1 if last >= _month_end(last) else 0)
    if length <= 31:
        start = (first, days_after(first, 10), days_after(first, 20))[which]
        return Interval(start, last if which == 2 else days_after(first, 10 * which + 9))
    if months == 120:
        cuts = (0, 4, 7, 10)
        return whole_years(first.year + cuts[which], cuts[which + 1] - cuts[which])
    if first.day == 1 and months % 3 == 0:
        step = months // 3
        start = months_after(first, step * which)
        return Interval(start, days_after(months_after(start, step), -1))
    return whole


def part_of(whole: Interval, which: int, parts: int) -> Interval | None:
    """One of 2, 3 or 4 parts of a whole (1 is the first, -1 the last); a month is halved after its 15th day."""
    number = parts if which < 0 else which
    if not 1 <= number <= parts:
        return None
    first, last, length = whole.first, whole.last, whole.length
    if length <= 31:
        middle = days_after(first, 14 if length > 14 else max(length // 2 - 1, 0))
        if parts != 2:
            return None
        return Interval(first, middle) if number == 1 else Interval(days_after(middle, 1), last)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months % parts:
        return None
    start = months_after(first, months // parts * (number - 1))
    return Interval(start, days_after(months_after(start, months // parts), -1))


def _month_end(day: date) -> date:
    return date(day.year, day.month, monthrange(day.year, day.month)[1])


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar, as a Gregorian date (Meeus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return days_after(date(year, month, day + 1), year // 100 - year // 400 - 2)
