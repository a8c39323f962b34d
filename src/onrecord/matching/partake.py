"""Who is a party to the act of a matter, and who of them can confirm it by his own word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.codebook.register import Role, register
from onrecord.codebook.weighing import weighing
from onrecord.matching.parties import named
from onrecord.matching.sayings import Saying, Stand
from onrecord.matching.voices import party_keys
from onrecord.model.claim import Act
from onrecord.model.matter import Part
from onrecord.model.place import Place

_HOSTED = frozenset({Act.VISIT, Act.MEET, Act.AGREE, Act.COOPERATE, Act.DEPLOY, Act.WITHDRAW})
"""Acts whose place is somebody's, who is a party to them as the host."""

_RECEIVED = frozenset({Act.VISIT, Act.DEPLOY})
"""Acts whose recipient is the host."""

_DOER_ONLY = frozenset({Act.ATTACK, Act.ACCUSE, Act.THREATEN})
"""Acts done against somebody: his word is a charge, only the doer's is a confirmation."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The keys of the voices of the parties.

    `hostile`: only the doer's word confirms; `received`: the recipient of the act is its host, as of a visit.
    """

    doers: frozenset[str]
    recipients: frozenset[str]
    hosts: frozenset[str]
    hostile: bool
    received: bool = False

    def part(self, key: str) -> Part | None:
        """What the voice with this key is to the act, None where it is no party."""
        if key in self.doers:
            return Part.DOER
        if key in self.recipients:
            return Part.HOST if self.received else Part.RECIPIENT
        return Part.HOST if key in self.hosts else None

    def confirming(self, key: str) -> Part | None:
        """The same, where the voice's own word confirms the act."""
        part = self.part(key)
        return None if self.hostile and part is not Part.DOER else part


def parties(told: Sequence[Saying]) -> Parties:
    """The parties over all claims of a matter."""
    doers: set[str] = set()
    recipients: set[str] = set()
    hosts: set[str] = set()
    for saying in told:
        claim = saying.claim
        doers.update(key for party in claim.agent for key in party_keys(party))
        recipients.update(key for party in claim.recipient for key in party_keys(party))
        if claim.act in _HOSTED:
            hosts.update(f"state:{country}" for place in claim.place for country in _countries(place))
    received = told[0].claim.act in _RECEIVED
    return Parties(frozenset(doers), frozenset(recipients), frozenset(hosts), _hostile(told), received)


def _countries(place: Place) -> tuple[str, ...]:
    return (place.country,) if place.country else tuple(sorted(named(place.text).countries))


def _hostile(told: Sequence[Saying]) -> bool:
    saying = told[0]
    if saying.claim.act in _DOER_ONLY:
        return True
    if saying.claim.act is not Act.DEPLOY:
        return False
    evidence = [saying.claim.evidence.exact for saying in told if saying.stand is Stand.FOR]
    words = weighing()
    against = any(words.against.search(text.lower()) or _beside(text) for text in evidence)
    return against and not any(words.welcome.search(text.lower()) for text in evidence)


def _beside(text: str) -> bool:
    """Whether forces are told to be near or around a state, its coast, its border."""
    for met in weighing().beside.finditer(text.lower()):
        after = text[met.end() :].split()[:3]
        if after and after[0].lower() in ("the", "its", "their"):
            after = after[1:]
        for size in (1, 2):
            phrase = " ".join(after[:size]).strip(".,;:")
            entry = register().find(phrase) if phrase else None
            if weighing().edge.fullmatch(phrase.lower()) or (entry is not None and entry.role is Role.NAME):
                return True
    return False
