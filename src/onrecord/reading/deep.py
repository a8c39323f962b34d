"""Who does an act and what is acted on, where the sentence says it in another place than beside the verb.

Control and raising, relative clauses, participles, coordinated verbs, gerunds that the parser mistook for modifiers.
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
_HANDING = frozenset({"aid", "order"})
_ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit"})
_BLAMED = frozenset({"of", "for", "from", "into", "against"})


def spread(token: Token) -> list[Token]:
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


def is_gap_dative(obj: Token) -> bool:
    """Whether the only object of a relative clause's verb of giving is the taker ("the drones it promised Lima")."""
    verb = obj.head
    if verb.dep_ != "relcl" or lemma(verb) not in _GIVING or obj.tag_ not in ("NNP", "PRP"):
        return False
    doer = child(verb, *SUBJECTS)
    return doer is not None and not relativised(doer)


def _is_demonym(part: Token) -> bool:
    """Whether a modifier is a capitalised adjective or name ("an Omani plan"), not one that opens a sentence."""
    return part.tag_ in ("JJ", "NNP") and part.text[:1].isupper() and not part.is_sent_start


def _noun_owner(noun: Token) -> list[Token]:
    """Whose a noun is: its possessor, or the subject of the verb it is the object of ("made a promise to ...")."""
    owner = child(noun, "poss") or next((c for c in children(noun, "amod", "compound") if _is_demonym(c)), None)
    if owner is not None:
        return spread(owner)
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
            return spread(blamed)
        return _raised(head)
    if verb.dep_ in ("pcomp", "pobj") and head.dep_ in ("prep", "agent", "dative"):
        above = head.head
        blamed = child(above, "dobj")
        if is_verb(above):
            if blamed is not None and head.lower_ in _BLAMED:
                return spread(blamed)
            return _raised(above)
        if is_noun(above):
            return _noun_owner(above)
        return next((_raised(up) for up in ancestors(above) if is_verb(up)), [])
    if is_hidden_gerund(verb):
        return _gerund_doer(head)
    if verb.dep_ == "acl" and is_noun(head):
        return _noun_owner(head) if verb.tag_ == "VB" else spread(head)
    return []


def _gerund_doer(thing: Token) -> list[Token]:
    """Who does a gerund that the parser made a modifier of its object `thing` ("accused Lima of selling mines")."""
    if thing.dep_ != "pobj":
        return _raised(thing.head) if is_verb(thing.head) else _noun_owner(thing.head)
    prep = thing.head
    above = prep.head
    if not is_verb(above):
        accused = prep.lower_ == "of" and above.dep_ == "dobj" and lemma(above.head) in _ACCUSING
        return spread(above) if accused else _noun_owner(above)
    blamed = child(above, "dobj")
    return spread(blamed) if blamed is not None and prep.lower_ in _BLAMED else _raised(above)


def _raised(verb: Token) -> list[Token]:
    """The surface subject of a governing verb or adjective, passive or not ("are to be flown", "is expected to")."""
    own = child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ in ("acomp", "attr", "oprd") and is_verb(verb.head):
        return _raised(verb.head)
    if verb.dep_ in ("acomp", "attr", "xcomp", "conj", "ccomp", "advcl", "pcomp", "acl", "relcl"):
        if verb.dep_ == "acl" and is_noun(verb.head):
            return spread(verb.head)
        if verb.tag_.startswith("JJ") and is_verb(verb.head):
            return _raised(verb.head)
        return _controller(verb)
    return []


def _antecedent(own: Token, verb: Token) -> list[Token]:
    if not relativised(own):
        return spread(own)
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
        return [each for token in by for each in spread(token)] or _shared_doer(verb)
    own = child(verb, *SUBJECTS)
    if own is not None:
        return [*_antecedent(own, verb), *_listed_subjects(own, verb)]
    return _headline_subject(verb) or _controller(verb)


def _shared_doer(verb: Token) -> list[Token]:
    """Who does a passive that shares its "by" with the next one ("was paid and armed by Lima")."""
    return [
        each
        for other in children(verb, "conj")
        if other.tag_ == "VBN" and child(other, *SUBJECTS) is None
        for by in other.children
        if by.dep_ == "agent"
        for doer in children(by, "pobj")
        for each in spread(doer)
    ]


