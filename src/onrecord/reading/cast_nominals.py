"""What a described party is called and how far its words reach ("the governor of Kursk", "Japan's coastguard")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, Sort, nouns
from onrecord.reading.cast_page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

LED = frozenset({"led"})
SIDED = frozenset(
    {
        "backed",
        "allied",
        "aligned",
        "supported",
        "made",
        "built",
        "supplied",
        "trained",
        "funded",
        "controlled",
        "held",
        "occupied",
        "sponsored",
        "armed",
        "run",
        "based",
        "speaking",
        "language",
        "flagged",
        "mediated",
        "brokered",
    }
)
DEFINITE = frozenset(
    {
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "both",
        "all",
        "neither",
        "either",
        "each",
    }
)
POINTING = frozenset({"the", "this", "that", "these", "those"})
_LEFT = (
    "det",
    "predet",
    "poss",
    "amod",
    "compound",
    "nmod",
    "nummod",
    "quantmod",
    "advmod",
    "neg",
    "punct",
    "case",
    "npadvmod",
    "nn",
    "appos",
    "conj",
    "cc",
    "dobj",
    "dep",
)
_INNER = ("compound", "nmod", "amod", "npadvmod")
_NEAR_PREPS = frozenset(
    {"of", "for", "from", "in", "to", "at", "on", "with", "close", "near", "behind", "inside", "within"}
)
_BREAKS = frozenset(", . : `` '' -LRB- -RRB- _SP VBD VBZ VBP MD IN TO CC PRP".split())
_LONG = frozenset({Sort.UNNAMED, Sort.OFFICIAL, Sort.DOCUMENT, Sort.OFFICE, Sort.RULER, Sort.RANK})


def start(page: Page, head: Token) -> int:
    """The first token of the phrase that a noun heads: straight back over modifiers, at most 14 tokens."""
    first = head.left_edge.i
    if head.i - first > 14:
        first = head.i - 14
    j = head.i - 1
    while j >= first:
        if page.tags[j + 1] == "CD" and page.naming[j] >= 0 and page.words[j + 1][0].isdigit():
            break  # "handed over to Chad 12 prisoners"
        if page.lowers[j] in nouns().calendar and page.tags[j] == "NNP":
            break
        if page.tags[j] in _BREAKS and not _bridges(page, j, first):
            break
        j -= 1
    return max(j + 1, first)


def _bridges(page: Page, index: int, first: int) -> bool:
    """Whether a conjunction joins two modifiers ("local and provincial"), or a preposition is inside a name."""
    if page.tags[index] == "CC":
        return index > first and page.tags[index - 1][:1] in "JN" and page.tags[index + 1][:1] in "JNV"
    return page.tags[index] == "IN" and page.tags[index + 1] in ("NNP", "NNPS")


def end(page: Page, head: Token, sort: Sort | None) -> int:
    """The end of the phrase: behind "of" and other short complements, never behind a relative clause."""
    last = head.i + 1
    for child in head.rights:
        if child.i > last + 1 or child.right_edge.i - head.i > 14:
            break
        if child.dep_ == "prep" and child.i == last:
            near = child.lower_ in _NEAR_PREPS and (sort in _LONG or _named(page, child))
            if child.lower_ == "of" or near or _in_name(head, child):
                last = child.right_edge.i + 1
                continue
            break
        if sort in _LONG and child.i == last and (child.dep_ == "acl" or (child.dep_ == "amod" and child.tag_ == "JJ")):
            last = child.right_edge.i + 1
            continue
        break
    return last


def _in_name(head: Token, prep: Token) -> bool:
    """Whether a preposition joins two halves of one name: "the Institute for Frontier Studies"."""
    return (
        head.tag_ == "NNP"
        and prep.lower_ in ("for", "on", "against")
        and any(c.tag_ in ("NNP", "NNPS") and c.right_edge.i == prep.right_edge.i for c in prep.children)
    )


def _named(page: Page, prep: Token) -> bool:
    return any(page.naming[c.i] >= 0 for c in prep.children)


def is_inner(head: Token) -> bool:
    """Whether a noun only modifies another one ("army" of "army spokesman")."""
    return head.dep_ in _INNER and head.head.i > head.i


def rank(head: Token) -> int:
    """How prominent a mention is: 3 subject, 2 object or possessor, 1 other."""
    dep = head.dep_
    if dep == "conj":
        head = head.head
        dep = head.dep_
    if dep in ("nsubj", "nsubjpass", "csubj"):
        return 3
    if dep in ("dobj", "dative", "iobj", "agent", "attr", "poss", "ROOT"):
        return 2
    return 1


def is_plural(page: Page, index: int) -> bool:
    """Whether a noun stands in the plural."""
    lower = page.lowers[index]
    return page.tags[index] in ("NNS", "NNPS") or lower in (
        "people",
        "police",
        "troops",
        "personnel",
        "media",
        "staff",
        "crew",
    )


def bare(page: Page, first: int, last: int) -> str:
    """The words of a phrase without a leading article or pointer, as a name."""
    while first < last - 1 and page.lowers[first] in POINTING:
        first += 1
    return page.between(first, last)


def human(sort: Sort) -> bool:
    """Whether a sort's nouns name human beings."""
    return sort in PERSONS


def passed_over(page: Page, index: int) -> str:
    """The participle behind a hyphen after a name ("led" of "US-led"), else ""."""
    if index + 2 < len(page.words) and page.words[index + 1] == "-":
        return page.lowers[index + 2]
    return ""
