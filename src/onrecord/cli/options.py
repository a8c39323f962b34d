"""Options that several verbs share, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from onrecord.ledger.opening import DEFAULT, open_ledger
from onrecord.ledger.protocol import Ledger

CODER = "ONRECORD_CODER"
"""Environment variable with the name of the person who decides."""

PERSONS_LIMIT = 50
"""Rows shown to a person unless more are asked for; JSON and CSV give all."""

LedgerOption = Annotated[Path, typer.Option("--ledger", metavar="FILE", help=f"The ledger (default {DEFAULT}).")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a row, on one line.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", min=0, metavar="N", help=f"Show N rows, 0 for all (default {PERSONS_LIMIT}, or all)."),
]
OffsetOption = Annotated[int, typer.Option("--offset", min=0, metavar="N", help="Leave out the first N rows.")]
CoderOption = Annotated[
    str, typer.Option("--coder", "--by", metavar="NAME", envvar=CODER, help="The person who decides.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the decision.")]
DryOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be on record, and decide nothing.")]
AddressesArgument = Annotated[list[str], typer.Argument(metavar="REPORT/CLAIM...", help="Claims, such as w01/c3.")]

DEFAULT_LEDGER = Path(DEFAULT)


def either(*, as_json: bool, as_csv: bool) -> None:
    """Wrong usage where both forms are asked for."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv are two forms of the same: give one")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOptions:
    """Where to look, and in which form to print a listing."""

    ledger: LedgerOption = DEFAULT_LEDGER
    as_json: JsonOption = False
    as_csv: CsvOption = False

    def __post_init__(self) -> None:
        either(as_json=self.as_json, as_csv=self.as_csv)

    @property
    def for_person(self) -> bool:
        """Whether a person will read it."""
        return not (self.as_json or self.as_csv)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How much of a listing to print."""

    limit: LimitOption = None
    offset: OffsetOption = 0

    def rows(self, *, for_person: bool) -> int:
        """The number of rows, 0 for all: as asked, else a page for a person and all for a program."""
        if self.limit is not None:
            return self.limit
        return PERSONS_LIMIT if for_person else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideOptions:
    """Who decides, why, and in which ledger."""

    ledger: LedgerOption = DEFAULT_LEDGER
    coder: CoderOption = ""
    why: WhyOption = ""

    def __post_init__(self) -> None:
        if not self.coder.strip():
            raise typer.BadParameter(f"who decides? give --coder NAME, or set {CODER}")


def day(text: str | None) -> date | None:
    """A date, or a datetime whose own offset gives the date; wrong usage where it is none."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date such as 2025-03-12") from error


def opened(path: Path) -> Ledger:
    """The ledger in a file that must be there. Raises `LedgerError`."""
    return open_ledger(path, create=False)
