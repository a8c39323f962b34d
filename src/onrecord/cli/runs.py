"""`onrecord runs`: what became of every input."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk.runs import RUN_COLUMNS, WORDS, Run, counts_words, run_form, run_row, runs
from onrecord.errors import InputError

_INDENT = "  "


@spread
def show_runs(
    number: Annotated[int, typer.Argument(metavar="[RUN]", min=0, help="Only that run, with every input.")] = 0,
    *,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List the runs of `onrecord read`, newest first: how many inputs were read, and which were not and why."""
    with opened(form.ledger):
        found = runs(form.ledger)[::-1]
    if number:
        found = [run for run in found if run.number == number]
        if not found:
            raise InputError(f"there is no run {number}; onrecord runs lists them")
    size = page.rows(for_person=form.for_person)
    shown = found[page.offset :][: size or None]
    if form.as_json:
        print_json(run_form(run) for run in shown)
    elif form.as_csv:
        print_csv(RUN_COLUMNS, (run_row(run) for run in shown))
    else:
        _show(shown, whole=bool(number))


def _show(found: list[Run], *, whole: bool) -> None:
    screen = Screen()
    for run in found:
        line = Text(f"{run.number}  ", style="bold")
        line.append(f"{run.begun:%Y-%m-%d %H:%M} UTC  {counts_words(run.counts)}{_state(run)}", style="default")
        screen.line(line, rest=_INDENT)
        screen.line(Text(one_line(" ".join(run.paths)), style="dim"), first=_INDENT, rest=_INDENT)
        for one in run.unread if whole else ():
            screen.line(f"{WORDS[one.end]}: {one_line(one.name)}: {one_line(one.why)}", first=_INDENT, rest=_INDENT)
        if run.unread and not whole:
            screen.line(Text(f"onrecord runs {run.number} says why", style="dim"), first=_INDENT, rest=_INDENT)
    if not found:
        screen.line("no runs")


def _state(run: Run) -> str:
    if run.ended is None:
        return "; did not end (or is at it still)"
    return "; stopped" if run.stopped else ""
