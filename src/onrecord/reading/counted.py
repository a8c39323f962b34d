"""What a figure counts: the noun phrase after it, and whether that is persons or things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading.grammar import ancestors, is_noun, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WIDEST = 14
"""Tokens looked at for one noun phrase."""

HIGHEST = 40
"""Heads climbed above a token; a parse that goes higher is no sentence, and would cost the square of its length."""

_MODIFIERS = frozenset(
    {"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "HYPH", "AFX", "NN", "NNS", "NNP", "NNPS", "CD", "FW", "ADD"}
)
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "WP$"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its determiner, tokens `first` to before `last`; `head` is its head noun."""

    head: int
    first: int
    last: int


def base(token: Token) -> str:
    """The dictionary form; a verb that is already in its base form is left alone ("exceed" is no past tense)."""
    return token.lower_ if token.tag_ in ("VB", "VBP") else lemma(token)


def climb(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first, as far as a sentence of some sense goes (`HIGHEST`)."""
    return islice(ancestors(token), HIGHEST)


def near_verb(token: Token) -> Token:
    """The nearest verb at or above a token, else the highest token climbed to."""
    last = token
    if is_verb(token):
        return token
    for above in climb(token):
        last = above
        if is_verb(above):
            break
    return last


def has_digit(word: str) -> bool:
    """Whether a word holds a digit, as designations do ("M113")."""
    return any(c in "0123456789" for c in word)


def phrase_after(doc: Doc, at: int, *, single: bool = False) -> Phrase | None:
    """The noun phrase that begins at token `at`; `single` where the figure is one.

    Articles and words like "more" are passed over; a plural noun ends the phrase unless another plain noun follows.
    """
    at = _skip(doc, at)
    head, i, stop = None, at, min(len(doc), at + WIDEST)
    while i < stop:
        token = doc[i]
        if not _inside(doc, i, at):
            break
        if is_noun(token) or (
            token.tag_ == "CD" and has_digit(token.text) and not token.text.isdigit() and _named(token.text)
        ):
            if single and head is not None and token.tag_ == "NNS" and doc[head].tag_ == "NN" and token.dep_ == "ROOT":
                break
            if not (token.tag_ == "CD" and head is not None and not _ends(doc, i)):
                head = i
            if _closes(doc, i):
                break
        i += 1
    if head is None:
        return None
    return Phrase(head, at, head + 1) if len(doc) <= head + 1 else _widened(doc, Phrase(head, at, head + 1))


def _widened(doc: Doc, found: Phrase) -> Phrase:
    """The phrase past two slips of parsing: a noun taken for a verb after a calibre, and a modifier with a coordinate.

    "105 mm rounds" and "artillery and mortar systems" are whole phrases.
    """
    head, after = doc[found.head], doc[found.last]
    if head.lower_ in ("mm", "millimetre", "millimeter") and after.tag_ in ("VBZ", "JJ", "VB", "RB") and after.is_alpha:
        return Phrase(found.last, found.first, found.last + 1)
    if head.dep_ in ("nmod", "compound") and head.head.i > head.i and after.lower_ in ("and", "or", "/"):
        other = phrase_after(doc, found.last + 1)
        if other is not None and other.head == head.head.i:
            return Phrase(other.head, found.first, other.last)
    return found


def _named(word: str) -> bool:
    return any(c.isalpha() for c in word)


def _ends(doc: Doc, i: int) -> bool:
    return i + 1 >= len(doc) or not (is_noun(doc[i + 1]) or doc[i + 1].tag_ in ("JJ", "HYPH"))


def _skip(doc: Doc, at: int) -> int:
    words = units.load().words("fillers.after")
    while at < len(doc) and doc[at].lower_ in words:
        at += 1
    return at


def _inside(doc: Doc, i: int, start: int) -> bool:
    token = doc[i]
    if token.tag_ in ("VBD", "VBN", "VBG"):
        return _modifies(doc, i) or (i == start and i + 1 < len(doc) and doc[i + 1].tag_ in ("JJ", "NNS"))
    if token.tag_ in ("JJ", "JJR", "JJS") and i > start and doc[i - 1].tag_ in ("NNS", "NNPS"):
        return False
    if token.tag_ == "CD" and i > start and doc[i - 1].tag_ == "NNS" and not has_digit(doc[i - 1].text):
        return False
    if token.tag_ in _MODIFIERS:
        return True
    if token.text in ("/", '"', "“", "”", "'", "‘", "’"):
        return i > start or i + 1 < len(doc)
    if token.tag_ == "POS":
        return False
    if token.tag_ == "CC" and token.lower_ == "and":
        return doc[i - 1].tag_ == "JJ" and i + 2 < len(doc) and doc[i + 1].tag_ == "JJ" and is_noun(doc[i + 2])
    if token.text == "," and i > start:
        return doc[i - 1].tag_ == "JJ" and i + 2 < len(doc) and doc[i + 1].tag_ == "JJ" and is_noun(doc[i + 2])
    return token.tag_ == "RB" and token.dep_ == "advmod" and token.head.i == i + 1 and token.head.tag_ in ("JJ", "VBN")


def _modifies(doc: Doc, i: int) -> bool:
    """Whether a participle stands before the noun it modifies, not after a noun as its verb."""
    token = doc[i]
    if i and is_noun(doc[i - 1]) and doc[i - 1].tag_ in ("NNS", "NNPS"):
        return False
    if token.tag_ == "VBD" and token.dep_ not in ("amod", "compound", "nmod"):
        return False
    following = doc[i + 1] if i + 1 < len(doc) else None
    return following is not None and (is_noun(following) or following.tag_ in ("JJ", "HYPH", "VBN", "VBG", "CD"))


def _closes(doc: Doc, i: int) -> bool:
    """Whether the phrase ends with the noun at `i` though a noun follows."""
    token = doc[i]
    following = doc[i + 1] if i + 1 < len(doc) else None
    if following is None:
        return True
    if following.tag_ in ("HYPH", "CD", "POS") or following.text == "/":
        return token.tag_ in ("NNS", "NNPS") and following.tag_ != "HYPH" and not token.text.isupper()
    if token.tag_ == "NNS" and is_noun(following):
        if following.tag_ in ("NNP", "NNPS"):
            return not has_digit(token.text)
        return not (
            token.dep_ in ("compound", "nmod", "amod") or token.lower_ in ("mm", "arms") or has_digit(token.text)
        )
    if token.tag_ == "NN" and following.tag_ in ("NNP", "NNPS") and not has_digit(token.text):
        return token.dep_ not in ("compound", "nmod", "amod", "npadvmod") or not _noun_follows(doc, i + 1)
    return False


def _noun_follows(doc: Doc, at: int) -> bool:
    """Whether a run of names from `at` on ends in a common noun."""
    while at < len(doc) and doc[at].tag_ in ("NNP", "NNPS", "HYPH", "CD"):
        at += 1
    return at < len(doc) and doc[at].tag_ in ("NN", "NNS")


def with_complement(doc: Doc, phrase: Phrase) -> Phrase:
    """The phrase with a bare "of" complement ("containers of munitions"); for a hollow noun only the complement."""
    at = phrase.last
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return phrase
    after = doc[at + 1]
    if after.tag_ in _DETERMINERS or after.tag_ in ("CD", "PRP", "$", "NNP", "WDT", "WP"):
        craft = after.tag_ in ("NNP", "CD") and has_digit(after.text) and _named(after.text)
        plural = after.tag_ == "NNP" and after.text.endswith("s") and after.ent_type_ not in ("GPE", "PERSON", "LOC")
        if not (craft or plural):
            return phrase
    inner = phrase_after(doc, at + 1)
    if inner is None:
        return phrase
    if lemma(doc[phrase.head]) in units.load().words("about.hollow"):
        return inner
    return Phrase(phrase.head, phrase.first, inner.last)


def phrase_of(head: Token) -> Phrase:
    """The noun phrase a head noun closes, without determiner, possessor and plain number."""
    doc, first = head.doc, head.i
    lowest = max(0, head.i - WIDEST, head.sent.start)
    while first > lowest:
        token = doc[first - 1]
        if token.tag_ == "CD" and not (has_digit(token.text) and _named(token.text)):
            measured = first < head.i and doc[first].lower_ in units.load().units
            if not measured and not (first >= 2 and doc[first - 2].tag_ == "NNP" and token.text.isdigit()):
                break
        elif (
            token.tag_ not in _MODIFIERS
            or token.tag_ == "VBD"
            or (token.tag_ in ("VBN", "VBG") and token.dep_ not in ("amod", "compound", "nmod"))
            or (is_noun(token) and token.dep_ not in ("compound", "nmod", "amod", "npadvmod", "nummod", "poss"))
        ):
            break
        first -= 1
    words = units.load().words("fillers.after")
    scales = units.load().short_scales
    while first < head.i and (doc[first].tag_ in ("HYPH", "POS") or doc[first].lower_ in words):
        first += 1
    while first and first < head.i and doc[first - 1].tag_ == "CD" and doc[first].lower_ in scales:
        first += 1
    return Phrase(head.i, first, head.i + 1)


def is_person(doc: Doc, phrase: Phrase) -> bool:
    """Whether the head of a phrase is a noun of persons."""
    table, head = units.load(), doc[phrase.head]
    low, root = head.lower_, lemma(head)
    nouns = table.words("persons.nouns")
    single = root if root != low else _singular(low)
    if low in nouns or root in nouns or single in nouns:
        if low in ("arms", "hands", "heads", "poles") and head.tag_ == "NNS" and not head.text.istitle():
            return False
        if single not in table.words("persons.double"):
            return True
        machines = table.words("persons.machine_words")
        parts = [doc[i].lower_ for i in range(phrase.first, phrase.head)]
        return not any(has_digit(word) or word in machines for word in parts)
    if low in table.words("persons.not_persons") or single in table.words("persons.not_persons"):
        return False
    if low.endswith(table.endings):
        return True
    people = head.text[:1].isupper() and head.tag_ in ("NNS", "NNPS")
    if people and low.endswith("ans") and low not in table.words("persons.not_peoples"):
        return True
    return people and head.ent_type_ == "NORP" and not has_digit(head.text)


def _singular(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
