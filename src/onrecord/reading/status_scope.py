"""Climbing from an act through what governs it, each cue changing the status in its turn.

The climb goes on while the governor has the act as its complement, and ends at clauses that only stand beside it:
adverbial and relative clauses, other conjuncts. Invariant: a cue that does not govern the act never touches it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.cues import Cue, Op, Word, cues
from onrecord.model.status import Flag, Stage, Stance
from onrecord.reading.grammar import child
from onrecord.reading.status_adverbs import condition_mark
from onrecord.reading.status_carry import carry, is_purpose_phrase, is_silent
from onrecord.reading.status_links import Link, find_beside, find_cue, link_of, mark_of
from onrecord.reading.status_moods import apply_mood
from onrecord.reading.status_nouns import add_adjectives_of_cue
from onrecord.reading.status_ops import SPEECH, SPOKEN, Draft, apply_cue, possible
from onrecord.reading.status_own import adjectives_of, mood_of_noun, mood_of_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

type Found = tuple[Link, Cue, list[Token]]

_STEPS = 16
_ANSWERS = frozenset({Op.REFUSE, Op.DENY, Op.APPROVE, Op.DISAPPROVE, Op.CONSIDER, Op.NEGATE})
_WITHIN_SPEECH = frozenset(
    {Op.REFUSE, Op.NEGATE, Op.MANAGE, Op.ATTEMPT, Op.NOT_YET, Op.WILL, Op.IS_TO, Op.POSSIBLE, Op.MUST, Op.COMMENT}
    | {Op.ASK, Op.PLAN, Op.EXPECT, Op.REQUEST}
)
_STANCES = {
    (Op.CONFIRM, False): Stance.CONFIRMS,
    (Op.CONFIRM, True): Stance.NOT_CONFIRMED,
    (Op.DENY, False): Stance.DENIES,
    (Op.DENY, True): Stance.NOT_CONFIRMED,
    (Op.TRUTH, True): Stance.DENIES,
    (Op.COMMENT, True): Stance.NO_COMMENT,
}
_REPLIES = frozenset({"respond", "reply", "answer", "react"})
_COPULAS = frozenset({"be", "seem", "remain", "become", "appear", "look"})


def resolve(draft: Draft) -> None:
    """Turn a pending cue of vouching into a stance."""
    if draft.speech is None:
        return
    stance = _STANCES.get((draft.speech, draft.withheld))
    if stance is not None:
        draft.stance = stance
    draft.speech = None


def climb(draft: Draft, node: Token) -> None:
    """Climb from the act's head to where nothing governs it any more."""
    for _ in range(_STEPS):
        above = _step(draft, node)
        if above is None or above.i == node.i:
            break
        node = above
    resolve(draft)


def _step(draft: Draft, node: Token) -> Token | None:
    """One step up; None where the climb ends."""
    if node.dep_ == "conj":
        return _across(draft, node)
    _note_question(draft, node)
    if _is_wh(node) or _is_condition(draft, node):
        return None
    link = link_of(node)
    if link is None:
        return None
    found = _find(draft, node, link)
    if draft.speech is not None and found is not None and found[1].op not in _WITHIN_SPEECH:
        resolve(draft)
    if draft.stance is not Stance.SAYS:
        return None
    if found is None:
        return carry(draft, node, link)
    return _govern(draft, node, found)


def _is_condition(draft: Draft, node: Token) -> bool:
    """Whether the act stands in an if-clause; then it is only a possibility."""
    if node.dep_ != "advcl" or draft.asked:
        return False
    mark = condition_mark(node)
    if mark is None:
        return False
    draft.cues.append(mark)
    draft.settled = False
    possible(draft)
    draft.flags.add(Flag.CONDITIONAL)
    return True


def _find(draft: Draft, node: Token, link: Link) -> Found | None:
    """The cue above; where need be beside the governor: the copula's adjective, a noun apart from its preposition."""
    if is_purpose_phrase(link):
        return None
    found = find_cue(node, link, draft)
    if found is not None:
        return link, *found
    predicate = _predicate_of(link)
    if predicate is not None:
        beside = Link(predicate, link.frames)
        found = find_cue(node, beside, draft)
        if found is not None and found[0].sort is not Word.VERB:
            return beside, *found
    if link.frames[0] == "appos" and draft.saying and link.governor.dep_ in ("oprd", "attr", "dobj"):
        above = Link(link.governor.head, ("obj",))
        found = find_cue(node, above, draft)
        return None if found is None else (above, *found)
    return find_beside(node, link, draft)


