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
_LIKELY = frozenset({"likelihood", "probability"})
_WITHIN = frozenset({"in", "under", "during", "through", "at", "via"})
_SECRECY = frozenset({"secret", "secrecy", "confidence"})
_OCCASIONS = frozenset({"time", "point", "circumstances", "way", "stage"})
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
    elif _is_proviso(child, word):
        mood.conditional = True
        mood.note(child)
    elif child.dep_ == "advcl":
        _clause(mood, child)
    elif child.dep_ == "mark" and word == "than" and child.i and child.nbor(-1).lower_ == "rather":
        mood.miss = True  # "rather than send troops, Paris sent money"
        mood.note(child)
    elif child.dep_ == "det" and word in ("no", "neither"):
        mood.negative = True
        mood.note(child)


def _is_proviso(child: Token, word: str) -> bool:
    """Whether a dependent is "subject to ..." or "provided that ..."."""
    if word == "subject":
        return any(c.lower_ == "to" for c in child.children)
    if child.dep_ != "conj" or word not in ("provided", "providing"):
        return False
    return any(c.dep_ in ("ccomp", "advcl") for c in child.children)


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
    if word == "according":
        _source(mood, prep)
        return
    inside = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp", "amod", "advmod")), None)
    if inside is None:
        return
    first, last = prep.i, inside.i + 1
    noun = inside.lower_
    if word in ("until", "till") and noun not in ("now", "today", "recently"):
        mood.until = True  # "did not arrive until May": it arrived
        return
    if _condition(word, noun, prep, inside):
        mood.conditional = True
    elif (word, noun) in _SO_FAR or (word == "for" and noun in _FOR_NOW):
        mood.flags.add(Flag.PROVISIONAL)
    elif word in _WITHIN and (noun in _SECRECY or _is_secret(inside)):
        mood.flags.add(Flag.SECRET)
    elif noun in ("vain", "avail", "success") and word in ("in", "to", "without"):
        mood.vain = True
    elif noun in _LIKELY and word == "in":
        mood.certainty = Certainty.LIKELY
    elif noun in _OCCASIONS and word in _WITHIN and any(c.lower_ == "no" for c in inside.children):
        mood.negative = not mood.negative
    else:
        if noun in table.words("lasting"):
            mood.lasting = mood.lasting or word in ("for", "since", "over", "in")
        _time_noun(mood, inside)
        return
    mood.cues.append((first, last))


def _source(mood: Mood, prep: Token) -> None:
    """Count "according to unconfirmed reports" and "according to rumours" are hearsay."""
    table = cues().adjectives
    for token in prep.subtree:
        if table.get(token.lower_) == "unverified" or token.lower_ in ("rumours", "rumors"):
            mood.flags.add(Flag.HEARSAY)
            mood.note(token)


def _condition(word: str, noun: str, prep: Token, inside: Token) -> bool:
    """Whether a prepositional phrase makes the verb conditional ("on condition that", "but for", "in the event of")."""
    if word in ("on", "under", "upon") and noun in ("condition", "proviso", "conditions", "understanding"):
        return not any(c.lower_ == "of" for c in inside.children)  # "on condition of anonymity"
    if word == "but":
        return any(c.lower_ == "for" for c in prep.children)
    return word in _HANGING or (word == "in" and noun in ("event", "case"))


def _is_secret(noun: Token) -> bool:
    table = cues().adjectives
    return any(table.get(c.lower_) == "secret" for c in noun.children)


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
        inverted = child.dep_ in ("aux", "auxpass") and subject is None and word in ("should", "had", "were")
        if inverted and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > child.i for c in clause.children):
            return child.i, child.i + 1
        if child.dep_ in ("nsubj", "nsubjpass"):
            subject = child
    edge = clause.left_edge
    if edge.lower_ in ("if", "unless") and edge.i < clause.i and edge.head.i != clause.i and clause.dep_ == "advcl":
        return edge.i, edge.i + 1
    if clause.tag_ == "VBN" and lemma(clause) in ("provide", "suppose") and clause.i == clause.left_edge.i:
        return clause.i, clause.i + 1
    return None
