"""The status of an act as its sentence tells it: a grammar of cues over dependencies.

From the inside outwards: the act's own tense, modal, negation and adverbs first, then every word that governs it in
turn. Invariant: the codebook's checkable rules hold for every status made here (open is possible, what is not confirmed
or not commented on is unknown, what is denied has polarity no, a stock is standing).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.cues import Op, Word, cues
from onrecord.model.claim import Act
from onrecord.model.evidence import Span
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.reading.seed import Seed
from onrecord.reading.status_adverbs import condition_mark
from onrecord.reading.status_moods import apply_mood
from onrecord.reading.status_nouns import add_adjectives
from onrecord.reading.status_ops import OPERATIONS, SPEECH, Draft
from onrecord.reading.status_own import adjectives_of, mood_of_noun, mood_of_verb
from onrecord.reading.status_scope import climb, resolve
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHHELD = (Stance.NOT_CONFIRMED, Stance.NO_COMMENT)
_VOUCHING = frozenset({"comment", "deny", "confirm", "respond", "reply", "verify", "answer"})


def status(text: Text, seed: Seed) -> Status:
    """The status that the text gives the act of `seed`, with the characters that say so."""
    return _finish(text, seed, _draft(text, seed))


def told(text: Text, seed: Seed) -> Status | None:
    """The status inside the words that a denial or non-confirmation is about ("denied reports that ..."), else None."""
    draft = _draft(text, seed)
    if draft.told is None or draft.stance is Stance.SAYS:
        return None
    inner = draft.told
    inner.told = None
    return _finish(text, seed, inner)


def _draft(text: Text, seed: Seed) -> Draft:
    draft = Draft(seed.act, seed.stage, verbal=seed.head.tag_.startswith("VB"))
    if seed.reversal:
        draft.flags.add(Flag.REVERSAL)
    head = seed.head
    _own_stage(draft, seed)
    if head.tag_.startswith("VB") or _is_verbal(head):
        if lemma(head) in _VOUCHING and seed.act not in (Act.REJECT, Act.THREATEN):
            _vouch(draft, head)
        mood = mood_of_verb(head, seed.act)
        if seed.act is Act.THREATEN and mood.modal == "will" and lemma(head) not in ("threaten", "warn"):
            draft.stage = draft.stage or Stage.DONE  # "would respond in kind" is itself the threat
            draft.settled = True
        apply_mood(draft, mood, draft.speech)
        if seed.act is Act.THREATEN:
            _threat(draft, head)
        _fill(draft, head)
    elif head.tag_.startswith("NN"):
        add_adjectives(draft, head)
        apply_mood(draft, mood_of_noun(head), None)
    _note_seed_words(draft, seed)
    climb(draft, head)
    _ask(draft, text, head)
    _opening_condition(draft, text, head)
    return draft


def _is_verbal(token: Token) -> bool:
    """Whether a word that is tagged as something else stands as a verb: it has auxiliaries."""
    return any(c.dep_ in ("aux", "auxpass") and c.i < token.i for c in token.children)


def _vouch(draft: Draft, head: Token) -> None:
    """A trigger that is itself a word of vouching ("the ministry has not commented")."""
    rows = cues().governing.get((Word.VERB, lemma(head)), ())
    op = next((row.op for row in rows if row.op in SPEECH), None)
    if op is not None:
        draft.stage = Stage.DONE
        OPERATIONS[op](draft)


def _fill(draft: Draft, head: Token) -> None:
    """A reduced clause behind a noun tells what has been done, or is being done."""
    if draft.stage is None and head.dep_ == "acl" and head.tag_ == "VBG":
        above = head.head
        if above.dep_ != "pobj" or above.head.lower_ != "without":
            draft.stage = Stage.UNDER_WAY
        else:
            draft.polarity, draft.stage, draft.settled = not draft.polarity, Stage.DONE, True
            draft.cues.append((above.head.i, above.head.i + 1))


def _threat(draft: Draft, head: Token) -> None:
    """A threat carries the condition of what is threatened ("warned that it would leave if ...")."""
    for clause in head.children:
        if clause.dep_ in ("ccomp", "xcomp") and any(c.dep_ == "advcl" and condition_mark(c) for c in clause.children):
            draft.flags.add(Flag.CONDITIONAL)


_STAGED = frozenset({Act.AID, Act.TRADE, Act.DEPLOY, Act.WITHDRAW, Act.VISIT, Act.MEET, Act.COOPERATE})


def _own_stage(draft: Draft, seed: Seed) -> None:
    """The stage that the trigger's own words give ("approved", "under discussion", "on their way")."""
    if draft.stage is Stage.PLANNED:
        _expected(draft, seed)
    if draft.stage is not None or seed.act not in _STAGED:
        return
    table = cues().stages
    doc = seed.head.doc
    words = [seed.head, *(doc[i] for i in range(seed.first, seed.last) if not seed.head.tag_.startswith("VB"))]
    for token in words:
        stage = table.get(lemma(token))
        if stage is None or (stage is Stage.STANDING and not _is_lasting(token, seed.act)):
            continue
        if lemma(token) == "tell" and seed.last - seed.first < 2:
            continue
        draft.stage = stage
        draft.cues.append((token.i, token.i + 1))
        if stage is Stage.PLANNED:
            draft.certainty = Certainty.LIKELY
        return


