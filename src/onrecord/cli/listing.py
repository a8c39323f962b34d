"""Listings for programs and spreadsheets: one JSON object a line, or a table.

Invariant: no cell of a table starts a formula, and none holds a control character beside a line break.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

import typer

from onrecord.cli.screen import safe

_FORMULA = frozenset("=+-@＝＋－＠")
_BARE = frozenset("\t\r\n")
_GUARD = "'"

type Row = Mapping[str, object]
"""A row ready for JSON."""


def print_json(rows: Iterable[Row]) -> None:
    """One object a line, as UTF-8 whatever the locale."""
    for row in rows:
        print_line(json.dumps(row, ensure_ascii=False))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> None:
    """A table with a head, as UTF-8 whatever the locale."""
    _print_row(columns)
    for row in rows:
        _print_row([cell(value) for value in row])


def cell(value: str | int | None) -> str | int:
    """A value as it may stand in a spreadsheet: text that would start a formula has an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    guarded = value[:1] in _BARE or value.lstrip()[:1] in _FORMULA if value.strip() else False
    return (_GUARD if guarded else "") + safe(value)


def print_line(line: str) -> None:
    """A line on standard output, as UTF-8 whatever the locale."""
    stream = typer.get_binary_stream("stdout")
    stream.write(line.encode("utf-8", "replace") + b"\n")
    stream.flush()


def _print_row(row: Sequence[str | int]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(row)
    print_line(buffer.getvalue())