def _predicate_of(link: Link) -> Token | None:
    """The adjective or noun that a copula joins to a clause or event ("it is possible that", "a strike is likely")."""
    if link.frames[0] not in ("ccomp", "xcomp", "subj") or lemma(link.governor) not in _COPULAS:
        return None
    found = child(link.governor, "acomp", "attr", "oprd")
    if found is None or (link.frames[0] == "subj" and child(found, "xcomp", "ccomp", "prep") is not None):
        return None
    return found


def _govern(draft: Draft, node: Token, found: Found) -> Token | None:
    """Let a cue change the draft: first what it does to the act, then what its own tense and negation say."""
    link, cue, tokens = found
    governor = link.governor
    if draft.act in SPOKEN and cue.op in _ANSWERS and not node.tag_.startswith("VB"):
        return None
    if cue.op is Op.REQUEST and governor.dep_ == "pobj" and lemma(governor.head.head) in _REPLIES:
        return governor
    if cue.op is Op.CONSIDER and lemma(governor) == "discuss" and _keeps_silent(governor):
        cue = replace(cue, op=Op.COMMENT)
    _operate(draft, governor, cue, tokens)
    if cue.op is Op.ASK and _is_answered_by_silence(draft, node, governor):
        draft.stance = Stance.NO_COMMENT
        return None
    if cue.op in SPEECH and _is_neither_nor(governor):
        draft.speech, draft.withheld = Op.CONFIRM, True
        resolve(draft)
        return None
    if cue.sort is Word.NOUN:
        was_saying = draft.saying
        mood = mood_of_noun(governor)
        if mood.negative and cue.op is Op.BELIEVE:
            mood.negative, draft.asked = False, True  # "no sign that"
        apply_mood(draft, mood, cue.op)
        if not was_saying and cue.op not in (Op.REQUEST, Op.THREAT):
            add_adjectives_of_cue(draft, governor)
        return governor
    _add_mood(draft, node, link, cue)
    return governor


def _operate(draft: Draft, governor: Token, cue: Cue, tokens: list[Token]) -> None:
    op = cue.op
    if op is Op.PLAN and draft.asked:
        draft.stage, draft.settled, draft.asked = Stage.CONSIDERED, True, False  # "decide whether to"
    if op in (Op.SAYING, Op.RUMOUR) and draft.told is None:
        draft.told = copy(draft)
        draft.told.flags, draft.told.cues = set(draft.flags), list(draft.cues)
    if op is Op.REPORT:
        _weigh_source(draft, governor)
        keeps = cue.sort is Word.VERB and lemma(governor) in cues().words("silent")
        if not (draft.asked and keeps):
            return
    apply_cue(draft, cue, tokens)
    if op is Op.ATTEMPT and draft.stage is None and cue.sort is Word.NOUN:
        draft.stage = Stage.DONE


def _weigh_source(draft: Draft, verb: Token) -> None:
    """What unconfirmed reports say is hearsay."""
    source = child(verb, "nsubj")
    if source is not None:
        for token, says in adjectives_of(source):
            if says == "unverified":
                draft.flags.add(Flag.HEARSAY)
                draft.cues.append((token.i, token.i + 1))


def _add_mood(draft: Draft, node: Token, link: Link, cue: Cue) -> None:
    counted = "obj" in link.frames or "subj" in link.frames
    mood = mood_of_verb(link.governor, draft.act, below=node.i if counted else -1)
    if not link.governor.tag_.startswith("VB"):
        mood.stage = None  # the copula above an adjective tells the tense
    op = cue.op
    if op is Op.COMMENT and draft.asked and mood.modal == "may" and mood.negative and cue.words[0] != "comment":
        draft.speech = None  # "could not say whether": nobody keeps silent, nobody knows
    apply_mood(draft, mood, op)
    nothing = mood.subject is not None and mood.subject.lower_ == "nothing"
    if nothing and op in (Op.NEGATE, Op.AVERT):
        draft.settled = False
        possible(draft)
        draft.stage = Stage.OPEN
    if op is Op.ATTEMPT and mood.vain:
        draft.polarity, draft.stage = False, draft.stage or Stage.DONE


