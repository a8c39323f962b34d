"""What matching asks of a ledger and gives back to it, all in one transaction.

Invariant: what stands in here of runs, copies, keys, fits and matters follows from the record and the rulings, whatever
the order in which reports came.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from onrecord.model.claim import Claim
from onrecord.model.matter import ClaimAt, Copy, Fit, Matter, Rulings
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True)
class Holding:
    """A report that holds a run of words: hash, outlet (folded) and day."""

    hash: str
    outlet: str
    published: date


@dataclass(frozen=True, slots=True)
class Parts:
    """Claims that matching has to look at together, and the ids of the matters they make."""

    claims: frozenset[ClaimAt]
    matters: frozenset[str]


class Gathering(Protocol):
    """A ledger while matters are brought up to date; reports are named by their hashes."""

    def touched(self, limit: int) -> tuple[str, ...]:
        """Reports whose record has changed since they were matched, or which a ruling is on; the earliest first.

        So those matched together concern one another.
        """
        ...

    def tellings(self, reports: Collection[str]) -> tuple[tuple[Report, tuple[Claim, ...]], ...]:
        """Reports with the claims of theirs that stand, in the order of publication, then of the hash.

        No claims of a report that has a newer version, but those a person stands for.
        """
        ...

    def claims(self, claims: Collection[ClaimAt]) -> tuple[tuple[Report, Claim], ...]:
        """Those of these claims that stand, each with its report; in no order."""
        ...

    def reports(self, reports: Collection[str]) -> tuple[Report, ...]:
        """Reports, in the order of their hashes."""
        ...

    def add_runs(self, report: str, runs: Sequence[int]) -> None:
        """Keep the runs of words a report is known by; again changes nothing."""
        ...

    def holders(self, runs: Collection[int]) -> Mapping[int, tuple[Holding, ...]]:
        """The reports that hold each of these runs."""
        ...

    def copies(self, reports: Collection[str]) -> tuple[Copy, ...]:
        """The copies kept that any of these reports is part of."""
        ...

    def change_copies(self, *, gone: Collection[Copy], found: Collection[Copy]) -> None:
        """Take out copies, then put others in."""
        ...

    def mates(self, keys: Collection[str]) -> frozenset[ClaimAt]:
        """The claims that have any of these keys."""
        ...

    def change_keys(self, report: str, keys: Mapping[str, Collection[str]]) -> None:
        """The keys of a report's claims by id, in place of those it had."""
        ...

    def fits(self, claims: Collection[ClaimAt] = (), *, reports: Collection[str] = ()) -> tuple[Fit, ...]:
        """The fits kept that any of these claims, or any claim of these reports, is part of; in order."""
        ...

    def change_fits(self, reports: Collection[str], found: Collection[Fit]) -> None:
        """Put fits in place of all that claims of these reports were part of."""
        ...

    def parts(self, claims: Collection[ClaimAt], *, reports: Collection[str] = ()) -> Parts:
        """The parts that hold any of these claims, or any claim of these reports, whole."""
        ...

    def homes(self, claims: Collection[ClaimAt]) -> Mapping[ClaimAt, str]:
        """The ids of the matters that claims are in; claims in none are left out."""
        ...

    def rulings(self) -> Rulings:
        """The rulings that hold, on claims as they stand."""
        ...

    def change_matters(
        self,
        *,
        gone: Collection[str],
        kept: Collection[tuple[str, str]] = (),
        found: Collection[tuple[str, Matter]],
        settled: Collection[str],
    ) -> None:
        """Take out matters by id, put others in, each with the name of its part; the reports `settled` are matched.

        `kept` are the names of the parts of matters that stay, and their ids.
        """
        ...
