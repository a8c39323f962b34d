"""A report's text in pieces: plain, evidence, or the words that name an act, with the claims that rest on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.ledger.rows import Entry


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim at the end of the words that name its act."""

    anchor: str
    name: str
    fact: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text; `anchors` are the claims whose words begin here, `marks` those whose words end here."""

    text: str
    evidence: bool = False
    trigger: bool = False
    fact: bool = False
    anchors: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


def passages(text: str, entries: Sequence[Entry], anchors: Sequence[str]) -> list[Passage]:
    """The text in order, cut wherever evidence or the words of an act begin or end; `anchors` name the entries."""
    cuts = {0, len(text)}
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[Mark]] = {}
    for entry, anchor in zip(entries, anchors, strict=True):
        claim = entry.claim
        cuts |= {claim.evidence.start, claim.evidence.end, claim.trigger.start, claim.trigger.end}
        starts.setdefault(claim.trigger.start, []).append(anchor)
        ends.setdefault(claim.trigger.end, []).append(Mark(anchor, entry.id, entry.stands_as_fact))
    depth = _Depth(entries)
    edges = sorted(cuts)
    found: list[Passage] = []
    for start, end in zip(edges, edges[1:], strict=False):
        evidence, trigger, fact = depth.at(start)
        found.append(
            Passage(
                text=text[start:end],
                evidence=evidence,
                trigger=trigger,
                fact=fact,
                anchors=tuple(starts.get(start, ())),
                marks=tuple(ends.get(end, ())),
            )
        )
    return found


class _Depth:
    """How many claims' evidence and words lie over a place, asked for from left to right."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        changes: dict[int, list[tuple[int, int, int]]] = {}
        for entry in entries:
            claim, fact = entry.claim, int(entry.stands_as_fact)
            changes.setdefault(claim.evidence.start, []).append((1, 0, 0))
            changes.setdefault(claim.evidence.end, []).append((-1, 0, 0))
            changes.setdefault(claim.trigger.start, []).append((0, 1, fact))
            changes.setdefault(claim.trigger.end, []).append((0, -1, -fact))
        self._changes = changes
        self._over = [0, 0, 0]

    def at(self, place: int) -> tuple[bool, bool, bool]:
        """Whether evidence, words of an act, and words of a fact lie over the place."""
        for change in self._changes.get(place, ()):
            self._over = [a + b for a, b in zip(self._over, change, strict=True)]
        evidence, trigger, fact = self._over
        return evidence > 0, trigger > 0, fact > 0
