"""Sources that say nothing: what they decline to comment on, have not confirmed, would not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Manner, Verb, reporting
from onrecord.reading.attribution_bounds import right_clause
from onrecord.reading.attribution_scan import Range, Scan
from onrecord.reading.grammar import child, is_noun
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUESTIONED = frozenset({"whether", "if", "how", "why", "what", "when", "where", "who", "which"})
_WORDED = frozenset({"say", "tell", "explain", "reveal", "speak", "talk", "clarify", "acknowledge"})
_IDLE = frozenset(
    {
        "question",
        "request",
        "message",
        "call",
        "query",
        "inquiry",
        "enquiry",
        "email",
        "e-mail",
        "reporter",
        "journalist",
        "comment",
    }
)


def silent_about(scan: Scan, verb: Token, entry: Verb) -> list[Range] | None:
    """What a source keeps silent about; [] where it is not said what; None where the source is not silent."""
    base = lemma(verb)
    if base == "deny" and held_back(verb):
        return _shared(scan, verb)
    if base not in reporting().sets["silent.verbs"] or entry.manner is Manner.DENIES or not held_back(verb):
        return None
    clause = right_clause(scan, verb)
    if base in _WORDED:
        asked = clause is not None and any(scan.lowers[j] in _QUESTIONED for j in range(verb.i + 1, clause[0] + 1))
        if not asked:
            return (asked_about(scan, verb) or None) if clause is None else None
    if clause is not None:
        return [clause]
    return _shared(scan, verb)


def _shared(scan: Scan, verb: Token) -> list[Range]:
    """The objects of a silent verb, or of the one joined to it ("neither confirmed nor denied the report")."""
    clause = right_clause(scan, verb)
    if clause is not None:
        return [clause]
    found = _objects(scan, verb)
    if not found:
        for other in verb.children:
            if other.dep_ == "conj" and other.tag_[:2] == "VB":
                return _shared(scan, other)
    return found or asked_about(scan, verb)


def held_back(verb: Token) -> bool:
    """Whether a verb is negated or refused: "has not confirmed", "declined to say", "has yet to comment"."""
    if _negated(verb):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children):
        base = lemma(above)
        if base == "have":
            return any(c.lower_ == "yet" for c in above.children)
        if base in reporting().sets["silent.refusals"] or above.lower_ in ("unable", "unwilling"):
            return base not in ("want", "wish", "have") or _negated(above)
    return verb.dep_ == "conj" and above.i != verb.i and held_back(above) and child(verb, "nsubj") is None


def _negated(verb: Token) -> bool:
    for c in verb.children:
        if (c.dep_ == "neg" and c.lower_ != "only") or c.lower_ in ("neither", "never", "nor", "cannot"):
            return True
        if c.dep_ in ("nsubj", "nsubjpass") and (
            c.lower_ in ("neither", "none") or any(k.lower_ == "neither" for k in c.children)
        ):
            return True
    return False


def _objects(scan: Scan, verb: Token) -> list[Range]:
    topics = reporting().sets["silent.topics"]
    obj = child(verb, "dobj")
    if obj is not None and obj.i > verb.i and is_noun(obj) and lemma(obj) not in _IDLE:
        found = scan.trim(obj.left_edge.i, obj.right_edge.i + 1)
        return [found] if found is not None else []
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.i > verb.i and prep.lower_ in topics:
            inner = child(prep, "pobj", "pcomp")
            if inner is not None and not (is_noun(inner) and lemma(inner) in _IDLE):
                found = scan.trim(prep.i + 1, inner.right_edge.i + 1)
                return [found] if found is not None else []
    return []


def asked_about(scan: Scan, verb: Token) -> list[Range]:
    """What the source was asked: "Asked whether S, X declined to answer"."""
    asked = reporting().sets["silent.asked"]
    first, stop = scan.sentence(verb.i)
    for j in range(first, stop):
        if scan.tags[j] != "VBN" or lemma(scan.token(j)) not in asked:
            continue
        token = scan.token(j)
        clause = right_clause(scan, token)
        if clause is not None:
            if clause[0] < verb.i < clause[1]:
                return []
            return [clause]
        return [r for r in _objects(scan, token) if not r[0] <= verb.i < r[1]]
    return []
