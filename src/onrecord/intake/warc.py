"""Web archives (WARC, plain or packed): the pages in them, one by one.

Invariant: however an archive is packed or broken, memory stays level and the pages before the damage are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from fastwarc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200


@dataclass(frozen=True, slots=True)
class Archived:
    """A page of an archive: its address, its bytes (at most `limit` + 1), when it was captured (UTC), its charset."""

    url: str
    body: bytes
    captured: datetime | None
    charset: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record of an archive that is no page, its address, and why: told as a number at the end."""

    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """The archive cannot be read on from here."""

    why: str


def pages(stream: BinaryIO, *, limit: int) -> Iterator[Archived | PassedOver | Damaged]:
    """The pages of an archive in its order, and what was passed over; request and metadata records are not told."""
    from fastwarc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=False, quirks_mode=True):
            yield _page(record, limit)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield Damaged(f"the archive cannot be read on from here ({str(error)[:80] or type(error).__name__})")


def _page(record: WarcRecord, limit: int) -> Archived | PassedOver | Damaged:
    if not record.is_http:
        return PassedOver(_address(record), "no web page")
    told = record.content_length
    if told > limit:
        return PassedOver(_address(record), f"longer than {limit:,} bytes")
    record.freeze()
    if record.content_length < told:
        return Damaged(f"the archive ends in the middle of a page ({_address(record)[:200]}); fetch it anew")
    record.parse_http(auto_decode="all", quirks_mode=True)
    headers = record.http_headers
    if headers is None or headers.status_code != _OK:
        return PassedOver(
            _address(record), f"answered {(headers.status_code if headers is not None else None) or 'nothing'}"
        )
    kind = (record.http_content_type or "").lower()
    if kind not in _PAGES:
        return PassedOver(_address(record), f"a file of type {kind[:40] or 'unknown'}")
    # Unpacked it may be longer than packed: never more than one byte past the limit is taken.
    body = record.reader.read(limit + 1)
    return Archived(_address(record), body, _moment(record), record.http_charset or "")


def _address(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _moment(record: WarcRecord) -> datetime | None:
    when = record.record_date
    return when.astimezone(UTC).replace(microsecond=0) if when is not None else None
