"""From acts seen to claims: slots, status, chain of sources, what a denial is about.

Invariant: every claim made here has passed the model's validator; what fails it is listed as unplaced with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.codebook.reporting import Manner
from onrecord.errors import ClaimError
from onrecord.model.claim import Act, Claim
from onrecord.model.mention import Unplaced
from onrecord.model.quantity import Item
from onrecord.model.rules import validate
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Flag, Polarity, Stance
from onrecord.reading.acts import Sighting
from onrecord.reading.attribution import Attributed, chain_at
from onrecord.reading.kinds import kind_of, kinds_told
from onrecord.reading.slots import Filler, Slots
from onrecord.reading.sorts import Sorts
from onrecord.reading.status import status
from onrecord.reading.text import Text, lemma

PERFORMATIVE = frozenset({Act.REQUEST, Act.ACCUSE, Act.THREATEN, Act.SUPPORT, Act.REJECT})
"""Acts done by speaking: the speaker is the agent, no source (codebook, decision 2)."""


_ANSWERS = frozenset({Stance.DENIES, Stance.NOT_CONFIRMED, Stance.NO_COMMENT})
_CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "concede"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "nor", "neither", "never", "no"})
_RUMOURS = frozenset({"reports", "rumours", "rumors", "rumour", "rumor", "allegations"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before it has its number: the sighting it comes from stays at hand."""

    seen: Sighting
    slots: Slots
    claim: Claim


def drafts(
    text: Text, seen: Sequence[Sighting], filler: Filler, sorts: Sorts, said: Sequence[Attributed]
) -> list[Draft]:
    """A draft claim for every act seen."""
    made: list[Draft] = []
    for sighting in seen:
        slots = filler.fill(sighting)
        claim = _claim(text, sighting, slots, sorts, said)
        made.extend(Draft(sighting, slots, each) for each in _by_kind(text, claim, slots))
    return made


def _source(said: Sequence[Attributed], index: int, stance: Stance) -> Attributed | None:
    """The attribution a claim belongs to: who answers where it is an answer, else who says it."""
    answers = (Manner.DENIES, Manner.SILENT)
    wanted = answers if stance in _ANSWERS else (Manner.SAYS,)
    return chain_at(said, index, manners=wanted) or chain_at(said, index)


def _by_kind(text: Text, claim: Claim, slots: Slots) -> list[Claim]:
    """One claim per kind of aid where a single noun has several ("financial and humanitarian support")."""
    if claim.act is not Act.AID or len(slots.item_heads) != 1:
        return [claim]
    head = slots.item_heads[0]
    parted = []
    for word, kind in kinds_told(head):
        span = text.span(word.i, word.i + 1)
        parted.append(replace(claim, kind=kind, items=(Item(span.exact, f"{span.exact} {head.text}", span=span),)))
    return parted or [claim]


def _claim(text: Text, seen: Sighting, slots: Slots, sorts: Sorts, said: Sequence[Attributed]) -> Claim:
    seed = seen.seed
    found = status(text, seed)
    source = _source(said, seed.head.i, found.stance)
    chain = source.chain if source is not None else ()
    if seed.act in PERFORMATIVE and chain and slots.agent and slots.agent[0].name == chain[-1].name:
        chain = chain[:-1] if len(chain) > 1 else ()
    if (
        source is not None
        and found.stance is Stance.SAYS
        and found.polarity is Polarity.YES
        and _confirms(text, source)
    ):
        found = replace(found, stance=Stance.CONFIRMS)
    if chain and _is_rumour(chain[-1]):
        found = replace(found, flags=found.flags | {Flag.HEARSAY})
    return Claim(
        id="",
        act=seed.act,
        kind=kind_of(seen, slots.item_heads, sorts),
        trigger=text.span(seed.first, seed.last),
        evidence=text.sentence(seed.head),
        status=found,
        agent=tuple(p.participant() for p in slots.agent),
        recipient=tuple(p.participant() for p in slots.recipient),
        items=slots.items,
        place=slots.place,
        when=slots.when,
        sources=chain,
    )


def _confirms(text: Text, source: Attributed) -> bool:
    """Whether the cue of an attribution confirms ("..., the commission confirmed")."""
    words = list(text.doc[source.cue[0] : source.cue[1]])
    return any(lemma(t) in _CONFIRMING for t in words) and not any(t.lower_ in _NEGATIONS for t in words)


def _is_rumour(source: Source) -> bool:
    """Whether a source is nobody but "reports" or "rumours": what it says is hearsay."""
    return source.kind is SourceKind.UNNAMED and bool(set(source.text.casefold().split()) & _RUMOURS)


def numbered(text: Text, made: Sequence[Claim]) -> tuple[tuple[Claim, ...], list[Unplaced]]:
    """Claims with their ids in text order, each validated; what breaks a rule is returned as unplaced."""
    kept: list[Claim] = []
    lost: list[Unplaced] = []
    for claim in sorted(made, key=lambda c: (c.trigger.start, c.trigger.end, c.act.value, c.status.stance.value)):
        named = replace(claim, id=f"c{len(kept) + 1}")
        try:
            validate(named, text.report)
        except ClaimError as error:
            lost.append(Unplaced(claim.trigger, claim.act, str(error)))
            continue
        kept.append(named)
    return tuple(kept), lost
