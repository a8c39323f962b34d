"""`onrecord read`: reports in, claims out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import STOPPED
from onrecord.cli.bar import Bar
from onrecord.cli.listing import print_line
from onrecord.cli.options import day
from onrecord.cli.screen import Screen, complain
from onrecord.cli.view import Tally, kept_words, show, show_sum
from onrecord.desk.keeping import Keeper, original_of, read_report, reader_version
from onrecord.errors import LedgerError, ModelMissingError, OnrecordError
from onrecord.intake.inputs import SUFFIXES, NotRead, Told, take, total_size
from onrecord.ledger.opening import DEFAULT, open_ledger
from onrecord.ledger.rows import News
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
type Reads = Callable[[Report, str], Reading]
"""From a report and the name of its input to its reading, kept where it is to be kept."""


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
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="FILE", help=f"Keep it in this ledger (default {DEFAULT}).")
    ] = None,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="Keep nothing.")] = False,
) -> None:
    """Read reports, keep them, and show who claims what, how sure, and the words that say so."""
    inputs = Inputs(tuple(paths), outlet, day(published))
    if mentions and not as_json:
        raise typer.BadParameter("--mentions adds to what --json prints: give both")
    if no_ledger and ledger is not None:
        raise typer.BadParameter("--ledger names where to keep, --no-ledger keeps nothing: give one")
    path = None if no_ledger else ledger or Path(DEFAULT)
    try:
        complete = _read_into(path, inputs, as_json=as_json, mentions=mentions)
    except KeyboardInterrupt:
        complain("stopped")
        raise typer.Exit(STOPPED) from None
    if not complete:
        raise typer.Exit(NOT_ALL_READ)


def _read_into(path: Path | None, inputs: Inputs, *, as_json: bool, mentions: bool) -> bool:
    """Read with or without a ledger; False where something could not be read."""
    if path is None:
        return _print_or_show(inputs, lambda report, _: read_report(report), as_json=as_json, mentions=mentions)
    news = Counter[News]()
    review: dict[str, int] = {}
    with open_ledger(path) as ledger:
        keeper = Keeper(ledger, reader_version())

        def keep(report: Report, name: str) -> Reading:
            reading, kept = keeper.read(report, original=original_of(name), mentions=mentions)
            news[kept.news] += 1
            review[kept.report] = kept.review
            return reading

        complete = _print_or_show(inputs, keep, as_json=as_json, mentions=mentions)
    if news and not as_json:
        Screen().line(kept_words(news, path))
    if again := sum(review.values()):
        told = "1 decision should" if again == 1 else f"{again} decisions should"
        complain(f"{told} be looked at again: onrecord review", about=str(path))
    return complete


def _print_or_show(inputs: Inputs, reads: Reads, *, as_json: bool, mentions: bool) -> bool:
    return _print_all(inputs, reads, mentions=mentions) if as_json else _show_all(inputs, reads)


def _print_all(inputs: Inputs, reads: Reads, *, mentions: bool) -> bool:
    return _read_all(inputs, reads, lambda reading: _print_record(reading, mentions=mentions))


def _show_all(inputs: Inputs, reads: Reads) -> bool:
    screen, tally = Screen(), Tally()

    def show_reading(reading: Reading) -> None:
        tally.add(reading.claims)
        show(reading, screen)

    complete = _read_all(inputs, reads, show_reading)
    show_sum(tally, screen)
    return complete


def _print_record(reading: Reading, *, mentions: bool) -> None:
    """One line of JSON, as UTF-8 whatever the locale."""
    print_line(json.dumps(to_record(reading, mentions=mentions), ensure_ascii=False))


def _read(report: Report, name: str, reads: Reads) -> Reading | str:
    """The reading of a report, or why there is none; raises what no other report could do without."""
    try:
        return reads(report, name)
    except (ModelMissingError, LedgerError):
        raise
    except OnrecordError as error:
        return f"not read: {error}; please report this fault of onrecord"
    except Exception as error:  # noqa: BLE001 - a fault in one report must not lose the others
        return f"not read: {type(error).__name__}: {error}; please report this fault of onrecord"


def _read_all(inputs: Inputs, reads: Reads, write: Write) -> bool:
    """Read and write report by report, telling what cannot be read; False where something could not."""
    complete = True
    stdin = typer.get_binary_stream("stdin")
    with Bar(total_size(inputs.paths)) as bar:
        for arrival in take(inputs.paths, stdin=stdin, outlet=inputs.outlet, published=inputs.published):
            if isinstance(arrival, Told):
                with bar.aside():
                    complain(arrival.what, about=arrival.name)
                continue
            outcome = arrival.why if isinstance(arrival, NotRead) else _read(arrival.report, arrival.name, reads)
            with bar.aside():
                if isinstance(outcome, Reading):
                    write(outcome)
                else:
                    complete = False
                    complain(outcome, about=arrival.name)
            bar.advance(arrival.size)
    return complete
