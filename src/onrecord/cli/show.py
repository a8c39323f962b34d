"""`onrecord show`: a report with its record."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.entries import show_entry
from onrecord.cli.listing import print_csv, print_line
from onrecord.cli.options import FormOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.cli.view import show_counts, show_head, show_marks, show_text
from onrecord.desk.address import short
from onrecord.desk.looking import View, record_of, view
from onrecord.desk.tables import CLAIM_COLUMNS, claim_row
from onrecord.ledger.rows import KeptReport
from onrecord.model.decision import Origin
from onrecord.model.record import to_record

_INDENT = "  "


@spread
def show_report(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or at least six characters of its hash.")],
    *,
    unplaced: Annotated[bool, typer.Option("--unplaced", help="List acts seen but not made into claims.")] = False,
    form: FormOptions,
) -> None:
    """Show a report: its text with the words of the claims underlined, and every claim with its review state.

    With --json: the report with the claims that stand, in the form that `onrecord import` takes.
    """
    with opened(form.ledger) as ledger:
        seen = view(ledger, report)
    if form.as_json:
        print_line(json.dumps(to_record(record_of(seen)), ensure_ascii=False))
    elif form.as_csv:
        print_csv(CLAIM_COLUMNS, (claim_row(entry) for entry in seen.entries))
    else:
        _show(seen, unplaced=unplaced)


def _show(seen: View, *, unplaced: bool) -> None:
    screen = Screen()
    show_head(seen.kept.report, screen)
    screen.line(Text(_came(seen.kept), style="dim"))
    screen.line()
    standing = [entry for entry in seen.entries if entry.origin is not Origin.REJECTED]
    show_text(seen.kept.report, [(entry.claim, entry.id) for entry in standing], screen)
    for entry in seen.entries:
        show_entry(entry, screen, alone=False)
    if seen.entries:
        screen.line()
    show_counts([entry.claim for entry in standing], screen)
    rejected = len(seen.entries) - len(standing)
    if rejected:
        screen.line(Text(f"✗ {rejected} rejected", style="dim"), first=_INDENT)
    if unplaced:
        for one in seen.unplaced:
            screen.line(f"not placed: “{one_line(one.span.exact)}” ({one.act.value}): {one_line(one.reason)}")
    elif seen.unplaced:
        screen.line(
            Text(f"{len(seen.unplaced)} acts seen but not made into claims: --unplaced lists them", style="dim")
        )
    if standing:
        show_marks(screen)


def _came(kept: KeptReport) -> str:
    """How a report came into the ledger, and what read it."""
    head, maker = kept.head, kept.made_by
    told = [f"report {short(head)}", f"version {head.version}" + ("" if head.newest else ", not the newest")]
    told.append(f"kept {kept.kept_at:%Y-%m-%d %H:%M} UTC" + (f" from {kept.original.name}" if kept.original else ""))
    if maker.imported:
        told.append(f"claims imported from {maker.code}")
    else:
        told.append(f"read by {maker.code}, codebook {maker.codebook}, {maker.model}")
    return " · ".join(one_line(part) for part in told)
