"""From numbers to what a ledger gives: entries of the record and reports, with where a search hit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from onrecord.ledger import codec, schema, sqlite
from onrecord.ledger.rows import Entry, Hit, KeptReport, Place, ReportHead
from onrecord.ledger.sources import Record, decisions_by, head_of, maker_of, original_of, report_of
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Origin, Reason, Verb
from onrecord.model.evidence import Span

_HEAD = [schema.report.c[name] for name in ("hash", "version", "newest", "published", "title", "url", "language")]
_HEAD += [schema.report.c[name] for name in ("outlet", "notice")]
_MAKER = [schema.reading.c[name] for name in ("code", "codebook", "model", "imported")]


AT_ONCE = 1000
"""Numbers asked for in one statement."""


def entries(connection: Connection, numbers: Sequence[int], *, words: str = "") -> tuple[Entry, ...]:
    """Entries by their numbers, in that order; `words` is a search in FTS5's language."""
    parts = (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))
    return tuple(entry for part in parts for entry in _entries(connection, part, words=words))


def _entries(connection: Connection, numbers: Sequence[int], *, words: str) -> tuple[Entry, ...]:
    entry, body, report, reading = schema.entry, schema.body, schema.report, schema.reading
    query = (
        select(
            entry.c.no,
            entry.c.id.label("entry_id"),
            *(entry.c[name] for name in ("report", "origin", "thread", "reason", "fact")),
            *(body.c[name] for name in ("claim", "same", "machine")),
            report.c.id,
            *_HEAD,
            *_MAKER,
        )
        .join_from(entry, body)
        .join(report, entry.c.report == report.c.no)
        .join(reading, (reading.c.report == report.c.no) & (reading.c.current == 1))
        .where(entry.c.no.in_(numbers))
    )
    found = {row.no: row for row in connection.execute(query)}
    rows = [found[number] for number in numbers]
    threads = _threads(connection, [row.thread for row in rows if row.thread is not None])
    heads = {row.report: head_of(row) for row in rows}
    claims = {row.no: codec.claim_of(row.claim) for row in rows}
    hits = _Hits(connection, words, [(row.no, row.report, claims[row.no]) for row in rows]) if words else None
    return tuple(
        _entry(row, heads[row.report], claims[row.no], threads, hits.of(row.no) if hits else ()) for row in rows
    )


def _entry(
    row: Record, head: ReportHead, claim: Claim, threads: Mapping[int, tuple[Decision, ...]], hits: tuple[Hit, ...]
) -> Entry:
    other = None if row.machine is None else codec.claim_of(row.machine)
    return Entry(
        report=head,
        id=row.entry_id,
        claim=claim,
        origin=Origin(row.origin),
        fact=bool(row.fact),
        machine=claim if row.same else other,
        made_by=maker_of(row),
        decisions=threads.get(row.thread, ()),
        reason=None if row.reason is None else Reason(row.reason),
        hits=hits,
    )


def _threads(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Decision, ...]]:
    """The decisions of threads, oldest first."""
    if not numbers:
        return {}
    table = schema.decision
    query = select(table).where(table.c.thread.in_(numbers)).order_by(table.c.number)
    found: dict[int, list[Decision]] = {}
    for one in decisions_by(connection, query):
        found.setdefault(one.thread, []).append(one)
    return {thread: tuple(decisions) for thread, decisions in found.items()}


def heads(connection: Connection, hashes: Collection[str]) -> dict[str, ReportHead]:
    """Reports without their texts, by their hashes."""
    wanted = sorted(hashes)
    parts = (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
    query = select(schema.report.c.id, *_HEAD)
    return {
        row.hash: head_of(row)
        for part in parts
        for row in connection.execute(query.where(schema.report.c.hash.in_(part)))
    }


def reports(connection: Connection, numbers: Sequence[int], *, words: str = "") -> tuple[KeptReport, ...]:
    """Reports by their numbers, in that order."""
    parts = (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))
    return tuple(report for part in parts for report in _reports(connection, part, words=words))


def _reports(connection: Connection, numbers: Sequence[int], *, words: str) -> tuple[KeptReport, ...]:
    report, reading = schema.report, schema.reading
    query = (
        select(report, *_MAKER, reading.c.read_at)
        .join_from(report, reading, (reading.c.report == report.c.no) & (reading.c.current == 1))
        .where(report.c.no.in_(numbers))
    )
    found = {row.no: row for row in connection.execute(query)}
    counts = _counts(connection, numbers)
    readings = _readings(connection, numbers)
    complete = _complete(connection, numbers)
    marked = sqlite.marked_reports(connection, words, numbers) if words else {}
    return tuple(
        replace(_report(found[number], counts, readings[number], marked), complete=complete.get(number, ()))
        for number in numbers
    )


