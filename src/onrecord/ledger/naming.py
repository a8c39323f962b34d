"""Decisions on names: that two are one person's, or are not.

Invariant: they are only ever added, and each carries the hash of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import DecisionError
from onrecord.ledger import codec, schema
from onrecord.ledger.actor_rows import NameDecision, NameVerb
from onrecord.ledger.names import fold
from onrecord.ledger.rows import Finding
from onrecord.ledger.sources import Record


def decide(
    connection: Connection, verb: NameVerb, one: str, other: str, *, by: str, why: str, now: datetime
) -> NameDecision:
    """Add a decision on two names; see `Ledger.judge_names`."""
    words = [" ".join(part.split()) for part in (one, other, by, why)]
    if any("\ud800" <= char <= "\udfff" for part in words for char in part):
        raise DecisionError("a name or the reason holds half of a surrogate pair and cannot be kept")
    if not words[2]:
        raise DecisionError("a decision needs the name of the person who decides")
    if not fold(words[0]) or fold(words[0]) == fold(words[1]):
        raise DecisionError(f"{words[0]!r} and {words[1]!r} are one name; name two")
    count, head = connection.execute(select(schema.ledger.c.name_decisions, schema.ledger.c.name_head)).one()
    row: dict[str, str | int] = {
        "number": count + 1,
        "verb": verb.value,
        "one": words[0],
        "other": words[1],
        "by": words[2],
        "made_at": codec.moment(now),
        "why": words[3],
        "previous": head,
    }
    row["hash"] = codec.told_digest(list(row.values()))
    connection.execute(insert(schema.name_decision), row)
    connection.execute(update(schema.ledger).values(name_decisions=count + 1, name_head=row["hash"]))
    found = connection.execute(select(schema.name_decision).where(schema.name_decision.c.number == count + 1)).one()
    return _decision(found)


def decisions(connection: Connection) -> tuple[NameDecision, ...]:
    """All decisions on names, oldest first."""
    return tuple(_decision(row) for row in _rows(connection))


def _rows(connection: Connection) -> Iterator[Record]:
    yield from connection.execute(select(schema.name_decision).order_by(schema.name_decision.c.number))


def _decision(row: Record) -> NameDecision:
    when = datetime.fromisoformat(row.made_at)
    return NameDecision(
        row.number, NameVerb(row.verb), row.one, row.other, row.by, when, row.why, row.previous, row.hash
    )


def findings(connection: Connection) -> Iterator[Finding]:
    """What is amiss with the chain of decisions on names."""
    head, count = codec.START, 0
    for row in _rows(connection):
        where, count = f"decision on names {row.number}", count + 1
        if row.number != count or row.previous != head:
            yield Finding(where, "it does not follow on the decision before it")
            count = row.number
        if codec.told_digest(list(row)[:-1]) != row.hash:
            yield Finding(where, "it has been changed since it was made")
        head = row.hash
    kept = connection.execute(select(schema.ledger)).one_or_none()
    if kept is not None and (kept.name_decisions, kept.name_head) != (count, head):
        yield Finding("ledger", f"it should have {kept.name_decisions} decisions on names; the chain ends with {count}")
