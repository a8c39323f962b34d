"""One attributed, dated, located act with a status, and the characters that say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.actor import Participant
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.model.source import Chain
from onrecord.model.status import Status


class Act(StrEnum):
    """The seventeen acts of the codebook."""

    VISIT = "visit"
    MEET = "meet"
    REQUEST = "request"
    AID = "aid"
    TRADE = "trade"
    AGREE = "agree"
    COOPERATE = "cooperate"
    DEPLOY = "deploy"
    WITHDRAW = "withdraw"
    ATTACK = "attack"
    RESTRICT = "restrict"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    SUPPORT = "support"
    REJECT = "reject"
    HOLD = "hold"
    PRODUCE = "produce"


class Kind(StrEnum):
    """What aid, requests, trade, agreements and restrictions are about."""

    LETHAL = "lethal"
    NONLETHAL = "nonlethal"
    MILITARY = "military"
    FINANCIAL = "financial"
    HUMANITARIAN = "humanitarian"
    TRAINING = "training"
    INTELLIGENCE = "intelligence"
    POLITICAL = "political"
    OTHER = "other"


KINDED = frozenset({Act.AID, Act.REQUEST, Act.TRADE, Act.AGREE, Act.RESTRICT})
"""The acts that have a kind; all others have None."""

TWO_SIDED = frozenset({Act.MEET, Act.COOPERATE, Act.AGREE, Act.TRADE})
"""Acts whose sides may stand either way round."""


@dataclass(frozen=True, slots=True)
class Claim:
    """SOURCE (through its chain) STANCE that it is CERTAINTY that AGENT - ACT - RECIPIENT is [not] at STAGE.

    `trigger` is the word or words that name the act, `evidence` the sentence that holds them; `about` is the id of the
    claim of the same report that this one denies or does not confirm.
    """

    id: str
    act: Act
    kind: Kind | None
    trigger: Span
    evidence: Span
    status: Status
    agent: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    items: tuple[Item, ...] = ()
    place: tuple[Place, ...] = ()
    when: Period | None = None
    sources: Chain = ()
    about: str | None = None

    def _repr_html_(self) -> str:
        """The claim as a notebook shows it: sentence, evidence with the trigger underlined, status."""
        from onrecord.model.markup import claim_html

        return claim_html(self)
