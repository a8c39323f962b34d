"""`onrecord codebook`: whether a codebook holds together, and what a change to it changes."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from onrecord.cli import FAILED
from onrecord.cli.intake_options import OutletOption, PublishedOption
from onrecord.cli.options import day
from onrecord.cli.screen import Screen, one_line
from onrecord.codebook.place import SETTING, own_folder
from onrecord.desk.codebooks import PACKAGED, Change, Difference, compare
from onrecord.model.claim import Claim
from onrecord.model.wording import say

codebook_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Check a codebook, and see what a change to it changes.",
)

_SIGNS = {Change.APPEARS: "+", Change.VANISHES: "-", Change.CHANGES: "~"}


@codebook_app.command("check")
def check_codebook(
    *,
    codebook: Annotated[
        str | None,
        typer.Option("--codebook", metavar="FOLDER", help="A folder with codebook files of your own."),
    ] = None,
) -> None:
    """Load every file, read every example and near miss; a line for each that does not read as its entry says."""
    if codebook is not None:
        os.environ[SETTING] = codebook
    own_folder()
    from onrecord.reading.rehearsal import rehearse

    screen = Screen()
    faults = rehearse()
    for fault in faults:
        screen.line(": ".join(one_line(part) for part in (fault.where, fault.sentence, fault.what) if part))
    if faults:
        raise typer.Exit(FAILED)
    screen.line("sound: every example and near miss reads as its entry says")


@codebook_app.command("diff")
def compare_codebooks(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help=f"A codebook folder, or '{PACKAGED}'.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help=f"A codebook folder, or '{PACKAGED}'.")],
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Reports, as `onrecord read` takes them.")],
    *,
    outlet: OutletOption = "",
    published: PublishedOption = None,
) -> None:
    """Read reports with two codebooks and show which claims appear (+), vanish (-) or change (~)."""
    if "-" in paths:
        raise typer.BadParameter("reports are read twice, so standard input cannot be one of them")
    screen = Screen()
    found = compare(before, after, paths, outlet=outlet, published=day(published))
    shown = ""
    for one in found.differences:
        head = f"{one.report.outlet}, {one.report.published.isoformat()}, {one.report.id}"
        if head != shown:
            screen.line(one_line(head))
            shown = head
        _show(one, screen)
    count = {change: sum(one.change is change for one in found.differences) for change in Change}
    told = ", ".join(f"{_SIGNS[change]} {number}" for change, number in count.items())
    screen.line(f"{found.reports} reports; claims: {found.before} before, {found.after} after; {told}")


def _show(one: Difference, screen: Screen) -> None:
    sign, rest = f"  {_SIGNS[one.change]} ", "    "
    if one.before is not None:
        screen.line(_said(one.before, one), first=sign, rest=rest)
    if one.after is not None:
        screen.line(_said(one.after, one), first=sign if one.before is None else "  → ", rest=rest)
    if one.parts:
        screen.line(f"({', '.join(one.parts)})", first=rest, rest=rest)


def _said(claim: Claim, one: Difference) -> str:
    sentence = say(claim, outlet=one.report.outlet)
    return one_line(f"{claim.act.value} “{claim.trigger.exact}” at {claim.trigger.start}: {sentence}")
