"""What stands in which grammatical role of a verb or an event noun.

Roles are deep: `object` is what is acted on in the active, the passive, the participle and the relative clause alike,
and `subject` is who acts, found through control and raising. A role nobody fills is an empty list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.things import things
from onrecord.reading.deep import deep_object, deep_subject, is_gap_dative, is_hidden_dative, is_hidden_gerund, spread
from onrecord.reading.grammar import child, children, first_conjunct, is_noun, is_passive, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRINGING = frozenset({"bring", "raise", "take", "push", "lift", "increase", "double", "triple"})
_AMOUNTING = frozenset({"be", "total", "reach", "stand", "amount", "exceed", "come", "rise"})
_DEEPEST = 3
"""How many of-phrases inside each other are looked into."""


def _under(token: Token, word: str) -> list[Token]:
    """Objects of the preposition `word` on a token."""
    found: list[Token] = []
    for prep in token.children:
        if prep.lower_ == word and prep.dep_ in ("prep", "dative", "agent", "prt", "advmod", "mark"):
            bare = token.doc[prep.i + 1 : prep.i + 2] if prep.right_edge == prep and is_verb(token) else ()
            found.extend(each for each in bare if each.dep_ == "dobj" and each.head == token and each.tag_[:2] == "NN")
            for obj in prep.children:
                if obj.dep_ in ("pobj", "pcomp", "prep", "advmod"):
                    found.extend(
                        spread(obj) if obj.dep_ != "prep" else [p for x in children(obj, "pobj") for p in spread(x)]
                    )
    return found


def _nested_under(noun: Token, role: str) -> list[Token]:
    """What stands in a role of a noun or of what its of-phrase holds ("a batch of rockets from Lima")."""
    found: list[Token] = []
    for _ in range(_DEEPEST):
        found = NounRoles(noun).of(role)
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(of, "pobj") if of is not None else None
        if found or inner is None or role == "of":
            break
        noun = inner
    return found


def _sum(noun: Token) -> list[Token]:
    """What a total comes to: "the value of the aid is X", "brings its aid to X", "the aid totals X"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in _SIZING:
        noun = noun.head.head
    verb = noun.head
    word = lemma(verb)
    if noun.dep_ == "dobj" and word in _BRINGING:
        return _under(verb, "to")
    if noun.dep_ in ("nsubj", "nsubjpass") and word in _AMOUNTING:
        return children(verb, "attr", "dobj") or _under(verb, "at") or _under(verb, "to")
    return []


def _clause_subjects(clauses: list[Token]) -> list[Token]:
    """Who is to do what a that-clause asks for ("demanded that Lima free the crew"); nobody in a passive."""
    return [each for clause in clauses for own in children(clause, "nsubj") for each in spread(own)]


class Roles:
    """The roles around one head; each is worked out when first asked for."""

    def __init__(self, head: Token) -> None:
        self.head = head
        self._known: dict[str, list[Token]] = {}

    def of(self, role: str) -> list[Token]:
        """The tokens in a role."""
        found = self._known.get(role)
        if found is None:
            found = self._known[role] = self._find(role)
        return found

    def _find(self, role: str) -> list[Token]:
        raise NotImplementedError


class VerbRoles(Roles):
    """Roles of a verb: subject object dative comp modal, prepositions, and `object_X` for what hangs on the object."""

    def _find(self, role: str) -> list[Token]:
        verb = self.head
        if role == "subject":
            return deep_subject(verb)
        if role == "object":
            return deep_object(verb)
        if role == "dative":
            return self._dative()
        if role == "comp":
            return children(verb, "xcomp", "ccomp")
        if role == "comp_subject":
            return _clause_subjects(children(verb, "ccomp"))
        if role == "modal":
            return children(verb, "aux")
        if role == "next":
            return [verb.doc[verb.i + 1]] if verb.i + 1 < len(verb.doc) else []
        if role.startswith("object_"):
            part = role.removeprefix("object_")
            return [each for obj in self.of("object") for each in _nested_under(obj, part)]
        if role.startswith("subject_"):
            part = role.removeprefix("subject_")
            return [each for doer in self.of("subject") for each in NounRoles(doer).of(part)]
        if role == "by" and is_passive(verb):
            return []
        return _under(verb, role) or (self._beside_gerund(role) if verb.tag_ == "VBG" else [])

    def _beside_gerund(self, word: str) -> list[Token]:
        """A phrase behind a hidden gerund's object that the parser hung on the verb above ("denied selling X to Y")."""
        verb = self.head
        if not is_hidden_gerund(verb) or verb.head.dep_ not in ("dobj", "pobj"):
            return []
        over = verb.head.head if verb.head.dep_ == "dobj" else verb.head.head.head
        return [
            each
            for prep in over.children
            if prep.i > verb.head.i and prep.dep_ in ("prep", "dative") and prep.lower_ == word
            for obj in children(prep, "pobj")
            for each in spread(obj)
        ]

    def _dative(self) -> list[Token]:
        """Who is given to without a preposition."""
        verb = self.head
        direct = [c for c in children(verb, "dative") if is_noun(c) or c.tag_ == "PRP"]
        objects = children(verb, "dobj")
        if not direct and len(objects) == 2:
            direct = objects[:1]
        if not direct and len(objects) == 1 and is_gap_dative(objects[0]):
            direct = objects
        if not direct:
            direct = [part for obj in objects for part in children(obj, "compound", "nmod") if is_hidden_dative(part)]
        if not direct and is_passive(verb) and child(verb, "dobj") is not None:
            own = child(verb, "nsubjpass")
            direct = [own] if own is not None else []
        return [each for token in direct for each in spread(token)]


