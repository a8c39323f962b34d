"""Figures that are no quantities: names and numbers of things, dates, times, ages, years and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading.counted import base
from onrecord.reading.figures import Figure, Sort, longest
from onrecord.reading.grammar import is_noun, is_verb
from onrecord.reading.numerals import DASHES, Atoms
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BETWEEN = frozenset("full long consecutive straight working calendar whole business successive of".split())
"""Words between a figure and its noun of time."""

_YEARS = (1900, 2099)
_OLD_YEARS = (1000, 1899)


def is_name(text: Text, found: Atoms, one: Figure, skipped: int) -> bool:
    """Whether a figure is a name, a date, a time, an age or a score; `skipped` is where the last such figure ended."""
    if one.sort is not Sort.COUNT:
        return one.sort is Sort.MEASURE and _age(found, one)
    return (
        _period(found, one)
        or _dated(text.doc, found, one)
        or _numbered(text.doc, found, one)
        or _listed(found, one, skipped)
        or _age(found, one)
        or _score(found, one)
        or _marker(text, found, one)
    )


def _low(found: Atoms, at: int) -> str:
    return found.low[at] if 0 <= at < len(found) else ""


def _period(found: Atoms, one: Figure) -> bool:
    """A duration or an hour: "three days", "24-hour", "six more weeks", "10 a.m."."""
    table, at = units.load(), one.last
    nouns = table.words("time.nouns")
    if _low(found, at) in DASHES:
        at += 1
    while _low(found, at) in table.words("fillers.after") or _low(found, at) in _BETWEEN:
        at += 1
        if _low(found, at - 1) == "of" and _low(found, at) not in nouns:
            return False
    word = _low(found, at)
    return (
        word in nouns or word in table.words("time.clock") or _low(found, one.last) in table.words("not_counted.nouns")
    )


def _dated(doc: Doc, found: Atoms, one: Figure) -> bool:
    """A day beside its month, or a year."""
    table, word = units.load(), found.text[one.number]
    if not word[0].isdigit() or one.numeral.scaled:
        return False
    months, value = table.words("time.months"), one.high
    before, after = _low(found, one.number - 1), _low(found, one.core)
    if before == "." and _low(found, one.number - 2) in months:
        before = _low(found, one.number - 2)
    if value <= 31 and value == value.to_integral_value():
        if (before in months and found.text[one.number - 1][:1].isupper() and before != "may") or (
            before == "may" and found.text[one.number - 1] == "May"
        ):
            following = doc[found.token[one.core]] if one.core < len(found) else None
            tied = doc[found.token[one.number]]
            return following is None or following.tag_ != "NNS" or tied.head.i < tied.i or tied.head.lower_ in months
        if after in months and found.text[one.core][:1].isupper():
            return True
        if after == "of" and _low(found, one.core + 1) in months:
            return True
    plain = len(word) == 4 and word.isdigit() and not one.numeral.grouped
    return plain and _year(doc, found, one, before)


def _year(doc: Doc, found: Atoms, one: Figure, before: str) -> bool:
    table, value = units.load(), int(one.low)
    following = doc[found.token[one.core]] if one.core < len(found) else None
    counts = (
        following is not None
        and following.tag_ in ("NNS", "JJ", "NNP", "NN", "NNPS")
        and _plural_near(doc, following.i)
    )
    if _YEARS[0] <= value <= _YEARS[1]:
        if one.first < one.number and before not in table.words("not_counted.year_after"):
            return not counts
        if counts and before == "of" and value % 500 == 0:
            return False
        tag = doc[found.token[one.number - 1]].tag_ if one.number else ""
        return not (
            counts
            and (tag.startswith("VB") or one.number == 0 or value % 500 == 0)
            and before not in table.words("not_counted.year_after")
        )
    if _OLD_YEARS[0] <= value <= _OLD_YEARS[1]:
        return not counts and before in ("in", "since", "until", "by", "of", "from", "to", "before", "after", ",")
    return False


def _plural_near(doc: Doc, at: int) -> bool:
    for i in range(at, min(len(doc), at + 5)):
        if doc[i].tag_ in ("NNS", "NNPS"):
            return True
        if doc[i].tag_ not in ("JJ", "NN", "NNP", "HYPH", "CD", "VBN"):
            return False
    return False


def _numbered(doc: Doc, found: Atoms, one: Figure) -> bool:
    """A numbered name: "Route 4", "No. 7", "Leopard 2", "the Five Eyes", "the Group of Twenty"."""
    table, at = units.load(), one.number
    if any(longest(table.names, found, start) is not None for start in (at - 1, at) if start >= 0):
        return True
    if at == 0 or one.first < at - 1:
        return False
    digits = found.text[at][0].isdigit()
    before, low = found.text[at - 1], found.low[at - 1]
    if low == "." and _low(found, at - 2) in table.words("not_counted.numbered"):
        return True
    if low in table.words("not_counted.numbered"):
        common = before.islower() and low in table.words("not_counted.numbered_common")
        return (digits or not before.islower()) and not (common and _counts(doc, found, one))
    if low == "of" and at > 1 and found.text[at - 2] in ("Group", "Gang", "Band"):
        return True
    if digits:
        return _named_before(doc, found, one)
    token = doc[found.token[at]]
    inside = found.text[at][:1].isupper() and not token.is_sent_start
    return inside and before[-1:].isalpha() and before.islower() and token.tag_ != "CD"


def _counts(doc: Doc, found: Atoms, one: Figure) -> bool:
    following = doc[found.token[one.core]] if one.core < len(found) else None
    return following is not None and _plural_near(doc, following.i)


def _named_before(doc: Doc, found: Atoms, one: Figure) -> bool:
    """Digits after a name or a noun that takes a number: a number of that name, unless they count what follows."""
    table, at = units.load(), one.number
    before, low = found.text[at - 1], found.low[at - 1]
    token, tied = doc[found.token[at - 1]], doc[found.token[at]]
    plain = found.text[at].isdigit() and not one.numeral.scaled and len(found.text[at]) <= 4
    if low in DASHES or not before[:1].isalpha() or not plain:
        return False
    capital = before[:1].isupper()
    if capital and low in table.words("not_counted.numbered_names") | table.words("not_counted.designations"):
        return not (low in ("crew", "well", "part", "progress", "house", "stream") and _counts(doc, found, one))
    if not is_noun(token):
        return False
    if not _counts(doc, found, one):
        return (capital and token.tag_ in ("NNP", "NNPS") and token.ent_type_ != "GPE") or (
            tied.head.i == token.i and not capital
        )
    if low in table.words("time.calendar") or token.ent_type_ in ("GPE", "LOC", "NORP", "DATE") or not capital:
        return False
    verb = doc[token.i - 1] if token.i else None
    if verb is not None and is_verb(verb) and base(verb) in table.words("not_counted.ditransitive"):
        return False
    return tied.head.i == token.i or (token.dep_ in ("compound", "nmod", "amod") and token.head.i > tied.i)


def _listed(found: Atoms, one: Figure, skipped: int) -> bool:
    """A number joined to one that is a name: "posts 42 and 43", "Sept. 3 and 5"."""
    if skipped < 0 or not found.text[one.number][0].isdigit() or len(found.text[one.number]) > 4:
        return False
    between = found.low[skipped : one.number]
    if between not in (["and"], ["or"], [","], [",", "and"], ["to"], ["-"], ["–"], ["through"]):
        return False
    if between[0] in ("to", "-", "–") and one.high > 31:
        return False
    following = _low(found, one.core)
    return (
        not following.isalpha()
        or following in ("and", "or", "of", "in", "at", "on", "near", "was", "were", "is", "are", "had", "has", "have")
        or following in units.load().words("time.months")
    )


def _age(found: Atoms, one: Figure) -> bool:
    """An age: "Smith, 42, …", "aged 42"."""
    before, after = _low(found, one.number - 1), _low(found, one.core)
    if before in units.load().words("not_counted.age_after"):
        return True
    small = one.high <= 120 and found.text[one.number][0].isdigit() and one.sort is Sort.COUNT
    if small and before in (",", "(") and after in (",", ")") and one.number > 1:
        return found.text[one.number - 2][:1].isalpha()
    return False


def _score(found: Atoms, one: Figure) -> bool:
    """A score: "voted 9-0", "a 3-1 defeat"; after a verb of winning, or with the higher number first."""
    at = one.number
    if one.high > 600 or not found.text[at].isdigit():
        return False
    first, second = at, at + 2
    if (
        _low(found, at - 1) in DASHES
        and at >= 2
        and found.text[at - 2].isdigit()
        and found.start[at] == found.end[at - 1]
    ):
        first, second = at - 2, at
    elif not (_low(found, at + 1) in DASHES and at + 2 < len(found) and found.text[at + 2].isdigit()):
        return False
    if found.start[second] != found.end[second - 1]:
        return False
    higher = int(found.text[first][:6]) >= int(found.text[second][:6])
    words = units.load().words("not_counted.score_verbs")
    return higher or any(found.low[i] in words for i in range(max(0, first - 5), first))


def _marker(text: Text, found: Atoms, one: Figure) -> bool:
    """The number of a list line: "1. …", "2) …"."""
    token = found.token[one.number]
    if token != text.paragraphs[text.paragraph_of[token]][0] or not found.text[one.number].isdigit():
        return False
    return _low(found, one.core) in (".", ")", ":") and one.core < len(found)
