"""Where a text tells an act: the frames of the codebook tried on the words that can head them.

Invariant: an act's name is decided by its frame alone; whether it happened is the status's business. What hangs on a
request or a threat is no act of its own, nor is a bare if-clause (codebook, decision 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.codebook.acts import Condition, Frame, frames_by_word
from onrecord.codebook.things import things
from onrecord.model.claim import Act
from onrecord.reading.deep import is_hidden_gerund
from onrecord.reading.grammar import ancestors, child, is_noun, is_verb
from onrecord.reading.roles import Roles, roles
from onrecord.reading.seed import Seed
from onrecord.reading.sorts import Sorts, met
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_SWALLOWING = frozenset({Act.REQUEST, Act.THREATEN})
_IF = frozenset({"if", "unless", "provided", "once", "lest"})
_HYPHENS = frozenset("-\u2010\u2011")
_CHANGING = frozenset("in on up over off away down out".split())
"""Particles that make another verb of a verb ("take in", "give up")."""
_ASKING = frozenset("ask know say wonder tell see clear sure doubt question determine unclear unknown".split())
_BEING = frozenset("be remain stay get seem appear become keep have go fall come lie stand".split())
"""Verbs that say of their subject what a predicate tells ("is on its way")."""
_CLAUSAL = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "advcl", "dobj", "pobj", "prep", "conj", "oprd", "relcl", "nsubjpass"}
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An act seen: its seed, the frame that saw it and the roles around its head."""

    seed: Seed
    frame: Frame
    roles: Roles


def sightings(text: Text, sorts: Sorts) -> list[Sighting]:
    """All acts seen in a text, in text order."""
    table = frames_by_word()
    found: dict[int, Sighting] = {}
    hyphens = {token.i for token in text.doc if token.text in _HYPHENS}
    for token in text.doc:
        shape = "verb" if is_verb(token) else "noun" if is_noun(token) else None
        if shape is None:
            continue
        joined = _joined(token) if token.i + 1 in hyphens or token.i - 1 in hyphens else None
        frames = table.get((shape, joined), ()) if joined else ()
        frames = frames or table.get((shape, _base(token)), ())
        if frames and (_may_head(token) if shape == "verb" else _may_name(token)):
            seen = _first(token, frames, sorts)
            if seen is not None:
                found[token.i] = seen
    for seen in _states(text, sorts):
        found.setdefault(seen.seed.head.i, seen)
    return _told(found)


def _may_head(verb: Token) -> bool:
    """Auxiliaries and participles before a noun tell no act, but for a gerund ("in clearing mines")."""
    if verb.dep_ in ("amod", "compound") and verb.tag_ == "VBG":
        return is_hidden_gerund(verb)
    return verb.dep_ not in ("amod", "compound", "aux", "auxpass") and not any(c.dep_ == "det" for c in verb.children)


def _may_name(noun: Token) -> bool:
    """A noun inside a proper name names no event ("the Shangri-La Dialogue"), but one that opens a sentence may."""
    if noun.tag_ not in ("NNP", "NNPS"):
        return True
    return noun.is_sent_start is True or noun.text.isupper()


def _joined(token: Token) -> str | None:
    """A word of two parts about a hyphen, asked at its head ("pull-out", "co-operate")."""
    doc, i = token.doc, token.i
    if i + 2 < len(doc) and doc[i + 1].text in "-\u2010\u2011" and not doc[i + 1].whitespace_ and not token.whitespace_:
        other = doc[i + 2]
        return f"{token.lower_}-{_base(other)}" if other.head.i in (i, i + 1) else None
    if i >= 2 and doc[i - 1].text in "-\u2010\u2011" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        other = doc[i - 2]
        return f"{other.lower_}-{_base(token)}" if other.head.i in (i, i - 1) else None
    return None


def _base(token: Token) -> str:
    return lemma(token) if token.tag_ != "NNP" else token.lower_


def _first(token: Token, frames: tuple[Frame, ...], sorts: Sorts) -> Sighting | None:
    around = roles(token, "verb" if is_verb(token) else "noun")
    best: tuple[int, int, Sighting] | None = None
    for frame in frames:
        span = _extent(token, frame, around)
        if span is None:
            continue
        if all(met(c, around, sorts) for c in frame.need) and not any(_barred(c, around, sorts) for c in frame.bar):
            seed = Seed(frame.act, token, span[0], span[1], frame.stage, frame.reversal)
            score = (frame.rank, span[1] - span[0])
            if best is None or score > best[:2]:
                best = (*score, Sighting(seed, frame, around))
    return best[2] if best else None


