"""Where an act happens: the places in the roles of its frame and those its clause names.

Invariant: a place is told in the words of the text; of two places inside each other the longer words stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import nouns
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.evidence import Span
from onrecord.model.place import Place
from onrecord.reading.acts import Sighting
from onrecord.reading.grammar import ancestors, children, conjuncts, is_noun, is_verb
from onrecord.reading.sorts import Sorts
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast

_BOUNDARY = frozenset({"acl", "relcl", "appos", "advcl", "punct", "cc", "conj", "prep", "ccomp"})
_SOMEBODY = frozenset({"people", "soldiers", "armed_force", "armed_group", "person"})
_NAMES = frozenset({"NNP", "NNPS"})
_SAME_CLAUSE = frozenset({"conj", "dobj", "nsubj", "nsubjpass"})
_PHASES = frozenset({"continue", "begin", "start", "keep", "resume", "go", "cease", "stop"})
_FRONTED = frozenset({"in", "at", "near", "off", "outside"})
_BESIDE = frozenset({"near", "off", "outside", "around"})
"""Prepositions of a place that is not the place they name."""


class Sites:
    """Finds the places of the acts of one text."""

    def __init__(self, text: Text, cast: Cast, sorts: Sorts) -> None:
        self._text = text
        self._cast = cast
        self._sorts = sorts
        self._preps: dict[int, list[Token]] = {}

    def of(self, seen: Sighting) -> tuple[Place, ...]:
        """Places in the frame's roles, and those the parser hung lower in the clause of the act."""
        found: list[Place] = []
        for role in seen.frame.place:
            for token in seen.roles.of(role):
                self._add(found, token, seen.frame.act, named=role.endswith("object") or "_" in role)
        if not found:
            words = {role.rsplit("_", 1)[-1] for role in seen.frame.place}
            number = self._text.sentence_of[seen.seed.head.i]
            for token in self._prepositions(number):
                if token.lower_ in words:
                    if not self._is_named_body(token.head) and clause_of(token, seen.seed.head):
                        self._add_each(found, token, seen.frame.act)
                elif words and _is_direction(token) and clause_of(token, seen.seed.head):
                    self._add(found, token.head, seen.frame.act, named=False)
            if not found and words:
                self._add_fronted(found, seen, number)
        if not found:
            self._add_where(found, seen)
        return tuple(found[:3])

    def _is_named_body(self, noun: Token) -> bool:
        """Whether a noun is the body of a name that goes on with its place ("the Support Mission in Haiti")."""
        return noun.tag_ in _NAMES and self._cast.noun(noun) is not None

    def _add_each(self, found: list[Place], prep: Token, act: Act) -> None:
        for obj in children(prep, "pobj"):
            for each in conjuncts(obj):
                self._add(found, each, act, named=True)

    def _prepositions(self, sentence: int) -> list[Token]:
        found = self._preps.get(sentence)
        if found is None:
            start, stop = self._text.sentences[sentence]
            found = self._preps[sentence] = [t for t in self._text.doc[start:stop] if t.dep_ == "prep"]
        return found

    def _add_fronted(self, found: list[Place], seen: Sighting, number: int) -> None:
        """The place that opens the sentence, for what its main clause tells ("In Mali, troops went on to ...")."""
        prep = self._text.doc[self._text.sentences[number][0]]
        if prep.dep_ != "prep" or prep.lower_ not in _FRONTED or prep.head.i < prep.i:
            return
        if self._text.doc[prep.i + 1].lower_ in nouns().calendar:
            return
        verb = seen.seed.head
        while verb != prep.head:
            if verb.dep_ not in _SAME_CLAUSE and not (verb.dep_ == "xcomp" and lemma(verb.head) in _PHASES):
                return
            verb = verb.head
        for obj in children(prep, "pobj"):
            self._add(found, obj, seen.frame.act, named=True)

    def _add_where(self, found: list[Place], seen: Sighting) -> None:
        """The place that a clause with "where" hangs on ("the region where they are based")."""
        for verb in (seen.seed.head, *ancestors(seen.seed.head)):
            if verb.dep_ == "relcl":
                if any(c.lower_ == "where" for c in verb.children):
                    self._add(found, verb.head, seen.frame.act, named=True)
                return

    def _add(self, found: list[Place], token: Token, act: Act, *, named: bool) -> None:
        left = act is not Act.ATTACK and token.dep_ == "dobj"  # what is struck is an item, its town the place
        site = self._site(token, self._preps_behind(token) if left else children(token, "prep"))
        place = site if site is not None and left else self._cast.place(token) or site or self._country(token)
        if place is None or place in found:
            return
        if named and site is None and not any(t.tag_ in ("NNP", "NNPS") for t in token.subtree):
            return
        place = self._beside(token, place)
        if not any(place == other or _inside(place, other) for other in found):
            found.append(place)

    def _beside(self, token: Token, place: Place) -> Place:
        """The place with the word that keeps it from being the place itself ("near Lviv", "off the coast")."""
        prep = token.head
        if token.dep_ != "pobj" or prep.lower_ not in _BESIDE or place.span is None:
            return place
        between = self._text.report.text[prep.idx + len(prep) : place.span.start].strip().casefold()
        if between not in ("", "the"):
            return place
        span = Span.of(self._text.report.text, prep.idx, place.span.end)
        return Place(span.exact, place.country, span)

    def _site(self, token: Token, preps: list[Token]) -> Place | None:
        """A base, camp or town described by where it lies ("the drone base at Agadez")."""
        sorts = self._sorts.of(token)
        if "attackable" not in sorts or sorts & _SOMEBODY or not is_noun(token):
            return None
        for prep in preps:
            for obj in children(prep, "pobj") if prep.lower_ in ("in", "at", "near", "on", "off") else []:
                inner = self._cast.place(obj)
                if inner is not None:
                    left = min(
                        (c.i for c in token.children if c.i < token.i and c.dep_ not in _BOUNDARY), default=token.i
                    )
                    span = self._text.span(left, obj.i + 1)
                    return Place(span.exact, inner.country, span)
        return None

    def _preps_behind(self, token: Token) -> list[Token]:
        """The prepositions of a noun, with one right behind it that the parser hung on its verb."""
        found = children(token, "prep")
        after = token.i + 1
        if not found and after < len(self._text.doc) and token.dep_ == "dobj":
            behind = self._text.doc[after]
            if behind.dep_ == "prep" and behind.head == token.head:
                found = [behind]
        return found

    def _country(self, token: Token) -> Place | None:
        """The state that "the country" stands for behind a preposition ("came to the country")."""
        if token.lower_ != "country" or token.dep_ != "pobj" or token.head.lower_ == "of":
            return None
        found = self._cast.parties(token)
        if len(found) != 1 or found[0].kind is not ActorKind.STATE:
            return None
        return Place(found[0].span.exact, found[0].country, found[0].span)


def _is_direction(of: Token) -> bool:
    """Whether a preposition is the "of" of a direction ("east of the town")."""
    return of.lower_ == "of" and of.head.lower_ in nouns().compass


def _inside(one: Place, other: Place) -> bool:
    """Whether the words of a place stand inside another's."""
    if one.span is None or other.span is None:
        return False
    return other.span.start <= one.span.start and one.span.end <= other.span.end


def clause_of(token: Token, head: Token) -> bool:
    """Whether a word stands in the clause an act heads: no other verb lies between them."""
    light = head.head if not is_verb(head) and head.dep_ in ("dobj", "nsubj", "nsubjpass") else head
    for above in ancestors(token):
        if above in (head, light):
            return True
        if is_verb(above):
            return False
    return False
