"""Where a ledger is found and opened."""

from __future__ import annotations

from pathlib import Path

from onrecord.ledger.protocol import Ledger

DEFAULT = "onrecord.db"
"""The file a ledger is kept in unless another is named."""


def open_ledger(path: str | Path = DEFAULT, *, create: bool = True, read_only: bool = False) -> Ledger:
    """The ledger kept in a file, brought up to this version's form.

    A file that is not there is made, unless `create` is False or `read_only` is True. A file that may not be written
    is opened for reading, and only keeping and deciding fail. Raises `NoLedgerError` where the file is none,
    `NewerLedgerError` where a newer version has made it, `ReadOnlyLedgerError` where it is of an older form and cannot
    be brought up, and other `LedgerError`s. All are one line.
    """
    from onrecord.ledger.store import SqlLedger

    return SqlLedger.open(Path(path), create=create and not read_only, read_only=read_only)
