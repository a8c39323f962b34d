"""`onrecord complete`: a report has been gone through."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.options import DecideOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk import judging
from onrecord.desk.address import short


@spread
def complete_report(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report, by id or beginning of its hash.")],
    *,
    by: DecideOptions,
) -> None:
    """Mark a report complete: every claim has been looked at, what stands is right, and nothing is missing."""
    with opened(by.ledger) as ledger:
        made = judging.complete(ledger, report, by=by.coder, why=by.why)
        name = short(ledger.report(made.anchor.report).head)
    Screen().line(Text(f"decision {made.number}: {one_line(name)} is complete, by {one_line(made.by)}", style="bold"))
