"""What has changed between two versions of a report's text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Kept, News

_PIECE = re.compile(r"[^\n]*?[.!?][”\"’]?(?=\s|$)|[^\n]+")
"""A sentence, or what is left of a line."""
_ALIGNED = 2_000
"""Sentences of a version that are set against those of the other; to align more would take too long."""
_LINES = 40
_WIDEST = 400
"""Characters of a sentence that are told."""


def changes(old: str, new: str) -> tuple[str, ...]:
    """The sentences taken out ("- …") and put in ("+ …"), in the order of the text."""
    before, after = _unlike(_pieces(old), _pieces(new))
    if max(len(before), len(after)) > _ALIGNED:
        return tuple(f"{sign} {len(pieces):,} sentences" for sign, pieces in (("-", before), ("+", after)) if pieces)
    told: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            told += [f"- {piece}" for piece in before[a:b]]
            told += [f"+ {piece}" for piece in after[c:d]]
    return tuple(told)


def changed(ledger: Ledger, kept: Kept | None) -> tuple[str, ...]:
    """What a report that was just kept changes of the version before it, in some lines; none where it is no new one."""
    if kept is None or kept.news is not News.NEW_VERSION:
        return ()
    before, after = (one.report.text for one in ledger.versions(kept.report)[-2:])
    told = [line if len(line) <= _WIDEST else f"{line[:_WIDEST]}…" for line in changes(before, after)]
    left = len(told) - _LINES
    return (*told[:_LINES], f"… and {left:,} more changes") if left > 1 else tuple(told)


def _unlike(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Both without what they begin and end with alike."""
    least = min(len(before), len(after))
    start = next((at for at in range(least) if before[at] != after[at]), least)
    end = next((at for at in range(least - start) if before[-1 - at] != after[-1 - at]), least - start)
    return before[start : len(before) - end], after[start : len(after) - end]


def _pieces(text: str) -> list[str]:
    found = (" ".join(piece.split()) for piece in _PIECE.findall(text))
    return [piece for piece in found if piece]
