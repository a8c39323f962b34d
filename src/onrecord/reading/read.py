"""The reader: a report goes in, its claims and mentions come out.

Invariant: the same report gives the same reading, whatever was read before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.model.claim import Claim
from onrecord.model.mention import Attribution, Mentions, Reading, Unplaced
from onrecord.model.report import Report
from onrecord.reading.acts import sightings
from onrecord.reading.attribution import Attributed, attributions, chain_at
from onrecord.reading.attribution_extents import whole_phrase
from onrecord.reading.cast import Cast, cast
from onrecord.reading.claims import Draft, drafts, numbered
from onrecord.reading.denials import answered, replies, tied
from onrecord.reading.disputes import disputed
from onrecord.reading.field import in_field
from onrecord.reading.lists import goods, with_lists
from onrecord.reading.periods import periods
from onrecord.reading.positions import positions
from onrecord.reading.quantities import quantities
from onrecord.reading.retractions import retracted
from onrecord.reading.settle import settled
from onrecord.reading.slots import Filler
from onrecord.reading.sorts import Sorts
from onrecord.reading.text import Text, parse


def read(report: Report) -> Reading:
    """Read a report.

    Raises `ModelMissingError` where the language model is not installed.
    """
    text = parse(report)
    who = cast(text)
    counted, dated = quantities(text), periods(text)
    said = attributions(text, who)
    who.speaker_at = _Speakers(said)
    sorts = Sorts(who, counted)
    made = drafts(text, sightings(text, sorts), Filler(text, who, sorts, counted, dated), sorts, said)
    made, listed = with_lists(text, who, made, goods(text, counted))
    claims, unplaced = _claims(text, who, said, made, listed)
    found = Mentions(
        quantities=tuple(q.mention for q in counted),
        periods=tuple(w.mention for w in dated),
        places=who.places,
        actors=who.actors,
        offices=who.offices,
        attributions=_attributions(text, said),
        positions=_attributions(text, positions(text, who, said)),
        unplaced=tuple(sorted(unplaced, key=lambda u: (u.span.start, u.act.value))),
    )
    return Reading(report, claims, found)


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """Read reports one after the other, in their order."""
    for report in reports:
        yield read(report)


class _Speakers:
    """Who speaks at a token: the innermost source of the words that hold it."""

    def __init__(self, said: Sequence[Attributed]) -> None:
        self._said = said

    def __call__(self, index: int) -> str | None:
        found = chain_at(self._said, index)
        return found.chain[-1].name if found is not None and found.chain else None


def _claims(
    text: Text, who: Cast, said: Sequence[Attributed], made: list[Draft], listed: Sequence[Claim]
) -> tuple[tuple[Claim, ...], list[Unplaced]]:
    taken_back = retracted(text)
    wrong = {d.seen.seed.head.i for d in made if any(a <= d.seen.seed.head.i < b for a, b in taken_back)}
    unplaced = [
        _unplaced(d, "told only as an error that the report corrects") for d in made if d.seen.seed.head.i in wrong
    ]
    standing, outside = in_field(text, [d for d in made if d.seen.seed.head.i not in wrong], who.actors)
    unplaced.extend(_unplaced(d, "no party, place or thing of international security and aid") for d in outside)
    plain = [*(draft.claim for draft in disputed(text, settled(text, standing), said)), *listed]
    more = answered(text, replies(text, who, said, plain), plain)
    claims, lost = numbered(text, [*plain, *more])
    return tied(claims), [*unplaced, *lost]


def _unplaced(draft: Draft, reason: str) -> Unplaced:
    return Unplaced(draft.claim.trigger, draft.claim.act, reason)


def _attributions(text: Text, said: Sequence[Attributed]) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            text.span(*whole_phrase(text, one.source, one.cue, one.content)) if one.source is not None else None,
            text.span(*one.cue),
            tuple(text.span(a, b) for a, b in one.content),
            one.chain,
        )
        for one in said
    )
