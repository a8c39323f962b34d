"""The app: the pages of the desk put together, behind what keeps it safe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from onrecord.ledger.opening import open_ledger
from onrecord.web import (
    actors,
    adding,
    adding_api,
    api,
    claims,
    differing,
    faults,
    matters,
    narrowing,
    report,
    reports,
    review,
    ruling,
    sources,
    start,
)
from onrecord.web.safety import LOCAL, MAX_BODY, Keys, Safety, has_form_token
from onrecord.web.state import Desk

NAVIGATION = (
    ("Start", "/"),
    ("Ledger", narrowing.PATH),
    ("Matters", matters.PATH),
    ("Reports", reports.PATH),
    ("Review", "/review"),
    ("Add", "/add"),
    ("Actors", actors.PATH),
    ("Sources", sources.PATH),
)
"""What the navigation of every page offers: how it is called, where it leads."""

_ROUTERS = tuple(
    pages.router
    for pages in (
        *(start, claims, matters, reports, review, differing, adding, actors, sources, ruling, report),
        *(adding_api, api),
    )
)
"""In this order an address is looked for."""

_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI would tell OpenTelemetry what happens here, were it set up on this machine."""

_STATIC = Path(__file__).parent / "static"


def make_app(ledger: str | Path, *, token: str, coder: str = "", hosts: Collection[str] = LOCAL) -> FastAPI:
    """The desk on the ledger in a file, which is made where it is missing.

    `token` opens it once, `coder` is who decides, `hosts` are the names it answers to. Raises `LedgerError`.
    """
    desk = Desk(open_ledger(ledger), Path(ledger), coder.strip())

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.ledger.close()

    app = FastAPI(
        title="onrecord",
        lifespan=life,
        dependencies=[Depends(has_form_token)],
        middleware=[Middleware(Safety, keys=Keys(token), hosts=hosts)],
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        max_body_size=MAX_BODY,
        telemetry=_NO_TELEMETRY,
    )
    app.state.desk = desk
    app.state.nav = NAVIGATION
    faults.listen(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app
