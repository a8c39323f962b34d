"""What to review first: where the reader is least sure, or the stake is highest.

The order is that of `Rank`; within a rank the newest report comes first, and its claims in the order of the text. The
same ledger gives the same queue. One report alone is gone through in the order of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from onrecord.desk import looking
from onrecord.desk.coders import Coder
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.protocol import EVERY_CLAIM, Ledger
from onrecord.ledger.rows import Entry
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Origin
from onrecord.model.fact import is_fact
from onrecord.model.rules import WITHHOLDING
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Flag, Stance

GRAVE = (Act.ATTACK, Act.DEPLOY, Act.AID, Act.TRADE, Act.THREATEN, Act.WITHDRAW)
"""The acts that move arms, forces and money, or cost lives: a mistake in one of them does the most harm."""

WEAK = (SourceKind.UNNAMED, SourceKind.OFFICIAL)
"""Sources that nobody can ask again."""

_CONTRARY = (Stance.DENIES, *sorted(WITHHOLDING))
_UNSURE = (Certainty.LIKELY, Certainty.POSSIBLE, Certainty.UNKNOWN)


class Rank(IntEnum):
    """Why a claim is looked at when it is; the lower, the sooner. The first that fits counts."""

    AGAIN = 0
    WEAK_FACT = 1
    CONTRARY = 2
    UNSURE = 3
    NO_DOER = 4
    GRAVE = 5
    REST = 6


RANKS = {
    Rank.AGAIN: "a decision to look at again",
    Rank.WEAK_FACT: "something grave told as a fact by a source without a name",
    Rank.CONTRARY: "denied or not confirmed: is it tied to the right claim?",
    Rank.UNSURE: "likely, possible or not known: is the status right?",
    Rank.NO_DOER: "nobody is named as the doer",
    Rank.GRAVE: "arms, forces, money or an attack",
    Rank.REST: "all others",
}
"""The ranks in words."""

_WHERE: dict[Rank, dict[str, object]] = {
    Rank.WEAK_FACT: {"acts": GRAVE, "fact": True, "source_kinds": WEAK},
    Rank.CONTRARY: {"stances": _CONTRARY},
    Rank.UNSURE: {"certainties": _UNSURE},
    Rank.NO_DOER: {"doer": False},
    Rank.GRAVE: {"acts": GRAVE},
    Rank.REST: {},
}
"""Filters that find every claim of a rank, and perhaps claims of earlier ones."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits for review, and why here."""

    entry: Entry
    rank: Rank


def rank_of(claim: Claim) -> Rank:
    """The rank of a claim that nobody has reviewed."""
    grave = claim.act in GRAVE
    if grave and is_fact(claim) and any(source.kind in WEAK for source in claim.sources):
        return Rank.WEAK_FACT
    if claim.status.stance in _CONTRARY:
        return Rank.CONTRARY
    if claim.status.certainty in _UNSURE:
        return Rank.UNSURE
    if not claim.agent:
        return Rank.NO_DOER
    return Rank.GRAVE if grave else Rank.REST


def doubts(claim: Claim) -> tuple[str, ...]:
    """What to look at in a claim, in a few words each."""
    found = []
    if any(source.kind in WEAK for source in claim.sources):
        found.append("source without a name")
    if claim.status.stance in _CONTRARY and claim.about is None:
        found.append("not tied to what it denies or does not confirm")
    if claim.status.certainty in _UNSURE:
        found.append(f"certainty {claim.status.certainty.value}")
    if any(item.value is not None for item in claim.items):
        found.append("a figure")
    if not claim.agent:
        found.append("no doer named")
    found.extend(f"flag {flag.value}" for flag in claim.status.ordered_flags() if flag is not Flag.SECRET)
    return tuple(found)


def waiting(ledger: Ledger, where: ClaimFilter = EVERY_CLAIM, *, coder: Coder | None = None) -> Iterator[Waiting]:
    """The queue: what `where` finds and the coder (or anybody, where none judges blind) has not reviewed."""
    if where.reports:
        yield from _of_reports(ledger, where, coder)
        return
    if coder is not None and coder.blind:
        yield from _blind(ledger, where, coder)
        return
    yield from _again(ledger, where)
    for rank, narrower in _WHERE.items():
        yield from _ranked(ledger, replace(where, reviewed=False), rank, narrower)


def count(ledger: Ledger, where: ClaimFilter = EVERY_CLAIM, *, coder: Coder | None = None) -> int:
    """How many entries wait for review."""
    if coder is not None and coder.blind:
        if where.reports:
            return sum(1 for _ in _of_reports(ledger, where, coder))
        return _count_blind(ledger, where, coder)
    return ledger.count(replace(where, reviewed=False)) + sum(1 for _ in _again(ledger, where))


