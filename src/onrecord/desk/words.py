"""Words that a person names, found in a text."""

from __future__ import annotations

import re

from onrecord.errors import InputError
from onrecord.model.evidence import Span

_AROUND = 25


def places(text: str, words: str) -> tuple[Span, ...]:
    """Where `words` stand in a text, in its order: as whole words, else in other case, else as parts of words."""
    words = words.strip()
    if not words:
        return ()
    exact = re.escape(words)
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    for pattern, flags in ((before + exact + after, 0), (before + exact + after, re.IGNORECASE), (exact, 0)):
        found = tuple(Span.of(text, hit.start(), hit.end()) for hit in re.finditer(pattern, text, flags))
        if found:
            return found
    return ()


def nearest(spans: tuple[Span, ...], to: Span) -> Span:
    """The span nearest to another; of two as near, the earlier."""
    return min(spans, key=lambda span: (max(span.start - to.end, to.start - span.end, 0), span.start))


def trigger(text: str, words: str | Span, *, nth: int | None = None) -> Span:
    """The one place of `words`, or the `nth` of several, counted from 1; a span of the text is its own place.

    Raises `InputError` where they are not there, or are there more than once and `nth` does not say which.
    """
    if isinstance(words, Span):
        if not words.stands_in(text) or not words.exact.strip():
            raise InputError(f"the words {words.exact!r} are not at that place of the text; pick them again")
        return words
    found = places(text, words)
    if not found:
        raise InputError(f"the words {words!r} are not in the text; give them as they stand there")
    if nth is None and len(found) > 1:
        told = "; ".join(f"{number} {_context(text, span)}" for number, span in enumerate(found[:9], 1))
        raise InputError(f"{words!r} stands {len(found)} times in the text; say which with --nth: {told}")
    if nth is not None and not 1 <= nth <= len(found):
        raise InputError(f"{words!r} stands {len(found)} times in the text; there is no number {nth}")
    return found[(nth or 1) - 1]


def _context(text: str, span: Span) -> str:
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return f"“… {' '.join(around.split())} …”"
