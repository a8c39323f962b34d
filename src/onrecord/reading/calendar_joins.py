"""Readings of joined expressions and of words before and after one: from sketches to a sketch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.reading.calendar_days import Interval, days_after, months_after, moved, one_day, third_of, unit_at
from onrecord.reading.calendar_sketch import FUTURE, PAST, Frame, Place, Sketch

Joined = Callable[[Sketch, Sketch, str], Sketch | None]
Changed = Callable[[Sketch, int], Sketch | None]
_HOURS = {"hour": 24, "minute": 1440, "second": 86400}


def weekday_date(left: Sketch, right: Sketch, _: str) -> Sketch | None:
    """Friday, 27 February: the year in which that day is that weekday, if the tense leaves a choice."""
    if not right.floating or right.kind != "date":
        return right

    def place(frame: Frame) -> Interval | None:
        found, day = right.place(frame), left.place(frame)
        if found is None or day is None or found.first.weekday() == day.first.weekday():
            return found
        others = [right.place(frame.looking(look)) for look in (PAST, FUTURE)]
        return next((x for x in others if x is not None and x.first.weekday() == day.first.weekday()), found)

    return replace(right, place=place)


def in_unit(left: Sketch, right: Sketch, gap: str) -> Sketch | None:
    """Tuesday of last week, May next year, the first half of 2025."""
    inside = left.inside
    if (
        inside is None
        or (left.kind == "weekday" and right.grain != "week")
        or (left.kind == "month" and right.kind == "month")
    ):
        return None
    if (left.kind, right.kind) in (
        ("date", "month"),
        ("holiday", "month"),
        ("season", "month"),
        ("season", "the_unit"),
        ("weekday", "the_unit"),
    ):
        return None
    if gap.strip() == "," and right.kind in ("month", "season", "the_unit", "decade", "week"):
        return None

    def place(frame: Frame) -> Interval | None:
        whole = right.place(frame)
        return None if whole is None else inside(whole)

    kind = "unit_quarter" if left.kind == "nth" else left.kind
    return Sketch(kind, left.grain, place, floating=right.floating, anchored=right.anchored)


def unit_then(left: Sketch, right: Sketch, _: str) -> Sketch | None:
    """Last week on Tuesday, next year in March."""
    return in_unit(right, left, " ") if right.floating else None


def ago_this(left: Sketch, right: Sketch, _: str) -> Sketch | None:
    """A year ago this month: the same unit, so long ago."""

    def place(frame: Frame) -> Interval | None:
        then, now = left.place(frame), right.place(frame)
        if then is None or now is None or then.length <= now.length:
            return None
        years = then.first.year - frame.published.year
        return unit_at(right.grain, months_after(now.first, 12 * years)) if then.length > 31 else None

    return replace(right, place=place)


def take_right(_: Sketch, right: Sketch, __: str) -> Sketch | None:
    """Dawn on Saturday is Saturday."""
    return replace(right, type="TIME")


def take_left(left: Sketch, _: Sketch, __: str) -> Sketch | None:
    """Saturday at dawn is Saturday."""
    return replace(left, type="TIME")


def fiscal_from(left: Sketch, right: Sketch, gap: str) -> Sketch | None:
    """A fiscal year and the day it begins: twelve months from that day, in the year named or the one before it."""
    look = PAST if "ed" in gap or "began" in gap else FUTURE

    def place(frame: Frame) -> Interval | None:
        day = right.place(frame if left.kind == "fiscal_open" and frame.look else frame.looking(look))
        if day is None:
            return None
        first = day.first
        if left.kind == "fiscal" and left.count and right.floating and not 0 <= left.count - first.year <= 1:
            first = first.replace(year=int(left.count))
        return Interval(first, days_after(months_after(first, 12), -1))

    return Sketch("fiscal", "year", place, floating=right.floating)


def up_to(left: Sketch, right: Sketch, _: str) -> Sketch | None:
    """The 48 hours to noon on Monday: so far back from the day."""
    unit, count = left.unit, left.count

    def place(frame: Frame) -> Interval | None:
        end = right.place(frame)
        if end is None:
            return None
        if unit in _HOURS:
            return Interval(moved(end.last, unit, -count), end.last)
        if unit in ("day", "week", "fortnight", "weekend", "night"):
            return Interval(days_after(moved(end.last, unit, -count), 1), end.last)
        return Interval(moved(days_after(end.last, 1), unit, -count), end.last)

    return Sketch("stretch", "range", place, floating=right.floating, bound=True)


def offset_from(left: Sketch, right: Sketch, _: str) -> Sketch | None:
    """Three days after the flood of 9 March."""
    unit, count = left.unit, left.count

    def place(frame: Frame) -> Interval | None:
        event = right.place(frame)
        if event is None:
            return None
        base = event.first if count < 0 else event.last
        if left.grain == "within":
            return Interval(event.first, moved(event.last, unit, count))
        if unit in ("day", "week", "fortnight", "night", *_HOURS):
            return one_day(moved(base, unit, count)) if event.length <= 3 else None
        return unit_at(unit, moved(base, unit, count))

    size = "range" if left.grain == "within" else "day"
    return Sketch("stretch", size, place, floating=right.floating, anchored=right.anchored, bound=True)


def joined_range(left: Sketch, right: Sketch, gap: str) -> Sketch | None:
    """From one to the other; "and", "or" and a dash join only what is alike."""
    link = gap.strip()
    days = ("date", "days", "weekday", "deictic", "holiday", "near_day")
    alike = left.kind == right.kind or (left.kind in days and right.kind in days and link in ("-", "–", "—"))
    alike = alike or {left.kind, right.kind} <= {"year", "unit_year"} or {left.kind, right.kind} <= {"month", "third"}
    if not alike and (link.split(" ")[0] in ("and", "or") or not link[:1].isalpha()):
        return None
    if left.kind == "the_unit" or left.bound or right.bound or (left.weak and left.kind != "year"):
        return None
    return Sketch(
        "range",
        "range",
        _range_place(left, right, listed=link in ("and", "or")),
        floating=left.floating or right.floating,
        anchored=left.anchored or right.anchored,
    )


def _range_place(left: Sketch, right: Sketch, *, listed: bool) -> Place:
    def place(frame: Frame) -> Interval | None:
        if left.floating and (frame.look < FUTURE or not right.floating):
            last = right.place(frame)
            first = None if last is None else left.place(frame.seen_from(last.first, PAST))
        else:
            first = left.place(frame)
            base = None if first is None or first.start is None else first.start
            last = None if base is None else right.place(frame.seen_from(base, FUTURE) if right.floating else frame)
        if first is None or last is None or (first.first > last.last and not listed):
            return None
        if first.first > last.last:
            first, last = last, first
        return Interval(first.first, last.last)

    return place


def third(inner: Sketch, which: int) -> Sketch | None:
    """Early, mid, late: a third of the whole; a day stays a day."""

    def place(frame: Frame) -> Interval | None:
        whole = inner.place(frame)
        return whole if whole is None or whole.start is None or whole.end is None else third_of(whole, which)

    if inner.grain in ("day", "night", "hour"):
        return replace(inner, weak=False)
    return replace(inner, kind="third", grain="range", place=place, inside=None, weak=False, late=which == 2)


def earlier(inner: Sketch, _: int) -> Sketch | None:
    """Earlier this month: until the day of publication."""

    def place(frame: Frame) -> Interval | None:
        whole = inner.place(frame.looking(PAST) if frame.look == 0 else frame)
        if whole is None or not whole.first <= frame.published <= whole.last:
            return whole
        return Interval(whole.start, frame.published)

    return _cut(inner, place)


def later(inner: Sketch, _: int) -> Sketch | None:
    """Later this month: from the day of publication on."""

    def place(frame: Frame) -> Interval | None:
        whole = inner.place(frame)
        if whole is None or not whole.first <= frame.published <= whole.last:
            return whole
        return Interval(frame.published, whole.end)

    return _cut(inner, place)


def so_far(inner: Sketch, _: int) -> Sketch | None:
    """So far this year."""
    return earlier(inner, 0)


def _cut(inner: Sketch, place: Place) -> Sketch:
    if inner.grain in ("day", "night"):
        return replace(inner, weak=False)
    return replace(inner, kind="third", grain="range", place=place, inside=None, weak=False)


def same(inner: Sketch, _: int) -> Sketch | None:
    """The words before change nothing ("throughout 2024", "the evening of 2 March")."""
    return replace(inner, weak=False) if inner.kind != "the_unit" or inner.unit != "day" else None


def near_time(inner: Sketch, _: int) -> Sketch | None:
    """Shortly before noon on Sunday: Sunday."""
    return inner if inner.type == "TIME" else None


def night(inner: Sketch, _: int) -> Sketch | None:
    """The night of 2-3 March; of a single day that day."""
    if inner.kind not in ("date", "days", "weekday", "range", "deictic", "holiday", "near_day"):
        return None
    return replace(inner, kind="night", grain="night", weak=False)


def night_into(inner: Sketch, _: int) -> Sketch | None:
    """Overnight into Monday: that day and the one before."""
    if inner.kind in ("range", "days"):
        return night(inner, 0)
    if inner.kind not in ("date", "weekday", "deictic", "holiday", "near_day"):
        return None

    def place(frame: Frame) -> Interval | None:
        day = inner.place(frame)
        return None if day is None else Interval(days_after(day.first, -1), day.end)

    return replace(inner, kind="night", grain="night", place=place)


def _bounded(
    inner: Sketch, look: int, cut: Callable[[Interval, Frame], Interval | None], *, asks: bool = False
) -> Sketch | None:
    """A bound: `look` is taken where the tense does not tell (PAST: always)."""
    if (
        inner.bound
        or inner.kind
        in ("the_unit", "range", "years", "days", "stretch", "night", "set", "vague", "length", "year_of", "clock")
        or inner.weak
    ):
        return None

    def place(frame: Frame) -> Interval | None:
        inner_frame = frame.looking(look) if look == PAST or frame.look == 0 else frame
        whole = inner.place(inner_frame)
        return None if whole is None else cut(whole, frame)

    return replace(inner, kind="bound", grain="range", place=place, inside=None, bound=True, asks=asks)


def bound_from(inner: Sketch, look: int) -> Sketch | None:
    """Since, no earlier than, at the earliest: the end is open."""
    return _bounded(inner, look, lambda whole, _: Interval(whole.start, None))


def from_on(inner: Sketch, look: int) -> Sketch | None:
    """From 1 May on; after a noun ("a letter from May") it bounds nothing."""

    def cut(whole: Interval, frame: Frame) -> Interval:
        return whole if frame.nominal else Interval(whole.start, None)

    return _bounded(inner, look, cut, asks=True)


def _nearer(inner: Sketch) -> Sketch:
    """What "until May" bounds in a past clause: the nearer of the last and the next May."""
    if not inner.floating or (inner.grain in ("day", "week") and inner.kind in ("weekday", "weekend")):
        return inner

    def place(frame: Frame) -> Interval | None:
        if frame.look != PAST:
            return inner.place(frame)
        both = [x for look in (PAST, FUTURE) if (x := inner.place(frame.looking(look))) is not None]
        return min(both, key=lambda x: abs((x.last - frame.base).days), default=None)

    return replace(inner, place=place)


def bound_to(inner: Sketch, look: int) -> Sketch | None:
    """By, no later than, at the latest: the beginning is open."""
    return _bounded(_nearer(inner), look, lambda whole, _: Interval(None, whole.end))


def until(inner: Sketch, look: int) -> Sketch | None:
    """Until; in a negative clause it is "no earlier than"."""

    def cut(whole: Interval, frame: Frame) -> Interval:
        return Interval(whole.start, None) if frame.negated else Interval(None, whole.end)

    return _bounded(_nearer(inner), look, cut, asks=True)


def before(inner: Sketch, look: int) -> Sketch | None:
    """Before 1 April: until the day before; before the end of something: until that end."""

    def cut(whole: Interval, _: Frame) -> Interval:
        return Interval(None, whole.end if inner.late or inner.type == "TIME" else days_after(whole.first, -1))

    return _bounded(_nearer(inner), look, cut)


def after(inner: Sketch, look: int) -> Sketch | None:
    """After 30 April: from the next day on; an event named by its day ("after Monday's raid") is left as it is."""
    return _bounded(
        inner,
        look,
        lambda whole, frame: (
            whole if frame.nominal else Interval(days_after(whole.last, 0 if inner.type == "TIME" else 1), None)
        ),
        asks=True,
    )
