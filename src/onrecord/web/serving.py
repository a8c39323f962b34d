"""Serving the desk from this machine to this machine."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from threading import Thread

import uvicorn

from onrecord.errors import InputError, OnrecordError
from onrecord.ledger.protocol import Ledger
from onrecord.web.app import make_app
from onrecord.web.safety import DOOR
from onrecord.web.state import desk_in

HOST = "127.0.0.1"
PORT = 8765
"""Where the desk is found unless another port is asked for; 0 takes any that is free."""

_GOODBYE_SECONDS = 2
"""How long answers under way are waited for when the desk is closed."""


def serve(ledger: Path, *, port: int = PORT, coder: str = "", announce: Callable[[str], None]) -> None:
    """Serve the ledger in a file until the process is told to stop; `announce` is given the address that opens it.

    Raises `InputError` where the port cannot be had, `LedgerError` where the file is no ledger.
    """
    with _listening(port) as listener:
        token = token_urlsafe()
        app = make_app(ledger, token=token, coder=coder)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                ws="none",
                timeout_graceful_shutdown=_GOODBYE_SECONDS,
            )
        )
        announce(f"http://{HOST}:{listener.getsockname()[1]}{DOOR}?token={token}")
        Thread(target=_warm, args=(desk_in(app).ledger,), daemon=True).start()
        server.run(sockets=[listener])


def _warm(ledger: Ledger) -> None:
    """Count the claims once before the first page asks for it."""
    with suppress(OnrecordError):
        ledger.facets()


def _listening(port: int) -> socket.socket:
    """A socket that listens: whoever opens the address now is answered as soon as the server runs."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(f"port {port} is taken by another program; give another one with --port") from error
        raise InputError(f"port {port} cannot be had ({error.strerror}); give another one with --port") from error
    return listener
