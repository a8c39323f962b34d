"""Keeping reports and readings.

Invariant: a report is kept with its reading and its record in one transaction, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from onrecord.errors import ClaimError
from onrecord.ledger import codec, record, rolls, schema
from onrecord.ledger.names import fold
from onrecord.ledger.overlay import Readings, overlay
from onrecord.ledger.rows import Kept, News, Original, ReportHead
from onrecord.ledger.sources import Record, reading_in_force, versions
from onrecord.model.decision import Maker
from onrecord.model.mention import Reading
from onrecord.model.report import Report
from onrecord.model.rules import validate_all


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reading ready to be kept: checked, and its claims as JSON by id."""

    reading: Reading
    maker: Maker
    original: Original | None
    at: str
    texts: dict[str, str]
    packed: bytes
    unplaced: str

    @property
    def report(self) -> Report:
        """The report that was read."""
        return self.reading.report


def prepare(reading: Reading, maker: Maker, original: Original | None, *, now: datetime) -> Arrival:
    """Check a reading and put it into the form it is kept in.

    Raises `ClaimError` where a claim breaks a rule, or a text has half of a surrogate pair, which no store can keep.
    """
    report = reading.report
    validate_all(reading.claims, report)
    for text in (report.text, report.title, report.outlet, report.id, report.url or "", report.notice or ""):
        if not _is_storable(text):
            raise ClaimError(f"report {report.id[:80]!a} holds half of a surrogate pair and cannot be kept")
    texts = {claim.id: codec.claim_text(claim) for claim in reading.claims}
    return Arrival(
        reading=reading,
        maker=maker,
        original=original,
        at=codec.moment(now),
        texts=texts,
        packed=codec.pack(list(texts.values())),
        unplaced=codec.unplaced_text(reading.mentions.unplaced),
    )


def _is_storable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def keep(connection: Connection, arrival: Arrival) -> Kept:
    """Keep a reading; see `Ledger.keep`."""
    table, report = schema.report, arrival.report
    known = connection.execute(
        select(table.c.no, table.c.id, table.c.version).where(table.c.hash == report.hash)
    ).one_or_none()
    if known is None:
        return _keep_new(connection, arrival)
    if _is_known(reading_in_force(connection, known.no), arrival):
        return Kept(News.KNOWN, report.hash, known.id, known.version, _review(connection, known.id))
    connection.execute(update(schema.reading).where(schema.reading.c.report == known.no).values(current=0))
    _add_reading(connection, known.no, arrival)
    record.rewrite(connection, known.no)
    return Kept(News.NEW_READING, report.hash, known.id, known.version, _review(connection, known.id))


def _is_known(current: Record, arrival: Arrival) -> bool:
    """Whether the reading in force stays: it is the same, or it was imported and this one is a machine's."""
    if current.imported and not arrival.maker.imported:
        return True
    made = (current.code, current.codebook, current.model, bool(current.imported))
    maker = arrival.maker
    return made == (maker.code, maker.codebook, maker.model, maker.imported) and (
        codec.unpack(current.claims) == arrival.reading.claims
    )


def _keep_new(connection: Connection, arrival: Arrival) -> Kept:
    report = arrival.report
    version = versions(connection, report.id) + 1
    older = _superseded(connection, report.id) if version > 1 else []
    number = _next(connection, schema.report.c.no)
    head = ReportHead(
        hash=report.hash,
        id=report.id,
        version=version,
        newest=True,
        outlet=report.outlet,
        published=report.published,
        title=report.title,
        url=report.url,
        language=report.language,
        notice=report.notice,
    )
    _add_report(connection, number, head, arrival)
    reading = _add_reading(connection, number, arrival)
    standings = overlay(Readings(reading, arrival.reading.claims, {}), (), versions=version)
    record.write(connection, record.rows(number, head, standings, texts=arrival.texts))
    for one in older:
        record.rewrite(connection, one)
    news = News.NEW if version == 1 else News.NEW_VERSION
    return Kept(news, report.hash, report.id, version, _review(connection, report.id) if older else 0)


def _superseded(connection: Connection, report_id: str) -> list[int]:
    """The older versions whose record changes by a newer one; they are marked as no longer the newest."""
    table = schema.report
    decided = select(schema.decision.c.report)
    query = select(table.c.no).where(table.c.id == report_id, (table.c.newest == 1) | table.c.no.in_(decided))
    found = list(connection.execute(query).scalars())
    connection.execute(update(table).where(table.c.id == report_id).values(newest=0))
    return found


def _add_report(connection: Connection, number: int, head: ReportHead, arrival: Arrival) -> None:
    report, original = arrival.report, arrival.original
    told = (original.sha256, codec.moment(original.captured), original.name) if original else (None, None, None)
    row = {
        "no": number,
        "hash": report.hash,
        "id": report.id,
        "version": head.version,
        "newest": 1,
        "outlet": report.outlet,
        "outlet_folded": fold(report.outlet),
        "published": report.published.isoformat(),
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "notice": report.notice,
        "kept_at": arrival.at,
        "original_sha256": told[0],
        "original_captured": told[1],
        "original_name": told[2],
        "seal": codec.report_seal(report, own=report.hash, version=head.version, kept_at=arrival.at, original=told),
        "text": report.text,
    }
    connection.execute(insert(schema.report), row)


def _add_reading(connection: Connection, report: int, arrival: Arrival) -> int:
    number, maker = _next(connection, schema.reading.c.no), arrival.maker
    row = {
        "no": number,
        "report": report,
        "current": 1,
        "code": maker.code,
        "codebook": maker.codebook,
        "model": maker.model,
        "imported": int(maker.imported),
        "read_at": arrival.at,
        "unplaced": arrival.unplaced,
        "claims": arrival.packed,
        "seal": codec.reading_seal(
            arrival.report.hash, maker, read_at=arrival.at, claims=arrival.packed, unplaced=arrival.unplaced
        ),
    }
    connection.execute(insert(schema.reading), row)
    if not maker.imported:
        rolls.add(connection, number, arrival.reading.mentions, report=arrival.report.hash)
    return number


def _next(connection: Connection, column: schema.Number) -> int:
    return (connection.execute(select(func.max(column))).scalar() or 0) + 1


def _review(connection: Connection, report_id: str) -> int:
    """How many decisions on the versions of a report call for review."""
    entry, report = schema.entry, schema.report
    query = select(func.count()).select_from(entry.join(report, entry.c.report == report.c.no))
    return connection.execute(query.where(report.c.id == report_id, entry.c.reason.is_not(None))).scalar() or 0
