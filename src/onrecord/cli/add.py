"""`onrecord add`: a claim that the machine has missed."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.judging import tell, tell_draft
from onrecord.cli.options import DecideOptions, DryOption, opened
from onrecord.cli.slot_options import SlotOptions
from onrecord.cli.spread import spread
from onrecord.desk.judging import draft_addition


@spread
def add_claim(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report, by its id or hash.")],
    *,
    options: SlotOptions,
    dry_run: DryOption = False,
    by: DecideOptions,
) -> None:
    """Put a claim on record that the report makes and the machine has missed.

    --act and --trigger are needed. What is left open is what the reader sees at these words: status and sources, and
    all slots where it has a claim of this act there.
    """
    slots = options.slots()
    if slots.act is None or not slots.trigger:
        raise typer.BadParameter("a claim to add needs --act and --trigger, the words of the text that name the act")
    with opened(by.ledger) as ledger:
        draft = draft_addition(ledger, report, slots, by=by.coder, why=by.why)
        if dry_run:
            tell_draft(draft)
        else:
            tell(ledger.decide(draft.judgement), ledger)
