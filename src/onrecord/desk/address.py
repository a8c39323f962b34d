"""How claims are named: `REPORT/CLAIM`, as in `w01/c3`."""

from __future__ import annotations

from onrecord.errors import InputError
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Entry, ReportHead

SHORT = 10
"""Characters of a hash that are shown to a person: enough to tell some hundred thousand reports apart."""


def short(head: ReportHead) -> str:
    """A report's name for a person: its id, or the beginning of its hash where that is its id or it is superseded."""
    return head.id if head.newest and head.id != head.hash else head.hash[:SHORT]


def short_address(entry: Entry) -> str:
    """An entry's address for a person, as `short`."""
    return f"{short(entry.report)}/{entry.id}"


def split(address: str) -> tuple[str, str]:
    """Report and claim of an address; the report's id may itself hold slashes. Raises `InputError`."""
    report, slash, claim = address.strip().rpartition("/")
    if not (slash and report and claim):
        raise InputError(f"{address!r} names no claim; write REPORT/CLAIM, such as w01/c3")
    return report, claim


def find(ledger: Ledger, address: str) -> Entry:
    """The entry at an address. Raises `InputError` where it is none, `NotInLedgerError` where nothing is there."""
    return ledger.entry(*split(address))
