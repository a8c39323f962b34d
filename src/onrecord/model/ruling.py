"""What a person ruled of matters: that claims are of one happening or of two, or that their words have one root.

Invariant: rulings are only ever added, and no matching undoes one. Each keeps the claims as the person saw them, so
that they are found again in a better reading, and carries the hash of the ruling before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import Claim


class RulingVerb(StrEnum):
    """What a person did."""

    MERGE = "merge"
    """The claims of both sides tell of one happening."""
    SPLIT = "split"
    """The claims of one side tell of another happening than those of the other."""
    SAME_ORIGIN = "same_origin"
    """The claims of both sides go back to one root of information."""
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as a person saw it, and the hash of its report: what anchors a ruling."""

    report: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Ruling:
    """A ruling on record.

    `number` counts from 1 over all rulings of the ledger; `when` is in UTC. It holds between each claim of `one` and
    each of `other`. `undoes` is the number of the ruling that an `undo` takes back; it has the same two sides.
    """

    number: int
    verb: RulingVerb
    by: str
    when: datetime
    why: str
    one: tuple[Seen, ...]
    other: tuple[Seen, ...]
    undoes: int | None = None
    previous: str = ""
    hash: str = ""
