"""Pairs of claims of one matter, at the same stage, that cannot both be true, each with the reason in words.

Invariant: a running count that rises, and what one origin brings up to date itself, are no contradictions; an error
and its published correction are one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.codebook.register import Entry, Role, register
from onrecord.codebook.weighing import weighing
from onrecord.matching.figures import Counted, NumberAt, comparable, counted, exclude, rises
from onrecord.matching.origins import Trail
from onrecord.matching.partake import Parties
from onrecord.matching.sayings import Saying, Stand, same_stage
from onrecord.matching.voices import outlet_key, party_keys, voice
from onrecord.model.claim import Act
from onrecord.model.matter import ClaimAt, Contradiction
from onrecord.model.status import Stage

_DATED = frozenset({Stage.PLANNED, Stage.APPROVED, Stage.DONE, Stage.CANCELLED})
"""Stages whose date is that of one happening; what goes on or lasts has many days."""

_AT_ONE_PLACE = frozenset({Act.MEET, Act.AGREE, Act.ATTACK, Act.VISIT})
_APART = 60.0
"""Kilometres from which two towns are two places: "near" a town may be some way off."""

_TOWNS = frozenset({Role.CITY, Role.CAPITAL})
_BLOCK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The contradictions, the claims that a correction took back, and the pairs of numbers that are one count."""

    contradictions: tuple[Contradiction, ...]
    retracted: frozenset[ClaimAt]
    running: frozenset[frozenset[NumberAt]]


def disagreements(told: Sequence[Saying], trail: Trail, parties: Parties) -> Disagreements:
    """Hold every claim against every other; `told` in order of publication."""
    said = [saying for saying in told if saying.stand is Stand.FOR]
    denied = [saying for saying in told if saying.stand is Stand.AGAINST]
    found: dict[tuple[ClaimAt, ClaimAt], str] = {}
    for one in said:
        for other in denied:
            if same_stage(one, other):
                found[_pair(one, other)] = f"{voice(one).name} says so, {voice(other).name} that it is not so"
    retracted: set[ClaimAt] = set()
    running: set[frozenset[NumberAt]] = set()
    view = _View(trail, parties, {saying.at: counted(saying) for saying in said}, running)
    taking_back = {saying.at for saying in said if _takes_back(saying)}
    for at, one in enumerate(said):
        for other in said[at + 1 :]:
            corrects = other.at in taking_back and _corrects(other, one, trail)
            reasons = [*view.numbers(one, other, corrects=corrects)]
            if one.stage is other.stage:
                reasons += [*view.days(one, other, corrects=corrects), *_places(one, other), *_doers(one, other)]
            if reasons:
                found[_pair(one, other)] = "; ".join(dict.fromkeys(reasons))
                if corrects and outlet_key(one.report.outlet) == outlet_key(other.report.outlet):
                    retracted.add(one.at)
    ordered = {saying.at: number for number, saying in enumerate(told)}
    pairs = sorted(found, key=lambda pair: (ordered[pair[0]], ordered[pair[1]]))
    return Disagreements(
        tuple(Contradiction(a, b, found[a, b]) for a, b in pairs), frozenset(retracted), frozenset(running)
    )


def _pair(one: Saying, other: Saying) -> tuple[ClaimAt, ClaimAt]:
    first, second = sorted((one, other), key=lambda saying: saying.order)
    return first.at, second.at


def _corrects(later: Saying, one: Saying, trail: Trail) -> bool:
    """Whether the later claim stands in a passage that takes back what its outlet, or its origin, told before."""
    if later.at.report == one.at.report or later.day < one.day:
        return False
    if outlet_key(later.report.outlet) == outlet_key(one.report.outlet):
        return True
    return trail.root(later).voice.key == trail.root(one).voice.key


