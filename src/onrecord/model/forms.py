"""The shapes of the JSON form of a reading: one type for every object in it.

Keys stand in the order in which they are written. `type Json` is any JSON value, for what comes in from outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

type Json = bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None
"""Any JSON value."""


class SpanForm(TypedDict):
    """Exact characters and their offsets in code points."""

    start: int
    end: int
    exact: str


class PartyForm(TypedDict):
    """A participant."""

    text: str
    name: str
    country: str | None
    kind: str
    span: SpanForm | None


class ItemForm(TypedDict):
    """An item; value, unit and bound are null together."""

    text: str
    what: str
    value: int | float | None
    unit: str | None
    bound: str | None
    span: SpanForm | None


class PlaceForm(TypedDict):
    """A place of an act."""

    text: str
    country: str | None
    span: SpanForm | None


class WhenForm(TypedDict):
    """A period of an act; the ends are ISO dates or null."""

    text: str
    start: str | None
    end: str | None
    span: SpanForm | None


class SourceForm(TypedDict):
    """A link of a chain of sources."""

    text: str
    name: str
    kind: str
    country: str | None
    span: SpanForm | None
    cue: SpanForm | None


class ClaimForm(TypedDict):
    """A claim; `cues` are the words that give its status."""

    id: str
    act: str
    kind: str | None
    trigger: SpanForm
    evidence: SpanForm
    agent: list[PartyForm]
    recipient: list[PartyForm]
    items: list[ItemForm]
    place: list[PlaceForm]
    when: WhenForm | None
    polarity: str
    certainty: str
    stage: str
    stance: str
    flags: list[str]
    sources: list[SourceForm]
    about: str | None
    cues: list[SpanForm]


class ReportForm(TypedDict):
    """A report."""

    id: str
    outlet: str
    published: str
    title: str
    url: str | None
    language: str
    notice: str | None
    hash: str
    text: str


class QuantityForm(TypedDict):
    """A quantity found; value, unit and bound are null together."""

    span: SpanForm
    what: str
    value: int | float | None
    unit: str | None
    bound: str | None


class TimexForm(TypedDict):
    """The TimeML reading of a period."""

    type: str
    value: str


class PeriodForm(TypedDict):
    """A period found."""

    span: SpanForm
    start: str | None
    end: str | None
    granularity: str
    timex: TimexForm


class PlaceMentionForm(TypedDict):
    """A place found."""

    span: SpanForm
    name: str
    country: str | None
    geonames: int | None
    latitude: float | None
    longitude: float | None
    region: str | None


class ActorForm(TypedDict):
    """An actor found."""

    span: SpanForm
    name: str
    kind: str
    country: str | None
    actor: str | None


class OfficeForm(TypedDict):
    """An office that the text gives a person."""

    span: SpanForm
    person: str
    office: str
    country: str | None
    body: str | None
    tenure: str


class AttributionForm(TypedDict):
    """An attribution or a position found."""

    source: SpanForm | None
    cue: SpanForm
    content: list[SpanForm]
    sources: list[SourceForm]


class UnplacedForm(TypedDict):
    """An act seen but not made into a claim."""

    span: SpanForm
    act: str
    reason: str


class MentionsForm(TypedDict):
    """All that was found in a text."""

    quantities: list[QuantityForm]
    periods: list[PeriodForm]
    places: list[PlaceMentionForm]
    actors: list[ActorForm]
    offices: list[OfficeForm]
    attributions: list[AttributionForm]
    positions: list[AttributionForm]
    unplaced: list[UnplacedForm]


class ReadingForm(TypedDict):
    """A report with its claims and, where asked for, its mentions."""

    report: ReportForm
    claims: list[ClaimForm]
    mentions: NotRequired[MentionsForm]
