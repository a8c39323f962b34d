"""What comes out of a ledger: reports as kept, entries of the record, what to review, what is amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Judgement, Maker, Origin, Reason, Verb
from onrecord.model.evidence import Span
from onrecord.model.mention import Unplaced
from onrecord.model.report import Report


class News(StrEnum):
    """What keeping a reading changed."""

    NEW = "new"
    """The report was not in the ledger."""
    NEW_VERSION = "new_version"
    """The report's id was there with another text (or outlet or date)."""
    NEW_READING = "new_reading"
    """The report was there; its claims are now those of this reading."""
    KNOWN = "known"
    """Nothing has changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading: the report's hash, id and version, and how many decisions now call for review."""

    news: News
    report: str
    id: str
    version: int
    review: int = 0


@dataclass(frozen=True, slots=True)
class Original:
    """The document a report was made from: SHA-256 of its bytes, when it was captured (UTC), its name or address."""

    sha256: str
    captured: datetime
    name: str = ""


class Place(StrEnum):
    """Where a search hit."""

    EVIDENCE = "evidence"
    TEXT = "text"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Hit:
    """A word or phrase found; `span` counts in the report's text, or in its title where `place` says so."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text; `version` counts from 1 over the reports of one id, `newest` tells the last one."""

    hash: str
    id: str
    version: int
    newest: bool
    outlet: str
    published: date
    title: str
    url: str | None
    language: str
    notice: str | None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as kept, the reading its claims are from, and how many claims stand, are reviewed, call for review."""

    head: ReportHead
    report: Report
    kept_at: datetime
    original: Original | None
    made_by: Maker
    read_at: datetime
    readings: int
    claims: int
    reviewed: int
    review: int
    hits: tuple[Hit, ...] = ()
    complete: tuple[Decision, ...] = ()
    """Who has marked the report complete, and when: the decisions that hold, oldest first."""


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading of a report, its number in the ledger, and what the machine gave, before any decision."""

    number: int
    report: str
    made_by: Maker
    read_at: datetime
    claims: tuple[Claim, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the record: a claim as it stands and how it came to stand so.

    `id` is unique within the report and is also `claim.id`. `machine` is the claim of the newest reading that it stands
    over, None where that has none; for origin `machine` it is the claim itself. `decisions` are all on this claim,
    oldest first, with those undone. `reason` says why the decision should be looked at again, if it should.
    """

    report: ReportHead
    id: str
    claim: Claim
    origin: Origin
    fact: bool
    machine: Claim | None
    made_by: Maker
    decisions: tuple[Decision, ...] = ()
    reason: Reason | None = None
    hits: tuple[Hit, ...] = ()

    @property
    def reviewed(self) -> bool:
        """Whether a person has decided on it."""
        return self.origin is not Origin.MACHINE

    @property
    def stands_as_fact(self) -> bool:
        """Whether it may be shown as a fact: its claim is one, and nobody has rejected it."""
        return self.fact and self.origin is not Origin.REJECTED

    @property
    def address(self) -> str:
        """`<report id>/<entry id>`; an older version of a report is named by its hash."""
        return f"{self.report.id if self.report.newest else self.report.hash}/{self.id}"

    def _repr_html_(self) -> str:
        """The claim as a notebook shows it, with its outlet and whether a person has reviewed it."""
        from onrecord.model.markup import claim_html

        note = self.origin.value if self.reviewed else "not reviewed"
        return claim_html(self.claim, outlet=self.report.outlet, note=note)


@dataclass(frozen=True, slots=True)
class Review:
    """A decision that should be looked at again, where it stands in the record, and why."""

    entry: Entry
    decision: Decision
    reason: Reason


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `check` found amiss: where, and what, each for a person to read."""

    where: str
    what: str


def accept(entry: Entry, *, by: str, why: str = "", blind: bool = False) -> Judgement:
    """The entry is right as it stands."""
    return Judgement(Verb.ACCEPT, entry.report.hash, by, why, entry.id, entry.claim, blind=blind)


def reject(entry: Entry, *, by: str, why: str = "", blind: bool = False) -> Judgement:
    """The entry is no claim of its report."""
    return Judgement(Verb.REJECT, entry.report.hash, by, why, entry.id, entry.claim, blind=blind)


def correct(entry: Entry, claim: Claim, *, by: str, why: str = "", blind: bool = False) -> Judgement:
    """The entry should be `claim`."""
    return Judgement(Verb.CORRECT, entry.report.hash, by, why, entry.id, entry.claim, claim, blind)


def add(report: str, claim: Claim, *, by: str, why: str = "", blind: bool = False) -> Judgement:
    """The report (its hash) also makes `claim`, which the machine has missed."""
    return Judgement(Verb.ADD, report, by, why, claim=claim, blind=blind)


def note(entry: Entry, *, by: str, why: str, blind: bool = False) -> Judgement:
    """Something to say of the entry, without judging it."""
    return Judgement(Verb.NOTE, entry.report.hash, by, why, entry.id, entry.claim, blind=blind)


def complete(report: str, *, by: str, why: str = "", blind: bool = False) -> Judgement:
    """The report (its hash) has been gone through: what stands is right, and nothing is missing."""
    return Judgement(Verb.COMPLETE, report, by, why, blind=blind)
