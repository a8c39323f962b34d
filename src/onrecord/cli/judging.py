"""What the verbs of judging share: one decision after the other, each told in a line and shown as it now stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer
from rich.text import Text

from onrecord.cli.entries import show_entry
from onrecord.cli.options import DecideOptions, opened
from onrecord.cli.screen import Screen, complain, one_line
from onrecord.cli.view import status_line, underlined
from onrecord.desk.address import split
from onrecord.desk.judging import Draft
from onrecord.errors import DecisionError, InputError, NotInLedgerError
from onrecord.ledger.protocol import Ledger
from onrecord.model.decision import Decision
from onrecord.model.wording import say

NOT_ALL_DECIDED = 1
"""Exit status where a claim could not be decided on."""


def judge_each(addresses: Sequence[str], by: DecideOptions, judge: Callable[[Ledger, str], Decision]) -> None:
    """Decide on every claim named; what cannot be decided is told in a line, and the rest is decided."""
    named = [address_of(address) for address in addresses]
    complete = True
    with opened(by.ledger) as ledger:
        for address in named:
            try:
                tell(judge(ledger, address), ledger)
            except (DecisionError, InputError, NotInLedgerError) as error:
                complete = False
                complain(str(error), about=address)
    if not complete:
        raise typer.Exit(NOT_ALL_DECIDED)


def address_of(given: str) -> str:
    """An address; wrong usage where it is none."""
    try:
        split(given)
    except InputError as error:
        raise typer.BadParameter(str(error)) from error
    return given


def tell(decision: Decision, ledger: Ledger) -> None:
    """Write a decision, and the claim as it stands after it, if it does."""
    screen = Screen()
    screen.line(Text(f"decision {decision.number}: {decision.verb.value}, by {one_line(decision.by)}", style="bold"))
    try:
        entry = ledger.entry(decision.anchor.report, decision.entry)
    except NotInLedgerError:
        screen.line("  the claim is off the record")
        return
    show_entry(entry, screen, text=ledger.report(decision.anchor.report).report.text if entry.hits else "")


def tell_draft(draft: Draft) -> None:
    """Write what would be decided."""
    screen = Screen()
    outlet = draft.report.outlet
    screen.line(Text("nothing is decided yet; this would be on record:", style="bold"))
    screen.line(one_line(say(draft.claim, outlet=outlet)), first="  ", rest="  ")
    screen.line(Text(status_line(draft.claim, outlet=outlet), style="dim"), first="  ", rest="  ")
    evidence = Text.assemble("“", underlined(draft.claim, (), plain=screen.plain), "”")
    screen.line(evidence, first="  ", rest="  ")
