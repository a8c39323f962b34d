"""All that was found in a text, whether or not a claim uses it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    """A named place; coordinates in decimal degrees where a gazetteer gives them.

    `region` is the first-level part of the country that the text gives, as it words it ("Kursk Oblast").
    """

    span: Span
    name: str
    country: str | None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A named or described actor; `actor` is its id in the register of actors, where it has one.

    `named` tells a name from a mere description; it is not part of the JSON form.
    """

    span: Span
    name: str
    kind: ActorKind
    country: str | None
    actor: str | None = None
    named: bool = False


class Tenure(StrEnum):
    """How a report says that a person stands to an office, on the day it was published."""

    HELD = "held"
    ACTING = "acting"
    FORMER = "former"
    THEN = "then"
    """Held at the time told of; nothing is said of the day of the report."""
    INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A report's words that give a person an office: `office` is its usual title, `body` whose it is if no state's."""

    span: Span
    person: str
    office: str
    country: str | None
    body: str | None = None
    tenure: Tenure = Tenure.HELD


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of the text given to a source: its own span, the cue, the content (it may be broken), the chain.

    Among `Mentions.positions`, what somebody wants, urges, backs, blames or expects; the chain holds the holder alone,
    or nobody ("is expected to").
    """

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
    offices: tuple[OfficeMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Attribution, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one report gave."""

    report: Report
    claims: tuple[Claim, ...]
    mentions: Mentions
