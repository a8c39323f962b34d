"""From what a person names to reports, one by one, in the order given: files, folders, addresses, standard input.

Invariant: every input, every line of a `.jsonl` input and every page of an archive ends as `Taken` or as `NotRead` with
one line that says what is wrong and what to do; nothing is skipped in silence, and no input stops those after it.
"""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.intake import folders, gate, warc
from onrecord.intake.addresses import is_url
from onrecord.intake.admission import admit
from onrecord.intake.arrivals import Admit, Arrival, NotRead, Taken, Told, arrive, too_long
from onrecord.intake.characters import decode, decode_page
from onrecord.intake.fetching import Fetched, Fetcher
from onrecord.intake.fieldmap import FieldMap, mapped
from onrecord.intake.frontmatter import split
from onrecord.intake.page import read_page
from onrecord.intake.pdf import read_pdf
from onrecord.intake.records import Record, parse

__all__ = ["SUFFIXES", "Arrival", "NotRead", "Taken", "Told", "Ways", "take", "total_size"]

STDIN = "-"

TEXT_BYTES = 5_000_000
"""The longest text file that is opened: room for a million characters of any script but the rarest."""
PAGE_BYTES = 20_000_000
"""The longest page, JSON file or line: pages carry pictures, records their claims."""
PDF_BYTES = 100_000_000
OFF_TOPIC = "off topic: no word of an act, no state or force, or nothing of arms, aid or office; --no-gate reads all"
OTHER_KIND = "left alone, not a kind of file that is read"


@dataclass(frozen=True, slots=True)
class Ways:
    """How inputs are taken: what fills in where one lacks it, and what else is asked for.

    `fields` maps the field names of records; `gate` passes over pages of archives that cannot hold a claim; `apart`
    are files that are no inputs, by their whole paths: the ledger itself.
    """

    outlet: str = ""
    published: date | None = None
    fields: FieldMap = field(default_factory=dict)
    gate: bool = True
    fetcher: Fetcher = field(default_factory=Fetcher)
    apart: frozenset[Path] = frozenset()

    @property
    def admit(self) -> Admit:
        """From a record to its report, by these ways."""
        return partial(admit, outlet=self.outlet, published=self.published)


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
    ".pdf": _Kind(PDF_BYTES, read_pdf),
}
_LINES = ".jsonl"
_ARCHIVES = (".warc", ".warc.gz")
SUFFIXES = (*_KINDS, _LINES, *_ARCHIVES)
"""The kinds of file that are taken in."""

_EVERY = Ways()
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def take(paths: Iterable[str], *, stdin: BinaryIO, ways: Ways = _EVERY) -> Iterator[Arrival]:
    """Reports from files, folders, web addresses and standard input (`-`)."""
    for path in paths:
        if path == STDIN:
            yield from _stream(stdin, "standard input", ways)
        elif is_url(path):
            yield _address(path, ways)
        elif _OTHER_SCHEME.match(path) and not Path(path).exists():
            yield NotRead(path, 0, "not a web address that is fetched; give one that begins with https:// or http://")
        else:
            yield from _path(Path(path), ways)


def total_size(paths: Iterable[str]) -> int | None:
    """Bytes that reading `paths` will take, for showing progress; None where that cannot be known beforehand."""
    total = 0
    for path in paths:
        if path == STDIN or is_url(path):
            return None
        try:
            top = Path(path)
            files = folders.walk(top, suffixes=SUFFIXES).files if top.is_dir() else [top]
            states = [file.stat() for file in files]
        except OSError:
            continue
        if any(folders.suffix_of(file) in _ARCHIVES for file in files):
            return None
        if not all(stat.S_ISREG(state.st_mode) for state in states):
            return None
        total += sum(state.st_size for state in states)
    return total


def page_record(data: bytes, *, charset: str, url: str, published: str = "") -> Record:
    """The fields of the report on a page that came from `url`, which is also its id; raises `InputError`.

    `published` (an ISO date) fills in where the page does not say.
    """
    found = read_page(decode_page(data, charset=charset))
    return {**found, "url": url or None, "id": url, "published": found.get("published") or published or None}


def fetched_report(fetched: Fetched, *, asked: str, admitted: Admit, published: str = "") -> Arrival:
    """What becomes of an answer to the address `asked`.

    The address is the report's id, so that another text from there is a new version of it.
    """
    record = partial(page_record, charset=fetched.charset, url=asked, published=published)
    if fetched.content_type == "application/pdf" or fetched.body.startswith(b"%PDF-"):
        record = partial(_pdf_record, url=asked, published=published)
    elif fetched.content_type.startswith("text/plain"):
        return NotRead(
            asked, len(fetched.body), "plain text, no page; save it as .txt and give --outlet and --published"
        )
    return arrive(fetched.body, name=asked, record=record, admitted=admitted, captured=fetched.captured)


def _pdf_record(data: bytes, *, url: str, published: str) -> Record:
    return {**read_pdf(data), "url": url, "id": url, "published": published or None}


def _address(url: str, ways: Ways) -> Arrival:
    try:
        fetched = ways.fetcher.fetch(url)
    except InputError as error:
        return NotRead(url, 0, str(error))
    return fetched_report(fetched, asked=url, admitted=ways.admit)


def _path(top: Path, ways: Ways) -> Iterator[Arrival]:
    try:
        is_folder = top.is_dir()
    except OSError as error:
        yield NotRead(str(top), 0, folders.reason(error))
        return
    yield from _folder(top, ways) if is_folder else _file(top, ways)


