"""Who is quoted."""

from __future__ import annotations

from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import HTMLResponse, Response

from onrecord.desk.quoting import Quoted, sources
from onrecord.ledger.filters import ClaimFilter
from onrecord.model.source import SourceKind
from onrecord.web.downloads import table
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, Value, address, changed, given, told

router = APIRouter(include_in_schema=False)

PATH = "/sources"
COLUMNS = "name kind country claims innermost acts outlets addresses".split()
_SHOWN = 4


class SourceQuery(BaseModel):
    """Which sources. All may be left out."""

    model_config = ConfigDict(extra="ignore")

    kind: Annotated[list[SourceKind], Field(description="Of that kind.")] = []
    outlet: Annotated[list[str], Field(description="Quoted by that outlet.")] = []
    name: Annotated[str, Field(description="With these letters in the name.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 100
    offset: Annotated[int, Field(ge=0, description="Rows left out before it.")] = 0

    without_empty = model_validator(mode="before")(given)


AskedSources = Annotated[SourceQuery, Query()]


class SourceRowForm(TypedDict):
    """A source: how many claims name it, in how many it is the innermost, on which acts, by which outlets."""

    name: str
    kind: str
    country: str | None
    claims: int
    innermost: int
    acts: dict[str, int]
    outlets: dict[str, int]
    addresses: list[str]


class SourcesForm(TypedDict):
    """A page of sources, and how many there are in all."""

    total: int
    limit: int
    offset: int
    sources: list[SourceRowForm]


@router.get(PATH)
def show(request: Request, desk: TheDesk, query: AskedSources) -> HTMLResponse:
    """The list."""
    every = found(desk, query)
    rows = every[query.offset : query.offset + query.limit]
    kept = told(query)
    end = query.offset + len(rows)
    values = {
        "query": query,
        "rows": [(one, _ledger(one), _ranked(one.acts)[:_SHOWN], _ranked(one.outlets)[:_SHOWN]) for one in rows],
        "total": len(every),
        "kinds": list(SourceKind),
        "first": query.offset + 1,
        "last": end,
        "before": address(PATH, {**kept, "offset": str(max(0, query.offset - query.limit))}) if query.offset else "",
        "after": address(PATH, {**kept, "offset": str(end)}) if end < len(every) else "",
        "csv": address(f"{PATH}.csv", changed(kept)),
        "json": address(f"{PATH}.json", kept),
    }
    return page(request, "sources.html", values)


@router.get(f"{PATH}.json")
def show_json(desk: TheDesk, query: AskedSources) -> SourcesForm:
    """The page of the list as JSON."""
    return sources_form(desk, query)


@router.get(f"{PATH}.csv")
def show_csv(desk: TheDesk, query: AskedSources) -> Response:
    """The whole list as a table."""
    return table(COLUMNS, (_cells(one) for one in found(desk, query)), name="sources")


def found(desk: Desk, query: SourceQuery) -> list[Quoted]:
    """The sources asked for, those of most claims first."""
    where = ClaimFilter(outlets=tuple(query.outlet))
    every = sources(desk.ledger, where) if query.outlet else desk.kept("sources", lambda: sources(desk.ledger))
    letters = query.name.casefold()
    return [one for one in every if (not query.kind or one.kind in query.kind) and letters in one.name.casefold()]


def sources_form(desk: Desk, query: SourceQuery) -> SourcesForm:
    """A page of sources ready for JSON."""
    every = found(desk, query)
    rows = [_row(one) for one in every[query.offset : query.offset + query.limit]]
    return {"total": len(every), "limit": query.limit, "offset": query.offset, "sources": rows}


def _row(one: Quoted) -> SourceRowForm:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "country": one.country,
        "claims": len(one.addresses),
        "innermost": len(one.innermost),
        "acts": dict(_ranked(one.acts)),
        "outlets": dict(_ranked(one.outlets)),
        "addresses": one.addresses,
    }


def _cells(one: Quoted) -> list[str | int | None]:
    return [
        *(one.name, one.kind.value, one.country, len(one.addresses), len(one.innermost)),
        "; ".join(f"{act} {number}" for act, number in _ranked(one.acts)),
        "; ".join(f"{outlet} {number}" for outlet, number in _ranked(one.outlets)),
        "; ".join(one.addresses),
    ]


def _ledger(one: Quoted) -> str:
    view: dict[str, Value] = {"source": f'"{one.name}"', "source_kind": one.kind.value}
    return address("/ledger", view)


def _ranked[T: str](counts: dict[T, int]) -> list[tuple[str, int]]:
    return sorted(((str(name), number) for name, number in counts.items()), key=lambda pair: (-pair[1], pair[0]))
