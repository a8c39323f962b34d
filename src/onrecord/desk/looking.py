"""Looking up: a report with its record, listings of any length, the review state in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.protocol import EVERY_CLAIM, EVERY_REPORT, Ledger
from onrecord.ledger.rows import Entry, KeptReport
from onrecord.model import judged
from onrecord.model.decision import Origin
from onrecord.model.mention import Mentions, Reading, Unplaced

PAGE = 500
"""Rows asked of a ledger at a time."""

ALL = 0
"""The limit that is none."""


REASONS = judged.REASONS
"""Why a decision should be looked at again, in words."""


@dataclass(frozen=True, slots=True)
class View:
    """A report with its whole record in the order of the text, rejected claims with them, and what was not placed."""

    kept: KeptReport
    entries: tuple[Entry, ...]
    unplaced: tuple[Unplaced, ...]


def view(ledger: Ledger, report: str) -> View:
    """The report (by id, hash or beginning of its hash) and its record. Raises `NotInLedgerError`."""
    kept = ledger.report(report)
    where = ClaimFilter(reports=(kept.head.hash,), origins=tuple(Origin), all_versions=True)
    held = ledger.reading(kept.head.hash)
    return View(kept, tuple(claims(ledger, where, limit=ALL)), held.unplaced if held is not None else ())


def record_of(seen: View) -> Reading:
    """The record of a report as a reading: the claims that stand; an `about` whose claim was rejected is left out."""
    standing = [entry.claim for entry in seen.entries if entry.origin is not Origin.REJECTED]
    ids = {claim.id for claim in standing}
    whole = tuple(claim if claim.about in ids else replace(claim, about=None) for claim in standing)
    return Reading(seen.kept.report, whole, Mentions(unplaced=seen.unplaced))


def claims(
    ledger: Ledger,
    where: ClaimFilter = EVERY_CLAIM,
    *,
    search: str = "",
    order: Order = Order.NEWEST,
    limit: int = ALL,
    offset: int = 0,
) -> Iterator[Entry]:
    """Entries of the record one by one, as `Ledger.claims`; a limit of 0 gives all."""
    return _paged(
        lambda size, start: ledger.claims(where, search=search, order=order, limit=size, offset=start), limit, offset
    )


def reports(
    ledger: Ledger,
    where: ReportFilter = EVERY_REPORT,
    *,
    search: str = "",
    order: Order = Order.NEWEST,
    limit: int = ALL,
    offset: int = 0,
) -> Iterator[KeptReport]:
    """Reports one by one, as `Ledger.reports`; a limit of 0 gives all."""
    return _paged(
        lambda size, start: ledger.reports(where, search=search, order=order, limit=size, offset=start), limit, offset
    )


def _paged[T](ask: Callable[[int, int], Sequence[T]], limit: int, offset: int) -> Iterator[T]:
    given = 0
    while limit == ALL or given < limit:
        size = PAGE if limit == ALL else min(PAGE, limit - given)
        rows = ask(size, offset + given)
        yield from rows
        given += len(rows)
        if len(rows) < size:
            return


def judged_by(entry: Entry) -> str:
    """Who answers for an entry: "not reviewed", "corrected by Ada Brook, accepted by Jo Lund", "rejected by …"."""
    return judged.judged_words(entry.origin, entry.decisions)
