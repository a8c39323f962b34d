"""`onrecord check`: whether all that the ledger holds is sound."""

from __future__ import annotations

import typer

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk.forms import finding_form
from onrecord.desk.tables import FINDING_COLUMNS, finding_row

UNSOUND = 1
"""Exit status where something is amiss."""


@spread
def check_ledger(*, form: FormOptions) -> None:
    """Check every span against its text, every hash and reference, and the chain of decisions; a line a finding."""
    with opened(form.ledger) as ledger:
        findings = ledger.check()
    if form.as_json:
        print_json(finding_form(one) for one in findings)
    elif form.as_csv:
        print_csv(FINDING_COLUMNS, (finding_row(one) for one in findings))
    else:
        screen = Screen()
        for one in findings:
            screen.line(f"{one_line(one.where)}: {one_line(one.what)}")
        if not findings:
            screen.line("sound: nothing is amiss")
    if findings:
        raise typer.Exit(UNSOUND)
