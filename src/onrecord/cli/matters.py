"""`onrecord matters`: what happened, over all reports: list, show, and what people ruled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import batched
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.claims import how_many
from onrecord.cli.filter_options import SinceOption, StagesOption, UntilOption
from onrecord.cli.listing import print_csv, print_json, print_line
from onrecord.cli.matter_view import show_matter, show_matter_line, words
from onrecord.cli.options import FormOptions, PageOptions, day, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk import matters
from onrecord.desk.matter_forms import MATTER_COLUMNS, matter_form, matter_row, ruling_form, whole_matter_form
from onrecord.ledger.matter_filters import KeptMatter, MatterFilter, MatterOrder
from onrecord.ledger.protocol import Ledger
from onrecord.model.matter import MatterStatus
from onrecord.model.wording import say

matters_app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="List matters: what happened, told by claims of many reports; show one, or what people ruled.",
)
_AT_ONCE = 500
_INDENT = "  "

StatusesOption = Annotated[list[MatterStatus] | None, typer.Option("--status", help="How it stands; again too.")]
TitleOption = Annotated[str, typer.Option("--title", metavar="WORDS", help="Words of the title.")]
ReportOption = Annotated[str, typer.Option("--report", metavar="REPORT", help="Told by that report.")]
LeastOption = Annotated[int, typer.Option("--claims", min=0, metavar="N", help="Told by at least N claims.")]
ContradictedOption = Annotated[
    bool | None, typer.Option("--contradicted/--not-contradicted", help="With contradictions, or without.")
]
OrderOption = Annotated[MatterOrder, typer.Option("--order", help="Which come first.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOptions:
    """Which matters to list, as a person says it."""

    status: StatusesOption = None
    stage: StagesOption = None
    title: TitleOption = ""
    report: ReportOption = ""
    since: SinceOption = None
    until: UntilOption = None
    claims: LeastOption = 0
    contradicted: ContradictedOption = None

    def where(self, ledger: Ledger) -> MatterFilter:
        """The filter; raises `NotInLedgerError` where the report is not there."""
        return MatterFilter(
            statuses=tuple(self.status or ()),
            stages=tuple(self.stage or ()),
            title=self.title,
            report=ledger.report(self.report).head.hash if self.report else "",
            published_from=day(self.since),
            published_to=day(self.until),
            claims=self.claims,
            contradicted=self.contradicted,
        )


@matters_app.callback()
@spread
def list_matters(
    context: typer.Context,
    *,
    which: MatterOptions,
    order: OrderOption = MatterOrder.NEWEST,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List matters: what happened, told by claims of many reports; show one, or what people ruled."""
    if context.invoked_subcommand is not None:
        return
    with opened(form.ledger) as ledger:
        where = which.where(ledger)
        size = page.rows(for_person=form.for_person)
        rows = matters.matters(ledger, where, order=order, limit=size, offset=page.offset)
        if form.as_json:
            for part in batched(rows, _AT_ONCE):
                heads = matters.heads_of(ledger, part)
                print_json(matter_form(kept, heads) for kept in part)
        elif form.as_csv:
            print_csv(MATTER_COLUMNS, (matter_row(kept) for kept in rows))
        else:
            _show(list(rows), of=ledger.count_matters(where), offset=page.offset)


@matters_app.command("show")
@spread
def show_one(
    name: Annotated[str, typer.Argument(metavar="MATTER", help="Its id, or REPORT/CLAIM of one of its claims.")],
    *,
    form: FormOptions,
) -> None:
    """Show a matter: how it stands, who says so, from what origins, what contradicts what, and why it is one."""
    if form.as_csv:
        raise typer.BadParameter("one matter is no table: give --json")
    with opened(form.ledger) as ledger:
        view = matters.look(ledger, name)
    if form.as_json:
        print_line(json.dumps(whole_matter_form(view), ensure_ascii=False))
    else:
        show_matter(view, Screen())


@matters_app.command("rulings")
@spread
def show_rulings(*, form: FormOptions) -> None:
    """List what people ruled of matters, newest first: merged, split, of one origin, undone."""
    if form.as_csv:
        raise typer.BadParameter("rulings have two sides and are no table: give --json")
    with opened(form.ledger) as ledger:
        rulings = ledger.rulings()[::-1]
        heads = ledger.heads({seen.report for one in rulings for seen in (*one.one, *one.other)})
    if form.as_json:
        print_json(ruling_form(one, heads) for one in rulings)
        return
    screen = Screen()
    for one in rulings:
        what = f"undo ruling {one.undoes}" if one.undoes else words(one.verb.value)
        screen.line(Text(f"{one.number}  {one.when:%Y-%m-%d %H:%M} UTC  {one_line(one.by)}: {what}", style="bold"))
        if one.why:
            screen.line(f"why: {one_line(one.why)}", first=_INDENT, rest=_INDENT)
        for mark, side in (("", one.one), ("and ", one.other)):
            for seen in side:
                head = heads[seen.report]
                told = f"{mark}{head.id}/{seen.claim.id}: {say(seen.claim, outlet=head.outlet)}"
                screen.line(Text(one_line(told), style="dim"), first=_INDENT, rest=_INDENT * 2)
    if not rulings:
        screen.line("no rulings")


def _show(found: list[KeptMatter], *, of: int, offset: int) -> None:
    screen = Screen()
    for kept in found:
        show_matter_line(kept, screen)
        screen.line()
    screen.line(Text(how_many(len(found), "matter", of=of, offset=offset), style="bold"))
