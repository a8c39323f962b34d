"""Climbing from an act through what governs it, each cue changing the status in its turn.

The climb goes on while the governor has the act as its complement, and ends at clauses that only stand beside it:
adverbial and relative clauses, other conjuncts. Decision: what does not govern the act never touches it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.codebook.cues import Cue, Op, Word, cues
from onrecord.model.status import Certainty, Flag, Stage, Stance
from onrecord.reading.grammar import child
from onrecord.reading.status_adverbs import condition_mark
from onrecord.reading.status_links import Link, find_beside, find_cue, has_to, is_finite, link_of, mark_of
from onrecord.reading.status_ops import LIFTED, OPERATIONS, SPEECH, SPOKEN, Draft, apply_mood, negate_cue, possible
from onrecord.reading.status_own import Mood, adjectives_of, mood_of_noun, mood_of_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 16
_ANSWERS = frozenset({Op.REFUSE, Op.DENY, Op.APPROVE, Op.DISAPPROVE, Op.CONSIDER, Op.NEGATE})
_WITHIN_SPEECH = frozenset(
    {
        Op.REFUSE,
        Op.NEGATE,
        Op.MANAGE,
        Op.ATTEMPT,
        Op.NOT_YET,
        Op.WILL,
        Op.IS_TO,
        Op.POSSIBLE,
        Op.MUST,
        Op.COMMENT,
        Op.ASK,
    }
    | {Op.PLAN, Op.EXPECT, Op.REQUEST}
)
_STANCES = {
    (Op.CONFIRM, False): Stance.CONFIRMS,
    (Op.CONFIRM, True): Stance.NOT_CONFIRMED,
    (Op.DENY, False): Stance.DENIES,
    (Op.DENY, True): Stance.NOT_CONFIRMED,
    (Op.TRUTH, True): Stance.DENIES,
    (Op.COMMENT, True): Stance.NO_COMMENT,
}
_DOWNWARD = frozenset({Op.PLAN, Op.APPROVE, Op.SUSPEND, Op.CANCEL, Op.PLEDGE, Op.CONSIDER, Op.EXPECT, Op.AVERT})
_ADJECTIVE_OPS = {
    "plan": Op.PLAN,
    "possible": Op.POSSIBLE,
    "likely": Op.EXPECT,
    "pledge": Op.PLEDGE,
    "approve": Op.APPROVE,
    "under_way": Op.BEGIN,
    "suspend": Op.SUSPEND,
    "cancel": Op.CANCEL,
    "attempt": Op.ATTEMPT,
    "refuse": Op.REFUSE,
}


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


def add_adjectives(draft: Draft, noun: Token) -> None:
    """Apply the adjectives of status on a noun that tells an act, and participles behind it ("a visit planned for May")."""
    for token, says in adjectives_of(noun):
        if says == "hearsay":
            draft.flags.add(Flag.HEARSAY)
        elif says == "secret":
            draft.flags.add(Flag.SECRET)
        elif says == "fail":
            draft.polarity, draft.stage = False, Stage.DONE
            draft.flags.add(Flag.ATTEMPT)
        elif says in _ADJECTIVE_OPS:
            OPERATIONS[_ADJECTIVE_OPS[says]](draft)
        else:
            continue
        draft.cues.append((token.i, token.i + 1))
    for part in noun.children:
        if part.dep_ == "amod" and part.tag_ == "VBG" and part.i == noun.left_edge.i:
            found = find_cue(noun, Link(part, ("obj",)), draft)
            if found is not None and found[0].sort is Word.VERB:  # "promising help": a gerund read as an adjective
                _apply(draft, found[0], found[1])
        if part.dep_ in ("poss", "nmod", "compound") and any(c.lower_ == "next" for c in part.children):
            OPERATIONS[Op.PLAN](draft)
            draft.cues.append((part.left_edge.i, part.i + 1))
        if part.dep_ == "acl" and part.tag_ == "VBN":
            found = find_cue(noun, Link(part, ("obj",)), draft)
            if found is not None and found[0].op in _DOWNWARD:
                _apply(draft, found[0], found[1])


def _apply(draft: Draft, cue: Cue, tokens: list[Token]) -> None:
    OPERATIONS[cue.op](draft)
    draft.last = cue.op
    draft.cues.extend((t.i, t.i + 1) for t in tokens)


def _step(draft: Draft, node: Token) -> Token | None:
    """One step up; None where the climb ends."""
    if node.dep_ == "conj":
        return _across(draft, node)
    _note_question(draft, node)
    if _is_wh(node):
        return None
    if node.dep_ in ("advcl", "ccomp") and not draft.asked and (found := condition_mark(node)) is not None:
        if node.dep_ == "advcl":
            draft.cues.append(found)
            draft.settled = False
            possible(draft)
            draft.flags.add(Flag.CONDITIONAL)
            draft.settled = True
            return None
    link = link_of(node)
    if link is None:
        return None
    found_cue = None if _is_purpose_phrase(link) else find_cue(node, link, draft)
    if found_cue is None and (predicate := _predicate_of(link)) is not None:
        beside = Link(predicate, link.frames)
        found = find_cue(node, beside, draft)
        if found is not None and found[0].sort is not Word.VERB:
            link, found_cue = beside, found
    if found_cue is None and (apart := find_beside(node, link, draft)) is not None:
        link, found_cue = apart[0], (apart[1], apart[2])
    if draft.speech is not None and found_cue is not None and found_cue[0].op not in _WITHIN_SPEECH:
        resolve(draft)
    if draft.stance is not Stance.SAYS:
        return None
    if found_cue is None:
        return _carry(draft, node, link)
    return _govern(draft, node, link, *found_cue)


_REPLIES = frozenset({"respond", "reply", "answer", "react"})


def _keeps_silent(verb: Token) -> bool:
    """Whether "discuss" means to speak of ("would not discuss the sale", "declined to discuss it")."""
    if verb.dep_ == "xcomp" and lemma(verb.head) in ("refuse", "decline"):
        return True
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    return bool(aux & {"not", "n't", "n’t"}) and bool(aux & {"would", "will", "could"})


_COPULAS = frozenset({"be", "seem", "remain", "become", "appear", "look"})


def _predicate_of(link: Link) -> Token | None:
    """The adjective or noun that a copula joins to a clause or event ("it is possible that", "a strike is likely")."""
    if link.frames[0] not in ("ccomp", "xcomp", "subj") or lemma(link.governor) not in _COPULAS:
        return None
    found = child(link.governor, "acomp", "attr", "oprd")
    if found is None or (link.frames[0] == "subj" and child(found, "xcomp", "ccomp", "prep") is not None):
        return None
    return found


def _govern(draft: Draft, node: Token, link: Link, cue: Cue, tokens: list[Token]) -> Token | None:
    governor, op = link.governor, cue.op
    if draft.act in SPOKEN and op in _ANSWERS and not node.tag_.startswith("VB"):
        return None
    if op is Op.REQUEST and governor.dep_ == "pobj" and lemma(governor.head.head) in _REPLIES:
        return governor
    if op is Op.CONSIDER and lemma(governor) == "discuss" and _keeps_silent(governor):
        cue, op = replace(cue, op=Op.COMMENT), Op.COMMENT
    if op is Op.PLAN and draft.asked:
        draft.stage, draft.settled, draft.asked = Stage.CONSIDERED, True, False
    if op in (Op.SAYING, Op.RUMOUR) and draft.told is None:
        draft.told = copy(draft)
        draft.told.flags, draft.told.cues = set(draft.flags), list(draft.cues)
    silent = op is Op.REPORT and (cue.sort is not Word.VERB or lemma(governor) not in cues().words("silent"))
    if not (op is Op.REPORT and (silent or not draft.asked)):
        _apply(draft, cue, tokens)
    if op is Op.ATTEMPT and draft.stage is None and cue.sort is Word.NOUN:
        draft.stage = Stage.DONE
    if op is Op.ASK and governor.tag_ == "VBN" and child(governor, "nsubj", "nsubjpass", "aux", "auxpass") is None:
        host = governor.head if governor.dep_ != "ROOT" else child(governor, "ccomp", "parataxis", "advcl")
        if host is not None and host.i != node.i and _is_silent(host, draft):
            draft.stance = Stance.NO_COMMENT
            return None
    if op in SPEECH and _is_neither_nor(governor):
        draft.speech, draft.withheld = Op.CONFIRM, True
        resolve(draft)
        return None
    if cue.sort is Word.NOUN:
        mood = mood_of_noun(governor)
        add_hearsay = draft.saying
        apply_mood(draft, mood, op)
        if not add_hearsay and op not in (Op.REQUEST, Op.THREAT):
            _noun_adjectives(draft, governor)
        return governor
    mood = mood_of_verb(governor, draft.act, below=node.i if "obj" in link.frames or "subj" in link.frames else -1)
    if op is Op.COMMENT and draft.asked and mood.modal == "may" and mood.negative and cue.words[0] not in ("comment",):
        draft.speech = None
    apply_mood(draft, mood, op)
    if op in (Op.NEGATE, Op.AVERT) and mood.subject is not None and mood.subject.lower_ == "nothing":
        draft.settled = False
        possible(draft)
        draft.stage = Stage.OPEN
    if op is Op.ATTEMPT and mood.vain:
        draft.polarity, draft.stage = False, draft.stage or Stage.DONE
    return governor


def _noun_adjectives(draft: Draft, noun: Token) -> None:
    for token, says in adjectives_of(noun):
        if says in ("hearsay", "secret"):
            draft.flags.add(Flag.HEARSAY if says == "hearsay" else Flag.SECRET)
        elif says in ("fail", "cancel", "refuse", "suspend"):
            if says == "fail":
                draft.polarity = False
            else:
                OPERATIONS[_ADJECTIVE_OPS[says]](draft)
        else:
            continue
        draft.cues.append((token.i, token.i + 1))


def _is_neither_nor(verb: Token) -> bool:
    """Whether a verb of vouching stands in "neither confirm nor deny"."""
    pair = {lemma(verb)}
    if verb.dep_ == "conj":
        pair.add(lemma(verb.head))
    pair.update(lemma(c) for c in verb.children if c.dep_ == "conj")
    return "deny" in pair and bool(pair & {"confirm", "admit", "acknowledge"})


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


def _asks(governor: Token) -> bool:
    """Whether an "if" below this word is a "whether"."""
    words = cues().words("silent") | {
        "ask",
        "know",
        "wonder",
        "see",
        "doubt",
        "question",
        "clear",
        "unclear",
        "sure",
        "about",
        "of",
        "on",
    }
    return lemma(governor) in words


def _is_wh(node: Token) -> bool:
    """Whether the clause asks for a detail of the act and so takes the act for granted ("why it left")."""
    if node.dep_ not in ("ccomp", "csubj", "pcomp", "dobj", "nsubj") or lemma(node) == "be":
        return False
    return any(
        c.tag_ in ("WRB", "WP") and c.lower_ in ("how", "why", "where", "what", "who", "when") and c.i < node.i
        for c in node.children
    )


def _is_purpose_phrase(link: Link) -> bool:
    governor = link.governor
    if governor.lower_ not in cues().words("purpose") or governor.dep_ != "pobj":
        return False
    return governor.head.lower_ in ("in", "with", "for")


def _across(draft: Draft, node: Token) -> Token | None:
    """From a conjunct to the first: what governs the first governs both, unless the second starts anew."""
    first = node.head
    if not node.tag_.startswith(("VB", "MD")):
        return _same_slot(draft, node, first)
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


def _same_slot(draft: Draft, node: Token, first: Token) -> Token | None:
    link = link_of(first)
    if link is None:
        return None
    found = find_cue(first, link, draft)
    if found is not None:
        return _govern(draft, first, link, *found)
    return _carry(draft, first, link)


def _starts_anew(node: Token, first: Token) -> bool:
    """Whether a finite conjunct goes with the reporting verb rather than with what that verb reports."""
    if first.dep_ not in ("ccomp", "xcomp") or node.tag_ not in ("VBD", "VBZ"):
        return False
    shared = any(c.dep_ in ("aux", "auxpass") for c in first.children) or first.tag_ == "VB"
    return shared and not any(c.dep_ in ("aux", "auxpass", "nsubj") for c in node.children)


def _attempts(verb: Token) -> bool:
    rows = cues().governing.get((Word.VERB, lemma(verb)), ())
    return any(row.op is Op.ATTEMPT for row in rows)


def _carry(draft: Draft, node: Token, link: Link) -> Token | None:
    """A governor that is no cue: carry the act through, or end the climb."""
    frame = link.frames[0]
    governor = link.governor
    if _is_purpose_phrase(link):
        return _purpose(draft, node)
    if frame == "advcl" or (link.frames[-1] == "advcl"):
        return _beside(draft, node, governor)
    if governor.lower_ == "nothing" and has_to(node):
        apply_mood(draft, Mood(negative=True, cues=[(governor.i, governor.i + 1)]), None)
        return governor
    if frame == "xcomp":
        return _complement(draft, node, governor)
    if frame in ("ccomp", "pred"):
        if frame == "pred":
            apply_mood(draft, mood_of_verb(governor, draft.act, below=node.i), None)
        return governor
    if frame in ("obj", "subj"):
        return _argument(draft, node, governor, frame)
    if frame == "appos" and draft.saying and governor.dep_ in ("oprd", "attr", "dobj"):
        found = find_cue(governor, Link(governor.head, ("obj",)), draft)
        return None if found is None else _govern(draft, governor, Link(governor.head, ("obj",)), *found)
    if frame in ("relcl", "reduced", "appos", "other"):
        return _relative(draft, node, governor) if frame == "relcl" else None
    return _preposition(draft, node, link)


def _purpose(draft: Draft, node: Token) -> None:
    draft.settled, draft.certainty = False, Certainty.STATED
    draft.reach(Stage.PLANNED)
    draft.flags.add(Flag.PURPOSE)
    draft.settled = True
    to = next((c for c in node.children if c.tag_ == "TO"), None)
    if to is not None:
        draft.cues.append((to.i, to.i + 1))


def _beside(draft: Draft, node: Token, governor: Token) -> Token | None:
    """An adverbial clause: purpose, a question that is answered by silence, a participle that shares its host's mood."""
    if has_to(node) and mark_of(node) is None:
        return _purpose(draft, node)
    mark = mark_of(node)
    if draft.asked and node.tag_ in ("VBN", "VBD") and _is_silent(governor, draft):
        draft.stance = Stance.NO_COMMENT
        return None
    if mark is not None:
        before = node.doc[mark.i - 1].lower_ if mark.i else ""
        if "so" in (mark.lower_, before) and any(c.tag_ == "MD" for c in node.children):
            return _purpose(draft, node)
        return None
    if node.tag_ == "VBG" and draft.stage is None:
        mood = mood_of_verb(governor, draft.act)
        mood.negative = False
        apply_mood(draft, mood, None)
        return governor if node.i > governor.i else None
    return None


