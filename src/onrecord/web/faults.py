"""What a person or a program is told when something cannot be done: one line, on a page or as JSON."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from onrecord.errors import (
    BusyLedgerError,
    ClaimError,
    DecisionError,
    FullLedgerError,
    InputError,
    NotInLedgerError,
    OnrecordError,
    ReadOnlyLedgerError,
    SearchError,
)
from onrecord.web.rendering import page
from onrecord.web.safety import HEADERS

_STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (NotInLedgerError, 404),
    (DecisionError, 409),
    (InputError, 400),
    (SearchError, 400),
    (ClaimError, 400),
    (ReadOnlyLedgerError, 403),
    (FullLedgerError, 507),
    (BusyLedgerError, 503),
)


def status_of(error: OnrecordError) -> int:
    """The HTTP status that tells the kind of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def told(request: Request, what: str, status: int) -> Response:
    """The line as JSON where a program asks (`/api`, `.json`, or fetch), else as a page."""
    path = request.url.path
    accepts = request.headers.get("accept", "")
    if path.startswith("/api/") or path.endswith((".json", ".jsonl")) or accepts.startswith("application/json"):
        return JSONResponse({"error": what}, status)
    return page(request, "fault.html", {"what": what, "status": status}, status=status)


def listen(app: FastAPI) -> None:
    """Have the app tell errors so."""

    @app.exception_handler(OnrecordError)
    def own(request: Request, error: OnrecordError) -> Response:
        return told(request, str(error), status_of(error))

    @app.exception_handler(RequestValidationError)
    def ill_formed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return told(request, f"{where}: {first['msg']}", 422)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        what = "there is no such page" if error.status_code == 404 and error.detail == "Not Found" else error.detail
        return told(request, what, error.status_code)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        what = f"{type(error).__name__}: {error}; please report this fault of onrecord"
        answer = told(request, what, 500)
        answer.headers.update(HEADERS)  # this answer does not pass `Safety` on its way out
        return answer
