"""Writing for people: safe characters, marks and colours, lines that fit a terminal and stay whole in a pipe.

Invariant: nothing that comes from a report or a file name reaches the terminal as a command to it.
"""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console
from rich.text import Text

FACT, NO_FACT = "●", "○"
"""The marks that tell facts from the rest, with colour and without."""

FACT_STYLE, NO_FACT_STYLE = "green", "yellow"

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""

_MIRRORED = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that change the order in which others are shown."""

_SAFE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(_MIRRORED, "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x2028: "\n",
    0x2029: "\n",
    0x0A: "\n",
    0x09: " ",
}


def safe(text: str) -> str:
    """`text` with its control characters made visible; it stays of the same length, so offsets hold."""
    return text.replace("\r\n", " \n").translate(_SAFE)


def one_line(text: str) -> str:
    """`safe` text on one line."""
    return " ".join(safe(text).split())


def mark(*, fact: bool) -> str:
    """The mark of a claim."""
    return FACT if fact else NO_FACT


def style(*, fact: bool) -> str:
    """The colour of a claim."""
    return FACT_STYLE if fact else NO_FACT_STYLE


class Screen:
    """Standard output as a person sees it: a terminal of some width, or a pipe in which lines stay whole."""

    def __init__(self, stream: TextIO | None = None) -> None:
        stream = stream or sys.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        self._console = Console(file=stream, highlight=False, markup=False, emoji=False)
        self.plain = not self._console.is_terminal or self._console.is_dumb_terminal
        self._width = min(self._console.width, WIDEST)

    def line(self, text: Text | str = "", *, first: str = "", rest: str = "") -> None:
        """Write `text`, its first line after `first`, what follows after `rest`; wrapped only for a terminal."""
        body = Text(text) if isinstance(text, str) else text
        room = max(20, self._width - len(rest))
        lines = body.split("\n", allow_blank=True) if self.plain else body.wrap(self._console, room)
        for number, part in enumerate(lines or [Text()]):
            before = Text(first if number == 0 else rest)
            part.rstrip()
            self._console.print(before + part if part else "", soft_wrap=True)

    def rule(self, text: Text) -> None:
        """Write a heading with a line before it, and after it to the edge of a terminal."""
        heading = Text.assemble(("─── ", "dim"), text)
        if not self.plain:
            heading.append(" " + "─" * max(3, self._width - heading.cell_len - 1), style="dim")
        self._console.print(heading, soft_wrap=True)


def complain(what: str, *, about: str = "") -> None:
    """One line on standard error: `onrecord: ABOUT: what is wrong; what to do`."""
    sys.stderr.write(": ".join(one_line(part) for part in ("onrecord", about, what) if part) + "\n")


def add_line(what: str) -> None:
    """One more line on standard error that belongs to the one before it."""
    sys.stderr.write(f"    {one_line(what)}\n")
