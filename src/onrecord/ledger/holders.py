"""Lists of office-holders made elsewhere: kept whole, apart from what reports tell.

Invariant: a list is kept in one piece or not at all, and never changes; the same file again is not kept twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select

from onrecord.errors import InputError
from onrecord.ledger import codec, schema
from onrecord.ledger.actor_rows import Holder, HolderList
from onrecord.ledger.names import fold
from onrecord.ledger.rows import Finding
from onrecord.ledger.sources import Record


def add(connection: Connection, found: Sequence[Holder], *, name: str, sha256: str, now: datetime) -> bool:
    """Keep a list; False where the same file is there already. See `Ledger.import_holders`."""
    for one in found:
        if any("\ud800" <= char <= "\udfff" for char in one.name + one.office + one.source + (one.country or "")):
            raise InputError(f"{one.name!a} holds half of a surrogate pair and cannot be kept")
    table = schema.holder_list
    if connection.execute(select(table.c.no).where(table.c.sha256 == sha256)).first() is not None:
        return False
    number = (connection.execute(select(func.max(table.c.no))).scalar() or 0) + 1
    at = codec.moment(now)
    seal = _seal(name, sha256, at, found)
    connection.execute(insert(table), {"no": number, "name": name, "sha256": sha256, "imported_at": at, "seal": seal})
    rows = [
        {
            "list": number,
            "position": position,
            "name": one.name,
            "folded": fold(one.name),
            "office": one.office,
            "country": one.country,
            "starts": codec.day(one.starts),
            "ends": codec.day(one.ends),
            "source": one.source,
        }
        for position, one in enumerate(found)
    ]
    if rows:
        connection.execute(insert(schema.holder), rows)
    return True


def _seal(name: str, sha256: str, at: str, found: Sequence[Holder]) -> str:
    rows = [[o.name, o.office, o.country, codec.day(o.starts), codec.day(o.ends), o.source] for o in found]
    return codec.told_digest([name, sha256, at, rows])


def lists(connection: Connection) -> tuple[HolderList, ...]:
    """All lists, in the order of their import."""
    return tuple(_lists(connection))


def _lists(connection: Connection) -> Iterator[HolderList]:
    table = schema.holder
    for row in connection.execute(select(schema.holder_list).order_by(schema.holder_list.c.no)).all():
        rows = connection.execute(select(table).where(table.c.list == row.no).order_by(table.c.position))
        holders = tuple(
            Holder(one.name, one.office, one.country, _day(one.starts), _day(one.ends), one.source) for one in rows
        )
        yield HolderList(row.no, row.name, row.sha256, datetime.fromisoformat(row.imported_at), holders)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def findings(connection: Connection) -> Iterator[Finding]:
    """What is amiss with imported lists."""
    seals: dict[int, Record] = {row.no: row for row in connection.execute(select(schema.holder_list))}
    try:
        for one in _lists(connection):
            kept = seals[one.number]
            if _seal(one.name, one.sha256, kept.imported_at, one.holders) != kept.seal:
                yield Finding(f"list {one.number}", "it has been changed since it was imported: the seal does not fit")
    except ValueError as error:
        yield Finding("imported lists", f"they cannot be checked further: {error}")
