"""What a claim's status looks like: a few tones, each with a word, a mark and (in the style sheet) pattern and colour.

Invariant: only what stands as a fact has the tone of a fact.
"""

from __future__ import annotations

from enum import StrEnum

from onrecord.desk.forms import stands_as_fact
from onrecord.ledger.rows import Entry
from onrecord.model.claim import Claim
from onrecord.model.decision import Origin
from onrecord.model.fact import is_fact
from onrecord.model.rules import WITHHOLDING
from onrecord.model.status import Certainty, Polarity, Stage, Stance

_ENDED = frozenset({Stage.REFUSED, Stage.SUSPENDED, Stage.CANCELLED})
_AHEAD = frozenset({Stage.OPEN, Stage.CONSIDERED, Stage.PLANNED, Stage.PLEDGED, Stage.APPROVED})


class Tone(StrEnum):
    """How a claim is marked: the first that fits."""

    REJECTED = "rejected"
    FACT = "fact"
    DENIED = "denied"
    UNKNOWN = "unknown"
    AHEAD = "ahead"
    HEDGED = "hedged"


TONES = {
    Tone.FACT: ("●", "told as a fact by the sources named"),
    Tone.AHEAD: ("◔", "not yet: possible, planned, promised or approved"),
    Tone.DENIED: ("⊘", "denied, refused, put off or said not to be so"),
    Tone.UNKNOWN: ("?", "not confirmed, or not known"),
    Tone.HEDGED: ("○", "told with a reservation: hearsay, attempt, condition"),
    Tone.REJECTED: ("✗", "rejected by a person: no claim of its report"),
}
"""Mark and meaning of every tone, in the order of a legend."""


def tone(entry: Entry) -> Tone:
    """The tone of an entry of the record."""
    if entry.origin is Origin.REJECTED:
        return Tone.REJECTED
    return Tone.FACT if stands_as_fact(entry) else claim_tone(entry.claim)


def claim_tone(claim: Claim) -> Tone:
    """The tone of a claim that nobody has rejected."""
    status = claim.status
    if is_fact(claim):
        return Tone.FACT
    if status.stance is Stance.DENIES or status.polarity is Polarity.NO or status.stage in _ENDED:
        return Tone.DENIED
    if status.stance in WITHHOLDING or status.certainty is Certainty.UNKNOWN:
        return Tone.UNKNOWN
    return Tone.AHEAD if status.stage in _AHEAD else Tone.HEDGED
