"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import ExportError


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A stream that becomes the file `path` when the block ends well, and leaves no trace when it does not.

    What is there already is only replaced with `force`. Raises `ExportError`.
    """
    check(path, force=force)
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            check(path, force=force)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({(error.strerror or 'no reason given').lower()})") from error


def check(path: Path, *, force: bool) -> None:
    """Raise `ExportError` where `path` cannot become a file, or is one and `force` is not given."""
    try:
        if path.is_dir():
            raise ExportError(f"{path} is a folder; name a file")
        if not path.parent.is_dir():
            raise ExportError(f"{path.parent} is no folder; make it first")
        if not force and (path.exists() or path.is_symlink()):
            raise ExportError(f"{path} is there already; name another file, or give --force")
        if path.exists() and not path.is_file():
            raise ExportError(f"{path} is no ordinary file; name another")
    except (OSError, ValueError) as error:
        raise ExportError(f"{path}: cannot be written ({error})") from error
