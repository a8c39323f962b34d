"""Matters kept up to date in a ledger: a new report touches only the matters it concerns.

Invariant: what is kept afterwards is what matching all at once would give, in whatever order the reports came. It rests
on `joining`: a part, all claims that fit one another by any steps, is grouped without regard to any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.gathering import Gathering
from onrecord.ledger.protocol import Ledger
from onrecord.matching.candidates import kept_under, looked_under
from onrecord.matching.copying import update_copies
from onrecord.matching.joining import Comparison, Group, counting, fit, parted
from onrecord.matching.matching import judged
from onrecord.matching.profile import Profile, profile, profiles
from onrecord.matching.telling import Telling
from onrecord.model.claim import Claim
from onrecord.model.matter import ClaimAt, Copy, Fit, Rulings
from onrecord.model.report import Report

AT_ONCE = 500
"""Reports matched in one transaction: others who write wait for so many at most."""


def update_matters(ledger: Ledger, *, told: Callable[[int], None] = lambda _: None) -> int:
    """Match all reports that have changed since they were last matched; how many they were.

    `told` is called with the number that are done, after each transaction. Raises `LedgerError`.
    """
    done = 0
    while ledger.touched():
        with ledger.gathering() as gathering:
            reports = gathering.touched(AT_ONCE)
            settle(gathering, reports)
        done += len(reports)
        told(done)
    return done


def settle(ledger: Gathering, reports: Collection[str]) -> None:
    """Match some reports that have changed, with all that they concern."""
    copied = update_copies(ledger, ledger.reports(reports))
    whole = {*reports, *copied}
    sight = _Sight(ledger)
    sight.look(whole)
    fresh = frozenset(sight.profiles)
    lost = ledger.fits(reports=whole)
    for report in sorted(reports):
        ledger.change_keys(report, {at.claim: kept_under(sight.profile(at)) for at in sight.claims(report)})
    rulings = ledger.rulings()
    come = _fits(ledger, sight, fresh, rulings)
    ledger.change_fits(whole, come)
    reached = _reached(ledger, {*fresh, *_ends(lost), *_ends(come)}) | _ruled_with(fresh, rulings)
    before = ledger.parts(reached, reports=whole)
    wanted = sight.standing({*fresh, *before.claims, *reached})
    copies = ledger.copies({at.report for at in wanted})
    inside = frozenset(wanted)
    fits = [one for one in counting(_standing(ledger.fits(wanted), sight)) if one.a in inside and one.b in inside]
    made = parted([sight.profile(at) for at in wanted], fits, rulings=_among(rulings, wanted), copies=copies)
    kept, other = _sorted_out(made, ledger.homes({*before.claims, *wanted}), fresh)
    tellings = sight.told({at for _, group in other for at in group.claims})
    matters = judged([group for _, group in other], tellings, copies=copies, rulings=rulings)
    found = [(part, matter) for (part, _), matter in zip(other, matters, strict=True)]
    gone = before.matters - {matter for _, matter in kept}
    ledger.change_matters(gone=gone, kept=kept, found=found, settled=reports)


def _sorted_out(
    made: Sequence[Sequence[Group]], homes: Mapping[ClaimAt, str], fresh: frozenset[ClaimAt]
) -> tuple[list[tuple[str, str]], list[tuple[str, Group]]]:
    """The matters that are as they were, and the groups to be judged, each with the name of its part.

    A matter is as it was where its claims are the same and none of them is fresh: what it says follows from them.
    """
    size = Counter(homes.values())
    kept: list[tuple[str, str]] = []
    other: list[tuple[str, Group]] = []
    for part in made:
        first = part[0].claims[0]
        name = f"{first.report}/{first.claim}"
        for group in part:
            home = {homes.get(at) for at in group.claims}
            before = home.pop() if len(home) == 1 else None
            if before and size[before] == len(group.claims) and not fresh.intersection(group.claims):
                kept.append((name, before))
            else:
                other.append((name, group))
    return kept, other


def _fits(ledger: Gathering, sight: _Sight, fresh: frozenset[ClaimAt], rulings: Rulings) -> list[Fit]:
    """How these claims fit one another and all others that stand."""
    copies = ledger.copies({at.report for at in fresh})
    comparison = Comparison(rulings=rulings, copies=copies)
    mates = sight.mates(fresh, copies)
    found = {
        (one.a, one.b): one
        for at in sorted(fresh)
        for other in sorted(mates[at])
        if (other > at or (other != at and other not in fresh))  # of two that are fresh, once
        and (one := fit(sight.profile(at), sight.profile(other), comparison)) is not None
    }
    return [found[pair] for pair in sorted(found)]


def _reached(ledger: Gathering, moved: Collection[ClaimAt]) -> frozenset[ClaimAt]:
    """Claims whose fits have changed, and those that one of their fits counts with now.

    Whether a fit counts depends on the other fits of both its claims: those of a claim at hand may have come to count,
    or ceased to, since another one was found or lost.
    """
    touching = ledger.fits(moved)
    around = ledger.fits({*moved, *_ends(touching)})
    counted = [one for one in counting(around) if one.a in moved or one.b in moved]
    return frozenset({*moved, *_ends(counted)})


def _standing(fits: Collection[Fit], sight: _Sight) -> list[Fit]:
    """Those whose claims stand; a report that waits to be matched may have lost some."""
    standing = frozenset(sight.standing(_ends(fits)))
    return [one for one in fits if one.a in standing and one.b in standing]


def _ends(fits: Iterable[Fit]) -> set[ClaimAt]:
    return {at for one in fits for at in (one.a, one.b)}


def _ruled_with(fresh: frozenset[ClaimAt], rulings: Rulings) -> frozenset[ClaimAt]:
    """The claims that a person has joined with one of these."""
    return frozenset(
        other for a, b, _ in rulings.together for one, other in ((a, b), (b, a)) if one in fresh and other not in fresh
    )


def _among(rulings: Rulings, claims: Collection[ClaimAt]) -> Rulings:
    """The rulings between claims of these."""
    inside = set(claims)

    def both(pairs: Sequence[tuple[ClaimAt, ClaimAt, str]]) -> tuple[tuple[ClaimAt, ClaimAt, str], ...]:
        return tuple(pair for pair in pairs if pair[0] in inside and pair[1] in inside)

    return Rulings(both(rulings.together), both(rulings.apart), both(rulings.same_origin))


@dataclass(slots=True)
class _Sight:
    """The reports looked at so far, with their claims' profiles; `single`, `alone`: claims by themselves."""

    ledger: Gathering
    tellings: dict[str, Telling]
    profiles: dict[ClaimAt, Profile]
    single: dict[ClaimAt, Profile]
    alone: dict[ClaimAt, tuple[Report, Claim]]

    def __init__(self, ledger: Gathering) -> None:
        self.ledger = ledger
        self.tellings = {}
        self.profiles = {}
        self.single = {}
        self.alone = {}

    def look(self, reports: Collection[str]) -> None:
        """Load reports with their claims."""
        for report, claims in self.ledger.tellings(set(reports) - self.tellings.keys()):
            telling = self.tellings[report.hash] = Telling(report, claims)
            self.profiles.update({each.at: each for each in profiles(telling)})

    def claims(self, report: str) -> tuple[ClaimAt, ...]:
        """The claims that a report looked at now makes."""
        return tuple(ClaimAt(report, claim.id) for claim in self.tellings[report].claims)

    def standing(self, claims: Collection[ClaimAt]) -> tuple[ClaimAt, ...]:
        """Those of these claims that stand; a report that waits to be matched may have lost some."""
        missing = {at for at in claims if at.report not in self.tellings and at not in self.single}
        for report, claim in self.ledger.claims(missing):
            each = profile(claim, report)
            self.single[each.at] = each
            self.alone[each.at] = (report, claim)
        return tuple(at for at in sorted(claims) if at in self.profiles or at in self.single)

    def told(self, claims: Collection[ClaimAt]) -> list[Telling]:
        """The reports of these claims, with no others than have been looked at."""
        found: dict[str, Telling] = {}
        for at in sorted(claims):
            if at.report in self.tellings:
                found[at.report] = self.tellings[at.report]
                continue
            report, claim = self.alone[at]
            before = found[at.report].claims if at.report in found else ()
            found[at.report] = Telling(report, (*before, claim))
        return list(found.values())

    def profile(self, at: ClaimAt) -> Profile:
        """The profile of a claim that stands."""
        return self.profiles[at] if at in self.profiles else self.single[at]

    def mates(self, fresh: Collection[ClaimAt], copies: Sequence[Copy]) -> Mapping[ClaimAt, frozenset[ClaimAt]]:
        """For each of these claims those that it has to be compared with: by shared keys, and in copied reports."""
        own = {at: looked_under(self.profiles[at]) for at in fresh}
        others = self.standing(self.ledger.mates({key for held in own.values() for key in held}))
        by_key: dict[str, list[ClaimAt]] = {}
        for other in others:
            for key in kept_under(self.profile(other)):
                by_key.setdefault(key, []).append(other)
        twins: dict[str, set[str]] = {}
        for copy in copies:
            twins.setdefault(copy.a, set()).add(copy.b)
            twins.setdefault(copy.b, set()).add(copy.a)
        self.look({twin for at in own for twin in twins.get(at.report, ())})
        in_report: dict[str, list[ClaimAt]] = {}
        for at in self.profiles:
            in_report.setdefault(at.report, []).append(at)
        return {
            at: frozenset(
                [
                    *(other for key in held for other in by_key.get(key, ())),
                    *(other for twin in twins.get(at.report, ()) for other in in_report.get(twin, ())),
                ]
            )
            for at, held in own.items()
        }
