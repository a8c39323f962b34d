"""How a matter stands over all its claims: disputed, denied, confirmed, unconfirmed, corroborated or single source.

Invariant: of the statuses that fit, the first in the order of `MatterStatus`; what a speaker has since taken back
neither supports nor denies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.matching.origins import Trail, count
from onrecord.matching.partake import Parties
from onrecord.matching.sayings import Saying, Stand, same_stage
from onrecord.matching.voices import Voice, alike, voice, words
from onrecord.model.matter import ClaimAt, MatterStatus, Root
from onrecord.model.status import Stance


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims of a matter, each in order of publication, by what they do for it.

    `said` and `denied` are those that still stand, `taken_back` those whose own speaker later said the opposite;
    `confirmed` are those of `said` that a party tells, `withheld` those by which a party does not confirm, `silent` all
    that neither say nor deny.
    `disputed` tells whether one of `denied` denies, at its stage, what another speaker says.
    """

    said: tuple[Saying, ...]
    denied: tuple[Saying, ...]
    taken_back: tuple[Saying, ...]
    confirmed: tuple[Saying, ...]
    withheld: tuple[Saying, ...]
    silent: tuple[Saying, ...]
    disputed: bool

    @property
    def told(self) -> tuple[Saying, ...]:
        """The claims that tell what it is about: what is said, else what is denied, else the rest; never none."""
        return self.said or self.denied or self.taken_back or self.silent

    @property
    def counted(self) -> tuple[Saying, ...]:
        """The claims whose origins count: what is said and what is denied."""
        return tuple(sorted((*self.said, *self.denied), key=lambda saying: saying.order))


def weigh(told: Sequence[Saying], trail: Trail, parties: Parties) -> Weighed:
    """Sort the claims of a matter by what they do for it; `told` in order of publication."""
    taken = _taken_back(told, trail)
    kept = [saying for saying in told if saying.at not in taken]
    said = tuple(saying for saying in kept if saying.stand is Stand.FOR)
    denied = tuple(saying for saying in kept if saying.stand is Stand.AGAINST)
    silent = tuple(saying for saying in kept if saying.stand is Stand.WITHHELD)
    return Weighed(
        said=said,
        denied=denied,
        taken_back=tuple(saying for saying in told if saying.at in taken),
        confirmed=tuple(saying for saying in said if parties.confirming(trail.root(saying).voice.key)),
        withheld=tuple(saying for saying in silent if parties.part(voice(saying).key)),
        silent=silent,
        disputed=any(
            same_stage(one, other) and not _one_speaker(voice(one), voice(other)) for one in said for other in denied
        ),
    )


def status(weighed: Weighed, roots: Sequence[Root]) -> MatterStatus:
    """The status, by the definitions; `roots` are those of `weighed.counted`."""
    if weighed.disputed:
        return MatterStatus.DISPUTED
    if weighed.denied and not weighed.said:
        return MatterStatus.DENIED
    if weighed.confirmed:
        return MatterStatus.CONFIRMED
    if weighed.withheld:
        return MatterStatus.UNCONFIRMED
    firm = count(roots, against=False).min
    return MatterStatus.CORROBORATED if firm >= 2 else MatterStatus.SINGLE_SOURCE


def _taken_back(told: Sequence[Saying], trail: Trail) -> frozenset[ClaimAt]:
    """The claims whose own speaker said the opposite in a later report; a body's confirmation takes back its denial."""
    by_key: dict[str, list[tuple[Saying, Voice]]] = {}
    for saying in told:
        if saying.stand is not Stand.WITHHELD:
            found = trail.root(saying).voice
            by_key.setdefault(found.key, []).append((saying, found))
    taken: set[ClaimAt] = set()
    for group in by_key.values():
        if len({saying.stand for saying, _ in group}) > 1:
            taken.update(one.at for one, spoken in group if any(_reversed(one, spoken, *later) for later in group))
    return frozenset(taken)


def _reversed(one: Saying, spoken: Voice, later: Saying, by: Voice) -> bool:
    if later.day <= one.day or later.stand is one.stand or not same_stage(one, later):
        return False
    admitted = one.stand is Stand.AGAINST and later.claim.status.stance is Stance.CONFIRMS
    return admitted or _one_speaker(spoken, by)


def _one_speaker(one: Voice, other: Voice) -> bool:
    """Whether the very same speaker spoke both times; two officials of one government are two."""
    return one.key == other.key and alike(words(one.speaker), words(other.speaker))
