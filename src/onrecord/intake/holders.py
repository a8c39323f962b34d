"""Tables of office-holders: name, office, country, from, to, source.

Invariant: the whole table is read or nothing; what is wrong is told with the number of its line.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.errors import InputError

COLUMNS = ("name", "office", "country", "from", "to", "source")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A row as it stands, with its line; both days are inclusive, None where they are left empty."""

    line: int
    name: str
    office: str
    country: str
    starts: date | None
    ends: date | None
    source: str


def holder_rows(text: str) -> tuple[HolderRow, ...]:
    """The rows of a table with a head that has these columns, in any order.

    A day is a date, a month ("2025-03") or a year; the first or last day of it is meant. Raises `InputError`.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[HolderRow] = []
    try:
        head = [field.strip().lower() for field in next(reader, [])]
        if sorted(head) != sorted(COLUMNS):
            raise InputError(f"line 1: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            if any(field.strip() for field in row):
                if len(row) != len(head):
                    raise InputError(f"line {reader.line_num}: {len(row)} fields instead of {len(head)}")
                found.append(_row(dict(zip(head, (field.strip() for field in row), strict=True)), reader.line_num))
    except csv.Error as error:
        raise InputError(f"line {reader.line_num}: this is no table ({error})") from error
    if not found:
        raise InputError("line 2: there are no office-holders")
    return tuple(found)


def _row(row: Mapping[str, str], line: int) -> HolderRow:
    for column in ("name", "office", "source"):
        if not any(char.isalnum() for char in row[column]):
            raise InputError(f"line {line}: the {column} is missing")
    starts, ends = _day(row["from"], "from", line, last=False), _day(row["to"], "to", line, last=True)
    if starts and ends and starts > ends:
        raise InputError(f"line {line}: it ends ({ends}) before it starts ({starts})")
    return HolderRow(line, row["name"], row["office"], row["country"], starts, ends, row["source"])


def _day(text: str, column: str, line: int, *, last: bool) -> date | None:
    if not text:
        return None
    parts = _DAY.fullmatch(text)
    try:
        if parts is None:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in parts.groups())
        month = month or (12 if last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except (ValueError, IndexError) as error:
        raise InputError(f"line {line}: {column} is {text[:40]!r}, which is no date such as 2025-03-12") from error
