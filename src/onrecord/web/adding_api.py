"""Adding reports by the JSON API: a text, files or an address, read in the background as from the page Add."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypedDict

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from onrecord.desk import adding
from onrecord.desk.adding import Dropped, NotAdded, Outcome
from onrecord.errors import InputError
from onrecord.web.adding import Job, TheJobs, advised, check_address, check_number, read_address, read_files, read_text
from onrecord.web.state import TheDesk

router = APIRouter(tags=["adding"])


class Pasted(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(description="The text, taken exactly as given.")]
    outlet: Annotated[str, Field(description="Who published it.")]
    published: Annotated[date, Field(description="When.")]
    title: str = ""
    url: str = ""
    language: Annotated[str, Field(description="Its code; else it is told from the text.")] = ""


class Asked(BaseModel):
    """A page to fetch and read."""

    model_config = ConfigDict(extra="forbid")

    address: Annotated[str, Field(description="Its web address; no address of a private network is asked.")]
    outlet: Annotated[str, Field(description="Who published it, where the page does not say.")] = ""
    published: Annotated[date | None, Field(description="When, where the page does not say.")] = None


class OutcomeForm(TypedDict):
    """What became of a piece: the hash of its report and what is new of it, or `why` it was not added."""

    name: str
    report: str | None
    news: str | None
    claims: int
    note: str
    why: str


class Progress(TypedDict):
    """How far a reading has come, and what became of its pieces; `page` is where to go when it is finished."""

    key: str
    pieces: int
    done: int
    finished: bool
    page: str
    outcomes: list[OutcomeForm]


@router.post("/api/add/text", status_code=202)
def add_text(desk: TheDesk, jobs: TheJobs, asked: Pasted) -> Progress:
    """Begin to read a text; `/api/add/{key}` tells how far it has come."""
    try:
        report = adding.pasted(**asked.model_dump())
    except InputError as error:
        raise InputError(advised(str(error))) from error
    return _progress(read_text(desk, jobs, report))


@router.post("/api/add/files", status_code=202)
async def add_files(
    desk: TheDesk,
    jobs: TheJobs,
    files: Annotated[list[UploadFile], Field(description="Of any kind that `onrecord read` takes.")],
    outlet: Annotated[str, Form(description="What fills in for a file that names no outlet.")] = "",
    published: Annotated[date | None, Form(description="What fills in for a file that names no day.")] = None,
) -> Progress:
    """Begin to read files, sent as `multipart/form-data`."""
    check_number(len(files))
    dropped = [Dropped(one.filename or "", await one.read()) for one in files]
    return _progress(read_files(desk, jobs, dropped, outlet, published))


@router.post("/api/add/address", status_code=202)
def add_address(desk: TheDesk, jobs: TheJobs, asked: Asked) -> Progress:
    """Begin to fetch a page and read it."""
    check_address(asked.address.strip())
    return _progress(read_address(desk, jobs, asked.address.strip(), asked.outlet, asked.published))


@router.get("/api/add/{key}")
def progress(jobs: TheJobs, key: str) -> Progress:
    """Tell how far a reading has come."""
    return _progress(jobs.of(key))


def _progress(job: Job) -> Progress:
    finished = job.finished  # asked first: what is told as finished has all its outcomes
    return {
        "key": job.key,
        "pieces": job.pieces,
        "done": job.done,
        "finished": finished,
        "page": job.page,
        "outcomes": [_outcome(one) for one in tuple(job.outcomes)],
    }


def _outcome(one: Outcome) -> OutcomeForm:
    if isinstance(one, NotAdded):
        return {"name": one.name, "report": None, "news": None, "claims": 0, "note": "", "why": one.why}
    return {
        "name": one.name or one.kept.id,
        "report": one.kept.report,
        "news": one.kept.news.value,
        "claims": one.claims,
        "note": one.note,
        "why": "",
    }