def _is_silent(host: Token, draft: Draft) -> bool:
    """Whether a verb tells of silence ("declined to answer", "did not reply", "had no comment")."""
    table = cues()
    mood = mood_of_verb(host, draft.act)
    rows = table.governing.get((Word.VERB, lemma(host)), ())
    ops = {row.op for row in rows}
    below = child(host, "xcomp")
    speaks = below is not None and (
        lemma(below) in table.words("silent")
        or (Word.VERB, lemma(below)) in table.governing
        and lemma(below) in ("comment", "answer", "respond", "reply", "speak", "confirm", "react")
    )
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
    if has_to(node):
        return _purpose(draft, node)
    apply_mood(draft, mood_of_verb(governor, draft.act), None)
    return governor


def _relative(draft: Draft, node: Token, governor: Token) -> Token | None:
    """A relative clause stands by itself; only what a plan or bill would do hangs on the fate of the plan."""
    if any(c.lower_ == "would" for c in node.children) and (Word.NOUN, lemma(governor)) in cues().governing:
        draft.settled = False
        return governor
    if lemma(governor) in ("bill", "motion", "resolution", "measure", "amendment", "law", "draft"):
        return governor if any(c.lower_ in ("would", "will") for c in node.children) else None
    return None


def _argument(draft: Draft, node: Token, governor: Token, frame: str) -> Token | None:
    """An event noun as subject or object of a verb that is no cue."""
    word = lemma(governor)
    light = word in cues().words("light") or not governor.tag_.startswith("VB")
    if light and (frame == "obj" or word in ("be", "come", "go", "take") or draft.speech is not None or draft.settled):
        mood = mood_of_verb(governor, draft.act, below=node.i)
        apply_mood(draft, mood, None)
        return governor
    if frame == "subj" and Flag.ATTEMPT in draft.flags and word in cues().words("failing"):
        mood = mood_of_verb(governor, draft.act, below=node.i)
        draft.cues.append((governor.i, governor.i + 1))
        draft.polarity = draft.polarity is mood.negative
        draft.stage = draft.stage or Stage.DONE
        return governor
    if draft.speech is not None or draft.stage is not None:
        return None
    mood = mood_of_verb(governor, draft.act, below=node.i)
    indefinite = not any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any") for c in node.children)
    if mood.modal in ("will", "may", "must") and (indefinite or frame == "obj"):
        possible(draft)
    elif frame == "obj" and mood.stage is None and not mood.modal and has_to(governor):
        possible(draft)
    return None


