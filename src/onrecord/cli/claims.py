"""`onrecord claims`: the record, filtered and searched."""

from __future__ import annotations

from rich.text import Text

from onrecord.cli.entries import show_entry
from onrecord.cli.filter_options import ClaimOptions, OrderOption, SearchOption
from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen
from onrecord.cli.spread import spread
from onrecord.cli.view import show_marks
from onrecord.desk import looking
from onrecord.desk.forms import entry_form
from onrecord.desk.tables import CLAIM_COLUMNS, claim_row
from onrecord.ledger.filters import Order
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Entry, Place


@spread
def show_claims(
    *,
    which: ClaimOptions,
    search: SearchOption = "",
    order: OrderOption = Order.NEWEST,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List claims on record, each with who answers for it: the machine alone, or a person."""
    where = which.where()
    with opened(form.ledger) as ledger:
        size = page.rows(for_person=form.for_person)
        rows = looking.claims(ledger, where, search=search, order=order, limit=size, offset=page.offset)
        if form.as_json:
            print_json(entry_form(entry) for entry in rows)
        elif form.as_csv:
            print_csv(CLAIM_COLUMNS, (claim_row(entry) for entry in rows))
        else:
            found = list(rows)
            _show(found, ledger, of=ledger.count(where, search=search), offset=page.offset)


def _show(entries: list[Entry], ledger: Ledger, *, of: int, offset: int) -> None:
    screen = Screen()
    texts: dict[str, str] = {}
    for entry in entries:
        report = entry.report.hash
        if report not in texts and any(hit.place is Place.TEXT for hit in entry.hits):
            texts[report] = ledger.report(report).report.text
        show_entry(entry, screen, text=texts.get(report, ""))
    screen.line(Text(how_many(len(entries), "claim", of=of, offset=offset), style="bold"))
    if entries:
        show_marks(screen)


def how_many(shown: int, what: str, *, of: int, offset: int) -> str:
    """How much of a listing is shown: "3 claims", "claims 51-100 of 1,234; --limit 0 shows all"."""
    if shown == of:
        return f"no {what}s" if not of else f"1 {what}" if of == 1 else f"{of:,} {what}s"
    if not shown:
        return f"no more {what}s: there are {of:,}"
    return f"{what}s {offset + 1:,}-{offset + shown:,} of {of:,}; --limit 0 shows all"
