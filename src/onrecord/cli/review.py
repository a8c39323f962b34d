"""`onrecord review`: decisions that should be looked at again."""

from __future__ import annotations

from rich.text import Text

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.log import show_decision
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk.address import short_address
from onrecord.desk.forms import review_form
from onrecord.desk.looking import REASONS
from onrecord.desk.tables import REVIEW_COLUMNS, review_row
from onrecord.ledger.rows import Review
from onrecord.model.wording import say

_INDENT = "  "


@spread
def show_review(*, page: PageOptions, form: FormOptions) -> None:
    """List decisions to look at again: a newer reading has no such claim or tells it otherwise, or the text is newer.

    Deciding again, or undoing, takes them off the list.
    """
    with opened(form.ledger) as ledger:
        rows = ledger.review(limit=page.rows(for_person=form.for_person) or None, offset=page.offset)
    if form.as_json:
        print_json(review_form(one) for one in rows)
    elif form.as_csv:
        print_csv(REVIEW_COLUMNS, (review_row(one) for one in rows))
    else:
        _show(rows)


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
