"""What the claims of a view are counted by, and the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Facet(StrEnum):
    """What claims are counted by."""

    ACT = "act"
    KIND = "kind"
    STAGE = "stage"
    CERTAINTY = "certainty"
    STANCE = "stance"
    POLARITY = "polarity"
    FACT = "fact"
    REVIEWED = "reviewed"
    OUTLET = "outlet"
    DAY = "day"
    AGENT = "agent"
    RECIPIENT = "recipient"
    COUNTRY = "country"
    SOURCE_KIND = "source_kind"


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a facet as filters take it, what a person calls it, and how many claims have it."""

    value: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many claims a view has, and how many of each value there are, the most frequent first (days in order).

    A facet that the view is filtered by is counted as if it were not: so that another value can be chosen beside.
    """

    claims: int
    counts: Mapping[Facet, tuple[Count, ...]]
