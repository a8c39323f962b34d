"""`onrecord acts`: the acts of the codebook, and the words by which they are found."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from onrecord.cli.screen import Screen
from onrecord.codebook.acts import SHAPES, ActEntry, Frame, acts

_TITLES = {"verb": "verbs", "noun": "nouns", "state": "phrases"}
_INDENT = "  "
_SHOWN = 3
"""Objects of an idiom that are shown; some can stand with dozens."""
_HANGING = " " * 11


def show_acts() -> None:
    """Show the acts of the codebook, what each covers, its PLOVER event type and the words that tell it."""
    screen = Screen()
    for entry in acts():
        _show_act(entry, screen)


def _show_act(entry: ActEntry, screen: Screen) -> None:
    head = Text(entry.act.value, style="bold")
    head.append(f"  {entry.covers}", style="default")
    head.append(f"  (PLOVER {entry.plover})", style="dim")
    screen.line(head, rest=_INDENT)
    for shape in SHAPES:
        words = ", ".join(dict.fromkeys(_words(frame for frame in entry.frames if frame.shape == shape)))
        if words:
            screen.line(words, first=f"{_INDENT}{_TITLES[shape]:<9}", rest=_HANGING)
    screen.line()


def _words(frames: Iterable[Frame]) -> Iterable[str]:
    """The words that head frames; with the object that an idiom is limited to."""
    for frame in frames:
        for lemma in frame.lemmas:
            if frame.objects:
                more = "/…" if len(frame.objects) > _SHOWN else ""
                yield f"{lemma} {'/'.join(frame.objects[:_SHOWN])}{more}"
            else:
                yield lemma
