"""How well claims become matters, against bundles of reports whose matters are known.

found           share of the gold claims for which a claim was found
merge           F1 over claims of B-cubed: of a claim's companions in its matter, how many belong there, and how many of
                those that belong there are with it; gold claims not found have none
status, stage   share of the gold matters whose counterpart (where most of its claims are) stands the same way
origins         the same for the number of origins, least and most
contradictions  F1 over pairs of claims found
copies          F1 over pairs of reports
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import scoring

from onrecord.matching.matching import match
from onrecord.matching.telling import Telling
from onrecord.model.matter import ClaimAt, Matter
from onrecord.model.recorded import claims_from_record, report_from_record

type Pair = frozenset[ClaimAt] | frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldMatter:
    """A matter as it should come out. `origins` are the least and the most."""

    claims: tuple[ClaimAt, ...]
    status: str
    stage: str
    origins: tuple[int, int]
    contradictions: frozenset[frozenset[ClaimAt]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Reports with their gold claims, and what they come to."""

    tellings: tuple[Telling, ...]
    matters: tuple[GoldMatter, ...]
    copies: frozenset[frozenset[str]]


@dataclass(slots=True)
class _Count:
    """What is counted over all bundles."""

    gold: int = 0
    found: int = 0
    precision: float = 0.0
    recall: float = 0.0
    matters: int = 0
    right: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, list[int]] = field(default_factory=lambda: {"contradictions": [0, 0, 0], "copies": [0, 0, 0]})

    def add_pairs(self, name: str, gold: set[Pair], found: set[Pair]) -> None:
        """Pairs right, found and gold."""
        for place, number in enumerate((len(gold & found), len(found), len(gold))):
            self.pairs[name][place] += number


def bundles(folder: Path) -> list[Bundle]:
    """The bundles of a folder, in the order of their names."""
    made = []
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        tellings = tuple(Telling(report_from_record(one), claims_from_record(one)) for one in told["reports"])
        ids = {one.report.id: one.report.hash for one in tellings}
        matters = tuple(_gold_matter(one, ids) for one in told["matters"])
        made.append(
            Bundle(tellings, matters, frozenset(frozenset(ids[one] for one in pair) for pair in told["copies"]))
        )
    return made


def _gold_matter(told: dict[str, Any], ids: Mapping[str, str]) -> GoldMatter:
    """A matter of a file, whose claims are named "report/claim", by the reports' hashes."""

    def at(address: str) -> ClaimAt:
        report, claim = address.rsplit("/", 1)
        return ClaimAt(ids[report], claim)

    return GoldMatter(
        claims=tuple(map(at, told["claims"])),
        status=told["status"],
        stage=told["stage"],
        origins=(told["origins"]["min"], told["origins"]["max"]),
        contradictions=frozenset(frozenset(map(at, pair)) for pair in told["contradictions"]),
    )


def score(gold: Sequence[Bundle], found: Sequence[Sequence[Telling]]) -> scoring.Figures:
    """The figures over all bundles; `found` has the tellings of each, in the order of its reports."""
    count = _Count()
    for bundle, tellings in zip(gold, found, strict=True):
        _count(count, bundle, tellings)
    weight = count.gold * count.precision + count.found * count.recall
    figures = {"found": count.found / count.gold, "merge": _share(2 * count.precision * count.recall, weight)}
    figures |= {name: _share(count.right[name], count.matters) for name in ("status", "stage", "origins")}
    return figures | {name: _share(2 * hit, one + other) for name, (hit, one, other) in count.pairs.items()}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _count(count: _Count, bundle: Bundle, tellings: Sequence[Telling]) -> None:
    """One bundle: its claims are met by the found ones, and these looked up in the matters that come of them."""
    met = _met(bundle.tellings, tellings)
    matters = match(tellings)
    home = {at: matter for matter in matters for at in matter.claims}
    counterpart = {at: home[there] for at, there in met.items()}
    for one in bundle.matters:
        here = [at for at in one.claims if at in met]
        count.gold += len(one.claims)
        count.found += len(here)
        for at in here:
            beside = [other for other in counterpart if counterpart[other] is counterpart[at]]
            together = sum(other in here for other in beside)
            count.precision += together / len(beside)
            count.recall += together / len(one.claims)
        if here:
            _judge(count, one, Counter(counterpart[at].id for at in here), matters)
    back = {there: at for at, there in met.items()}
    wanted = {pair for one in bundle.matters for pair in one.contradictions}
    told = [(one.a, one.b) for matter in matters for one in matter.contradictions]
    count.add_pairs(
        "contradictions",
        {pair for pair in wanted if pair <= met.keys()},
        {frozenset((back[a], back[b])) for a, b in told if a in back and b in back},
    )
    count.add_pairs(
        "copies", set(bundle.copies), {frozenset((copy.a, copy.b)) for matter in matters for copy in matter.copies}
    )


def _met(gold: Sequence[Telling], found: Sequence[Telling]) -> dict[ClaimAt, ClaimAt]:
    """For each gold claim the one that was found for it."""
    return {
        ClaimAt(one.report.hash, wanted.id): ClaimAt(other.report.hash, claim.id)
        for one, other in zip(gold, found, strict=True)
        for wanted, claim in scoring.match(one.claims, other.claims)
    }


def _judge(count: _Count, gold: GoldMatter, votes: Counter[str], matters: Sequence[Matter]) -> None:
    best = max(votes.values())
    (matter, *_) = [one for one in matters if votes[one.id] == best]
    count.matters += 1
    count.right["status"] += matter.status == gold.status
    count.right["stage"] += matter.stage == gold.stage
    count.right["origins"] += (matter.origins.min, matter.origins.max) == gold.origins
