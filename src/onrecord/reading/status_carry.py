"""Governors that are no cue: they carry the act's status through, or the climb ends at them.

Decision: adverbial clauses, relative clauses and unlisted prepositions end the climb, so that what merely stands in the
sentence never touches the act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.cues import Op, Word, cues
from onrecord.model.status import Certainty, Flag, Stage, Stance
from onrecord.reading.grammar import child
from onrecord.reading.status_links import Link, has_to, is_finite, mark_of
from onrecord.reading.status_moods import apply_mood
from onrecord.reading.status_nouns import add_adjectives
from onrecord.reading.status_ops import LIFTED, OPERATIONS, Draft, negate_cue, possible
from onrecord.reading.status_own import Mood, mood_of_noun, mood_of_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPLACED = frozenset({"instead of", "rather than", "than", "unlike"})
_SPEAKING = frozenset({"comment", "answer", "respond", "reply", "speak", "confirm", "react"})
_BILLS = frozenset({"bill", "motion", "resolution", "measure", "amendment", "law", "draft"})
_COMING = frozenset("be come go take arrive depart leave land reach start follow proceed".split())
_GIVING = frozenset({"provide", "supply", "present", "serve"})


def carry(draft: Draft, node: Token, link: Link) -> Token | None:
    """Carry the act through a governor that is no cue; None where the climb ends."""
    frame, governor = link.frames[0], link.governor
    if is_purpose_phrase(link):
        _purpose(draft, node)
        return None
    if link.frames[-1] == "advcl":
        return _beside(draft, node, governor)
    if governor.lower_ == "nothing" and has_to(node):
        apply_mood(draft, Mood(negative=True, cues=[(governor.i, governor.i + 1)]), None)
        return governor
    match frame:
        case "xcomp":
            return _complement(draft, node, governor)
        case "ccomp":
            return governor
        case "pred":
            mood = mood_of_verb(governor, draft.act, below=node.i)
            if mood.stage is Stage.STANDING and draft.stage is None and not draft.verbal:
                mood.stage = Stage.DONE
            apply_mood(draft, mood, None)
            return governor
        case "obj" | "subj":
            return _argument(draft, node, governor, frame)
        case "relcl":
            return _relative(draft, node, governor)
        case "reduced" | "appos" | "other":
            return None
        case _:
            return _preposition(draft, node, link)


def is_purpose_phrase(link: Link) -> bool:
    """Whether the governor only makes a phrase of purpose ("in order to", "with a view to")."""
    governor = link.governor
    if governor.lower_ not in cues().words("purpose") or governor.dep_ != "pobj":
        return False
    return governor.head.lower_ in ("in", "with", "for")


def _purpose(draft: Draft, node: Token) -> None:
    draft.settled, draft.certainty = False, Certainty.STATED
    draft.reach(Stage.PLANNED)
    draft.flags.add(Flag.PURPOSE)
    draft.settled = True
    to = next((c for c in node.children if c.tag_ == "TO"), None)
    if to is not None:
        draft.cues.append((to.i, to.i + 1))


def _beside(draft: Draft, node: Token, governor: Token) -> Token | None:
    """An adverbial clause: a purpose, a question answered by silence, a participle that shares its host's mood."""
    if has_to(node) and mark_of(node) is None:
        _purpose(draft, node)
        return None
    mark = mark_of(node)
    if draft.asked and node.tag_ in ("VBN", "VBD") and is_silent(governor, draft):
        draft.stance = Stance.NO_COMMENT
        return None
    if mark is not None:
        before = node.doc[mark.i - 1].lower_ if mark.i else ""
        if "so" in (mark.lower_, before) and any(c.tag_ == "MD" for c in node.children):
            _purpose(draft, node)
            return None
        return None
    if node.tag_ == "VBG" and draft.stage is None:
        mood = mood_of_verb(governor, draft.act)
        mood.negative = False
        apply_mood(draft, mood, None)
        return governor if node.i > governor.i else None
    return None


def is_silent(host: Token, draft: Draft) -> bool:
    """Whether a verb tells of silence ("declined to answer", "did not reply", "had no comment")."""
    table = cues()
    mood = mood_of_verb(host, draft.act)
    ops = {row.op for row in table.governing.get((Word.VERB, lemma(host)), ())}
    below = child(host, "xcomp")
    speaks = below is not None and (lemma(below) in table.words("silent") or lemma(below) in _SPEAKING)
    if Op.REFUSE in ops and speaks:
        return True
    if mood.negative and (Op.COMMENT in ops or lemma(host) in table.words("silent") or speaks):
        return True
    noun = child(host, "dobj")
    return mood.negative and noun is not None and lemma(noun) in table.words("comment_nouns")


def _complement(draft: Draft, node: Token, governor: Token) -> Token | None:
    """An infinitive or participle below a word that is no cue: what it is for, or what comes about."""
    ordinals = cues().words("ordinal")
    if governor.tag_.startswith("NN") and any(c.lower_ in ordinals for c in governor.children):
        if draft.stage is None:
            draft.stage, draft.settled = Stage.DONE, True
        return None
    if governor.lower_ in ordinals:
        draft.stage, draft.settled = draft.stage or Stage.DONE, True
        return None
    if draft.asked:
        return governor
    if has_to(node):
        _purpose(draft, node)
        return None
    apply_mood(draft, mood_of_verb(governor, draft.act), None)
    return governor


