"""Actors: what one does and what is done to it, its offices and persons, each number open to its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import HTMLResponse, Response

from onrecord.charts.grid import Cell, grid
from onrecord.desk.actors import ActorPage, ActorSeen, Deed, actor, actors
from onrecord.desk.offices import OfficeSeen
from onrecord.model.actor import ActorKind
from onrecord.web.downloads import table
from onrecord.web.rendering import actor_url, drawn, page
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, address, changed, given, told

router = APIRouter(include_in_schema=False)

PATH = "/actors"
COLUMNS = "id name kind country names first last done received offices".split()
_MONTHS = 36


class ActorQuery(BaseModel):
    """Which actors. All may be left out."""

    model_config = ConfigDict(extra="ignore")

    kind: Annotated[list[ActorKind], Field(description="Of that kind.")] = []
    name: Annotated[str, Field(description="With these letters in a name.")] = ""
    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows of a page.")] = 100
    offset: Annotated[int, Field(ge=0, description="Rows left out before it.")] = 0

    without_empty = model_validator(mode="before")(given)


AskedActors = Annotated[ActorQuery, Query()]


class OfficeForm(TypedDict):
    """A person in an office: `told` are the places where reports say so, `lists` the imported lists that do."""

    actor: str
    person: str
    office: str
    country: str | None
    tenure: str
    first: str | None
    last: str | None
    told: list[str]
    lists: list[str]


class ActorRowForm(TypedDict):
    """An actor; `done` and `received` name the claims with it as agent and as recipient."""

    id: str
    name: str
    kind: str
    country: str | None
    names: list[str]
    first: str
    last: str
    done: list[str]
    received: list[str]
    offices: list[OfficeForm]


class DeedForm(TypedDict):
    """Claims of one act at one stage in one month; `denials` say that it is not so."""

    act: str
    stage: str
    month: str
    claims: list[str]
    denials: list[str]
    facts: list[str]


class ActorPageForm(TypedDict):
    """All about one actor."""

    actor: ActorRowForm
    done: list[DeedForm]
    received: list[DeedForm]
    holders: list[OfficeForm]


class ActorsForm(TypedDict):
    """A page of actors, and how many there are in all."""

    total: int
    limit: int
    offset: int
    actors: list[ActorRowForm]


@dataclass(frozen=True, slots=True)
class Side:
    """What an actor does, or what is done to it: its heading, a picture, the rows behind it."""

    title: str
    told: str
    picture: object
    deeds: tuple[Deed, ...]


@router.get(PATH)
def show_all(request: Request, desk: TheDesk, query: AskedActors) -> HTMLResponse:
    """The list."""
    every = found(desk, query)
    rows = every[query.offset : query.offset + query.limit]
    kept = told(query)
    end = query.offset + len(rows)
    values = {
        "query": query,
        "rows": [(one, actor_url(one.id)) for one in rows],
        "total": len(every),
        "kinds": list(ActorKind),
        "first": query.offset + 1,
        "last": end,
        "before": address(PATH, {**kept, "offset": str(max(0, query.offset - query.limit))}) if query.offset else "",
        "after": address(PATH, {**kept, "offset": str(end)}) if end < len(every) else "",
        "csv": address(f"{PATH}.csv", changed(kept)),
        "json": address(f"{PATH}.json", kept),
    }
    return page(request, "actors.html", values)


@router.get(f"{PATH}.json")
def show_all_json(desk: TheDesk, query: AskedActors) -> ActorsForm:
    """The page of the list as JSON."""
    return actors_form(desk, query)


@router.get(f"{PATH}.csv")
def show_all_csv(desk: TheDesk, query: AskedActors) -> Response:
    """The whole list as a table."""
    return table(COLUMNS, (_cells(one) for one in found(desk, query)), name="actors")


@router.get(f"{PATH}/{{name}}.json")
def show_one_json(desk: TheDesk, name: str) -> ActorPageForm:
    """All about one actor as JSON."""
    return actor_form(actor(desk.ledger, name))


@router.get(f"{PATH}/{{name}}.csv")
def show_one_csv(desk: TheDesk, name: str) -> Response:
    """What one actor does and what is done to it as a table."""
    seen = actor(desk.ledger, name)
    sides = [("done", deed) for deed in seen.done] + [("received", deed) for deed in seen.received]
    rows = ([side, *_deed_cells(deed)] for side, deed in sides)
    return table("side act stage month claims denials facts".split(), rows, name="actor")


@router.get(f"{PATH}/{{name}}")
def show_one(request: Request, desk: TheDesk, name: str) -> HTMLResponse:
    """All about one actor."""
    seen = actor(desk.ledger, name)
    own = seen.seen
    done, received = _picture(seen.done, "done", own.name), _picture(seen.received, "received", own.name)
    values = {
        "seen": seen,
        "sides": [
            Side("What it does", "as agent of claims", done, seen.done),
            Side("What is done to it", "as the other side", received, seen.received),
        ],
        "offices": [("Offices", own.offices), ("Persons in its offices", seen.holders)],
        "csv": f"{actor_url(own.id)}.csv",
        "json": f"{actor_url(own.id)}.json",
    }
    return page(request, "actor.html", values)


def found(desk: Desk, query: ActorQuery) -> list[ActorSeen]:
    """The actors asked for, those of most claims first; without a name only those with a claim or an office."""
    letters = query.name.casefold()
    every = desk.kept("actors", lambda: actors(desk.ledger))
    wanted = [one for one in every if not query.kind or one.kind in query.kind]
    wanted = [one for one in wanted if letters or one.done or one.received or one.offices]
    return [one for one in wanted if any(letters in name.casefold() for name in one.names)]


def actors_form(desk: Desk, query: ActorQuery) -> ActorsForm:
    """A page of actors ready for JSON."""
    every = found(desk, query)
    rows = [_row(one) for one in every[query.offset : query.offset + query.limit]]
    return {"total": len(every), "limit": query.limit, "offset": query.offset, "actors": rows}


def actor_form(seen: ActorPage) -> ActorPageForm:
    """All about one actor ready for JSON."""
    return {
        "actor": _row(seen.seen),
        "done": [_deed(one) for one in seen.done],
        "received": [_deed(one) for one in seen.received],
        "holders": [_office(one) for one in seen.holders],
    }


def _picture(deeds: Sequence[Deed], name: str, actor_name: str) -> object:
    """Acts by month; years where there are many months."""
    months = sorted({deed.month for deed in deeds})
    cut = 7 if len(months) <= _MONTHS else 4
    cells: dict[tuple[str, str], Cell] = {}
    for deed in deeds:
        key = (f"{deed.act.value}, {deed.stage.value}".replace("_", " "), deed.month[:cut])
        before = cells.get(key, Cell(0, 0))
        claims = len(deed.claims) + len(deed.denials)
        cells[key] = Cell(before.claims + claims, before.facts + len(deed.facts))
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    side = "what it does" if name == "done" else "what is done to it"
    return drawn(grid(cells, rows=rows, columns=columns, title=f"{actor_name}: {side}, by month", name=name))


def _row(one: ActorSeen) -> ActorRowForm:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "country": one.country,
        "names": list(one.names),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "done": list(one.done),
        "received": list(one.received),
        "offices": [_office(office) for office in one.offices],
    }


def _office(one: OfficeSeen) -> OfficeForm:
    return {
        "actor": one.actor,
        "person": one.person,
        "office": one.office,
        "country": one.country,
        "tenure": one.tenure.value,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "told": [place.address for place in one.told],
        "lists": [listed.list for listed in one.listed],
    }


def _deed(one: Deed) -> DeedForm:
    return {
        "act": one.act.value,
        "stage": one.stage.value,
        "month": one.month,
        "claims": list(one.claims),
        "denials": list(one.denials),
        "facts": list(one.facts),
    }


def _deed_cells(one: Deed) -> list[str]:
    lists = ("; ".join(part) for part in (one.claims, one.denials, one.facts))
    return [one.act.value, one.stage.value, one.month, *lists]


def _cells(one: ActorSeen) -> list[str | int | None]:
    offices = "; ".join(dict.fromkeys(office.office for office in one.offices))
    return [
        *(one.id, one.name, one.kind.value, one.country, "; ".join(one.names), one.first.isoformat()),
        *(one.last.isoformat(), len(one.done), len(one.received), offices),
    ]
