"""The files of a folder that can be taken in, in a fixed order.

Invariant: the walk ends, whatever links there are, and lists every file once; hidden files are left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Folder:
    """What a folder holds: `files` to take in; `others`, files of other kinds; `hidden` files and folders.

    `closed` are the folders in it that could not be opened, with why.
    """

    files: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)
    hidden: list[Path] = field(default_factory=list)
    closed: list[tuple[Path, str]] = field(default_factory=list)


def walk(top: Path, *, suffixes: Collection[str], apart: frozenset[Path] = frozenset()) -> Folder:
    """All files under `top` (links to folders followed, each folder once), names in code point order, depth first.

    `apart` are files that are no inputs, by their whole paths; they are not listed at all.
    """
    found = Folder()
    seen: set[tuple[int, int]] = set()
    stack = [top]
    while stack:
        path = stack.pop()
        try:
            if not path.is_dir():
                if not apart or path.absolute() not in apart:
                    _sort_in(path, found, suffixes)
                continue
            state = path.stat()
            if (state.st_dev, state.st_ino) in seen:
                continue
            seen.add((state.st_dev, state.st_ino))
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            found.closed.append((path, reason(error)))
            continue
        stack.extend(entry for entry in inside if not entry.name.startswith("."))
        found.hidden += [entry for entry in reversed(inside) if entry.name.startswith(".")]
    return found


def _sort_in(path: Path, found: Folder, suffixes: Collection[str]) -> None:
    (found.files if suffix_of(path) in suffixes else found.others).append(path)


def suffix_of(path: Path) -> str:
    """The ending of a file's name that tells its kind, in lower case: the last two where the last says "packed"."""
    last = path.suffix.lower()
    return (path.with_suffix("").suffix.lower() + last) if last == ".gz" else last


def reason(error: OSError) -> str:
    """Why a file or folder could not be opened, with what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the name"
    if isinstance(error, PermissionError):
        return "not allowed to read it; check its permissions"
    return f"cannot be opened ({(error.strerror or type(error).__name__).lower()}); check the file"
