"""Who the subject of a reporting verb is, also where the parse has lost it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Frame, reporting
from onrecord.reading.attribution_scan import Range, Scan, is_nobody
from onrecord.reading.grammar import SUBJECTS, child, is_noun, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMBED = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "acl", "acomp", "attr", "dep")
_WHEN = frozenset({"on", "in", "at", "during", "late", "after", "before"})
_FRONTED = frozenset({"IN", "VBG", "TO", "VBN"})


def speaker(scan: Scan, verb: Token) -> Token | None:
    """The head of the phrase that does what an active verb tells; None where there is none or it tells nothing."""
    if inverted(scan, verb):
        teller = verb.head if verb.dep_ == "amod" else child(verb, "dobj")
        return None if teller is None or is_nobody(teller) else teller
    found = _innermost(scan, verb, _subject(verb))
    if found is not None and found.i < verb.i and found.head.i == verb.i:
        found = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), found)
    if found is not None and verb.dep_ == "parataxis":
        found = _robbed(scan, found, verb)
    if found is not None and _loose(scan, found, verb):
        found = _named_by(lost_subject(scan, verb)) or found
    if found is None or _astray(scan, found, verb):
        found = lost_subject(scan, verb) or found
    if found is None or is_nobody(found) or found.tag_ == "EX" or (is_verb(found) and found.tag_ != "VBG"):
        return None
    if any(c.lower_ == "no" and c.dep_ == "det" for c in found.children):
        return None
    return found


def _innermost(scan: Scan, verb: Token, found: Token | None) -> Token | None:
    """The speaker of "The barge, the mayor said, will sail", where the parse gives the verb of saying both subjects."""
    if found is None or found.i > verb.i or found.head.i != verb.i:
        return found
    last = max((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), key=lambda c: c.i, default=found)
    if last.i == found.i or not any(scan.words[j] == "," for j in range(found.i + 1, last.left_edge.i)):
        return found
    return last


def _robbed(scan: Scan, found: Token, verb: Token) -> Token:
    """The speaker of "The jets, villagers say, have left", where the parse gives the jets to the parenthesis."""
    if found.i > verb.i or child(verb.head, *SUBJECTS) is not None or scan.words[found.i + 1] != ",":
        return found
    beside = next((c for c in found.children if c.dep_ == "appos" and c.i > found.i and scan.can_speak(c)), None)
    return beside if beside is not None else found


def inverted(scan: Scan, verb: Token) -> bool:
    """A closing "…, added X" whose X the parse takes for the noun of a participle, or for an object."""
    if verb.i < 2 or scan.words[verb.i - 1] not in (",", '"', "”", "'", "’"):
        return False
    if verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBN") and child(verb, *SUBJECTS, "auxpass") is None:
        teller = child(verb, "dobj")
        return teller is not None and teller.left_edge.i == verb.i + 1 and child(verb, "ccomp", "dep") is not None
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and verb.head.i < verb.i and scan.words[verb.i - 1] == ",":
        return _closes(scan, verb)
    return verb.dep_ == "amod" and verb.head.i > verb.i


def _closes(scan: Scan, verb: Token) -> bool:
    """Whether a verb and the speaker right behind it end the sentence, with nothing else between comma and stop."""
    teller = child(verb, "dobj")
    if teller is None or child(verb, *SUBJECTS) is not None or teller.left_edge.i != verb.i + 1:
        return False
    end = teller.right_edge.i + 1
    return end >= scan.sentence(verb.i)[1] - 1 and scan.can_speak(teller)


def trailed(scan: Scan, verb: Token) -> bool:
    """A closing "…, two ministers alleged on Friday" whose verb the parse takes for the participle of an apposition."""
    head = verb.head
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or head.i != verb.i - 1 or verb.i not in scan.cues:
        return False
    first, stop = scan.sentence(verb.i)
    edge = head.left_edge.i
    if edge <= first or "," not in scan.words[edge - 1 : edge + 1] or verb.right_edge.i + 2 < stop:
        return False
    if Frame.QUOTE not in scan.cues[verb.i].frames or not scan.can_speak(head):
        return False
    return all(
        c.dep_ in ("punct", "npadvmod", "advmod") or (c.dep_ == "prep" and c.lower_ in _WHEN) for c in verb.children
    )


def _subject(verb: Token) -> Token | None:
    seen = 0
    current = verb
    while seen < 8:
        seen += 1
        own = child(current, *SUBJECTS)
        if own is not None and not (current.i != verb.i and own.dep_ == "nsubjpass" and current.dep_ == "ccomp"):
            if own.lower_ in _RELATIVE:
                return current.head if current.dep_ in ("relcl", "acl", "ccomp") and is_noun(current.head) else None
            return own
        if current.dep_ in ("acl", "relcl") and (is_noun(current.head) or current.head.tag_ in ("PRP", "CD", "DT")):
            return current.head
        if current.dep_ not in _CLIMBED or current.head == current or _idle_infinitive(current):
            return None
        if current.i == verb.i and current.dep_ == "ccomp" and current.tag_ not in ("VBG", "VB"):
            return None
        if current.i == verb.i and current.dep_ == "advcl" and current.tag_ in ("VBZ", "VBP", "VBD"):
            before = verb.nbor(-1) if verb.i else verb
            return before if before.dep_ == "pobj" else None
        current = current.head
    return None


def _idle_infinitive(verb: Token) -> bool:
    """A "to say" that nobody does: "too soon to say", "a chance to tell"; not "went on to say"."""
    if verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.children):
        return False
    return verb.dep_ != "xcomp" or lemma(verb.head) not in reporting().sets["leads.carried_on"]


def _astray(scan: Scan, found: Token, verb: Token) -> bool:
    """Whether a subject stands in an adjunct that a comma closes before the verb ("Writing in X, Y says")."""
    first, _ = scan.sentence(verb.i)
    if found.i >= verb.i or scan.tags[first] != "VBG" or found.dep_ != "nsubj" or found.head.i != verb.i:
        return False
    return any(scan.words[j] == "," for j in range(found.i + 1, verb.i)) and not any(
        scan.words[j] == "," for j in range(first, found.i)
    )


def _loose(scan: Scan, found: Token, verb: Token) -> bool:
    """Whether a closing "…, the mayor, N, said" was joined to the verb of what is told, whose subject it took."""
    return (
        verb.dep_ == "conj"
        and found.head.i == verb.head.i
        and scan.words[verb.i - 1] == ","
        and scan.tags[verb.i - 2][:3] == "NNP"
        and child(verb.head, "cc") is None
    )


def _named_by(name: Token | None) -> Token | None:
    """The noun that a name stands beside ("the mayor, N"), else the name."""
    return name.head if name is not None and name.dep_ == "appos" and is_noun(name.head) else name


def lost_subject(scan: Scan, verb: Token) -> Token | None:
    """The phrase right before a verb, behind an adjunct at the start: "In a post on X, the minister, N, announced"."""
    start, _ = scan.sentence(verb.i)
    if verb.tag_ == "NNS" and verb.i > start + 1 and scan.words[verb.i - 2] == ",":
        return scan.token(verb.i - 1)
    stop = verb.i
    while stop > start and (
        scan.tags[stop - 1][:2] in ("RB", "MD")
        or scan.lowers[stop - 1] in ("has", "had", "have", "is", "was", "are", "were")
    ):
        stop -= 1
    pieces: list[Range] = []
    first = start
    for j in range(start, stop):
        if scan.words[j] in (",", ";", ":", "—", "–") or scan.words[j] in ('"', "”", "“"):
            if j > first:
                pieces.append((first, j))
            first = j + 1
    if stop > first:
        pieces.append((first, stop))
    if pieces and scan.tags[pieces[0][0]] in _FRONTED:
        pieces = pieces[1:]
    pieces = pieces[-2:]
    if len(pieces) > 1 and (scan.lowers[pieces[1][0]] not in ("a", "an") or verb.tag_ == "NNS"):
        pieces.reverse()
    for piece in pieces:
        head = _noun_head(scan, piece)
        if head is not None and scan.can_speak(head):
            return head
    return None


def _noun_head(scan: Scan, piece: Range) -> Token | None:
    """The last noun of the first run of nouns in a stretch; None if a verb comes before it."""
    for j in range(*piece):
        tag = scan.tags[j]
        if tag[:2] == "VB" or tag in ("IN", "CC", "TO", "MD", "WDT"):
            return None
        if tag[:2] == "NN" or tag == "PRP":
            after = scan.tags[j + 1] if j + 1 < piece[1] else ""
            if after[:2] != "NN" and after not in ("POS", "HYPH"):
                return scan.token(j)
    return None


def agent(verb: Token) -> Token | None:
    """The "by X" of a passive."""
    for c in verb.children:
        if c.dep_ in ("agent", "prep") and c.lower_ == "by":
            found = child(c, "pobj")
            if found is not None:
                return found
            return next((t for t in c.doc[c.i + 1 : c.i + 6] if is_noun(t) and not is_noun(t.nbor(1))), None)
    return None


def spoken_by(scan: Scan, head: Token, cue: Range) -> Range:
    """The words of a source phrase, with its apposition, clear of the cue."""
    first, last = scan.phrase_range(head, cue)
    if cue[0] >= last and scan.words[cue[0] - 1] == ",":
        last = max(last, min(cue[0] - 1, head.right_edge.i + 1))
    return scan.trim(first, last) or (head.i, head.i + 1)
