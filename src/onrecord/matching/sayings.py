"""What the claims of one matter say of it: for it, against it, or neither, in order of publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.matching.telling import Telling
from onrecord.model.claim import Claim
from onrecord.model.matter import ClaimAt
from onrecord.model.report import Report
from onrecord.model.status import Certainty, Polarity, Stage, Stance

HAPPENING = frozenset({Stage.UNDER_WAY, Stage.DONE, Stage.STANDING})
"""The stages at which an act has come about; a denial of one of them denies the others too."""


class Stand(StrEnum):
    """What a claim does for its matter."""

    FOR = "for"
    """It says or confirms it."""
    AGAINST = "against"
    """It denies it, or says flatly that it is not so."""
    WITHHELD = "withheld"
    """It does not confirm, does not comment, or does not know."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim with its report and what it does for the matter."""

    at: ClaimAt
    claim: Claim
    report: Report
    stand: Stand

    @property
    def day(self) -> date:
        """The day its report was published."""
        return self.report.published

    @property
    def stage(self) -> Stage:
        """The stage it tells."""
        return self.claim.status.stage

    @property
    def order(self) -> tuple[date, str, int, str]:
        """By publication, then report, then place in the text: the same for the same claims, however they come."""
        return self.report.published, self.at.report, self.claim.trigger.start, self.at.claim


def sayings(claims: Iterable[ClaimAt], tellings: Mapping[str, Telling]) -> tuple[Saying, ...]:
    """The claims with their reports, in order; `tellings` by the hash of the report.

    Raises `KeyError` where a claim is not in the tellings.
    """
    wanted = set(claims)
    found: dict[ClaimAt, Saying] = {}
    for report in sorted({at.report for at in wanted}):
        telling = tellings[report]
        for claim in telling.claims:
            at = ClaimAt(report, claim.id)
            if at in wanted:
                found[at] = Saying(at, claim, telling.report, stand(claim))
    missing = sorted(wanted - found.keys())
    if missing:
        raise KeyError(f"report {missing[0].report} has no claim {missing[0].claim}")
    return tuple(sorted(found.values(), key=lambda saying: saying.order))


def stand(claim: Claim) -> Stand:
    """What a claim does for its matter."""
    status = claim.status
    if status.stance in (Stance.NOT_CONFIRMED, Stance.NO_COMMENT):
        return Stand.WITHHELD
    if status.stance is Stance.DENIES or status.polarity is Polarity.NO:
        return Stand.AGAINST
    return Stand.WITHHELD if status.certainty is Certainty.UNKNOWN else Stand.FOR


def same_stage(one: Saying, other: Saying) -> bool:
    """Whether one can deny what the other says: at the same stage, or in answer to it."""
    if one.stage is other.stage or {one.stage, other.stage} <= HAPPENING:
        return True
    return one.at.report == other.at.report and (one.claim.about == other.at.claim or other.claim.about == one.at.claim)
