"""What a measure or a share is about, and the questions about a figure's clause that money asks too.

Every function takes the tokens of the figure (`first` to before `last`) and gives the noun phrase concerned, or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading.counted import Phrase, base, climb, near_verb, phrase_after, phrase_of, with_complement
from onrecord.reading.grammar import child, children, is_noun, is_verb, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES = frozenset({"GPE", "LOC", "DATE", "TIME", "PERSON"})
"""Sorts of names that are paid to or named, never paid for."""

ENOUGH = 6
"""Tokens looked at between a figure or preposition and its noun."""


_SIZING = frozenset({"to", "at", "by", "from", "below", "above", "under", "over", "with"})
_HOLDING = frozenset({"have", "hold", "carry", "cover", "need", "require", "hit"})


def measure(doc: Doc, first: int, last: int, *, kind: str) -> Phrase | None:
    """What a measure is the size, weight or distance of."""
    if last < len(doc) and doc[last].lower_ == "of" and not (kind == "length" and doc[first].lower_ == "within"):
        found = object_of(doc, last)
        if found is not None:
            return found
    at = last + 1 if last < len(doc) and doc[last].tag_ == "HYPH" else last
    words = units.load().words("about.dimensions")
    dimension = at < len(doc) and doc[at].lower_ in words
    if not dimension and at < len(doc):
        found = phrase_after(doc, at)
        if found is not None and not is_time(doc[found.head]):
            return found
        if doc[at].tag_ == "JJ" and (at > last or doc[at].dep_ in ("amod", "dobj", "pobj", "conj", "appos")):
            return Phrase(at, at, at + 1)
    if kind == "area" and not dimension and _verb_object(doc, first):
        return None
    found = noun_before_of(doc, first) or (noun_before(doc, first) if dimension else None)
    return found or by_preposition(doc, first, far=True) or clause_subject(doc, first)


def share(doc: Doc, first: int, last: int) -> Phrase | None:
    """What a share is a part of, else what it is the rate of."""
    if last < len(doc) and doc[last].lower_ == "of":
        found = object_of(doc, last)
        if found is not None:
            return found
    if last < len(doc) and doc[last].lower_ in ("the", "its", "their", "his", "her", "our", "all"):
        found = phrase_after(doc, last + 1)
        if found is not None:
            return found
    found = own_noun(doc, last)
    if found is not None:
        return found
    return noun_before_of(doc, first) or by_preposition(doc, first) or clause_subject(doc, first)


def is_time(token: Token) -> bool:
    """Whether a noun is a stretch or point of time."""
    table = units.load()
    low = token.lower_
    return low in table.words("time.nouns") or low in table.words("time.calendar") or low in table.words("time.months")


def own_noun(doc: Doc, at: int) -> Phrase | None:
    """The noun a figure stands before as a modifier ("a $2bn loan")."""
    if at < len(doc) and doc[at].tag_ == "HYPH":
        at += 1
    if at + 2 < len(doc) and doc[at].lower_ == "a" and doc[at + 1].tag_ == "HYPH":
        at += 3
    if (
        at >= len(doc)
        or doc[at].tag_ == "POS"
        or doc[at].lower_ in ("worth", "more", "each", "apiece", "last", "next", "this")
    ):
        return None
    found = phrase_after(doc, at)
    if found is None or is_time(doc[found.head]) or doc[at].tag_ in ("VBD", "VBG"):
        return None
    head = doc[found.head]
    if head.tag_ == "NNP" and head.ent_type_ in PLACES | {"ORG"}:
        return None
    return found


def object_of(doc: Doc, preposition: int) -> Phrase | None:
    """The noun phrase after a preposition, past determiners, possessors and a figure; names of places are none."""
    at = preposition + 1
    stop = min(len(doc), at + ENOUGH * 2)
    possessor = next((i for i in range(at, min(stop, at + ENOUGH)) if doc[i].tag_ == "POS"), None)
    if possessor is not None and all(doc[i].tag_[:2] in ("DT", "NN", "JJ") for i in range(at, possessor)):
        at = possessor + 1
    while at < stop and (doc[at].tag_ in ("DT", "PRP$", "PDT", "$", "CD") or _more_figure(doc, at)):
        if doc[at].tag_ == "CD" and doc[at].text[0].isalpha() and not doc[at].is_lower:
            break
        at += 1
    found = phrase_after(doc, at)
    if found is None:
        return None
    found = _coordinated(doc, with_complement(doc, found))
    head = doc[found.head]
    return None if is_time(head) else found


def _more_figure(doc: Doc, at: int) -> bool:
    """Whether a token after a preposition still belongs to a figure ("of the $2bn loan": "$", "2", "bn")."""
    table, low = units.load(), doc[at].lower_
    if low in table.scales or low in ("about", "some"):
        return True
    return low in table.short_scales and doc[at - 1].tag_ == "CD"


def _coordinated(doc: Doc, found: Phrase) -> Phrase:
    """The phrase with one bare noun phrase coordinated to it ("coal and cash")."""
    at = found.last
    if at + 1 < len(doc) and doc[at].lower_ == "and" and doc[at + 1].tag_ in ("NN", "NNS", "JJ"):
        other = phrase_after(doc, at + 1)
        if other is not None and doc[found.head + 1 if found.head + 1 < len(doc) else at].i == at:
            return Phrase(found.head, found.first, other.last)
    return found


def noun_before_of(doc: Doc, first: int) -> Phrase | None:
    """The noun of "a range of 40 km"."""
    if first < 2 or doc[first - 1].lower_ != "of":
        return None
    at = first - 2
    return phrase_of(doc[at]) if is_noun(doc[at]) else None


def noun_before(doc: Doc, first: int) -> Phrase | None:
    """The common noun right before a figure, a comma passed over."""
    at = first - 1
    if at >= 0 and doc[at].text == ",":
        at -= 1
    return phrase_of(doc[at]) if at >= 0 and is_noun(doc[at]) and doc[at].tag_ != "NNP" else None


def _verb_object(doc: Doc, first: int) -> bool:
    return (
        first > 0 and is_verb(doc[first - 1]) and base(doc[first - 1]) not in units.load().words("about.measure_verbs")
    )


def governing(doc: Doc, first: int) -> tuple[Token | None, Token | None]:
    """The preposition right before a figure (or None), and the verb (or noun) it hangs on."""
    if not first:
        return None, None
    before = doc[first] if doc[first].tag_ == "IN" else doc[first - 1]
    if before.tag_ in ("IN", "TO", "RP"):
        head = before.head
        if head.i > first and head.i != before.i:
            head = near_verb(before)
        for above in climb(head):
            if head.dep_ not in ("prep", "prt"):
                break
            head = above
        return before, head
    return None, near_verb(doc[first])


def by_preposition(doc: Doc, first: int, *, far: bool = False) -> Phrase | None:
    """The thing sized: "raised the fund to N", "a rise in exports to N", else the subject; `far` keeps "from" apart."""
    preposition, head = governing(doc, first)
    if head is None:
        return None
    if preposition is None or preposition.lower_ not in _SIZING:
        return None
    raised = _raised(doc, first) if preposition.lower_ in ("to", "by") else None
    if raised is not None:
        return raised
    if is_noun(head) and head.i < first:
        inner = next((c for p in children(head, "prep") if p.lower_ in ("in", "of") for c in children(p, "pobj")), None)
        if inner is not None and inner.i < first:
            return phrase_of(inner)
        return phrase_of(head)
    if not is_verb(head):
        return None
    goods = child(head, "dobj")
    if goods is not None and goods.i < first and (preposition.lower_ != "from" or not far):
        return _inner(goods)
    return subject_phrase(head)


def _raised(doc: Doc, first: int) -> Phrase | None:
    """The object of the nearest verb of change before "to N", however far the parser has put the two apart."""
    words = units.load().words("about.change_verbs")
    lowest = max(doc[first].sent.start, first - 30)
    for i in range(first - 2, lowest - 1, -1):
        if is_verb(doc[i]) and base(doc[i]) in words and base(doc[i]) != "go":
            goods = child(doc[i], "dobj")
            if goods is None or goods.i >= first or not is_noun(goods):
                goods = _noun_after_verb(doc, i, first)
            return _inner(goods) if goods is not None else None
    return None


def _noun_after_verb(doc: Doc, verb: int, stop: int) -> Token | None:
    at = verb + 1
    while at < stop and doc[at].tag_ in ("DT", "PRP$"):
        at += 1
    found = phrase_after(doc, at) if at > verb + 1 else None
    return doc[found.head] if found is not None and found.last < stop else None


def _inner(head: Token) -> Phrase:
    """The phrase of a noun; for "number", "output" and the like, of what is in its "of" complement."""
    seen = 0
    while base(head) in units.load().words("about.abstract") and seen < 3:
        inner = next((c for p in children(head, "prep") if p.lower_ in ("of", "in") for c in children(p, "pobj")), None)
        if inner is None or not is_noun(inner):
            break
        head, seen = inner, seen + 1
    return phrase_of(head)


def subject_phrase(verb: Token) -> Phrase | None:
    """The phrase of a verb's subject, looked through to what it numbers."""
    found = subject(verb)
    if found is None or not is_noun(found):
        return None
    return _inner(found)


def clause_subject(doc: Doc, first: int) -> Phrase | None:
    """The subject of the clause a figure stands in."""
    verb = near_verb(doc[first])
    return subject_phrase(verb) if is_verb(verb) else None


def rate_object(doc: Doc, first: int) -> Phrase | None:
    """What a bare count is the size of ("brings the total to 36": the total), itself never resolved further."""
    return by_preposition(doc, first) or (_measured_subject(doc, first))


def _measured_subject(doc: Doc, first: int) -> Phrase | None:
    verb = near_verb(doc[first])
    if is_verb(verb) and verb.i == first:
        return subject_phrase(verb)
    sizing = units.load().words("about.measure_verbs") - _HOLDING
    if not is_verb(verb) or verb.i > first or base(verb) not in sizing:
        return None
    return subject_phrase(verb)
