"""Field names of other corpora, told as onrecord's own: `body` is the text, `source.name` the outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.errors import InputError
from onrecord.intake.records import Record
from onrecord.model.forms import Json

FIELDS = ("id", "outlet", "published", "title", "url", "language", "text", "notice")
"""The fields of a report that another name may be given for."""

_STAMP = re.compile(r"(?:19|20)\d{12}")
_SECONDS = (10**8, 4 * 10**9)
"""Numbers between these are seconds since 1970 (of 1973 to 2096); a thousand times as large, milliseconds."""
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")

type FieldMap = Mapping[str, str]
"""Of a report's field the name it has in the input; a dot leads into an object, "a|b" takes the first that is there."""


def field_map(told: Iterable[str]) -> FieldMap:
    """The map from lines such as "text=body"; raises `InputError`."""
    found: dict[str, str] = {}
    for line in told:
        field, equals, name = (part.strip() for part in line.partition("="))
        if not equals or not name or field not in FIELDS:
            raise InputError(f"{line[:80]!r} names no field; write FIELD=NAME with FIELD one of {', '.join(FIELDS)}")
        if field in found:
            raise InputError(f"{field} is named twice; write {field}=A|B to take the first of two")
        found[field] = name
    return found


def mapped(record: Record, fields: FieldMap) -> Record:
    """The record with the fields of the map under onrecord's names; the others as they are."""
    if not fields:
        return record
    inner = record.get("report")
    own = dict(inner) if isinstance(inner, Mapping) else dict(record)
    found = {field: _at(record, names) for field, names in fields.items()}
    if "published" in found:
        found["published"] = _day(found["published"])
    return {**own, **found}


def _at(record: Record, names: str) -> Json:
    for name in names.split("|"):
        value: Json = dict(record)
        for step in name.strip().split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value not in (None, ""):
            return value if isinstance(value, str) else _plain(value)
    return None


def _plain(value: Json) -> Json:
    """A number or a list of paragraphs as text."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n\n".join(str(part) for part in value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _day(value: Json) -> Json:
    """An ISO date from other ways of writing one; what is none of them stays as it is, to be told as it stands.

    Those are seconds or milliseconds since 1970, 20250307101500, 7 March 2025, and dates as in mail (RFC 5322).
    """
    if not isinstance(value, str):
        return value
    told = value.strip()
    with suppress(ValueError):
        datetime.fromisoformat(told)
        return told
    if _STAMP.fullmatch(told):
        return told[:8]
    with suppress(ValueError, OverflowError, OSError):
        seconds = float(told)
        seconds = seconds if seconds < _SECONDS[1] else seconds / 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if _SECONDS[0] <= seconds < _SECONDS[1] else told
    for form in _WRITTEN:
        with suppress(ValueError):
            return datetime.strptime(told, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(told).date().isoformat()
    return told
