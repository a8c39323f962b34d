"""Which matters are asked for, and in what order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.matter import Matter, MatterStatus
from onrecord.model.status import Stage


class MatterOrder(StrEnum):
    """In what order matters are given."""

    NEWEST = "newest"
    """The last publication first."""
    CHANGED = "changed"
    """What changed last in this ledger first."""
    CLAIMS = "claims"
    """What is told most often first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFilter:
    """All that is given must fit; an empty one fits every matter.

    `title` is a part of the title, without regard to case; `report` a report's hash; the days are those of the last
    publication. `claims` is the least number of claims; `contradicted` asks for matters with or without contradictions.
    """

    statuses: tuple[MatterStatus, ...] = ()
    stages: tuple[Stage, ...] = ()
    title: str = ""
    report: str = ""
    published_from: date | None = None
    published_to: date | None = None
    claims: int = 0
    contradicted: bool | None = None


@dataclass(frozen=True, slots=True)
class KeptMatter:
    """A matter, the day of its last publication, and when it last changed in this ledger (UTC)."""

    matter: Matter
    newest: date
    changed_at: datetime
