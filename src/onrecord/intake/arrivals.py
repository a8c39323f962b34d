"""What becomes of an input: a report, or a line that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.errors import InputError
from onrecord.intake.admission import unread
from onrecord.intake.records import Record
from onrecord.ledger.rows import Original
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True)
class Taken:
    """An input that gave a report; `size` in bytes of what was read for it, `original` what its bytes were.

    `unread` says why the report is kept without being read (its language), empty where it is to be read.
    """

    name: str
    size: int
    report: Report
    original: Original | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class NotRead:
    """An input that gave none, and why: what is wrong; what to do.

    `passed` where nothing is wrong: it is off topic, no page, or of another kind. Such are told as numbers, by `Told`.
    """

    name: str
    size: int
    why: str
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell about an input that is no fault."""

    name: str
    what: str


type Arrival = Taken | NotRead | Told

type Admit = Callable[[Record], Report]
"""From the fields of a record to its report, what it lacks filled in; raises `InputError`."""


def arrive(
    data: bytes, *, name: str, record: Callable[[bytes], Record], admitted: Admit, captured: datetime | None = None
) -> Arrival:
    """What becomes of the bytes of one report: `record` reads their fields, `admitted` makes the report of them."""
    try:
        if not data:
            raise InputError("empty; give the text of a report")
        report = admitted(record(data))
    except InputError as error:
        return NotRead(name, len(data), str(error))
    when = captured or datetime.now(UTC).replace(microsecond=0)
    return Taken(name, len(data), report, Original(hashlib.sha256(data).hexdigest(), when, name), unread(report))


def too_long(size: int, limit: int) -> str:
    """Why an input of `size` bytes is not taken."""
    return f"too big ({size:,} bytes or more, the limit is {limit:,}); split it into several reports"
