"""Small questions put to a dependency tree, asked in the same words everywhere.

Dependency labels are ClearNLP's (nsubj, nsubjpass, dobj, pobj, prep, agent, ccomp, xcomp, advcl, acl, relcl, conj).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def is_verb(token: Token) -> bool:
    """Whether a token is a verb by its tag (modals are not); a "verb" that is the object of a preposition is a noun."""
    return token.tag_.startswith("VB") and not _is_mistagged(token)


def _is_mistagged(token: Token) -> bool:
    """A plural noun that the tagger took for a verb ("a series of airstrikes")."""
    return token.tag_ == "VBZ" and token.dep_ in ("pobj", "dobj", "nsubjpass")


def is_noun(token: Token) -> bool:
    """Whether a token is tagged as a noun or a name."""
    return token.tag_.startswith("NN") or _is_mistagged(token)


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of the labels, in text order."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated after it, in text order."""
    found = [token]
    for part in found:
        found.extend(c for c in part.children if c.dep_ == "conj")
    return found


def first_conjunct(token: Token) -> Token:
    """The head of the coordination a token stands in."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    """Whether a verb is a full passive or a past participle that modifies a noun ("weapons sent to X")."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj", "dobj") is None:
        return is_passive(verb.head)  # "was hit and sunk"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and child(verb, "aux") is None


def prepositional(token: Token, *words: str) -> list[Token]:
    """The objects of prepositions `words` (lower case; "to" covers dative) on a token, with coordinated ones."""
    found: list[Token] = []
    for prep in token.children:
        if prep.dep_ in ("prep", "dative", "agent") and prep.lower_ in words:
            for obj in prep.children:
                if obj.dep_ in ("pobj", "pcomp"):
                    found.extend(conjuncts(obj))
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def clause_verb(token: Token) -> Token:
    """The nearest verb at or above a token; the sentence's root where there is none."""
    if is_verb(token):
        return token
    last = token
    for above in ancestors(token):
        last = above
        if is_verb(above):
            return above
    return last


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a verb: its own, that of the verb it is coordinated with or controlled by.

    For a participle or relative clause on a noun it is that noun ("troops sent", "the ship that left").
    """
    seen: set[int] = set()
    current = verb
    while current.i not in seen:
        seen.add(current.i)
        own = child(current, *SUBJECTS)
        if own is not None:
            if own.tag_ in ("WDT", "WP") or own.lower_ == "that":
                return current.head if current.dep_ == "relcl" else own
            return own
        if current.dep_ in ("acl", "relcl") and is_noun(current.head) and current.tag_ != "VB":
            return current.head
        if current.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp") and current.head.i != current.i:
            up = current.head
            while up.dep_ in ("prep", "acl") and not is_verb(up) and up.head.i != up.i:
                up = up.head
            current = up
            continue
        return None
    return None


def subtree(token: Token) -> tuple[int, int]:
    """First and past-last token index of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


def has_lemma(token: Token, *lemmas: str) -> bool:
    """Whether a token's lemma is one of `lemmas`."""
    return lemma(token) in lemmas
