"""When: a stretch of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of whole days, both ends included; an open end is None ("since Monday")."""

    text: str
    start: date | None
    end: date | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A time expression of the text with its interval, granularity and TimeML reading.

    `granularity` is one of day, night, week, month, season, quarter, half, year, decade, hour, range, duration, set;
    `timex_type` one of DATE, TIME, DURATION, SET; `timex_value` the ISO 8601 form TimeML uses ("2024-W48", "P3D").
    Both ends are None where the expression gives no calendar place ("recently", "for three days").
    """

    span: Span
    start: date | None
    end: date | None
    granularity: str
    timex_type: str
    timex_value: str
