"""Whether an act belongs to the field: international security and aid (codebook, "What is a claim").

Sport, business, crime and culture use the words of war and aid. What tells them apart is who takes part: states,
forces, armed groups, their officials and what they fight with. An act without any such mark counts only in a report
most of whose acts have one; else it is listed as unplaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.codebook.things import things
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.mention import ActorMention
from onrecord.reading.claims import Draft
from onrecord.reading.text import Text, lemma

_FIELD_KINDS = frozenset({ActorKind.STATE, ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP})
_PRONOUNS = frozenset("it its they their them he his him she her we our us i my".split())
_LEAST_SHARE = 0.5
"""The share of marked acts above which a report's other acts count too: news of the field has nearly all marked."""


def in_field(text: Text, made: Sequence[Draft], actors: Sequence[ActorMention]) -> tuple[list[Draft], list[Draft]]:
    """The drafts that belong to the field, and those that do not, each in its order."""
    places = sorted(mention.span.start for mention in actors if _names_field(mention))
    marked = [is_marked(draft) or _named_beside(draft, places) or _tells_of_war(text, draft) for draft in made]
    if sum(marked) > _LEAST_SHARE * len(made):
        return list(made), []
    inside = [draft for draft, mark in zip(made, marked, strict=True) if mark]
    return inside, [draft for draft, mark in zip(made, marked, strict=True) if not mark]


def _names_field(mention: ActorMention) -> bool:
    """Whether a mention names a state or tells of a force or group; a pronoun only takes one up."""
    if mention.span.exact.casefold() in _PRONOUNS or mention.kind not in _FIELD_KINDS:
        return False
    return mention.kind is not ActorKind.STATE or mention.country is not None


def is_marked(draft: Draft) -> bool:
    """Whether an act has a party, source, place or thing that belongs to the field."""
    parties = (*draft.slots.agent, *draft.slots.recipient)
    if any(p.kind in _FIELD_KINDS or p.country is not None or p.actor is not None for p in parties):
        return True
    claim = draft.claim
    if any(s.country is not None for s in claim.sources):
        return True
    return _has_arms(draft) or (claim.act is Act.ATTACK and any(p.country is not None for p in claim.place))


def _has_arms(draft: Draft) -> bool:
    table = things().sorts
    return any("arms" in table.get(lemma(head), ()) for head in draft.slots.item_heads)


def _tells_of_war(text: Text, draft: Draft) -> bool:
    """Whether the act's sentence has a word that is hardly used of anything else."""
    table = things().sorts
    start, stop = text.sentences[text.sentence_of[draft.seen.seed.head.i]]
    return any("war" in table.get(lemma(token), ()) for token in text.doc[start:stop] if token.tag_.startswith("NN"))


def _named_beside(draft: Draft, places: Sequence[int]) -> bool:
    """Whether a state, force or group is named in the act's own sentence."""
    evidence = draft.claim.evidence
    return any(evidence.start <= start < evidence.end for start in places)
