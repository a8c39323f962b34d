"""The page of a report: its text with every claim underlined, the claims beside it, what could not be placed."""

from __future__ import annotations

import csv
import io
from typing import TypedDict

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk.coders import seen
from onrecord.desk.forms import EntryForm, ReportRowForm, entry_form, report_form
from onrecord.desk.looking import View
from onrecord.desk.marking import mark
from onrecord.desk.tables import CLAIM_COLUMNS, claim_row
from onrecord.model.forms import UnplacedForm
from onrecord.model.report import is_english
from onrecord.web.judging import sight_of
from onrecord.web.rendering import page, report_url
from onrecord.web.state import Desk, TheDesk
from onrecord.web.text import text_html

router = APIRouter(include_in_schema=False)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


class ReportPage(TypedDict):
    """The page of a report as JSON."""

    report: ReportRowForm
    text: str
    entries: list[EntryForm]
    unplaced: list[UnplacedForm]


@router.get("/report/{name}.json")
def report_json(desk: TheDesk, name: str) -> ReportPage:
    """The report, its text, its record and what was not placed."""
    view = _view(desk, name)
    return {
        "report": report_form(view.kept),
        "text": view.kept.report.text,
        "entries": [entry_form(entry) for entry in view.entries],
        "unplaced": [
            {
                "span": {"start": one.span.start, "end": one.span.end, "exact": one.span.exact},
                "act": one.act.value,
                "reason": one.reason,
            }
            for one in view.unplaced
        ],
    }


@router.get("/report/{name}.csv")
def report_csv(desk: TheDesk, name: str) -> Response:
    """The record of the report as a table."""
    view = _view(desk, name)
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(CLAIM_COLUMNS)
    for entry in view.entries:
        writer.writerow([_cell(value) for value in claim_row(entry)])
    return Response(sheet.getvalue(), media_type="text/csv; charset=utf-8")


def _cell(value: str | int | None) -> str | int:
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


@router.get("/report/{name}")
def report(request: Request, desk: TheDesk, name: str) -> Response:
    """The page of a report, by its id or its hash."""
    view = _view(desk, name)
    proper = report_url(view.kept.head)
    if request.url.path != proper and name not in (view.kept.head.id, view.kept.head.hash):
        return RedirectResponse(proper, 307)
    return _page(request, desk, view)


def _view(desk: Desk, name: str) -> View:
    return seen(desk.ledger, name, sight_of(desk))


def _page(request: Request, desk: Desk, view: View) -> HTMLResponse:
    head = view.kept.head
    marked = mark(view.kept.report.text, view.entries)
    return page(
        request,
        "report.html",
        {
            "view": view,
            "head": head,
            "kept": view.kept,
            "text": text_html(marked, view.entries),
            "readable": is_english(head.language),
            "versions": desk.ledger.versions(head.hash) if head.version > 1 or not head.newest else (),
            "mine": [one for one in view.kept.complete if one.by == desk.coder],
            "facts": sum(entry.stands_as_fact for entry in view.entries),
        },
    )
