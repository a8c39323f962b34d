"""Words that a correction takes back: "An earlier version of this article said that ..." (codebook, decision 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.grammar import children
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDITIONS = frozenset("version edition entry headline caption article story report post update item".split())
_EARLIER = frozenset("earlier previous original first former initial prior".split())
_TELLING = frozenset("say state report give claim write misstate suggest quote describe put name tell imply".split())


def retracted(text: Text) -> tuple[tuple[int, int], ...]:
    """Token ranges of what an earlier version of the report wrongly said."""
    found = []
    for token in text.doc:
        if token.dep_ in ("nsubj", "nsubjpass") and lemma(token) in _EDITIONS and _is_earlier(token):
            verb = token.head
            if lemma(verb) in _TELLING:
                found.append((verb.i, verb.right_edge.i + 1))
    return tuple(found)


def _is_earlier(noun: Token) -> bool:
    if not any(c.lower_ in _EARLIER for c in children(noun, "amod", "advmod", "nmod")):
        return False
    return any(w.lower_ == "this" or lemma(w) in ("article", "story", "page", "report") for w in noun.subtree)
