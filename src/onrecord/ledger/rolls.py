"""The roll of a reading: who is named in the report, and who is given which office.

Invariant: a roll is kept with its reading and never changes; what is listed comes from the reading in force of the
newest version of a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from onrecord.ledger import codec, schema
from onrecord.ledger.actor_rows import Evidence, KeptOffice, NamedActor
from onrecord.ledger.names import fold
from onrecord.ledger.rows import Finding
from onrecord.ledger.sources import Record
from onrecord.model.actor import ActorKind
from onrecord.model.evidence import Span
from onrecord.model.mention import ActorMention, Mentions, OfficeMention, Tenure

type _Row = dict[str, str | int | None]

_OFFICE_COLUMNS = tuple(name for name in schema.office.c.keys() if name != "reading")  # noqa: SIM118 - no mapping
_NAMED_COLUMNS = tuple(name for name in schema.named.c.keys() if name != "reading")  # noqa: SIM118


def add(connection: Connection, reading: int, found: Mentions, *, report: str) -> None:
    """Keep the roll of a reading; `report` is the report's hash."""
    offices = [_office_row(at, one) for at, one in enumerate(found.offices)]
    named = _named_rows(found.actors)
    seal = _seal(report, offices, named)
    connection.execute(insert(schema.roll), {"reading": reading, "seal": seal})
    for table, rows in ((schema.office, offices), (schema.named, named)):
        if rows:
            connection.execute(insert(table), [{"reading": reading, **row} for row in rows])


def _seal(report: str, offices: Sequence[_Row], named: Sequence[_Row]) -> str:
    told = [report, [list(row.values()) for row in offices], [list(row.values()) for row in named]]
    return codec.told_digest(told)


def _office_row(position: int, one: OfficeMention) -> _Row:
    return {
        "position": position,
        "person": one.person,
        "folded": fold(one.person),
        "office": one.office,
        "country": one.country,
        "body": one.body,
        "tenure": one.tenure.value,
        **_span_row(one.span),
    }


def _span_row(span: Span) -> _Row:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _named_rows(actors: Sequence[ActorMention]) -> list[_Row]:
    """Each name once, with the words that name it first and how often it is mentioned."""
    found: dict[tuple[str, str, str | None, str | None], tuple[ActorMention, int]] = {}
    for one in actors:
        if one.named and fold(one.name):
            key = (one.name, one.kind.value, one.country, one.actor)
            first, count = found.get(key, (one, 0))
            found[key] = (first, count + 1)
    return [
        {
            "position": position,
            "name": name,
            "folded": fold(name),
            "kind": kind,
            "country": country,
            "actor": actor,
            **_span_row(first.span),
            "mentions": count,
        }
        for position, ((name, kind, country, actor), (first, count)) in enumerate(found.items())
    ]


def _in_force(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.where(schema.reading.c.current == 1, schema.report.c.newest == 1)


def _evidence(row: Record) -> Evidence:
    return Evidence(
        row.report_hash,
        row.report_id,
        row.outlet,
        date.fromisoformat(row.published),
        Span(row.start, row.end, row.exact),
    )


_REPORT = (
    schema.report.c.hash.label("report_hash"),
    schema.report.c.id.label("report_id"),
    schema.report.c.outlet,
    schema.report.c.published,
)


def offices(connection: Connection, *, person: str) -> tuple[KeptOffice, ...]:
    """Offices told, by date of report and place in it; see `Ledger.offices`."""
    table = schema.office
    rows = table.join(schema.reading, table.c.reading == schema.reading.c.no).join(schema.report)
    query = _in_force(select(table, *_REPORT).select_from(rows))
    if person:
        query = query.where(table.c.folded == fold(person))
    query = query.order_by(schema.report.c.published, schema.report.c.no, table.c.position)
    return tuple(
        KeptOffice(
            _evidence(row),
            OfficeMention(
                Span(row.start, row.end, row.exact), row.person, row.office, row.country, row.body, Tenure(row.tenure)
            ),
        )
        for row in connection.execute(query)
    )


def named(connection: Connection) -> tuple[NamedActor, ...]:
    """Names with how many reports have them; see `Ledger.named`."""
    table, published = schema.named, schema.report.c.published
    keys = (table.c.name, table.c.kind, table.c.country, table.c.actor)
    counted = func.count(schema.report.c.no.distinct())
    rows = table.join(schema.reading, table.c.reading == schema.reading.c.no).join(schema.report)
    query = _in_force(select(*keys, func.min(published), func.max(published), counted).select_from(rows))
    found = connection.execute(query.group_by(*keys).order_by(*keys))
    return tuple(
        NamedActor(
            name, ActorKind(kind), country, actor, date.fromisoformat(first), date.fromisoformat(last), int(reports)
        )
        for name, kind, country, actor, first, last, reports in found
    )


def appearances(connection: Connection, name: str, kind: ActorKind) -> tuple[Evidence, ...]:
    """Where a name stands first in each report; see `Ledger.appearances`."""
    table = schema.named
    rows = table.join(schema.reading, table.c.reading == schema.reading.c.no).join(schema.report)
    query = _in_force(select(table.c.start, table.c.end, table.c.exact, *_REPORT).select_from(rows))
    query = query.where(table.c.folded == fold(name), table.c.kind == kind.value)
    query = query.order_by(schema.report.c.published, schema.report.c.no, table.c.position)
    return tuple(_evidence(row) for row in connection.execute(query))


def findings(connection: Connection) -> Iterator[Finding]:
    """What is amiss with rolls: seals, and spans against the texts."""
    reading, report = schema.reading, schema.report
    kept = select(schema.roll, report.c.hash, report.c.text).select_from(
        schema.roll.join(reading, schema.roll.c.reading == reading.c.no).join(report)
    )
    for row in connection.execute(kept.order_by(schema.roll.c.reading)).all():
        where = f"report {row.hash}"
        told = [_rows_of(connection, table, row.reading) for table in (schema.office, schema.named)]
        rows = [
            [dict(zip(columns, found, strict=True)) for found in part]
            for columns, part in zip((_OFFICE_COLUMNS, _NAMED_COLUMNS), told, strict=True)
        ]
        if _seal(row.hash, *rows) != row.seal:
            yield Finding(where, f"who is named by its reading {row.reading} has been changed: the seal does not fit")
        for one in (*rows[0], *rows[1]):
            if row.text[one["start"] : one["end"]] != one["exact"]:
                yield Finding(where, f"{one['exact'][:80]!r} does not stand at {one['start']} of its text")
    for table in (schema.office, schema.named):
        alone = select(table.c.reading).where(table.c.reading.not_in(select(schema.roll.c.reading))).distinct()
        for number in connection.execute(alone.order_by(table.c.reading)).scalars():
            yield Finding(f"reading {number}", f"it has rows in {table.name}, but no roll")


def _rows_of(connection: Connection, table: Any, reading: int) -> list[tuple[Any, ...]]:  # noqa: ANN401
    columns = [table.c[name] for name in (_OFFICE_COLUMNS if table is schema.office else _NAMED_COLUMNS)]
    query = select(*columns).where(table.c.reading == reading).order_by(table.c.position)
    return [tuple(row) for row in connection.execute(query)]
