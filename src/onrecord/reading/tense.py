"""Where the clause of a time expression looks, back or ahead to what is planned: read off the tree and closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.reading.calendar_sketch import FUTURE, PAST, PRESENT, UNKNOWN
from onrecord.reading.grammar import is_noun, is_verb
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_HAVE = frozenset(("have", "has", "had", "'ve", "’ve", "having"))
_BE_NOW = frozenset(("is", "are", "'s", "’s", "am", "'re", "’re"))
_BE_THEN = frozenset(("was", "were"))
_NOT = frozenset(("not", "n't", "n’t", "never"))
_SHOULD_HAVE = frozenset(("would", "could", "might", "may", "must", "should", "'d", "’d"))
_DEEP = 14
_LONG = 400
"""Tokens of a sentence from which on it is no sentence: its tree is not asked."""

Words = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where an expression's clause looks, its verb, the past verb a plan hangs on ("agreed to"), whether the verb is
    negated, and whether the expression belongs to a noun.
    """

    look: int
    verb: int | None = None
    governor: int | None = None
    negated: bool = False
    nominal: bool = False


def outlook(text: Text, first: int, last: int, words: Words) -> Outlook:
    """The outlook of the tokens `first` to `last` (past the last)."""
    start, end = text.sentences[text.sentence_of[first]]
    if end - start > _LONG:
        return Outlook(UNKNOWN)
    token, noun, link, steps = _top(text, first, last), None, "", 0
    arranged = False
    if token.tag_ in ("IN", "TO"):
        link = token.lower_
    while (not is_verb(token) and token.tag_ != "MD") or first <= token.i < last:
        outside = not first <= token.i < last
        if outside and noun is None and is_noun(token):
            noun = token
        if outside and noun is None and token.tag_ in ("IN", "TO"):
            link = token.lower_
        if outside and token.lower_ in words["arranged"]:
            arranged = True
        if token.head == token or steps > _DEEP:
            return Outlook(_of_fragment(text, token, noun, words, arranged=arranged), nominal=noun is not None)
        token, steps = token.head, steps + 1
    found = _of_verb(token, words, link if noun is None else "", 0)
    if arranged or _has_arranged(token, words):
        found = replace(found, look=FUTURE if not _perfect_past(token) else PAST)
    if noun is not None:
        owner = last < len(text.doc) and text.doc[last].tag_ == "POS"
        found = replace(found, look=_of_noun(noun, words, found.look), nominal=noun.i < first or owner)
    return replace(found, verb=token.i, negated=any(c.lower_ in _NOT for c in token.children))


def _top(text: Text, first: int, last: int) -> Token:
    """The last token of the expression that hangs on something outside it (where "as early as May" is torn apart)."""
    for index in range(last - 1, first - 1, -1):
        token = text.doc[index]
        if not first <= token.head.i < last and token.dep_ != "punct" and not token.is_space:
            return token
    return text.doc[first:last].root


def _of_fragment(text: Text, top: Token, noun: Token | None, words: Words, *, arranged: bool) -> int:
    """The look of a clause without a verb above the expression: by the verbs of the sentence."""
    if arranged:
        return FUTURE
    if noun is not None and lemma(noun) in words["happened"]:
        return PAST
    if any(c.dep_ in ("nsubj", "nsubjpass") for c in top.children):
        return PRESENT  # a verb that was taken for a noun ("deliveries end in July")
    start, end = text.sentences[text.sentence_of[top.i]]
    for token in text.doc[start:end]:
        if token.tag_ == "MD":
            return FUTURE
        if token.tag_ == "VBD":
            return PAST
        if token.tag_ in ("VBZ", "VBP"):
            return PRESENT
    return UNKNOWN


def _of_noun(noun: Token, words: Words, clause: int) -> int:
    """The look of an expression that belongs to a noun: "Friday's planned talks", "Monday's raid will"."""
    for part in noun.children:
        if part.lower_ in words["arranged"]:
            return FUTURE
    if lemma(noun) in words["happened"]:
        return PAST
    return clause


def _has_arranged(verb: Token, words: Words) -> bool:
    """Whether the verb is a form of "be" with "due", "set", "likely" as its predicate."""
    return any(c.dep_ in ("acomp", "attr", "oprd") and c.lower_ in words["arranged"] for c in verb.children)


def _perfect_past(verb: Token) -> bool:
    return any(c.lower_ == "had" and c.dep_.startswith("aux") for c in verb.children)


