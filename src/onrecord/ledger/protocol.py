"""What every ledger can do, whatever keeps it.

Invariants: what a call has returned is kept for good; a report is kept in one piece or not at all; a decision is never
changed or lost; every claim on record has passed the codebook's rules over its report's text.

All methods raise `LedgerError` with one line for a person: `BusyLedgerError`, `ReadOnlyLedgerError`, `FullLedgerError`
for what may befall a file, `NotInLedgerError` for what is asked for and is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.rows import Entry, Finding, Kept, KeptReading, KeptReport, Original, Review
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Judgement, Maker
from onrecord.model.mention import Reading
from onrecord.model.report import Report

EVERY_CLAIM = ClaimFilter()
EVERY_REPORT = ReportFilter()


class Ledger(Protocol):
    """Reports, readings, decisions, and the record: the machine's claims overlaid by what people decided."""

    def __enter__(self) -> Self:
        """Itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...

    def close(self) -> None:
        """Let go of what holds it; nothing is lost by leaving this out."""
        ...

    # reports and readings

    def keep(self, reading: Reading, *, made_by: Maker, original: Original | None = None) -> Kept:
        """Keep a report and its claims, in one transaction.

        The same hash is the same report: a reading with the same maker and claims changes nothing, another replaces
        the machine's claims, and decisions are fixed to the new ones. The same id with another hash is a new version.
        Where imported claims stand, a machine's reading changes nothing.
        Raises `ClaimError` where a claim breaks a rule, and keeps nothing then.
        """
        ...

    def import_claims(
        self, report: Report, claims: Sequence[Claim], *, source: str, original: Original | None = None
    ) -> Kept:
        """Keep a report with claims made elsewhere, as they stand; `source` says where they come from. As `keep`."""
        ...

    def reading(self, report: str) -> KeptReading | None:
        """The reading in force for a report (its hash), or None where the ledger does not have the report."""
        ...

    def report(self, report: str) -> KeptReport:
        """A report by hash, by id (its newest version), or by at least six first characters of its hash.

        Raises `NotInLedgerError` where there is none, or several begin so.
        """
        ...

    def reports(
        self,
        where: ReportFilter = EVERY_REPORT,
        *,
        search: str = "",
        order: Order = Order.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[KeptReport, ...]:
        """Reports with what is known of them; `search` looks into titles and texts, as in `claims`."""
        ...

    def versions(self, report: str) -> tuple[KeptReport, ...]:
        """All versions of the report (named as in `report`), oldest first."""
        ...

    # the record

    def claims(
        self,
        where: ClaimFilter = EVERY_CLAIM,
        *,
        search: str = "",
        order: Order = Order.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[Entry, ...]:
        """Entries of the record.

        `search` is words (all must be there, in any form of English inflection), "words in quotes" as a phrase, and
        beginnings with a star (missil*). It looks into the evidence first; entries whose report has the words only
        elsewhere in title or text follow. `Entry.hits` says where. Raises `SearchError` where nothing can be searched.
        """
        ...

    def count(self, where: ClaimFilter = EVERY_CLAIM, *, search: str = "") -> int:
        """How many entries `claims` would give without a limit."""
        ...

    def entry(self, report: str, entry: str) -> Entry:
        """One entry by its report (named as in `report`) and its id, whatever its origin.

        Raises `NotInLedgerError`.
        """
        ...

    # decisions

    def decide(self, judgement: Judgement) -> Decision:
        """Add a decision and change the record by it; durable when it returns.

        Raises `ClaimError` where the claim breaks a rule, `DecisionError` where the judged claim has changed since the
        person saw it, nobody is named, or the claim to add is on record already; `NotInLedgerError`.
        """
        ...

    def undo(self, number: int | None = None, *, by: str, why: str = "") -> Decision:
        """Take back a decision, by a decision that says so; without a number the last of `by` that still holds.

        Raises `DecisionError` where it is undone already, is an undo itself, or a later decision on the same claim
        builds on it; `NotInLedgerError`.
        """
        ...

    def log(self, *, report: str = "", by: str = "", limit: int | None = None, offset: int = 0) -> tuple[Decision, ...]:
        """Decisions, newest first: all, those on one report (named as in `report`), those of one person."""
        ...

    def review(self, *, limit: int | None = None, offset: int = 0) -> tuple[Review, ...]:
        """Decisions to look at again, oldest first: without counterpart, on a changed claim, on a superseded text.

        Deciding again (or undoing) takes them off the list.
        """
        ...

    # soundness

    def check(self) -> tuple[Finding, ...]:
        """All that is amiss: spans against texts, hashes, references, the chain of decisions, the record as derived.

        Empty where the ledger is sound. Takes a time that grows with the ledger.
        """
        ...
