"""What a matter says, given its claims: put together from origins, standing, stages, contradictions and figures.

Invariant: a pure function of its arguments; the order in which claims, copies or joins come changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.matching.contradictions import disagreements
from onrecord.matching.figures import figures
from onrecord.matching.origins import Trail, count, roots
from onrecord.matching.partake import Parties, parties
from onrecord.matching.sayings import Saying, sayings
from onrecord.matching.stages import stage, steps
from onrecord.matching.standing import status, weigh
from onrecord.matching.telling import Telling
from onrecord.matching.titles import title
from onrecord.matching.truth import truth
from onrecord.model.matter import NO_RULINGS, ClaimAt, Copy, Join, Matter, Origins, Part, Root, Rulings


def judge(
    claims: Sequence[ClaimAt],
    tellings: Mapping[str, Telling],
    *,
    joins: Iterable[Join] = (),
    copies: Iterable[Copy] = (),
    rulings: Rulings = NO_RULINGS,
) -> Matter:
    """The matter that these claims make.

    `tellings` by the hash of the report, at least those of the claims; of `joins`, `copies` and `rulings` those that
    concern the claims are used. Raises `ValueError` without a claim, `KeyError` where a claim has no telling.
    """
    told = sayings(claims, tellings)
    if not told:
        raise ValueError("a matter needs at least one claim")
    reports = {saying.at.report for saying in told}
    held = _between(copies, reports)
    trail, taking_part = Trail(told, held), parties(told)
    weighed = weigh(told, trail, taking_part)
    found = _parted(roots(weighed.counted, trail, rulings=rulings), trail, taking_part, told)
    standing = status(weighed, found)
    apart = disagreements(told, trail, taking_part)
    return Matter(
        id=identity(told[0]),
        title=title(weighed, trail, taking_part),
        status=standing,
        stage=stage(weighed, trail, taking_part),
        claims=tuple(saying.at for saying in told),
        origins=_counted(found),
        against=count(found, against=True),
        roots=found,
        joins=_inside(joins, {saying.at for saying in told}),
        contradictions=apart.contradictions,
        copies=held,
        steps=steps(weighed, retracted=apart.retracted),
        figures=figures(told, running=apart.running),
        truth=truth(standing, weighed, found, reports=len(reports)),
    )


def _between(copies: Iterable[Copy], reports: Collection[str]) -> tuple[Copy, ...]:
    """The copies that two of these reports are of each other, each once, in order."""
    held = {copy for copy in copies if copy.a in reports and copy.b in reports}
    return tuple(sorted(held, key=lambda copy: (copy.a, copy.b)))


def _inside(joins: Iterable[Join], claims: Collection[ClaimAt]) -> tuple[Join, ...]:
    """The joins between these claims, in order."""
    return tuple(
        sorted((join for join in joins if join.a in claims and join.b in claims), key=lambda join: (join.a, join.b))
    )


def identity(first: Saying) -> str:
    """The id of a matter: a hash of where and when its first claim stands, 12 hexadecimal digits."""
    place = (first.day.isoformat(), first.at.report, str(first.claim.trigger.start), first.at.claim)
    return hashlib.sha256("\x1f".join(place).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _counted(found: Sequence[Root]) -> Origins:
    """The origins of what is said; where all deny, those of the denials; where nobody does either, one at least."""
    said = count(found, against=False)
    return said if said.max else Origins(max(1, (told := count(found, against=True)).min), max(1, told.max))


def _parted(found: Iterable[Root], trail: Trail, taking_part: Parties, told: Sequence[Saying]) -> tuple[Root, ...]:
    """The roots with their part in the act."""
    by_claim = {saying.at: saying for saying in told}

    def part(root: Root) -> Part | None:
        keys = (trail.root(by_claim[at]).voice.key for at in root.claims)
        return next((part for key in keys if (part := taking_part.confirming(key))), None)

    return tuple(replace(root, part=part(root)) for root in found)
