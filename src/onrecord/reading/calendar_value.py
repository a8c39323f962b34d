"""The TimeML value of a placed expression."""

from __future__ import annotations

from onrecord.reading.calendar_days import Interval, unit_at, week_of
from onrecord.reading.calendar_sketch import Sketch

_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def timex(sketch: Sketch, interval: Interval) -> tuple[str, str]:
    """TimeML type and value: the calendar unit if the interval is one, else an ISO 8601 interval ("../2026-12-31")."""
    if interval.start is None and interval.end is None:
        return "DURATION" if sketch.value.startswith("P") and sketch.value[
            1:2
        ] in "TX0123456789" else sketch.type, sketch.value or "XXXX"
    short = interval.start == interval.end or sketch.grain == "night"
    kind = "TIME" if short and (sketch.grain in ("hour", "night") or sketch.type == "TIME") else "DATE"
    if interval.start is None or interval.end is None or sketch.grain == "range":
        whole = _weekend(interval)
        start, end = (x.isoformat() if x else ".." for x in (interval.start, interval.end))
        return "DATE", whole or (start if start == end else f"{start}/{end}")
    return kind, _unit(sketch.grain, interval)


def _weekend(interval: Interval) -> str | None:
    if interval.start is None or interval.end is None or interval.start.weekday() != 5 or interval.length != 2:
        return None
    return f"{_week(interval)}-WE"


def _week(interval: Interval) -> str:
    year, week, _ = interval.first.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _unit(grain: str, interval: Interval) -> str:
    first, last = interval.first, interval.last
    if grain == "week" and interval == week_of(first):
        return _week(interval)
    if grain == "night":
        return f"{first.isoformat()}TNI"
    if grain == "month" and interval == unit_at("month", first):
        return f"{first.year:04d}-{first.month:02d}"
    if grain == "season" and first.month in _SEASONS:
        return f"{first.year:04d}-{_SEASONS[first.month]}"
    if grain == "quarter" and interval == unit_at("quarter", first):
        return f"{first.year:04d}-Q{first.month // 3 + 1}"
    if grain == "half" and interval == unit_at("half", first):
        return f"{first.year:04d}-H{1 if first.month == 1 else 2}"
    if grain == "year" and interval == unit_at("year", first):
        return f"{first.year:04d}"
    if grain == "decade" and interval == unit_at("decade", first):
        return f"{first.year // 10:03d}"
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
