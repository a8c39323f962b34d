"""Reading many inputs: one by one, or by several processes, with the same outcome in the same order.

Invariant: every input ends as read, known already, not read (why) or failed (why); none stops those after it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from onrecord.desk.changes import changed
from onrecord.desk.keeping import Keeper, read_report, reader_version
from onrecord.desk.runs import End
from onrecord.errors import LedgerError, ModelMissingError, OnrecordError
from onrecord.intake.arrivals import Arrival, NotRead, Taken, Told
from onrecord.ledger.rows import Kept, News
from onrecord.model.decision import Maker
from onrecord.model.mention import Reading
from onrecord.model.report import Report, is_english
from onrecord.scale.workers import Workers

IN_HAND = 8
"""Inputs a process that may wait for their turn: enough to bridge a long report, few enough to keep memory level."""

type Readers = Workers[Report, Reading, Maker]
type _Coming = Callable[[], Reading]
"""A reading that is being made, or is made when it is called for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input; `reading` where there is one, `why` where there is none, `kept` where it was kept.

    `passed` tells what is not read because it was not meant to be: nothing is wrong with it. `changed` says what a new
    version of a report changes of the one before it.
    """

    name: str
    size: int
    end: End
    why: str = ""
    reading: Reading | None = None
    kept: Kept | None = None
    passed: bool = False
    changed: tuple[str, ...] = ()


def readers(jobs: int) -> AbstractContextManager[Readers | None]:
    """The processes to read with, started; None where this one reads by itself (`jobs` 1)."""
    return nullcontext() if jobs < 2 else Workers(jobs, task=read_report, hello=reader_version)


def maker(by: Readers | None) -> Maker:
    """What reads: asked of a process, so that this one need not load the language model. Raises `ModelMissingError`."""
    return by.hello() if by is not None else reader_version()


def run(
    arrivals: Iterable[Arrival],
    *,
    keeper: Keeper | None = None,
    by: Readers | None = None,
    jobs: int = 1,
    mentions: bool = False,
) -> Iterator[Outcome | Told]:
    """Read what arrives, and keep it where there is a keeper; outcomes come in the order of the arrivals.

    `mentions` asks for all mentions of every reading. With processes (`by`, `jobs` of them) some inputs are read ahead.
    Raises `LedgerError` and `ModelMissingError`, without which no other input could be read either.
    """
    ahead = jobs * IN_HAND if by is not None else 0
    waiting: deque[tuple[Arrival, _Coming]] = deque()
    for arrival in arrivals:
        waiting.append((arrival, _begin(arrival, keeper, by, mentions=mentions)))
        while len(waiting) > ahead:
            yield _end(*waiting.popleft(), keeper)
    while waiting:
        yield _end(*waiting.popleft(), keeper)


def _begin(arrival: Arrival, keeper: Keeper | None, by: Readers | None, *, mentions: bool) -> _Coming:
    """Have a report read, unless its reading is known."""
    if not isinstance(arrival, Taken):
        return _nothing
    report = arrival.report
    held = keeper.known(report) if keeper is not None and not mentions else None
    if held is not None:
        return lambda: held
    if by is None or not is_english(report.language):
        return partial(keeper.reads if keeper is not None else read_report, report)
    return by.ask(report).result


def _nothing() -> Reading:
    raise AssertionError("there is no report")


def _end(arrival: Arrival, coming: _Coming, keeper: Keeper | None) -> Outcome | Told:
    if isinstance(arrival, Told):
        return arrival
    if isinstance(arrival, NotRead):
        return Outcome(arrival.name, arrival.size, End.NOT_READ, arrival.why, passed=arrival.passed)
    try:
        reading = coming()
        kept = keeper.keep(reading, original=arrival.original) if keeper is not None else None
        told = changed(keeper.ledger, kept) if keeper is not None else ()
    except (ModelMissingError, LedgerError):
        raise
    except OnrecordError as error:
        return _failed(arrival, str(error))
    except Exception as error:  # noqa: BLE001 - a fault in one report must not lose the others
        return _failed(arrival, f"{type(error).__name__}: {error}")
    if arrival.unread:
        return Outcome(arrival.name, arrival.size, End.NOT_READ, arrival.unread, kept=kept, changed=told)
    end = End.KNOWN if kept is not None and kept.news is News.KNOWN else End.READ
    return Outcome(arrival.name, arrival.size, end, reading=reading, kept=kept, changed=told)


def _failed(arrival: Taken, why: str) -> Outcome:
    return Outcome(arrival.name, arrival.size, End.FAILED, f"not read: {why}; please report this fault of onrecord")
