"""Matters: what happened, over all reports; who says so, from how many origins, what contradicts what, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import matters
from onrecord.desk.address import find
from onrecord.desk.matter_forms import (
    MATTER_COLUMNS,
    MatterForm,
    WholeMatterForm,
    matter_form,
    matter_row,
    whole_matter_form,
)
from onrecord.ledger.matter_filters import KeptMatter, MatterFilter, MatterOrder
from onrecord.model.matter import MatterStatus
from onrecord.model.status import Stage
from onrecord.model.wording import say
from onrecord.web.downloads import table
from onrecord.web.matter_page import SIGNS, matter_url, page_values, row_of
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, Value, address, changed, given, told

router = APIRouter()

PATH = "/matters"
ORDERS = {
    MatterOrder.NEWEST: "told last first",
    MatterOrder.CHANGED: "changed last first",
    MatterOrder.CLAIMS: "told most often first",
}
CLAIM_COLUMNS = "claim outlet published stands sentence evidence".split()


class MatterQuery(BaseModel):
    """Which matters, in which order. All may be left out."""

    model_config = ConfigDict(extra="ignore")

    status: Annotated[list[MatterStatus], Field(description="How it stands.")] = []
    stage: Annotated[list[Stage], Field(description="How far along it is.")] = []
    title: Annotated[str, Field(description="A part of the title.", max_length=500)] = ""
    report: Annotated[str, Field(description="Told by that report (id or hash).")] = ""
    since: Annotated[date | None, Field(description="Last told on that day or later.")] = None
    until: Annotated[date | None, Field(description="Last told on that day or before.")] = None
    claims: Annotated[int, Field(ge=0, description="Told by at least so many claims.")] = 0
    contradicted: Annotated[bool | None, Field(description="With contradictions, or without.")] = None
    order: MatterOrder = MatterOrder.NEWEST
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 50
    offset: Annotated[int, Field(ge=0, description="Rows left out before it.")] = 0

    without_empty = model_validator(mode="before")(given)

    def where(self, desk: Desk, *, any_status: bool = False) -> MatterFilter:
        """The filter. Raises `NotInLedgerError` where the report is not there."""
        return MatterFilter(
            statuses=() if any_status else tuple(self.status),
            stages=tuple(self.stage),
            title=self.title,
            report=desk.ledger.report(self.report).head.hash if self.report else "",
            published_from=self.since,
            published_to=self.until,
            claims=self.claims,
            contradicted=self.contradicted,
        )


AskedMatters = Annotated[MatterQuery, Query()]


class MattersForm(TypedDict):
    """A page of matters, and how many there are in all."""

    total: int
    limit: int
    offset: int
    matters: list[MatterForm]


@router.get(PATH, include_in_schema=False)
def show_all(request: Request, desk: TheDesk, query: AskedMatters) -> HTMLResponse:
    """The list."""
    rows = _found(desk, query)
    where = query.where(desk)
    total, kept = desk.ledger.count_matters(where), told(query)
    end = query.offset + len(rows)
    values = {
        "MATTER_SIGNS": SIGNS,
        "query": query,
        "rows": [row_of(one) for one in rows],
        "total": total,
        "tabs": _tabs(desk, query, kept),
        "hidden": [(name, value) for name, value in _pairs(kept) if name in ("status", "report", "stage")],
        "orders": ORDERS,
        "chosen": bool(changed(kept, order="")),
        "first": query.offset + 1,
        "last": end,
        "before": address(PATH, {**kept, "offset": str(max(0, query.offset - query.limit))}) if query.offset else "",
        "after": address(PATH, {**kept, "offset": str(end)}) if rows and end < total else "",
        "csv": address(f"{PATH}.csv", changed(kept)),
        "json": address(f"{PATH}.json", kept),
    }
    return page(request, "matters.html", values)


@router.get(f"{PATH}.json", include_in_schema=False)
def show_all_json(desk: TheDesk, query: AskedMatters) -> MattersForm:
    """The page of the list as JSON."""
    return _matters_form(desk, query)


@router.get(f"{PATH}.csv", include_in_schema=False)
def show_all_csv(desk: TheDesk, query: AskedMatters) -> Response:
    """The whole list as a table."""
    rows = matters.matters(desk.ledger, query.where(desk), order=query.order)
    return table(MATTER_COLUMNS, (matter_row(kept) for kept in rows), name="matters")


@router.get(f"{PATH}/of/{{claim:path}}", include_in_schema=False)
def show_of(desk: TheDesk, claim: str) -> Response:
    """To the matter of a claim, by its address REPORT/CLAIM: a link that stays right however matters change."""
    return RedirectResponse(matter_url(matter_of(desk, claim).matter.id), 303)


@router.get(f"{PATH}/{{name}}.json", include_in_schema=False)
def show_one_json(desk: TheDesk, name: str) -> WholeMatterForm:
    """A matter as JSON."""
    return whole_matter_form(matters.look(desk.ledger, name))


@router.get(f"{PATH}/{{name}}.csv", include_in_schema=False)
def show_one_csv(desk: TheDesk, name: str) -> Response:
    """The claims of a matter as a table."""
    view = matters.look(desk.ledger, name)
    rows = []
    for at, entry in view.entries.items():
        head, claim = entry.report, entry.claim
        sentence = say(claim, outlet=head.outlet)
        stands = claim.status.stance.value
        rows.append([view.address(at), head.outlet, head.published.isoformat(), stands, sentence, claim.evidence.exact])
    return table(CLAIM_COLUMNS, rows, name="matter")


@router.get(f"{PATH}/{{name}}", include_in_schema=False)
def show_one(request: Request, desk: TheDesk, name: str, ruled: int = 0) -> HTMLResponse:
    """A matter; `ruled` is the number of the ruling that has just been made."""
    return page(request, "matter.html", page_values(desk, matters.look(desk.ledger, name), ruled=ruled))


@router.get("/api/matters", tags=["matters"])
def list_matters(desk: TheDesk, query: AskedMatters) -> MattersForm:
    """List matters: what happened, and how each stands over all its claims."""
    return _matters_form(desk, query)


@router.get("/api/matter/{name:path}", tags=["matters"])
def matter(desk: TheDesk, name: str) -> WholeMatterForm:
    """Give one matter, by its id or by the address REPORT/CLAIM of one of its claims, with all its reasons."""
    return whole_matter_form(matters.look(desk.ledger, name))


def matter_of(desk: Desk, claim: str) -> KeptMatter:
    """The matter of a claim by its address. Raises `InputError`, `NotInLedgerError`."""
    entry = find(desk.ledger, claim)
    matters.bring_up(desk.ledger)
    return desk.ledger.matter_of(entry.report.hash, entry.id)


def _found(desk: Desk, query: MatterQuery) -> list[KeptMatter]:
    """The matters of a page, brought up to date."""
    where = query.where(desk)
    return list(
        islice(
            matters.matters(desk.ledger, where, order=query.order, limit=query.limit, offset=query.offset), query.limit
        )
    )


def _matters_form(desk: Desk, query: MatterQuery) -> MattersForm:
    rows = _found(desk, query)
    heads = matters.heads_of(desk.ledger, rows)
    return {
        "total": desk.ledger.count_matters(query.where(desk)),
        "limit": query.limit,
        "offset": query.offset,
        "matters": [matter_form(kept, heads) for kept in rows],
    }


def _tabs(desk: Desk, query: MatterQuery, kept: dict[str, Value]) -> list[dict[str, object]]:
    """The statuses one can narrow to, each with its number of matters."""
    every = query.where(desk, any_status=True)
    counts = {one: desk.ledger.count_matters(_with(every, one)) for one in MatterStatus}
    tabs: list[dict[str, object]] = [
        {"name": "all", "sign": "", "count": sum(counts.values()), "url": address(PATH, changed(kept, status=""))}
    ]
    tabs[0]["chosen"] = not query.status
    tabs += [
        {
            "name": one.value,
            "sign": SIGNS[one][0],
            "count": count,
            "url": address(PATH, changed(kept, status=[one.value])),
            "chosen": query.status == [one],
        }
        for one, count in counts.items()
    ]
    return tabs


def _with(where: MatterFilter, status: MatterStatus) -> MatterFilter:
    return replace(where, statuses=(status,))


def _pairs(kept: dict[str, Value]) -> list[tuple[str, str]]:
    return [(name, one) for name, value in kept.items() for one in ([value] if isinstance(value, str) else value)]
