"""How an act hangs on what stands above it, and which cue that is.

Invariant: a cue is found only by its own frame; words that merely stand in the sentence are never looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.cues import Cue, Op, Word, cues
from onrecord.model.status import Stage
from onrecord.reading.grammar import child
from onrecord.reading.status_ops import Draft
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_EXTENDS = frozenset(
    {
        "prt",
        "prep",
        "advmod",
        "dobj",
        "acomp",
        "attr",
        "oprd",
        "pobj",
        "npadvmod",
        "agent",
        "dep",
        "xcomp",
        "amod",
        "compound",
        "det",
    }
)
_PREDICATES = frozenset({"acomp", "attr", "oprd", "prt", "advmod", "xcomp"})


_PARTICLES = frozenset({"down", "off", "up", "out", "away", "back", "on", "over"})
_RAISING = frozenset(
    {"be", "seem", "appear", "look", "remain", "have", "continue", "begin", "start", "go", "fail", "tend"}
)


@dataclass(frozen=True, slots=True)
class Link:
    """The step from an act to its governor: the ways it may be read (`frames`) and the preposition between, if any."""

    governor: Token
    frames: tuple[str, ...]
    prep: Token | None = None


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def mark_of(clause: Token) -> Token | None:
    """The subordinator of a clause."""
    return next((c for c in clause.children if c.dep_ == "mark" and c.i < clause.i), None)


def is_finite(verb: Token) -> bool:
    """Whether a verb is finite by itself or through an auxiliary."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in verb.children
    )


def link_of(node: Token) -> Link | None:
    """The link above a token, None at the root or where nothing above can govern it."""
    dep, head = node.dep_, node.head
    if head.i == node.i:
        return None
    if (
        dep in ("amod", "compound")
        and node.tag_ == "VBG"
        and node.i == head.left_edge.i
        and head.dep_ in ("dobj", "pobj", "conj")
    ):
        # "resisted supplying shells": the gerund is often read as an adjective of its own object.
        above = link_of(head)
        return None if above is None else Link(above.governor, ("xcomp", *above.frames), above.prep)
    if dep in ("pobj", "pcomp"):
        return _through_preposition(head)
    if dep in ("nsubj", "nsubjpass") and (lower := _raised(head, dep)) is not None:
        return Link(lower, ("obj",) if _is_passive(lower) else ("subj",))
    if dep in ("dobj", "dative") or dep in _PASSIVE_SUBJECTS:
        return Link(head, ("obj", "xcomp") if node.tag_ == "VBG" else ("obj",))
    if dep in _SUBJECTS:
        clause = is_finite(node) and dep == "csubj"
        return Link(head, ("ccomp", "subj") if clause else ("subj",))
    if node.tag_.startswith("VB") or node.tag_ == "MD" or dep in ("ccomp", "xcomp", "relcl", "acl", "advcl"):
        return _clause(node, head, dep)
    if dep in _PREDICATES or dep == "prep":
        return Link(head, ("pred",))
    if dep in ("compound", "nmod", "amod"):
        return Link(head, ("of",))
    if dep == "appos":
        return Link(head, ("appos",))
    return Link(head, ("other",))


def _raised(head: Token, dep: str) -> Token | None:
    """The infinitive whose subject stands above it ("the talks are expected to resume"), None where there is none."""
    if dep == "nsubj" and lemma(head) not in _RAISING:
        return None
    found = None
    for _ in range(4):
        below = child(head, "xcomp")
        if below is None and (predicate := child(head, "acomp")) is not None:
            below = child(predicate, "xcomp")
        if below is None or not has_to(below):
            break
        found = head = below
    return found


def _through_preposition(prep: Token) -> Link | None:
    above = prep.head
    if above.i == prep.i:
        return None
    if above.dep_ in ("prep", "advmod", "mark") and above.tag_ == "IN" and above.head.i != above.i:
        return Link(above.head, (f"{above.lower_} {prep.lower_}", prep.lower_), prep)
    if prep.lower_ in _PARTICLES:
        return Link(above, (prep.lower_, "obj"), prep)  # "voted down the bill", read as a preposition
    return Link(above, (prep.lower_,), prep)


