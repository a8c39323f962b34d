"""From claims to groups: which claims tell of one happening.

Invariants: every claim is in exactly one group; the same claims give the same groups in whatever order they come; what
a person has ruled is never undone; the groups of one component of the graph of compatible claims depend on nothing
outside of it, so a new report changes only the components it touches.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from onrecord.matching.candidates import asking, kept_under, looked_under
from onrecord.matching.compare import Verdict, asks_for, compatible
from onrecord.matching.profile import SUPPLY, Profile, profiles
from onrecord.matching.telling import Telling
from onrecord.model.claim import Act
from onrecord.model.matter import ClaimAt, Copy, Fit, Join, Relation, Rulings

_MEAN = 1.2
"""Mean points between the claims of two groups from which they are one: a chain of look-alikes does not reach it."""
_SAMPLE = 12
"""Most claims of a group that stand for it when groups are compared: its earliest."""

STRONG = 3.0
"""Points from which a fit counts whatever else its claims fit."""
_NEAREST = 4
"""A weaker fit counts where it is among so many best of both claims: in a war all fits a little with much else."""

_UNRULED = Rulings()


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one happening, in order of publication and of the text, and why each after the first is among them."""

    claims: tuple[ClaimAt, ...]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLink:
    """Two groups that have to do with one another, by the first claim of each."""

    a: ClaimAt
    b: ClaimAt
    relation: Relation
    reason: str


class Comparison:
    """Verdicts on pairs of claims, each made once, with what people ruled and which reports are copies."""

    def __init__(self, *, rulings: Rulings = _UNRULED, copies: Iterable[Copy] = ()) -> None:
        self._copied = {frozenset((copy.a, copy.b)) for copy in copies}
        self._apart = {frozenset((a, b)): by for a, b, by in rulings.apart}
        self._made: dict[tuple[ClaimAt, ClaimAt], Verdict] = {}

    def verdict(self, a: Profile, b: Profile) -> Verdict:
        """The verdict on two claims, the same whichever comes first."""
        one, other = (a, b) if a.order <= b.order else (b, a)
        key = (one.at, other.at)
        found = self._made.get(key)
        if found is None:
            found = self._judge(one, other)
            if found.together:
                # the others are many, and most of them are never asked for again
                self._made[key] = found
        return found

    def _judge(self, a: Profile, b: Profile) -> Verdict:
        by = self._apart.get(frozenset((a.at, b.at))) if self._apart else None
        if by is not None:
            return Verdict(0.0, together=False, apart=True, reasons=(f"ruled apart by {by}",))
        copied = bool(self._copied) and frozenset((a.at.report, b.at.report)) in self._copied
        return compatible(a, b, copied=copied)


def pairs(told: Sequence[Profile], copies: Iterable[Copy] = ()) -> Iterable[tuple[Profile, Profile]]:
    """The pairs worth comparing, each once, in order: those that seek one another, and those of copied reports."""
    kept: dict[str, list[int]] = {}
    by_report: dict[str, list[int]] = {}
    twins: dict[str, list[str]] = {}
    for copy in copies:
        twins.setdefault(copy.a, []).append(copy.b)
        twins.setdefault(copy.b, []).append(copy.a)
    for number, each in enumerate(told):
        near = {before for key in looked_under(each) for before in kept.get(key, ())}
        for twin in twins.get(each.at.report, ()):
            near.update(by_report.get(twin, ()))
        for before in sorted(near):
            yield told[before], each
        for key in kept_under(each):
            kept.setdefault(key, []).append(number)
        by_report.setdefault(each.at.report, []).append(number)


def fit(a: Profile, b: Profile, comparison: Comparison) -> Fit | None:
    """How two claims fit, the earlier one first; None where they cannot be of one matter."""
    verdict = comparison.verdict(a, b)
    if not verdict.together:
        return None
    one, other = (a, b) if a.order <= b.order else (b, a)
    days = abs(a.window.published - b.window.published)
    return Fit(one.at, other.at, verdict.points, verdict.sure, days)


def counting(fits: Collection[Fit]) -> list[Fit]:
    """The fits that count, of all the fits of some claims: strong ones, and those among the best of both claims.

    Of fits that are as good, those of reports nearer in time come first, then those of nearer hashes: a measure that
    binds each claim to others than the rest is bound to.
    """
    best: dict[ClaimAt, list[tuple[float, int, int, ClaimAt]]] = {}
    for one in fits:
        apart = abs(int(one.a.report[:8], 16) - int(one.b.report[:8], 16))
        for at, other in ((one.a, one.b), (one.b, one.a)):
            best.setdefault(at, []).append((-one.points, one.days, apart, other))
    near = {at: {rank[-1] for rank in nsmallest(_NEAREST, ranks)} for at, ranks in best.items()}
    return [one for one in fits if one.points >= STRONG or (one.b in near[one.a] and one.a in near[one.b])]


