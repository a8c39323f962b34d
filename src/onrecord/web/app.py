"""The app: the pages of the desk put together, behind what keeps it safe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from onrecord.ledger.opening import open_ledger
from onrecord.web import faults
from onrecord.web.safety import LOCAL, MAX_BODY, Keys, Safety, has_form_token
from onrecord.web.state import Desk

ROOMS = (
    ("start", "Start", "/"),
    ("claims", "Ledger", "/ledger"),
    ("matters", "Matters", "/matters"),
    ("reports", "Reports", "/reports"),
    ("review", "Review", "/review"),
    ("adding", "Add", "/add"),
    ("actors", "Actors", "/actors"),
    ("sources", "Sources", "/sources"),
    ("ruling", "", ""),
    ("report", "", ""),
    ("api", "", ""),
)
"""The modules of pages, each with a `router`: its name, how the navigation calls it, where it leads."""

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
    app.state.nav = []
    faults.listen(app)
    for module, title, address in ROOMS:
        if find_spec(f"onrecord.web.{module}") is None:
            continue
        router = import_module(f"onrecord.web.{module}").router
        if not isinstance(router, APIRouter):
            raise TypeError(f"onrecord.web.{module} has no router")
        app.include_router(router)
        if title:
            app.state.nav.append((title, address))
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app
