"""Adverbs, adverbial phrases and conditions that hang on a verb and colour its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.cues import cues
from onrecord.model.status import Certainty, Flag
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.status_own import Mood

_SO_FAR = frozenset({("so", "far"), ("thus", "far"), ("as", "yet"), ("to", "date"), ("until", "now"), ("till", "now")})
_FOR_NOW = frozenset({"now", "moment", "being", "present"})
_CERTAIN = {"likelihood": Certainty.LIKELY, "probability": Certainty.LIKELY, "possibility": Certainty.LIKELY}
_ON_CONDITION = frozenset({"on", "under", "upon"})
_HANGING = frozenset({"pending", "barring", "failing", "contingent"})


def read_adverb(mood: Mood, child: Token, verb: Token) -> None:
    """Add what one adverbial dependent of a verb says to its mood."""
    word = child.lower_
    table = cues()
    says = table.adverbs.get(word)
    if says is not None and child.dep_ in ("advmod", "npadvmod", "amod", "acomp", "intj", "cc"):
        _own(mood, child, verb, says)
        return
    if child.dep_ in ("advmod", "npadvmod"):
        _adverb(mood, child, word)
    elif child.dep_ == "prep":
        _phrase(mood, child, word)
    elif child.dep_ == "advcl":
        _clause(mood, child)
    elif word == "subject" and any(c.lower_ == "to" for c in child.children):
        mood.conditional = True
        mood.note(child)
    elif child.dep_ == "conj":
        if word in ("provided", "providing") and any(c.dep_ in ("ccomp", "advcl") for c in child.children):
            mood.conditional = True
            mood.note(child)
    elif child.dep_ == "det" and word in ("no", "neither"):
        mood.negative = True
        mood.note(child)


def _own(mood: Mood, child: Token, verb: Token, says: str) -> None:
    if says == "likely" and child.dep_ != "acomp":
        mood.certainty = Certainty.LIKELY
    elif says == "possible":
        mood.certainty = Certainty.POSSIBLE
    elif says == "hearsay":
        mood.flags.add(Flag.HEARSAY)
    elif says == "secret":
        mood.flags.add(Flag.SECRET)
    elif says == "miss":
        # "almost sank", but "killed almost sixty": the adverb has to stand before the verb.
        if not 0 < verb.i - child.i <= 2:
            return
        mood.miss = True
    elif says == "provisional":
        mood.flags.add(Flag.PROVISIONAL)
    else:
        return
    mood.note(child)


def _adverb(mood: Mood, child: Token, word: str) -> None:
    table = cues()
    edge = child.left_edge
    if word in table.words("negative"):
        if word != "nor" and not _is_emphatic(child):
            mood.negative = not mood.negative
            mood.note(child)
    elif word == "longer" and edge.lower_ == "no":
        mood.negative = True
        mood.cues.append((edge.i, child.i + 1))
    elif edge.i < child.i and edge.lower_ in ("not", "never") and not _is_emphatic(edge):
        mood.negative = not mood.negative
        mood.cues.append((edge.i, child.i + 1))
    elif child.i and (child.doc[child.i - 1].lower_, word) in _SO_FAR:
        mood.flags.add(Flag.PROVISIONAL)
        mood.cues.append((child.i - 1, child.i + 1))
    elif word in table.words("vain"):
        mood.vain = True
        mood.note(child)
    elif word == "long" and edge.lower_ in ("as", "so") and any(c.dep_ == "advcl" for c in child.children):
        mood.conditional = True
        mood.cues.append((edge.i, child.i + 1))
    elif word in table.words("ahead"):
        mood.ahead = True
    elif word == "still":
        mood.still = True
    if word in table.words("habit"):
        mood.habit = True
    elif child.dep_ == "npadvmod" or word in table.words("lasting"):
        _time_noun(mood, child)


def _is_emphatic(negation: Token) -> bool:
    """Whether a negation only leads up to more ("not only", "not just")."""
    doc = negation.doc
    return negation.i + 1 < len(doc) and doc[negation.i + 1].lower_ in cues().words("emphatic")


def _time_noun(mood: Mood, noun: Token) -> None:
    table = cues()
    for part in noun.children:
        if part.lower_ in table.words("habit"):
            mood.habit = True
        elif part.lower_ == "next":
            mood.ahead = True
    if noun.lower_ in table.words("lasting"):
        mood.lasting = True


def _phrase(mood: Mood, prep: Token, word: str) -> None:
    table = cues()
    inside = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp", "amod", "advmod")), None)
    if inside is None:
        return
    first, last = prep.i, inside.i + 1
    noun = inside.lower_
    if (word, noun) in _SO_FAR or (word == "for" and noun in _FOR_NOW):
        if noun != "being" or word == "for":
            mood.flags.add(Flag.PROVISIONAL)
            mood.cues.append((first, last))
    elif noun in ("secret", "secrecy", "confidence") and word in ("in", "under"):
        mood.flags.add(Flag.SECRET)
        mood.cues.append((first, last))
    elif noun in ("vain", "avail", "success") and word in ("in", "to", "without"):
        mood.vain = True
        mood.cues.append((first, last))
    elif noun in _CERTAIN and word == "in":
        mood.certainty = _CERTAIN[noun]
        mood.cues.append((first, last))
    elif word in _ON_CONDITION and noun in ("condition", "proviso", "conditions", "understanding"):
        if not any(c.lower_ == "of" for c in inside.children):
            mood.conditional = True
            mood.cues.append((first, last))
    elif word == "but" and any(c.lower_ == "for" for c in prep.children):
        mood.conditional = True
        mood.cues.append((first, last))
    elif word in _HANGING or (word == "in" and noun in ("event", "case")):
        mood.conditional = True
        mood.cues.append((first, last))
    elif noun in ("time", "point", "circumstances", "way", "stage") and word in ("at", "under", "in"):
        no = next((c for c in inside.children if c.lower_ == "no"), None)
        if no is not None:
            mood.negative = not mood.negative
            mood.cues.append((first, last))
    elif noun in table.words("lasting"):
        mood.lasting = mood.lasting or word in ("for", "since", "over", "in")
    _time_noun(mood, inside)
    if any(c.lower_ in table.adjectives and table.adjectives[c.lower_] == "secret" for c in inside.children):
        mood.flags.add(Flag.SECRET)
        mood.cues.append((first, last))


def _clause(mood: Mood, clause: Token) -> None:
    """A conditional clause of the verb's own; nothing else in an adverbial clause touches it."""
    found = condition_mark(clause)
    if found is not None:
        mood.conditional = True
        mood.cues.append(found)


