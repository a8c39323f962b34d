"""Matters out of the store, filtered and ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, func, select

from onrecord.errors import NotInLedgerError
from onrecord.ledger import matter_codec, schema
from onrecord.ledger.matter_filters import KeptMatter, MatterFilter, MatterOrder
from onrecord.ledger.sources import Record

_matter = schema.matter
SHORTEST = 6
"""The least number of first characters that name a matter."""


def matters(
    connection: Connection, where: MatterFilter, *, order: MatterOrder, limit: int, offset: int
) -> tuple[KeptMatter, ...]:
    """Matters that fit, in order."""
    query = select(_matter).where(*_conditions(where)).order_by(*_order(order)).limit(limit).offset(offset)
    return tuple(_kept(row) for row in connection.execute(query))


def count(connection: Connection, where: MatterFilter) -> int:
    """How many matters fit."""
    return connection.execute(select(func.count()).select_from(_matter).where(*_conditions(where))).scalar_one()


def matter(connection: Connection, name: str) -> KeptMatter:
    """A matter by its id, or by enough first characters of it. Raises `NotInLedgerError`."""
    found = connection.execute(select(_matter).where(_matter.c.id == name)).all()
    if not found and len(name) >= SHORTEST:
        begins = _matter.c.id.startswith(name, autoescape=True)
        found = connection.execute(select(_matter).where(begins).limit(2)).all()
    if len(found) > 1:
        raise NotInLedgerError(f"several matters have an id that begins with {name}; give more of it")
    if not found:
        raise NotInLedgerError(f"no matter {name[:80]!r} in the ledger; `onrecord matters` lists them")
    return _kept(found[0])


def matter_of(connection: Connection, report: int, claim: str) -> KeptMatter:
    """The matter of a claim. Raises `NotInLedgerError` where it is in none, being rejected or of an older version."""
    told = schema.told
    query = select(_matter).join(told, told.c.matter == _matter.c.id)
    row = connection.execute(query.where(told.c.report == report, told.c.claim == claim)).one_or_none()
    if row is None:
        raise NotInLedgerError(f"claim {claim[:80]} is in no matter: it is rejected, or of a report since replaced")
    return _kept(row)


def _kept(row: Record) -> KeptMatter:
    return KeptMatter(
        matter_codec.matter_of(row.body), date.fromisoformat(row.newest), datetime.fromisoformat(row.changed_at)
    )


def _conditions(where: MatterFilter) -> Iterator[ColumnElement[bool]]:
    if where.statuses:
        yield _matter.c.status.in_([one.value for one in where.statuses])
    if where.stages:
        yield _matter.c.stage.in_([one.value for one in where.stages])
    if where.title:
        yield _matter.c.title.icontains(where.title, autoescape=True)
    if where.report:
        own = select(schema.report.c.no).where(schema.report.c.hash == where.report).scalar_subquery()
        yield _matter.c.id.in_(select(schema.told.c.matter).where(schema.told.c.report == own))
    if where.published_from is not None:
        yield _matter.c.newest >= where.published_from.isoformat()
    if where.published_to is not None:
        yield _matter.c.newest <= where.published_to.isoformat()
    if where.claims:
        yield _matter.c.claims >= where.claims
    if where.contradicted is not None:
        yield _matter.c.contradictions > 0 if where.contradicted else _matter.c.contradictions == 0


def _order(order: MatterOrder) -> Sequence[ColumnElement[object]]:
    newest: list[ColumnElement[object]] = [_matter.c.newest.desc(), _matter.c.id]
    if order is MatterOrder.CHANGED:
        return [_matter.c.changed_at.desc(), *newest]
    if order is MatterOrder.CLAIMS:
        return [_matter.c.claims.desc(), *newest]
    return newest