def _clause(node: Token, head: Token, dep: str) -> Link:
    mark = mark_of(node)
    if dep == "ccomp" and mark is None and any(c.text == ";" and node.i < c.i < head.i for c in head.children):
        return Link(head, ("other",))  # a sentence of its own before the semicolon
    to = has_to(node)
    subject = child(node, "nsubj", "nsubjpass") is not None
    if dep == "advcl":
        return _adverbial(node, head, to and mark is None, mark is None)
    if dep == "relcl" and mark is None and not to:
        return Link(head, ("relcl",))
    if dep in ("acl", "relcl"):
        if to:
            return Link(head, ("xcomp",))
        if mark is not None or (is_finite(node) and dep == "acl"):
            return Link(head, ("ccomp",))
        if node.tag_ == "VBG" and head.dep_ == "pobj" and head.head.lower_ in ("of", "about", "on"):
            return _through_preposition(head.head) or Link(head, ("reduced",))  # "reports of troops crossing"
        return Link(head, ("reduced",))
    if dep == "ccomp" and mark is None and (to or node.tag_ == "VB") and not is_finite(node):
        return Link(head, ("xcomp", "ccomp"))
    if dep in ("ccomp", "oprd") and mark is None and _is_object_participle(node, head):
        return Link(head, ("xcomp",))
    if dep in ("ccomp", "csubj") and (subject or mark is not None or is_finite(node)):
        return Link(head, ("ccomp",))
    if dep in ("ccomp", "xcomp", "dep", "attr", "acomp", "oprd"):
        return Link(head, ("xcomp", "ccomp") if is_finite(node) and not to else ("xcomp",))
    return Link(head, ("other",))


def _is_object_participle(node: Token, head: Token) -> bool:
    """Whether a bare participle goes with the object of its governor ("would see 20 jets delivered")."""
    return node.tag_ == "VBN" and node.i > head.i and not any(c.dep_ in ("aux", "auxpass") for c in node.children)


def _adverbial(node: Token, head: Token, purpose: bool, bare: bool) -> Link:
    if purpose:
        before = node.left_edge.i - 1
        noun = node.doc[before] if before > head.i else head
        sort = Word.NOUN if noun.tag_ in ("NN", "NNS") else Word.VERB
        if noun.tag_ in ("NN", "NNS", "VBG") and (sort, lemma(noun)) in cues().governing:
            return Link(noun, ("xcomp",))
        return Link(head, ("xcomp", "advcl"))
    # "held off ordering": a participle with no comma before it is a complement as often as not.
    joined = node.doc[node.left_edge.i - 1].text not in (",", "-", "–", "—")
    if bare and joined and node.tag_ == "VBG" and node.i > head.i:
        return Link(head, ("xcomp", "advcl"))
    return Link(head, ("advcl",))


def _sorts(token: Token) -> tuple[tuple[Word, str], ...]:
    tag = token.tag_
    if tag.startswith("VB"):
        base = (Word.VERB, lemma(token))
        return (base, (Word.ADJECTIVE, token.lower_)) if tag in ("VBN", "VBG", "VBD") else (base,)
    if tag.startswith("NN"):
        return ((Word.NOUN, lemma(token)), (Word.ADJECTIVE, token.lower_))
    return ((Word.ADJECTIVE, token.lower_), (Word.VERB, token.lower_))


def _extension(token: Token, words: tuple[str, ...], link: Link) -> list[Token] | None:
    """The dependents that carry the further words of a phrase, None where one is missing.

    A preposition with an object of its own belongs to the phrase only where the phrase, or the link, goes through it.
    """
    found: list[Token] = []
    current = token
    for number, word in enumerate(words):
        places = (current, token) if current is not token else (token,)
        following = words[number + 1] if number + 1 < len(words) else None
        match = next((c for place in places for c in place.children if _carries(c, word, following, link)), None)
        if match is None:
            return None
        found.append(match)
        current = match
    return found