def _of_verb(verb: Token, words: Words, link: str, depth: int) -> Outlook:
    """The outlook of a verb; `link` is the preposition that ties the expression to it."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.text != "May"]
    aux = {c.lower_ for c in auxiliaries}
    name = lemma(verb) if verb.tag_ != "MD" else "be"
    if depth > _DEEP:
        return Outlook(UNKNOWN)
    if link in words["arranging_links"] and name in words["arranging"] and verb.tag_ in ("VBD", "VBN"):
        return Outlook(FUTURE)
    modal = next((c.lower_ for c in auxiliaries if c.tag_ == "MD"), verb.lower_ if verb.tag_ == "MD" else "")
    if modal:
        if modal in _SHOULD_HAVE and aux & _HAVE and verb.tag_ in ("VBN", "VBD"):
            return Outlook(PAST)
        return Outlook(FUTURE, governor=_past_above(verb) if modal in ("would", "'d", "’d", "could", "might") else None)
    if "to" in aux or any(c.tag_ == "TO" for c in auxiliaries):
        return Outlook(PAST) if aux & _HAVE else _of_infinitive(verb, words, depth)
    if aux & _HAVE:
        return Outlook(PAST)
    particle = any(c.dep_ == "prt" for c in verb.children)
    if name in words["arranged"] and verb.tag_ == "VBN" and not particle and (aux or verb.dep_ != "ROOT"):
        return Outlook(FUTURE)
    if not aux and verb.tag_ in ("VB", "VBP") and verb.lower_ in words["same_past"]:
        return Outlook(PAST)
    if verb.tag_ in ("VBD", "VBN", "VBG", "VB"):
        return _of_form(verb, aux, words, depth)
    return Outlook(PAST if name in words["reporting"] else PRESENT)


def _of_form(verb: Token, aux: set[str], words: Words, depth: int) -> Outlook:
    """The outlook of a past, participle or bare form without a modal, "to" or "have"."""
    if aux & _BE_NOW or "be" in aux:
        return Outlook(PRESENT)
    if verb.tag_ == "VBD" or aux & _BE_THEN:
        return Outlook(PAST)
    up = verb.head
    joined = verb.dep_ == "conj" and up != verb and (is_verb(up) or up.tag_ == "MD")
    if verb.tag_ == "VBN" and not (joined and not aux and up.tag_ in ("VB", "VBN")):
        return Outlook(PAST)
    if verb.tag_ == "VB" and "do" not in aux and "does" not in aux and "did" in aux:
        return Outlook(PAST)
    while up.head != up and not is_verb(up) and up.tag_ != "MD":
        up = up.head
    if verb.tag_ == "VB" and not joined and verb.dep_ == "ROOT":
        return Outlook(UNKNOWN)
    if verb.tag_ == "VB" and not joined:
        return Outlook(FUTURE, governor=up.i if up != verb and up.tag_ == "VBD" else None)
    if up == verb or not (is_verb(up) or up.tag_ == "MD"):
        return Outlook(UNKNOWN)
    return _of_verb(up, words, "", depth + 1)


def _of_infinitive(verb: Token, words: Words, depth: int) -> Outlook:
    """The outlook of "to leave": a plan, unless the verb above tells that it came about ("managed to")."""
    up = verb.head
    if up == verb:
        return Outlook(FUTURE)
    if is_verb(up):
        passive = any(c.dep_ == "auxpass" for c in up.children)
        if lemma(up) in words["implicative"] and up.tag_ != "MD" and not (passive and lemma(up) == "expect"):
            return _of_verb(up, words, "", depth + 1)
        if verb.dep_ in ("advcl", "conj"):
            above = _of_verb(up, words, "", depth + 1)
            return above if verb.dep_ == "conj" or above.look == PAST else Outlook(FUTURE)
        if lemma(up) in words["hoped"] and _perfect_past(up):
            return Outlook(PAST)
        return Outlook(FUTURE, governor=up.i if _of_verb(up, words, "", depth + 1).look == PAST else None)
    return Outlook(FUTURE, governor=_past_above(verb))


def _past_above(verb: Token) -> int | None:
    """The nearest past verb above a verb."""
    token, steps = verb, 0
    while token.head != token and steps < _DEEP:
        token, steps = token.head, steps + 1
        if is_verb(token):
            return token.i if token.tag_ in ("VBD", "VBN") else None
    return None


def rescheduled(text: Text, index: int, words: Words) -> bool:
    """Whether the verb above a token gives up one date for another ("moved from Monday to Friday")."""
    token, steps = text.doc[index], 0
    while not is_verb(token) and token.head != token and steps < _DEEP:
        token, steps = token.head, steps + 1
    return is_verb(token) and lemma(token) in words["rescheduling"]