_REPLACED = frozenset({"instead of", "rather than", "than", "unlike"})


def _preposition(draft: Draft, node: Token, link: Link) -> Token | None:
    prep = link.prep
    word = link.frames[-1] if prep is not None else link.frames[0]
    gerund = node.tag_ == "VBG"
    if word == "without" and draft.speech is None and draft.last in LIFTED:
        negate_cue(draft, draft.last)
        return None
    if word == "without" and draft.speech is None:
        draft.polarity, draft.stage, draft.settled = not draft.polarity, Stage.DONE, True
        if prep is not None:
            draft.cues.append((prep.i, prep.i + 1))
        return None
    if link.frames[0] in _REPLACED and draft.stage is None:
        draft.polarity, draft.stage, draft.settled = False, Stage.DONE, True
        return None
    governor = link.governor
    if (
        word == "with"
        and not gerund
        and draft.stage is None
        and lemma(governor) in ("provide", "supply", "present", "serve")
    ):
        apply_mood(draft, mood_of_verb(governor, draft.act), None)
        return governor
    if word == "in" and draft.stage is None and not gerund and lemma(governor) == "be":
        mood = mood_of_verb(governor, draft.act)
        draft.stage = Stage.UNDER_WAY if mood.stage is Stage.STANDING else None
        apply_mood(draft, mood, None)
        return governor
    if word == "of" and governor.dep_ == "pobj" and governor.head.lower_ == "within" and gerund:
        draft.polarity, draft.stage, draft.settled = not draft.polarity, Stage.DONE, True
        draft.cues.append((governor.head.i, governor.head.i + 1))
        return None
    if word == "of" and governor.tag_.startswith("NN"):
        apply_mood(draft, mood_of_noun(governor), None)
        if draft.stage is None:
            add_adjectives(draft, governor)
        return governor
    if draft.speech is not None or draft.saying or draft.asked:
        if lemma(governor) in cues().words("topic"):
            apply_mood(draft, mood_of_noun(governor), None)
            return governor
    elif (
        lemma(governor) in cues().words("topic") and word in ("about", "on", "for", "over") and governor.dep_ == "pobj"
    ):
        return governor
    if gerund and draft.stage is None:
        return _gerund(draft, governor, word)
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
