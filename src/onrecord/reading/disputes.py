"""A report and its denial in one sentence: "denied reports that it had armed the rebels" is two claims (decision 12).

The words after "reports that" belong to two attributions at once: the reports say it, the speaker answers them. The
answer is known by its cue standing above the reporting noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.answers import answers
from onrecord.model.claim import Claim
from onrecord.model.source import Chain
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status
from onrecord.reading.attribution import Attributed
from onrecord.reading.claims import Draft
from onrecord.reading.denials import fits
from onrecord.reading.grammar import ancestors, is_noun, is_verb
from onrecord.reading.status import told as told_status
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_HELD = frozenset({Stance.DENIES, Stance.NOT_CONFIRMED, Stance.NO_COMMENT})
_UNDONE = frozenset({Stage.REFUSED, Stage.CANCELLED, Stage.SUSPENDED})


def disputed(text: Text, made: Sequence[Draft], said: Sequence[Attributed]) -> list[Draft]:
    """The drafts, those told and answered in one sentence doubled: once as told, once as answered."""
    out: list[Draft] = []
    for draft in made:
        told, answer = _pair(text, draft.seen.seed.head, said)
        if answer is None or told is None:
            out.append(draft)
            continue
        stance = _stance(text, told)
        if stance is None:
            out.append(draft)
            continue
        chain = told.chain[len(answer.chain) :] if told.chain[: len(answer.chain)] == answer.chain else told.chain
        out.append(replace(draft, claim=_as_told(draft.claim, chain, told_status(text, draft.seen.seed))))
        out.append(replace(draft, claim=_as_answered(text, draft.claim, stance, answer)))
    return out


def _pair(text: Text, head: Token, said: Sequence[Attributed]) -> tuple[Attributed | None, Attributed | None]:
    """The nominal attribution that tells an act, and the attribution over it that answers it."""
    for told in said:
        noun = text.doc[told.cue[0]]
        if is_verb(noun) or not is_noun(noun) or not any(a <= head.i < b for a, b in told.content):
            continue
        above = {verb.i for verb in _governing(noun)}
        for answer in said:
            if answer is not told and above.intersection(range(*answer.cue)):
                return told, answer
    return None, None


def _governing(noun: Token) -> list[Token]:
    """The verbs a reporting noun hangs on without another clause between."""
    found = []
    for above in ancestors(noun):
        if is_verb(above):
            found.append(above)
            if above.dep_ != "xcomp":
                break
    return found


def _stance(text: Text, told: Attributed) -> Stance | None:
    """What the verbs over a reporting noun do to it; None where they answer nothing."""
    for verb in _governing(text.doc[told.cue[0]]):
        for entry in answers().get(lemma(verb), ()):
            if fits(verb, entry):
                return entry.stance
    return None


def _as_told(claim: Claim, chain: Chain, inner: Status | None) -> Claim:
    """The claim as the reports tell it; `inner` is its status inside the words that are answered, if known."""
    before = claim.status
    stage = Stage.DONE if before.stage in _UNDONE else before.stage
    found = inner or Status(Polarity.YES, Certainty.STATED, stage, Stance.SAYS, before.flags, before.cues)
    return replace(claim, status=found, sources=chain)


def _as_answered(text: Text, claim: Claim, stance: Stance, answer: Attributed) -> Claim:
    before = claim.status
    stage = Stage.DONE if before.stage in _UNDONE else before.stage
    cue = text.span(*answer.cue)
    denies = stance is Stance.DENIES
    status = Status(
        Polarity.NO if denies else Polarity.YES,
        Certainty.STATED if denies else Certainty.UNKNOWN,
        Stage.PLANNED if stage is Stage.OPEN else stage,
        stance,
        before.flags,
        tuple(dict.fromkeys((*before.cues, cue))),
    )
    return replace(claim, status=status, sources=answer.chain)