def _is_answered_by_silence(draft: Draft, node: Token, governor: Token) -> bool:
    """Whether a participle of asking stands before a main clause of silence ("asked about X, he did not reply")."""
    if governor.tag_ != "VBN" or child(governor, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return False
    host = governor.head if governor.dep_ != "ROOT" else child(governor, "ccomp", "parataxis")
    return host is not None and host.i not in (node.i, governor.i) and is_silent(host, draft)


def _keeps_silent(verb: Token) -> bool:
    """Whether "discuss" means to speak of ("would not discuss the sale", "declined to discuss it")."""
    if verb.dep_ == "xcomp" and lemma(verb.head) in ("refuse", "decline"):
        return True
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    return bool(aux & {"not", "n't", "n’t"}) and bool(aux & {"would", "will", "could"})


def _is_neither_nor(verb: Token) -> bool:
    """Whether a verb of vouching stands in "neither confirm nor deny"; "confirmed that ..., and denied" is two cues."""
    pair = [verb.head, verb] if verb.dep_ == "conj" else [verb, *(c for c in verb.children if c.dep_ == "conj")]
    words = {lemma(c) for c in pair}
    if "deny" not in words or not words & {"confirm", "admit", "acknowledge"}:
        return False
    return any(c.lower_ in ("nor", "or") for c in pair[0].children if c.dep_ in ("cc", "preconj", "advmod"))


def _note_question(draft: Draft, node: Token) -> None:
    mark = mark_of(node)
    if mark is None:
        mark = next((c for c in node.children if c.lower_ == "whether" and c.i < node.i), None)
    if mark is None:
        return
    if node.dep_ == "advcl" and mark.lower_ == "if" and node.head.tag_ == "VBN" and _asks(node.head):
        draft.asked = True
    if mark.lower_ == "whether" or (mark.lower_ == "if" and node.dep_ in ("ccomp", "pcomp") and _asks(node.head)):
        draft.asked = True
        draft.cues.append((mark.i, mark.i + 1))


_WHETHER = frozenset("ask know wonder see doubt question clear unclear sure about of on press query".split())


def _asks(governor: Token) -> bool:
    """Whether an "if" below this word is a "whether"."""
    word = lemma(governor)
    return word in _WHETHER or word in cues().words("silent")


def _is_wh(node: Token) -> bool:
    """Whether the clause asks for a detail of the act and so takes the act for granted ("why it left")."""
    if node.dep_ not in ("ccomp", "csubj", "pcomp", "dobj", "nsubj") or lemma(node) == "be":
        return False
    return any(
        c.tag_ in ("WRB", "WP") and c.lower_ in ("how", "why", "where", "what", "who", "when") and c.i < node.i
        for c in node.children
    )


def _across(draft: Draft, node: Token) -> Token | None:
    """From a conjunct to the first: what governs the first governs both, unless the second starts anew."""
    first = node.head
    if not node.tag_.startswith(("VB", "MD")):
        return _same_slot(draft, first)
    if child(node, "nsubj", "nsubjpass") is not None:
        return first if first.dep_ == "ccomp" and not _starts_anew(node, first) else None
    if draft.speech is None and _attempts(first) and lemma(node) == "fail":
        draft.flags.add(Flag.ATTEMPT)
    if _starts_anew(node, first):
        above = first.head
        for _ in range(_STEPS):
            if above.head.i == above.i or above.tag_ == node.tag_:
                break
            above = above.head
        return above if above.dep_ in ("ccomp", "xcomp") else None
    return first if first.dep_ != "ROOT" else None


def _same_slot(draft: Draft, first: Token) -> Token | None:
    """A coordinated noun stands in the slot of the first."""
    for _ in range(_STEPS):
        if first.dep_ != "conj":
            break
        first = first.head
    link = link_of(first)
    if link is None:
        return None
    found = _find(draft, first, link)
    return carry(draft, first, link) if found is None else _govern(draft, first, found)


def _starts_anew(node: Token, first: Token) -> bool:
    """Whether a finite conjunct goes with the reporting verb rather than with what that verb reports."""
    if first.dep_ not in ("ccomp", "xcomp") or node.tag_ not in ("VBD", "VBZ"):
        return False
    shared = any(c.dep_ in ("aux", "auxpass") for c in first.children) or first.tag_ == "VB"
    return shared and not any(c.dep_ in ("aux", "auxpass", "nsubj") for c in node.children)


def _attempts(verb: Token) -> bool:
    rows = cues().governing.get((Word.VERB, lemma(verb)), ())
    return any(row.op is Op.ATTEMPT for row in rows)
