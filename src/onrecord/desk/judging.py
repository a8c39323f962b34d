"""Judging: accept, reject, correct, add, split, note, complete. Each adds decisions; none changes an earlier one.

With `blind`, a person judges their own view: the machine's claims under their own decisions (`desk.coders`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.desk.coders import Coder, find
from onrecord.desk.coders import seen as look
from onrecord.desk.drafting import corrected, drafted
from onrecord.desk.looking import View
from onrecord.desk.sight import Sight
from onrecord.desk.slots import Slots
from onrecord.errors import DecisionError, InputError
from onrecord.ledger import rows
from onrecord.ledger.overlay import content
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Entry, ReportHead
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Judgement, Origin
from onrecord.model.rules import validate


@dataclass(frozen=True, slots=True)
class Draft:
    """A judgement about to be made: of which report, the entry it is about (None for a new claim), the claim."""

    report: ReportHead
    entry: Entry | None
    claim: Claim
    judgement: Judgement


def accept(ledger: Ledger, address: str, *, by: str, why: str = "", blind: bool = False) -> Decision:
    """Accept the claim at an address (`REPORT/CLAIM`) as it stands; `blind` as in `Ledger.decide`.

    Raises `InputError` where the address is none, `NotInLedgerError`, `DecisionError`.
    """
    return ledger.decide(rows.accept(find(ledger, address, Coder(by, blind)), by=by, why=why, blind=blind))


def reject(ledger: Ledger, address: str, *, by: str, why: str = "", blind: bool = False) -> Decision:
    """Reject the claim at an address: it is no claim of its report. Raises as `accept`."""
    return ledger.decide(rows.reject(find(ledger, address, Coder(by, blind)), by=by, why=why, blind=blind))


def note(ledger: Ledger, address: str, *, by: str, why: str, blind: bool = False) -> Decision:
    """Say something of the claim at an address without judging it. Raises as `accept`."""
    return ledger.decide(rows.note(find(ledger, address, Coder(by, blind)), by=by, why=why, blind=blind))


def complete(ledger: Ledger, report: str, *, by: str, why: str = "", blind: bool = False) -> Decision:
    """Mark a report (by id, hash or beginning of its hash) complete: what stands is right, and nothing is missing.

    Raises `NotInLedgerError`, `DecisionError` where the same person has marked it already.
    """
    head = ledger.report(report).head
    return ledger.decide(rows.complete(head.hash, by=by, why=why, blind=blind))


def correct(ledger: Ledger, address: str, slots: Slots, *, by: str, why: str = "", blind: bool = False) -> Decision:
    """Correct the claim at an address by what `slots` give; all other slots stay.

    Raises as `accept`, `InputError` where a slot cannot be filled, `ClaimError` where the claim would break a rule.
    """
    return ledger.decide(draft_correction(ledger, address, slots, by=by, why=why, blind=blind).judgement)


def add(ledger: Ledger, report: str, slots: Slots, *, by: str, why: str = "", blind: bool = False) -> Decision:
    """Add a claim that was missed to a report (by id, hash or beginning of its hash); `slots` need act and trigger.

    What they leave open is taken from the reader (`drafting.drafted`). Raises as `correct`.
    """
    return ledger.decide(draft_addition(ledger, report, slots, by=by, why=why, blind=blind).judgement)


def split(
    ledger: Ledger, address: str, first: Slots, second: Slots, *, by: str, why: str = "", blind: bool = False
) -> tuple[Decision, Decision]:
    """Split the claim at an address into two, in one step: `first` changes the claim, `second` a copy that is added.

    Where `first` changes nothing, the claim is accepted as it stands. Raises as `correct`.
    """
    coder = Coder(by, blind)
    entry = find(ledger, address, coder)
    seen = look(ledger, entry.report.hash, coder)
    sight, claims = Sight(seen.kept.report), tuple(_standing(seen.entries))
    kept = corrected(entry.claim, first, sight, claims=claims)
    added = replace(corrected(entry.claim, second, sight, claims=claims), id="new")
    for claim in (kept, added):
        _check(claim, seen)
    if content(kept) == content(added):
        raise InputError("the two claims say the same; change one of them")
    if kept == entry.claim:
        judged = rows.accept(entry, by=by, why=why, blind=blind)
    else:
        judged = rows.correct(entry, kept, by=by, why=why, blind=blind)
    done = ledger.decide_all([judged, rows.add(entry.report.hash, added, by=by, why=why, blind=blind)])
    return done[0], done[1]


def draft_correction(
    ledger: Ledger, address: str, slots: Slots, *, by: str, why: str = "", blind: bool = False
) -> Draft:
    """What `correct` would decide."""
    entry = find(ledger, address, Coder(by, blind))
    seen = look(ledger, entry.report.hash, Coder(by, blind))
    claims = tuple(_standing(seen.entries))
    claim = corrected(entry.claim, slots, Sight(seen.kept.report), claims=claims)
    if claim == entry.claim and entry.origin is not Origin.REJECTED:
        raise DecisionError(f"{address} says so already; nothing to correct, accept it if it is right")
    _check(claim, seen)
    return Draft(entry.report, entry, claim, rows.correct(entry, claim, by=by, why=why, blind=blind))


def draft_addition(ledger: Ledger, report: str, slots: Slots, *, by: str, why: str = "", blind: bool = False) -> Draft:
    """What `add` would decide."""
    seen = look(ledger, report, Coder(by, blind))
    claim = drafted(slots, Sight(seen.kept.report), claims=tuple(_standing(seen.entries)))
    _check(claim, seen)
    return Draft(seen.kept.head, None, claim, rows.add(seen.kept.head.hash, claim, by=by, why=why, blind=blind))


def _standing(entries: tuple[Entry, ...]) -> Iterator[Claim]:
    return (entry.claim for entry in entries if entry.origin is not Origin.REJECTED)


def _check(claim: Claim, seen: View) -> None:
    validate(claim, seen.kept.report)
    if claim.about is not None and claim.about not in {one.id for one in _standing(seen.entries)}:
        raise InputError(f"{claim.about} is no claim of this report that stands; name the one that this is about")
