"""`onrecord reports`: what is in the ledger."""

from __future__ import annotations

from rich.text import Text

from onrecord.cli.entries import show_hits
from onrecord.cli.filter_options import OrderOption, ReportOptions, SearchOption
from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import PERSONS_LIMIT, FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.cli.view import day_words
from onrecord.desk import looking
from onrecord.desk.address import short
from onrecord.desk.forms import report_form
from onrecord.desk.tables import REPORT_COLUMNS, report_row
from onrecord.ledger.filters import Order
from onrecord.ledger.rows import KeptReport

_INDENT = "  "


@spread
def show_reports(
    *,
    which: ReportOptions,
    search: SearchOption = "",
    order: OrderOption = Order.NEWEST,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List the reports in the ledger, with how many claims each has and how many of them a person has reviewed."""
    where = which.where()
    with opened(form.ledger) as ledger:
        size = page.rows(for_person=form.for_person)
        rows = looking.reports(ledger, where, search=search, order=order, limit=size, offset=page.offset)
        if form.as_json:
            print_json(report_form(kept) for kept in rows)
        elif form.as_csv:
            print_csv(REPORT_COLUMNS, (report_row(kept) for kept in rows))
        else:
            _show(list(rows), size=size)


def _show(reports: list[KeptReport], *, size: int) -> None:
    screen = Screen()
    for kept in reports:
        _show_report(kept, screen)
    told = "no reports" if not reports else "1 report" if len(reports) == 1 else f"{len(reports):,} reports"
    more = f"; --limit 0 shows all, if there are more than {PERSONS_LIMIT}" if size and len(reports) == size else ""
    screen.line(Text(told + more, style="bold"))


def _show_report(kept: KeptReport, screen: Screen) -> None:
    head = kept.head
    line = Text(one_line(short(head)), style="bold")
    line.append(f"  {one_line(head.outlet)}, {day_words(head.published)}", style="default")
    if head.version > 1 or not head.newest:
        line.append(f" · version {head.version}" + ("" if head.newest else ", not the newest"), style="magenta")
    screen.line(line, rest=_INDENT)
    if head.title.strip():
        screen.line(one_line(head.title), first=_INDENT, rest=_INDENT)
    told = [f"{kept.claims} claim{'' if kept.claims == 1 else 's'}, {kept.reviewed} reviewed"]
    if kept.review:
        told.append(f"{kept.review} to look at again")
    if kept.complete:
        told.append(f"complete by {', '.join(one_line(one.by) for one in kept.complete)}")
    if head.notice:
        told.append(one_line(head.notice))
    screen.line(Text(" · ".join(told), style="dim"), first=_INDENT, rest=_INDENT)
    show_hits(kept.hits, screen, title=head.title, text=kept.report.text, rest=_INDENT)
