"""Where coders differ: the claims on which the last words of two are not the same."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import HTMLResponse, Response

from onrecord.desk.coders import Comparison, differences
from onrecord.desk.difference_forms import DIFFERENCE_COLUMNS, DifferenceForm, difference_form, difference_rows
from onrecord.model.wording import say
from onrecord.web.downloads import table
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, Value, address

router = APIRouter()

PATH = "/review/differences"

OfReport = Annotated[str, Query(description="Of that report (id or hash) alone.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
Offset = Annotated[int, Query(ge=0, description="Rows left out before it.")]


class DifferencesForm(TypedDict):
    """How many claims two coders have judged, on how many they differ, and a page of these."""

    claims: int
    total: int
    limit: int
    offset: int
    differences: list[DifferenceForm]


@router.get(PATH, include_in_schema=False)
def show(request: Request, desk: TheDesk, report: OfReport = "") -> HTMLResponse:
    """The list; closed to a coder who judges blind, as long as they do."""
    kept: dict[str, Value] = {"report": report} if report else {}
    values: dict[str, object] = {
        "found": None if desk.blind else differences(desk.ledger, report=report),
        "say": lambda claim, outlet: say(claim, outlet=outlet),
        "csv": address(f"{PATH}.csv", kept),
        "json": address(f"{PATH}.json", kept),
    }
    return page(request, "differences.html", values)


@router.get(f"{PATH}.json", include_in_schema=False)
def show_json(desk: TheDesk, report: OfReport = "", limit: Limit = 100, offset: Offset = 0) -> DifferencesForm:
    """A page of the list as JSON."""
    return _form(_compared(desk, report), limit, offset)


@router.get(f"{PATH}.csv", include_in_schema=False)
def show_csv(desk: TheDesk, report: OfReport = "") -> Response:
    """The whole list as a table, a row for each coder's word."""
    found = _compared(desk, report).differences
    return table(DIFFERENCE_COLUMNS, (row for one in found for row in difference_rows(one)), name="differences")


@router.get("/api/differences", tags=["judging"])
def list_differences(desk: TheDesk, report: OfReport = "", limit: Limit = 100, offset: Offset = 0) -> DifferencesForm:
    """List the claims on which coders differ; closed to a coder who judges blind."""
    return _form(_compared(desk, report), limit, offset)


def _compared(desk: Desk, report: str) -> Comparison:
    if desk.blind:
        raise HTTPException(403, "you judge blind: what others decided is closed to you")
    return differences(desk.ledger, report=report)


def _form(found: Comparison, limit: int, offset: int) -> DifferencesForm:
    return {
        "claims": found.claims,
        "total": len(found.differences),
        "limit": limit,
        "offset": offset,
        "differences": [difference_form(one) for one in found.differences[offset : offset + limit]],
    }
