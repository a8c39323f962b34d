"""What a word says of itself: negation, modal, tense, aspect, adverbs; for nouns the determiner and adjectives.

Invariant: only the word's own dependents are read (and those of the conjunct it shares them with), never its governors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook.cues import cues
from onrecord.model.claim import Act
from onrecord.model.status import Certainty, Flag, Stage
from onrecord.reading.status_adverbs import read_adverb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "'d", "’d", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "attr", "dative"})
_BE = frozenset("be is are was were been being am 's 're ’s ’re".split())
_BARE = frozenset({"xcomp", "ccomp", "oprd"})
_MODALS = frozenset({"may", "might", "could", "can", "will", "would"})
_HAVE = frozenset("have has had having 've ’ve 'd ’d".split())
_LASTING_ACTS = frozenset({Act.SUPPORT, Act.HOLD})
_EVENTS = frozenset(
    {Act.ATTACK, Act.VISIT, Act.MEET, Act.AGREE, Act.WITHDRAW, Act.REQUEST, Act.ACCUSE, Act.THREATEN, Act.REJECT}
)


@dataclass(slots=True)
class Mood:
    """A word's own say. `modal`: will, may, must, may_have, must_have, counter, is_to; `stage` None: not finite."""

    negative: bool = False
    modal: str = ""
    stage: Stage | None = None
    past: bool = False
    ahead: bool = False
    perfect: bool = False
    miss: bool = False
    conditional: bool = False
    certainty: Certainty = Certainty.STATED
    flags: set[Flag] = field(default_factory=set)
    cues: list[tuple[int, int]] = field(default_factory=list)
    habit: bool = False
    lasting: bool = False
    auxiliaries: list[Token] = field(default_factory=list)
    passive: bool = False
    subject: Token | None = None
    vain: bool = False
    still: bool = False
    until: bool = False

    def note(self, token: Token) -> None:
        """Keep a token as evidence."""
        self.cues.append((token.i, token.i + 1))


def mood_of_verb(verb: Token, act: Act, *, below: int = -1) -> Mood:
    """The mood of a verb; `below` is the index of a dependent whose own negation has been counted already."""
    mood = Mood()
    _collect(mood, verb, below)
    first = verb
    for _ in range(8):
        if first.dep_ != "conj" or mood.subject is not None or _has_own_frame(first, mood):
            break
        first = first.head
        if not first.tag_.startswith(("VB", "MD")):
            break
        _share(mood, first, verb)
    _finish(mood, verb, act)
    return mood


def _has_own_frame(verb: Token, mood: Mood) -> bool:
    """Whether a coordinated verb stands on its own feet: it is finite, or has auxiliaries."""
    return bool(mood.auxiliaries) or verb.tag_ in ("VBD", "VBZ", "VBP")


def _share(mood: Mood, first: Token, verb: Token) -> None:
    """Take over auxiliaries, subject and negation of the first conjunct ("did not sign or ratify")."""
    shared = Mood()
    _collect(shared, first)
    if verb.tag_ != first.tag_ and not (verb.tag_ in ("VBN", "VBD") and first.tag_ in ("VBN", "VBD")):
        return
    mood.auxiliaries = shared.auxiliaries
    mood.subject = shared.subject
    mood.passive = mood.passive or shared.passive
    mood.negative = mood.negative or shared.negative
    mood.conditional = mood.conditional or shared.conditional
    mood.cues.extend(shared.cues)


def _collect(mood: Mood, verb: Token, below: int = -1) -> None:
    for child in verb.children:
        dep = child.dep_
        if dep == "neg":
            _negate(mood, child)
        elif dep in ("aux", "auxpass"):
            mood.auxiliaries.append(child)
            mood.passive = mood.passive or dep == "auxpass"
        elif dep in _SUBJECTS:
            mood.subject = child
            mood.passive = mood.passive or dep == "nsubjpass"
            if child.i != below:
                _negative_noun(mood, child)
        elif dep in _OBJECTS and child.i != below:
            _negative_noun(mood, child, objects=True)
        elif dep == "preconj" and child.lower_ == "neither":
            _negate(mood, child)
        elif dep in (
            "advmod",
            "npadvmod",
            "prep",
            "advcl",
            "mark",
            "acomp",
            "cc",
            "expl",
            "intj",
            "amod",
            "det",
            "prt",
            "conj",
        ):
            read_adverb(mood, child, verb)


