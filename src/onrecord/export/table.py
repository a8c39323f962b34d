"""Tables: CSV and XLSX from any entries of the record, to any binary stream."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from onrecord.errors import ExportError
from onrecord.export.cells import Cell, guarded
from onrecord.export.forms import Form, Layout, LeftOut, Written
from onrecord.export.tracker import COLUMNS, left_out, rows
from onrecord.ledger.rows import Entry

LEFT_OUT_HEADS = ("claim", "reason")


def write(entries: Iterable[Entry], form: Form, stream: BinaryIO, *, layout: Layout = Layout.TRACKER) -> Written:
    """Write entries as a table; CSV row by row as they come, XLSX with its sheets when all have come.

    In the layout `events`, which has no room for a status, what is no fact is left out; `Written.left_out` lists it.
    Raises `ExportError` where the form is no table or has not enough room.
    """
    if form is Form.CSV:
        return write_csv(entries, stream, layout=layout)
    if form is Form.XLSX:
        from onrecord.export.workbook import write_xlsx

        return write_xlsx(entries, stream, layout=layout)
    raise ExportError(f"{form.value} is no table; tables are csv and xlsx")


def write_csv(entries: Iterable[Entry], stream: BinaryIO, *, layout: Layout = Layout.TRACKER) -> Written:
    """Write entries as CSV: UTF-8, comma, a head, days as 2025-03-12."""
    tally = Tally(layout)
    stream.write(_line([column.head for column in COLUMNS[layout]]))
    stream.writelines(_line([_plain(value) for value in row]) for row in tally.rows_of(entries))
    return tally.written()


def write_left_out(left: Iterable[LeftOut], stream: BinaryIO) -> None:
    """Write what was left out, with the reasons, as CSV."""
    stream.write(_line(LEFT_OUT_HEADS))
    stream.writelines(_line([guarded(one.claim), guarded(one.reason)]) for one in left)


class Tally:
    """Counts what goes by: claims, reports, and what is left out."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._claims = 0
        self._reports: set[str] = set()
        self.left: list[LeftOut] = []

    def rows_of(self, entries: Iterable[Entry]) -> Iterator[list[Cell]]:
        """The rows of the entries under the layout's columns."""
        for entry in entries:
            yield from self.take(entry)

    def take(self, entry: Entry) -> list[list[Cell]]:
        """The rows of one entry."""
        found = rows(entry, self._layout)
        if found:
            self._claims += 1
            self._reports.add(entry.report.hash)
        else:
            self.left.append(LeftOut(entry.address, left_out(entry)))
        return found

    def written(self) -> Written:
        """The counts."""
        return Written(self._claims, len(self._reports), tuple(self.left))


def _plain(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else value


def _line(row: Iterable[str | int | float]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(row)
    return buffer.getvalue().encode("utf-8", "replace")
