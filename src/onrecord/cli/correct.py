"""`onrecord correct`: a claim should say something else."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.judging import address_of, tell, tell_draft
from onrecord.cli.options import DecideOptions, DryOption, opened
from onrecord.cli.slot_options import SlotOptions
from onrecord.cli.spread import spread
from onrecord.desk.judging import draft_correction


@spread
def correct_claim(
    address: Annotated[str, typer.Argument(metavar="REPORT/CLAIM", help="The claim, such as w01/c3.")],
    *,
    options: SlotOptions,
    dry_run: DryOption = False,
    by: DecideOptions,
) -> None:
    """Put on record what a claim should say: the slots given replace its own, all others stay."""
    slots = options.slots()
    if not slots.given():
        raise typer.BadParameter("nothing to correct: give the slots that are wrong, such as --stage planned")
    with opened(by.ledger) as ledger:
        draft = draft_correction(ledger, address_of(address), slots, by=by.coder, why=by.why)
        if dry_run:
            tell_draft(draft)
        else:
            tell(ledger.decide(draft.judgement), ledger)
