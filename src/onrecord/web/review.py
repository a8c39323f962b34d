"""Review: one claim after the other, judged by keys or by plain forms."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from onrecord.desk import queue
from onrecord.desk.coders import find, seen
from onrecord.desk.drafting import proposed
from onrecord.desk.fields import CHOICES, fields_of, mark_of
from onrecord.desk.forms import DecisionForm, decision_form
from onrecord.desk.marking import mark
from onrecord.desk.sight import Sight
from onrecord.errors import NotInLedgerError, OnrecordError
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.rows import Entry
from onrecord.model.claim import KINDED, Act
from onrecord.model.decision import Decision, Origin, Verb
from onrecord.model.evidence import Span
from onrecord.model.report import is_english
from onrecord.model.status import Certainty, Flag, Stage, Stance
from onrecord.web import judging
from onrecord.web.faults import status_of
from onrecord.web.rendering import page, report_name, report_url
from onrecord.web.state import Desk, TheDesk
from onrecord.web.text import text_html

router = APIRouter()

AHEAD = 30
"""Claims of the queue that the page lists."""
REACH = 400
"""Claims of the queue among which the one in hand is looked for, to find the next."""

FORMS = ("edit", "add", "split", "note")
"""What can be opened on the page of a claim."""

_BLANK = {"polarity": "yes", "certainty": "stated", "stage": "done", "stance": "says"}


async def _sent(request: Request) -> FormData:
    return await request.form()


Sent = Annotated[FormData, Depends(_sent)]


class Filters:
    """The filters of the review, as they stand in its address."""

    def __init__(
        self,
        *,
        report: str = "",
        act: Annotated[list[Act] | None, Query()] = None,
        stage: Annotated[list[Stage] | None, Query()] = None,
        certainty: Annotated[list[Certainty] | None, Query()] = None,
        stance: Annotated[list[Stance] | None, Query()] = None,
        outlet: str = "",
    ) -> None:
        self.report, self.outlet = report.strip(), outlet.strip()
        self.act, self.stage = tuple(act or ()), tuple(stage or ())
        self.certainty, self.stance = tuple(certainty or ()), tuple(stance or ())

    def where(self) -> ClaimFilter:
        """What they find."""
        return ClaimFilter(
            acts=self.act,
            stages=self.stage,
            certainties=self.certainty,
            stances=self.stance,
            outlets=(self.outlet,) if self.outlet else (),
            reports=(self.report,) if self.report else (),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Their part of an address."""
        single = [(name, getattr(self, name)) for name in ("report", "outlet") if getattr(self, name)]
        several = [
            (name, value.value) for name in ("act", "stage", "certainty", "stance") for value in getattr(self, name)
        ]
        return [*single, *several]


TheFilters = Annotated[Filters, Depends(Filters)]


@router.get("/review", include_in_schema=False)
def review(
    request: Request,
    desk: TheDesk,
    filters: TheFilters,
    *,
    claim: str = "",
    do: str = "",
    start: int = 0,
    end: int = 0,
    done: int = 0,
) -> Response:
    """One claim of the queue, what can be done with it, and what comes after it."""
    coder = judging.sight_of(desk)
    found = list(islice(queue.waiting(desk.ledger, filters.where(), coder=coder), REACH))
    entry = find(desk.ledger, claim, coder) if claim else next((one.entry for one in found), None)
    if entry is None and filters.report and do == "":
        do = "add"
    values = _common(desk, filters, found, entry, done)
    if entry is None and not filters.report:
        return page(request, "review.html", {**values, "entry": None, "form": ""})
    name = entry.report.hash if entry is not None else filters.report
    view = seen(desk.ledger, name, coder)
    form = do if do in FORMS and (entry is not None or do == "add") else ""
    picked = Span.of(view.kept.report.text, start, end) if 0 <= start < end <= len(view.kept.report.text) else None
    marked = mark(view.kept.report.text, view.entries)
    values |= {
        "view": view,
        "head": view.kept.head,
        "readable": is_english(view.kept.head.language),
        "text": text_html(marked, view.entries, current=entry.id if entry else ""),
        "form": form,
        "picked": picked,
        "fields": _fields(form, entry, Sight(view.kept.report), picked, view.entries),
        "complete": [one for one in view.kept.complete if one.by == desk.coder],
    }
    return page(request, "review.html", values)


def _common(
    desk: Desk, filters: Filters, found: list[queue.Waiting], entry: Entry | None, done: int
) -> dict[str, object]:
    """What every page of the review has: the queue, the addresses of what comes before and after."""
    addresses = [one.entry.address for one in found]
    at = addresses.index(entry.address) if entry is not None and entry.address in addresses else None
    first = 0 if at is None else max(0, at - 3)
    following = None
    if found:
        following = next((one.entry for one in found[(at + 1 if at is not None else 0) :] if one.entry != entry), None)
    before = found[at - 1].entry if at else None

    def url(one: Entry | None, **more: str | int) -> str:
        pairs = [*filters.pairs(), *((("claim", one.address),) if one is not None else ()), *more.items()]
        return "/review" + (f"?{urlencode(pairs, quote_via=quote)}" if pairs else "")

    return {
        "entry": entry,
        "mark": mark_of(entry.claim) if entry is not None else "",
        "doubts": queue.doubts(entry.claim) if entry is not None else (),
        "queue": found[first : first + AHEAD],
        "ranks": queue.RANKS,
        "waits": queue.count(desk.ledger, filters.where(), coder=judging.sight_of(desk)) if found else 0,
        "following": following,
        "before": before or _last_decided(desk, entry),
        "url": url,
        "filters": filters,
        "choices": {**CHOICES, "flags": Flag},
        "kinded": KINDED,
        "done": done,
        "differ": desk.coder != "",
    }


