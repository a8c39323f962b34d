"""Claims along time: day by day in words, and as a strip of dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from onrecord.ledger.rows import Entry
from onrecord.model.wording import say, say_status
from onrecord.model.wording_names import day_words

WIDTH, SIDE, STEP, RADIUS, FOOT, HIGHEST = 960, 24, 11, 4, 26, 16
"""Measures of the strip in its own units: width, margin, distance of dots, their radius, the foot, dots in a pile."""
_TICKS = 6
_YEAR = 366
"""Days over which more than the month of a tick would say too much."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A claim at a day: the act's own (its first day told, else its last), or that of the report."""

    day: date
    own: bool
    anchor: str
    said: str
    status: str
    outlet: str
    fact: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The claims of a day."""

    words: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim on the strip."""

    x: float
    y: float
    fact: bool
    anchor: str
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named below the strip; `anchor` is start, middle or end of its words."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Dots over a line of days; `left` counts those that their pile had no room for."""

    height: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    left: int


def moment(entry: Entry, anchor: str) -> Moment:
    """An entry as a moment."""
    claim, when = entry.claim, entry.claim.when
    own = (when.start or when.end) if when else None
    return Moment(
        day=own or entry.report.published,
        own=own is not None,
        anchor=anchor,
        said=say(claim, outlet=entry.report.outlet),
        status=say_status(claim.status, claim.act),
        outlet=entry.report.outlet,
        fact=entry.stands_as_fact,
    )


def days(moments: Sequence[Moment]) -> list[Day]:
    """Day by day, in the order of time."""
    ordered = sorted(moments, key=lambda one: one.day)
    return [Day(day_words(day), tuple(found)) for day, found in groupby(ordered, key=lambda one: one.day)]


def strip(moments: Sequence[Moment]) -> Strip | None:
    """The moments as dots, those of one place in a pile; None where they are all of one day."""
    ordered = sorted(moments, key=lambda one: one.day)
    if not ordered or ordered[0].day == ordered[-1].day:
        return None
    first, last = ordered[0].day, ordered[-1].day
    span = (last - first).days
    piles: dict[int, list[Moment]] = {}
    slots = (WIDTH - 2 * SIDE) // STEP
    for one in ordered:
        piles.setdefault(round((one.day - first).days / span * slots), []).append(one)
    top = min(HIGHEST, max(map(len, piles.values())))
    base = top * STEP + RADIUS
    dots = [
        Dot(SIDE + slot * STEP, base - number * STEP - STEP / 2, one.fact, one.anchor, one.said)
        for slot, pile in piles.items()
        for number, one in enumerate(pile[:HIGHEST])
    ]
    width = slots * STEP
    count = min(_TICKS, span + 1)
    ticks = tuple(
        Tick(
            SIDE + width * number / (count - 1), _tick(first + timedelta(days=span * number // (count - 1)), span), end
        )
        for number, end in enumerate(["start", *["middle"] * (count - 2), "end"])
    )
    return Strip(base + FOOT, tuple(dots), ticks, len(ordered) - len(dots))


def _tick(day: date, span: int) -> str:
    words = day_words(day)
    return words if span <= _YEAR else words.partition(" ")[2]