def _ranked(ledger: Ledger, where: ClaimFilter, rank: Rank, narrower: dict[str, object]) -> Iterator[Waiting]:
    both = _narrowed(where, narrower)
    if both is not None:
        for entry in looking.claims(ledger, both):
            if rank_of(entry.claim) is rank:
                yield Waiting(entry, rank)


def _narrowed(where: ClaimFilter, narrower: dict[str, object]) -> ClaimFilter | None:
    """Both filters at once; None where nothing can pass both."""
    changed: dict[str, object] = {}
    for name, wanted in narrower.items():
        given = getattr(where, name)
        if isinstance(wanted, tuple) and given:
            both = tuple(value for value in given if value in wanted)
            if not both and name != "source_kinds":
                return None
            changed[name] = both or given
        elif given is None or given == ():
            changed[name] = wanted
        elif given != wanted:
            return None
    return replace(where, **changed)  # type: ignore[arg-type]


def _again(ledger: Ledger, where: ClaimFilter) -> Iterator[Waiting]:
    """Decisions to look at again, of those that the filter finds."""
    for one in ledger.review():
        if where != EVERY_CLAIM:
            own = replace(where, reports=(one.entry.report.hash,), reviewed=None, origins=tuple(Origin))
            if all(entry.id != one.entry.id for entry in looking.claims(ledger, own)):
                continue
        yield Waiting(one.entry, Rank.AGAIN)


def _of_reports(ledger: Ledger, where: ClaimFilter, coder: Coder | None) -> Iterator[Waiting]:
    """Single reports in the order of their text."""
    for name in where.reports:
        found = {entry.id for entry in looking.claims(ledger, replace(where, reports=(name,), reviewed=None))}
        blind = coder is not None and coder.blind
        entries = (
            ledger.coded(name, by=coder.name) if coder is not None and blind else looking.view(ledger, name).entries
        )
        for entry in entries:
            if entry.reason is not None and entry.reviewed:
                yield Waiting(entry, Rank.AGAIN)
            elif not entry.reviewed and (passes(entry, where) if blind else entry.id in found):
                yield Waiting(entry, rank_of(entry.claim))


def _judged_by_others(ledger: Ledger, coder: Coder) -> tuple[str, ...]:
    """The reports (by hash) where the record holds what somebody else decided."""
    return tuple(dict.fromkeys(one.anchor.report for one in ledger.log() if one.by != coder.name))


def _own(ledger: Ledger, reports: tuple[str, ...], where: ClaimFilter, coder: Coder) -> list[Waiting]:
    """What waits in these reports in the coder's own view, in the order of the queue."""
    found: list[Waiting] = []
    for name in reports:
        for entry in ledger.coded(name, by=coder.name):
            if not passes(entry, where):
                continue
            if entry.reason is not None:
                found.append(Waiting(entry, Rank.AGAIN))
            elif not entry.reviewed and entry.report.newest:
                found.append(Waiting(entry, rank_of(entry.claim)))
    return sorted(found, key=lambda one: (one.rank, -one.entry.report.published.toordinal(), one.entry.report.hash))


def _blind(ledger: Ledger, where: ClaimFilter, coder: Coder) -> Iterator[Waiting]:
    """The queue of a coder who judges blind: by the machine's claims, where others have decided too."""
    others = _judged_by_others(ledger, coder)
    own = _own(ledger, others, where, coder)
    yield from (one for one in own if one.rank is Rank.AGAIN)
    yield from (one for one in _again(ledger, where) if one.entry.report.hash not in others)
    for rank, narrower in _WHERE.items():
        yield from (one for one in own if one.rank is rank)
        for one in _ranked(ledger, replace(where, reviewed=False), rank, narrower):
            if one.entry.report.hash not in others:
                yield one


def _count_blind(ledger: Ledger, where: ClaimFilter, coder: Coder) -> int:
    others = _judged_by_others(ledger, coder)
    plain = replace(where, reviewed=False)
    within = ledger.count(replace(plain, reports=others, all_versions=False)) if others else 0
    again = sum(1 for one in _again(ledger, where) if one.entry.report.hash not in others)
    return ledger.count(plain) - within + again + len(_own(ledger, others, where, coder))


def passes(entry: Entry, where: ClaimFilter) -> bool:
    """Whether an entry has the values a filter asks for: those that the review offers to filter by."""
    claim, status = entry.claim, entry.claim.status
    listed = (
        (where.acts, claim.act),
        (where.kinds, claim.kind),
        (where.stages, status.stage),
        (where.certainties, status.certainty),
        (where.stances, status.stance),
        (where.outlets, entry.report.outlet),
    )
    if any(values and value not in values for values, value in listed):
        return False
    return where.fact is None or where.fact == entry.fact
