"""How sure: the four closed lists of the codebook and its flags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span


class Polarity(StrEnum):
    """Whether the act is said to be so."""

    YES = "yes"
    NO = "no"


class Certainty(StrEnum):
    """How surely the words put the act at its stage."""

    STATED = "stated"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far along the act is."""

    OPEN = "open"
    CONSIDERED = "considered"
    PLANNED = "planned"
    PLEDGED = "pledged"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    DONE = "done"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    STANDING = "standing"


class Stance(StrEnum):
    """What the innermost source does with the claim."""

    SAYS = "says"
    CONFIRMS = "confirms"
    DENIES = "denies"
    NOT_CONFIRMED = "not_confirmed"
    NO_COMMENT = "no_comment"


class Flag(StrEnum):
    """What else the words say of the status."""

    HEARSAY = "hearsay"
    CONDITIONAL = "conditional"
    PURPOSE = "purpose"
    ATTEMPT = "attempt"
    PROVISIONAL = "provisional"
    SECRET = "secret"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True)
class Status:
    """Polarity, certainty, stage, stance and flags of one claim, with the words (`cues`) that say so."""

    polarity: Polarity = Polarity.YES
    certainty: Certainty = Certainty.STATED
    stage: Stage = Stage.DONE
    stance: Stance = Stance.SAYS
    flags: frozenset[Flag] = frozenset()
    cues: tuple[Span, ...] = ()

    def ordered_flags(self) -> tuple[Flag, ...]:
        """The flags in the codebook's order."""
        return tuple(flag for flag in Flag if flag in self.flags)
