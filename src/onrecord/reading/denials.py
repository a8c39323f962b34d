"""Denials, non-confirmations and refusals to comment: what they are about, and those that name no act of their own.

"The ministry denied the reports" is a claim on the act that was reported: it takes its act and parties from the claim
it answers, here called its counterpart (codebook, decisions 12 and 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.codebook.answers import Answer, answers
from onrecord.model.claim import Act, Claim
from onrecord.model.source import Chain, SourceKind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.reading.attribution import Attributed
from onrecord.reading.deep import deep_subject
from onrecord.reading.grammar import child, children, is_verb
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast

_STANCES = frozenset({Stance.DENIES, Stance.NOT_CONFIRMED, Stance.NO_COMMENT})
_SPEAKING = frozenset({Act.ACCUSE, Act.SUPPORT, Act.REQUEST})
"""Acts done by speaking are seldom what an answer answers: what they speak of is."""
_REACH = 3
"""How many sentences back an answer may find its counterpart: measured on the development reports, more adds errors."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answering word that names no act: its cue tokens, what it does, who says it."""

    token: Token
    first: int
    last: int
    stance: Stance
    flags: frozenset[Flag]
    chain: Chain


def replies(text: Text, cast: Cast, said: Sequence[Attributed], taken: Sequence[Claim]) -> list[Reply]:
    """The answering words of a text whose sentence gives them no act to answer."""
    table = answers()
    found = []
    for token in text.doc:
        fitting = None
        for answer in table.get(lemma(token) if is_verb(token) else token.lower_, ()):
            if fits(token, answer):
                fitting = answer
                break
        if fitting is not None and not _has_act(text, token, taken):
            chain = _speaker(text, cast, token, said)
            if chain or fitting.stance is Stance.NOT_CONFIRMED or lemma(token) == "be":
                found.append(_reply(token, fitting, chain))
    return found


def _has_act(text: Text, token: Token, taken: Sequence[Claim]) -> bool:
    """Whether an answering word has an act of its own: one it governs, or one its sentence already answers."""
    here = text.sentence(token)
    start, stop = _scope(token)
    return any(
        (claim.status.stance in _STANCES and claim.evidence == here) or start <= claim.trigger.start < stop
        for claim in taken
    )


def _reply(token: Token, answer: Answer, chain: Chain) -> Reply:
    flags = frozenset({Flag.PROVISIONAL}) if _still_open(token) else frozenset()
    return Reply(token, token.i, _last(token, answer), answer.stance, flags, chain)


def fits(token: Token, answer: Answer) -> bool:
    """Whether a word has the negation and the objects that make it an answer."""
    negated = _negated(token)
    if answer.negated is not None and negated != answer.negated:
        return False
    if not answer.objects:
        return True
    objects = [*children(token, "dobj", "xcomp", "oprd", "attr", "acomp", "ccomp")]
    for prep in children(token, "prep"):
        objects.extend(children(prep, "pobj"))
    words = {lemma(o) for o in objects} | {p.lower_ for o in objects for p in o.children if p.dep_ in ("amod", "oprd")}
    return bool(words & answer.objects)


def _negated(token: Token) -> bool:
    for verb in (token, *(t for t in (token.head,) if token.dep_ in ("xcomp", "conj") and is_verb(t))):
        if child(verb, "neg") is not None or any(
            c.lower_ in ("neither", "never", "nobody", "no") for c in verb.children
        ):
            return True
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None and any(w.lower_ in ("neither", "no", "none", "nobody") for w in (own, *own.children)):
            return True
        if verb.dep_ in ("relcl", "acl") and verb.head.lower_ == "nothing":
            return True
        if lemma(verb) == "have" and verb != token and any(c.lower_ == "yet" for c in verb.children):
            return True
    return False


def _still_open(token: Token) -> bool:
    near = [token, token.head]
    return any(c.lower_ in ("yet", "far", "immediately", "immediate") for t in near for c in t.children)


def _scope(token: Token) -> tuple[int, int]:
    """Character range of what the answering word governs."""
    parts = [t for t in token.subtree if t.i > token.i]
    return (token.idx, parts[-1].idx + len(parts[-1])) if parts else (token.idx, token.idx + len(token))


def _last(token: Token, answer: Answer) -> int:
    comment = next((c for c in token.subtree if c.i > token.i and c.lower_ in answer.trigger), None)
    return comment.i + 1 if comment is not None and comment.i - token.i <= 3 else token.i + 1


