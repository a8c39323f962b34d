"""Claims in outline: what counting over a whole ledger needs of them, without reading each claim whole.

Invariant: an outline says what the entry of the same address says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.source import SourceKind
from onrecord.model.status import Polarity, Stage


class Slot(StrEnum):
    """Who is named in an outline, where it is asked for."""

    AGENT = "agent"
    RECIPIENT = "recipient"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Name[K]:
    """A party to a claim, or a link of its chain: its best full name, its kind, its country's code."""

    name: str
    kind: K
    country: str | None


class Outline(NamedTuple):
    """A claim in outline; a slot that was not asked for is ().

    `fact` says whether it stands as a fact, `day` is the first day of its own period.
    """

    address: str
    act: Act
    stage: Stage
    polarity: Polarity
    fact: bool
    outlet: str
    published: date
    day: date | None
    agent: tuple[Name[ActorKind], ...] = ()
    recipient: tuple[Name[ActorKind], ...] = ()
    sources: tuple[Name[SourceKind], ...] = ()
