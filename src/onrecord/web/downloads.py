"""Files to keep: a view in a form of `export`, a listing as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from starlette.responses import Response, StreamingResponse

from onrecord.desk.exporting import Choice, write
from onrecord.export.cells import guarded
from onrecord.export.forms import Form
from onrecord.ledger.protocol import Ledger

_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 256 * 1024


def download(ledger: Ledger, form: Form, choice: Choice, *, name: str) -> Response:
    """The chosen claims as a file; nothing is sent before all of it is made."""
    file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    try:
        write(ledger, form, cast(BinaryIO, file), choice=choice)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = {"Content-Disposition": _disposition(f"{name}{form.suffix}"), "Content-Length": str(size)}
    return StreamingResponse(_pieces(file), media_type=form.media_type, headers=headers)


def table(columns: Sequence[str], rows: Iterable[Sequence[str | int | None]], *, name: str) -> Response:
    """A listing as CSV; no cell of it starts a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    headers = {"Content-Disposition": _disposition(f"{name}.csv")}
    return Response(text.getvalue().encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _disposition(name: str) -> str:
    return f'attachment; filename="{name}"'