def _negate(mood: Mood, token: Token) -> None:
    """Count a negation, unless it stands with "only" ("not only")."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if following in cues().words("emphatic"):
        return
    mood.negative = not mood.negative if token.lower_ != "no" else True
    mood.note(token)


_NO = frozenset({"no", "none", "nobody", "nothing", "neither", "noone"})


def _negative_noun(mood: Mood, noun: Token, *, objects: bool = False) -> None:
    """Count the negation of a subject or object ("none of the", "not one", "no troops", "not a single")."""
    if noun.lower_ in _NO:
        mood.negative = True
        mood.note(noun)
        return
    for child in noun.children:
        word = child.lower_
        if child.i > noun.i or child.dep_ not in ("det", "neg", "preconj", "advmod", "amod", "nummod", "cc"):
            continue
        if word in ("no", "neither") and child.dep_ in ("det", "preconj", "cc", "advmod", "neg"):
            if objects and noun.dep_ == "attr" and lemma(noun.head) != "be":
                continue
            mood.negative = True
            mood.note(child)
        elif word in ("not", "n't") and not objects:
            _negate(mood, child)
    edge = noun.left_edge
    if not objects and edge.i < noun.i and edge.lower_ in ("not", "neither", "none") and not mood.negative:
        _negate(mood, edge)
    if not objects and noun.lower_ == "one" and noun.i > 0 and noun.doc[noun.i - 1].lower_ == "no":
        mood.negative = True
        mood.note(noun)


def _finish(mood: Mood, verb: Token, act: Act) -> None:
    """Read modal and tense from the auxiliaries gathered."""
    if mood.still and mood.negative:
        mood.flags.add(Flag.PROVISIONAL)
    words = {t.lower_ for t in mood.auxiliaries}
    have = any(t.lower_ in _HAVE and t.tag_ != "MD" for t in mood.auxiliaries)
    be = [t for t in mood.auxiliaries if t.lower_ in _BE]
    modal = next((t for t in mood.auxiliaries if t.tag_ == "MD" or t.lower_ in _MODALS), None)
    mood.perfect = have
    mood.past = verb.tag_ == "VBD" or have or any(t.tag_ == "VBD" for t in be)
    progressive = (verb.tag_ == "VBG" and bool(be)) or "being" in words
    if _is_inverted(mood):
        mood.modal, mood.conditional = "counter" if have else "may", True
    elif modal is not None:
        _modal(mood, modal, have)
    elif any(t.tag_ == "TO" for t in mood.auxiliaries):
        if verb.dep_ == "ROOT" and mood.subject is not None:
            mood.modal = "is_to"  # a headline: "France to withdraw last troops"
        else:
            mood.stage = Stage.DONE if have else (Stage.UNDER_WAY if progressive else None)
    else:
        mood.stage = _finite_stage(mood, verb, act, progressive=progressive, do=bool(words & {"do", "does", "did"}))
    mood.past = mood.past or (verb.tag_ == "VBN" and not words) or "did" in words
    if mood.past and not progressive:
        mood.ahead = False
    elif verb.dep_ == "advcl" and modal is None and not progressive and _waits(verb):
        mood.ahead = True
    if mood.until and mood.negative and (mood.past or mood.modal == "will"):
        mood.negative = False


def _is_inverted(mood: Mood) -> bool:
    """Whether a condition is told by order alone ("Had it armed them, ...", "Were they to attack, ...")."""
    if not mood.auxiliaries or mood.subject is None:
        return False
    first = mood.auxiliaries[0]
    if first.lower_ not in ("had", "were", "should") or first.i > mood.subject.left_edge.i:
        return False
    sentence = first.sent
    opens = first.i == sentence.start or first.nbor(-1).text in (",", ";", "“", '"', "‘", "that", "but", "and")
    return opens and all(token.text != "?" for token in sentence[-2:])


def _waits(verb: Token) -> bool:
    """Whether a clause in the present tells what is yet to come ("before it ratifies", "until they leave")."""
    return any(
        c.lower_ in ("before", "until", "till", "once", "when") and c.i < verb.i and c.dep_ in ("mark", "advmod")
        for c in verb.children
    )


def _finite_stage(mood: Mood, verb: Token, act: Act, *, progressive: bool, do: bool) -> Stage | None:
    """The stage told by tense and aspect alone; None for a bare infinitive or gerund."""
    if progressive:
        return Stage.UNDER_WAY
    if verb.tag_ == "VBG":
        return Stage.DONE if mood.perfect else None
    if verb.tag_ in ("VB", "VBP") and verb.dep_ == "ccomp" and lemma(verb.head) in cues().words("mandative"):
        return None  # "proposes that Paris send troops"
    if verb.tag_ == "VB" and not do:
        return _present(mood, verb, act) if mood.subject is not None and verb.dep_ not in _BARE else None
    if verb.tag_ == "VBN" and not mood.auxiliaries and verb.dep_ in _BARE and verb.i > verb.head.i:
        return None
    did = any(t.lower_ == "did" for t in mood.auxiliaries)
    if mood.past or did or (verb.tag_ == "VBN" and not mood.auxiliaries):
        return Stage.STANDING if mood.perfect and mood.lasting and act in _LASTING_ACTS else Stage.DONE
    return _present(mood, verb, act)


def _modal(mood: Mood, modal: Token, have: bool) -> None:
    word = modal.lower_
    mood.note(modal)
    if word in _WILL:
        mood.modal = "counter" if have and word in ("would", "'d", "’d") else "will"
    elif word in _MAY:
        mood.modal = "may_have" if have else "may"
    else:
        mood.modal = "must"
        if have:
            mood.modal = "must_have" if word == "must" else "counter"


def _present(mood: Mood, verb: Token, act: Act) -> Stage:
    """The stage a simple present tells: a habit or law, a headline's event, or a fixture ahead."""
    if act is Act.HOLD:
        return Stage.STANDING
    if mood.habit:
        return Stage.STANDING
    if _is_heading(verb):
        return Stage.DONE
    if act in _EVENTS and not mood.passive:
        return Stage.DONE
    if act is Act.ATTACK:
        return Stage.DONE
    return Stage.STANDING


