"""According to whom: the chain of sources behind a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span


class SourceKind(StrEnum):
    """What sort of speaker a link of the chain is."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    OFFICIAL = "official"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain: "several sources close to the matter".

    `country` is an ISO 3166 alpha-3 code or None; `cue` the word that makes it a source ("said", "citing").
    """

    text: str
    name: str
    kind: SourceKind
    country: str | None
    span: Span | None = None
    cue: Span | None = None


type Chain = tuple[Source, ...]
"""From the outermost source after the report's own outlet to the innermost; empty is the outlet's own voice."""
