"""Add: paste a text, drop files, give an address; they are read one by one in the background, then the report shown."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_urlsafe
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk import adding
from onrecord.desk.adding import Added, Dropped, NotAdded, Outcome
from onrecord.desk.keeping import reader_version
from onrecord.errors import InputError, NotInLedgerError, OnrecordError
from onrecord.intake.addresses import is_url
from onrecord.intake.inputs import SUFFIXES
from onrecord.model.report import Report
from onrecord.web.rendering import page
from onrecord.web.state import Desk, TheDesk

router = APIRouter(include_in_schema=False)

FILES = 200
"""Files taken at once; more are for `onrecord read`."""

_SHOWN_JOBS = 50


@dataclass(slots=True)
class Job:
    """Reports being read: how many pieces there are, how many are done, what became of each."""

    pieces: int
    key: str = field(default_factory=lambda: token_urlsafe(9))
    done: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    finished: bool = False

    @property
    def page(self) -> str:
        """Where to go when it is done: the report, where there is one alone."""
        added = [one for one in self.outcomes if isinstance(one, Added)]
        if len(added) == len(self.outcomes) == 1:
            return f"/report/{added[0].kept.report}"
        return f"/add/{self.key}"


class Jobs:
    """What one desk is reading; one piece at a time, so that the machine stays free for the desk."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    def start(self, pieces: int, work: Callable[[], Iterable[Outcome]]) -> Job:
        """Do the work in the background; `work` gives one outcome after the other."""
        job = Job(pieces)
        self._jobs[job.key] = job
        for key in list(self._jobs)[:-_SHOWN_JOBS]:
            del self._jobs[key]
        threading.Thread(target=self._run, args=(job, work), daemon=True).start()
        return job

    def _run(self, job: Job, work: Callable[[], Iterable[Outcome]]) -> None:
        with self._turn:
            try:
                for one in work():
                    job.outcomes.append(one)
                    job.done = min(job.pieces, job.done + 1)
            except OnrecordError as error:
                job.outcomes.append(NotAdded("", str(error)))
            except Exception as error:  # noqa: BLE001 - a thread's error would be seen by nobody
                job.outcomes.append(NotAdded("", f"the reading failed: {' '.join(str(error).split())[:200]}"))
            finally:
                job.done, job.finished = job.pieces, True

    def of(self, key: str) -> Job:
        """A job. Raises `NotInLedgerError` where it is not known."""
        if key not in self._jobs:
            raise NotInLedgerError("nothing is known of this reading; it was done before the desk was started")
        return self._jobs[key]


def _jobs(request: Request) -> Jobs:
    found = getattr(request.app.state, "jobs", None)
    if not isinstance(found, Jobs):
        found = request.app.state.jobs = Jobs()
    return found


async def _sent(request: Request) -> AsyncIterator[FormData]:
    """The form of a request; what was uploaded is let go of when it has been answered."""
    sent = await request.form()
    try:
        yield sent
    finally:
        await sent.close()


TheJobs = Annotated[Jobs, Depends(_jobs)]
Sent = Annotated[FormData, Depends(_sent)]


@router.get("/add")
def add(request: Request) -> HTMLResponse:
    """The forms."""
    return _form(request)


def _form(request: Request, *, wrong: str = "", kept: FormData | None = None, status: int = 200) -> HTMLResponse:
    names = ("outlet", "published", "title", "url", "text", "language", "address")
    was = {name: _text(kept, name) if kept is not None else "" for name in names}
    values = {"was": was, "wrong": wrong, "suffixes": SUFFIXES, "today": date.today().isoformat()}  # noqa: DTZ011
    return page(request, "add.html", values, status=status)


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


