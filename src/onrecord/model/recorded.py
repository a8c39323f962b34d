"""The way back: reports and claims from their JSON form.

Every trouble is an `InputError` of one line that names the field. Nothing is judged here beyond the form: whether a
claim keeps the codebook's rules is for `rules.validate`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from onrecord.errors import InputError
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.forms import Json
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status


def report_from_record(record: Mapping[str, Json], *, outlet: str = "", published: date | None = None) -> Report:
    """The report of a record: a report object, or an object with a `report` key.

    `outlet` and `published` fill what the record lacks. `published` may be a date, or a datetime whose own offset
    gives the date. A `hash` that stands in the record is not read: it is made anew.
    Raises `InputError` naming the field that is missing or wrong.
    """
    node = _Node(record, "report").under("report") if "report" in record else _Node(record, "report")
    text = node.string("text")
    if not text.strip():
        raise InputError("report.text is empty")
    named = node.string("outlet", default="").strip() or outlet.strip()
    if not named:
        raise InputError("report.outlet is missing")
    day = node.day("published", times=True) or published
    if day is None:
        raise InputError("report.published is missing: a date such as 2025-03-12")
    return Report(
        outlet=named,
        published=day,
        text=text,
        title=node.string("title", default=""),
        url=node.maybe("url"),
        language=node.string("language", default="") or "en",
        notice=node.maybe("notice"),
        id=node.string("id", default=""),
    )


def claims_from_record(record: Mapping[str, Json]) -> tuple[Claim, ...]:
    """The claims of a record with a `claims` key, in their order.

    Lists and optional fields that are missing are empty. Raises `InputError` naming the field that is missing or wrong.
    """
    return tuple(_claim(node) for node in _Node(record, "").nodes("claims"))


@dataclass(frozen=True, slots=True)
class _Node:
    """A JSON object and the path to it, asked for its fields by type."""

    fields: Mapping[str, Json]
    path: str

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, wanted: str) -> InputError:
        if self.fields.get(key) is None:
            return InputError(f"{self.at(key)} is missing: {wanted}")
        return InputError(f"{self.at(key)} is not {wanted}")

    def string(self, key: str, *, default: str | None = None) -> str:
        value = self.fields.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self.wrong(key, "a string")
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            raise self.wrong(key, "valid Unicode (it holds half of a surrogate pair)")
        return value

    def maybe(self, key: str) -> str | None:
        return None if self.fields.get(key) is None else self.string(key)

    def whole(self, key: str) -> int:
        value = self.fields.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "a whole number")
        return value

    def number(self, key: str) -> int | float | None:
        value = self.fields.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(key, "a number")
        return value

    def day(self, key: str, *, times: bool = False) -> date | None:
        value = self.maybe(key)
        if value is None or (times and not value.strip()):
            return None
        try:
            return datetime.fromisoformat(value.strip()).date() if times else date.fromisoformat(value)
        except ValueError as error:
            raise self.wrong(key, f"a date such as 2025-03-12: {value[:40]!r}") from error

    def choice[E: StrEnum](self, key: str, listed: type[E]) -> E:
        value = self.string(key)
        try:
            return listed(value)
        except ValueError as error:
            raise self.wrong(key, f"one of {', '.join(listed)}: {value[:40]!r}") from error

    def maybe_choice[E: StrEnum](self, key: str, listed: type[E]) -> E | None:
        return None if self.fields.get(key) is None else self.choice(key, listed)

    def under(self, key: str) -> _Node:
        return self._node(self.fields.get(key), key)

    def maybe_under(self, key: str) -> _Node | None:
        return None if self.fields.get(key) is None else self.under(key)

    def nodes(self, key: str) -> list[_Node]:
        return [self._node(value, f"{key}[{number}]") for number, value in enumerate(self.values(key))]

    def values(self, key: str) -> Sequence[Json]:
        if key not in self.fields:
            return ()
        value = self.fields[key]
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise self.wrong(key, "a list")
        return value

    def _node(self, value: Json, key: str) -> _Node:
        if not isinstance(value, Mapping):
            raise InputError(f"{self.at(key)} is not an object")
        return _Node(value, self.at(key))


def _span(node: _Node) -> Span:
    return Span(node.whole("start"), node.whole("end"), node.string("exact"))


def _maybe_span(node: _Node | None) -> Span | None:
    return None if node is None else _span(node)


def _party(node: _Node) -> Participant:
    return Participant(
        text=node.string("text"),
        name=node.string("name"),
        country=node.maybe("country"),
        kind=node.choice("kind", ActorKind),
        span=_maybe_span(node.maybe_under("span")),
    )


def _item(node: _Node) -> Item:
    return Item(
        text=node.string("text"),
        what=node.string("what"),
        value=node.number("value"),
        unit=node.maybe("unit"),
        bound=node.maybe_choice("bound", Bound),
        span=_maybe_span(node.maybe_under("span")),
    )


def _place(node: _Node) -> Place:
    return Place(node.string("text"), node.maybe("country"), _maybe_span(node.maybe_under("span")))


def _when(node: _Node) -> Period:
    return Period(node.string("text"), node.day("start"), node.day("end"), _maybe_span(node.maybe_under("span")))


def _source(node: _Node) -> Source:
    return Source(
        text=node.string("text"),
        name=node.string("name"),
        kind=node.choice("kind", SourceKind),
        country=node.maybe("country"),
        span=_maybe_span(node.maybe_under("span")),
        cue=_maybe_span(node.maybe_under("cue")),
    )


def _flags(node: _Node) -> frozenset[Flag]:
    found: list[Flag] = []
    for value in node.values("flags"):
        if not isinstance(value, str) or value not in Flag:
            raise InputError(f"{node.at('flags')} holds {value!r}, which is none of {', '.join(Flag)}")
        found.append(Flag(value))
    return frozenset(found)


def _status(node: _Node) -> Status:
    return Status(
        polarity=node.choice("polarity", Polarity),
        certainty=node.choice("certainty", Certainty),
        stage=node.choice("stage", Stage),
        stance=node.choice("stance", Stance),
        flags=_flags(node),
        cues=_each(node, "cues", _span),
    )


def _each[T](node: _Node, key: str, build: Callable[[_Node], T]) -> tuple[T, ...]:
    return tuple(build(part) for part in node.nodes(key))


def _claim(node: _Node) -> Claim:
    when = node.maybe_under("when")
    return Claim(
        id=node.string("id"),
        act=node.choice("act", Act),
        kind=node.maybe_choice("kind", Kind),
        trigger=_span(node.under("trigger")),
        evidence=_span(node.under("evidence")),
        status=_status(node),
        agent=_each(node, "agent", _party),
        recipient=_each(node, "recipient", _party),
        items=_each(node, "items", _item),
        place=_each(node, "place", _place),
        when=None if when is None else _when(when),
        sources=_each(node, "sources", _source),
        about=node.maybe("about"),
    )
