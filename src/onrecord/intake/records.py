"""Reports as JSON: one object a file, or one object a line.

Invariant: what JSON leaves open (a key given twice) is refused, and no input, however built, raises anything but
`InputError`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from onrecord.errors import InputError
from onrecord.model.forms import Json

type Record = Mapping[str, Json]
"""The fields of a report by name, as they came in."""


def parse(text: str) -> Record:
    """The JSON object in `text`; raises `InputError`."""
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg}, line {error.lineno} column {error.colno}); mend it there") from error
    except RecursionError as error:
        raise InputError("JSON nested too deeply; give a plain report object") from error
    except ValueError as error:
        raise InputError("a number in the JSON is too long to be one; shorten it or make it a string") from error
    if isinstance(value, list):
        raise InputError("a JSON list, not a report object; give one object a line in a .jsonl file")
    if not isinstance(value, dict):
        raise InputError("no report object; give an object with outlet, published and text")
    return value


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"the key {twice[:40]!r} stands twice in one object; keep one")
    return found
