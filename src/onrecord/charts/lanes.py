"""Who told it when: a lane a source, a numbered mark a claim, its shape and pattern by what it does.

Marks too near to each other are put below each other. Each mark leads to its claim on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.charts.svg import element, words

WIDTH = 900
_EDGE, _HEAD, _NAME, _ROW = 20, 26, 26, 30
_RADIUS = 11.0
_NEAR = 2 * _RADIUS + 4
_TICKS = 6
_NAME_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim: its number on the page, its day, what it does (says, denies, withheld), who tells it, where it leads."""

    number: int
    day: date
    does: str
    told: str
    link: str
    back: bool = False
    """Whether it was taken back later."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A source and its marks in order of their days."""

    name: str
    marks: tuple[Mark, ...]


def lanes(rows: Sequence[Lane], *, title: str, name: str = "lanes") -> str:
    """The picture as SVG; "" without a mark."""
    days = [mark.day for row in rows for mark in row.marks]
    if not days:
        return ""
    scale = _Scale(min(days), max(days))
    parts, top = [], _HEAD
    for row in rows:
        drawn, height = _lane(row, scale, top)
        parts.append(element("line", x1=0, x2=WIDTH, y1=top, y2=top, class_="level"))
        parts += drawn
        top += height
    ticks = [part for day in scale.ticks() for part in _tick(scale.x(day), day, top)]
    told = "; ".join(f"{row.name}: {', '.join(_told(mark) for mark in row.marks)}" for row in rows)
    return element(
        "svg",
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(told), id=f"{name}-told"),
        *ticks,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {top + 4}",
        width=WIDTH,
        height=top + 4,
        class_=f"chart chart-{name}",
        role="group",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-told",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        room = WIDTH - 2 * _EDGE - 60
        return _EDGE + 30 + (room * (day - self.first).days / span if span else room / 2)

    def ticks(self) -> list[date]:
        span = (self.last - self.first).days
        count = min(_TICKS, span + 1)
        return [self.first + timedelta(days=round(span * at / max(1, count - 1))) for at in range(count)]


def _tick(x: float, day: date, bottom: int) -> tuple[str, str]:
    line = element("line", x1=x, x2=x, y1=_HEAD - 4, y2=bottom, class_="level level-day")
    return line, element(
        "text", words(f"{day.day} {day:%b} {day.year}"), x=x, y=14, text_anchor="middle", class_="tick"
    )


def _lane(row: Lane, scale: _Scale, top: int) -> tuple[list[str], int]:
    """The marks of a lane, and its height."""
    ends: list[float] = []
    drawn = [
        element(
            "text",
            element("title", words(row.name)),
            words(row.name if len(row.name) <= _NAME_LENGTH else f"{row.name[: _NAME_LENGTH - 1]}…"),
            x=6,
            y=top + 17,
            class_="tick lane-name",
        )
    ]
    for mark in row.marks:
        x = scale.x(mark.day)
        line = next((at for at, end in enumerate(ends) if end + _NEAR <= x), len(ends))
        ends[line : line + 1] = [x]
        drawn.append(_mark(mark, x, top + _NAME + line * _ROW + _ROW / 2))
    return drawn, _NAME + _ROW * len(ends) + 6


def _mark(mark: Mark, x: float, y: float) -> str:
    shape = f"mark mark-{mark.does}{' mark-back' if mark.back else ''}"
    if mark.does == "denies":
        side = _RADIUS * 1.7
        drawn = element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, class_=shape)
    else:
        drawn = element("circle", cx=x, cy=y, r=_RADIUS, class_=shape)
    number = element(
        "text",
        str(mark.number),
        x=x,
        y=y + 4,
        text_anchor="middle",
        class_=f"mark-number{' on-back' if mark.back else ''}",
    )
    return element("a", element("title", words(_told(mark))), drawn, number, href=mark.link, aria_label=_told(mark))


def _told(mark: Mark) -> str:
    back = ", taken back later" if mark.back else ""
    return f"{mark.number}, {mark.told} {_DOES[mark.does]} on {mark.day.isoformat()}{back}"


_DOES = {"says": "says so", "denies": "says it is not so", "withheld": "does not confirm it"}
