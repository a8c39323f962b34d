"""Judging: accept, reject, correct, add. Each adds one decision to the ledger; none changes an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.desk.address import find
from onrecord.desk.drafting import corrected, drafted
from onrecord.desk.looking import View, view
from onrecord.desk.sight import Sight
from onrecord.desk.slots import Slots
from onrecord.errors import DecisionError, InputError
from onrecord.ledger import rows
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


def accept(ledger: Ledger, address: str, *, by: str, why: str = "") -> Decision:
    """Accept the claim at an address (`REPORT/CLAIM`) as it stands.

    Raises `InputError` where the address is none, `NotInLedgerError`, `DecisionError`.
    """
    return ledger.decide(rows.accept(find(ledger, address), by=by, why=why))


def reject(ledger: Ledger, address: str, *, by: str, why: str = "") -> Decision:
    """Reject the claim at an address: it is no claim of its report. Raises as `accept`."""
    return ledger.decide(rows.reject(find(ledger, address), by=by, why=why))


def correct(ledger: Ledger, address: str, slots: Slots, *, by: str, why: str = "") -> Decision:
    """Correct the claim at an address by what `slots` give; all other slots stay.

    Raises as `accept`, `InputError` where a slot cannot be filled, `ClaimError` where the claim would break a rule.
    """
    return ledger.decide(draft_correction(ledger, address, slots, by=by, why=why).judgement)


def add(ledger: Ledger, report: str, slots: Slots, *, by: str, why: str = "") -> Decision:
    """Add a claim that was missed to a report (by id, hash or beginning of its hash); `slots` need act and trigger.

    What they leave open is taken from the reader (`drafting.drafted`). Raises as `correct`.
    """
    return ledger.decide(draft_addition(ledger, report, slots, by=by, why=why).judgement)


def draft_correction(ledger: Ledger, address: str, slots: Slots, *, by: str, why: str = "") -> Draft:
    """What `correct` would decide."""
    entry = find(ledger, address)
    seen = view(ledger, entry.report.hash)
    claims = tuple(_standing(seen.entries))
    claim = corrected(entry.claim, slots, Sight(seen.kept.report), claims=claims)
    if claim == entry.claim and entry.origin is not Origin.REJECTED:
        raise DecisionError(f"{address} says so already; nothing to correct, accept it if it is right")
    _check(claim, seen)
    return Draft(entry.report, entry, claim, rows.correct(entry, claim, by=by, why=why))


def draft_addition(ledger: Ledger, report: str, slots: Slots, *, by: str, why: str = "") -> Draft:
    """What `add` would decide."""
    seen = view(ledger, report)
    claim = drafted(slots, Sight(seen.kept.report), claims=tuple(_standing(seen.entries)))
    _check(claim, seen)
    return Draft(seen.kept.head, None, claim, rows.add(seen.kept.head.hash, claim, by=by, why=why))


def _standing(entries: tuple[Entry, ...]) -> Iterator[Claim]:
    return (entry.claim for entry in entries if entry.origin is not Origin.REJECTED)


def _check(claim: Claim, seen: View) -> None:
    validate(claim, seen.kept.report)
    if claim.about is not None and claim.about not in {one.id for one in _standing(seen.entries)}:
        raise InputError(f"{claim.about} is no claim of this report that stands; name the one that this is about")
