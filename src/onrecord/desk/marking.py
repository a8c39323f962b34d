"""A report's text cut into runs, each with the claims that it is evidence of and the claims that it triggers.

Invariants: the runs joined are the text, character by character; every character of a claim's evidence and trigger lies
in runs that name the claim; offsets count Unicode code points. Claims may overlap and stack in any way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger.rows import Entry
from onrecord.model.decision import Origin

LANES = 4
"""Lines that can be told apart under one word; claims beyond share the last."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line under a run: of which claim, in which lane (0 is next to the words)."""

    claim: str
    lane: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same claims: its lines, and the claims whose trigger it is or is part of.

    `closes` are the claims whose trigger ends here: the place for what leads from the text to them.
    """

    start: int
    end: int
    text: str
    lines: tuple[Line, ...] = ()
    triggers: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that this run is evidence of, in their order."""
        return tuple(dict.fromkeys(line.claim for line in self.lines))


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its claims: the runs, and which runs (by number) show each claim."""

    runs: tuple[Run, ...]
    shown_by: dict[str, tuple[int, ...]]


def mark(text: str, entries: Sequence[Entry]) -> Marked:
    """The runs of a report's text under the entries of its record; rejected ones are drawn too, last of all."""
    lanes = _lanes(entries)
    starting: dict[int, list[Entry]] = {}
    ending: dict[int, list[Entry]] = {}
    cuts = {0, len(text)}
    for entry in entries:
        claim = entry.claim
        cuts |= {claim.evidence.start, claim.evidence.end, claim.trigger.start, claim.trigger.end}
        starting.setdefault(claim.evidence.start, []).append(entry)
        ending.setdefault(claim.evidence.end, []).append(entry)
    ordered = sorted(cuts)
    under: list[Entry] = []
    runs: list[Run] = []
    shown: dict[str, list[int]] = {entry.id: [] for entry in entries}
    for start, end in zip(ordered, ordered[1:], strict=False):
        under = [entry for entry in under if entry not in ending.get(start, ())] + starting.get(start, [])
        run = _run(text, start, end, under, lanes)
        for claim_id in run.claims:
            shown[claim_id].append(len(runs))
        runs.append(run)
    return Marked(tuple(runs), {claim_id: tuple(numbers) for claim_id, numbers in shown.items()})


def _run(text: str, start: int, end: int, under: Iterable[Entry], lanes: dict[str, int]) -> Run:
    held = sorted(under, key=lambda entry: lanes[entry.id])
    named = [entry for entry in held if entry.claim.trigger.start <= start and end <= entry.claim.trigger.end]
    return Run(
        start,
        end,
        text[start:end],
        tuple(Line(entry.id, min(lanes[entry.id], LANES - 1)) for entry in held),
        tuple(entry.id for entry in named),
        tuple(entry.id for entry in named if entry.claim.trigger.end == end),
    )


def _lanes(entries: Sequence[Entry]) -> dict[str, int]:
    """A lane for each claim, free along its whole evidence: those that stand first, in text order."""
    order = sorted(
        entries,
        key=lambda entry: (
            entry.origin is Origin.REJECTED,
            entry.claim.evidence.start,
            -entry.claim.evidence.end,
            entry.claim.trigger.start,
            entry.id,
        ),
    )
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, int] = {}
    for entry in order:
        start, end = entry.claim.evidence.start, entry.claim.evidence.end
        free = (
            number for number, held in enumerate(taken) if all(end <= first or last <= start for first, last in held)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[entry.id] = lane
    return lanes
