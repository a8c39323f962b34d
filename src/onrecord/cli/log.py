"""`onrecord log`: who decided what, when and why."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk.address import short
from onrecord.desk.forms import decision_form
from onrecord.desk.tables import DECISION_COLUMNS, decision_row
from onrecord.ledger.protocol import Ledger
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision, Verb
from onrecord.model.wording import say

_INDENT = "  "


@spread
def show_log(
    report: Annotated[str, typer.Argument(metavar="[REPORT]", help="Only decisions on this report.")] = "",
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only decisions of this person.")] = "",
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List decisions, newest first: who decided what, when and why, and what the claim said before and after."""
    with opened(form.ledger) as ledger:
        size = page.rows(for_person=form.for_person)
        decisions = ledger.log(report=report, by=by, limit=size or None, offset=page.offset)
        if form.as_json:
            print_json(decision_form(one) for one in decisions)
        elif form.as_csv:
            print_csv(DECISION_COLUMNS, (decision_row(one) for one in decisions))
        else:
            _show(decisions, ledger)


def _show(decisions: tuple[Decision, ...], ledger: Ledger) -> None:
    screen = Screen()
    names: dict[str, str] = {}
    for one in decisions:
        report = one.anchor.report
        if report not in names:
            names[report] = short(ledger.report(report).head)
        show_decision(one, screen, address=f"{names[report]}/{one.entry}" if one.entry else names[report])
    if not decisions:
        screen.line("no decisions")


def show_decision(one: Decision, screen: Screen, *, address: str) -> None:
    """Write a decision: who, what, when, why, the claim before and after."""
    what = f"undo decision {one.undoes}" if one.verb is Verb.UNDO else one.verb.value
    line = Text(f"{one.number}  ", style="bold")
    line.append(f"{one.when:%Y-%m-%d %H:%M} UTC  {one_line(one.by)}: {what} ", style="default")
    line.append(one_line(address), style="bold")
    screen.line(line, rest=_INDENT)
    if one.why:
        screen.line(f"why: {one_line(one.why)}", first=_INDENT, rest=_INDENT)
    for word, claim in (("was", one.judged), ("is", one.claim)):
        if claim is not None:
            screen.line(Text(f"{word}: {_said(claim)}", style="dim"), first=_INDENT, rest=_INDENT)


def _said(claim: Claim) -> str:
    return f"{one_line(say(claim, outlet=''))} (“{one_line(claim.trigger.exact)}”)"
