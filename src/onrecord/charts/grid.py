"""What happens when, in rows and columns: a dot in each cell, its area by the number, a ring where part is no fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from onrecord.charts.svg import element, picture, words

_ROW, _COLUMN, _NAMES, _HEAD, _EDGE = 30, 34, 150, 26, 24
_LARGEST = 12.0
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """How many claims a cell has, and how many of them are told as facts."""

    claims: int
    facts: int


def grid(
    cells: Mapping[tuple[str, str], Cell],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    title: str,
    name: str = "grid",
) -> str:
    """The picture as SVG; `cells` by row and column."""
    if not cells:
        return ""
    width, height = _NAMES + _COLUMN * len(columns) + _EDGE, _HEAD + _ROW * len(rows) + 4
    most = max(one.claims for one in cells.values())
    every = -(-len(columns) // _MOST_NAMED)
    parts = [
        element("text", words(column), x=_NAMES + place * _COLUMN, y=15, class_="tick")
        for place, column in enumerate(columns)
        if place % every == 0
    ]
    for line, row in enumerate(rows):
        y = _HEAD + line * _ROW + _ROW / 2
        parts.append(element("line", x1=_NAMES - 6, x2=width, y1=y, y2=y, class_="level"))
        parts.append(element("text", words(row), x=_NAMES - 14, y=y + 4, text_anchor="end", class_="tick"))
        for place, column in enumerate(columns):
            cell = cells.get((row, column))
            if cell is not None:
                x = _NAMES + place * _COLUMN + _COLUMN / 2
                parts.append(_dot(cell, x, y, most, f"{row}, {column}: {_told(cell)}"))
    told = "; ".join(
        f"{row}, {column}: {_told(cells[row, column])}" for row in rows for column in columns if (row, column) in cells
    )
    return picture(name, title=title, told=told, width=width, height=height, parts=parts)


def _dot(cell: Cell, x: float, y: float, most: int, tip: str) -> str:
    radius = max(3.0, _LARGEST * sqrt(cell.claims / most))
    inner = radius * sqrt(cell.facts / cell.claims) if cell.claims else 0.0
    shown = [element("title", words(tip)), element("circle", cx=x, cy=y, r=radius, class_="ring")]
    if inner:
        shown.append(element("circle", cx=x, cy=y, r=inner, class_="core"))
    return element("g", *shown)


def _told(cell: Cell) -> str:
    claims = "1 claim" if cell.claims == 1 else f"{cell.claims:,} claims"
    return f"{claims}, {cell.facts:,} as fact{'' if cell.facts == 1 else 's'}"