def _last_decided(desk: Desk, entry: Entry | None) -> Entry | None:
    """The claim of the coder's last decision: what comes before the first of the queue."""
    if not desk.coder:
        return None
    for one in desk.ledger.log(by=desk.coder, limit=5):
        if one.entry and one.verb is not Verb.UNDO:
            try:
                last = find(desk.ledger, f"{one.anchor.report}/{one.entry}", judging.sight_of(desk))
            except NotInLedgerError:
                continue
            return last if entry is None or last.address != entry.address else None
    return None


def _fields(
    form: str, entry: Entry | None, sight: Sight, picked: Span | None, entries: tuple[Entry, ...]
) -> Mapping[str, str]:
    """The fields of the form that is open: of the claim in hand, or of a new one over the picked words."""
    if form in ("edit", "split") and entry is not None:
        return fields_of(entry.claim)
    if form != "add":
        return {}
    empty = dict.fromkeys(fields_of(entries[0].claim), "") if entries else {}
    names = (
        "act",
        "kind",
        "flags",
        "trigger",
        "start",
        "end",
        "agent",
        "recipient",
        "items",
        "place",
        "when",
        "sources",
    )
    blank = {**dict.fromkeys((*names, "about"), ""), **empty, **_BLANK}
    if picked is None:
        return blank
    chosen = {**blank, "trigger": " ".join(picked.exact.split()), "start": str(picked.start), "end": str(picked.end)}
    standing = tuple(one.claim for one in entries if one.origin is not Origin.REJECTED)
    try:
        suggested = proposed(picked, sight, claims=standing)
    except OnrecordError:
        suggested = None
    return fields_of(suggested) if suggested is not None else chosen


@router.post("/coder", include_in_schema=False)
def name_coder(desk: TheDesk, sent: Sent) -> Response:
    """Take the name of the person who judges at this desk, and whether they judge blind."""
    judging.name_coder(desk, str(sent.get("name", "")), blind=sent.get("blind") == "yes")
    return _back(sent)


@router.post("/review/{verb}", include_in_schema=False)
def decide(request: Request, desk: TheDesk, verb: str, sent: Sent) -> Response:
    """Decide by a plain form, and go on to the page it names."""
    if verb not in _VERBS:
        raise NotInLedgerError("there is no such page")
    asked = judging.from_form([(name, value) for name, value in sent.multi_items() if isinstance(value, str)])
    try:
        made = judging.decide(desk, verb, asked)
    except OnrecordError as error:
        values = {"what": str(error), "back": _inside(str(sent.get("here", "")))}
        return page(request, "refused.html", values, status=status_of(error))
    if verb == Verb.UNDO:
        return RedirectResponse(_where(desk, made), 303)
    return _back(sent, made.number)


_VERBS = (*(verb.value for verb in Verb), "split")


def _back(sent: FormData, number: int = 0) -> Response:
    address = _inside(str(sent.get("next", "")))
    if number and address.startswith("/review"):
        address += f"{'&' if '?' in address else '?'}done={number}"
    return RedirectResponse(address, 303)


def _inside(address: str) -> str:
    """An address of this desk, whatever a form says."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/review"


def _where(desk: Desk, made: Decision) -> str:
    """The page of what a decision was about."""
    head = desk.ledger.report(made.anchor.report).head
    if not made.entry:
        return report_url(head)
    try:
        entry = find(desk.ledger, f"{made.anchor.report}/{made.entry}", judging.sight_of(desk))
    except NotInLedgerError:
        return f"/review?{urlencode({'report': report_name(head)}, quote_via=quote)}"
    return f"/review?{urlencode({'claim': entry.address}, quote_via=quote)}"


class Decided(DecisionForm):
    """A decision that was made, and the page of what it was about."""

    page: str


def _decided(desk: Desk, verb: str, asked: judging.Request) -> Decided:
    made = judging.decide(desk, verb, asked)
    return {**decision_form(made), "page": _where(desk, made)}


@router.post("/api/accept", tags=["judging"])
def accept(desk: TheDesk, asked: judging.Request) -> Decided:
    """Accept a claim as it stands."""
    return _decided(desk, Verb.ACCEPT, asked)


@router.post("/api/reject", tags=["judging"])
def reject(desk: TheDesk, asked: judging.Request) -> Decided:
    """Reject a claim: it is no claim of its report."""
    return _decided(desk, Verb.REJECT, asked)


@router.post("/api/correct", tags=["judging"])
def correct(desk: TheDesk, asked: judging.Request) -> Decided:
    """Correct the slots that `fields` change; all others stay."""
    return _decided(desk, Verb.CORRECT, asked)


@router.post("/api/add", tags=["judging"])
def add(desk: TheDesk, asked: judging.Request) -> Decided:
    """Add a claim that was missed to `report`."""
    return _decided(desk, Verb.ADD, asked)


@router.post("/api/split", tags=["judging"])
def split(desk: TheDesk, asked: judging.Request) -> Decided:
    """Split a claim into two in one step: `fields` change it, `second` a copy that is added."""
    return _decided(desk, "split", asked)


@router.post("/api/note", tags=["judging"])
def note(desk: TheDesk, asked: judging.Request) -> Decided:
    """Say something (`why`) of a claim without judging it."""
    return _decided(desk, Verb.NOTE, asked)


@router.post("/api/complete", tags=["judging"])
def complete(desk: TheDesk, asked: judging.Request) -> Decided:
    """Mark `report` complete: what stands is right, and nothing is missing."""
    return _decided(desk, Verb.COMPLETE, asked)


@router.post("/api/undo", tags=["judging"])
def undo(desk: TheDesk, asked: judging.Request) -> Decided:
    """Take back a decision by its `number`, or the person's last one."""
    return _decided(desk, Verb.UNDO, asked)
