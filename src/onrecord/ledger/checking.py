"""Whether a ledger is sound: all that was kept against its seals, and the record against what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from onrecord.errors import OnrecordError
from onrecord.ledger import codec, holders, naming, record, rolls, ruling, schema, sqlite
from onrecord.ledger.rows import Finding
from onrecord.ledger.sources import Record, Source, load, maker_of, report_of
from onrecord.model.decision import Decision
from onrecord.model.rules import validate, validate_all


def findings(connection: Connection) -> Iterator[Finding]:
    """Everything amiss, in the order: the file, the decisions, report by report, then the actors and the rulings."""
    yield from (Finding("file", what) for what in sqlite.faults(connection))
    yield from _chain(connection)
    for number in connection.execute(select(schema.report.c.no).order_by(schema.report.c.no)).scalars().all():
        yield from _report(connection, number)
    yield from _versions(connection)
    for part in (rolls, holders, naming, ruling):
        yield from part.findings(connection)


def _chain(connection: Connection) -> Iterator[Finding]:
    table = schema.decision
    head, count = codec.START, 0
    for row in connection.execute(select(table).order_by(table.c.number)):
        where = f"decision {row.number}"
        count += 1
        if row.number != count:
            yield Finding(where, f"decision {count} before it is missing")
            count = row.number
        if row.previous != head:
            yield Finding(where, "it does not follow on the decision before it")
        if codec.link(row.body, row.previous) != row.hash:
            yield Finding(where, "it has been changed since it was made")
        yield from _decision(row, where)
        head = row.hash
    kept = connection.execute(select(schema.ledger)).one_or_none()
    if kept is None:
        yield Finding("ledger", "it does not say how many decisions it has")
    elif (kept.decisions, kept.head) != (count, head):
        yield Finding("ledger", f"it should have {kept.decisions} decisions; the chain ends with {count}")


def _decision(row: Record, where: str) -> Iterator[Finding]:
    """Whether the columns of a decision say what the decision says."""
    try:
        one = codec.decision_of(row.body, previous=row.previous, own=row.hash)
    except OnrecordError as error:
        yield Finding(where, str(error))
        return
    told = (one.number, one.verb.value, one.by, codec.moment(one.when), one.thread, one.reading, one.undoes)
    if told != (row.number, row.verb, row.by, row.made_at, row.thread, row.reading, row.undoes):
        yield Finding(where, "its columns differ from what was decided")


def _report(connection: Connection, number: int) -> Iterator[Finding]:
    row = connection.execute(select(schema.report).where(schema.report.c.no == number)).one()
    where = f"report {row.hash}"
    try:
        yield from _sealed(connection, row, where)
        source = load(connection, number)
        yield from _claims(source, where)
        yield from _record(connection, source, where)
    except (OnrecordError, SQLAlchemyError, LookupError, ValueError, TypeError) as error:
        yield Finding(where, f"it cannot be checked further: {' '.join(str(error).split())}")


def _sealed(connection: Connection, row: Record, where: str) -> Iterator[Finding]:
    report = report_of(row)
    if report.hash != row.hash:
        yield Finding(where, "its outlet, date or text has been changed: the hash does not fit")
    original = (row.original_sha256, row.original_captured, row.original_name)
    # The seal is made with the hash that is stored: one change is told once.
    if codec.report_seal(report, own=row.hash, version=row.version, kept_at=row.kept_at, original=original) != row.seal:
        yield Finding(where, "what is kept of it has been changed: the seal does not fit")
    table = schema.reading
    in_force = 0
    for reading in connection.execute(select(table).where(table.c.report == row.no).order_by(table.c.no)):
        in_force += reading.current
        maker, claims, unplaced = maker_of(reading), reading.claims, reading.unplaced
        seal = codec.reading_seal(row.hash, maker, read_at=reading.read_at, claims=claims, unplaced=unplaced)
        if seal != reading.seal:
            yield Finding(where, f"its reading {reading.no} has been changed: the seal does not fit")
    if in_force != 1:
        yield Finding(where, f"it has {in_force} readings in force instead of one")


def _claims(source: Source, where: str) -> Iterator[Finding]:
    """Every claim of the reading and of the decisions against the text."""
    yield from _tried(where, lambda: validate_all(source.readings.claims, source.report))
    for one in source.decisions:
        if one.anchor.report != source.report.hash:
            yield Finding(where, f"decision {one.number} is on another report")
        yield from _tried(f"{where}, decision {one.number}", lambda one=one: _try_decision(one, source))  # type: ignore[misc]


def _try_decision(one: Decision, source: Source) -> None:
    for claim in (one.judged, one.claim):
        if claim is not None:
            validate(claim, source.report)


def _tried(where: str, test: Callable[[], None]) -> Iterator[Finding]:
    try:
        test()
    except OnrecordError as error:
        yield Finding(where, str(error))


def _record(connection: Connection, source: Source, where: str) -> Iterator[Finding]:
    """Whether the record is what follows from the reading and the decisions."""
    wanted = {row.entry["id"]: row for row in record.rows(source.number, source.head, source.record())}
    found = record.stored(connection, source.number)
    for name in sorted(wanted.keys() - found.keys()):
        yield Finding(f"{where}, claim {name}", "it is missing from the record")
    for name in sorted(found.keys() - wanted.keys()):
        yield Finding(f"{where}, claim {name}", "it is in the record, but nothing puts it there")
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            yield Finding(f"{where}, claim {name}", "the record differs from what the reading and the decisions give")


def _versions(connection: Connection) -> Iterator[Finding]:
    table = schema.report
    last: Record | None = None
    for row in connection.execute(
        select(table.c.id, table.c.version, table.c.newest).order_by(table.c.id, table.c.version)
    ):
        first = last is None or last.id != row.id
        if row.version != (1 if first or last is None else last.version + 1):
            yield Finding(f"report {row.id}", f"version {row.version} does not follow on the one before it")
        if last is not None and not first and last.newest:
            yield Finding(f"report {row.id}", f"version {last.version} is marked as the newest, but is not")
        if last is not None and first and not last.newest:
            yield Finding(f"report {last.id}", "none of its versions is marked as the newest")
        last = row
    if last is not None and not last.newest:
        yield Finding(f"report {last.id}", "none of its versions is marked as the newest")
