"""How a matter came to be told: from each origin through those who quote or copy it to the outlets.

Invariant: every claim of a root stands in its tree exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.desk.matters import MatterView
from onrecord.ledger.rows import Entry
from onrecord.model.matter import ClaimAt, Copy, Root


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody who passes it on: the claims it makes itself, and who has it from there.

    `copies` tells that a report of this branch has its words from one of the branch above.
    """

    name: str
    claims: tuple[ClaimAt, ...]
    branches: tuple[Branch, ...]
    copies: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """An origin and what has come of it; the top branch is the origin itself."""

    root: Root
    top: Branch


@dataclass(slots=True)
class _Node:
    name: str
    claims: list[ClaimAt] = field(default_factory=list)
    below: dict[str, _Node] = field(default_factory=dict)
    copies: bool = False

    def child(self, name: str) -> _Node:
        if name.casefold() == self.name.casefold():
            return self
        return self.below.setdefault(name.casefold(), _Node(name))

    def branch(self) -> Branch:
        return Branch(
            self.name, tuple(self.claims), tuple(node.branch() for node in self.below.values()), copies=self.copies
        )


def trees(view: MatterView) -> tuple[Tree, ...]:
    """The trees of a matter, those of what is said first, each side in the order of its roots."""
    matter = view.kept.matter
    ordered = sorted(matter.roots, key=lambda root: root.against)
    return tuple(Tree(root, _top(root, view.entries, matter.copies)) for root in ordered)


def rootless(view: MatterView) -> tuple[ClaimAt, ...]:
    """The claims that count for no origin: they do not confirm, do not comment, or were taken back."""
    matter = view.kept.matter
    rooted = {at for root in matter.roots for at in root.claims}
    return tuple(at for at in matter.claims if at not in rooted)


def _top(root: Root, entries: Mapping[ClaimAt, Entry], copies: Sequence[Copy]) -> Branch:
    top = _Node(root.name)
    inside = {at.report for at in root.claims}
    taken = {copy.b: copy.a for copy in reversed(copies) if copy.a in inside and copy.b in inside}
    homes: dict[str, _Node] = {}
    for at in _originals_first(root.claims, taken):
        entry = entries[at]
        names = [source.name for source in entry.claim.sources]
        origin = homes.get(taken.get(at.report, ""))
        if origin is not None and origin.name.casefold() not in {name.casefold() for name in names}:
            home = origin.child(entry.report.outlet)
            home.copies = home is not origin
        else:
            home = _placed(top, [*reversed(names[:-1]), entry.report.outlet])
            home.copies = home.copies or origin is not None
        home.claims.append(at)
        homes.setdefault(at.report, home)
    return top.branch()


def _placed(top: _Node, names: Iterable[str]) -> _Node:
    node = top
    for name in names:
        node = node.child(name)
    return node


def _originals_first(claims: Sequence[ClaimAt], taken: Mapping[str, str]) -> list[ClaimAt]:
    """Each claim after those that its report has its words from."""

    def depth(report: str) -> int:
        passed = {report}
        while (report := taken.get(report, "")) and report not in passed:
            passed.add(report)
        return len(passed)

    return sorted(claims, key=lambda at: depth(at.report))
