"""The command `onrecord`: one file a verb."""

from __future__ import annotations

import sys

STOPPED = 130
"""Exit status after Ctrl-C, as shells count it (128 + SIGINT)."""

FAILED = 1
"""Exit status where something asked for could not be done."""


def main() -> None:
    """Run the command; Ctrl-C and every error raised on purpose end it with one line, wherever they come."""
    from onrecord.errors import OnrecordError

    try:
        from onrecord.cli.app import app

        app(prog_name="onrecord")
    except KeyboardInterrupt:
        sys.stderr.write("onrecord: stopped\n")
        sys.exit(STOPPED)
    except OnrecordError as error:
        from onrecord.cli.screen import complain

        complain(str(error))
        sys.exit(FAILED)
