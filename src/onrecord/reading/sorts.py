"""What sort of thing a noun phrase stands for: a party, a place, arms, relief, money, a pact, ..."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.codebook.acts import Condition
from onrecord.codebook.things import things
from onrecord.reading.grammar import child, children
from onrecord.reading.roles import Roles
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast
    from onrecord.reading.quantities import Quantity

_MODEL = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w./-]{2,}$")
_MODEL_MARK = re.compile(r"([a-z]+)-?\d")
_OF_PHRASES = frozenset(phrase.partition(" of ")[0] for phrase in things().sorts if " of " in phrase)
_THEM = frozenset({"they", "them", "these", "those"})
_ORDINALS = frozenset({"first", "second", "third", "last", "rest", "remainder", "remaining"})
_PRONOUNS = frozenset({"PRP", "WP", "DT", "EX"})


def contained(noun: Token) -> Token:
    """What a partitive noun or figure holds: "a batch of shells" → shells; the noun itself otherwise."""
    seen = noun
    for _ in range(3):
        if (
            lemma(seen) not in things().partitive
            and not seen.tag_.startswith("CD")
            and seen.lower_ not in ("none", "all", "one", "%", "$")
        ):
            return seen
        of = next((c for c in seen.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(of, "pobj") if of is not None else None
        if inner is None:
            return seen
        seen = inner
    return seen


_LOCATIVE = frozenset({"in", "at", "near", "off", "into", "from", "to", "on", "around", "outside", "across"})
_NO_PLACE = frozenset({"person", "delegation", "armed_force", "armed_group", "firm"})


def _stands_as_place(token: Token) -> bool:
    """Whether an unknown name stands where a place does: after a locative preposition, or visited."""
    if token.tag_ not in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "DATE", "TIME", "ORG"):
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in _LOCATIVE
    return token.dep_ == "dobj" and token.ent_type_ in ("GPE", "LOC", "FAC", "")


class Sorts:
    """Answers what a token is, remembered token by token."""

    def __init__(self, cast: Cast, quantities: tuple[Quantity, ...]) -> None:
        self._cast = cast
        self._known: dict[int, frozenset[str]] = {}
        self._figures: dict[int, str] = {}
        self._counted: dict[int, int] = {}
        for quantity in quantities:
            unit = quantity.mention.unit
            for i in (*range(quantity.first, quantity.last), *([quantity.noun] if quantity.noun is not None else [])):
                self._figures.setdefault(i, unit or "item")
                if quantity.noun is not None and quantity.first <= i < quantity.last:
                    self._counted.setdefault(i, quantity.noun)

    def of(self, token: Token) -> frozenset[str]:
        """The sorts of the phrase a token heads."""
        found = self._known.get(token.i)
        if found is None:
            found = self._known[token.i] = frozenset(self._find(token))
        return found

    def _find(self, token: Token) -> set[str]:
        found = self._thing(token)
        inner = contained(token)
        if inner != token:
            found |= self._thing(inner)
        counted = self._counted.get(token.i)
        if counted is not None and counted != token.i:
            found |= self._thing(token.doc[counted])
        unit = self._figures.get(token.i)
        found |= _figure_sorts(unit)
        if {"arms", "talk"} <= found and (unit is not None or inner != token):
            found.discard("arms" if "talk" in self._thing(inner) and inner != token else "talk")  # "rounds"
        found |= _pronoun_sorts(token)
        if token.lower_ in ("one", "ones", "others") and not found:
            found.add("thing_pronoun")
        if not found & {"figure", "person"} and (token.lower_ in _THEM or _is_ordinal(token)):
            found.add("taken_up")
        if token.tag_ in ("VBG", "VB", "VBD", "VBN", "VBZ", "VBP"):
            found.add("clause")
        for party in (*self._cast.parties(token), *(self._cast.parties(inner) if inner != token else ())):
            found |= {party.kind.value, "party"}
        if self._cast.place(token) is not None or (_stands_as_place(token) and not found & _NO_PLACE):
            found.add("place")
        if not found and token.tag_.startswith("NN"):
            found.add("other")
        return found

    def _thing(self, token: Token) -> set[str]:
        known = things().sorts
        base = lemma(token) if token.tag_ != "NNP" and not _stands_for_noun(token) else token.lower_
        found = set(known.get(base, ()))
        if token.tag_ in ("NNPS", "NNP") and base.endswith("s"):
            found |= set(known.get(base[:-1], ()))
        for part in children(token, "compound", "amod", "nmod"):
            found |= set(known.get(f"{part.lower_} {base}", ()))
            model = _MODEL_MARK.match(part.lower_) if part.text[-1:].isdigit() else None
            if model is not None and model[1] in things().armed_models:
                found = (found - {"gear"}) | {"arms"}  # "F-16 aircraft"
        for part in children(token, "prep") if base in _OF_PHRASES else []:
            for held in children(part, "pobj") if part.lower_ == "of" else []:
                found |= set(known.get(f"{base} of {held.lower_}", ()))
        if token.tag_.startswith(("NN", "CD")) and _MODEL.match(token.text) and not token.text[0].isdigit():
            found.add("arms")
        return found


def met(condition: Condition, roles: Roles, sorts: Sorts) -> bool:
    """Whether a frame's condition holds around a head."""
    tokens = [token for role in condition.roles if role != "none" for token in roles.of(role)]
    if not tokens:
        return "none" in condition.sorts or "none" in condition.roles
    wanted = condition.sorts
    if "any" in wanted:
        return True
    for token in tokens:
        if sorts.of(token) & wanted or f"={lemma(token)}" in wanted:
            return True
        if "question" in wanted and _is_question(token):
            return True
    return False


def _figure_sorts(unit: str | None) -> set[str]:
    if unit is None:
        return set()
    if unit == "person":
        return {"figure", "figure_person"}
    return {"figure", "figure_money"} if len(unit) == 3 and unit.isupper() else {"figure"}


def _is_ordinal(token: Token) -> bool:
    """Whether "the first", "the rest" stand for things told before."""
    if token.lower_ not in _ORDINALS or not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
        return False
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    held = child(of, "pobj") if of is not None else None
    return held is None or held.lower_ in _THEM


def _stands_for_noun(token: Token) -> bool:
    """Whether a participle or adjective is used as a noun ("the wounded")."""
    return token.tag_ in ("VBN", "JJ") and any(c.dep_ == "det" for c in token.children)


def _pronoun_sorts(token: Token) -> set[str]:
    if token.tag_ not in ("PRP", "PRP$"):
        return set()
    return {"pronoun", "thing_pronoun"} if token.lower_ in ("it", "them", "they") else {"pronoun"}


def _is_question(clause: Token) -> bool:
    return any(c.lower_ in ("whether", "if", "how", "why", "when", "what", "who") for c in clause.children)