def _takes_back(saying: Saying) -> bool:
    text, evidence = saying.report.text, saying.claim.evidence
    starts = [met.end() for met in _BLOCK.finditer(text, 0, evidence.start)]
    end = _BLOCK.search(text, evidence.end)
    passage = text[starts[-1] if starts else 0 : end.start() if end else len(text)]
    return weighing().correction.search(f"{saying.report.title} {passage}".lower()) is not None


@dataclass(frozen=True, slots=True)
class _View:
    """What pairs of claims are compared by: their roots, the parties, their numbers; `running` is filled on the way."""

    trail: Trail
    parties: Parties
    counts: Mapping[ClaimAt, tuple[Counted, ...]]
    running: set[frozenset[NumberAt]]

    def numbers(self, one: Saying, other: Saying, *, corrects: bool) -> Iterator[str]:
        for a in self.counts[one.at]:
            for b in self.counts[other.at]:
                if not comparable(a, b) or not exclude(a, b):
                    continue
                if not corrects and (one.stage is not other.stage or self._rises(a, b)):
                    self.running.add(frozenset((a.key, b.key)))
                elif one.stage is other.stage:
                    told = "corrected by a later report: " if corrects else ""
                    yield f"{told}{a.item.text} against {b.item.text}"

    def _rises(self, a: Counted, b: Counted) -> bool:
        """Whether two numbers are one rising count; what two parties say of each other's losses is never one."""
        one, other = self.trail.root(a.saying).voice.key, self.trail.root(b.saying).voice.key
        rivals = one != other and self.parties.part(one) and self.parties.part(other)
        return not rivals and rises(a, b, same_root=one == other)

    def days(self, one: Saying, other: Saying, *, corrects: bool) -> Iterator[str]:
        a, b = one.claim.when, other.claim.when
        if a is None or b is None or one.stage not in _DATED:
            return
        apart = (a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start)
        same_root = self.trail.root(one).voice.key == self.trail.root(other).voice.key
        moved = one.stage is Stage.PLANNED and same_root and one.day != other.day and not corrects
        if apart and not moved:
            yield f"{a.text} against {b.text}: no day is in both"


def _doers(one: Saying, other: Saying) -> Iterator[str]:
    """Two who are each told to have done one attack."""
    if one.claim.act is not Act.ATTACK or len(one.claim.agent) != 1 or len(other.claim.agent) != 1:
        return
    a, b = one.claim.agent[0], other.claim.agent[0]
    if a.country and b.country and a.country != b.country and set(party_keys(a)).isdisjoint(party_keys(b)):
        yield f"{a.name} against {b.name} as the one who did it"


def _places(one: Saying, other: Saying) -> Iterator[str]:
    claim = one.claim
    if claim.act not in _AT_ONE_PLACE or one.stage is not Stage.DONE:
        return
    if len(claim.place) != 1 or len(other.claim.place) != 1:
        return
    a, b = claim.place[0].text, other.claim.place[0].text
    here, there = _town(a), _town(b)
    if here and there and here.geonames != there.geonames and _kilometres(here, there) > _APART:
        yield f"{a} against {b}"


def _town(text: str) -> Entry | None:
    """The town that a place is or is near to; None for regions, states and what the register does not know."""
    tokens = [token.strip(".,;:()\"'").removesuffix("'s").removesuffix("’s") for token in text.split()[:12]]
    for size in (4, 3, 2, 1):
        for at in range(len(tokens) - size + 1):
            phrase = " ".join(tokens[at : at + size])
            entry = register().find(phrase) if phrase[:1].isupper() else None
            if entry is not None and entry.latitude is not None:
                return entry if entry.role in _TOWNS else None
    return None


def _kilometres(one: Entry, other: Entry) -> float:
    """The distance between two towns on the globe, near enough."""
    lat1, lon1, lat2, lon2 = (
        math.radians(value or 0.0) for value in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    arc = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon1 - lon2)
    return 6371.0 * math.acos(max(-1.0, min(1.0, arc)))