def _relative(draft: Draft, node: Token, governor: Token) -> Token | None:
    """A relative clause stands by itself; only what a plan or bill would do hangs on the fate of the plan."""
    ahead = {c.lower_ for c in node.children if c.dep_ == "aux"} & {"would", "will"}
    if lemma(governor) in _BILLS and ahead:
        return governor
    if "would" in ahead and (Word.NOUN, lemma(governor)) in cues().governing:
        draft.settled = False
        return governor
    return None


def _argument(draft: Draft, node: Token, governor: Token, frame: str) -> Token | None:
    """An event noun as subject or object of a verb that is no cue."""
    word = lemma(governor)
    light = word in _COMING or word in cues().words("light") or not governor.tag_.startswith("VB")
    bare = word in _COMING or draft.speech is not None or draft.settled
    mood = mood_of_verb(governor, draft.act, below=node.i)
    if light and (frame == "obj" or bare):
        apply_mood(draft, mood, None)
        return governor
    if frame == "subj" and Flag.ATTEMPT in draft.flags and word in cues().words("failing"):
        draft.cues.append((governor.i, governor.i + 1))
        draft.polarity = draft.polarity is mood.negative
        draft.stage = draft.stage or Stage.DONE
        return governor
    if draft.speech is not None or draft.stage is not None:
        return None
    indefinite = not any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any") for c in node.children)
    unreal = mood.modal in ("will", "may", "must") and (indefinite or frame == "obj")
    if unreal or (frame == "obj" and mood.stage is None and not mood.modal and has_to(governor)):
        possible(draft)
    return None


def _preposition(draft: Draft, node: Token, link: Link) -> Token | None:
    """An act below a preposition that no cue claims."""
    prep, governor = link.prep, link.governor
    word = link.frames[-1] if prep is not None else link.frames[0]
    if word == "without":
        _without(draft, prep)
        return None
    if link.frames[0] in _REPLACED and draft.stage is None:
        draft.polarity, draft.stage, draft.settled = False, Stage.DONE, True
        return None
    if word == "of" and governor.tag_.startswith("NN"):
        return _of_noun(draft, node, governor)
    if lemma(governor) in cues().words("topic"):
        if draft.speech is not None or draft.saying or draft.asked:
            apply_mood(draft, mood_of_noun(governor), None)
            return governor
        if word in ("about", "on", "for", "over") and governor.dep_ == "pobj":
            return governor
    if draft.stage is not None:
        return None
    if node.tag_ == "VBG":
        return _gerund(draft, governor, word)
    return _event_below(draft, governor, word)


def _without(draft: Draft, prep: Token | None) -> None:
    if draft.speech is not None:
        draft.withheld = not draft.withheld
        return
    if draft.last in LIFTED:
        negate_cue(draft, draft.last)
        return
    draft.polarity, draft.stage, draft.settled = not draft.polarity, Stage.DONE, True
    if prep is not None:
        draft.cues.append((prep.i, prep.i + 1))


def _of_noun(draft: Draft, node: Token, governor: Token) -> Token | None:
    """Carry an act below "of": "a wave of attacks", "within an hour of clashing"."""
    if governor.dep_ == "pobj" and governor.head.lower_ == "within" and node.tag_ == "VBG":
        draft.polarity, draft.stage, draft.settled = not draft.polarity, Stage.DONE, True
        draft.cues.append((governor.head.i, governor.head.i + 1))
        return None
    apply_mood(draft, mood_of_noun(governor), None)
    if draft.stage is None:
        add_adjectives(draft, governor)
    return governor


def _event_below(draft: Draft, governor: Token, word: str) -> Token | None:
    """An event noun in "provide with", or in "be in contact"."""
    if word == "with" and lemma(governor) in _GIVING:
        apply_mood(draft, mood_of_verb(governor, draft.act), None)
        return governor
    if word == "in" and lemma(governor) == "be":
        mood = mood_of_verb(governor, draft.act)
        draft.stage = Stage.UNDER_WAY if mood.stage is Stage.STANDING else None
        apply_mood(draft, mood, None)
        return governor
    return None


def _gerund(draft: Draft, governor: Token, word: str) -> Token | None:
    if word == "against":
        OPERATIONS[Op.REFUSE](draft)
        return governor
    if word == "from":
        draft.polarity, draft.stage = not draft.polarity, Stage.DONE
        return governor
    if word in ("by", "in", "while", "through", "with") and governor.tag_.startswith("VB"):
        apply_mood(draft, mood_of_verb(governor, draft.act), None)
        return governor
    if word == "before":
        draft.stage = Stage.PLANNED if not is_finite(governor) else Stage.DONE
        return None
    draft.stage = Stage.DONE
    return None
