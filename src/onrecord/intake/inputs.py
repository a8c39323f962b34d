"""From the paths a person names to reports, one by one, in the order of the paths.

Invariant: every input, and every line of a `.jsonl` input, ends as `Taken` or as `NotRead` with one line that says
what is wrong and what to do; nothing is skipped in silence, and no input stops those after it.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.intake import folders
from onrecord.intake.admission import admit
from onrecord.intake.characters import decode, decode_page
from onrecord.intake.frontmatter import split
from onrecord.intake.page import read_page
from onrecord.intake.records import Record, parse
from onrecord.model.report import Report

STDIN = "-"

TEXT_BYTES = 5_000_000
"""The longest text file that is opened: room for a million characters of any script but the rarest."""
PAGE_BYTES = 20_000_000
"""The longest page, JSON file or line: pages carry pictures, records their claims."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An input that gave a report; `size` in bytes of what was read for it."""

    name: str
    size: int
    report: Report


@dataclass(frozen=True, slots=True)
class NotRead:
    """An input that gave none, and why: what is wrong; what to do."""

    name: str
    size: int
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell about an input that is no fault."""

    name: str
    what: str


type Arrival = Taken | NotRead | Told


@dataclass(frozen=True, slots=True)
class _Kind:
    limit: int
    record: Callable[[bytes], Record]


_KINDS = {
    ".txt": _Kind(TEXT_BYTES, lambda data: {"text": decode(data)}),
    ".md": _Kind(TEXT_BYTES, lambda data: split(decode(data))),
    ".html": _Kind(PAGE_BYTES, lambda data: read_page(decode_page(data))),
    ".htm": _Kind(PAGE_BYTES, lambda data: read_page(decode_page(data))),
    ".json": _Kind(PAGE_BYTES, lambda data: parse(decode(data))),
}
_LINES = ".jsonl"
SUFFIXES = (*_KINDS, _LINES)
"""The kinds of file that are taken in."""


def take(
    paths: Iterable[str], *, stdin: BinaryIO, outlet: str = "", published: date | None = None
) -> Iterator[Arrival]:
    """Reports from files, folders and standard input (`-`); `outlet` and `published` fill what an input lacks."""
    admitted = partial(admit, outlet=outlet, published=published)
    for path in paths:
        if path == STDIN:
            yield from _stream(stdin, "standard input", admitted)
        else:
            yield from _path(Path(path), admitted)


def total_size(paths: Iterable[str]) -> int | None:
    """Bytes that reading `paths` will take, for showing progress; None where that cannot be known beforehand."""
    total = 0
    for path in paths:
        if path == STDIN:
            return None
        try:
            top = Path(path)
            states = [file.stat() for file in (folders.walk(top, suffixes=SUFFIXES).files if top.is_dir() else [top])]
        except OSError:
            continue
        if not all(stat.S_ISREG(state.st_mode) for state in states):
            return None
        total += sum(state.st_size for state in states)
    return total


type _Admit = Callable[[Record], Report]


def _path(top: Path, admitted: _Admit) -> Iterator[Arrival]:
    try:
        is_folder = top.is_dir()
    except OSError as error:
        yield NotRead(str(top), 0, folders.reason(error))
        return
    yield from _folder(top, admitted) if is_folder else _file(top, admitted)


def _folder(top: Path, admitted: _Admit) -> Iterator[Arrival]:
    found = folders.walk(top, suffixes=SUFFIXES)
    for path, why in found.closed:
        yield NotRead(str(path), 0, why)
    if not found.files and not found.closed:
        yield NotRead(str(top), 0, f"holds no report; put files in it that end in {', '.join(SUFFIXES)}")
    elif found.others:
        kinds = ", ".join(f"{number} × {suffix}" for suffix, number in sorted(found.others.items()))
        yield Told(str(top), f"left alone, not kinds of file that are read: {kinds}")
    for path in found.files:
        yield from _file(path, admitted)


def _file(path: Path, admitted: _Admit) -> Iterator[Arrival]:
    name, suffix = str(path), path.suffix.lower()
    try:
        state = path.stat()
        if stat.S_ISFIFO(state.st_mode):
            with path.open("rb") as stream:
                yield from _stream(stream, name, admitted)
        elif not stat.S_ISREG(state.st_mode):
            yield NotRead(name, 0, "not a file; name a file or a folder")
        elif suffix == _LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, name, admitted)
        elif suffix not in _KINDS:
            yield NotRead(name, state.st_size, f"not a kind of file that is read; save it as {', '.join(SUFFIXES)}")
        elif state.st_size > _KINDS[suffix].limit:
            yield NotRead(name, state.st_size, _too_long(state.st_size, _KINDS[suffix].limit))
        else:
            with path.open("rb") as stream:
                data = stream.read(_KINDS[suffix].limit + 1)
            yield _one(data, name, _KINDS[suffix], admitted)
    except OSError as error:
        yield NotRead(name, 0, folders.reason(error))


def _one(data: bytes, name: str, kind: _Kind, admitted: _Admit) -> Arrival:
    try:
        if len(data) > kind.limit:
            raise InputError(_too_long(len(data), kind.limit))
        if not data:
            raise InputError("empty; give the text of a report")
        return Taken(name, len(data), admitted(kind.record(data)))
    except InputError as error:
        return NotRead(name, len(data), str(error))


def _stream(stream: BinaryIO, name: str, admitted: _Admit) -> Iterator[Arrival]:
    """Standard input or a pipe: what it holds is told by how it begins."""
    first = stream.readline(PAGE_BYTES + 1)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if start.startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _lines(stream, name, admitted, first=first)
        return
    kind = _KINDS[".md"]
    if start.startswith(b"{"):
        kind = _KINDS[".json"]
    elif start.startswith((b"<!doctype html", b"<html")):
        kind = _KINDS[".html"]
    yield _one(first + stream.read(max(0, kind.limit + 1 - len(first))), name, kind, admitted)


def _lines(stream: BinaryIO, name: str, admitted: _Admit, *, first: bytes = b"") -> Iterator[Arrival]:
    """One report a line; blank lines are none. A line is named by the file's name and its number."""
    number, line = 1, first or stream.readline(PAGE_BYTES + 1)
    some = False
    while line:
        if line.strip():
            some = True
            yield _one(line, f"{name}:{number}", _KINDS[".json"], admitted)
        while len(line) > PAGE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(PAGE_BYTES + 1)
        number, line = number + 1, stream.readline(PAGE_BYTES + 1)
    if not some:
        yield NotRead(name, 0, "empty; give one report object a line")


def _too_long(size: int, limit: int) -> str:
    return f"too big ({size:,} bytes or more, the limit is {limit:,}); split it into several reports"
