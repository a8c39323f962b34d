"""What every ledger can do, whatever keeps it.

Invariants: what a call has returned is kept for good; a report is kept in one piece or not at all; a decision is never
changed or lost; every claim on record has passed the codebook's rules over its report's text.

All methods raise `LedgerError` with one line for a person: `BusyLedgerError`, `ReadOnlyLedgerError`, `FullLedgerError`
for what may befall a file, `NotInLedgerError` for what is asked for and is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from onrecord.ledger.actor_rows import (
    Evidence,
    Holder,
    HolderList,
    KeptOffice,
    NamedActor,
    NameDecision,
    NameVerb,
)
from onrecord.ledger.facets import Facets
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.gathering import Gathering
from onrecord.ledger.matter_filters import KeptMatter, MatterFilter, MatterOrder
from onrecord.ledger.outlines import Outline, Slot
from onrecord.ledger.rows import Entry, Finding, Kept, KeptReading, KeptReport, Original, ReportHead, Review
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Judgement, Maker
from onrecord.model.mention import Reading
from onrecord.model.report import Report
from onrecord.model.ruling import Ruling, RulingVerb

EVERY_CLAIM = ClaimFilter()
EVERY_REPORT = ReportFilter()
EVERY_MATTER = MatterFilter()


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

    def heads(self, reports: Collection[str]) -> Mapping[str, ReportHead]:
        """Reports without their texts, by their hashes; those that are not there are left out."""
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

    def facets(self, where: ClaimFilter = EVERY_CLAIM, *, search: str = "") -> Facets:
        """How many of the claims that `claims` would give have each act, stage, agent …; see `facets.Facets`."""
        ...

    def outlines(self, where: ClaimFilter = EVERY_CLAIM, *, slots: Collection[Slot]) -> tuple[Outline, ...]:
        """All that `claims` would give, in outline and at once: for counting over a whole ledger.

        `slots` are those whose names are wanted; each costs time.
        """
        ...

    def state(self) -> tuple[int, ...]:
        """Numbers that change whenever the record, the names or the lists of office-holders do; quick to ask for."""
        ...

    def entry(self, report: str, entry: str) -> Entry:
        """One entry by its report (named as in `report`) and its id, whatever its origin.

        Raises `NotInLedgerError`.
        """
        ...

    # decisions

    def decide(self, judgement: Judgement) -> Decision:
        """Add a decision and change the record by it; durable when it returns.

        The last word on a claim is the one on record. A blind judgement is on the person's own view (`coded`).

        Raises `ClaimError` where the claim breaks a rule, `DecisionError` where the judged claim has changed since the
        person saw it, nobody is named, or the claim to add is on record already; `NotInLedgerError`.
        """
        ...

    def decide_all(self, judgements: Sequence[Judgement]) -> tuple[Decision, ...]:
        """Add several decisions, all or none; otherwise as `decide`."""
        ...

    def coded(self, report: str, *, by: str) -> tuple[Entry, ...]:
        """The record of a report (named as in `report`) as it would be by one person's decisions alone.

        In the order of the text, rejected claims with them. This is what a person sees who judges blind to others.
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

    # actors

    def offices(self, *, person: str = "") -> tuple[KeptOffice, ...]:
        """The offices that reports give persons, by date of report; with `person` only those of that name.

        Of each report its newest version counts, in the reading in force. Names are compared without case and accents.
        """
        ...

    def named(self) -> tuple[NamedActor, ...]:
        """Every name of an actor in the reports, as written, with kind, country and id in the register; by name."""
        ...

    def appearances(self, name: str, kind: ActorKind) -> tuple[Evidence, ...]:
        """Where each report first names an actor, by date of report; names are compared as in `offices`."""
        ...

    def import_holders(self, holders: Sequence[Holder], *, name: str, sha256: str) -> bool:
        """Keep a list of office-holders made elsewhere, in one transaction and apart from what reports tell.

        `name` says where it comes from, `sha256` is of the file's bytes. False where that file is there already.
        """
        ...

    def holders(self) -> tuple[HolderList, ...]:
        """The imported lists of office-holders, in the order of their import."""
        ...

    def judge_names(self, verb: NameVerb, one: str, other: str, *, by: str, why: str = "") -> NameDecision:
        """Decide that two names are one actor's, or are not; durable when it returns. The newest on a pair holds.

        Raises `DecisionError` where nobody is named, or the two are one name.
        """
        ...

    def name_decisions(self) -> tuple[NameDecision, ...]:
        """All decisions on names, oldest first."""
        ...

    # matters

    def gathering(self, *, writes: bool = True) -> AbstractContextManager[Gathering]:
        """One transaction in which matters are brought up to date; nothing is kept where it ends in an error.

        Without `writes` it is only for asking.
        """
        ...

    def touched(self) -> int:
        """How many reports have changed since they were matched."""
        ...

    def matters(
        self,
        where: MatterFilter = EVERY_MATTER,
        *,
        order: MatterOrder = MatterOrder.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[KeptMatter, ...]:
        """Matters as they were last brought up to date."""
        ...

    def count_matters(self, where: MatterFilter = EVERY_MATTER) -> int:
        """How many matters `matters` would give without a limit."""
        ...

    def matter(self, name: str) -> KeptMatter:
        """A matter by its id, or at least six first characters of it. Raises `NotInLedgerError`."""
        ...

    def matter_of(self, report: str, claim: str) -> KeptMatter:
        """The matter of a claim by its report (named as in `report`) and its id. Raises `NotInLedgerError`."""
        ...

    def rule(self, verb: RulingVerb, one: Sequence[Entry], other: Sequence[Entry], *, by: str, why: str = "") -> Ruling:
        """Add a ruling between the claims of two sides; durable when it returns.

        Raises `DecisionError` where nobody is named, a side is empty, or a claim is rejected or on both sides.
        """
        ...

    def undo_ruling(self, number: int | None = None, *, by: str, why: str = "") -> Ruling:
        """Take back a ruling, by one that says so; without a number the last of `by` that still holds.

        Raises `DecisionError` where it is undone already or an undo itself; `NotInLedgerError`.
        """
        ...

    def rulings(self) -> tuple[Ruling, ...]:
        """All rulings, oldest first."""
        ...

    # soundness

    def check(self) -> tuple[Finding, ...]:
        """All that is amiss: spans against texts, hashes, references, the chains of decisions, the record as derived.

        Empty where the ledger is sound. Takes a time that grows with the ledger.
        """
        ...
