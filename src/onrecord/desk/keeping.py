"""Reading into a ledger: what has been read by the same version is taken from it, all else is read and kept.

Invariant: what is given back as kept has been committed; a report whose claims cannot be kept leaves no trace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError, LedgerError, OnrecordError
from onrecord.intake.characters import decode
from onrecord.intake.inputs import PAGE_BYTES
from onrecord.intake.records import parse
from onrecord.ledger import makers
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Kept, Original
from onrecord.model.decision import Maker
from onrecord.model.mention import Mentions, Reading
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report, is_english

_BLOCK = 1 << 20


def reader_version() -> Maker:
    """What reads here: the installed onrecord, its codebook and the language model of the setting.

    Raises `ModelMissingError`.
    """
    from onrecord.reading import pipeline

    return makers.machine(pipeline.version())


def read_report(report: Report) -> Reading:
    """The reading of a report; the reader is loaded when it is first needed. Raises `ModelMissingError`.

    A report in another language than English is not read: it has no claims.
    """
    if not is_english(report.language):
        return Reading(report, (), Mentions())
    from onrecord.reading.read import read

    return read(report)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps readings in a ledger; `made_by` is what `reads` is a version of."""

    ledger: Ledger
    made_by: Maker
    reads: Callable[[Report], Reading] = read_report

    def known(self, report: Report) -> Reading | None:
        """The reading that this same version has made and the ledger holds; of the mentions only the unplaced."""
        held = self.ledger.reading(report.hash)
        if held is None or held.made_by != self.made_by:
            return None
        return Reading(report, held.claims, Mentions(unplaced=held.unplaced))

    def read(self, report: Report, *, original: Original | None = None, mentions: bool = False) -> tuple[Reading, Kept]:
        """Read a report and keep its claims; `mentions` asks for all mentions, even where the claims are known.

        Raises `LedgerError`, `ClaimError` where a claim breaks a rule, `ModelMissingError`.
        """
        reading = (None if mentions else self.known(report)) or self.reads(report)
        return reading, self.keep(reading, original=original)

    def keep(self, reading: Reading, *, original: Original | None = None) -> Kept:
        """Keep a reading that this version has made. Raises `LedgerError`, `ClaimError` where a claim breaks a rule."""
        return self.ledger.keep(reading, made_by=self.made_by, original=original)


def keep(ledger: Ledger, report: Report, *, original: Original | None = None) -> Kept:
    """Read a report into a ledger; the same report read again by the same version changes nothing.

    Raises `LedgerError`, `ModelMissingError`.
    """
    return Keeper(ledger, reader_version()).read(report, original=original)[1]


def original_of(name: str) -> Original | None:
    """The document a report was made from, where `name` is a file of its own; None for streams and single lines."""
    path = Path(name)
    try:
        if not path.is_file():
            return None
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError):
        return None
    return Original(digest.hexdigest(), datetime.now(UTC).replace(microsecond=0), name)


@dataclass(frozen=True, slots=True)
class Imported:
    """A record taken over: its place in the file, and what became of it."""

    name: str
    kept: Kept
    claims: int


@dataclass(frozen=True, slots=True)
class NotImported:
    """A record that could not be taken over, and why, in one line."""

    name: str
    why: str


def import_file(ledger: Ledger, path: Path, *, source: str = "") -> Iterator[Imported | NotImported]:
    """Take over reports with claims made elsewhere, one record a line (or one in a `.json` file), as they stand.

    `source` says where they come from (default: the file's name). A record that breaks a rule is told, and those after
    it are still taken. Raises `InputError` where the file cannot be opened, and `LedgerError`.
    """
    try:
        with path.open("rb") as stream:
            for name, data in _records(stream, path):
                yield _imported(ledger, data, name=name, source=source or path.name)
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({(error.strerror or 'no reason given').lower()})") from error


def _records(stream: BinaryIO, path: Path) -> Iterator[tuple[str, bytes]]:
    if path.suffix.lower() == ".json":
        yield str(path), stream.read(PAGE_BYTES + 1)
        return
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield f"{path}:{number}", line


def _imported(ledger: Ledger, data: bytes, *, name: str, source: str) -> Imported | NotImported:
    try:
        if len(data) > PAGE_BYTES:
            raise InputError(f"too big (more than {PAGE_BYTES:,} bytes); split it")
        record = parse(decode(data))
        if "claims" not in record:
            raise InputError("no claims; `onrecord read` reads reports without them")
        report, claims = report_from_record(record), claims_from_record(record)
        original = Original(hashlib.sha256(data).hexdigest(), datetime.now(UTC).replace(microsecond=0), name)
        return Imported(name, ledger.import_claims(report, claims, source=source, original=original), len(claims))
    except LedgerError:
        raise
    except OnrecordError as error:
        return NotImported(name, str(error))