def _barred(condition: Condition, around: Roles, sorts: Sorts) -> bool:
    return any(around.of(role) for role in condition.roles) and met(condition, around, sorts)


def _extent(token: Token, frame: Frame, around: Roles) -> tuple[int, int] | None:
    """The trigger's token range where the frame's words are all there: particle, idiom object, compound."""
    joined = _joined(token)
    if joined is not None and joined in frame.lemmas:
        other = token.i + 2 if token.doc[token.i + 1 : token.i + 2].text in _HYPHENS else token.i - 2
        return min(token.i, other), max(token.i, other) + 1
    for words in _phrases(frame.lemmas, frame.shape).get(_base(token), ()):
        span = _phrase_extent(token, words, frame.shape)
        if span is None:
            continue
        if not frame.objects:
            return span
        for obj in around.of("object"):
            if _is_object(obj, frame.objects):
                return _with_object(span, obj)
    return None


@cache
def _phrases(lemmas: tuple[str, ...], shape: str) -> Mapping[str, tuple[list[str], ...]]:
    """The phrases of a frame, the longest first, by the word at which they are asked for."""
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted(lemmas, key=len, reverse=True):
        words = phrase.split(" ")
        found.setdefault(words[-1 if shape == "noun" else 0], []).append(words)
    return {word: tuple(held) for word, held in found.items()}


def _with_object(span: tuple[int, int], obj: Token) -> tuple[int, int]:
    """The trigger with its idiom object where they stand close ("took delivery"), else the verb alone."""
    if 0 <= obj.i - span[1] <= 2:
        return span[0], obj.i + 1
    return span


def _is_object(obj: Token, wanted: tuple[str, ...]) -> bool:
    base = lemma(obj)
    if base in wanted:
        return True
    return any(f"{c.lower_} {base}" in wanted for c in obj.children if c.dep_ in ("compound", "amod"))


def _phrase_extent(token: Token, words: list[str], shape: str) -> tuple[int, int] | None:
    doc, i = token.doc, token.i
    if len(words) == 1:
        particle = next((c for c in token.children if c.dep_ == "prt"), None)
        return (i, i + 1) if particle is None or particle.lower_ not in _CHANGING else None
    if shape == "noun":
        start = i - len(words) + 1
        if start >= 0 and [doc[k].lower_ for k in range(start, i)] == words[:-1]:
            return start, i + 1
        return None
    rest = words[1:]
    if [doc[k].lower_ for k in range(i + 1, min(i + 1 + len(rest), len(doc)))] == rest:
        return i, i + 1 + len(rest)
    particle = next((c for c in token.children if c.dep_ in ("prt", "advmod", "prep") and c.lower_ == rest[0]), None)
    if particle is not None and child(particle, "pobj") is not None and child(token, "dobj") is not None:
        return None  # "cut a cable off the coast"
    if len(rest) == 1 and particle is not None and 0 < particle.i - i <= 6:
        return i, (particle.i + 1 if particle.i == i + 1 else i + 1)
    return None


def _states(text: Text, sorts: Sorts) -> list[Sighting]:
    """Predicates like "on its way": a preposition whose noun makes a frame of shape `state`."""
    found = []
    table = frames_by_word()
    openers = {word for shape, word in table if shape == "state"}
    for token in text.doc:
        if token.lower_ not in openers or token.dep_ not in ("prep", "advmod", "acomp", "attr", "mark", "ROOT"):
            continue
        for frame in table.get(("state", token.lower_), ()):
            for phrase in frame.lemmas:
                words = phrase.split(" ")
                stop = token.i + len(words)
                if [t.lower_ for t in text.doc[token.i : stop]] != words or _opens_infinitive(text, stop):
                    continue
                verb = token.head if token.head.tag_.startswith("VB") else token
                if verb != token and lemma(verb) not in _BEING:
                    continue  # "blocked a boat on its way to ..." tells the blocking
                around = roles(verb, "verb")
                if all(met(c, around, sorts) for c in frame.need):
                    found.append(Sighting(Seed(frame.act, verb, token.i, stop, frame.stage), frame, around))
    return found


def _opens_infinitive(text: Text, index: int) -> bool:
    """Whether "to" and a verb follow: "due to sail" tells the sailing."""
    after = text.doc[index : index + 2]
    return len(after) == 2 and after[0].lower_ == "to" and after[1].tag_ == "VB"


