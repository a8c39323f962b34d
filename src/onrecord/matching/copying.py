"""Copies kept up to date in a ledger: reports that have come are compared with those that share chosen runs.

Invariant: what is kept afterwards is what `copies.copies` would find among all the reports at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from onrecord.ledger.gathering import Gathering, Holding
from onrecord.matching.copies import LEAST_CHOSEN, Imprint, compare, imprint, is_common
from onrecord.model.matter import Copy
from onrecord.model.report import Report

type _Pair = tuple[str, str]
"""The hashes of two reports, the lesser first."""


def update_copies(ledger: Gathering, reports: Sequence[Report]) -> frozenset[str]:
    """Find the copies that these reports make or end; the reports whose copies have changed."""
    new = {report.hash: imprint(report) for report in reports}
    for one in new.values():
        ledger.add_runs(one.hash, one.chosen)
    holders = ledger.holders({run for one in new.values() for run in one.chosen})
    common = {run for run, held in holders.items() if is_common(held)}
    kept = {_pair(copy.a, copy.b): copy for copy in (*ledger.copies(new), *_ended(ledger, holders, common, new))}
    wanted = {*kept, *_meeting(new, holders, common)}
    prints = new | _imprints(ledger, {report for pair in wanted for report in pair} - new.keys())
    common |= _common_between(ledger, [pair for pair in wanted if not new.keys() & set(pair)], prints)
    found = {pair: copy for pair in sorted(wanted) if (copy := compare(prints[pair[0]], prints[pair[1]], common))}
    gone = [kept[pair] for pair in sorted(kept) if found.get(pair) != kept[pair]]
    come = [copy for pair, copy in found.items() if kept.get(pair) != copy]
    ledger.change_copies(gone=gone, found=come)
    return frozenset(report for copy in (*gone, *come) for report in (copy.a, copy.b))


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _meeting(
    new: Mapping[str, Imprint], holders: Mapping[int, Sequence[Holding]], common: Collection[int]
) -> Iterator[_Pair]:
    """The new reports with those that share enough runs that are not common to be compared."""
    for own in new.values():
        shared = Counter(held.hash for run in own.chosen if run not in common for held in holders[run])
        yield from (
            _pair(own.hash, other) for other, runs in shared.items() if runs >= LEAST_CHOSEN and other != own.hash
        )


def _ended(
    ledger: Gathering,
    holders: Mapping[int, Sequence[Holding]],
    common: Iterable[int],
    new: Collection[str],
) -> Iterator[Copy]:
    """The copies kept between earlier reports that share a run which the new reports have made common."""
    for run in sorted(common):
        earlier = [held for held in holders[run] if held.hash not in new]
        if len(earlier) > 1 and not is_common(earlier):
            inside = {held.hash for held in earlier}
            yield from (copy for copy in ledger.copies(inside) if copy.a in inside and copy.b in inside)


def _imprints(ledger: Gathering, reports: Collection[str]) -> dict[str, Imprint]:
    return {report.hash: imprint(report) for report in ledger.reports(reports)}


def _common_between(ledger: Gathering, pairs: Iterable[_Pair], prints: Mapping[str, Imprint]) -> set[int]:
    """The common ones among the runs that both reports of these pairs are known by."""
    shared = {run for one, other in pairs for run in set(prints[one].chosen).intersection(prints[other].chosen)}
    return {run for run, held in ledger.holders(shared).items() if is_common(held)}
