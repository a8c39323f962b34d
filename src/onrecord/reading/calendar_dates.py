"""Readings of dates, months, weekdays, seasons, holidays, years and fiscal years: from a match to a sketch."""

from __future__ import annotations

import re
from datetime import date

from onrecord.reading.calendar_days import (
    Interval,
    Yearly,
    days_after,
    easter,
    months_after,
    months_from,
    one_day,
    orthodox_easter,
)
from onrecord.reading.calendar_hit import Hit
from onrecord.reading.calendar_sketch import (
    Frame,
    Place,
    Sketch,
    closest,
    first_from,
    fixed,
    last_until,
    nowhere,
    recurring,
    weekday_inside,
    weekday_place,
    yearly_inside,
)

_LAST = ("last", "this past", "this last", "the previous")
_NEXT = ("next", "this coming", "the coming", "the following")


def iso_date(hit: Hit) -> Sketch | None:
    """2026-02-28."""
    return _dated(hit.whole("year"), hit.whole("mm"), hit.whole("dd"))


def _dated(year: int | None, month: int | None, day: int | None) -> Sketch | None:
    try:
        return Sketch("date", "day", fixed(one_day(date(year or 0, month or 0, day or 0))))
    except ValueError:
        return None


def numeric_date(hit: Hit) -> Sketch | None:
    """17.02.2026 is day first; with slashes the larger number or the report's habit decides."""
    first, second, year = hit.whole("first") or 0, hit.whole("second") or 0, hit.year()
    mark = hit.part("mark")
    dotted = mark == "."
    if hit.match.group().count(mark) != 2 or (mark != "/" and len(hit.part("year")) < 4):
        return None
    day_first, month_first = _dated(year, second, first), _dated(year, first, second)
    if dotted or month_first is None or day_first is None:
        return day_first if dotted or month_first is None else month_first
    by_day, by_month = day_first.place, month_first.place
    return Sketch("date", "day", lambda frame: by_month(frame) if frame.month_first else by_day(frame))


def _yearly_days(month: int, day: int, month2: int, day2: int) -> Yearly:
    def yearly(year: int) -> Interval | None:
        try:
            first, last = date(year, month, day), date(year, month2, day2)
        except ValueError:
            return None
        return Interval(first, last) if first <= last else None

    return yearly


def _on_days(kind: str, grain: str, yearly: Yearly, year: int | None) -> Sketch | None:
    if year is not None:
        found = yearly(year)
        return None if found is None else Sketch(kind, grain, fixed(found))
    if all(yearly(y) is None for y in (2023, 2024)):
        return None
    return Sketch(kind, grain, recurring(yearly, nearest=True), inside=yearly_inside(yearly), floating=True)


def day_month(hit: Hit) -> Sketch | None:
    """27 February 2026, Feb. 27."""
    if not hit.capital("month") or hit.named():
        return None
    month, day = hit.month(), hit.whole("day") or 0
    return _on_days("date", "day", _yearly_days(month, day, month, day), hit.year())


def days_of_month(hit: Hit) -> Sketch | None:
    """2-5 March, March 2 and 5: from the first to the last day named."""
    if not hit.capital("month") or hit.named():
        return None
    month, first, last = hit.month(), hit.whole("day") or 0, hit.whole("day2") or 0
    return _on_days("days", "range", _yearly_days(month, first, month, last), hit.year())


def _yearly_month(month: int) -> Yearly:
    return lambda year: months_from(year, month, 1)


def month_year(hit: Hit) -> Sketch | None:
    """September 2023."""
    if not hit.capital("month") or hit.named():
        return None
    return Sketch("month", "month", fixed(months_from(hit.year() or 0, hit.month(), 1)))


def told(yearly: Yearly, which: str) -> Place:
    """The place of "last", "next" or "this" before what recurs every year."""

    def place(frame: Frame) -> Interval | None:
        if which in _LAST:
            return last_until(yearly, frame.published, whole=True)
        if which in _NEXT:
            return first_from(yearly, frame.published, whole=True)
        return closest(yearly, frame.published)

    return place


def relative_month(hit: Hit) -> Sketch | None:
    """Last October; this May is that of the year."""
    if not hit.capital("month") or hit.named():
        return None
    month, which = hit.month(), hit.part("which")
    if which == "this":
        return Sketch("month", "month", lambda frame: months_from(frame.published.year, month, 1))
    return Sketch("month", "month", told(_yearly_month(month), which))


def month(hit: Hit) -> Sketch | None:
    """A bare month; one that is also a name or a verb needs a word before it that licenses a month."""
    names = hit.calendar.names
    word = hit.part("month")
    before, high = hit.before()
    after, after_high = hit.after()
    if not hit.capital("month") or hit.named() or (high and before.rstrip(".") in names["titles"]):
        return None
    if word == "march" and after in names["marching"]:
        return None
    linked = before in names["links"] or before in names["weak_links"]
    if word in names["doubtful"] and (not linked or hit.is_person(hit.match.start(), hit.match.end())):
        return None
    if not linked and after_high and high:
        return None
    yearly = _yearly_month(hit.month())
    return Sketch("month", "month", recurring(yearly, nearest=True), inside=yearly_inside(yearly), floating=True)


