"""The command `onrecord`: one file a verb."""

from __future__ import annotations

import sys

STOPPED = 130
"""Exit status after Ctrl-C, as shells count it (128 + SIGINT)."""


def main() -> None:
    """Run the command; Ctrl-C ends it with one line, wherever it comes."""
    try:
        from onrecord.cli.app import app

        app(prog_name="onrecord")
    except KeyboardInterrupt:
        sys.stderr.write("onrecord: stopped\n")
        sys.exit(STOPPED)