@router.post("/add/text")
def add_text(request: Request, desk: TheDesk, jobs: TheJobs, sent: Sent) -> Response:
    """Read a pasted text."""
    try:
        report = adding.pasted(
            _unix(_text(sent, "text")),
            outlet=_text(sent, "outlet"),
            published=_day(_text(sent, "published")),
            title=_text(sent, "title"),
            url=_text(sent, "url"),
            language=_text(sent, "language"),
        )
    except InputError as error:
        return _form(request, wrong=advised(str(error)), kept=sent, status=400)
    return _to(read_text(desk, jobs, report))


@router.post("/add/files")
async def add_files(request: Request, desk: TheDesk, jobs: TheJobs, sent: Sent) -> Response:
    """Read files, through the same ways in as the command."""
    uploads = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and one.filename]
    try:
        check_number(len(uploads))
        outlet, published = _text(sent, "outlet"), _day(_text(sent, "published"))
    except InputError as error:
        return _form(request, wrong=str(error), kept=sent, status=400)
    files = [Dropped(one.filename or "", await one.read()) for one in uploads]
    return _to(read_files(desk, jobs, files, outlet, published))


@router.post("/add/address")
def add_address(request: Request, desk: TheDesk, jobs: TheJobs, sent: Sent) -> Response:
    """Fetch a page and read it."""
    url = _text(sent, "address").strip()
    try:
        outlet, published = _text(sent, "outlet"), _day(_text(sent, "published"))
        check_address(url)
    except InputError as error:
        return _form(request, wrong=str(error), kept=sent, status=400)
    return _to(read_address(desk, jobs, url, outlet, published))


def read_text(desk: Desk, jobs: Jobs, report: Report) -> Job:
    """Begin to read a pasted text."""

    def work() -> Iterator[Outcome]:
        yield adding.keep(desk.ledger, report, reader_version(), name=report.title or "pasted text")

    return jobs.start(1, work)


def read_files(desk: Desk, jobs: Jobs, files: Sequence[Dropped], outlet: str, published: date | None) -> Job:
    """Begin to read files."""

    def work() -> Iterable[Outcome]:
        return adding.add_files(desk.ledger, files, reader_version(), outlet=outlet, published=published)

    return jobs.start(len(files), work)


def read_address(desk: Desk, jobs: Jobs, url: str, outlet: str, published: date | None) -> Job:
    """Begin to fetch a page and read it."""

    def work() -> Iterable[Outcome]:
        return adding.add_address(desk.ledger, url, reader_version(), outlet=outlet, published=published)

    return jobs.start(1, work)


def _to(job: Job) -> Response:
    """To the page of a reading."""
    return RedirectResponse(f"/add/{job.key}", 303)


def check_number(files: int) -> None:
    """Raise `InputError` where there is no file, or too many."""
    if not files:
        raise InputError("choose a file first")
    if files > FILES:
        raise InputError(f"more than {FILES} files at once; `onrecord read` takes whole folders")


def check_address(url: str) -> None:
    """Raise `InputError` where it is no web address."""
    if not is_url(url):
        raise InputError("a web address begins with https:// or http://")


def _unix(text: str) -> str:
    """A text from a form as it was pasted: browsers send line ends as CR LF."""
    return text.replace("\r\n", "\n")


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given.strip()) if given.strip() else None
    except ValueError as error:
        raise InputError(f"{given[:40]!r} is no day; write it as 2025-03-12") from error


def advised(what: str) -> str:
    """An error of the way in, without the advice for the command line."""
    return what.split("; give --", 1)[0]


@router.get("/add/{key}")
def progress(request: Request, jobs: TheJobs, key: str) -> Response:
    """How far the reading has come; when one report was read, that report."""
    job = jobs.of(key)
    finished = job.finished
    if finished and job.page != f"/add/{key}":
        return RedirectResponse(job.page, 303)
    # as it stands now: the reading goes on while the page is made
    outcomes = [(one, isinstance(one, Added)) for one in tuple(job.outcomes)]
    return page(request, "added.html", {"job": job, "finished": finished, "outcomes": outcomes})
