"""What a ledger knows of actors: who is named where, with what office, and what people decided of names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.actor import ActorKind
from onrecord.model.evidence import Span
from onrecord.model.mention import OfficeMention


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a report: its hash, id and version's date, its outlet, and the span in its text."""

    hash: str
    report: str
    outlet: str
    published: date
    span: Span

    @property
    def address(self) -> str:
        """`<report id>:<start>-<end>`, counted in code points of the report's text."""
        return f"{self.report}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class KeptOffice:
    """An office that a report gives a person, and where it says so (`evidence.span` is `told.span`)."""

    evidence: Evidence
    told: OfficeMention


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A name as reports have it: in how many, from the first day to the last; `actor` is its id in the register."""

    name: str
    kind: ActorKind
    country: str | None
    actor: str | None
    first: date
    last: date
    reports: int


@dataclass(frozen=True, slots=True)
class Holder:
    """An office-holder as a list gives it: both days belong to the time; None where the list leaves a day open."""

    name: str
    office: str
    country: str | None
    starts: date | None
    ends: date | None
    source: str


@dataclass(frozen=True, slots=True)
class HolderList:
    """A file of office-holders that was imported: its name, SHA-256, when, and its rows in the file's order."""

    number: int
    name: str
    sha256: str
    imported_at: datetime
    holders: tuple[Holder, ...]


class NameVerb(StrEnum):
    """What a person decided of two names."""

    SAME = "same"
    DIFFER = "differ"


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A decision that two names are one person's (or one body's), or are not; the newest on a pair holds."""

    number: int
    verb: NameVerb
    one: str
    other: str
    by: str
    when: datetime
    why: str = ""
    previous: str = ""
    hash: str = ""
