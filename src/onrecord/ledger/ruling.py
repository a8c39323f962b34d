"""Rulings of people on matters: added one after the other, chained by hash, found again in the present record.

Invariant: nothing here changes or takes out a ruling; a ruling whose claims are not on record waits until they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import DecisionError, NotInLedgerError, OnrecordError
from onrecord.ledger import codec, matter_codec, schema
from onrecord.ledger.overlay import align
from onrecord.ledger.rows import Entry, Finding
from onrecord.model.decision import Origin
from onrecord.model.matter import ClaimAt, Rulings
from onrecord.model.ruling import Ruling, RulingVerb, Seen

type Present = Callable[[str], Sequence[Entry]]
"""Gives the whole record of a report by its hash."""


def rule(
    connection: Connection,
    verb: RulingVerb,
    one: Sequence[Entry],
    other: Sequence[Entry],
    *,
    by: str,
    why: str,
    now: datetime,
) -> Ruling:
    """Add a ruling between two sides; see `Ledger.rule`."""
    if verb is RulingVerb.UNDO:
        raise DecisionError("a ruling is undone by its number")
    if not one or not other:
        raise DecisionError("a ruling needs claims on both sides")
    at = [(entry.report.hash, entry.id) for entry in (*one, *other)]
    if len(set(at)) < len(at):
        raise DecisionError("a claim cannot stand on both sides of a ruling")
    gone = next((entry for entry in (*one, *other) if entry.origin is Origin.REJECTED), None)
    if gone is not None:
        raise DecisionError(f"claim {gone.id} of report {gone.report.id} is rejected and in no matter")
    made = Ruling(0, verb, _signed(by, why), now, why.strip(), one=_side(one), other=_side(other))
    return _append(connection, made)


def _side(entries: Sequence[Entry]) -> tuple[Seen, ...]:
    return tuple(Seen(entry.report.hash, entry.claim) for entry in entries)


def undo(connection: Connection, number: int | None, *, by: str, why: str, now: datetime) -> Ruling:
    """Take a ruling back; see `Ledger.undo_ruling`."""
    signed = _signed(by, why)
    made = rulings(connection)
    held = {one.number: one for one in holding(made)}
    if number is None:
        number = next((one.number for one in reversed(held.values()) if one.by == signed), None)
        if number is None:
            raise NotInLedgerError(f"there is no ruling of {signed} that still holds")
    if number not in held:
        if not 1 <= number <= len(made):
            raise NotInLedgerError(f"there is no ruling {number}; `onrecord matters rulings` lists them")
        if made[number - 1].verb is RulingVerb.UNDO:
            raise DecisionError(f"ruling {number} undoes another one and cannot be undone; rule anew")
        raise DecisionError(f"ruling {number} is undone already")
    taken = held[number]
    return _append(
        connection, replace(taken, verb=RulingVerb.UNDO, by=signed, when=now, why=why.strip(), undoes=number)
    )


def rulings(connection: Connection) -> tuple[Ruling, ...]:
    """All rulings, oldest first."""
    found = connection.execute(select(schema.ruling).order_by(schema.ruling.c.number))
    return tuple(matter_codec.ruling_of(row.body, previous=row.previous, own=row.hash) for row in found)


def holding(made: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that are not undone, without the undoing ones."""
    undone = {one.undoes for one in made}
    return tuple(one for one in made if one.verb is not RulingVerb.UNDO and one.number not in undone)


def resolve(held: Sequence[Ruling], present: Present) -> Rulings:
    """Rulings as pairs of claims on record now; of a later and an earlier one on the same two claims, the later.

    A merge and a split of the same two claims cannot both hold: the last word counts.
    """
    joined: dict[tuple[ClaimAt, ClaimAt], tuple[RulingVerb, str]] = {}
    rooted: dict[tuple[ClaimAt, ClaimAt], str] = {}
    places: dict[tuple[str, str], ClaimAt | None] = {}
    for ruling in held:
        for pair in _pairs(ruling, present, places):
            if ruling.verb is RulingVerb.SAME_ORIGIN:
                rooted[pair] = ruling.by
            else:
                joined.pop(pair, None)
                joined[pair] = (ruling.verb, ruling.by)
    return Rulings(
        together=tuple((*pair, by) for pair, (verb, by) in joined.items() if verb is RulingVerb.MERGE),
        apart=tuple((*pair, by) for pair, (verb, by) in joined.items() if verb is RulingVerb.SPLIT),
        same_origin=tuple((*pair, by) for pair, by in rooted.items()),
    )


