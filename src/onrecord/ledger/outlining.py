"""Claims in outline, made by the database: few of their names are different, so that each is read once."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, literal_column, select, true
from sqlalchemy.sql.functions import Function

from onrecord.errors import LedgerError
from onrecord.ledger import finding, schema
from onrecord.ledger.filters import ClaimFilter, Order
from onrecord.ledger.outlines import Name, Outline, Slot
from onrecord.ledger.sources import Record
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.decision import Origin
from onrecord.model.source import SourceKind
from onrecord.model.status import Polarity, Stage

type _Reader[K] = Callable[[str], tuple[Name[K], ...]]


def outlines(connection: Connection, where: ClaimFilter, *, slots: Collection[Slot]) -> tuple[Outline, ...]:
    """The claims found in outline, those of the newest reports first; see `Ledger.outlines`."""
    entry, report, body = schema.entry, schema.report, schema.body
    address = case((report.c.newest == 1, report.c.id), else_=report.c.hash) + "/" + entry.c.id
    fact = (entry.c.fact == 1) & (entry.c.origin != Origin.REJECTED.value)
    query = (
        select(
            address,
            *(entry.c.act, entry.c.stage, entry.c.polarity, fact),
            *(report.c.outlet, entry.c.published, entry.c.starts),
            *(_names(slot) if slot in slots else literal("[]") for slot in Slot),
        )
        .join_from(entry, body)
        .join(report, entry.c.report == report.c.no)
        .where(and_(true(), *finding.conditions(where)))
        .order_by(*finding.order_of(Order.NEWEST))
    )
    parties, voices = _reader(ActorKind), _reader(SourceKind)
    try:
        return tuple(_outline(row, parties, voices) for row in connection.execute(query).all())
    except (KeyError, ValueError, RecursionError) as error:
        raise LedgerError(f"the ledger holds a claim that cannot be read ({error})") from error


def _outline(row: Record, parties: _Reader[ActorKind], voices: _Reader[SourceKind]) -> Outline:
    address, act, stage, polarity, fact, outlet, published, starts, agent, recipient, sources = row
    return Outline(
        address,
        _ACTS[act],
        _STAGES[stage],
        _POLARITIES[polarity],
        bool(fact),
        outlet,
        _day(published),
        _day(starts) if starts else None,
        parties(agent),
        parties(recipient),
        voices(sources),
    )


_ACTS = {one.value: one for one in Act}
_STAGES = {one.value: one for one in Stage}
_POLARITIES = {one.value: one for one in Polarity}

_day = lru_cache(maxsize=4096)(date.fromisoformat)


def _names(slot: Slot) -> ColumnElement[str]:
    """Names, kinds and countries of one slot as JSON: few of these are different, so that each is read once."""
    claim, path = schema.body.c.claim, f"$.{slot.value}"
    value: ColumnElement[str] = literal_column("value")
    each: Function[str] = func.json_each(claim, path)
    several = select(func.json_group_array(_name(value, "$"))).select_from(each).correlate(schema.body)
    # walking a list costs three times what asking for its first member does, and most lists have one
    return case(
        {0: "[]", 1: func.json_array(_name(claim, f"{path}[0]"))},
        value=func.json_array_length(claim, path),
        else_=several.scalar_subquery(),
    )


def _name(value: ColumnElement[str], path: str) -> Function[str]:
    return func.json_extract(value, *(f"{path}.{key}" for key in ("name", "kind", "country")))


def _reader[K: StrEnum](kind: type[K]) -> _Reader[K]:
    """From such JSON to names."""
    known: dict[str, tuple[Name[K], ...]] = {"[]": ()}

    def read(told: str) -> tuple[Name[K], ...]:
        found = known.get(told)
        if found is None:
            found = known[told] = tuple(Name(name, kind(sort), country) for name, sort, country in json.loads(told))
        return found

    return read
