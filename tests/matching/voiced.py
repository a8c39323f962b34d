"""Claims with a chain of sources, and the matter that the claims of some reports make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.matching.judging import judge
from onrecord.matching.telling import Telling
from onrecord.model.claim import Claim
from onrecord.model.matter import ClaimAt, Copy, Matter, Rulings
from onrecord.model.quantity import Bound, Item
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance

NO_RULINGS = Rulings()


def link(told: str) -> Source:
    """ "outlet: Delta Wire", "person: Marek Lis/POL", "unnamed: two officials": one link of a chain."""
    kind, _, rest = told.partition(": ")
    name, _, country = rest.partition("/")
    return Source(name, name, SourceKind(kind), country or None)


def by(claim: Claim, *links: str) -> Claim:
    """The claim, told through these sources, the outermost first."""
    return replace(claim, sources=tuple(link(each) for each in links))


def at(claim: Claim, stage: str) -> Claim:
    """The claim at another stage."""
    return replace(claim, status=replace(claim.status, stage=Stage(stage)))


def denied(claim: Claim, *links: str) -> Claim:
    """The claim, denied by the last of these sources."""
    return by(replace(claim, status=replace(claim.status, stance=Stance.DENIES, polarity=Polarity.NO)), *links)


def confirmed(claim: Claim, *links: str) -> Claim:
    """The claim, confirmed by the last of these sources."""
    return by(replace(claim, status=replace(claim.status, stance=Stance.CONFIRMS)), *links)


def withheld(claim: Claim, *links: str) -> Claim:
    """The claim, on which the last of these sources would not comment."""
    status = replace(claim.status, stance=Stance.NO_COMMENT, certainty=Certainty.UNKNOWN)
    return by(replace(claim, status=status), *links)


def counting(claim: Claim, what: str, value: float, *, bound: str = "exact", unit: str = "item") -> Claim:
    """The claim with a number more."""
    text = f"{value:g} {what}"
    return replace(claim, items=(*claim.items, Item(text, what, value, unit, Bound(bound))))


def matter(*tellings: Telling, copies: Sequence[tuple[int, int]] = (), rulings: Rulings = NO_RULINGS) -> Matter:
    """The matter of all claims of these reports; `copies` are pairs of their numbers, from 0."""
    claims = [ClaimAt(each.report.hash, claim.id) for each in tellings for claim in each.claims]
    by_report = {each.report.hash: each for each in tellings}
    held = [Copy(tellings[a].report.hash, tellings[b].report.hash, 0.9, "90% of the words") for a, b in copies]
    return judge(claims, by_report, copies=held, rulings=rulings)


def origins(found: Matter) -> tuple[int, int]:
    """How many origins at least and at most."""
    return found.origins.min, found.origins.max


def reasons(found: Matter) -> str:
    """All that is said of why voices are one root."""
    return "; ".join(reason for root in found.roots for reason in root.reasons)
