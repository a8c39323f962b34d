"""How matters and rulings stand in the store: as JSON, and back.

Invariant: what is read back equals what was written, and the same value is always the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from onrecord.errors import LedgerError, OnrecordError
from onrecord.ledger.codec import moment
from onrecord.model.forms import Json
from onrecord.model.matter import Matter
from onrecord.model.record import claim_record
from onrecord.model.recorded import claims_from_record
from onrecord.model.ruling import Ruling, RulingVerb, Seen

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SORTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True)


def matter_text(matter: Matter) -> str:
    """A matter as JSON."""
    return _ENCODER.encode(_plain(matter))


def matter_of(text: str) -> Matter:
    """The matter of `matter_text`; raises `LedgerError`."""
    try:
        return cast("Matter", _built(Matter, json.loads(text)))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise LedgerError(f"the ledger holds a matter that cannot be read ({error})") from error


def ruling_text(ruling: Ruling) -> str:
    """A ruling as JSON, without the hashes that chain it."""
    told: dict[str, Json] = {
        "number": ruling.number,
        "verb": ruling.verb.value,
        "by": ruling.by,
        "when": moment(ruling.when),
        "why": ruling.why,
        "one": _side(ruling.one),
        "other": _side(ruling.other),
        "undoes": ruling.undoes,
    }
    return _SORTED.encode(told)


def ruling_of(text: str, *, previous: str, own: str) -> Ruling:
    """The ruling of `ruling_text` with its hashes; raises `LedgerError`."""
    try:
        told = json.loads(text)
        return Ruling(
            number=int(told["number"]),
            verb=RulingVerb(told["verb"]),
            by=str(told["by"]),
            when=datetime.fromisoformat(told["when"]),
            why=str(told["why"]),
            one=_seen(told["one"]),
            other=_seen(told["other"]),
            undoes=told["undoes"],
            previous=previous,
            hash=own,
        )
    except (KeyError, TypeError, ValueError, RecursionError, OnrecordError) as error:
        raise LedgerError(f"the ledger holds a ruling that cannot be read ({error})") from error


def _side(side: Sequence[Seen]) -> Json:
    # A TypedDict is a mapping of JSON values, which mypy cannot see.
    return [{"report": one.report, "claim": cast("Json", claim_record(one.claim))} for one in side]


def _seen(side: Sequence[Mapping[str, Json]]) -> tuple[Seen, ...]:
    return tuple(Seen(str(one["report"]), claims_from_record({"claims": [one["claim"]]})[0]) for one in side)


def _plain(value: object) -> Json:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else cast("Json", value)


def _built(kind: Any, value: Any) -> Any:  # noqa: ANN401 - what `json` gives, against a type only known at run time
    """A value of a type of the model from its JSON."""
    if value is None or kind in (str, int, float, bool):
        return value
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], one) for one in value)
    if origin in (Union, UnionType):
        wanted = [one for one in get_args(kind) if one is not NoneType]
        return _built(wanted[0], value) if len(wanted) == 1 else value
    if is_dataclass(kind):
        made = cast("type", kind)
        return made(**{name: _built(hint, value[name]) for name, hint in _hints(made).items()})
    return date.fromisoformat(value) if kind is date else kind(value)


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
