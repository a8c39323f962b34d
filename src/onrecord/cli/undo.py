"""`onrecord undo`: a decision is taken back, by a decision that says so."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.judging import tell
from onrecord.cli.options import DecideOptions, opened
from onrecord.cli.ruling import undo_ruling
from onrecord.cli.spread import spread


@spread
def undo_decision(
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="Its number in the log.")] = None,
    *,
    ruling: Annotated[
        bool, typer.Option("--ruling", help="A ruling on matters: NUMBER is that of `onrecord matters rulings`.")
    ] = False,
    by: DecideOptions,
) -> None:
    """Take back a decision: the one of that number, or the last of the person named that still holds."""
    if ruling:
        undo_ruling(number, by)
        return
    with opened(by.ledger) as ledger:
        tell(ledger.undo(number, by=by.coder, why=by.why), ledger)
