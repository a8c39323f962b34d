"""Adding decisions, and undoing them by further ones.

Invariant: nothing here changes or takes out a decision; each carries the hash of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import ClaimError, DecisionError, NotInLedgerError
from onrecord.ledger import codec, record, schema
from onrecord.ledger.overlay import Standing, content, holding, judgements, same_position
from onrecord.ledger.rows import Entry, Review
from onrecord.ledger.sources import Source, decisions_by, load, report_number
from onrecord.model.claim import Claim
from onrecord.model.decision import Anchor, Decision, Judgement, Origin, Verb
from onrecord.model.rules import validate


def decide(connection: Connection, judgement: Judgement, *, now: datetime) -> Decision:
    """Add a decision; see `Ledger.decide`."""
    by = _signed(judgement.by, judgement.why)
    source = load(connection, report_number(connection, judgement.report))
    standings = source.record(by=by if judgement.blind else None)
    if judgement.verb is Verb.ADD:
        made = _addition(source, standings, judgement)
    elif judgement.verb is Verb.UNDO:
        raise DecisionError("a decision is undone by its number")
    elif judgement.verb is Verb.COMPLETE or judgement.entry is None:
        made = _on_report(source, judgement, by)
    else:
        made = _on_entry(source, standings, judgement)
    if judgement.verb is Verb.NOTE and not judgement.why.strip():
        raise DecisionError("a note without words says nothing; write something")
    return _append(connection, source, replace(made, by=by, when=now, why=judgement.why.strip()))


def undo(connection: Connection, number: int | None, *, by: str, why: str, now: datetime) -> Decision:
    """Take a decision back; see `Ledger.undo`."""
    signed = _signed(by, why)
    table = schema.decision
    if number is None:
        number = _last_of(connection, signed)
    row = connection.execute(select(table.c.report, table.c.thread).where(table.c.number == number)).one_or_none()
    if row is None:
        raise NotInLedgerError(f"there is no decision {number}; `onrecord log` lists them")
    source = load(connection, row.report)
    thread = [one for one in source.decisions if one.thread == row.thread]
    taken = next(one for one in thread if one.number == number)
    if taken.verb is Verb.UNDO:
        raise DecisionError(f"decision {number} undoes another one and cannot be undone; decide anew")
    held = holding(thread)
    if taken not in held:
        raise DecisionError(f"decision {number} is undone already")
    later = next((one for one in reversed(judgements(thread)) if _builds_on(one, taken)), None)
    if later is not None and taken.verb is not Verb.NOTE:
        raise DecisionError(f"decision {later.number} builds on decision {number}; undo that one first")
    made = replace(
        taken,
        verb=Verb.UNDO,
        by=signed,
        when=now,
        why=why.strip(),
        reading=source.readings.number,
        made_by=source.made_by,
        versions=source.versions,
        machine=None,
        judged=None,
        claim=None,
        undoes=number,
    )
    return _append(connection, source, made)


def _builds_on(later: Decision, earlier: Decision) -> bool:
    """Whether somebody judged after having seen another decision: a blind one has seen only that person's own."""
    return later.number > earlier.number and (not later.blind or later.by == earlier.by)


def _last_of(connection: Connection, by: str) -> int:
    table = schema.decision
    undone = select(table.c.undoes).where(table.c.undoes.is_not(None))
    query = select(table.c.number).where(
        table.c.by == by, table.c.verb != Verb.UNDO.value, table.c.number.not_in(undone)
    )
    found: int | None = connection.execute(query.order_by(table.c.number.desc()).limit(1)).scalar()
    if found is None:
        raise NotInLedgerError(f"there is no decision of {by} that still holds")
    return found


def _signed(by: str, why: str) -> str:
    name = " ".join(by.split())
    if not name:
        raise DecisionError("a decision needs the name of the person who decides")
    if any("\ud800" <= char <= "\udfff" for char in name + why):
        raise DecisionError("the name or the reason holds half of a surrogate pair and cannot be kept")
    return name


def _on_entry(source: Source, standings: Sequence[Standing], judgement: Judgement) -> Decision:
    row = next((one for one in standings if one.id == judgement.entry), None)
    if row is None:
        raise NotInLedgerError(f"report {source.report.id} has no claim {judgement.entry} on record")
    if judgement.judged != row.claim:
        raise DecisionError(f"claim {row.id} of report {source.report.id} has changed meanwhile; look at it again")
    anchor = _anchor(source, row.machine) if row.machine else _inherited(source, row)
    claim = _checked(source, standings, judgement.claim, row.id) if judgement.verb is Verb.CORRECT else None
    known = _on_record(source, row) if judgement.blind else row
    return replace(
        _draft(source, judgement, anchor, entry=known.id),
        thread=known.thread or 0,
        machine=row.machine.id if row.machine else None,
        judged=row.claim,
        claim=claim,
    )


def _on_record(source: Source, row: Standing) -> Standing:
    """Where a claim of one person's view stands in the record: decisions of all on one claim are one thread."""
    for one in source.record():
        if one.thread is not None and one.thread == row.thread:
            return one
        alike = row.machine is not None and one.machine is not None and row.machine.id == one.machine.id
        if alike and row.thread is None:
            return one
    return row


