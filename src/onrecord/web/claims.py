"""The ledger: claims with what they can be narrowed by, a search, a small picture, and the view as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.charts.bars import Bar, bars
from onrecord.charts.volume import stretches, volume
from onrecord.desk.address import find
from onrecord.desk.exporting import Choice
from onrecord.desk.forms import EntryForm, entry_form
from onrecord.export.forms import Form
from onrecord.ledger.facets import Facet, Facets
from onrecord.ledger.filters import Order
from onrecord.ledger.rows import Entry, Place
from onrecord.model.claim import Act
from onrecord.web.downloads import download
from onrecord.web.narrowing import PATH, chips, panels
from onrecord.web.rendering import claim_url, drawn, page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import ClaimPage, address, changed

router = APIRouter(include_in_schema=False)

AskedPage = Annotated[ClaimPage, Query()]

ORDERS = {
    Order.NEWEST: "newest report first",
    Order.OLDEST: "oldest report first",
    Order.HAPPENED: "by when it happened",
    Order.KEPT: "last read first",
}
FORMS = (Form.CSV, Form.XLSX, Form.JSONL)
_AROUND = 60
_SHOWN_HITS = 2
_BARS = 10


class EntriesForm(TypedDict):
    """A page of claims: how many there are in all, where the page begins, and its entries."""

    claims: int
    limit: int
    offset: int
    entries: list[EntryForm]


@router.get(PATH)
def ledger(request: Request, desk: TheDesk, query: AskedPage) -> HTMLResponse:
    """The view."""
    facets = desk.ledger.facets(query.where(), search=query.search)
    entries = found(desk, query)
    told = query.told()
    values = {
        "query": query,
        "told": told,
        "facets": facets,
        "panels": panels(facets, query),
        "chips": chips(query),
        "entries": entries,
        "outside": _outside(desk, entries),
        "orders": ORDERS,
        "forms": [(form.value, address(f"{PATH}.{form.value}", changed(told))) for form in FORMS],
        "json": address(f"{PATH}.json", told),
        "charts": charts(facets, query.act),
        "first": query.offset + 1,
        "last": query.offset + len(entries),
        "before": address(PATH, {**told, "offset": str(max(0, query.offset - query.limit))}) if query.offset else "",
        "after": _after(query, len(entries), facets.claims),
        "clear": address(PATH, {}),
    }
    return page(request, "claims.html", values)


@router.get(f"{PATH}.json")
def ledger_json(desk: TheDesk, query: AskedPage) -> EntriesForm:
    """The page of the view as JSON."""
    return entries_form(desk, query)


@router.get(f"{PATH}.{{form}}")
def ledger_file(desk: TheDesk, form: Form, query: AskedPage) -> Response:
    """The whole view as a file."""
    return download(
        desk.ledger, form, Choice(where=query.where(), search=query.search, order=query.order), name="ledger"
    )


@router.get("/claim")
def claim(desk: TheDesk, at: str) -> Response:
    """Where the claim of an address (REPORT/CLAIM) stands, on the page of its report."""
    return RedirectResponse(claim_url(find(desk.ledger, at)), 303)


def found(desk: Desk, query: ClaimPage) -> tuple[Entry, ...]:
    """The entries of a page."""
    where, order = query.where(), query.order
    return desk.ledger.claims(where, search=query.search, order=order, limit=query.limit, offset=query.offset)


def entries_form(desk: Desk, query: ClaimPage) -> EntriesForm:
    """A page of claims ready for JSON."""
    total = desk.ledger.count(query.where(), search=query.search)
    rows = [entry_form(entry) for entry in found(desk, query)]
    return {"claims": total, "limit": query.limit, "offset": query.offset, "entries": rows}


def charts(facets: Facets, acts: Sequence[Act] = ()) -> list[tuple[str, object]]:
    """The pictures of a view with their headings: over time, and by act (of `acts` alone, where it has only these)."""
    days = {date.fromisoformat(count.value): count.claims for count in facets.counts[Facet.DAY]}
    shown = [count for count in facets.counts[Facet.ACT] if not acts or count.value in acts]
    by_act = [Bar(count.name, count.claims) for count in shown[:_BARS]]
    return [
        ("By date of publication", drawn(volume(stretches(days), title="Claims over time"))),
        ("By act", drawn(bars(by_act, title="Claims by act"))),
    ]


def _after(query: ClaimPage, shown: int, total: int) -> str:
    if query.offset + shown >= total or not shown:
        return ""
    return address(PATH, {**query.told(), "offset": str(query.offset + query.limit)})


def _outside(desk: Desk, entries: tuple[Entry, ...]) -> dict[str, list[tuple[str, str, str, str]]]:
    """Where a search hit outside the evidence, by address: place, words before, the hit, words after."""
    texts: dict[str, str] = {}
    told: dict[str, list[tuple[str, str, str, str]]] = {}
    for entry in entries:
        if not entry.hits or any(hit.place is Place.EVIDENCE for hit in entry.hits):
            continue
        for hit in entry.hits[:_SHOWN_HITS]:
            if hit.place is Place.TITLE:
                text = entry.report.title
            else:
                text = texts.get(entry.report.hash) or desk.ledger.report(entry.report.hash).report.text
                texts[entry.report.hash] = text
            before, after = text[max(0, hit.span.start - _AROUND) : hit.span.start], text[hit.span.end :][:_AROUND]
            told.setdefault(entry.address, []).append((hit.place.value, before, hit.span.exact, after))
    return told
