"""Markdown with a YAML head: what the head says of the report, and the text below it."""

from __future__ import annotations

import re

import yaml

from onrecord.errors import InputError
from onrecord.intake.records import Record
from onrecord.model.forms import Json

_HEAD = re.compile(
    r"---[ \t]*\r?\n(.{0,65536}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)(?:[ \t]*\r?\n)*", re.DOTALL | re.MULTILINE
)
"""A head between two lines of dashes at the very start; blank lines after it belong to neither."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


def split(text: str) -> Record:
    """The fields of the head (keys in lower case) with the rest as `text`; all is text where there is no head.

    Raises `InputError` on a head that is no YAML.
    """
    head = _HEAD.match(text)
    fields = _fields(head.group(1)) if head else None
    if head is None or fields is None:
        return {"text": text}
    return {**fields, "text": text[head.end() :]}


def _fields(head: str) -> dict[str, Json] | None:
    """The fields of a head; None where it is no mapping (two rules around a paragraph)."""
    try:
        # The base loader makes nothing but strings, lists and mappings: a date stays as written.
        value = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if isinstance(mark, yaml.Mark) else ""
        raise InputError(
            f"the head between the --- lines is no YAML{where}; put values with a colon in quotes"
        ) from error
    if not isinstance(value, dict):
        return None
    return {key.lower(): entry for key, entry in value.items() if isinstance(key, str) and not _is_nothing(entry)}


def _is_nothing(entry: Json) -> bool:
    return isinstance(entry, str) and entry in _NOTHING