def month_day(hit: Hit) -> Sketch | None:
    """The 12th: of the current month, the one before or the next, by tense."""
    day, which = hit.whole("day") or 0, hit.part("which")
    shift = {"last": -1, "next": 1}.get(which)

    def place(frame: Frame) -> Interval | None:
        steps = range(-2, 3) if not which else (shift or 0,)
        found = []
        for step in steps:
            first = months_after(frame.published.replace(day=1), step)
            try:
                found.append(one_day(first.replace(day=day)))
            except ValueError:
                continue
        if frame.look > 0:
            return next((x for x in found if which or x.first >= frame.base), None)
        return next((x for x in reversed(found) if which or x.first <= frame.base), None)

    before, _ = hit.before()
    part_of_day = hit.clause().endswith(("morning of ", "evening of ", "night of ", "afternoon of ", "hours of "))
    return (
        Sketch("date", "day", place, floating=True)
        if which or before in ("on", "and", "to", "from", "by", "until", "since", "between") or part_of_day
        else None
    )


def weekday(hit: Hit) -> Sketch | None:
    """A bare weekday; "Tuesday week" is seven days on, "Tuesday last" the one before."""
    if not hit.capital("weekday") or hit.named():
        return None
    number, shift = hit.calendar.weekdays[hit.part("weekday")], hit.part("shift").strip()
    if shift in ("last", "next"):
        return Sketch("weekday", "day", _beside(number, shift))
    plain = weekday_place(number)
    if not shift:
        return Sketch("weekday", "day", plain, inside=weekday_inside(number), floating=True)
    extra = 14 if shift == "fortnight" else 7
    return Sketch("weekday", "day", lambda frame: one_day(days_after(plain(frame.looking(1)).first, extra)))  # type: ignore[union-attr]


def weekday_before_date(hit: Hit) -> Sketch | None:
    """Tue. 3 March: only the date counts."""
    if not hit.capital("weekday"):
        return None
    return Sketch("weekday", "day", nowhere, weak=True, floating=True)


def _beside(number: int, which: str) -> Place:
    def place(frame: Frame) -> Interval | None:
        day = frame.published
        if which in _LAST:
            return one_day(days_after(day, -((day.weekday() - number - 1) % 7 + 1)))
        return one_day(days_after(day, (number - day.weekday() - 1) % 7 + 1))

    return place


def relative_weekday(hit: Hit) -> Sketch | None:
    """Last Saturday, next Monday; "this Friday" and "that Friday" by tense."""
    if not hit.capital("weekday") or hit.named():
        return None
    number, which = hit.calendar.weekdays[hit.part("weekday")], hit.part("which")
    if which in ("this", "that"):
        return Sketch("weekday", "day", weekday_place(number), floating=True)
    return Sketch("weekday", "day", _beside(number, which))


def holiday(hit: Hit) -> Sketch | None:
    """Christmas Eve, Good Friday, by rule or by table."""
    after, _ = hit.after()
    if not hit.text[hit.match.start("holiday")].isupper() and not hit.part("holiday").startswith("the "):
        return None
    if (
        "new year" in hit.part("holiday")
        and "New" not in hit.match.group()
        and "New" not in hit.text[hit.match.start() : hit.match.end()]
    ):
        return None
    if after in hit.calendar.holiday_names or hit.named():
        return None
    yearly = _yearly_holiday(hit)
    if hit.part("which"):
        return Sketch("holiday", "day", told(yearly, hit.part("which")))
    return _on_days("holiday", "day", yearly, hit.year())


def _of_table(line: str) -> tuple[int, Interval]:
    start, _, end = line.partition("/")
    first = date.fromisoformat(start)
    return first.year, Interval(first, date.fromisoformat(end or start))


def _yearly_holiday(hit: Hit) -> Yearly:
    rule = hit.calendar.holidays[re.sub(r"\s+", " ", hit.part("holiday"))]
    if rule in hit.calendar.holiday_tables:
        days = dict(map(_of_table, hit.calendar.holiday_tables[rule]))
        return days.get
    if rule in hit.calendar.national_days:
        table = hit.calendar.national_days[rule]
        country = hit.nearest(table)
        if country is None:
            return lambda _: None
        rule = table[country]
    if rule.startswith("easter"):
        return lambda year: one_day(days_after(easter(year), int(rule[6:])))
    if rule.startswith("orthodox"):
        return lambda year: one_day(days_after(orthodox_easter(year), int(rule[8:])))
    month, day = int(rule[:2]), int(rule[3:])
    return _yearly_days(month, day, month, day)


def season(hit: Hit) -> Sketch | None:
    """The autumn of 2022, last summer, this winter."""
    yearly = _yearly_season(hit)
    year, which = hit.year(), hit.part("which")
    if year is not None:
        return Sketch("season_year", "season", fixed(yearly(year) or Interval(None, None)))
    after, _ = hit.after()
    if hit.part("season") == "fall" and after in ("of", "in", "from", "to"):
        return None
    return Sketch("season", "season", told(yearly, which))


def _yearly_season(hit: Hit) -> Yearly:
    first = hit.calendar.seasons[hit.part("season")]
    return lambda year: months_from(year, first, 3)


def season_alone(hit: Hit) -> Sketch | None:
    """In the autumn: after a preposition and not before a noun it describes ("spring offensive")."""
    links = hit.calendar.names["links"]
    before, _ = hit.before()
    if (
        before not in links
        or hit.text[hit.match.start("season")].isupper()
        or (hit.part("season") == "fall" and not hit.match.group().startswith("the"))
    ):
        return None
    after, high = hit.after()
    if hit.mark_after() == "-" or (after and not high and not _after_season(after)):
        return None
    yearly = _yearly_season(hit)
    return Sketch("season", "season", recurring(yearly), inside=yearly_inside(yearly), floating=True)


_GO_ON = frozenset(
    "the a an and or but to in on at by of from with when after before until that which as for next last this they he "
    "she it its their his her near over under if while because was were is are will would has had".split()
)


def _after_season(word: str) -> bool:
    return word in _GO_ON or not word.isalpha()