def _complete(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[Decision, ...]]:
    """Who has marked the reports complete."""
    table = schema.decision
    undone = select(table.c.undoes).where(table.c.undoes.is_not(None))
    query = select(table).where(table.c.report.in_(numbers), table.c.verb == Verb.COMPLETE.value)
    rows = connection.execute(query.where(table.c.number.not_in(undone)).order_by(table.c.number))
    found: dict[int, tuple[Decision, ...]] = {}
    for row in rows:
        one = codec.decision_of(row.body, previous=row.previous, own=row.hash)
        found[row.report] = (*found.get(row.report, ()), one)
    return found


def _report(
    row: Record, counts: Mapping[int, tuple[int, int, int]], readings: int, marked: Mapping[int, tuple[str, str]]
) -> KeptReport:
    report = report_of(row)
    claims, reviewed, review = counts.get(row.no, (0, 0, 0))
    return KeptReport(
        head=head_of(row),
        report=report,
        kept_at=datetime.fromisoformat(row.kept_at),
        original=original_of(row),
        made_by=maker_of(row),
        read_at=datetime.fromisoformat(row.read_at),
        readings=readings,
        claims=claims,
        reviewed=reviewed,
        review=review,
        hits=tuple(_in_report(row.no, report.title, report.text, marked)),
    )


def _counts(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """How many claims of each report stand, are reviewed, call for review."""
    table = schema.entry
    standing = func.count().filter(table.c.origin != Origin.REJECTED.value)
    reviewed = func.count().filter(table.c.origin != Origin.MACHINE.value)
    query = select(table.c.report, standing, reviewed, func.count(table.c.reason)).group_by(table.c.report)
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(query.where(table.c.report.in_(numbers)))}


def _readings(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    table = schema.reading
    query = select(table.c.report, func.count()).where(table.c.report.in_(numbers)).group_by(table.c.report)
    return {row[0]: row[1] for row in connection.execute(query)}


class _Hits:
    """Where a search hit in entries: in the evidence, else in the title and text of the report."""

    def __init__(self, connection: Connection, words: str, rows: Sequence[tuple[int, int, Claim]]) -> None:
        self._claims = {number: claim for number, _, claim in rows}
        self._reports = {number: report for number, report, _ in rows}
        self._evidence = sqlite.marked_evidence(connection, words, list(self._claims))
        others = dict.fromkeys(report for number, report, _ in rows if number not in self._evidence)
        self._marked = sqlite.marked_reports(connection, words, list(others))
        table = schema.report
        query = select(table.c.no, table.c.title, table.c.text).where(table.c.no.in_(list(others)))
        self._texts = {row.no: (row.title, row.text) for row in connection.execute(query)} if others else {}

    def of(self, number: int) -> tuple[Hit, ...]:
        """The hits of one entry, in text order, those of the title last."""
        shown = self._evidence.get(number)
        if shown is not None:
            evidence = self._claims[number].evidence
            return tuple(
                Hit(Place.EVIDENCE, Span(evidence.start + a, evidence.start + b, exact))
                for a, b, exact in _marks(shown, evidence.exact)
            )
        report = self._reports[number]
        return tuple(_in_report(report, *self._texts[report], self._marked))


def _in_report(number: int, title: str, text: str, marked: Mapping[int, tuple[str, str]]) -> Iterator[Hit]:
    if number in marked:
        in_title, in_text = marked[number]
        yield from (Hit(Place.TEXT, Span(*mark)) for mark in _marks(in_text, text))
        yield from (Hit(Place.TITLE, Span(*mark)) for mark in _marks(in_title, title))


def _marks(shown: str, plain: str) -> list[tuple[int, int, str]]:
    """Start, end and words of every marked stretch; none where the marks do not fit the plain text."""
    before, *stretches = shown.split(sqlite.OPEN)
    found: list[tuple[int, int, str]] = []
    at = len(before)
    for stretch in stretches:
        words, _, after = stretch.partition(sqlite.CLOSE)
        found.append((at, at + len(words), words))
        at += len(words) + len(after)
    fits = at == len(plain) and all(words and plain[start:end] == words for start, end, words in found)
    return found if fits else []