def _is_heading(token: Token) -> bool:
    """Whether the sentence is a headline: it ends without a full stop."""
    doc = token.doc
    end = token.sent.end
    while end > token.i + 1 and (doc[end - 1].is_space or doc[end - 1].tag_ in ("''", "-RRB-")):
        end -= 1
    return doc[end - 1].text not in (".", "!", "?", "…", ";", ":", "”", '"', "...", "’")


def mood_of_noun(noun: Token) -> Mood:
    """The mood of a noun: negative determiners and adjectives of status (the latter come as `adjectives_of`)."""
    mood = Mood()
    for child in noun.children:
        if child.i >= noun.i:
            continue
        word = child.lower_
        if word in ("no", "neither") and child.dep_ in ("det", "preconj", "advmod", "neg"):
            following = noun.doc[child.i + 1].text
            if following != "-":
                mood.negative = True
                mood.note(child)
        elif word in ("not", "never") and child.dep_ in ("neg", "advmod", "preconj"):
            _negate(mood, child)
    return mood


def adjectives_of(noun: Token) -> list[tuple[Token, str]]:
    """The adjectives of status before a noun, with what they say."""
    table = cues().adjectives
    found = []
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("amod", "compound", "advmod", "nmod"):
            says = table.get(child.lower_)
            if says is not None:
                found.append((child, says))
            found.extend(
                (c, table[c.lower_]) for c in child.children if c.dep_ in ("conj", "amod") and c.lower_ in table
            )
    return found
