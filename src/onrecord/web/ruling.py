"""What people rule of matters at the desk: merge, split, same origin, undo; by plain forms and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypedDict

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from onrecord.desk import matters
from onrecord.desk.matter_forms import MatterForm, RulingForm, matter_form, ruling_form
from onrecord.errors import NotInLedgerError, OnrecordError
from onrecord.ledger.rows import ReportHead
from onrecord.model.ruling import Ruling
from onrecord.web import judging
from onrecord.web.faults import status_of
from onrecord.web.matter_page import matter_url
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk

router = APIRouter()

_WHY = 10_000


class Rule(BaseModel):
    """A ruling to make."""

    model_config = ConfigDict(extra="forbid")

    names: Annotated[
        list[str],
        Field(max_length=10_000, description="Claims by address, REPORT/CLAIM; to merge, matters by id too."),
    ] = []
    why: Annotated[str, Field(max_length=_WHY, description="The reason, kept with the ruling.")] = ""
    number: Annotated[int | None, Field(description="The ruling to undo; without it the person's last one.")] = None


class Ruled(RulingForm):
    """A ruling that was made, and the matters of its claims after it."""

    matters: list[MatterForm]


class RulingsForm(TypedDict):
    """Rulings, newest first."""

    rulings: list[RulingForm]


async def _sent(request: Request) -> FormData:
    return await request.form()


Sent = Annotated[FormData, Depends(_sent)]


def _rule(desk: Desk, verb: str, asked: Rule) -> Ruling:
    """Make the ruling. Raises as the desk's own functions."""
    by = judging.coder_of(desk).name
    if verb == "undo":
        return matters.undo(desk.ledger, asked.number, by=by, why=asked.why)
    return _VERBS[verb](desk.ledger, asked.names, by=by, why=asked.why)


_VERBS: Mapping[str, Callable[..., Ruling]] = {
    "merge": matters.merge,
    "split": matters.split,
    "same-origin": matters.same_origin,
}


@router.post("/matters/{verb}", include_in_schema=False)
def rule(request: Request, desk: TheDesk, verb: str, sent: Sent) -> Response:
    """Rule by a plain form, and go to the matter of the first claim."""
    if verb not in _VERBS and verb != "undo":
        raise NotInLedgerError("there is no such page")
    number = str(sent.get("number", ""))
    names = [value.strip() for value in sent.getlist("name") if isinstance(value, str) and value.strip()]
    asked = Rule(
        names=[part for name in names for part in ([name] if "/" in name else name.split())],
        why=" ".join(str(sent.get("why", "")).split())[:_WHY],
        number=int(number) if number.isascii() and number.isdigit() else None,
    )
    here = str(sent.get("here", ""))
    try:
        made = _rule(desk, verb, asked)
    except OnrecordError as error:
        back = matter_url(here) if here.isascii() and here.isalnum() else "/matters"
        return page(request, "refused.html", {"what": str(error), "back": back}, status=status_of(error))
    after = matters.homes(desk.ledger, made)
    return RedirectResponse(f"{matter_url(after[0].matter.id)}?ruled={made.number}" if after else "/matters", 303)


def _ruled(desk: Desk, verb: str, asked: Rule) -> Ruled:
    made = _rule(desk, verb, asked)
    after = matters.homes(desk.ledger, made)
    heads = {**matters.heads_of(desk.ledger, after), **_heads(desk, [made])}
    return {**ruling_form(made, heads), "matters": [matter_form(kept, heads) for kept in after]}


@router.get("/api/rulings", tags=["matters"])
def rulings(desk: TheDesk) -> RulingsForm:
    """List what people ruled of matters, newest first."""
    found = desk.ledger.rulings()[::-1]
    heads = _heads(desk, found)
    return {"rulings": [ruling_form(one, heads) for one in found]}


@router.post("/api/merge", tags=["matters"])
def merge(desk: TheDesk, asked: Rule) -> Ruled:
    """Rule that matters (by id) or claims (by address) tell of one happening."""
    return _ruled(desk, "merge", asked)


@router.post("/api/split-matter", tags=["matters"])
def split(desk: TheDesk, asked: Rule) -> Ruled:
    """Rule that claims of a matter tell of another happening than the rest of it."""
    return _ruled(desk, "split", asked)


@router.post("/api/same-origin", tags=["matters"])
def same_origin(desk: TheDesk, asked: Rule) -> Ruled:
    """Rule that claims go back to one root of information."""
    return _ruled(desk, "same-origin", asked)


@router.post("/api/undo-ruling", tags=["matters"])
def undo(desk: TheDesk, asked: Rule) -> Ruled:
    """Take back a ruling by its `number`, or the person's last one."""
    return _ruled(desk, "undo", asked)


def _heads(desk: Desk, found: Sequence[Ruling]) -> Mapping[str, ReportHead]:
    return desk.ledger.heads({seen.report for one in found for seen in (*one.one, *one.other)})