def groups(
    tellings: Sequence[Telling], *, rulings: Rulings = _UNRULED, copies: Sequence[Copy] = ()
) -> tuple[Group, ...]:
    """The groups of all claims, by their first claims; whole components in, whole groups out.

    `copies` are pairs of reports that hold one another's words.
    """
    told = [each for telling in tellings for each in profiles(telling)]
    comparison = Comparison(rulings=rulings, copies=copies)
    made: list[tuple[Profile, ...]] = []
    found = [one for a, b in pairs(_ordered(told), copies) if (one := fit(a, b, comparison)) is not None]
    for part, edges in _parts(told, counting(found), rulings):
        made.extend(_grouped(part, edges, comparison, rulings))
    made.sort(key=lambda members: members[0].order)
    return tuple(Group(tuple(each.at for each in members), _joins(members, comparison, rulings)) for members in made)


def parted(
    told: Sequence[Profile], fits: Iterable[Fit], *, rulings: Rulings = _UNRULED, copies: Sequence[Copy] = ()
) -> tuple[tuple[Group, ...], ...]:
    """The groups of each component of these claims, which must be whole components, by the fits that count."""
    comparison = Comparison(rulings=rulings, copies=copies)
    found: list[tuple[Group, ...]] = []
    for part, edges in _parts(told, fits, rulings):
        made = sorted(_grouped(part, edges, comparison, rulings), key=lambda members: members[0].order)
        found.append(
            tuple(Group(tuple(each.at for each in members), _joins(members, comparison, rulings)) for members in made)
        )
    return tuple(found)


def links(tellings: Sequence[Telling], made: Sequence[Group]) -> tuple[GroupLink, ...]:
    """Which of these groups are requests for the aid of others: each request and aid once, in order of the groups."""
    told = {each.at: each for telling in tellings for each in profiles(telling)}
    home = {at: number for number, group in enumerate(made) for at in group.claims}
    askers: dict[str, list[Profile]] = {}
    for each in sorted(told.values(), key=lambda one: one.order):
        if each.act is Act.REQUEST:
            for key in asking(each):
                askers.setdefault(key, []).append(each)
    found: dict[tuple[int, int], str] = {}
    for aid in sorted((each for each in told.values() if each.family == SUPPLY), key=lambda one: one.order):
        for request in {each.at: each for key in asking(aid) for each in askers.get(key, ())}.values():
            pair = (home[request.at], home[aid.at])
            reason = None if pair in found else asks_for(request, aid)
            if reason is not None:
                found[pair] = reason
    return tuple(
        GroupLink(made[a].claims[0], made[b].claims[0], Relation.ASKS_FOR, reason)
        for (a, b), reason in sorted(found.items())
    )


type _Edge = tuple[float, int, int, bool]
"""Points, the less the better, the numbers of two claims in their component, and whether the points are enough."""


def _ordered(told: Iterable[Profile]) -> list[Profile]:
    return sorted({each.at: each for each in told}.values(), key=lambda each: each.order)


def _parts(
    told: Sequence[Profile], fits: Iterable[Fit], rulings: Rulings
) -> list[tuple[tuple[Profile, ...], list[_Edge]]]:
    """The connected components of the graph of fits and rulings, with their edges; in order, each in order."""
    ordered = _ordered(told)
    number = {each.at: at for at, each in enumerate(ordered)}
    forest = _Forest(len(ordered))
    edges = [(-one.points, number[one.a], number[one.b], one.sure) for one in fits]
    for _, one, other, _ in edges:
        forest.join(one, other)
    for a, b, _ in rulings.together:
        if a in number and b in number:
            forest.join(number[a], number[b])
    members: dict[int, list[int]] = {}
    for at in range(len(ordered)):
        members.setdefault(forest.root(at), []).append(at)
    inside: dict[int, list[_Edge]] = {}
    for edge in edges:
        inside.setdefault(forest.root(edge[1]), []).append(edge)
    made = []
    for root, part in members.items():
        local = {at: place for place, at in enumerate(part)}
        own = [(points, local[a], local[b], sure) for points, a, b, sure in inside.get(root, ())]
        made.append((tuple(ordered[at] for at in part), sorted(own)))
    return made


