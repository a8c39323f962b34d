"""Which claims may be shown as plain statements.

Invariant: what is no fact here is never shown or exported as one.
"""

from __future__ import annotations

from onrecord.model.claim import Claim
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status

FACT_STAGES = frozenset({Stage.DONE, Stage.UNDER_WAY, Stage.STANDING})
"""The stages at which an act has come about."""

FACT_STANCES = frozenset({Stance.SAYS, Stance.CONFIRMS})
"""The stances by which a source vouches for a claim."""

UNFACTUAL = frozenset({Flag.HEARSAY, Flag.ATTEMPT, Flag.CONDITIONAL, Flag.PURPOSE, Flag.REVERSAL})
"""The flags that keep a claim from being a fact; `secret` and `provisional` do not."""


def is_factual(status: Status) -> bool:
    """Whether a status is that of a fact, according to the claim's own chain of sources."""
    return (
        status.polarity is Polarity.YES
        and status.certainty is Certainty.STATED
        and status.stage in FACT_STAGES
        and status.stance in FACT_STANCES
        and UNFACTUAL.isdisjoint(status.flags)
    )


def is_fact(claim: Claim) -> bool:
    """Whether a claim is a fact according to its chain: told as so, by a source that vouches, with no reservation."""
    return is_factual(claim.status)
