"""Readings of counted and relative stretches: from "four days ago" to "the first half of"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from onrecord.reading.calendar_days import (
    Interval,
    days_after,
    moved,
    one_day,
    unit_at,
)
from onrecord.reading.calendar_hit import Hit, singular
from onrecord.reading.calendar_sketch import (
    PAST,
    Frame,
    Place,
    Sketch,
    nowhere,
)
from onrecord.reading.calendar_years import fiscal_place

_GRAINS = {
    "hour": "hour",
    "minute": "hour",
    "second": "hour",
    "night": "night",
    "weekend": "range",
    "fortnight": "week",
    "century": "range",
    "half-year": "half",
}
_KINDS = {
    "week": "week",
    "fortnight": "week",
    "month": "unit_month",
    "year": "unit_year",
    "quarter": "unit_quarter",
    "decade": "unit_decade",
    "weekend": "weekend",
}
_SMALL = ("hour", "minute", "second")


def grain(unit: str) -> str:
    """The granularity of a mention of one unit."""
    return _GRAINS.get(unit, unit)


def duration(count: float | None, unit: str) -> str:
    """The TimeML value of a length ("P3D", "PT6H", "PXW")."""
    letters = {
        "hour": "H",
        "minute": "M",
        "second": "S",
        "day": "D",
        "night": "D",
        "weekend": "D",
        "week": "W",
        "month": "M",
        "quarter": "M",
        "year": "Y",
    }
    factor = {"fortnight": 2, "quarter": 3, "weekend": 2, "decade": 10, "century": 100, "half-year": 6}.get(unit, 1)
    letter = letters.get(unit, "W" if unit == "fortnight" else "Y")
    figure = "X" if count is None else f"{count * factor:g}"
    return f"PT{figure}{letter}" if unit in _SMALL else f"P{figure}{letter}"


def deictic(hit: Hit) -> Sketch | None:
    """Yesterday, tonight, the day after tomorrow."""
    word = re.sub(r"\s+", " ", hit.part("word"))
    shift = hit.calendar.deictics[word]
    before, high = hit.before()
    if word == "today" and hit.text[hit.match.start()].isupper() and high and before in ("usa", "russia", "africa"):
        return None
    size = "night" if "night" in word else "day"
    return Sketch("deictic", size, lambda frame: one_day(days_after(frame.published, shift)))


def overnight(_: Hit) -> Sketch | None:
    """The night before the day of publication."""
    return Sketch("overnight", "night", lambda frame: Interval(days_after(frame.published, -1), frame.published))


def ago(hit: Hit) -> Sketch | None:
    """Four days ago is a day; a week, a month, a year ago is that calendar week, month, year."""
    return _counted_off(hit, -hit.count(), "ago")


def from_now(hit: Hit) -> Sketch | None:
    """Two years from now."""
    return _counted_off(hit, hit.count(), "stretch")


def _counted_off(hit: Hit, count: float, kind: str) -> Sketch:
    unit = hit.unit()
    if unit in ("decade", "century"):
        unit, count = "year", count * (10 if unit == "decade" else 100)
    return Sketch(kind, grain(unit), lambda frame: _off(frame.published, unit, count))


def _off(day: date, unit: str, count: float) -> Interval:
    if unit in _SMALL:
        hours = count / {"hour": 1, "minute": 60, "second": 3600}[unit]
        return one_day(days_after(day, int(hours / 24)))
    whole = count == int(count)
    if whole or unit in ("day", "week"):
        return unit_at(unit if whole else "day", moved(day, unit, count))
    return unit_at("month" if unit in ("month", "quarter", "year") else "year", moved(day, unit, count))


def within(hit: Hit) -> Sketch | None:
    """Within 72 hours, of a clause that does not look back."""
    return _stretch(hit, lambda day, unit, count: Interval(day, moved(day, unit, count)), ahead=True)


def within_some(_: Hit) -> Sketch | None:
    """Within weeks: from now on."""

    def place(frame: Frame) -> Interval | None:
        return None if frame.look == PAST else Interval(frame.published, None)

    return Sketch("stretch", "range", place, floating=True, bound=True)


def past_stretch(hit: Hit) -> Sketch | None:
    """Over the past ten days: so many days back, until the day of publication."""
    unit = hit.unit() or hit.unit("unit2")
    count = hit.count()
    size = "hour" if unit in _SMALL else "range"
    return Sketch(
        "stretch", size, lambda frame: Interval(moved(frame.published, unit, -count), frame.published), bound=True
    )


def coming_stretch(hit: Hit) -> Sketch | None:
    """Over the next three weeks."""
    return _stretch(hit, lambda day, unit, count: Interval(day, moved(day, unit, count)), ahead=False)


def _stretch(hit: Hit, reach: Callable[[date, str, float], Interval], *, ahead: bool) -> Sketch:
    count, unit = hit.count(), hit.unit()

    def place(frame: Frame) -> Interval | None:
        return None if ahead and frame.look == PAST else reach(frame.published, unit, count)

    return Sketch("stretch", "hour" if unit in _SMALL else "range", place, floating=ahead, bound=True)


def in_count(hit: Hit) -> Sketch | None:
    """In nine days: a day ahead, unless the clause looks back or counts ("the first in ten years")."""
    count, unit = hit.count(), hit.unit()
    ranked = not hit.part("time") and not hit.calendar.tense["ranking"].isdisjoint(hit.clause().split())

    def place(frame: Frame) -> Interval | None:
        return None if ranked or frame.look == PAST else _off(frame.published, unit, count)

    return Sketch("stretch", grain(unit), place, floating=True, value=duration(count, unit), bound=True)


def _referred(unit: str, count: float) -> Place:
    """So many units from the reference; days need a reference of one day, nights and hours too."""

    def place(frame: Frame) -> Interval | None:
        reference = frame.reference
        if reference is None or reference.start is None or reference.end is None:
            return None
        if unit in ("day", "night", "week", "weekend", "fortnight", *_SMALL) and reference.length > 2:
            return None
        if unit in ("month", "quarter") and reference.length > 92:
            return None
        return _off(reference.end, unit, count)

    return place


def shifted(hit: Hit) -> Sketch | None:
    """Two days later, a day earlier: from the nearest day told."""
    back = hit.part("way") in ("earlier", "before", "beforehand", "previously")
    count, unit = hit.count(), hit.unit()
    return Sketch("anchored", grain(unit), _referred(unit, -count if back else count), anchored=True)


_NEAR = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "same": 0, "very": 0, "": 0}


def next_to(hit: Hit) -> Sketch | None:
    """The following day, that evening, the same month."""
    unit = hit.part("unit")
    if hit.mark_after() == "-":
        return None
    size = "day" if unit in ("night", "morning", "afternoon", "evening") else unit
    kind = "near_day" if size == "day" else "near_unit"
    return Sketch(kind, grain(size), _referred(size, _NEAR[hit.part("way")]), anchored=True)


def offset(hit: Hit) -> Sketch | None:
    """Three days after (an event): waits for the event's day; at the end of a clause the nearest day counts.

    "The raid came two days after the ship had docked": what follows was so long before the raid.
    """
    near, way = hit.part("near"), hit.part("way")
    back = way in ("before", "ahead of", "prior to") or near in ("eve of", "night before")
    unit, count = ("day", 1.0) if near else (hit.unit(), hit.count())
    if way == "of" and not hit.part("within"):
        return Sketch(
            "length", "duration", nowhere, type="DURATION", value=duration(count, unit), count=count, unit=unit
        )
    before, _ = hit.before()
    told = before in ("came", "comes", "coming", "just", "only", "barely") and re.search(
        r"\b(?:came|comes|coming)\b", hit.clause()
    )
    ends = bool(told) or (hit.mark_after() in ("", ".", ",", ";", ")") and near != "eve of")
    signed = -count if back else count
    place = _referred(unit, -signed if told else signed) if ends else nowhere
    size = "within" if hit.part("within") else grain(unit)
    return Sketch(
        "offset", size, place, anchored=ends, count=signed, unit=unit, value=duration(count, unit), type="DURATION"
    )


def beyond(hit: Hit) -> Sketch | None:
    """The week before last, the month after next."""
    count = -2 if "before" in hit.part("way") else 2
    unit = hit.part("unit")
    return Sketch(_KINDS[unit], grain(unit), lambda frame: _off(frame.published, unit, count))


def relative_unit(hit: Hit) -> Sketch | None:
    """Last week, next month, this quarter, the current year, this fiscal year."""
    unit, which = hit.part("unit"), hit.part("which")
    if hit.part("kind").strip() in ("fiscal", "financial", "budget") and unit == "year":
        return Sketch("fiscal", "year", fiscal_place(hit, which))
    step = -1 if "last" in which or "past" in which else 1 if which in ("next", "this coming", "the coming") else 0
    if which == "this past" and unit != "weekend":
        return Sketch("stretch", "range", lambda frame: Interval(moved(frame.published, unit, -1), frame.published))
    if unit == "weekend":
        return Sketch("weekend", "range", _weekend(step), floating=step == 0)
    if unit == "half":
        unit = "half-year"
    return Sketch(
        _KINDS.get(unit, "unit"), grain(unit), lambda frame: unit_at(unit, moved(frame.published, unit, step))
    )


def _weekend(step: int) -> Place:
    def place(frame: Frame) -> Interval | None:
        own = unit_at("weekend", frame.base)
        days = [Interval(days_after(own.first, 7 * n), days_after(own.last, 7 * n)) for n in (-1, 0, 1)]
        if step < 0:
            return [x for x in days if x.last < frame.published][-1]
        if step > 0:
            return next(x for x in days if x.first > frame.published)
        if frame.look > 0:
            return next(x for x in days if x.last >= frame.base)
        return [x for x in days if x.first <= frame.base][-1]

    return place


def weekend(_: Hit) -> Sketch | None:
    """The weekend, by tense."""
    return Sketch("weekend", "range", _weekend(0), floating=True)


def the_unit(hit: Hit) -> Sketch | None:
    """The year: the current one, only as part of a longer expression."""
    unit = hit.part("unit")

    def place(frame: Frame) -> Interval | None:
        day = frame.published
        if unit == "day" and frame.reference is not None and frame.reference.end is not None:
            day = frame.reference.end
        return unit_at(unit, day)

    return Sketch("the_unit", grain(unit), place, weak=True, anchored=unit == "day", count=1, unit=unit)


def unit_end(hit: Hit) -> Sketch | None:
    """Year-end, the month is out: the last day counts; alone it is the late part."""
    unit, which = hit.part("unit"), hit.part("which")
    step = -1 if which == "last" else 1 if which == "next" else 0

    def place(frame: Frame) -> Interval | None:
        whole = unit_at(unit, moved(frame.published, unit, step))
        return Interval(days_after(whole.last, -9 if whole.length > 7 else 0), whole.last)

    return Sketch("unit_end", "range", place, late=True)


def clock(_: Hit) -> Sketch | None:
    """A time of day: no day of its own."""
    return Sketch("clock", "hour", nowhere, type="TIME", value="XXXX-XX-XX")


def habit(hit: Hit) -> Sketch | None:
    """Every Monday, twice a week; not a newspaper ("the daily La Voz", "the Hill Weekly")."""
    words = hit.match.group()
    after, high = hit.after()
    if words.isalpha() and words.endswith("ly") and (hit.text[hit.match.start()].isupper() or (after and high)):
        return None
    return Sketch("set", "set", nowhere, type="SET", value="XXXX")


def length(hit: Hit) -> Sketch | None:
    """For three weeks; "a second" is an ordinal."""
    count, unit = hit.count(), hit.unit()
    if hit.part("unit") == "second":
        return None
    return Sketch("length", "duration", nowhere, type="DURATION", value=duration(count, unit), count=count, unit=unit)


def vague_length(hit: Hit) -> Sketch | None:
    """For decades."""
    unit = singular(re.findall(r"[a-z]+", hit.match.group())[-1])
    return Sketch("vague", "duration", nowhere, type="DURATION", value=duration(None, unit))


def vague(hit: Hit) -> Sketch | None:
    """Some weeks ago, in the coming months: no calendar place."""
    back = re.search(r"ago|earlier|before|past|last|recent|previous", hit.match.group())
    return Sketch("vague", "range", nowhere, value="PAST_REF" if back else "FUTURE_REF")


def vague_word(hit: Hit) -> Sketch | None:
    """Recently, soon, now."""
    value = "PAST_REF" if hit.part("past") else "FUTURE_REF" if hit.part("future") else "PRESENT_REF"
    return Sketch("vague", "range", nowhere, value=value)
