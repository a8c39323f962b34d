"""A matter: one happening in the world, told by claims of many reports.

Invariants: every claim is in exactly one matter; origins count roots of information, never outlets or copies; every
join, root and contradiction carries its reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.quantity import Bound
from onrecord.model.source import SourceKind
from onrecord.model.status import Stage


class MatterStatus(StrEnum):
    """How a matter stands over all its claims; of several that fit, the first in this order."""

    DISPUTED = "disputed"
    """One says, another denies the same act at the same stage."""
    DENIED = "denied"
    """There are only denials."""
    CONFIRMED = "confirmed"
    """A party to the act says or confirms it itself."""
    UNCONFIRMED = "unconfirmed"
    """A party has not confirmed or would not comment, and none confirms."""
    CORROBORATED = "corroborated"
    """At least two origins say so."""
    SINGLE_SOURCE = "single_source"
    """One origin says so."""


class Part(StrEnum):
    """What a party is to the act."""

    DOER = "doer"
    RECIPIENT = "recipient"
    HOST = "host"


class Relation(StrEnum):
    """What one matter is to another."""

    ASKS_FOR = "asks_for"
    """The request of this matter is for the aid of the other."""
    ASKED_BY = "asked_by"
    """The aid of this matter was asked for in the other."""


@dataclass(frozen=True, slots=True, order=True)
class ClaimAt:
    """Where a claim stands: the hash of its report and its id there."""

    report: str
    claim: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How many roots of information there are: at least `min` (the firm ones), at most `max` (with the unnamed)."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Root:
    """A root of information and the claims that go back to it.

    One government or body with its officials is one root. An unnamed root is not `firm`: it may be the same as any
    other. `against` tells the roots of denials. `reasons` say why voices of several claims are this one root. `part` is
    its part in the act where it is a party that may confirm it.
    """

    name: str
    kind: SourceKind
    country: str | None
    firm: bool
    against: bool
    claims: tuple[ClaimAt, ...]
    reasons: tuple[str, ...] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims are of one matter; `by` names the person who said so, None for the machine."""

    a: ClaimAt
    b: ClaimAt
    reasons: tuple[str, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """Two claims that can be of one matter: `points` say how well they fit, `sure` whether that is enough by itself.

    `days` lie between the publication of their reports.
    """

    a: ClaimAt
    b: ClaimAt
    points: float
    sure: bool
    days: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims at the same stage that cannot both be true, and why."""

    a: ClaimAt
    b: ClaimAt
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports of which one holds the other's words.

    `a` and `b` are hashes of reports, the one published first (else the one that is credited, else by hash) first;
    `share` is the part of the shorter one's own word sequences that stands in the other, 0 to 1.
    """

    a: str
    b: str
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stage told of a matter: by which claim, published when; `retracted` where a later report took it back."""

    stage: Stage
    claim: ClaimAt
    published: date
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A number as one claim tells it."""

    value: int | float
    bound: Bound | None
    claim: ClaimAt
    published: date


@dataclass(frozen=True, slots=True)
class Figures:
    """What several claims count of one thing: as they tell it, in order of publication.

    `running` tells a count that rises with time from one that is disputed; `agree` where no two exclude each other.
    """

    what: str
    unit: str | None
    told: tuple[FigureTold, ...]
    running: bool
    agree: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Another matter that this one has to do with, by its id."""

    to: str
    relation: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class Matter:
    """One happening. `claims` in order of publication, then of the text; `id` is made from the first of them.

    `truth` is how it stands in one line of words: "Disputed: Armenia says so, Azerbaijan denies it; 4 reports, ...".
    """

    id: str
    title: str
    status: MatterStatus
    stage: Stage
    claims: tuple[ClaimAt, ...]
    origins: Origins
    against: Origins
    roots: tuple[Root, ...] = ()
    joins: tuple[Join, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    copies: tuple[Copy, ...] = ()
    steps: tuple[Step, ...] = ()
    figures: tuple[Figures, ...] = ()
    links: tuple[Link, ...] = ()
    truth: str = ""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people have ruled: pairs of claims that are of one matter, of two, or whose roots are one.

    They stand for ever: no matching undoes them. Each pair comes with the name of the person.
    """

    together: tuple[tuple[ClaimAt, ClaimAt, str], ...] = ()
    apart: tuple[tuple[ClaimAt, ClaimAt, str], ...] = ()
    same_origin: tuple[tuple[ClaimAt, ClaimAt, str], ...] = ()


NO_RULINGS = Rulings()
"""Nobody has ruled anything."""
