"""A report with those of its claims that are to be written."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.ledger.rows import Entry, KeptReport
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True)
class Selected:
    """A report as kept, and entries of its record in the order of the text."""

    kept: KeptReport
    entries: tuple[Entry, ...]

    @property
    def report(self) -> Report:
        """The report."""
        return self.kept.report


def web_address(url: str | None) -> str | None:
    """The address, where it is one of the web that may be followed; None for all else."""
    address = (url or "").strip()
    if any(char.isspace() or not char.isprintable() or char in '<>"{}|\\^`' for char in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
