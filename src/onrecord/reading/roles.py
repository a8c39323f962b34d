"""What stands in which grammatical role of a verb or an event noun.

Roles are deep: `object` is what is acted on in the active, the passive, the participle and the relative clause alike,
and `subject` is who acts, found through control and raising. A role nobody fills is an empty list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.things import things
from onrecord.reading.grammar import (
    SUBJECTS,
    ancestors,
    child,
    children,
    conjuncts,
    first_conjunct,
    is_noun,
    is_passive,
    is_verb,
)
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = ("WDT", "WP", "WP$", "WRB")
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "use", "vow", "pledge", "agree"})
_GIVING = frozenset("give lend send hand grant offer sell promise pledge loan".split())
_SHARED_REACH = 3
"""How many words on a coordinated verb may stand that shares its object."""
_BLAMED = frozenset({"of", "for", "from", "into", "against"})


def _spread(token: Token) -> list[Token]:
    """A token with those coordinated with it, also where the parser took a list's second member for an apposition."""
    found = conjuncts(token)
    for part in list(found):
        for member in children(part, "appos"):
            if child(member, "cc") is not None and child(member, "conj") is not None:
                found.extend(each for each in conjuncts(member) if each not in found)
    return sorted(found, key=lambda t: t.i)


def relativised(token: Token) -> bool:
    """Whether a token is a relative pronoun."""
    return token.tag_ in _RELATIVE or (
        token.lower_ == "that"
        and token.dep_ in (*SUBJECTS, "dobj", "pobj", "mark")
        and token.tag_ in ("WDT", "IN", "DT")
        and token.head.dep_ == "relcl"
    )


def is_hidden_gerund(verb: Token) -> bool:
    """A gerund that the parser took for a modifier of its own object ("denied selling rifles", "in clearing mines")."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("amod", "compound") or verb.i == 0:
        return False
    before = verb.doc[verb.i - 1]
    if before.dep_ == "prep":
        return True
    return is_verb(before) and verb.head.dep_ == "dobj" and verb.head.head == before


def is_hidden_dative(part: Token) -> bool:
    """A name right after a verb of giving that the parser took into its object ("gave Kyiv shells")."""
    verb = part.head.head
    return part.tag_ == "NNP" and part.head.dep_ == "dobj" and part.i == verb.i + 1 and lemma(verb) in _GIVING


def _noun_owner(noun: Token) -> list[Token]:
    """Whose a noun is: its possessor, or the subject of the verb it is the object of ("made a promise to ...")."""
    owner = child(noun, "poss")
    if owner is not None:
        return _spread(owner)
    if noun.dep_ in ("dobj", "pobj", "nsubjpass", "attr"):
        for above in ancestors(noun):
            if is_verb(above):
                return deep_subject(above) if not is_passive(above) else []
    return []


def _controller(verb: Token) -> list[Token]:
    """Who does an act whose verb has no subject of its own, by the clause it depends on."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj":
        return deep_subject(head) if is_verb(head) and is_passive(head) == is_passive(verb) else _raised(head)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd", "attr") and (is_verb(head) or head.tag_.startswith("JJ")):
        blamed = child(head, "dobj")
        if verb.dep_ == "xcomp" and blamed is not None and lemma(head) not in _SUBJECT_CONTROL and blamed.i < verb.i:
            return _spread(blamed)
        return _raised(head)
    if verb.dep_ in ("pcomp", "pobj") and head.dep_ in ("prep", "agent", "dative"):
        above = head.head
        blamed = child(above, "dobj")
        if is_verb(above):
            if blamed is not None and head.lower_ in _BLAMED:
                return _spread(blamed)
            return _raised(above)
        if is_noun(above):
            return _noun_owner(above)
        return next((_raised(up) for up in ancestors(above) if is_verb(up)), [])
    if is_hidden_gerund(verb):
        above = head.head.head if head.dep_ == "pobj" else head.head
        return _raised(above) if is_verb(above) else _noun_owner(above)
    if verb.dep_ == "acl" and is_noun(head):
        return _noun_owner(head) if verb.tag_ == "VB" else _spread(head)
    return []


def _raised(verb: Token) -> list[Token]:
    """The surface subject of a governing verb or adjective, passive or not ("are to be flown", "is expected to")."""
    own = child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ in ("acomp", "attr", "oprd") and is_verb(verb.head):
        return _raised(verb.head)
    if verb.dep_ in ("acomp", "attr", "xcomp", "conj", "ccomp", "advcl", "pcomp", "acl", "relcl"):
        if verb.dep_ == "acl" and is_noun(verb.head):
            return _spread(verb.head)
        if verb.tag_.startswith("JJ") and is_verb(verb.head):
            return _raised(verb.head)
        return _controller(verb)
    return []


def _antecedent(own: Token, verb: Token) -> list[Token]:
    if not relativised(own):
        return _spread(own)
    for above in (verb, *ancestors(verb)):
        if above.dep_ == "relcl":
            return [above.head]
    return []


def deep_subject(verb: Token) -> list[Token]:
    """Who does the act of an active verb, or is named by "by" with a passive one."""
    if is_passive(verb):
        by = [
            p
            for prep in verb.children
            if prep.dep_ == "agent" or (prep.dep_ == "prep" and prep.lower_ == "by")
            for p in children(prep, "pobj")
        ]
        return [each for token in by for each in _spread(token)]
    own = child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(own, verb)
    return _controller(verb)