def _speaker(text: Text, cast: Cast, token: Token, said: Sequence[Attributed]) -> Chain:
    """The chain of an answering word: an attribution cued by it, else its subject as the speaker."""
    for one in said:
        if one.cue[0] <= token.i < one.cue[1]:
            return one.chain
    subjects = deep_subject(token)
    outer = next((one.chain for one in said if any(a <= token.i < b for a, b in one.content)), ())
    for subject in subjects:
        parties = cast.parties(subject)
        if parties:
            return (*outer, parties[0].source(text.span(token.i, token.i + 1)))
    return outer


def answered(text: Text, found: Sequence[Reply], claims: Sequence[Claim]) -> list[Claim]:
    """Claims for the replies, each copied from its counterpart; replies without one give none."""
    made = []
    for reply in found:
        position = text.doc[reply.token.i].idx
        counterpart = _nearest(text, position, reply.chain, claims)
        if counterpart is not None:
            made.append(_copied(text, reply, counterpart))
    return made


def _nearest(text: Text, position: int, chain: Chain, claims: Sequence[Claim]) -> Claim | None:
    """The latest claim before a reply, told by somebody else, within reach; the speaker being a party counts most."""
    names = {s.country for s in chain if s.country} | {s.name for s in chain}
    best: tuple[int, int, Claim] | None = None
    here = _sentence_number(text, position)
    for claim in claims:
        if claim.trigger.start >= position or claim.status.stance in _STANCES:
            continue
        back = here - _sentence_number(text, claim.trigger.start)
        if back > _REACH or (chain and claim.sources and claim.sources[-1].name == chain[-1].name):
            continue
        parties = (*claim.agent, *claim.recipient)
        related = any(p.country in names or p.name in names for p in parties)
        score = (int(related) * 2 - back - 4 * int(claim.act in _SPEAKING) + int(_is_told(claim)), claim.trigger.start)
        if best is None or score > best[:2]:
            best = (*score, claim)
    return best[2] if best else None


def _is_told(claim: Claim) -> bool:
    """Whether a claim is told by reports or papers: what answers mostly answer."""
    return bool(claim.sources) and claim.sources[-1].kind in (
        SourceKind.OUTLET,
        SourceKind.UNNAMED,
        SourceKind.DOCUMENT,
    )


def _sentence_number(text: Text, position: int) -> int:
    found = text.doc.char_span(position, position + 1, alignment_mode="expand")
    return text.sentence_of[found.start] if found is not None else 0


def _copied(text: Text, reply: Reply, other: Claim) -> Claim:
    span = text.span(reply.first, reply.last)
    denies = reply.stance is Stance.DENIES
    stage = other.status.stage
    status = Status(
        polarity=Polarity.NO if denies else Polarity.YES,
        certainty=Certainty.STATED if denies else Certainty.UNKNOWN,
        stage=Stage.PLANNED if stage is Stage.OPEN else stage,
        stance=reply.stance,
        flags=reply.flags,
        cues=(span,),
    )
    return replace(
        other,
        id="",
        trigger=span,
        evidence=text.sentence(reply.token),
        status=status,
        items=(),
        place=(),
        when=None,
        sources=reply.chain,
        about=None,
    )


def tied(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with `about` filled: the nearest claim on the same act that a denial or non-confirmation answers."""
    out = []
    for claim in claims:
        if claim.status.stance not in _STANCES:
            out.append(claim)
            continue
        other = _counterpart(claim, claims)
        out.append(_filled(claim, other) if other is not None else claim)
    return tuple(out)


def _counterpart(claim: Claim, claims: Sequence[Claim]) -> Claim | None:
    best: tuple[int, int, Claim] | None = None
    for other in claims:
        if other.id == claim.id or other.act is not claim.act or other.status.stance in _STANCES:
            continue
        shared = _agreement(claim, other)
        if shared < 0:
            continue
        before = other.trigger.start <= claim.trigger.start
        distance = abs(other.trigger.start - claim.trigger.start)
        score = (shared * 2 + int(before) + int(other.status.stage is claim.status.stage), -distance)
        if best is None or score > best[:2]:
            best = (*score, other)
    return best[2] if best else None


def _agreement(one: Claim, two: Claim) -> int:
    """How many sides agree in country or name; negative where a side plainly differs."""
    total = 0
    for mine, theirs in ((one.agent, two.agent), (one.recipient, two.recipient)):
        if not mine or not theirs:
            continue
        same = {(p.country or p.name) for p in mine} & {(p.country or p.name) for p in theirs}
        if not same:
            return -1
        total += 1
    return total


def _filled(claim: Claim, other: Claim) -> Claim:
    """A denial takes the parties it does not name from the claim it answers."""
    return replace(
        claim,
        about=other.id,
        agent=claim.agent or other.agent,
        recipient=claim.recipient or other.recipient,
        kind=claim.kind if claim.items else other.kind,
    )
