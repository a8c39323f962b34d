"""Reports and their claims to matters, all at once: copies, then groups, then what each group says.

Invariant: the same reports, claims and rulings give the same matters, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.matching.copies import copies
from onrecord.matching.joining import Group, groups, links
from onrecord.matching.judging import judge
from onrecord.matching.telling import Telling
from onrecord.model.matter import ClaimAt, Copy, Link, Matter, Relation, Rulings

BACK = {Relation.ASKS_FOR: Relation.ASKED_BY, Relation.ASKED_BY: Relation.ASKS_FOR}
"""What a relation is seen from the other side."""


_UNRULED = Rulings()


def match(tellings: Sequence[Telling], rulings: Rulings = _UNRULED) -> tuple[Matter, ...]:
    """The matters that these reports tell of, by the publication of their first claims; every claim is in one."""
    found = copies([telling.report for telling in tellings])
    made = groups(tellings, rulings=rulings, copies=found)
    matters = judged(made, tellings, copies=found, rulings=rulings)
    return linked(matters, tellings, made)


def judged(
    made: Sequence[Group], tellings: Iterable[Telling], *, copies: Iterable[Copy], rulings: Rulings
) -> tuple[Matter, ...]:
    """What each group says, in their order; without links to others."""
    by_report = {telling.report.hash: telling for telling in tellings}
    partners = _partners(copies)
    by_claim = _by_claim(rulings)
    matters: list[Matter] = []
    for group in made:
        reports = {claim.report for claim in group.claims}
        own = [copy for report in sorted(reports) for copy in partners.get(report, ()) if copy.a == report]
        ruled = _ruled(group.claims, by_claim)
        matters.append(judge(group.claims, by_report, joins=group.joins, copies=own, rulings=ruled))
    return tuple(matters)


def linked(matters: Sequence[Matter], tellings: Sequence[Telling], made: Sequence[Group]) -> tuple[Matter, ...]:
    """The matters, which are those of the groups in their order, with their links to one another."""
    home = {group.claims[0]: matter.id for group, matter in zip(made, matters, strict=True)}
    found: dict[str, dict[tuple[str, Relation], Link]] = {}
    for link in links(tellings, made):
        a, b = home[link.a], home[link.b]
        found.setdefault(a, {})[b, link.relation] = Link(b, link.relation, link.reason)
        found.setdefault(b, {})[a, BACK[link.relation]] = Link(a, BACK[link.relation], link.reason)
    return tuple(
        replace(matter, links=tuple(found[matter.id][key] for key in sorted(found[matter.id])))
        if matter.id in found
        else matter
        for matter in matters
    )


def _partners(copies: Iterable[Copy]) -> Mapping[str, Sequence[Copy]]:
    partners: dict[str, list[Copy]] = {}
    for copy in copies:
        for report in (copy.a, copy.b):
            partners.setdefault(report, []).append(copy)
    return partners


type _Ruled = Mapping[ClaimAt, Sequence[tuple[ClaimAt, ClaimAt, str]]]


def _by_claim(rulings: Rulings) -> _Ruled:
    found: dict[ClaimAt, list[tuple[ClaimAt, ClaimAt, str]]] = {}
    for pair in rulings.same_origin:
        found.setdefault(pair[0], []).append(pair)
    return found


def _ruled(claims: Sequence[ClaimAt], by_claim: _Ruled) -> Rulings:
    """What people ruled of the roots of these claims: all that judging asks of them."""
    inside = set(claims)
    return Rulings(same_origin=tuple(pair for at in claims for pair in by_claim.get(at, ()) if pair[1] in inside))
