"""`onrecord serve`: the desk in the browser."""

from __future__ import annotations

import os
import sys
import webbrowser
from typing import Annotated

import typer

from onrecord.cli.options import CODER, DEFAULT_LEDGER, LedgerOption

_PORT = 8765

PortOption = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes any that is free.")
]
NameOption = Annotated[
    str, typer.Option("--coder", metavar="NAME", envvar=CODER, help="The person who decides; else the desk asks.")
]
QuietOption = Annotated[bool, typer.Option("--no-browser", help="Print the address, and open no browser.")]


def serve_desk(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    port: PortOption = _PORT,
    coder: NameOption = "",
    no_browser: QuietOption = False,
) -> None:
    """Open the desk: read, check and correct claims in the browser. Only this machine reaches it. Ctrl-C closes it."""
    from onrecord.web.serving import serve

    def announce(address: str) -> None:
        typer.echo(f"The desk is open at {address}")
        typer.echo("The address opens it once, for one browser. Ctrl-C closes the desk.")
        sys.stdout.flush()
        if not no_browser and _has_screen():
            webbrowser.open(address)

    try:
        serve(ledger, port=port, coder=coder, announce=announce)
    except KeyboardInterrupt:
        typer.echo("The desk is closed.")


def _has_screen() -> bool:
    """Whether a browser would have a window: one in the terminal would take the terminal for itself."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
