"""Adding reports at the desk: a pasted text, or files that were dropped, each read and kept, or told why not.

A report in a language that is not read is kept all the same, without claims, for people to code by hand.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

from onrecord.desk.keeping import Keeper
from onrecord.errors import InputError, LedgerError, OnrecordError
from onrecord.intake.addresses import is_url
from onrecord.intake.admission import admit, unread
from onrecord.intake.inputs import Taken, Told, Ways, take
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Kept
from onrecord.model.decision import Maker
from onrecord.model.forms import Json
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True)
class Added:
    """A report that was added: what it was called, what became of it, how many claims it has; `note` says more."""

    name: str
    kept: Kept
    claims: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotAdded:
    """What could not be added, and why, in one line."""

    name: str
    why: str


type Outcome = Added | NotAdded


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as it came: its name, of which only the last part is used, and its bytes."""

    name: str
    data: bytes


def pasted(
    text: str, *, outlet: str, published: date | None, title: str = "", url: str = "", language: str = ""
) -> Report:
    """The report of a pasted text, taken exactly as given; without `language` it is told from the text.

    Raises `InputError` where something is missing, or the text is too long.
    """
    record: dict[str, Json] = {
        "text": text,
        "outlet": outlet,
        "title": title.strip(),
        "url": url.strip() or None,
        "language": language.strip() or None,
    }
    return admit(record, outlet=outlet, published=published)


def keep(ledger: Ledger, report: Report, made_by: Maker, *, name: str = "") -> Added:
    """Read a report and keep it; one in a language that is not read is kept without claims.

    Raises `LedgerError`, `ClaimError`, `ModelMissingError`.
    """
    reading, kept = Keeper(ledger, made_by).read(report)
    return Added(name, kept, len(reading.claims), _note(report))


def _note(report: Report) -> str:
    told = unread(report)
    return f"{told}; its claims are for you to pick by hand" if told else ""


def add_address(
    ledger: Ledger, url: str, made_by: Maker, *, outlet: str = "", published: date | None = None
) -> Iterator[Outcome]:
    """Fetch the page at a web address, read and keep it; as `add_files`."""
    if not is_url(url):
        raise InputError(f"{url[:80]!r} is no web address; it begins with https:// or http://")
    yield from _taken(ledger, url, made_by, Ways(outlet=outlet, published=published))


def add_files(
    ledger: Ledger, files: Sequence[Dropped], made_by: Maker, *, outlet: str = "", published: date | None = None
) -> Iterator[Outcome]:
    """Read files and keep what they hold, one outcome for every report in them, in their order.

    `outlet` and `published` fill what a file lacks. Raises `LedgerError` where the ledger cannot keep anything.
    """
    ways = Ways(outlet=outlet, published=published)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        for number, file in enumerate(files, 1):
            own = Path(folder) / str(number)
            own.mkdir()
            path = own / plain_name(file.name)
            path.write_bytes(file.data)
            yield from _taken(ledger, str(path), made_by, ways, shown=path.name)
            path.unlink()


def _taken(ledger: Ledger, path: str, made_by: Maker, ways: Ways, *, shown: str = "") -> Iterator[Outcome]:
    """What an input gives; `shown` is what it is called instead of `path`."""
    keeper = Keeper(ledger, made_by)
    for one in take([path], stdin=io.BytesIO(), ways=ways):
        if isinstance(one, Told):
            continue
        name = one.name.replace(path, shown or path)
        if not isinstance(one, Taken):
            yield NotAdded(name, one.why.replace(path, shown or path))
            continue
        try:
            original = (
                replace(one.original, name=one.original.name.replace(path, shown or path)) if one.original else None
            )
            reading, kept = keeper.read(one.report, original=original)
        except LedgerError:
            raise
        except OnrecordError as error:
            yield NotAdded(name, str(error))
        else:
            yield Added(name, kept, len(reading.claims), _note(one.report))


def plain_name(name: str) -> str:
    """The last part of a file's name as a browser sent it, fit to be a file's name here."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join(char if char.isprintable() and char not in '/\\:*?"<>|' else "_" for char in last).strip(". ")
    stem, suffix = PurePosixPath(kept).stem, PurePosixPath(kept).suffix
    return f"{stem[:80]}{suffix[:10]}" or "report.txt"
