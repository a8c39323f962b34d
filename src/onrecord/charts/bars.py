"""How many of each sort: a bar a row, its name before it and its number behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.charts.svg import element, picture, words

WIDTH = 400
_ROW, _NAMES, _NUMBERS = 22, 104, 56


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: its name and number, and how many of these are set off (facts among claims)."""

    name: str
    number: int
    part: int | None = None


def bars(rows: Sequence[Bar], *, title: str, name: str = "bars", part: str = "") -> str:
    """The picture of `rows` as SVG; `part` says what the set-off part is."""
    if not rows:
        return ""
    most = max(1, *(row.number for row in rows))
    room = WIDTH - _NAMES - _NUMBERS
    parts = []
    for place, row in enumerate(rows):
        y = place * _ROW
        parts.append(element("text", words(row.name), x=_NAMES - 8, y=y + 15, text_anchor="end", class_="tick"))
        wide = max(1.0, room * row.number / most)
        tip = element("title", words(_told(row, part)))
        parts.append(element("rect", tip, x=_NAMES, y=y + 4, width=wide, height=_ROW - 8, class_="bar"))
        if row.part:
            set_off = room * row.part / most
            parts.append(element("rect", tip, x=_NAMES, y=y + 4, width=set_off, height=_ROW - 8, class_="bar bar-part"))
        parts.append(element("text", words(f"{row.number:,}"), x=_NAMES + wide + 6, y=y + 15, class_="tick"))
    told = "; ".join(_told(row, part) for row in rows)
    return picture(name, title=title, told=told, width=WIDTH, height=_ROW * len(rows) + 4, parts=parts)


def _told(row: Bar, part: str) -> str:
    more = f", {row.part:,} {part}" if row.part is not None and part else ""
    return f"{row.name}: {row.number:,}{more}"
