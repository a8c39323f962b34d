"""XLSX: the table as a workbook with frozen heads, filters, real days and real numbers.

Invariant: text stays text; no cell is a formula or a link, whatever stands in it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import ExportError
from onrecord.export.cells import Cell, visible
from onrecord.export.forms import Layout, LeftOut, Written
from onrecord.export.table import LEFT_OUT_HEADS, Tally
from onrecord.export.tracker import COLUMNS, Column, Look, rows
from onrecord.ledger.rows import Entry

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1_048_576
"""Rows that a sheet can have."""
LONGEST = 32_767
"""Characters that a cell can have."""
CUT = " […cut: longer than a cell can be]"
_WHOLE = 10**15
"""Whole numbers from here on lose their last figures in a spreadsheet; they are written as text."""
_FIRST_YEAR = 1900
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same entries give the same bytes, so the file does not tell the time it was made."""

_ABOUT = (
    "One row of “claims” is one claim of one report; one row of “items” is one thing it counts.",
    "A claim tells what its sources say, not what is true. Only rows with “yes” under “fact” are told as facts.",
    "Read “status” with every row: what is planned, possible, refused, denied or hearsay is told there in words.",
    "Several values stand in one cell with semicolons, in the order of the items; “items” has them row by row.",
)
_ABOUT_EVENTS = (
    "One row of “events” is one act that the sources named tell as a fact; it is not for that true.",
    "There is no column for a status here. What is no fact was left out: “left out” lists it with the reasons.",
)
_NAMES = {Layout.TRACKER: "claims", Layout.ITEMS: "items", Layout.EVENTS: "events"}


def write_xlsx(entries: Iterable[Entry], stream: BinaryIO, *, layout: Layout = Layout.TRACKER) -> Written:
    """Write entries as XLSX. Raises `ExportError` where there are more rows than a sheet can have."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = Workbook(stream, options)
    book.set_properties({"title": "onrecord", "created": _MADE})
    book.set_size(2400, 1400)
    tally = Tally(layout)
    try:
        _fill(book, entries, tally, layout)
    except BaseException:
        # What has been written so far waits in files of the workbook's own, which only closing lets go of.
        book.filename = io.BytesIO()
        book.close()
        raise
    try:
        book.close()
    except FileCreateError as error:  # it wraps what the system said
        raise OSError(*getattr(error.args[0], "args", error.args)) from error
    return tally.written()


def _fill(book: Workbook, entries: Iterable[Entry], tally: Tally, layout: Layout) -> None:
    looks = _Looks(book)
    main = _Sheet(book, looks, _NAMES[layout], COLUMNS[layout])
    items = _Sheet(book, looks, "items", COLUMNS[Layout.ITEMS]) if layout is Layout.TRACKER else None
    for entry in entries:
        fact = entry.stands_as_fact
        for row in tally.take(entry):
            main.add(row, fact=fact)
        if items and entry.claim.items:
            for row in rows(entry, Layout.ITEMS):
                items.add(row, fact=fact)
    for sheet in (main, items):
        if sheet:
            sheet.finish()
    if layout is Layout.EVENTS:
        _add_left_out(book, looks, tally.left)
    _add_about(book, looks, layout)


class _Looks:
    """The formats of cells."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top"}
        self.head: Format = book.add_format(
            {"bold": True, "bg_color": "#1f3a4d", "font_color": "#ffffff", "text_wrap": True, "valign": "vcenter"}
        )
        self.text: Format = book.add_format(top)
        self.long: Format = book.add_format({**top, "text_wrap": True})
        self.day: Format = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self.number: Format = book.add_format({**top, "num_format": "#,##0.##########"})
        self.whole: Format = book.add_format({**top, "num_format": "#,##0"})
        self.fact: Format = book.add_format({**top, "text_wrap": True, "bg_color": "#e3f1e4", "font_color": "#14532d"})
        self.other: Format = book.add_format({**top, "text_wrap": True, "bg_color": "#fdf1d8", "font_color": "#6b4400"})

    def of(self, column: Column, value: Cell, *, fact: bool) -> Format:
        """The format of a value in a column."""
        if column.look is Look.STATUS:
            return self.fact if fact else self.other
        if isinstance(value, date):
            return self.day
        if isinstance(value, int | float):
            return self.whole if value == int(value) else self.number
        return self.long if column.look is Look.LONG else self.text


class _Sheet:
    """A sheet under way: its head stands, rows are added one by one."""

    def __init__(self, book: Workbook, looks: _Looks, name: str, columns: Sequence[Column]) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._name, self._looks, self._columns = name, looks, columns
        self._next = 1
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_row(0, 32)
        for number, column in enumerate(columns):
            self._sheet.write_string(0, number, column.head, looks.head)

    def add(self, row: Sequence[Cell], *, fact: bool) -> None:
        """Add a row."""
        if self._next >= LAST_ROW:
            raise ExportError(
                f"too much for a spreadsheet (a sheet has {LAST_ROW:,} rows); filter, or write csv or parquet"
            )
        for number, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            _put(self._sheet, self._next, number, value, self._looks.of(column, value, fact=fact))
        self._next += 1

    def finish(self) -> None:
        """Put the filter over what has been written."""
        self._sheet.autofilter(0, 0, max(1, self._next - 1), len(self._columns) - 1)


def _put(sheet: Worksheet, row: int, column: int, value: Cell, look: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a day has no zone
    elif isinstance(value, int | float) and abs(value) < _WHOLE:
        sheet.write_number(row, column, value, look)
    else:
        text = visible(value if isinstance(value, str) else str(value))
        sheet.write_string(row, column, text if _fits(text) else _cut(text), look)


def _fits(text: str) -> bool:
    # Excel counts UTF-16 units; only long texts are worth counting.
    return len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


def _add_left_out(book: Workbook, looks: _Looks, left: Sequence[LeftOut]) -> None:
    sheet = _Sheet(book, looks, "left out", [Column(head, 40, Look.LONG) for head in LEFT_OUT_HEADS])
    for one in left:
        sheet.add([one.claim, one.reason], fact=False)
    sheet.finish()


def _add_about(book: Workbook, looks: _Looks, layout: Layout) -> None:
    """A sheet that says how to read the others."""
    sheet: Worksheet = book.add_worksheet("how to read")
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    told = _ABOUT_EVENTS if layout is Layout.EVENTS else _ABOUT
    for number, words in enumerate(told):
        sheet.write_string(number, 1, words, looks.long)
    first = len(told) + 1
    columns = [column for column in COLUMNS[layout] if column.tells]
    for number, column in enumerate(columns, first):
        sheet.write_string(number, 0, column.head, looks.text)
        sheet.write_string(number, 1, column.tells, looks.long)