class NounRoles(Roles):
    """Roles of an event noun: poss adj compound, prepositions, and those of the verb it leans on (`light_X`)."""

    def _find(self, role: str) -> list[Token]:
        noun = self.head
        if role in ("poss", "compound"):
            return [each for token in children(noun, role) for each in spread(token)]
        if role == "adj":
            return children(noun, "amod", "compound", "nmod", "poss")
        if role == "plural":
            return [noun] if noun.tag_ in ("NNS", "NNPS") else []
        if role == "joint":
            return children(noun, "amod", "compound")
        if role == "stage":
            return self._stage()
        if role == "happen":
            verb = noun.head
            return [verb] if noun.dep_ == "nsubj" and lemma(verb) in _HAPPEN else []
        if role == "comp":
            return children(noun, "acl", "relcl", "ccomp")
        if role == "comp_subject":
            return _clause_subjects(children(noun, "acl", "ccomp"))
        if role == "sum":
            return _sum(noun)
        if role.startswith("light"):
            leant_on = self.light()
            return self._of_light(leant_on, role) if leant_on is not None else []
        return _under(noun, role) or (self._reattached() if role == "of" else [])

    def _of_light(self, verb: Token, role: str) -> list[Token]:
        """The verb leant on, or what stands in a role of it (`light_to`; `light_dative`: its object)."""
        if role == "light":
            return [verb]
        if role == "light_dative":
            return VerbRoles(verb).of("object") if self.head.dep_ == "pobj" else []
        return _under(verb, role.removeprefix("light_"))

    def _reattached(self) -> list[Token]:
        """An of-phrase that the parser hung on a neighbour ("the sale to Lima of mortars")."""
        return [
            each
            for prep in children(self.head, "prep")
            for obj in children(prep, "pobj")
            for each in _under(obj, "of")
            if prep.lower_ in ("to", "by", "from")
        ]

    def light(self) -> Token | None:
        """The verb a noun leans on as its object, subject of a passive or "of"-complement."""
        noun = first_conjunct(self.head)
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma(noun.head.head) in things().partitive:
            noun = first_conjunct(noun.head.head)  # "carried out hundreds of strikes"
        verb = noun.head
        if noun.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and is_verb(verb):
            return verb
        if noun.dep_ == "pobj" and noun.head.dep_ in ("prep", "prt", "agent"):
            above = noun.head.head
            if is_verb(above) and noun.head.lower_ in ("on", "off", "out", "to", "with", "of", "from", "for"):
                return above
        return None

    def _stage(self) -> list[Token]:
        noun = first_conjunct(self.head)
        found = [c for c in self.head.children if c.dep_ in ("amod", "compound") and c.lower_ in _STAGE]
        verb = self.light()
        if verb is not None and lemma(verb) in _STAGE:
            found.append(verb)
        elif noun.dep_ == "pobj" and is_noun(noun.head.head) and lemma(noun.head.head) in _STAGE:
            found.append(noun.head.head)
        elif noun.dep_ in ("nsubj", "nsubjpass") and lemma(noun.head) in _STAGE:
            found.append(noun.head)
        return found


def _words_of(sort: str) -> frozenset[str]:
    return frozenset(word for word, sorts in things().sorts.items() if sort in sorts)


_SIZING = _words_of("sizing")
_STAGE = _words_of("stage_word")
_HAPPEN = _words_of("happen")


def roles(head: Token, shape: str) -> Roles:
    """The roles of a head, by the shape of frame it is tried with."""
    return NounRoles(head) if shape == "noun" else VerbRoles(head)
