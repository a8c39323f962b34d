"""Where an act happens or is directed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it, with its country (ISO 3166 alpha-3) where that is known."""

    text: str
    country: str | None
    span: Span | None = None
