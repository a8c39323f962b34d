"""How far along a matter is: the furthest stage told by its best source, and the history of how it got there."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.matching.origins import Trail
from onrecord.matching.partake import Parties
from onrecord.matching.sayings import Saying
from onrecord.matching.standing import Weighed
from onrecord.model.matter import ClaimAt, Step
from onrecord.model.status import Stage

_ORDER = (
    Stage.OPEN,
    Stage.CONSIDERED,
    Stage.PLANNED,
    Stage.PLEDGED,
    Stage.APPROVED,
    Stage.UNDER_WAY,
    Stage.STANDING,
    Stage.DONE,
)
_RANK = {stage: rank for rank, stage in enumerate(_ORDER)}
_ENDING = frozenset({Stage.REFUSED, Stage.SUSPENDED, Stage.CANCELLED})
"""Stages that replace any other when told later."""

_UNNAMED, _NAMED, _PARTY = range(3)


def stage(weighed: Weighed, trail: Trail, parties: Parties) -> Stage:
    """The stage of a matter.

    The furthest that its best source tells (a party, then a named source, then an unnamed one); an ending told on the
    same day or later replaces it, where its source is at least a named one or there is none better. Where nobody says
    so, the stage of the denials, else of what is not confirmed.
    """
    ranked = [(saying, _rank(saying, trail, parties)) for saying in weighed.told]
    best = max(rank for _, rank in ranked)
    going = [(s, rank) for s, rank in ranked if s.stage not in _ENDING]
    ends = [(s, rank) for s, rank in ranked if s.stage in _ENDING and rank >= min(best, _NAMED)]
    if not ends and not going:
        return ranked[-1][0].stage
    if ends:
        last, rank = max(ends, key=lambda told: told[0].order)
        resumed = any(s.day > last.day and other >= rank for s, other in going)
        if not resumed or not going:
            return last.stage
    top = max(rank for _, rank in going)
    return max((s.stage for s, rank in going if rank == top), key=_RANK.__getitem__)


def _rank(saying: Saying, trail: Trail, parties: Parties) -> int:
    root = trail.root(saying).voice
    if not root.firm:
        return _UNNAMED
    return _PARTY if parties.part(root.key) else _NAMED


def steps(weighed: Weighed, *, retracted: Collection[ClaimAt] = ()) -> tuple[Step, ...]:
    """The stages in the order they were told: each by the first claim that tells it, endings each time they are told.

    `retracted` are the claims that a later report took back; their steps say so.
    """
    told = weighed.said or weighed.denied
    back = {saying.at for saying in weighed.taken_back}
    if weighed.said:
        told = tuple(sorted((*told, *(s for s in weighed.taken_back)), key=lambda saying: saying.order))
    made: list[Step] = []
    for saying in told:
        undone = saying.at in back or saying.at in retracted
        same = [step for step in made if step.stage is saying.stage and step.retracted is undone]
        if same and not (saying.stage in _ENDING and made[-1].stage is not saying.stage):
            continue
        made.append(Step(saying.stage, saying.at, saying.day, undone))
    return tuple(made)
