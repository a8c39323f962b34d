"""Field names of other corpora, told as onrecord's own: `body` is the text, `source.name` the outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.errors import InputError
from onrecord.intake.records import Record
from onrecord.model.forms import Json

FIELDS = ("id", "outlet", "published", "title", "url", "language", "text", "notice")
"""The fields of a report that another name may be given for."""

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
    return {**own, **{field: _at(record, names) for field, names in fields.items()}}


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
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