def condition_mark(clause: Token) -> tuple[int, int] | None:
    """The words that make a clause a condition ("if", "as long as", "should the truce fail"), as token indices."""
    words = cues().words("condition")
    subject: Token | None = None
    for child in clause.children:
        word = child.lower_
        if child.i > clause.i and child.dep_ != "mark":
            continue
        if child.dep_ in ("mark", "advmod", "prep", "amod") and word in words and word != "once":
            before = child.doc[child.i - 1] if child.i else child
            if word == "if" and before.lower_ in ("as", "even"):
                return None
            return child.i, child.i + 1
        if word == "once" and child.dep_ in ("mark", "advmod") and clause.tag_ in ("VBZ", "VBP", "VBN", "VBD"):
            edge = clause.left_edge
            return (edge.i, child.i + 1) if child.i == edge.i or edge.lower_ == "only" else None
        if word == "long" and child.left_edge.lower_ in ("as", "so"):
            return child.left_edge.i, child.i + 1
        if child.dep_ in ("aux", "auxpass") and subject is None and word in ("should", "had", "were"):
            if any(c.dep_ in ("nsubj", "nsubjpass") and c.i > child.i for c in clause.children):
                return child.i, child.i + 1
        if child.dep_ in ("nsubj", "nsubjpass"):
            subject = child
    edge = clause.left_edge
    if edge.lower_ in ("if", "unless") and edge.i < clause.i and edge.head.i != clause.i and clause.dep_ == "advcl":
        return edge.i, edge.i + 1
    if clause.tag_ == "VBN" and lemma(clause) in ("provide", "suppose") and clause.i == clause.left_edge.i:
        return clause.i, clause.i + 1
    return None