def _told(found: dict[int, Sighting]) -> list[Sighting]:
    """Without what is part of another act's trigger, hangs on a request or threat, or only an if-clause."""
    kept: list[Sighting] = []
    for i in sorted(found):
        seen = found[i]
        if (
            not _absorbed(seen, found)
            and not _conditional_only(seen.seed.head)
            and not _swallowed(seen, found)
            and not _general_aim(seen.seed.head)
        ):
            kept.append(seen)
    return kept


def _is_part_of_object(seen: Sighting, found: dict[int, Sighting]) -> bool:
    """Whether a noun stands inside what a verb of the same act gives ("provide $90 million in new assistance")."""
    token = seen.seed.head
    while token.dep_ in ("pobj", "prep", "compound", "nmod", "appos"):
        token = token.head
    over = found.get(token.head.i)
    inside = token != seen.seed.head and token.dep_ in ("dobj", "nsubjpass")
    return inside and over is not None and over.seed.act is seen.seed.act


def _is_inside(small: Seed, large: Seed) -> bool:
    return (
        large.first <= small.first and small.last <= large.last and large.last - large.first > small.last - small.first
    )


def _absorbed(seen: Sighting, found: dict[int, Sighting]) -> bool:
    """An event noun inside the trigger of its light verb, or one whose governing verb tells the same act more fully."""
    head = seen.seed.head
    for other in found.values():
        if other is seen:
            continue
        if other.seed.act is seen.seed.act and _is_inside(seen.seed, other.seed):
            return True
        if other.seed.head == head and other.seed.first != seen.seed.first and other.frame.rank >= seen.frame.rank:
            return other.seed.act is seen.seed.act
    if seen.frame.shape == "noun" and _is_part_of_object(seen, found):
        return True
    if seen.frame.shape == "noun":
        light = seen.roles.of("light")
        over = found.get(light[0].i) if light else None
        if over is not None and over.seed.act is seen.seed.act and (over.seed.act is Act.AGREE or over.frame.reversal):
            return True  # "signed the pact": the signing is the act
        if over is not None and over.seed.act is Act.RESTRICT and seen.seed.act is Act.TRADE:
            return True  # "stopped the export of mortars"
        return over is not None and bool(over.frame.objects) and _is_object(head, over.frame.objects)
    if is_verb(head) and not seen.frame.reversal:
        nouns = [found[o.i] for o in seen.roles.of("object") if o.i in found]
        return (
            any(n.seed.act is seen.seed.act and not seen.frame.objects for n in nouns)
            and seen.seed.act is not Act.AGREE
        )
    return False


def _conditional_only(head: Token) -> bool:
    """Whether a head stands in a bare if-clause."""
    for token in (head, *ancestors(head)):
        mark = next((c for c in token.children if c.dep_ in ("mark", "advmod") and c.lower_ in _IF), None)
        if token.dep_ == "advcl" and mark is not None and not _asked(mark):
            return True
        if token.dep_ == "pcomp" and token.head.lower_ in _IF:
            return True
        if token.dep_ in ("ccomp", "relcl", "acl") and is_verb(token):
            return False
    return False


def _general_aim(head: Token) -> bool:
    """Whether an infinitive hangs on a noun of aim or ability (codebook, decision 6)."""
    if head.dep_ == "pcomp":
        return "general_aim" in things().sorts.get(lemma(head.head.head), ())
    return head.dep_ == "acl" and head.tag_ == "VB" and "general_aim" in things().sorts.get(lemma(head.head), ())


def _asked(mark: Token) -> bool:
    """Whether "if" opens a question told ("asked if", "would not say if"), not a condition."""
    return mark.lower_ == "if" and mark.i > 0 and lemma(mark.doc[mark.i - 1]) in _ASKING


def _swallowed(seen: Sighting, found: dict[int, Sighting]) -> bool:
    """Whether the act is what is asked for or threatened with."""
    token = seen.seed.head
    while token.head.i != token.i and token.dep_ in _CLAUSAL:
        over = found.get(token.head.i)
        if over is not None and over.seed.act in _SWALLOWING and token.dep_ != "conj":
            return not (token.dep_ == "advcl" and not _is_infinitive(token)) and token.dep_ != "relcl"
        if token.dep_ == "conj" and over is not None and over.seed.act in _SWALLOWING:
            return False
        if token.dep_ == "relcl":
            return False
        token = token.head
    return False


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