def _folder(top: Path, ways: Ways) -> Iterator[Arrival]:
    found = folders.walk(top, suffixes=SUFFIXES, apart=ways.apart)
    for path, why in found.closed:
        yield NotRead(str(path), 0, why)
    if not found.files and not found.closed:
        yield NotRead(str(top), 0, f"holds no report; put files in it that end in {', '.join(SUFFIXES)}")
    elif found.others:
        kinds = Counter(folders.suffix_of(path) or "no suffix" for path in found.others)
        yield Told(str(top), f"left alone, not kinds of file that are read: {_numbers(kinds)}")
    for path in found.hidden:
        yield NotRead(str(path), 0, "left alone, hidden", passed=True)
    for path in found.others:
        yield NotRead(str(path), 0, OTHER_KIND, passed=True)
    for path in found.files:
        if path.is_fifo():  # nobody may ever write to it
            yield NotRead(str(path), 0, "a pipe; name it itself to read from it")
        else:
            yield from _file(path, ways)


def _file(path: Path, ways: Ways) -> Iterator[Arrival]:
    name, suffix = str(path), folders.suffix_of(path)
    try:
        state = path.stat()
        if stat.S_ISFIFO(state.st_mode):
            with path.open("rb") as stream:
                yield from _stream(stream, name, ways)
        elif not stat.S_ISREG(state.st_mode):
            yield NotRead(name, 0, "not a file; name a file or a folder")
        elif suffix == _LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, name, ways)
        elif suffix in _ARCHIVES:
            with path.open("rb") as stream:
                yield from _archive(stream, name, ways)
        elif suffix not in _KINDS:
            yield NotRead(name, state.st_size, f"not a kind of file that is read; save it as {', '.join(SUFFIXES)}")
        elif state.st_size > _KINDS[suffix].limit:
            yield NotRead(name, state.st_size, too_long(state.st_size, _KINDS[suffix].limit))
        else:
            with path.open("rb") as stream:
                data = stream.read(_KINDS[suffix].limit + 1)
            yield _one(data, name, _KINDS[suffix], ways)
    except OSError as error:
        yield NotRead(name, 0, folders.reason(error))


def _one(data: bytes, name: str, kind: _Kind, ways: Ways) -> Arrival:
    if len(data) > kind.limit:
        return NotRead(name, len(data), too_long(len(data), kind.limit))
    return arrive(data, name=name, record=lambda data: mapped(kind.record(data), ways.fields), admitted=ways.admit)


def _stream(stream: BinaryIO, name: str, ways: Ways) -> Iterator[Arrival]:
    """Standard input or a pipe: what it holds is told by how it begins."""
    first = stream.readline(PAGE_BYTES + 1)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if start.startswith(b"{") and first.rstrip().endswith(b"}"):
        yield from _lines(stream, name, ways, first=first)
        return
    kind = _KINDS[".md"]
    if start.startswith(b"{"):
        kind = _KINDS[".json"]
    elif start.startswith((b"<!doctype html", b"<html")):
        kind = _KINDS[".html"]
    elif first.startswith(b"%PDF-"):
        kind = _KINDS[".pdf"]
    yield _one(first + stream.read(max(0, kind.limit + 1 - len(first))), name, kind, ways)


def _lines(stream: BinaryIO, name: str, ways: Ways, *, first: bytes = b"") -> Iterator[Arrival]:
    """One report a line; blank lines are none. A line is named by the file's name and its number."""
    number, line = 1, first or stream.readline(PAGE_BYTES + 1)
    some = False
    while line:
        if line.strip():
            some = True
            yield _one(line, f"{name}:{number}", _KINDS[".json"], ways)
        while len(line) > PAGE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(PAGE_BYTES + 1)
        number, line = number + 1, stream.readline(PAGE_BYTES + 1)
    if not some:
        yield NotRead(name, 0, "empty; give one report object a line")


def _archive(stream: BinaryIO, name: str, ways: Ways) -> Iterator[Arrival]:
    """The pages of a web archive; what is no page is told as numbers at the end."""
    passed: Counter[str] = Counter()
    off_topic, some = 0, False
    for found in warc.pages(stream, limit=PAGE_BYTES):
        if isinstance(found, warc.Damaged):
            yield NotRead(name, 0, found.why)
            some = True
        elif isinstance(found, warc.PassedOver):
            passed[found.why] += 1
            yield NotRead(f"{name} {found.url}", 0, f"no page: {found.why}", passed=True)
        else:
            some = True
            arrival = _archived(found, f"{name} {found.url}", ways)
            off_topic += isinstance(arrival, NotRead) and arrival.passed
            yield arrival
    if passed:
        yield Told(name, f"passed over, no pages: {_numbers(passed)}")
    if off_topic:
        told = "1 page" if off_topic == 1 else f"{off_topic:,} pages"
        yield Told(name, f"passed over as off topic: {told}; --no-gate reads all")
    if not some and not passed:
        yield NotRead(name, 0, "holds no page; give a web archive with responses in it")


def _numbers(counts: Counter[str]) -> str:
    return ", ".join(f"{number} × {what}" for what, number in sorted(counts.items()))


def _archived(page: warc.Archived, name: str, ways: Ways) -> Arrival:
    if len(page.body) > PAGE_BYTES:
        return NotRead(name, len(page.body), too_long(len(page.body), PAGE_BYTES))
    try:
        if ways.gate and not gate.page_passes(decode_page(page.body, charset=page.charset)):
            return NotRead(name, len(page.body), OFF_TOPIC, passed=True)
    except InputError as error:
        return NotRead(name, len(page.body), str(error))
    record = partial(page_record, charset=page.charset, url=page.url)
    return arrive(page.body, name=name, record=record, admitted=ways.admit, captured=page.captured)