def _relative_gap(verb: Token) -> list[Token]:
    """The noun a relative clause leaves out as its object ("the jets that Lima ordered")."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return []
    own = child(verb, *SUBJECTS)
    return [verb.head] if own is not None and not relativised(own) and is_noun(verb.head) else []


def deep_object(verb: Token) -> list[Token]:
    """What is acted on."""
    direct = children(verb, "dobj")
    if len(direct) == 2 and direct[0].i < direct[1].i:
        direct = direct[1:]  # the parser calls both objects of "gave Kyiv tanks" direct
    if direct:
        if relativised(direct[0]) and verb.dep_ == "relcl":
            return [verb.head]
        return [each for token in direct for each in _spread(token)]
    if is_passive(verb):
        return _passive_object(verb)
    return _relative_gap(verb) or _hidden_object(verb) or _shared_object(verb)


def _passive_object(verb: Token) -> list[Token]:
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ in ("acl", "amod") and is_noun(verb.head):
        return _spread(verb.head)
    if verb.dep_ == "conj":
        return deep_object(verb.head) if is_passive(verb.head) else _raised(verb.head)
    return _controller(verb)


def _hidden_object(verb: Token) -> list[Token]:
    """An object the parser hung elsewhere: a gerund's head, or the object of a particle ("pass on its guns")."""
    if is_hidden_gerund(verb):
        return _spread(verb.head)
    particle = child(verb, "prt")
    if particle is None:
        return []
    return [each for obj in children(particle, "pobj") for each in _spread(obj)]


def _shared_object(verb: Token) -> list[Token]:
    """The object of the next coordinated verb ("built and sold ten boats")."""
    if verb.dep_ == "conj":
        return []
    later = [c for c in children(verb, "conj") if is_verb(c) and child(c, "dobj") and not child(c, *SUBJECTS)]
    return deep_object(later[0]) if later and later[0].i - verb.i <= _SHARED_REACH else []


def _under(token: Token, word: str) -> list[Token]:
    """Objects of the preposition `word` on a token."""
    found: list[Token] = []
    for prep in token.children:
        if prep.lower_ == word and prep.dep_ in ("prep", "dative", "agent", "prt", "advmod", "mark"):
            for obj in prep.children:
                if obj.dep_ in ("pobj", "pcomp", "prep", "advmod"):
                    found.extend(
                        _spread(obj) if obj.dep_ != "prep" else [p for x in children(obj, "pobj") for p in _spread(x)]
                    )
    return found


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
        if role == "modal":
            return children(verb, "aux")
        if role == "next":
            return [verb.doc[verb.i + 1]] if verb.i + 1 < len(verb.doc) else []
        if role.startswith("object_"):
            part = role.removeprefix("object_")
            return [each for obj in self.of("object") for each in NounRoles(obj).of(part)]
        found = _under(verb, role)
        if role == "by" and is_passive(verb):
            return []
        if found or verb.dep_ != "conj":
            return found
        return []

    def _dative(self) -> list[Token]:
        """Who is given to without a preposition."""
        verb = self.head
        direct = [c for c in children(verb, "dative") if is_noun(c) or c.tag_ == "PRP"]
        objects = children(verb, "dobj")
        if not direct and len(objects) == 2:
            direct = objects[:1]
        if not direct:
            direct = [part for obj in objects for part in children(obj, "compound", "nmod") if is_hidden_dative(part)]
        if not direct and is_passive(verb) and child(verb, "dobj") is not None:
            own = child(verb, "nsubjpass")
            direct = [own] if own is not None else []
        return [each for token in direct for each in _spread(token)]


class NounRoles(Roles):
    """Roles of an event noun: poss adj compound, prepositions, and those of the verb it leans on (`light_X`)."""

    def _find(self, role: str) -> list[Token]:
        noun = self.head
        if role in ("poss", "compound"):
            return [each for token in children(noun, role) for each in _spread(token)]
        if role == "adj":
            return children(noun, "amod", "compound", "nmod", "poss")
        if role == "plural":
            return [noun] if noun.tag_ in ("NNS", "NNPS") else []
        if role == "joint":
            return children(noun, "amod", "compound")
        if role == "light":
            verb = self.light()
            return [verb] if verb is not None else []
        if role == "stage":
            return self._stage()
        if role == "happen":
            verb = noun.head
            return [verb] if noun.dep_ == "nsubj" and lemma(verb) in _HAPPEN else []
        if role == "comp":
            return children(noun, "acl", "relcl", "ccomp")
        if role == "light_dative":
            verb = self.light()
            return VerbRoles(verb).of("object") if verb is not None and self.head.dep_ == "pobj" else []
        if role.startswith("light_"):
            verb = self.light()
            return _under(verb, role.removeprefix("light_")) if verb is not None else []
        return _under(noun, role) or (self._reattached() if role == "of" else [])

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


_STAGE = _words_of("stage_word")
_HAPPEN = _words_of("happen")


def roles(head: Token, shape: str) -> Roles:
    """The roles of a head, by the shape of frame it is tried with."""
    return NounRoles(head) if shape == "noun" else VerbRoles(head)
