"""Who says so: every stretch of a report that is given to a source, with the whole chain of sources.

The way: reporting verbs, nouns and phrases give attributions (`attribution_frames`, `_nominal`, `_phrases`,
`_citing`), quotations find their speakers (`_quoted`), sentences that plainly go on are added (`_runs`), chains are
made (`_chains`).
Invariant: content never holds the cue, the source clause or the marks at its own ends; no chain is empty.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Manner
from onrecord.model.source import Chain
from onrecord.reading.attribution_chains import Chains
from onrecord.reading.attribution_citing import read_citing, read_quoting
from onrecord.reading.attribution_frames import read_frames
from onrecord.reading.attribution_nominal import read_nouns
from onrecord.reading.attribution_phrases import read_phrases
from onrecord.reading.attribution_quoted import give_quotes
from onrecord.reading.attribution_quotes import find_quotes
from onrecord.reading.attribution_runs import run_on
from onrecord.reading.attribution_scan import Found, Range, Scan, holds, minus, scan, size
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from onrecord.reading.cast import Cast


@dataclass(frozen=True, slots=True)
class Attributed:
    """Words given to a source. Ranges are (first, past-last) token indices, `content` in text order and maybe broken.

    `chain` runs from the outermost source to the innermost. `manner` is what the source does: it says the content,
    denies it, or keeps silent on it (then the content may be empty).
    """

    chain: Chain
    content: tuple[Range, ...]
    cue: Range
    source: Range | None
    manner: Manner = Manner.SAYS


def attributions(text: Text, cast: Cast) -> tuple[Attributed, ...]:
    """All attributions of a text, in the order of their cues; nested ones carry the whole chain."""
    found = scan(text, cast)
    find_quotes(found)
    read_quoting(found)
    read_frames(found)
    read_nouns(found)
    read_phrases(found)
    give_quotes(found)
    read_citing(found)
    found.keep([f for f in found.found if f.content or f.manner is not Manner.SAYS])
    _part(found)
    run_on(found)
    chains = Chains(found)
    made = [one for one in (_attributed(found, f, chains) for f in found.found) if one is not None]
    return tuple(sorted(made, key=lambda a: (a.cue, a.content)))


def _attributed(scan: Scan, found: Found, chains: Chains) -> Attributed | None:
    chain = chains.of(found)
    if not chain:
        return None
    source = scan.trim(*found.source) if found.source is not None else None
    return Attributed(chain, tuple(sorted(found.content)), found.cue, source, found.manner)


def _part(scan: Scan) -> None:
    """Keep each clause of saying out of its own content, and out of the content that it is laid around."""
    for found in scan.found:
        if found.source is not None and found.content:
            first, last = found.source
            start = next((a for a, _ in found.content if first < a < last), last)
            found.source = (first, start)
        for hole in (found.cue, found.clause, found.source or found.cue):
            if hole[1] > hole[0] and found.follows is None:
                found.content = minus(found.content, hole)
    for phrase in scan.found:
        if not phrase.phrase:
            continue
        for found in scan.near(phrase.head):
            if found is not phrase and holds(phrase.content, found.head):
                found.content = minus(found.content, phrase.clause)
    for found in scan.found:
        trimmed = (scan.trim(*part) for part in sorted(found.content))
        found.content = [piece for part in trimmed if part is not None for piece in _unmarked(scan, part)]
    scan.keep([f for f in scan.found if f.content or f.manner is not Manner.SAYS])


def _unmarked(scan: Scan, part: Range) -> list[Range]:
    """A range broken before the quotation that it ends with: 'our men "never left"' is two pieces without marks."""
    first, last = part
    number = scan.quote_at.get(last - 1)
    start = scan.quotes[number][0] if number is not None else first
    if start <= first + 1 or scan.quotes[number or 0][1] != last:
        return [part]
    before = scan.trim(first, start - 1)
    return [before, (start, last)] if before is not None else [(start, last)]


def chain_at(
    found: Sequence[Attributed], index: int, *, manners: Collection[Manner] = tuple(Manner)
) -> Attributed | None:
    """The innermost attribution of one of the `manners` whose content holds a token; None where the outlet speaks.

    Where two are equally narrow, one that says comes before one that denies or keeps silent.
    """
    best: Attributed | None = None
    for one in found:
        if one.manner in manners and holds(one.content, index) and (best is None or _rank(one) < _rank(best)):
            best = one
    return best


def _rank(one: Attributed) -> tuple[int, int]:
    return size(one.content), 0 if one.manner is Manner.SAYS else 1


def cued_at(found: Sequence[Attributed], index: int) -> Attributed | None:
    """The attribution whose cue holds a token ("denied", "declined to comment")."""
    return next((one for one in found if one.cue[0] <= index < one.cue[1]), None)


__all__ = ["Attributed", "Manner", "attributions", "chain_at", "cued_at"]
