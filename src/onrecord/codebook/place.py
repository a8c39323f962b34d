"""Where the codebook's data files lie: in the package, or file by file in a folder of one's own.

Invariant: every loader asks here, so one setting moves them all; a process reads one codebook from start to end.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from onrecord.errors import CodebookError

SETTING = "ONRECORD_CODEBOOK"
"""Environment variable with a folder whose files stand in for those of the package that have the same name."""

OWN_ACTORS = "actors.csv"
"""A file of the folder that stands in for none: actors beside those of the register (`codebook.own_actors`)."""


def own_folder() -> Path | None:
    """The folder of the setting; None without one. Raises `CodebookError` where it is no folder."""
    named = os.environ.get(SETTING)
    if not named:
        return None
    folder = Path(named)
    if not folder.is_dir():
        raise CodebookError(f"{SETTING}: {named} is no folder")
    return folder


def data_file(*parts: str) -> Traversable:
    """A data file, such as `data_file("acts", "aid.toml")`, or the folder "register": one's own, else the package's.

    A register of one's own is taken whole, its files are not mixed with the package's.
    """
    folder = own_folder()
    if folder is not None and (own := folder.joinpath(*parts)).exists():
        return own
    return files("onrecord.codebook").joinpath("data", *parts)


def read_toml(*parts: str) -> dict[str, object]:
    """The tables of a data file; raises `CodebookError`, which names the file, where it is no TOML."""
    try:
        return tomllib.loads(data_file(*parts).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{'/'.join(parts)}: {error}") from error


def strays() -> tuple[str, ...]:
    """Files of one's own folder that stand in for no file of the package, by their paths in it: they are not read."""
    folder = own_folder()
    if folder is None:
        return ()
    known = set(_paths(files("onrecord.codebook").joinpath("data"), ""))
    own = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    shown = (path.as_posix() for path in own if not any(part.startswith((".", "__")) for part in path.parts))
    return tuple(sorted(set(shown) - known - {OWN_ACTORS}))


def _paths(folder: Traversable, before: str) -> Iterator[str]:
    for part in folder.iterdir():
        if part.is_dir():
            yield from _paths(part, f"{before}{part.name}/")
        else:
            yield f"{before}{part.name}"
