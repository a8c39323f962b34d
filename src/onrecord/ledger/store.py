"""The ledger in a SQL database: each method is one transaction, its work done by the module of its kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from onrecord.errors import NotInLedgerError
from onrecord.ledger import (
    checking,
    coding,
    deciding,
    entries,
    finding,
    form,
    gathered,
    keeping,
    makers,
    matter_finding,
    naming,
    outlining,
    rolls,
    ruling,
    schema,
    sqlite,
    tallying,
)
from onrecord.ledger import holders as holding
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
from onrecord.ledger.protocol import EVERY_CLAIM, EVERY_MATTER, EVERY_REPORT
from onrecord.ledger.rows import Entry, Finding, Kept, KeptReading, KeptReport, Original, ReportHead, Review
from onrecord.ledger.sources import load, reading_in_force, reading_of, report_number
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Judgement, Maker
from onrecord.model.mention import Mentions, Reading
from onrecord.model.report import Report
from onrecord.model.ruling import Ruling, RulingVerb


def _now() -> datetime:
    return datetime.now(UTC)


class SqlLedger:
    """A `Ledger` in one SQLite file; `open` gives one. May be used from several threads."""

    def __init__(self, file: sqlite.File, *, now: Callable[[], datetime] = _now) -> None:
        self._file = file
        self._now = now
        self._tally = tallying.Tally()

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, read_only: bool = False, now: Callable[[], datetime] = _now
    ) -> Self:
        """The ledger in a file, brought up to this version's form; see `opening.open_ledger`."""
        file = sqlite.connect(path, create=create, read_only=read_only)
        try:
            form.bring_up(file)
        except BaseException:
            file.close()
            raise
        return cls(file, now=now)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def keep(self, reading: Reading, *, made_by: Maker, original: Original | None = None) -> Kept:
        """Keep a report and its claims; see `Ledger.keep`."""
        arrival = keeping.prepare(reading, made_by, original, now=self._now())
        # A machine's reading can be made again, what people made cannot: only that waits for the disk.
        with self._file.writing(durable=made_by.imported) as connection:
            return keeping.keep(connection, arrival)

    def import_claims(
        self, report: Report, claims: Sequence[Claim], *, source: str, original: Original | None = None
    ) -> Kept:
        """Keep a report with claims made elsewhere; see `Ledger.import_claims`."""
        return self.keep(Reading(report, tuple(claims), Mentions()), made_by=makers.imported(source), original=original)

    def reading(self, report: str) -> KeptReading | None:
        """The reading in force for a report's hash, or None."""
        with self._file.reading() as connection:
            query = select(schema.report.c.no).where(schema.report.c.hash == report)
            number = connection.execute(query).scalar()
            return None if number is None else reading_of(reading_in_force(connection, number), report=report)

    def report(self, report: str) -> KeptReport:
        """One report; see `Ledger.report`."""
        with self._file.reading() as connection:
            return entries.reports(connection, [report_number(connection, report)])[0]

    def reports(
        self,
        where: ReportFilter = EVERY_REPORT,
        *,
        search: str = "",
        order: Order = Order.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[KeptReport, ...]:
        """Reports found; see `Ledger.reports`."""
        with self._file.reading() as connection:
            numbers = finding.reports(connection, where, search=search, order=order, limit=limit, offset=offset)
            return entries.reports(connection, numbers, words=finding.query_of(search) if search else "")

    def heads(self, reports: Collection[str]) -> Mapping[str, ReportHead]:
        """Reports without their texts; see `Ledger.heads`."""
        with self._file.reading() as connection:
            return entries.heads(connection, reports)

    def versions(self, report: str) -> tuple[KeptReport, ...]:
        """All versions of a report; see `Ledger.versions`."""
        table = schema.report
        with self._file.reading() as connection:
            own = select(table.c.id).where(table.c.no == report_number(connection, report)).scalar_subquery()
            query = select(table.c.no).where(table.c.id == own).order_by(table.c.version)
            return entries.reports(connection, list(connection.execute(query).scalars()))

    def claims(
        self,
        where: ClaimFilter = EVERY_CLAIM,
        *,
        search: str = "",
        order: Order = Order.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[Entry, ...]:
        """Entries found; see `Ledger.claims`."""
        with self._file.reading() as connection:
            numbers = finding.entries(connection, where, search=search, order=order, limit=limit, offset=offset)
            return entries.entries(connection, numbers, words=finding.query_of(search) if search else "")

    def count(self, where: ClaimFilter = EVERY_CLAIM, *, search: str = "") -> int:
        """How many entries there are to find; see `Ledger.count`."""
        with self._file.reading() as connection:
            return finding.count(connection, where, search=search)

    def facets(self, where: ClaimFilter = EVERY_CLAIM, *, search: str = "") -> Facets:
        """How many there are of each value; see `Ledger.facets`."""
        with self._file.reading() as connection:
            return self._tally.facets(connection, where, search=search)

    def outlines(self, where: ClaimFilter = EVERY_CLAIM, *, slots: Collection[Slot]) -> tuple[Outline, ...]:
        """Claims in outline; see `Ledger.outlines`."""
        with self._file.reading() as connection:
            return outlining.outlines(connection, where, slots=slots)

    def state(self) -> tuple[int, ...]:
        """Numbers that change with what is kept; see `Ledger.state`."""
        with self._file.reading() as connection:
            return tallying.state(connection)

    def entry(self, report: str, entry: str) -> Entry:
        """One entry; see `Ledger.entry`."""
        table = schema.entry
        with self._file.reading() as connection:
            own = report_number(connection, report)
            number = connection.execute(select(table.c.no).where(table.c.report == own, table.c.id == entry)).scalar()
            if number is None:
                raise NotInLedgerError(f"report {report[:80]} has no claim {entry[:80]} on record")
            return entries.entries(connection, [number])[0]

    def decide(self, judgement: Judgement) -> Decision:
        """Add a decision; see `Ledger.decide`."""
        with self._file.writing(durable=True) as connection:
            return deciding.decide(connection, judgement, now=self._now())

    def decide_all(self, judgements: Sequence[Judgement]) -> tuple[Decision, ...]:
        """Add several decisions; see `Ledger.decide_all`."""
        with self._file.writing(durable=True) as connection:
            return tuple(deciding.decide(connection, one, now=self._now()) for one in judgements)

    def coded(self, report: str, *, by: str) -> tuple[Entry, ...]:
        """The record by one person's decisions alone; see `Ledger.coded`."""
        with self._file.reading() as connection:
            return coding.entries(load(connection, report_number(connection, report)), " ".join(by.split()))

    def undo(self, number: int | None = None, *, by: str, why: str = "") -> Decision:
        """Take back a decision; see `Ledger.undo`."""
        with self._file.writing(durable=True) as connection:
            return deciding.undo(connection, number, by=by, why=why, now=self._now())

    def log(self, *, report: str = "", by: str = "", limit: int | None = None, offset: int = 0) -> tuple[Decision, ...]:
        """Decisions, newest first; see `Ledger.log`."""
        with self._file.reading() as connection:
            return deciding.log(connection, report=report, by=by, limit=limit, offset=offset)

    def review(self, *, limit: int | None = None, offset: int = 0) -> tuple[Review, ...]:
        """Decisions to look at again; see `Ledger.review`."""
        table = schema.entry
        query = select(table.c.no).where(table.c.reason.is_not(None)).order_by(table.c.thread)
        with self._file.reading() as connection:
            numbers = list(connection.execute(query.limit(limit).offset(offset)).scalars())
            return tuple(deciding.reviews(entries.entries(connection, numbers)))

    def offices(self, *, person: str = "") -> tuple[KeptOffice, ...]:
        """Offices told by reports; see `Ledger.offices`."""
        with self._file.reading() as connection:
            return rolls.offices(connection, person=person)

    def named(self) -> tuple[NamedActor, ...]:
        """Names of actors in the reports; see `Ledger.named`."""
        with self._file.reading() as connection:
            return rolls.named(connection)

    def appearances(self, name: str, kind: ActorKind) -> tuple[Evidence, ...]:
        """Where reports name an actor; see `Ledger.appearances`."""
        with self._file.reading() as connection:
            return rolls.appearances(connection, name, kind)

    def import_holders(self, holders: Sequence[Holder], *, name: str, sha256: str) -> bool:
        """Keep a list of office-holders; see `Ledger.import_holders`."""
        with self._file.writing(durable=True) as connection:
            return holding.add(connection, holders, name=name, sha256=sha256, now=self._now())

    def holders(self) -> tuple[HolderList, ...]:
        """Imported lists; see `Ledger.holders`."""
        with self._file.reading() as connection:
            return holding.lists(connection)

    def judge_names(self, verb: NameVerb, one: str, other: str, *, by: str, why: str = "") -> NameDecision:
        """Decide on two names; see `Ledger.judge_names`."""
        with self._file.writing(durable=True) as connection:
            return naming.decide(connection, verb, one, other, by=by, why=why, now=self._now())

    def name_decisions(self) -> tuple[NameDecision, ...]:
        """Decisions on names; see `Ledger.name_decisions`."""
        with self._file.reading() as connection:
            return naming.decisions(connection)

    @contextmanager
    def gathering(self, *, writes: bool = True) -> Iterator[Gathering]:
        """A transaction for matching; see `Ledger.gathering`."""
        with self._file.writing(durable=False) if writes else self._file.reading() as connection:
            yield gathered.SqlGathering(connection, now=self._now())

    def touched(self) -> int:
        """Reports to be matched; see `Ledger.touched`."""
        with self._file.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.touched)).scalar_one()

    def matters(
        self,
        where: MatterFilter = EVERY_MATTER,
        *,
        order: MatterOrder = MatterOrder.NEWEST,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[KeptMatter, ...]:
        """Matters found; see `Ledger.matters`."""
        with self._file.reading() as connection:
            return matter_finding.matters(connection, where, order=order, limit=limit, offset=offset)

    def count_matters(self, where: MatterFilter = EVERY_MATTER) -> int:
        """How many matters there are to find; see `Ledger.count_matters`."""
        with self._file.reading() as connection:
            return matter_finding.count(connection, where)

    def matter(self, name: str) -> KeptMatter:
        """One matter; see `Ledger.matter`."""
        with self._file.reading() as connection:
            return matter_finding.matter(connection, name)

    def matter_of(self, report: str, claim: str) -> KeptMatter:
        """The matter of a claim; see `Ledger.matter_of`."""
        with self._file.reading() as connection:
            return matter_finding.matter_of(connection, report_number(connection, report), claim)

    def rule(self, verb: RulingVerb, one: Sequence[Entry], other: Sequence[Entry], *, by: str, why: str = "") -> Ruling:
        """Add a ruling; see `Ledger.rule`."""
        with self._file.writing(durable=True) as connection:
            return ruling.rule(connection, verb, one, other, by=by, why=why, now=self._now())

    def undo_ruling(self, number: int | None = None, *, by: str, why: str = "") -> Ruling:
        """Take back a ruling; see `Ledger.undo_ruling`."""
        with self._file.writing(durable=True) as connection:
            return ruling.undo(connection, number, by=by, why=why, now=self._now())

    def rulings(self) -> tuple[Ruling, ...]:
        """All rulings; see `Ledger.rulings`."""
        with self._file.reading() as connection:
            return ruling.rulings(connection)

    def check(self) -> tuple[Finding, ...]:
        """All that is amiss; see `Ledger.check`."""
        with self._file.reading() as connection:
            return tuple(checking.findings(connection))
