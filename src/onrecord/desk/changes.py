"""What has changed between two versions of a report's text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Kept, News

_PIECE = re.compile(r"[^\n]*?[.!?][”\"’]?(?=\s|$)|[^\n]+")
"""A sentence, or what is left of a line."""


def changes(old: str, new: str) -> tuple[str, ...]:
    """The sentences taken out ("- …") and put in ("+ …"), in the order of the text."""
    before, after = _pieces(old), _pieces(new)
    told: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            told += [f"- {piece}" for piece in before[a:b]]
            told += [f"+ {piece}" for piece in after[c:d]]
    return tuple(told)


def changed(ledger: Ledger, kept: Kept | None) -> tuple[str, ...]:
    """What a report that was just kept changes of the version before it; nothing where it is no new version."""
    if kept is None or kept.news is not News.NEW_VERSION:
        return ()
    before, after = (one.report.text for one in ledger.versions(kept.report)[-2:])
    return changes(before, after)


def _pieces(text: str) -> list[str]:
    found = (" ".join(piece.split()) for piece in _PIECE.findall(text))
    return [piece for piece in found if piece]
