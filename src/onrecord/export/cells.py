"""What may stand in a cell of a table.

Invariant: no cell of a table starts a formula, and none holds a control character beside a line break.
"""

from __future__ import annotations

from datetime import date

type Cell = str | int | float | date | None

GUARD = "'"
"""What stands before text that a spreadsheet would take for a formula."""

_FORMULA = frozenset("=+-@＝＋－＠")
_BARE = frozenset("\t\r\n")
_MIRRORED = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x09: " ",
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(_MIRRORED, "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x2028: "\n",
    0x2029: "\n",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return bool(text.strip()) and (text[:1] in _BARE or text.lstrip()[:1] in _FORMULA)


def visible(text: str) -> str:
    """The text with its control characters as visible signs, line breaks as they are."""
    return text.replace("\r\n", "\n").translate(_VISIBLE)


def guarded(text: str) -> str:
    """The `visible` text, with an apostrophe before what would start a formula."""
    return (GUARD if starts_formula(text) else "") + visible(text)
