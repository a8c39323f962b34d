"""`onrecord read`: reports in, claims out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import STOPPED
from onrecord.cli.bar import Bar
from onrecord.cli.intake_options import IntakeOptions
from onrecord.cli.listing import print_line
from onrecord.cli.screen import Screen, add_line, complain
from onrecord.cli.spread import spread
from onrecord.cli.view import Tally, kept_words, show, show_sum
from onrecord.desk.keeping import Keeper
from onrecord.desk.running import Outcome, maker, readers, run
from onrecord.desk.runs import Book, End, counts_words, own_files
from onrecord.intake.inputs import SUFFIXES, Arrival, Taken, Told, Ways, take, total_size
from onrecord.ledger.opening import DEFAULT, open_ledger
from onrecord.ledger.rows import News
from onrecord.model.mention import Reading
from onrecord.model.record import to_record

NOT_ALL_READ = 1
"""Exit status where an input could not be read."""

type Write = Callable[[Reading], None]

PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help=f"Files ({' '.join(SUFFIXES)}), folders, addresses, or - for stdin."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a report, on one line.")]
MentionsOption = Annotated[bool, typer.Option("--mentions", help="With --json: add all that was found.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, metavar="N", help="Read with N processes.")]
LedgerOption = Annotated[
    Path | None, typer.Option("--ledger", metavar="FILE", help=f"Keep it in this ledger (default {DEFAULT}).")
]
NoLedgerOption = Annotated[bool, typer.Option("--no-ledger", help="Keep nothing.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read, what to print, where to keep."""

    as_json: JsonOption = False
    mentions: MentionsOption = False
    jobs: JobsOption = 1
    ledger: LedgerOption = None
    no_ledger: NoLedgerOption = False

    def __post_init__(self) -> None:
        if self.mentions and not self.as_json:
            raise typer.BadParameter("--mentions adds to what --json prints: give both")
        if self.no_ledger and self.ledger is not None:
            raise typer.BadParameter("--ledger names where to keep, --no-ledger keeps nothing: give one")

    @property
    def path(self) -> Path | None:
        """The ledger's file; None where nothing is kept."""
        return None if self.no_ledger else self.ledger or Path(DEFAULT)


@dataclass(slots=True)
class Account:
    """What a run has come to."""

    counts: Counter[End] = field(default_factory=Counter)
    news: Counter[News] = field(default_factory=Counter)
    review: dict[str, int] = field(default_factory=dict)
    passed: int = 0

    def take(self, outcome: Outcome) -> None:
        """One more input has come to its end."""
        self.counts[outcome.end] += 1
        self.passed += outcome.passed
        if outcome.kept is not None:
            self.news[outcome.kept.news] += 1
            self.review[outcome.kept.report] = outcome.kept.review

    @property
    def complete(self) -> bool:
        """Whether all that was meant to be read could be."""
        return self.counts[End.NOT_READ] == self.passed and not self.counts[End.FAILED]


@spread
def read_reports(paths: PathsArgument, *, how: ReadOptions, intake: IntakeOptions) -> None:
    """Read reports, keep them, and show who claims what, how sure, and the words that say so."""
    ways = intake.ways()
    try:
        account = _read(tuple(paths), how, ways)
    except KeyboardInterrupt:
        complain("stopped")
        raise typer.Exit(STOPPED) from None
    if not account.complete:
        raise typer.Exit(NOT_ALL_READ)


def _read(paths: tuple[str, ...], how: ReadOptions, ways: Ways) -> Account:
    """Read with or without a ledger, and say what has come of it."""
    path, account = how.path, Account()
    if path is not None:
        ways = replace(ways, apart=own_files(path))
    arrivals: Iterable[Arrival] = take(paths, stdin=typer.get_binary_stream("stdin"), ways=ways)
    if path is not None and not path.exists():
        arrivals, some = _begun(arrivals)
        path = path if some else None  # a mistyped name must not leave an empty ledger
    write, close = _printing(how)
    with Bar(total_size(paths)) as bar, readers(how.jobs) as by:
        if path is None:
            for outcome in run(arrivals, by=by, jobs=how.jobs, mentions=how.mentions):
                _tell(outcome, account, bar, write)
        else:
            with open_ledger(path) as ledger:
                keeper = Keeper(ledger, maker(by))
                with Book(path, paths=paths, reader=keeper.made_by.code) as book:
                    for outcome in run(arrivals, keeper=keeper, by=by, jobs=how.jobs, mentions=how.mentions):
                        _tell(outcome, account, bar, write)
                        if isinstance(outcome, Outcome):
                            book.note(outcome.name, outcome.end, outcome.why)
    close()
    _sum_up(account, path, how)
    return account


def _begun(arrivals: Iterable[Arrival]) -> tuple[Iterator[Arrival], bool]:
    """The arrivals, and whether there is any report among them; they are awaited up to the first."""
    rest, first = iter(arrivals), list[Arrival]()
    for arrival in rest:
        first.append(arrival)
        if isinstance(arrival, Taken):
            return chain(first, rest), True
    return iter(first), False


def _printing(how: ReadOptions) -> tuple[Write, Callable[[], None]]:
    """What writes a reading, and what writes the sum at the end."""
    if how.as_json:
        return (lambda reading: _print_record(reading, mentions=how.mentions)), lambda: None
    screen, tally = Screen(), Tally()

    def show_reading(reading: Reading) -> None:
        tally.add(reading.claims)
        show(reading, screen)

    return show_reading, lambda: show_sum(tally, screen)


def _print_record(reading: Reading, *, mentions: bool) -> None:
    """One line of JSON, as UTF-8 whatever the locale."""
    print_line(json.dumps(to_record(reading, mentions=mentions), ensure_ascii=False))


def _tell(outcome: Outcome | Told, account: Account, bar: Bar, write: Write) -> None:
    """Write what became of an input."""
    with bar.aside():
        if isinstance(outcome, Told):
            complain(outcome.what, about=outcome.name)
            return
        account.take(outcome)
        if outcome.reading is not None:
            write(outcome.reading)
        elif not outcome.passed:
            complain(outcome.why, about=outcome.name)
        if outcome.changed:
            complain("a new version of a report; what has changed:", about=outcome.name)
            for line in outcome.changed:
                add_line(line)
    bar.advance(outcome.size)


def _sum_up(account: Account, path: Path | None, how: ReadOptions) -> None:
    """Say what was kept, what was not read, and what should be looked at again."""
    left = {end: account.counts[end] for end in (End.NOT_READ, End.FAILED) if account.counts[end]}
    if path is None:
        return
    if account.counts and not how.as_json:
        more = f"; {counts_words(left)} (onrecord runs says why)" if left else ""
        Screen().line(kept_words(account.news, path) + more)
    if again := sum(account.review.values()):
        told = "1 decision should" if again == 1 else f"{again} decisions should"
        complain(f"{told} be looked at again: onrecord review", about=str(path))
