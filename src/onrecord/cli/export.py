"""`onrecord export`: the record as a file."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Annotated

import typer

from onrecord.cli.filter_options import ClaimOptions, OrderOption, SearchOption
from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption, opened
from onrecord.cli.screen import Screen, complain, one_line
from onrecord.cli.spread import spread
from onrecord.desk.exporting import Choice, left_out_path, write, write_file
from onrecord.errors import ExportError
from onrecord.export.forms import Form, Layout, Written
from onrecord.ledger.filters import Order
from onrecord.ledger.protocol import Ledger

STDOUT = Path("-")
_BY_LINES = (Form.CSV, Form.JSONL)

FormOption = Annotated[Form | None, typer.Option("--format", help="The form (default: by the ending of the file).")]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write, or - for standard output.")]
LayoutOption = Annotated[
    Layout, typer.Option("--layout", help="For csv and xlsx: a row is a claim, an item, or a fact.")
]
TitleOption = Annotated[str, typer.Option("--title", metavar="TEXT", help="A heading, where the form has one.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]


@spread
def export_claims(
    *,
    out: OutOption,
    form: FormOption = None,
    layout: LayoutOption = Layout.TRACKER,
    which: ClaimOptions,
    search: SearchOption = "",
    order: OrderOption = Order.NEWEST,
    title: TitleOption = "",
    force: ForceOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write claims on record to a file: for spreadsheets, for programs, for annotation tools, for reading offline."""
    wanted = form or Form.of_suffix(out.suffix)
    if wanted is None:
        raise typer.BadParameter(f"which form? give --format ({', '.join(Form)}), or an ending such as .xlsx")
    if layout is not Layout.TRACKER and not wanted.is_table:
        raise typer.BadParameter("--layout is for csv and xlsx")
    choice = Choice(where=which.where(), search=search, order=order, title=title)
    with opened(ledger) as source:
        if out == STDOUT:
            written = _to_stdout(source, wanted, choice, layout)
        else:
            if _same(out, ledger):
                raise typer.BadParameter("--out names the ledger itself; name another file")
            written = write_file(source, wanted, out, choice=choice, layout=layout, force=force)
    _tell(written, out, layout=layout)


def _to_stdout(ledger: Ledger, form: Form, choice: Choice, layout: Layout) -> Written:
    """Write to standard output: what comes line by line as it comes, else all at once when it is whole."""
    out = typer.get_binary_stream("stdout")
    try:
        if form in _BY_LINES:
            written = write(ledger, form, out, choice=choice, layout=layout)
        else:
            with TemporaryFile() as part:
                written = write(ledger, form, part, choice=choice, layout=layout)
                part.seek(0)
                copyfileobj(part, out)
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(
            f"standard output: cannot be written ({(error.strerror or 'no reason given').lower()})"
        ) from error
    return written


def _same(out: Path, ledger: Path) -> bool:
    try:
        return out.exists() and out.samefile(ledger)
    except (OSError, ValueError):
        return False


def _tell(written: Written, out: Path, *, layout: Layout) -> None:
    """Say what was written, and what was left out and why."""
    if out != STDOUT:
        told = f"{_many(written.claims, 'claim')} of {_many(written.reports, 'report')}"
        Screen().line(f"written to {one_line(str(out))}: {told}")
    if not written.left_out:
        return
    if layout is Layout.EVENTS and out != STDOUT:
        where = f"; {left_out_path(out)} lists them with the reasons"
    else:
        where = ""
        for one in written.left_out:
            complain(f"left out: {one.reason}", about=one.claim)
    complain(f"{_many(len(written.left_out), 'claim')} left out{where}", about=str(out))


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
