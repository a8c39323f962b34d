"""The reports of the ledger as a list."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import HTMLResponse, Response

from onrecord.desk import looking
from onrecord.desk.forms import ReportRowForm, report_form
from onrecord.desk.tables import REPORT_COLUMNS, report_row
from onrecord.ledger.filters import Order, ReportFilter
from onrecord.ledger.rows import KeptReport
from onrecord.web.downloads import table
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, Value, address, changed, given, told

router = APIRouter(include_in_schema=False)

PATH = "/reports"


class ReportQuery(BaseModel):
    """Which reports, in which order. All may be left out."""

    model_config = ConfigDict(extra="ignore")

    search: Annotated[str, Field(description='Words, "phrases" and beginnings* in titles and texts.')] = ""
    outlet: list[str] = []
    since: Annotated[date | None, Field(description="Published on that day or later.")] = None
    until: Annotated[date | None, Field(description="Published on that day or before.")] = None
    reviewed: Annotated[bool | None, Field(description="With a claim that a person decided on, or without.")] = None
    complete: Annotated[bool | None, Field(description="Marked complete, or not.")] = None
    all_versions: Annotated[bool, Field(description="With older versions of reports.")] = False
    order: Order = Order.NEWEST
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 50
    offset: Annotated[int, Field(ge=0, description="Rows left out before it.")] = 0

    without_empty = model_validator(mode="before")(given)

    def where(self) -> ReportFilter:
        """The filter."""
        return ReportFilter(
            outlets=tuple(self.outlet),
            published_from=self.since,
            published_to=self.until,
            reviewed=self.reviewed,
            complete=self.complete,
            all_versions=self.all_versions,
        )

    def told(self) -> dict[str, Value]:
        """What is not as it is by default, as it stands in an address."""
        return told(self)


AskedReports = Annotated[ReportQuery, Query()]


class ReportsForm(TypedDict):
    """A page of reports; `more` says whether others follow."""

    limit: int
    offset: int
    more: bool
    reports: list[ReportRowForm]


@router.get(PATH)
def reports(request: Request, desk: TheDesk, query: AskedReports) -> HTMLResponse:
    """The list."""
    rows, more = found(desk, query)
    kept = query.told()
    values = {
        "query": query,
        "rows": rows,
        "first": query.offset + 1,
        "filters": {name: value for name, value in kept.items() if name not in ("offset", "limit", "order")},
        "before": address(PATH, {**kept, "offset": str(max(0, query.offset - query.limit))}) if query.offset else "",
        "after": address(PATH, {**kept, "offset": str(query.offset + query.limit)}) if more else "",
        "csv": address(f"{PATH}.csv", changed(kept)),
        "json": address(f"{PATH}.json", kept),
    }
    return page(request, "reports.html", values)


@router.get(f"{PATH}.json")
def reports_json(desk: TheDesk, query: AskedReports) -> ReportsForm:
    """The page of the list as JSON."""
    return reports_form(desk, query)


@router.get(f"{PATH}.csv")
def reports_csv(desk: TheDesk, query: AskedReports) -> Response:
    """The whole list as a table."""
    every = looking.reports(desk.ledger, query.where(), search=query.search, order=query.order)
    return table(REPORT_COLUMNS, (report_row(kept) for kept in every), name="reports")


def found(desk: Desk, query: ReportQuery) -> tuple[tuple[KeptReport, ...], bool]:
    """The reports of a page, and whether others follow."""
    where, size = query.where(), query.limit
    rows = desk.ledger.reports(where, search=query.search, order=query.order, limit=size + 1, offset=query.offset)
    return rows[:size], len(rows) > size


def reports_form(desk: Desk, query: ReportQuery) -> ReportsForm:
    """A page of reports ready for JSON."""
    rows, more = found(desk, query)
    return {"limit": query.limit, "offset": query.offset, "more": more, "reports": [report_form(one) for one in rows]}
