"""The JSON API: the same names and forms as the library and the command line."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, TypedDict

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse

from onrecord.desk import queue
from onrecord.desk.actors import actor as whole_actor
from onrecord.desk.coders import seen
from onrecord.desk.fields import mark_of
from onrecord.desk.forms import (
    DecisionForm,
    EntryForm,
    ReportRowForm,
    ReviewForm,
    decision_form,
    entry_form,
    report_form,
    review_form,
)
from onrecord.ledger.facets import Facets
from onrecord.model.forms import ReportForm
from onrecord.model.record import report_record
from onrecord.web import judging
from onrecord.web.actors import ActorPageForm, ActorsForm, AskedActors, actor_form, actors_form
from onrecord.web.claims import EntriesForm, entries_form
from onrecord.web.judging import sight_of
from onrecord.web.rendering import page
from onrecord.web.reports import AskedReports, ReportsForm, reports_form
from onrecord.web.review import TheFilters
from onrecord.web.sources import AskedSources, SourcesForm, sources_form
from onrecord.web.state import Desk, TheDesk
from onrecord.web.views import MOST, ClaimPage, ClaimQuery

router = APIRouter()

Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
Offset = Annotated[int, Query(ge=0, description="Rows left out before it.")]


class SessionForm(TypedDict):
    """Who works at the desk, and what a request that changes something must carry in the header X-Form-Token."""

    ledger: str
    coder: str
    blind: bool
    form_token: str


class CoderName(BaseModel):
    """Who judges from now on."""

    model_config = ConfigDict(extra="forbid")

    coder: Annotated[str, Field(description="The person's name.", examples=["Ada Brook"])]
    blind: Annotated[bool, Field(description="Without seeing what others have decided.")] = False


class CountForm(TypedDict):
    """A value of a facet, what a person calls it, and how many claims have it."""

    value: str
    name: str
    claims: int


class FacetsForm(TypedDict):
    """How many claims a view has, and how many of each value."""

    claims: int
    facets: dict[str, list[CountForm]]


class WholeReportForm(TypedDict):
    """A report with its text and its record; offsets count code points of the text."""

    report: ReportForm
    row: ReportRowForm
    entries: list[EntryForm]


class LogForm(TypedDict):
    """Decisions, newest first."""

    decisions: list[DecisionForm]


class WaitingForm(TypedDict):
    """A claim that waits for review: why here, what to look at in it, and the mark to send back as `seen`."""

    entry: EntryForm
    rank: str
    reason: str
    doubts: list[str]
    seen: str


class QueueForm(TypedDict):
    """A page of the queue, and how many wait in all."""

    total: int
    limit: int
    offset: int
    waiting: list[WaitingForm]


class ReviewsForm(TypedDict):
    """Decisions to look at again, oldest first."""

    reviews: list[ReviewForm]


@router.get("/api", include_in_schema=False)
def about(request: Request) -> HTMLResponse:
    """The API as a page: what there is to ask, made from its OpenAPI document."""
    return page(request, "api.html", {"schema": request.app.openapi()})


@router.get("/api/session", tags=["desk"])
def session(desk: TheDesk) -> SessionForm:
    """Tell who works at the desk, and the form token."""
    return _session(desk)


@router.post("/api/session", tags=["desk"])
def name_coder(desk: TheDesk, asked: CoderName) -> SessionForm:
    """Say who judges at the desk from now on, and whether blind."""
    judging.name_coder(desk, asked.coder, blind=asked.blind)
    return _session(desk)


@router.get("/api/claims", tags=["looking"])
def claims(desk: TheDesk, query: Annotated[ClaimPage, Query()]) -> EntriesForm:
    """List claims on record, each with who answers for it."""
    return entries_form(desk, query)


@router.get("/api/facets", tags=["looking"])
def facets(desk: TheDesk, query: Annotated[ClaimQuery, Query()]) -> FacetsForm:
    """Count the claims of a view by act, stage, agent and the rest."""
    return _facets_form(desk.ledger.facets(query.where(), search=query.search))


@router.get("/api/entry/{report}/{claim}", tags=["looking"])
def entry(desk: TheDesk, report: str, claim: str) -> EntryForm:
    """Give one claim by its report (id or hash) and its own id."""
    return entry_form(desk.ledger.entry(report, claim))


@router.get("/api/reports", tags=["looking"])
def reports(desk: TheDesk, query: AskedReports) -> ReportsForm:
    """List reports with what is known of them."""
    return reports_form(desk, query)


@router.get("/api/report/{report}", tags=["looking"])
def report(desk: TheDesk, report: str) -> WholeReportForm:
    """Give one report (by id or hash) with its text and its whole record, rejected claims with them."""
    view = seen(desk.ledger, report, sight_of(desk))
    return {
        "report": report_record(view.kept.report),
        "row": report_form(view.kept),
        "entries": [entry_form(one) for one in view.entries],
    }


@router.get("/api/sources", tags=["looking"])
def sources(desk: TheDesk, query: AskedSources) -> SourcesForm:
    """List who is quoted."""
    return sources_form(desk, query)


@router.get("/api/actors", tags=["looking"])
def actors(desk: TheDesk, query: AskedActors) -> ActorsForm:
    """List who acts: persons, states, bodies and groups."""
    return actors_form(desk, query)


@router.get("/api/actor/{name}", tags=["looking"])
def actor(desk: TheDesk, name: str) -> ActorPageForm:
    """Give one actor (by id or name): what it does, what is done to it, by act, stage and month."""
    return actor_form(whole_actor(desk.ledger, name))


@router.get("/api/queue", tags=["judging"])
def waiting(desk: TheDesk, filters: TheFilters, limit: Limit = 100, offset: Offset = 0) -> QueueForm:
    """List the claims that wait for review, where the reader is least sure or the stake is highest first."""
    where, coder = filters.where(), sight_of(desk)
    found = islice(queue.waiting(desk.ledger, where, coder=coder), offset, offset + limit)
    return {
        "total": queue.count(desk.ledger, where, coder=coder),
        "limit": limit,
        "offset": offset,
        "waiting": [_waiting(one) for one in found],
    }


@router.get("/api/log", tags=["judging"])
def log(desk: TheDesk, report: str = "", by: str = "", limit: Limit = 100, offset: Offset = 0) -> LogForm:
    """List decisions: all, those on one report, those of one person."""
    found = desk.ledger.log(report=report, by=by, limit=limit, offset=offset)
    return {"decisions": [decision_form(one) for one in found]}


@router.get("/api/review", tags=["judging"])
def review(desk: TheDesk, limit: Limit = 100, offset: Offset = 0) -> ReviewsForm:
    """List decisions that should be looked at again."""
    return {"reviews": [review_form(one) for one in desk.ledger.review(limit=limit, offset=offset)]}


def _session(desk: Desk) -> SessionForm:
    return {"ledger": desk.path.name, "coder": desk.coder, "blind": desk.blind, "form_token": desk.form_token}


def _waiting(one: queue.Waiting) -> WaitingForm:
    return {
        "entry": entry_form(one.entry),
        "rank": one.rank.name.lower(),
        "reason": queue.RANKS[one.rank],
        "doubts": list(queue.doubts(one.entry.claim)),
        "seen": mark_of(one.entry.claim),
    }


def _facets_form(found: Facets) -> FacetsForm:
    told: dict[str, list[CountForm]] = {
        facet.value: [{"value": one.value, "name": one.name, "claims": one.claims} for one in counts]
        for facet, counts in found.counts.items()
    }
    return {"claims": found.claims, "facets": told}