def _on_report(source: Source, judgement: Judgement, by: str) -> Decision:
    if judgement.verb not in (Verb.COMPLETE, Verb.NOTE):
        raise DecisionError(f"there is no claim to {judgement.verb.value}")
    done = (one for one in holding(source.decisions) if one.verb is Verb.COMPLETE and one.by == by)
    if judgement.verb is Verb.COMPLETE and any(done):
        raise DecisionError(f"{by} has marked report {source.report.id} complete already")
    return _draft(source, judgement, Anchor(source.report.hash, None, None), entry="")


def _addition(source: Source, standings: Sequence[Standing], judgement: Judgement) -> Decision:
    taken = {row.id for row in standings} | {one.entry for one in source.decisions}
    number = 1
    while f"a{number}" in taken:
        number += 1
    claim = _checked(source, standings, judgement.claim, f"a{number}")
    same = next((row for row in standings if content(row.claim) == content(claim)), None)
    if same is not None and same.origin is not Origin.REJECTED:
        raise DecisionError(f"report {source.report.id} has this claim on record already, as {same.id}")
    made = replace(_draft(source, judgement, _anchor(source, claim), entry=claim.id), claim=claim)
    other = _added_by_another(source, standings, claim) if judgement.blind else None
    if other is None or other.thread is None:
        return made
    return replace(made, thread=other.thread, entry=other.id, claim=replace(claim, id=other.id))


def _added_by_another(source: Source, standings: Sequence[Standing], claim: Claim) -> Standing | None:
    """The claim that somebody else has added for the same words, unseen by who adds one now."""
    seen = {row.thread for row in standings}
    for row in source.record():
        unseen = row.machine is None and row.thread not in seen and row.claim.act is claim.act
        if unseen and row.claim.trigger.overlaps(claim.trigger) and same_position(row.claim, claim):
            return row
    return None


def _checked(source: Source, standings: Sequence[Standing], claim: Claim | None, own: str) -> Claim:
    """A person's claim with its id, if it keeps the rules and names what it is about; raises `ClaimError`."""
    if claim is None:
        raise DecisionError("there is no claim to put on record")
    found = replace(claim, id=own)
    validate(found, source.report)
    if found.about is not None and all(row.id != found.about for row in standings):
        raise ClaimError(f"the claim is about {found.about}, which report {source.report.id} does not have on record")
    return found


def _anchor(source: Source, claim: Claim) -> Anchor:
    return Anchor(source.report.hash, claim.act, claim.trigger)


def _inherited(source: Source, row: Standing) -> Anchor:
    """The anchor of the last decision on a claim that the machine has not."""
    return next(one.anchor for one in reversed(source.decisions) if one.thread == row.thread)


def _draft(source: Source, judgement: Judgement, anchor: Anchor, *, entry: str) -> Decision:
    """A decision without its place in the chain and without claims."""
    return Decision(
        number=0,
        verb=judgement.verb,
        by=judgement.by,
        when=datetime.now(UTC),
        why=judgement.why,
        anchor=anchor,
        thread=0,
        entry=entry,
        reading=source.readings.number,
        made_by=source.made_by,
        versions=source.versions,
        blind=judgement.blind,
    )


def _append(connection: Connection, source: Source, made: Decision) -> Decision:
    """Put a decision at the end of the chain and make the record of its report again."""
    count, head = connection.execute(select(schema.ledger.c.decisions, schema.ledger.c.head)).one()
    when = made.when.astimezone(UTC).replace(microsecond=0)
    numbered = replace(made, number=count + 1, thread=made.thread or count + 1, when=when, previous=head)
    text = codec.decision_text(numbered)
    final = replace(numbered, hash=codec.link(text, head))
    row = {
        "number": final.number,
        "verb": final.verb.value,
        "by": final.by,
        "made_at": codec.moment(final.when),
        "report": source.number,
        "thread": final.thread,
        "reading": final.reading,
        "undoes": final.undoes,
        "previous": head,
        "hash": final.hash,
        "body": text,
    }
    connection.execute(insert(schema.decision), row)
    connection.execute(update(schema.ledger).values(decisions=final.number, head=final.hash))
    if final.anchor.act is not None:
        record.rewrite(connection, source.number)
    return final


def log(connection: Connection, *, report: str, by: str, limit: int | None, offset: int) -> tuple[Decision, ...]:
    """Decisions, newest first; see `Ledger.log`."""
    table = schema.decision
    query = select(table).order_by(table.c.number.desc()).limit(limit).offset(offset)
    if report:
        query = query.where(table.c.report == report_number(connection, report))
    if by:
        query = query.where(table.c.by == " ".join(by.split()))
    return decisions_by(connection, query)


def reviews(found: Sequence[Entry]) -> Iterator[Review]:
    """What calls for review among entries: with the last decision that holds."""
    for entry in found:
        held = judgements(entry.decisions)
        if held and entry.reason is not None:
            yield Review(entry, held[-1], entry.reason)