def _expected(draft: Draft, seed: Seed) -> None:
    """A trigger that is itself a word of expecting ("is expected in Accra", "is due in May")."""
    table = cues().governing
    for i in range(seed.first, seed.last):
        token = seed.head.doc[i]
        rows = (*table.get((Word.ADJECTIVE, token.lower_), ()), *table.get((Word.VERB, lemma(token)), ()))
        if any(row.op is Op.EXPECT and len(row.words) == 1 for row in rows):
            draft.certainty = Certainty.LIKELY
            draft.cues.append((i, i + 1))
            return


def _is_lasting(token: Token, act: Act) -> bool:
    """Whether a word of basing tells a state ("troops stationed in", "keeps a garrison") and not its beginning."""
    if act is not Act.DEPLOY:
        return False
    return lemma(token) not in ("base", "station") or (
        token.tag_ == "VBN" and token.dep_ in ("acl", "amod", "oprd", "ccomp")
    )


def _note_seed_words(draft: Draft, seed: Seed) -> None:
    """Adjectives on nouns of the trigger itself ("a secret lending scheme")."""
    doc = seed.head.doc
    for i in range(seed.first, seed.last):
        token = doc[i]
        if token.i == seed.head.i or not token.tag_.startswith("NN"):
            continue
        for adjective, says in adjectives_of(token):
            if says in ("secret", "hearsay"):
                draft.flags.add(Flag.SECRET if says == "secret" else Flag.HEARSAY)
                draft.cues.append((adjective.i, adjective.i + 1))


def _ask(draft: Draft, text: Text, head: Token) -> None:
    """A direct question leaves open what it asks, but not what it takes for granted ("why did it leave?")."""
    if draft.stance is not Stance.SAYS:
        return
    first, last = _bounds(text, head)
    doc = text.doc
    while last > first and (doc[last - 1].is_space or doc[last - 1].text in ('"', "”", "’", "'", ")")):
        last -= 1
    if last <= first or not doc[last - 1].text.endswith("?"):
        return
    opening = next((doc[i] for i in range(first, last) if doc[i].text.isalpha()), doc[first])
    if opening.tag_ in ("WRB", "WP", "WDT", "WP$"):
        return
    draft.asked = True
    draft.cues.append((last - 1, last))


def _opening_condition(draft: Draft, text: Text, head: Token) -> None:
    """A condition that opens the sentence, where the parse does not hang it on the act's clause."""
    if Flag.CONDITIONAL in draft.flags or draft.stage not in _AHEAD or draft.stance is not Stance.SAYS:
        return
    first, _ = _bounds(text, head)
    doc = text.doc
    if doc[first].lower_ not in ("provided", "providing", "assuming", "supposing", "unless", "if"):
        return
    if not any(t.dep_ == "aux" and t.tag_ == "MD" for t in head.children):
        return
    if any(doc[i].text == "," for i in range(first, min(head.i, first + 30))):
        draft.flags.add(Flag.CONDITIONAL)
        draft.cues.append((first, first + 1))


_AHEAD = frozenset({Stage.PLANNED, Stage.PLEDGED, Stage.OPEN})


def _bounds(text: Text, head: Token) -> tuple[int, int]:
    """The token range of the sentence around a token; the whole text where it has no sentence."""
    at = text.sentence_of[head.i]
    return text.sentences[at] if at < len(text.sentences) else (0, len(text.doc))


def _finish(text: Text, seed: Seed, draft: Draft) -> Status:
    """Settle what is left and keep the codebook's rules."""
    resolve(draft)
    stage = draft.stage or Stage.DONE
    polarity, certainty = draft.polarity, draft.certainty
    if draft.asked and draft.stance is Stance.SAYS:
        certainty = Certainty.UNKNOWN
    if draft.stance in _WITHHELD:
        certainty = Certainty.UNKNOWN
    if draft.rumour and draft.stance is Stance.SAYS:
        draft.flags.add(Flag.HEARSAY)
    if draft.stance is Stance.DENIES:
        polarity = False
    if seed.act is Act.HOLD:
        stage = Stage.STANDING
    if stage is Stage.OPEN:
        if certainty is Certainty.UNKNOWN:
            stage = Stage.PLANNED
        else:
            certainty = Certainty.POSSIBLE
    return Status(
        polarity=Polarity.YES if polarity else Polarity.NO,
        certainty=certainty,
        stage=stage,
        stance=draft.stance,
        flags=frozenset(draft.flags),
        cues=_spans(text, draft.cues),
    )


def _spans(text: Text, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The cues' characters in text order, neighbouring tokens joined."""
    indices = sorted({i for first, last in ranges for i in range(first, last) if not text.doc[i].is_space})
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple(text.span(first, last) for first, last in runs)
