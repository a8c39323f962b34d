"""What is known of the feeds that are followed, kept in a file beside the ledger.

Each line of the file is a JSON object that says what a feed or one of its entries has come to; later lines replace
earlier ones. Lines are only added while a watch runs, so that nothing settled is lost when it is killed, and a line
torn by that is passed over: what it said is done once more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import InputError
from onrecord.model.forms import Json

ENDING = ".feeds"
"""What is put behind the ledger's name."""


@dataclass(slots=True)
class Settled:
    """An entry that has been fetched: its stamp then; `tries` that failed for now, 0 where it is done."""

    stamp: str
    tries: int = 0


@dataclass(slots=True)
class Followed:
    """A feed: how it answered last, when it may be asked again (seconds since 1970), failures in a row."""

    etag: str = ""
    modified: str = ""
    next: float = 0.0
    failures: int = 0
    entries: dict[str, Settled] = field(default_factory=dict)


class Feeds:
    """The feeds followed into one ledger. Raises `InputError` where their file cannot be read or written."""

    def __init__(self, ledger: Path) -> None:
        self._path = ledger.with_name(ledger.name + ENDING)
        self._known: dict[str, Followed] = {}
        try:
            if self._path.exists():
                for line in self._path.read_bytes().splitlines():
                    with suppress(ValueError, RecursionError, KeyError, TypeError, AttributeError):
                        self._take(json.loads(line))
            self._rewrite()
        except OSError as error:
            raise self._trouble(error) from error

    def __getitem__(self, url: str) -> Followed:
        """What is known of a feed; of a new one, nothing."""
        return self._known.setdefault(url, Followed())

    def settle(self, url: str, entry: str, settled: Settled) -> None:
        """Keep what an entry of a feed has come to."""
        self[url].entries[entry] = settled
        self._add(_entry_line(url, entry, settled))

    def answered(self, url: str, followed: Followed) -> None:
        """Keep how a feed has answered."""
        self._known[url] = followed
        self._add(_feed_line(url, followed))

    def _take(self, told: Mapping[str, Json]) -> None:
        one = self[str(told["feed"])]
        if "entry" in told:
            one.entries[str(told["entry"])] = Settled(str(told["stamp"]), int(str(told["tries"])))
            return
        one.etag, one.modified = str(told["etag"]), str(told["modified"])
        one.next, one.failures = float(str(told["next"])), int(str(told["failures"]))

    def _rewrite(self) -> None:
        """The file anew with one line for each feed and entry: whole or not at all."""
        lines = []
        for url, followed in self._known.items():
            lines.append(_feed_line(url, followed))
            lines += [_entry_line(url, entry, settled) for entry, settled in followed.entries.items()]
        if not lines:
            return
        new = self._path.with_name(self._path.name + ".new")
        with new.open("wb") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def _add(self, line: bytes) -> None:
        try:
            with self._path.open("ab", buffering=0) as file:
                file.write(line)
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> InputError:
        return InputError(f"{self._path}: cannot be used ({(error.strerror or 'no reason given').lower()})")


def _feed_line(url: str, one: Followed) -> bytes:
    told = {"feed": url, "etag": one.etag, "modified": one.modified, "next": one.next, "failures": one.failures}
    return json.dumps(told).encode() + b"\n"


def _entry_line(url: str, entry: str, one: Settled) -> bytes:
    return json.dumps({"feed": url, "entry": entry, "stamp": one.stamp, "tries": one.tries}).encode() + b"\n"
