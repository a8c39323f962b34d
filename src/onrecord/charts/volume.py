"""How many claims there are over time: a column a day, month or year, whichever gives a picture that can be read."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onrecord.charts.svg import element, picture, words

WIDTH, HEIGHT = 640, 168
_LEFT, _TOP, _BOTTOM = 58, 14, 24
_MOST_DAYS, _MOST_MONTHS = 62, 96
_TICKS = 5


class Step(StrEnum):
    """What a column stands for."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A column: its first and last day, what it is called, and its number."""

    first: date
    last: date
    name: str
    number: int


def stretches(days: Mapping[date, int]) -> tuple[Stretch, ...]:
    """The columns from the first day to the last, empty ones with them, in steps that give at most about a hundred."""
    if not days:
        return ()
    first, last = min(days), max(days)
    step = _step(first, last)
    sums: Counter[date] = Counter()
    for day, number in days.items():
        sums[_begin(day, step)] += number
    found, at = [], _begin(first, step)
    while True:
        end = _end(at, step)
        found.append(Stretch(at, end, _name(at, step), sums[at]))
        if end >= last:
            return tuple(found)
        at = end + timedelta(days=1)


def volume(columns: tuple[Stretch, ...], *, title: str, name: str = "volume") -> str:
    """The picture of `columns` as SVG."""
    if not columns:
        return ""
    most = max(1, *(one.number for one in columns))
    top = _round_up(most)
    room, depth = WIDTH - _LEFT, HEIGHT - _TOP - _BOTTOM
    wide = room / len(columns)
    parts = [_level(value, top, depth) for value in ((0, top) if top == 1 else (0, top // 2, top))]
    every = -(-len(columns) // _TICKS)
    for place, one in enumerate(columns):
        high = depth * one.number / top
        x = _LEFT + place * wide
        gap = min(2.0, wide / 4)
        bar = min(wide - gap, 36.0)
        tip = element("title", words(f"{one.name}: {one.number:,}"))
        if one.number:
            left, y = x + (wide - bar) / 2, _TOP + depth - high
            parts.append(element("rect", tip, x=left, y=y, width=bar, height=high, class_="bar"))
        if place % every == 0:
            anchor = "start" if place == 0 and wide < 40 else "middle"
            at = x if anchor == "start" else x + wide / 2
            parts.append(
                element("text", words(one.name), x=at, y=HEIGHT - 6, text_anchor=anchor, class_="tick")
                if at < WIDTH - 24 or anchor == "start"
                else ""
            )
    return picture(name, title=title, told=told(columns), width=WIDTH, height=HEIGHT, parts=parts)


def told(columns: tuple[Stretch, ...]) -> str:
    """The picture in a sentence."""
    if not columns:
        return "There is nothing to show."
    total = sum(one.number for one in columns)
    most = max(columns, key=lambda one: one.number)
    if len(columns) == 1:
        return f"{total:,} in {most.name}."
    return f"{total:,} from {columns[0].name} to {columns[-1].name}; the most in {most.name}: {most.number:,}."


def _level(value: int, top: int, depth: int) -> str:
    y = _TOP + depth - depth * value / top
    line = element("line", x1=_LEFT, x2=WIDTH, y1=y, y2=y, class_="level")
    return line + element("text", words(f"{value:,}"), x=_LEFT - 6, y=y + 4, text_anchor="end", class_="tick")


def _round_up(most: int) -> int:
    """The next number of the form 1, 2, 4, 6, 10, 20 … that has a whole half."""
    size = 1
    while True:
        for part in (1, 2, 4, 6, 8):
            if part * size >= most:
                return part * size
        size *= 10


def _step(first: date, last: date) -> Step:
    if (last - first).days < _MOST_DAYS:
        return Step.DAY
    months = (last.year - first.year) * 12 + last.month - first.month
    return Step.MONTH if months < _MOST_MONTHS else Step.YEAR


def _begin(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day
    return day.replace(day=1) if step is Step.MONTH else day.replace(month=1, day=1)


def _end(day: date, step: Step) -> date:
    """The last day of a stretch that begins on `day`; the calendar ends with the year 9999."""
    if step is Step.DAY:
        return day
    return day.replace(month=12, day=31) if step is Step.YEAR else day.replace(day=monthrange(day.year, day.month)[1])


def _name(day: date, step: Step) -> str:
    if step is Step.DAY:
        return f"{day.day} {day:%b} {day.year}"
    return f"{day:%b} {day.year}" if step is Step.MONTH else str(day.year)
