"""How much: items with their figure, unit and bound."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span


class Bound(StrEnum):
    """Which side of the figure the truth may lie on."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Item:
    """A thing an act is about: "around 11,000 troops".

    `value` is in `unit`s: `item`, `person`, an ISO 4217 code, `%` or a measure (`t kg km m km2 mi2 l bbl MW`);
    value, unit and bound are None together where the text gives no figure.
    """

    text: str
    what: str
    value: int | float | None = None
    unit: str | None = None
    bound: Bound | None = None
    span: Span | None = None