def _grouped(
    part: Sequence[Profile], edges: Sequence[_Edge], comparison: Comparison, rulings: Rulings
) -> list[tuple[Profile, ...]]:
    """The groups of one component: the strongest joins first, none against a ruling or against its groups' members."""
    number = {each.at: at for at, each in enumerate(part)}
    held = {at: [at] for at in range(len(part))}
    forest = _Forest(len(part))
    apart = _split(rulings.apart, number)
    refused: set[tuple[int, int, int, int]] = set()

    def merge(a: int, b: int) -> None:
        one, other = held.pop(a), held.pop(b)
        held[forest.join(a, b)] = sorted(one + other)

    for one, other in _split(rulings.together, number):
        a, b = forest.root(one), forest.root(other)
        if a != b and not _ruled_apart(held[a], held[b], apart):
            merge(a, b)

    def fits(a: int, b: int) -> bool:
        if a == b or (a, b, len(held[a]), len(held[b])) in refused or _ruled_apart(held[a], held[b], apart):
            return False
        agreed = _agree([part[at] for at in held[a]], [part[at] for at in held[b]], comparison)
        if not agreed:
            # many joins may lead from one group to another: while the two stay as they are, one answer will do
            refused.add((a, b, len(held[a]), len(held[b])))
        return agreed

    doubtful = []
    for _, one, other, sure in edges:
        if not sure:
            doubtful.append((one, other))
        elif fits(forest.root(one), forest.root(other)):
            merge(forest.root(one), forest.root(other))
    for alone, home in _only_choices(doubtful, held, forest):
        if len(held.get(alone, ())) == 1 and fits(alone, forest.root(home)):
            merge(alone, forest.root(home))
    return [tuple(part[at] for at in members) for members in held.values()]


def _only_choices(
    doubtful: Iterable[tuple[int, int]], held: Mapping[int, Sequence[int]], forest: _Forest
) -> list[tuple[int, int]]:
    """Claims that stand alone, each with the one group that it may belong to; none that may belong to two."""
    choices: dict[int, set[int]] = {}
    for pair in doubtful:
        for one, other in (pair, pair[::-1]):
            if len(held[forest.root(one)]) == 1:
                choices.setdefault(one, set()).add(forest.root(other))
    torn = {one for one, homes in choices.items() if len(homes) > 1}
    return [(one, min(homes)) for one, homes in sorted(choices.items()) if len(homes) == 1 and not homes & torn]


def _split(ruled: Iterable[tuple[ClaimAt, ClaimAt, str]], number: Mapping[ClaimAt, int]) -> list[tuple[int, int]]:
    return [(number[a], number[b]) for a, b, _ in ruled if a in number and b in number]


def _ruled_apart(one: Sequence[int], other: Sequence[int], apart: Iterable[tuple[int, int]]) -> bool:
    return any((a in one and b in other) or (a in other and b in one) for a, b in apart)


def _agree(one: Sequence[Profile], other: Sequence[Profile], comparison: Comparison) -> bool:
    """Whether two groups can be one: no two claims of theirs are apart, and on the whole they fit."""
    total, count = 0.0, 0
    for a in one[:_SAMPLE]:
        for b in other[:_SAMPLE]:
            verdict = comparison.verdict(a, b)
            if verdict.apart:
                return False
            total += verdict.points
            count += 1
    return total / count >= _MEAN


def _joins(members: Sequence[Profile], comparison: Comparison, rulings: Rulings) -> tuple[Join, ...]:
    """For each claim after the first, the earlier one it fits best, and why; rulings come with people's names."""
    inside = {each.at for each in members}
    ruled = [Join(a, b, ("ruled to be of one matter",), by) for a, b, by in rulings.together if {a, b} <= inside]
    by_hand = {at for join in ruled for at in (join.a, join.b)}
    joins: list[Join] = []
    for place, each in enumerate(members[1:], start=1):
        near = [(comparison.verdict(before, each), before) for before in members[max(0, place - 4 * _SAMPLE) : place]]
        verdict, best = max(near, key=lambda pair: (pair[0].together, pair[0].points))
        if verdict.together or each.at not in by_hand:
            joins.append(Join(best.at, each.at, _words(best, verdict)))
    return (*joins, *ruled)


def _words(best: Profile, verdict: Verdict) -> tuple[str, ...]:
    return (f"same act: {best.act.replace('_', ' ')}", *verdict.reasons)


class _Forest:
    """Sets that are joined; the root of a joined set is its least number."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def root(self, at: int) -> int:
        while self._up[at] != at:
            self._up[at] = self._up[self._up[at]]
            at = self._up[at]
        return at

    def join(self, a: int, b: int) -> int:
        low, high = sorted((self.root(a), self.root(b)))
        self._up[high] = low
        return low
