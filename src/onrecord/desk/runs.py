"""Runs: what became of every input, kept in a file beside the ledger.

Each line of the file is a JSON object: a run that begins, an input that gave no reading and why, a tally, a run that
ends. Lines are only ever added, so a run that was killed shows how far it came; a line torn by that is passed over.
Several runs may write at once: every line says of which run it is.
"""

from __future__ import annotations

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict

from onrecord.desk import followed
from onrecord.errors import InputError
from onrecord.model.forms import Json

ENDING = ".runs"
"""What is put behind the ledger's name."""
ENDINGS = ("", "-wal", "-shm", "-journal", ENDING, followed.ENDING)
"""What stands behind a ledger's name in those of its own files."""
TALLY_EVERY = 100
"""Inputs after which the counts so far are written."""


class End(StrEnum):
    """What became of an input."""

    READ = "read"
    KNOWN = "known"
    """The ledger had its reading already."""
    NOT_READ = "not_read"
    """It holds no report that can be read, or none that is to be."""
    FAILED = "failed"
    """A fault of onrecord."""


WORDS = {End.READ: "read", End.KNOWN: "known already", End.NOT_READ: "not read", End.FAILED: "failed"}


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that gave no reading, and why."""

    name: str
    end: End
    why: str


@dataclass(slots=True)
class Run:
    """One run: `number` counts from 1 over the file; `ended` is None where it was killed or is still at it.

    `stopped` tells that a person or an error has stopped it before its last input.
    """

    number: int
    begun: datetime
    paths: tuple[str, ...]
    reader: str
    counts: Counter[End] = field(default_factory=Counter)
    unread: list[Unread] = field(default_factory=list)
    ended: datetime | None = None
    stopped: bool = False

    @property
    def inputs(self) -> int:
        """How many inputs it has come to."""
        return sum(self.counts.values())


def runs_path(ledger: Path) -> Path:
    """The file of a ledger's runs."""
    return ledger.with_name(ledger.name + ENDING)


def own_files(ledger: Path) -> frozenset[Path]:
    """The files that belong to a ledger, by their whole paths: none of them is an input."""
    whole = Path(os.path.abspath(ledger))  # noqa: PTH100 - links are left as they are
    return frozenset(whole.with_name(whole.name + ending) for ending in ENDINGS)


def counts_words(counts: Mapping[End, int]) -> str:
    """Counts in words: "3 read, 1 not read"; "nothing" where there is none."""
    return ", ".join(f"{counts[end]:,} {WORDS[end]}" for end in End if counts.get(end)) or "nothing"


class UnreadForm(TypedDict):
    """An input that gave no reading."""

    input: str
    end: str
    why: str


class RunForm(TypedDict):
    """A row of `onrecord runs`."""

    run: int
    begun: str
    ended: str | None
    stopped: bool
    reader: str
    paths: list[str]
    counts: dict[str, int]
    unread: list[UnreadForm]


RUN_COLUMNS = ("run", "begun", "ended", "stopped", *(end.value for end in End), "reader", "paths")


def run_form(run: Run) -> RunForm:
    """A run ready for JSON."""
    return {
        "run": run.number,
        "begun": run.begun.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        "stopped": run.stopped,
        "reader": run.reader,
        "paths": list(run.paths),
        "counts": {end.value: run.counts[end] for end in End},
        "unread": [{"input": one.name, "end": one.end.value, "why": one.why} for one in run.unread],
    }


def run_row(run: Run) -> list[str | int | None]:
    """A run under `RUN_COLUMNS`."""
    ended = run.ended.isoformat() if run.ended else None
    begun, stopped = run.begun.isoformat(), "yes" if run.stopped else "no"
    return [run.number, begun, ended, stopped, *(run.counts[end] for end in End), run.reader, "; ".join(run.paths)]


class Book:
    """Writes down one run as it goes; a context, which ends it."""

    def __init__(self, ledger: Path, *, paths: Sequence[str], reader: str) -> None:
        self._path = runs_path(ledger)
        self._own = secrets.token_hex(6)
        self.counts: Counter[End] = Counter()
        self._add({"begun": _now(), "paths": list(paths), "reader": reader})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(*([InputError] if kind is not None else [])):  # what has stopped the run is what is told
            self._add({"ended": _now(), "counts": self._tally(), "stopped": kind is not None})

    def note(self, name: str, end: End, why: str = "") -> None:
        """An input has come to its end."""
        self.counts[end] += 1
        if end in (End.NOT_READ, End.FAILED):
            self._add({"input": name, "end": end.value, "why": why})
        elif self.counts.total() % TALLY_EVERY == 0:
            self._add({"counts": self._tally()})

    def _tally(self) -> dict[str, Json]:
        return {end.value: self.counts[end] for end in End}

    def _add(self, told: Mapping[str, Json]) -> None:
        line = json.dumps({"run": self._own, **told}, ensure_ascii=True).encode() + b"\n"
        try:
            # A torn last line must not swallow this one; one write is one line, whoever else writes.
            torn = self._path.exists() and self._path.stat().st_size and not _ends_in_break(self._path)
            with self._path.open("ab", buffering=0) as file:
                file.write((b"\n" if torn else b"") + line)
        except OSError as error:
            raise InputError(
                f"{self._path}: the run cannot be written down ({(error.strerror or 'no reason given').lower()})"
            ) from error


def runs(ledger: Path) -> list[Run]:
    """The runs into a ledger, oldest first. Raises `InputError` where their file cannot be opened."""
    found: dict[str, Run] = {}
    for told in _lines(runs_path(ledger)):
        own = str(told.get("run"))
        try:
            if "begun" in told:
                paths = tuple(str(path) for path in _listed(told.get("paths")))
                begun = datetime.fromisoformat(str(told["begun"]))
                found[own] = Run(len(found) + 1, begun, paths, str(told.get("reader", "")))
            elif own in found:
                _take(found[own], told)
        except (KeyError, ValueError, TypeError):
            continue
    return list(found.values())


def _take(run: Run, told: Mapping[str, Json]) -> None:
    if "input" in told:
        end = End(str(told["end"]))
        run.unread.append(Unread(str(told["input"]), end, str(told.get("why", ""))))
        run.counts[end] += 1
    counts = told.get("counts")
    if isinstance(counts, Mapping):
        run.counts = Counter({end: int(str(counts.get(end.value, 0))) for end in End})
    if "ended" in told:
        run.ended = datetime.fromisoformat(str(told["ended"]))
        run.stopped = bool(told.get("stopped"))


def _listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _lines(path: Path) -> Iterator[Mapping[str, Json]]:
    try:
        with path.open("rb") as file:
            for line in file:
                try:
                    told = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(told, dict):
                    yield told
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({(error.strerror or 'no reason given').lower()})") from error


def _ends_in_break(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
