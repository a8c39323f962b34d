"""The record as one person has made it: the machine's claims overlaid by that person's decisions alone.

Invariant: what others have decided leaves no trace in it, so that two people can judge blind to each other.
"""

from __future__ import annotations

from onrecord.ledger.overlay import own
from onrecord.ledger.rows import Entry
from onrecord.ledger.sources import Source
from onrecord.model.fact import is_fact


def entries(source: Source, by: str) -> tuple[Entry, ...]:
    """The entries of one person's view of a report, in the order of the text; see `Ledger.coded`."""
    mine = own(source.decisions, by)
    return tuple(
        Entry(
            report=source.head,
            id=row.id,
            claim=row.claim,
            origin=row.origin,
            fact=is_fact(row.claim),
            machine=row.machine,
            made_by=source.made_by,
            decisions=tuple(one for one in mine if row.thread is not None and one.thread == row.thread),
            reason=row.reason,
        )
        for row in source.record(by=by)
    )
