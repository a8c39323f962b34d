"""`onrecord watch`: follow feeds, and keep each report they tell of."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import STOPPED
from onrecord.cli.intake_options import OutletOption, PrivateOption
from onrecord.cli.screen import Screen, complain
from onrecord.cli.spread import spread
from onrecord.desk.followed import Feeds
from onrecord.desk.keeping import Keeper, reader_version
from onrecord.desk.running import Outcome
from onrecord.desk.runs import Book
from onrecord.desk.watching import Watch, feeds_of
from onrecord.intake.arrivals import Told
from onrecord.intake.fetching import Fetcher
from onrecord.intake.inputs import Ways
from onrecord.ledger.opening import DEFAULT, open_ledger
from onrecord.ledger.rows import News
from onrecord.model.mention import Reading

NOT_ALL = 1
"""Exit status of a single round in which something did not come."""
_WORDS = {News.NEW: "new", News.NEW_VERSION: "new version", News.NEW_READING: "read anew", News.KNOWN: "known"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How feeds are followed."""

    ledger: Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The ledger to keep reports in.")] = Path(
        DEFAULT
    )
    every: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1, help="Minutes between two looks at a feed.")
    ] = 15.0
    once: Annotated[bool, typer.Option("--once", help="Look at every feed once, and end.")] = False
    delay: Annotated[
        float, typer.Option("--delay", metavar="SECONDS", min=0, help="Least time between two requests to one site.")
    ] = 1.0
    outlet: OutletOption = ""
    private: PrivateOption = False


@spread
def watch_feeds(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED...", help="Addresses of feeds (RSS, Atom, JSON Feed), or OPML lists.")
    ],
    *,
    how: WatchOptions,
) -> None:
    """Follow feeds: fetch, read and keep each report they tell of, one line a report."""
    ways = Ways(outlet=how.outlet, fetcher=Fetcher(private=how.private, delay=how.delay))
    complete = True
    try:
        urls = feeds_of(feeds, ways)
        with open_ledger(how.ledger) as ledger:
            watch = Watch(Keeper(ledger, reader_version()), Feeds(how.ledger), ways, every=how.every * 60)
            with Book(how.ledger, paths=urls, reader=watch.keeper.made_by.code) as book:
                while True:
                    for seen in watch.round(urls):
                        complete = _tell(seen, book) and complete
                    if how.once:
                        break
                    time.sleep(max(1.0, watch.pause(urls)))
    except KeyboardInterrupt:
        complain("stopped; the same command goes on where it was")
        raise typer.Exit(STOPPED) from None
    if not complete:
        raise typer.Exit(NOT_ALL)


def _tell(outcome: Outcome | Told, book: Book) -> bool:
    """Print what was seen and write it down; False where something did not come."""
    if isinstance(outcome, Told):
        complain(outcome.what, about=outcome.name)
        return True
    book.note(outcome.name, outcome.end, outcome.why)
    if outcome.passed:
        return True
    reading, kept = outcome.reading, outcome.kept
    if reading is None or kept is None:
        complain(outcome.why, about=outcome.name)
        return False
    Screen().line(_line(reading, kept.news))
    for line in outcome.changed:
        Screen().line(f"    {line}")
    return True


def _line(reading: Reading, news: News) -> str:
    report, number = reading.report, len(reading.claims)
    claims = "1 claim" if number == 1 else f"{number} claims"
    title = " ".join((report.title or report.id).split())
    return f"{_WORDS[news]}: {report.published} {report.outlet}: {title} ({claims}, {report.hash[:8]})"
