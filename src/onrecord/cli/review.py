"""`onrecord review`: decisions that should be looked at again."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.log import show_decision
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk import coders
from onrecord.desk.address import short_address
from onrecord.desk.coders import Comparison, Difference
from onrecord.desk.difference_forms import DIFFERENCE_COLUMNS, difference_form, difference_rows
from onrecord.desk.forms import review_form
from onrecord.desk.looking import REASONS
from onrecord.desk.tables import REVIEW_COLUMNS, review_row
from onrecord.ledger.rows import Review
from onrecord.model.wording import say

_INDENT = "  "


DifferencesOption = Annotated[
    bool, typer.Option("--differences", help="Instead, the claims on which two or more coders differ.")
]


@spread
def show_review(*, differences: DifferencesOption = False, page: PageOptions, form: FormOptions) -> None:
    """List decisions to look at again: a newer reading has no such claim or tells it otherwise, or the text is newer.

    Deciding again, or undoing, takes them off the list.
    """
    if differences:
        _differences(page, form)
        return
    with opened(form.ledger) as ledger:
        rows = ledger.review(limit=page.rows(for_person=form.for_person) or None, offset=page.offset)
    if form.as_json:
        print_json(review_form(one) for one in rows)
    elif form.as_csv:
        print_csv(REVIEW_COLUMNS, (review_row(one) for one in rows))
    else:
        _show(rows)


def _differences(page: PageOptions, form: FormOptions) -> None:
    with opened(form.ledger) as ledger:
        compared = coders.differences(ledger)
    size = page.rows(for_person=form.for_person)
    rows = compared.differences[page.offset : page.offset + size if size else None]
    if form.as_json:
        print_json(difference_form(one) for one in rows)
    elif form.as_csv:
        print_csv(DIFFERENCE_COLUMNS, (row for one in rows for row in difference_rows(one)))
    else:
        _show_differences(rows, compared)


def _show_differences(rows: tuple[Difference, ...], compared: Comparison) -> None:
    screen = Screen()
    for one in rows:
        what = f"they differ in {', '.join(one.slots)}" if one.slots else "they differ on whether it is a claim"
        screen.line(Text(f"{one_line(one.address)}: {what}", style="magenta"))
        for word in one.words:
            said = one_line(say(word.claim, outlet=one.report.outlet)) if word.claim else "no such claim"
            screen.line(f"{one_line(word.by)}: {said}", first=_INDENT, rest=_INDENT * 2)
        screen.line()
    told = f"{compared.claims:,} judged by two or more, {len(compared.differences):,} on which they differ"
    screen.line(Text(told, style="bold"))


def _show(rows: tuple[Review, ...]) -> None:
    screen = Screen()
    for one in rows:
        screen.line(Text(f"{one_line(short_address(one.entry))}: {REASONS[one.reason]}", style="magenta"))
        show_decision(one.decision, screen, address=short_address(one.entry))
        machine = one.entry.machine
        if machine is not None:
            told = f"the newest reading says: {one_line(say(machine, outlet=one.entry.report.outlet))}"
            screen.line(Text(told, style="dim"), first=_INDENT, rest=_INDENT)
        screen.line()
    if not rows:
        screen.line("nothing to look at again")
