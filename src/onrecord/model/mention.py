"""All that was found in a text, whether or not a claim uses it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act, Claim
from onrecord.model.evidence import Span
from onrecord.model.period import PeriodMention
from onrecord.model.quantity import Bound
from onrecord.model.report import Report
from onrecord.model.source import Chain


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A figure of the text with what it counts; units as in `Item`.

    Value, unit and bound are None together where the text counts without a figure ("dozens of drones").
    """

    span: Span
    what: str
    value: int | float | None
    unit: str | None
    bound: Bound | None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place; coordinates in decimal degrees where a gazetteer gives them."""

    span: Span
    name: str
    country: str | None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A named or described actor; `actor` is its id in the register of actors, where it has one."""

    span: Span
    name: str
    kind: ActorKind
    country: str | None
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of the text given to a source: its own span, the cue, the content (it may be broken), the chain."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    sources: Chain


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An act seen but not made into a claim, and why."""

    span: Span
    act: Act
    reason: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything found in one text, each list in text order."""

    quantities: tuple[QuantityMention, ...] = ()
    periods: tuple[PeriodMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one report gave."""

    report: Report
    claims: tuple[Claim, ...]
    mentions: Mentions
