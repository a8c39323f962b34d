"""What is never changed, read back as values: reports, readings, decisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.errors import NotInLedgerError
from onrecord.ledger import codec, schema
from onrecord.ledger.overlay import Readings, Standing, overlay, own
from onrecord.ledger.rows import KeptReading, Original, ReportHead
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Maker
from onrecord.model.report import Report

type Record = Row[*tuple[Any, ...]]
"""A row of a query, its columns asked for by name."""

_HASH = re.compile(r"[0-9a-f]{6,32}")


@dataclass(frozen=True, slots=True)
class Source:
    """All that the record of one report is made from."""

    number: int
    report: Report
    head: ReportHead
    versions: int
    readings: Readings
    made_by: Maker
    decisions: tuple[Decision, ...]

    def record(self, *, by: str | None = None) -> tuple[Standing, ...]:
        """The record as it follows from all this; with `by` as it would be by that person's decisions alone."""
        decisions = self.decisions if by is None else own(self.decisions, by)
        return overlay(self.readings, decisions, versions=self.versions)


def report_number(connection: Connection, name: str) -> int:
    """The row of a report by its hash, its id (the newest version), or the first characters of its hash.

    Raises `NotInLedgerError`.
    """
    table = schema.report
    for wanted in (table.c.hash == name, (table.c.id == name) & (table.c.newest == 1)):
        number: int | None = connection.execute(select(table.c.no).where(wanted)).scalar()
        if number is not None:
            return number
    if _HASH.fullmatch(name):
        query = select(table.c.no).where(table.c.hash.startswith(name)).limit(2)
        found: list[int] = list(connection.execute(query).scalars())
        if len(found) == 1:
            return found[0]
        if found:
            raise NotInLedgerError(f"several reports have a hash that begins with {name}; give more of it")
    raise NotInLedgerError(f"no report {name[:80]!r} in the ledger")


def maker_of(row: Record) -> Maker:
    """What made a reading."""
    return Maker(row.code, row.codebook, row.model, bool(row.imported))


def head_of(row: Record) -> ReportHead:
    """A report without its text."""
    return ReportHead(
        hash=row.hash,
        id=row.id,
        version=row.version,
        newest=bool(row.newest),
        outlet=row.outlet,
        published=date.fromisoformat(row.published),
        title=row.title,
        url=row.url,
        language=row.language,
        notice=row.notice,
    )


def report_of(row: Record) -> Report:
    """A report; its hash is made anew of what is stored."""
    return Report(
        outlet=row.outlet,
        published=date.fromisoformat(row.published),
        text=row.text,
        title=row.title,
        url=row.url,
        language=row.language,
        notice=row.notice,
        id=row.id,
    )


def original_of(row: Record) -> Original | None:
    """The document a report was made from, if it was told."""
    if row.original_sha256 is None or row.original_captured is None:
        return None
    return Original(row.original_sha256, datetime.fromisoformat(row.original_captured), row.original_name or "")


def reading_in_force(connection: Connection, report: int) -> Record:
    """The row of the reading in force for a report."""
    table = schema.reading
    return connection.execute(select(table).where(table.c.report == report, table.c.current == 1)).one()


def reading_of(row: Record, *, report: str) -> KeptReading:
    """A reading of the report with that hash."""
    return KeptReading(
        number=row.no,
        report=report,
        made_by=maker_of(row),
        read_at=datetime.fromisoformat(row.read_at),
        claims=codec.unpack(row.claims),
        unplaced=codec.unplaced_of(row.unplaced),
    )


def decisions_by(connection: Connection, query: Select[*tuple[Any, ...]]) -> tuple[Decision, ...]:
    """Decisions from a query over the decision table."""
    return tuple(codec.decision_of(row.body, previous=row.previous, own=row.hash) for row in connection.execute(query))


def decisions_on(connection: Connection, report: int) -> tuple[Decision, ...]:
    """The decisions on a report, in their order."""
    table = schema.decision
    return decisions_by(connection, select(table).where(table.c.report == report).order_by(table.c.number))


def readings_before(
    connection: Connection, decisions: Sequence[Decision], *, current: int
) -> Mapping[int, Sequence[Claim]]:
    """The claims of the earlier readings that decisions were made on, by number."""
    table = schema.reading
    numbers = sorted({one.reading for one in decisions} - {current})
    if not numbers:
        return {}
    found = connection.execute(select(table.c.no, table.c.claims).where(table.c.no.in_(numbers)).order_by(table.c.no))
    return {row.no: codec.unpack(row.claims) for row in found}


def load(connection: Connection, number: int) -> Source:
    """All that the record of a report is made from."""
    row = connection.execute(select(schema.report).where(schema.report.c.no == number)).one()
    reading = reading_in_force(connection, number)
    decisions = decisions_on(connection, number)
    before = readings_before(connection, decisions, current=reading.no)
    return Source(
        number=number,
        report=report_of(row),
        head=head_of(row),
        versions=versions(connection, row.id),
        readings=Readings(reading.no, codec.unpack(reading.claims), before),
        made_by=maker_of(reading),
        decisions=decisions,
    )


def versions(connection: Connection, report_id: str) -> int:
    """How many versions of a report there are."""
    table = schema.report
    query = select(table.c.version).where(table.c.id == report_id).order_by(table.c.version.desc()).limit(1)
    return connection.execute(query).scalar() or 0
