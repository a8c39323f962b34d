"""The exact characters of a report that something rests on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: `text[start:end] == exact`, offsets in Unicode code points."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; raises `SpanError` outside the text or when empty."""
        if not 0 <= start < end <= len(text):
            raise SpanError(f"span {start}-{end} is not inside a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return min(self.end, other.end) > max(self.start, other.start)

    def stands_in(self, text: str) -> bool:
        """Whether `text` has these exact characters at this place."""
        return text[self.start : self.end] == self.exact
