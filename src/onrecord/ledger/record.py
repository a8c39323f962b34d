"""The record in its tables: written anew for a report whenever its claims or the decisions on them change.

Invariant: what stands here follows from reports, readings and decisions alone, so that `check` can make it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from sqlalchemy import Connection, Table, delete, func, insert, select

from onrecord.ledger import codec, schema
from onrecord.ledger.names import fold
from onrecord.ledger.overlay import Standing
from onrecord.ledger.rows import ReportHead
from onrecord.ledger.sources import Record, load
from onrecord.model.claim import Claim
from onrecord.model.decision import Origin
from onrecord.model.fact import is_fact

KEPT_FROM_OLD = frozenset({Origin.ACCEPTED, Origin.CORRECTED, Origin.ADDED})
"""What stays listed of a report that has a newer version: what a person stands for."""


class EntryRow(TypedDict):
    """The columns of `entry` that follow from the claim."""

    report: int
    id: str
    position: int
    origin: str
    thread: int | None
    reason: str | None
    listed: int
    act: str
    kind: str | None
    stage: str
    certainty: str
    stance: str
    polarity: str
    fact: int
    outlet: str
    published: str
    starts: str | None
    ends: str | None


class BodyRow(TypedDict):
    """The columns of `body`."""

    evidence: str
    claim: str
    same: int
    machine: str | None


class PartyRow(TypedDict):
    """The columns of `party`."""

    position: int
    role: str
    name: str
    country: str | None


class VoiceRow(TypedDict):
    """The columns of `voice`."""

    position: int
    name: str
    kind: str
    country: str | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """All rows of one entry, without its number."""

    entry: EntryRow
    body: BodyRow
    parties: list[PartyRow] = field(default_factory=list)
    voices: list[VoiceRow] = field(default_factory=list)


def rows(
    report: int, head: ReportHead, standings: Sequence[Standing], *, texts: Mapping[str, str] | None = None
) -> list[RecordRow]:
    """The rows of a report's record; `texts` are the machine's claims as JSON by id, where they are at hand."""
    made = texts or {}
    return [
        RecordRow(_entry(report, head, position, one), _body(one, made), _parties(one.claim), _voices(one.claim))
        for position, one in enumerate(standings)
    ]


def write(connection: Connection, found: Sequence[RecordRow]) -> None:
    """Add rows to the record."""
    first = (connection.execute(select(func.max(schema.entry.c.no))).scalar() or 0) + 1
    numbered = list(enumerate(found, first))
    for table, values in (
        (schema.entry, [{"no": no, **row.entry} for no, row in numbered]),
        (schema.body, [{"entry": no, **row.body} for no, row in numbered]),
        (schema.party, [{"entry": no, **one} for no, row in numbered for one in row.parties]),
        (schema.voice, [{"entry": no, **one} for no, row in numbered for one in row.voices]),
    ):
        if values:
            connection.execute(insert(table), values)


def rewrite(connection: Connection, report: int) -> None:
    """Make the record of a report again."""
    source = load(connection, report)
    connection.execute(delete(schema.entry).where(schema.entry.c.report == report))
    write(connection, rows(report, source.head, source.record()))


def stored(connection: Connection, report: int) -> dict[str, RecordRow]:
    """The rows of a report's record as they stand, by the entries' ids."""
    table = schema.entry
    found = {row.no: row for row in connection.execute(select(table).where(table.c.report == report))}
    bodies = {row.entry: row for row in _of_entries(connection, schema.body, report)}
    parties: dict[int, list[PartyRow]] = {}
    for row in _of_entries(connection, schema.party, report):
        parties.setdefault(row.entry, []).append(
            {"position": row.position, "role": row.role, "name": row.name, "country": row.country}
        )
    voices: dict[int, list[VoiceRow]] = {}
    for row in _of_entries(connection, schema.voice, report):
        voices.setdefault(row.entry, []).append(
            {"position": row.position, "name": row.name, "kind": row.kind, "country": row.country}
        )
    return {
        row.id: RecordRow(_entry_of(row), _body_of(bodies[no]), parties.get(no, []), voices.get(no, []))
        for no, row in found.items()
    }


def _of_entries(connection: Connection, table: Table, report: int) -> Sequence[Record]:
    own = select(schema.entry.c.no).where(schema.entry.c.report == report)
    keys = list(table.primary_key.columns)
    return connection.execute(select(table).where(table.c.entry.in_(own)).order_by(*keys)).all()


def _entry_of(row: Record) -> EntryRow:
    return {
        "report": row.report,
        "id": row.id,
        "position": row.position,
        "origin": row.origin,
        "thread": row.thread,
        "reason": row.reason,
        "listed": row.listed,
        "act": row.act,
        "kind": row.kind,
        "stage": row.stage,
        "certainty": row.certainty,
        "stance": row.stance,
        "polarity": row.polarity,
        "fact": row.fact,
        "outlet": row.outlet,
        "published": row.published,
        "starts": row.starts,
        "ends": row.ends,
    }


def _body_of(row: Record) -> BodyRow:
    return {"evidence": row.evidence, "claim": row.claim, "same": row.same, "machine": row.machine}


def _entry(report: int, head: ReportHead, position: int, one: Standing) -> EntryRow:
    claim, status = one.claim, one.claim.status
    return {
        "report": report,
        "id": one.id,
        "position": position,
        "origin": one.origin.value,
        "thread": one.thread,
        "reason": one.reason.value if one.reason else None,
        "listed": int(head.newest or one.origin in KEPT_FROM_OLD),
        "act": claim.act.value,
        "kind": claim.kind.value if claim.kind else None,
        "stage": status.stage.value,
        "certainty": status.certainty.value,
        "stance": status.stance.value,
        "polarity": status.polarity.value,
        "fact": int(is_fact(claim)),
        "outlet": fold(head.outlet),
        "published": head.published.isoformat(),
        "starts": codec.day(claim.when.start) if claim.when else None,
        "ends": codec.day(claim.when.end) if claim.when else None,
    }


def _body(one: Standing, texts: Mapping[str, str]) -> BodyRow:
    same = one.machine is not None and one.machine == one.claim
    text = texts.get(one.id) if same else None
    return {
        "evidence": one.claim.evidence.exact,
        "claim": text or codec.claim_text(one.claim),
        "same": int(same),
        "machine": None if same or one.machine is None else codec.claim_text(one.machine),
    }


def _parties(claim: Claim) -> list[PartyRow]:
    named = [("agent", one.name, one.country) for one in claim.agent]
    named += [("recipient", one.name, one.country) for one in claim.recipient]
    named += [("place", one.text, one.country) for one in claim.place]
    return [
        {"position": position, "role": role, "name": fold(name), "country": country}
        for position, (role, name, country) in enumerate(named)
    ]


def _voices(claim: Claim) -> list[VoiceRow]:
    return [
        {"position": position, "name": fold(one.name), "kind": one.kind.value, "country": one.country}
        for position, one in enumerate(claim.sources)
    ]