def _pairs(
    ruling: Ruling, present: Present, places: dict[tuple[str, str], ClaimAt | None]
) -> Iterator[tuple[ClaimAt, ClaimAt]]:
    """The pairs of claims a ruling is on: each of one side with each of the other.

    Of a merge, whose sides may be whole matters, as many as hold them together: each with the first of the other side.
    """
    found = (
        [at for seen in side if (at := _place(seen, present, places)) is not None]
        for side in (ruling.one, ruling.other)
    )
    ones, others = found
    few = ruling.verb is RulingVerb.MERGE
    for i, a in enumerate(ones):
        for j, b in enumerate(others):
            if a != b and not (few and i and j):
                yield (a, b) if a < b else (b, a)


def _place(seen: Seen, present: Present, places: dict[tuple[str, str], ClaimAt | None]) -> ClaimAt | None:
    key = (seen.report, codec.claim_text(seen.claim))
    if key not in places:
        name = find(seen, present(seen.report))
        places[key] = None if name is None else ClaimAt(seen.report, name)
    return places[key]


def find(seen: Seen, entries: Sequence[Entry]) -> str | None:
    """The id on record now of a claim as a person saw it: same act, overlapping trigger, the likest; else None."""
    standing = [entry for entry in entries if entry.origin is not Origin.REJECTED]
    same = next((entry.id for entry in standing if entry.claim == seen.claim), None)
    if same is not None:
        return same
    found = align([seen.claim], [entry.claim for entry in standing]).get(seen.claim.id)
    if found is not None:
        return found
    # A person has corrected the act since: the machine's claim under it still tells which one it is.
    machine: Mapping[str, str] = {entry.machine.id: entry.id for entry in standing if entry.machine}
    under = align([seen.claim], [entry.machine for entry in standing if entry.machine]).get(seen.claim.id)
    return None if under is None else machine[under]


def findings(connection: Connection) -> Iterator[Finding]:
    """Whether the rulings are whole, and follow one on the other."""
    head, count = codec.START, 0
    for row in connection.execute(select(schema.ruling).order_by(schema.ruling.c.number)):
        where, count = f"ruling {row.number}", count + 1
        if row.number != count:
            yield Finding(where, f"ruling {count} before it is missing")
            count = row.number
        if row.previous != head:
            yield Finding(where, "it does not follow on the ruling before it")
        if codec.link(row.body, row.previous) != row.hash:
            yield Finding(where, "it has been changed since it was made")
        try:
            one = matter_codec.ruling_of(row.body, previous=row.previous, own=row.hash)
        except OnrecordError as error:
            yield Finding(where, str(error))
        else:
            told = (one.number, one.verb.value, one.by, codec.moment(one.when), one.undoes)
            if told != (row.number, row.verb, row.by, row.made_at, row.undoes):
                yield Finding(where, "its columns differ from what was ruled")
        head = row.hash
    kept = connection.execute(select(schema.ledger)).one_or_none()
    if kept is not None and (kept.rulings, kept.ruling_head) != (count, head):
        yield Finding("ledger", f"it should have {kept.rulings} rulings; the chain ends with {count}")


def _signed(by: str, why: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise DecisionError("a ruling needs the name of the person who rules")
    if any("\ud800" <= char <= "\udfff" for char in name + why):
        raise DecisionError("the name or the reason holds half of a surrogate pair and cannot be kept")
    return name


def _append(connection: Connection, made: Ruling) -> Ruling:
    """Put a ruling at the end of the chain; the reports it is on are to be matched again."""
    count, head = connection.execute(select(schema.ledger.c.rulings, schema.ledger.c.ruling_head)).one()
    when = made.when.astimezone(UTC).replace(microsecond=0)
    numbered = replace(made, number=count + 1, when=when, previous=head)
    text = matter_codec.ruling_text(numbered)
    final = replace(numbered, hash=codec.link(text, head))
    row = {
        "number": final.number,
        "verb": final.verb.value,
        "by": final.by,
        "made_at": codec.moment(final.when),
        "undoes": final.undoes,
        "previous": head,
        "hash": final.hash,
        "body": text,
    }
    connection.execute(insert(schema.ruling), row)
    connection.execute(update(schema.ledger).values(rulings=final.number, ruling_head=final.hash))
    hashes = sorted({one.report for one in (*final.one, *final.other)})
    numbers = select(schema.report.c.no).where(schema.report.c.hash.in_(hashes))
    connection.execute(insert(schema.touched).prefix_with("OR IGNORE").from_select(["report"], numbers))
    return final