def _listed_subjects(own: Token, verb: Token) -> list[Token]:
    """Names of a list that the parser made subjects of their own ("the envoys of Lima, Quito and Bogotá met")."""
    more = [c for c in children(verb, "nsubj") if own.i < c.i < verb.i and c.tag_ == "NNP"]
    return [each for token in more for each in spread(token)]


def _headline_subject(verb: Token) -> list[Token]:
    """Who will act by a headline's infinitive: the name that opens the sentence right before "to"."""
    to = child(verb, "aux")
    if verb.tag_ != "VB" or to is None or to.lower_ != "to" or to.i == 0:
        return []
    name = verb.doc[to.i - 1]
    first = name.left_edge.i
    opens = verb.doc[first].is_sent_start and name.text[:1].isupper() and name.dep_ in ("ROOT", "nsubj")
    return spread(name) if opens and name.i - first < _SHARED_REACH + 1 else []


def _relative_gap(verb: Token) -> list[Token]:
    """The noun a relative clause leaves out as its object ("the jets that Lima ordered")."""
    if verb.dep_ != "relcl" or is_passive(verb):
        return []
    own = child(verb, *SUBJECTS)
    return [verb.head] if own is not None and not relativised(own) and is_noun(verb.head) else []


def deep_object(verb: Token) -> list[Token]:
    """What is acted on."""
    direct = children(verb, "dobj")
    if len(direct) == 2 and any(direct[0].i < c.i < direct[1].i for c in children(verb, "prep", "prt")):
        direct = direct[:1]  # "cut a cable off Lund", where the parser made the name an object too
    elif len(direct) == 2 and direct[0].i < direct[1].i:
        direct = direct[1:]  # the parser calls both objects of "gave Kyiv tanks" direct
    if direct:
        if verb.dep_ == "relcl" and (relativised(direct[0]) or is_gap_dative(direct[0])):
            return [verb.head]
        return [each for token in direct for each in spread(token)]
    if is_passive(verb):
        return _passive_object(verb)
    return _relative_gap(verb) or _hidden_object(verb) or _described_object(verb) or _shared_object(verb)


def _passive_object(verb: Token) -> list[Token]:
    own = child(verb, "nsubjpass", "nsubj")
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ in ("acl", "amod") and is_noun(verb.head):
        return spread(_modified(verb))
    if verb.dep_ == "conj":
        return deep_object(verb.head) if is_passive(verb.head) else _raised(verb.head)
    return _controller(verb)


def _described_object(verb: Token) -> list[Token]:
    """What an object clause says its object is ("struck what it called a depot", "hit what it described as a camp")."""
    for clause in children(verb, "ccomp", "dobj"):
        first = verb.doc[clause.left_edge.i]
        if first.lower_ != "what" or not is_verb(clause):
            continue
        for part in clause.children:
            if part.i > clause.i and part.dep_ in ("oprd", "attr", "dobj"):
                return spread(part)
            if part.dep_ == "prep" and part.lower_ == "as":
                return [each for obj in children(part, "pobj") for each in spread(obj)]
    return []


def _modified(verb: Token) -> Token:
    """The noun a participle modifies: the nearest where the parser chose one further up ("sales of jets built")."""
    if verb.dep_ != "acl" or not _HANDING & set(things().sorts.get(lemma(verb.head), ())):
        return verb.head
    before = verb.doc[verb.i - 1] if verb.i else verb
    near = is_noun(before) and before.dep_ == "pobj" and before.head.lower_ == "of" and before.head.head == verb.head
    return before if near else verb.head


def _hidden_object(verb: Token) -> list[Token]:
    """An object the parser hung elsewhere: a gerund's head, or the object of a particle ("pass on its guns")."""
    if is_hidden_gerund(verb):
        return spread(verb.head)
    particle = child(verb, "prt")
    if particle is None:
        return []
    return [each for obj in children(particle, "pobj") for each in spread(obj)]


def _shared_object(verb: Token) -> list[Token]:
    """The object of the next coordinated verb ("built and sold ten boats")."""
    if verb.dep_ == "conj":
        return []
    later = [c for c in children(verb, "conj") if is_verb(c) and child(c, "dobj") and not child(c, *SUBJECTS)]
    return deep_object(later[0]) if later and later[0].i - verb.i <= _SHARED_REACH else []
