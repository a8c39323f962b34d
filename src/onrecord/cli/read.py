"""`onrecord read`: reports in, claims out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import typer

from onrecord.cli import STOPPED
from onrecord.cli.bar import Bar
from onrecord.cli.screen import Screen, complain
from onrecord.cli.view import Tally, show, show_sum
from onrecord.errors import ModelMissingError, OnrecordError
from onrecord.intake.inputs import SUFFIXES, NotRead, Told, take, total_size
from onrecord.model.mention import Reading
from onrecord.model.record import to_record
from onrecord.model.report import Report

NOT_ALL_READ = 1
"""Exit status where an input could not be read."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read, and what fills in where an input lacks it."""

    paths: tuple[str, ...]
    outlet: str
    published: date | None


type Write = Callable[[Reading], None]


def _day(text: str | None) -> date | None:
    """A date, or a datetime whose own offset gives the date."""
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date such as 2025-03-12") from error


def read_reports(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help=f"Files ({' '.join(SUFFIXES)}), folders, or - for stdin.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a report, on one line.")] = False,
    mentions: Annotated[bool, typer.Option("--mentions", help="With --json: add all that was found.")] = False,
    outlet: Annotated[str, typer.Option("--outlet", metavar="NAME", help="The outlet, where an input has none.")] = "",
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The publication date, where an input has none."),
    ] = None,
    no_ledger: Annotated[  # noqa: ARG001 - nothing is kept yet, with or without it
        bool, typer.Option("--no-ledger", help="Keep nothing. Nothing is kept yet; accepted for what is to come.")
    ] = False,
) -> None:
    """Read reports and show who claims what, how sure, and the words that say so."""
    day = _day(published)
    if mentions and not as_json:
        raise typer.BadParameter("--mentions adds to what --json prints: give both")
    inputs = Inputs(tuple(paths), outlet, day)
    try:
        complete = _print_all(inputs, mentions=mentions) if as_json else _show_all(inputs)
    except KeyboardInterrupt:
        complain("stopped")
        raise typer.Exit(STOPPED) from None
    except ModelMissingError as error:
        complain(str(error))
        complete = False
    if not complete:
        raise typer.Exit(NOT_ALL_READ)


def _print_all(inputs: Inputs, *, mentions: bool) -> bool:
    return _read_all(inputs, lambda reading: _print_record(reading, mentions=mentions))


def _show_all(inputs: Inputs) -> bool:
    screen, tally = Screen(), Tally()

    def show_reading(reading: Reading) -> None:
        tally.add(reading.claims)
        show(reading, screen)

    complete = _read_all(inputs, show_reading)
    show_sum(tally, screen)
    return complete


def _print_record(reading: Reading, *, mentions: bool) -> None:
    """One line of JSON, as UTF-8 whatever the locale."""
    line = json.dumps(to_record(reading, mentions=mentions), ensure_ascii=False)
    stream = typer.get_binary_stream("stdout")
    stream.write(line.encode("utf-8") + b"\n")
    stream.flush()


def _read(report: Report) -> Reading | str:
    """The reading of a report, or why there is none; raises `ModelMissingError`."""
    from onrecord.reading.read import read

    try:
        return read(report)
    except ModelMissingError:
        raise
    except OnrecordError as error:
        return f"not read: {error}; please report this fault of onrecord"
    except Exception as error:  # noqa: BLE001 - a fault in one report must not lose the others
        return f"not read: {type(error).__name__}: {error}; please report this fault of onrecord"


def _read_all(inputs: Inputs, write: Write) -> bool:
    """Read and write report by report, telling what cannot be read; False where something could not."""
    complete = True
    stdin = typer.get_binary_stream("stdin")
    with Bar(total_size(inputs.paths)) as bar:
        for arrival in take(inputs.paths, stdin=stdin, outlet=inputs.outlet, published=inputs.published):
            if isinstance(arrival, Told):
                with bar.aside():
                    complain(arrival.what, about=arrival.name)
                continue
            outcome = arrival.why if isinstance(arrival, NotRead) else _read(arrival.report)
            with bar.aside():
                if isinstance(outcome, Reading):
                    write(outcome)
                else:
                    complete = False
                    complain(outcome, about=arrival.name)
            bar.advance(arrival.size)
    return complete