def _carries(token: Token, word: str, following: str | None, link: Link) -> bool:
    if token.dep_ not in _EXTENDS or word not in (token.lower_, lemma(token)):
        return False
    if token.dep_ != "prep" or (link.prep is not None and link.prep.i == token.i):
        return True
    if following is None and "xcomp" in link.frames:
        return True  # "called on Seoul to supply"
    inside = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
    return inside is None or (following is not None and following in (inside.lower_, lemma(inside)))


def find_beside(node: Token, link: Link, draft: Draft) -> tuple[Link, Cue, list[Token]] | None:
    """A cue noun that the parse has set apart from the preposition that goes with it.

    "Talks are being held on selling ...", "gave approval on Monday for the sale"; or a noun that is only part of a
    phrase ("cleared the way for").
    """
    if link.prep is None:
        return None
    governor = link.governor
    if governor.tag_.startswith("VB"):
        nouns = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass")]
        beside = [Link(noun, link.frames, link.prep) for noun in nouns]
    elif governor.dep_ == "dobj":
        beside = [Link(governor.head, link.frames, link.prep)]
    else:
        return None
    for other in beside:
        found = find_cue(node, other, draft)
        if found is not None and (found[0].sort is Word.NOUN or governor in found[1]):
            return other, *found
    return None


def find_cue(node: Token, link: Link, draft: Draft) -> tuple[Cue, list[Token]] | None:
    """The cue that the governor is for an act `node` hanging on it by this link, with the cue's tokens."""
    table = cues().governing
    governor = link.governor
    for key in _sorts(governor):
        for cue in table.get(key, ()):
            if not _fits(cue, link, draft):
                continue
            more = _extension(governor, cue.words[1:], link) if len(cue.words) > 1 else []
            if more is None or node in more:
                continue
            return cue, [governor, *more]
    return None


def _fits(cue: Cue, link: Link, draft: Draft) -> bool:
    if not any(_frame_fits(frame, cue, draft) for frame in link.frames):
        return False
    governor = link.governor
    if cue.form == "passive" and not _is_passive(governor):
        return False
    if cue.form == "progressive" and governor.tag_ not in ("VBG", "IN", "RB", "JJ"):
        return False
    if cue.op is Op.SILENT and "obj" in link.frames and draft.last is not Op.ASK:
        return False
    if cue.op is Op.STANDING and len(cue.words) == 1 and child(governor, "acomp", "attr", "xcomp") is not None:
        return False
    if cue.saying and not draft.saying:
        return False
    if cue.falsehood and not _says_false(governor):
        return False
    if link.frames == ("subj",) and cue.sort is Word.VERB and len(cue.words) == 1:
        return child(governor, "dobj") is None
    return True


def _frame_fits(frame: str, cue: Cue, draft: Draft) -> bool:
    frames = cue.frames
    if frame in frames:
        return True
    if frame == "xcomp" and "xcomp_perfect" in frames:
        return draft.settled or draft.stage is Stage.UNDER_WAY
    if frame == "ccomp" and "ccomp_weak" in frames:
        return True
    return draft.asked and "whether" in frames and frame in ("ccomp", "xcomp", "advcl")


def _is_passive(verb: Token) -> bool:
    return (verb.tag_ == "VBN" and not any(c.dep_ == "aux" and lemma(c) == "have" for c in verb.children)) or any(
        c.dep_ in ("auxpass", "nsubjpass") for c in verb.children
    )


def _says_false(governor: Token) -> bool:
    words = cues().words("falsehood")
    doc = governor.doc
    stop = min(governor.right_edge.i + 1, governor.i + 40)
    return any(doc[i].lower_ in words for i in range(governor.i + 1, stop))
