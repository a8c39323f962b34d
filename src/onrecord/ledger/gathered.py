"""The tables that matching lives on; see `Gathering`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    column,
    delete,
    insert,
    or_,
    select,
    update,
    values,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from onrecord.ledger import codec, entries, matter_codec, ruling, schema
from onrecord.ledger.gathering import Holding, Parts
from onrecord.ledger.rows import Entry
from onrecord.ledger.sources import report_of
from onrecord.model.claim import Claim
from onrecord.model.decision import Origin
from onrecord.model.matter import ClaimAt, Copy, Fit, Matter, Rulings
from onrecord.model.report import Report

AT_ONCE = 500
"""Values asked for in one statement."""


def touched(connection: Connection, limit: int | None = None) -> list[str]:
    """Hashes of the reports to be matched."""
    report = schema.report
    query = select(report.c.hash).join(schema.touched, schema.touched.c.report == report.c.no)
    query = query.order_by(report.c.published, report.c.no)
    return list(connection.execute(query.limit(limit)).scalars())


def present(connection: Connection) -> Callable[[str], Sequence[Entry]]:
    """Gives the whole record of a report by its hash, each once."""
    known: dict[str, Sequence[Entry]] = {}

    def found(report: str) -> Sequence[Entry]:
        if report not in known:
            entry = schema.entry
            query = select(entry.c.no).join(schema.report, entry.c.report == schema.report.c.no)
            query = query.where(schema.report.c.hash == report, entry.c.listed == 1).order_by(entry.c.position)
            known[report] = entries.entries(connection, list(connection.execute(query).scalars()))
        return known[report]

    return found


class SqlGathering:
    """A `Gathering` on one connection."""

    def __init__(self, connection: Connection, *, now: datetime) -> None:
        self._connection = connection
        self._now = codec.moment(now)
        self._known: dict[str, int] = {}

    def touched(self, limit: int) -> tuple[str, ...]:
        """Reports to be matched."""
        return tuple(touched(self._connection, limit))

    def tellings(self, reports: Collection[str]) -> tuple[tuple[Report, tuple[Claim, ...]], ...]:
        """Reports with their claims."""
        found: list[tuple[Report, tuple[Claim, ...]]] = []
        report, entry, body = schema.report, schema.entry, schema.body
        for part in _parts(sorted(reports)):
            rows = self._connection.execute(select(report).where(report.c.hash.in_(part)))
            kept = {row.no: report_of(row) for row in rows}
            query = select(entry.c.report, body.c.claim).join(body, body.c.entry == entry.c.no)
            query = query.where(
                entry.c.report.in_(list(kept)), entry.c.listed == 1, entry.c.origin != Origin.REJECTED.value
            )
            claims: dict[int, list[Claim]] = {number: [] for number in kept}
            for row in self._connection.execute(query.order_by(entry.c.report, entry.c.position)):
                claims[row.report].append(codec.claim_of(row.claim))
            found += [(one, tuple(claims[number])) for number, one in kept.items()]
        return tuple(sorted(found, key=lambda told: (told[0].published, told[0].hash)))

    def claims(self, claims: Collection[ClaimAt]) -> tuple[tuple[Report, Claim], ...]:
        """Single claims that stand."""
        entry, body = schema.entry, schema.body
        told = {one.hash: one for one in self.reports({claim.report for claim in claims})}
        numbers = self._numbers(told)
        by_number = {number: told[one] for one, number in numbers.items()}
        query = select(entry.c.report, body.c.claim).join(body, body.c.entry == entry.c.no)
        query = query.where(entry.c.listed == 1, entry.c.origin != Origin.REJECTED.value)
        at = sorted((numbers[claim.report], claim.claim) for claim in claims)
        return tuple(
            (by_number[row.report], codec.claim_of(row.claim))
            for part in _parts(at)
            for row in self._connection.execute(_of_these(query, part, entry.c.report, entry.c.id))
        )

    def reports(self, reports: Collection[str]) -> tuple[Report, ...]:
        """Reports by their hashes."""
        report = schema.report
        return tuple(
            report_of(row)
            for part in _parts(sorted(reports))
            for row in self._connection.execute(select(report).where(report.c.hash.in_(part)).order_by(report.c.hash))
        )

    def add_runs(self, report: str, runs: Sequence[int]) -> None:
        """Keep the runs of a report."""
        if runs:
            number = self._numbers([report])[report]
            rows = [{"run": run, "report": number} for run in runs]
            self._connection.execute(insert(schema.run).prefix_with("OR IGNORE"), rows)

    def holders(self, runs: Collection[int]) -> Mapping[int, tuple[Holding, ...]]:
        """Who holds each run."""
        run, report = schema.run, schema.report
        found: dict[int, list[Holding]] = {}
        for part in _parts(sorted(runs)):
            query = select(run.c.run, report.c.hash, report.c.outlet, report.c.published)
            query = query.join(report, run.c.report == report.c.no).where(run.c.run.in_(part))
            for row in self._connection.execute(query):
                one = Holding(row.hash, row.outlet.casefold(), date.fromisoformat(row.published))
                found.setdefault(row.run, []).append(one)
        return {each: tuple(held) for each, held in found.items()}

    def copies(self, reports: Collection[str]) -> tuple[Copy, ...]:
        """Copies that reports are part of."""
        table = schema.copy
        one, other = schema.report.alias("one_report"), schema.report.alias("other_report")
        columns = (one.c.hash.label("a"), other.c.hash.label("b"), table.c.share, table.c.reason)
        joined = select(*columns).join(one, table.c.one == one.c.no).join(other, table.c.other == other.c.no)
        found: dict[tuple[str, str], Copy] = {}
        for part in _parts(sorted(self._numbers(reports).values())):
            for side in (table.c.one, table.c.other):
                for row in self._connection.execute(joined.where(side.in_(part))):
                    found[row.a, row.b] = Copy(row.a, row.b, row.share, row.reason)
        return tuple(found[pair] for pair in sorted(found))

    def change_copies(self, *, gone: Collection[Copy], found: Collection[Copy]) -> None:
        """Take copies out and put copies in."""
        numbers = self._numbers({report for copy in (*gone, *found) for report in (copy.a, copy.b)})
        table = schema.copy
        for copy in gone:
            at = (table.c.one == numbers[copy.a], table.c.other == numbers[copy.b])
            self._connection.execute(delete(table).where(*at))
        if found:
            rows = [
                {"one": numbers[one.a], "other": numbers[one.b], "share": one.share, "reason": one.reason}
                for one in found
            ]
            self._connection.execute(insert(table).prefix_with("OR REPLACE"), rows)

    def mates(self, keys: Collection[str]) -> frozenset[ClaimAt]:
        """Claims that have any of the keys."""
        block, report = schema.block, schema.report
        query = select(report.c.hash, block.c.claim).join(report, block.c.report == report.c.no)
        return frozenset(
            ClaimAt(row.hash, row.claim)
            for part in _parts(sorted(keys))
            for row in self._connection.execute(query.where(block.c.key.in_(part)))
        )

    def change_keys(self, report: str, keys: Mapping[str, Collection[str]]) -> None:
        """Put the keys of a report's claims in place of those it had."""
        number, table = self._numbers([report])[report], schema.block
        self._connection.execute(delete(table).where(table.c.report == number))
        rows = [
            {"key": key, "report": number, "claim": claim}
            for claim, held in keys.items()
            for key in dict.fromkeys(held)
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def fits(self, claims: Collection[ClaimAt] = (), *, reports: Collection[str] = ()) -> tuple[Fit, ...]:
        """The fits of claims, and of all claims of reports."""
        fit, a, b = schema.fit, schema.report.alias("a_kept"), schema.report.alias("b_kept")
        query = select(a.c.hash.label("one"), b.c.hash.label("other"), fit).select_from(fit)
        query = query.join(a, fit.c.a_report == a.c.no).join(b, fit.c.b_report == b.c.no)
        numbers = self._numbers({*reports, *(claim.report for claim in claims)})
        at = sorted((numbers[claim.report], claim.claim) for claim in claims)
        wanted: list[Select[Any]] = []
        for report, claim in ((fit.c.a_report, fit.c.a_claim), (fit.c.b_report, fit.c.b_claim)):
            wanted += [_of_these(query, part, report, claim) for part in _parts(at)]
            wanted += [query.where(report.in_(part)) for part in _parts(sorted(numbers[one] for one in reports))]
        found: dict[tuple[ClaimAt, ClaimAt], Fit] = {}
        for which in wanted:
            for row in self._connection.execute(which):
                one, other = ClaimAt(row.one, row.a_claim), ClaimAt(row.other, row.b_claim)
                found[one, other] = Fit(one, other, row.points, bool(row.sure), row.days)
        return tuple(found[pair] for pair in sorted(found))

    def change_fits(self, reports: Collection[str], found: Collection[Fit]) -> None:
        """Put the fits of reports in place of those they had."""
        table = schema.fit
        numbers = self._numbers({*reports, *(at.report for one in found for at in (one.a, one.b))})
        for part in _parts(sorted(numbers[one] for one in reports)):
            self._connection.execute(delete(table).where(or_(table.c.a_report.in_(part), table.c.b_report.in_(part))))
        rows = [
            {
                "a_report": numbers[one.a.report],
                "a_claim": one.a.claim,
                "b_report": numbers[one.b.report],
                "b_claim": one.b.claim,
                "points": one.points,
                "sure": int(one.sure),
                "days": one.days,
            }
            for one in found
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def parts(self, claims: Collection[ClaimAt], *, reports: Collection[str] = ()) -> Parts:
        """Whole parts, of claims and of reports."""
        told = schema.told
        numbers = self._numbers({*reports, *(claim.report for claim in claims)})
        at = sorted((numbers[claim.report], claim.claim) for claim in claims)
        asked = select(told.c.part)
        wanted = [_of_these(asked, part, told.c.report, told.c.claim) for part in _parts(at)]
        whole = sorted(numbers[report] for report in reports)
        wanted += [asked.where(told.c.report.in_(numbered)) for numbered in _parts(whole)]
        names = {name for which in wanted for name in self._connection.execute(which).scalars()}
        query = select(schema.report.c.hash, told.c.claim, told.c.matter).join(
            schema.report, told.c.report == schema.report.c.no
        )
        rows = [
            row
            for part in _parts(sorted(names))
            for row in self._connection.execute(query.where(told.c.part.in_(part)))
        ]
        return Parts(frozenset(ClaimAt(row.hash, row.claim) for row in rows), frozenset(row.matter for row in rows))

    def homes(self, claims: Collection[ClaimAt]) -> Mapping[ClaimAt, str]:
        """The matters of claims."""
        told, report = schema.told, schema.report
        numbers = self._numbers({claim.report for claim in claims})
        query = select(report.c.hash, told.c.claim, told.c.matter).join(report, told.c.report == report.c.no)
        return {
            ClaimAt(row.hash, row.claim): row.matter
            for part in _parts(sorted((numbers[claim.report], claim.claim) for claim in claims))
            for row in self._connection.execute(_of_these(query, part, told.c.report, told.c.claim))
        }

    def rulings(self) -> Rulings:
        """The rulings that hold."""
        return self._rulings

    def change_matters(
        self,
        *,
        gone: Collection[str],
        kept: Collection[tuple[str, str]] = (),
        found: Collection[tuple[str, Matter]],
        settled: Collection[str],
    ) -> None:
        """Take matters out, put matters in; what is as it was keeps the moment of its last change."""
        matter, told = schema.matter, schema.told
        new = {one.id: one for _, one in found}
        part_of = {one.id: part for part, one in found}
        for name, stays in kept:
            at = (told.c.matter == stays, told.c.part != name)
            self._connection.execute(update(told).where(*at).values(part=name))
        for part in _parts(sorted(set(gone) | set(new))):
            self._connection.execute(delete(told).where(told.c.matter.in_(part)))
        for part in _parts(sorted(set(gone) - set(new))):
            self._connection.execute(delete(matter).where(matter.c.id.in_(part)))
        if new:
            numbers = self._numbers({claim.report for one in new.values() for claim in one.claims})
            days = self._days(numbers)
            rows = [self._row(one, max(days[claim.report] for claim in one.claims)) for one in new.values()]
            into = upsert(matter)
            columns = {name: into.excluded[name] for name in rows[0] if name != "id"}
            into = into.on_conflict_do_update(
                index_elements=["id"], set_=columns, where=matter.c.body != into.excluded.body
            )
            self._connection.execute(into, rows)
            places = [
                {"report": numbers[claim.report], "claim": claim.claim, "matter": one.id, "part": part_of[one.id]}
                for one in new.values()
                for claim in one.claims
            ]
            self._connection.execute(insert(told), places)
        for done in _parts(sorted(self._numbers(settled).values())):
            self._connection.execute(delete(schema.touched).where(schema.touched.c.report.in_(done)))

    def _days(self, numbers: Mapping[str, int]) -> dict[str, str]:
        """When reports were published."""
        report = schema.report
        return {
            row.hash: row.published
            for part in _parts(sorted(numbers))
            for row in self._connection.execute(
                select(report.c.hash, report.c.published).where(report.c.hash.in_(part))
            )
        }

    def _row(self, one: Matter, newest: str) -> dict[str, str | int]:
        return {
            "id": one.id,
            "title": one.title,
            "status": one.status.value,
            "stage": one.stage.value,
            "newest": newest,
            "changed_at": self._now,
            "body": matter_codec.matter_text(one),
            "claims": len(one.claims),
            "contradictions": len(one.contradictions),
        }

    @cached_property
    def _rulings(self) -> Rulings:
        held = ruling.holding(ruling.rulings(self._connection))
        return ruling.resolve(held, present(self._connection))

    def _numbers(self, reports: Collection[str]) -> Mapping[str, int]:
        """The numbers of reports by their hashes."""
        report = schema.report
        missing = sorted(set(reports) - self._known.keys())
        for part in _parts(missing):
            query = select(report.c.hash, report.c.no).where(report.c.hash.in_(part))
            self._known.update({row.hash: row.no for row in self._connection.execute(query)})
        return {one: self._known[one] for one in reports}


def _of_these[S: Select[Any]](
    query: S, claims: Sequence[tuple[int, str]], report: Column[int], claim: Column[str]
) -> S:
    """The rows of these claims, looked up one by one: SQLite would go through the whole table for a list of pairs."""
    listed = values(column("report", Integer), column("claim", Text)).data(list(claims)).cte("listed")
    return query.join(listed, and_(report == listed.c.report, claim == listed.c.claim))


def _parts[T](values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))
