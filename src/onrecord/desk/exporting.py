"""Writing the record out: claims chosen by filter and search, in one of the forms of `export`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from onrecord.desk import looking
from onrecord.errors import ExportError
from onrecord.export import annotation, dossier, parquet, records, table
from onrecord.export.files import check, whole_file
from onrecord.export.forms import Form, Layout, LeftOut, Written
from onrecord.export.selected import Selected
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.protocol import EVERY_CLAIM, Ledger
from onrecord.ledger.rows import Entry
from onrecord.model.decision import Origin

LEFT_OUT_ENDING = ".left-out.csv"
"""What is put behind a file's name for the list of what was left out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which claims to write, in which order, and what to call them."""

    where: ClaimFilter = EVERY_CLAIM
    search: str = ""
    order: Order = Order.NEWEST
    title: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered, so that reports without claims belong to it too."""
        return not self.search and replace(self.where, all_versions=False) == EVERY_CLAIM


EVERYTHING = Choice()


def write(
    ledger: Ledger, form: Form, stream: BinaryIO, *, choice: Choice = EVERYTHING, layout: Layout = Layout.TRACKER
) -> Written:
    """Write the chosen claims to a stream. Raises `ExportError`, `LedgerError`, `SearchError`."""
    if layout is not Layout.TRACKER and not form.is_table:
        raise ExportError(f"layout {layout.value} is for tables (csv, xlsx); {form.value} has its own")
    if form.is_table:
        return table.write(_entries(ledger, choice), form, stream, layout=layout)
    if form is Form.PARQUET:
        return parquet.write(_entries(ledger, choice), stream)
    if form is Form.JSONL:
        return records.write(_by_arrival(ledger, choice), stream)
    found = _found(ledger, choice)
    selected = (_selected(ledger, report, ids) for report, ids in found.items())
    total = sum(map(len, found.values()))
    if form is Form.WEBANNOTATION:
        return annotation.write(selected, stream, total=total, title=choice.title)
    dossier.check_room(total)
    return dossier.write(selected, stream, title=choice.title)


def write_file(
    ledger: Ledger,
    form: Form,
    path: Path,
    *,
    choice: Choice = EVERYTHING,
    layout: Layout = Layout.TRACKER,
    force: bool = False,
) -> Written:
    """Write the chosen claims to a file, which is there whole or not at all; see `write`.

    Where the layout leaves out claims, they are listed with the reasons in a second file, `left_out_path`.
    A file that is there already is only replaced with `force`. Raises `ExportError`.
    """
    listing = left_out_path(path) if layout is Layout.EVENTS else None
    if listing is not None:
        check(listing, force=force)
    with whole_file(path, force=force) as stream:
        written = write(ledger, form, stream, choice=choice, layout=layout)
        if listing is not None:
            _list(written.left_out, listing, force=force)
    return written


def left_out_path(path: Path) -> Path:
    """Where the list of what was left out of a file is written."""
    return path.with_name(path.name + LEFT_OUT_ENDING)


def _list(left: tuple[LeftOut, ...], path: Path, *, force: bool) -> None:
    with whole_file(path, force=force) as stream:
        table.write_left_out(left, stream)


def _entries(ledger: Ledger, choice: Choice) -> Iterator[Entry]:
    return looking.claims(ledger, choice.where, search=choice.search, order=choice.order)


def _found(ledger: Ledger, choice: Choice) -> dict[str, set[str]]:
    """The ids of the chosen claims by report, reports in the order of the choice."""
    found: dict[str, set[str]] = {}
    for entry in _entries(ledger, choice):
        found.setdefault(entry.report.hash, set()).add(entry.id)
    return found


def _by_arrival(ledger: Ledger, choice: Choice) -> Iterator[Selected]:
    """The chosen claims by report, in the order in which the reports came, so that versions keep their order."""
    found = _found(ledger, choice)
    every = looking.reports(ledger, ReportFilter(all_versions=True), order=Order.KEPT)
    heads = [(kept.head.hash, kept.head.newest) for kept in every]
    for report, newest in reversed(heads):
        whole = choice.is_everything and (newest or choice.where.all_versions)
        if whole or report in found:
            yield _selected(ledger, report, found.get(report, set()))


def _selected(ledger: Ledger, report: str, ids: set[str]) -> Selected:
    where = ClaimFilter(reports=(report,), origins=tuple(Origin), all_versions=True)
    entries = looking.claims(ledger, where) if ids else iter(())
    return Selected(ledger.report(report), tuple(entry for entry in entries if entry.id in ids))
