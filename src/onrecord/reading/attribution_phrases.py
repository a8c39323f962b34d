"""Sources in phrases: "according to X", "in X's view", "as reported by X", "under a paper seen by X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS
from onrecord.codebook.reporting import reporting
from onrecord.reading.attribution_bounds import cut_tail
from onrecord.reading.attribution_scan import Found, Link, Range, Scan
from onrecord.reading.grammar import child, is_noun
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_TURNS = frozenset({"and", "but", "while", "though", "although", "whereas", "or"})
_RELATIVE = frozenset({"which", "who", "whose", "whom"})
_SIDE = frozenset({",", "—", "–", "--"})
_KNOWING = frozenset({"tell", "know", "see", "judge", "say"})
_REACH = 12


def read_phrases(scan: Scan) -> None:
    """Add to `scan.found` what phrases attribute."""
    words = reporting()
    owned_by = {prep for prep, _ in words.owned}
    paper_by = words.sets["papers.frames"]
    lowers = scan.lowers
    for i, low in enumerate(lowers):
        made: Found | None = None
        for form in words.phrases.get(low, ()):
            if tuple(lowers[i : i + len(form)]) == form:
                made = _behind(scan, i, i + len(form))
                break
        if made is None and (low in owned_by or low in paper_by) and scan.tags[i] == "IN":
            obj = child(scan.token(i), "pobj")
            if obj is not None and ((low, lemma(obj)) in words.owned or (low, obj.lower_) in words.owned):
                made = _owned(scan, i, obj)
            elif obj is not None and low in paper_by:
                made = _paper(scan, i, obj)
        if made is None and low == "far" and i > 0 and lowers[i - 1] == "as":
            made = _knowing(scan, i)
        if made is None and low == "hear" and i > 0 and lowers[i - 1] == "to":
            made = _to_hear(scan, i)
        if made is not None and made.content:
            scan.add(made)


def _behind(scan: Scan, first: int, last: int) -> Found | None:
    """As in "according to X": the source is the object behind the phrase."""
    source = _object(scan, first, last)
    if source is None:
        return None
    if source.lower_ == "whom":
        return _to_whom(scan, first, source)
    short = lemma(source) if source.tag_ in ("NN", "NNS") else source.lower_
    known = scan.can_speak_or_paper(source)
    ranked = short in reporting().sets["rank.words"] and not (known and any(c.tag_ == "DT" for c in source.children))
    if ranked or not (known or (_definite(source) and scan.may_speak(source))):
        return None
    if scan.lowers[first] == "per" and (scan.words[first - 1] not in _SIDE or source.tag_[:3] != "NNP") and first > 0:
        return None
    return _made(scan, first, last, source)


def _definite(noun: Token) -> bool:
    return any(c.dep_ in ("det", "poss") for c in noun.children)


def _object(scan: Scan, first: int, last: int) -> Token | None:
    stop = min(last + _REACH, scan.sentence(first)[1])
    for j in range(last, stop):
        token = scan.token(j)
        if token.dep_ in ("pobj", "pcomp", "dobj") and first <= token.head.i < last:
            return token
    for j in range(last, stop):
        tag = scan.tags[j]
        after = scan.tags[j + 1] if j + 1 < stop else ""
        if tag[:2] == "NN" and after[:2] != "NN" and after != "POS":
            return scan.token(j)
        if tag in ("PRP", "WP") or (tag[:2] == "VB" and tag != "VBN"):
            return scan.token(j) if tag in ("PRP", "WP") else None
    return None


def _made(scan: Scan, first: int, last: int, source: Token) -> Found:
    cue = (first, last)
    made = Found(first, cue, [Link(source.i, cue)], [], phrase=True)
    end = _phrase_end(scan, source, first)
    made.source = scan.trim(last, end) or (source.i, source.i + 1)
    made.source = _short(scan, made.source, source)
    made.clause = (first, end)
    made.content = _around(scan, first, end, source)
    return made


def _short(scan: Scan, whole: Range, source: Token) -> Range:
    first, last = scan.phrase_range(source)
    return (max(first, whole[0]), min(max(last, source.i + 1), whole[1])) if first < whole[1] else whole


def _phrase_end(scan: Scan, source: Token, first: int) -> int:
    """Past the last token of the phrase with what is told of its source ("…, which cited Y")."""
    _, stop = scan.sentence(source.i)
    start = scan.sentence(source.i)[0]
    end = stop
    for j in range(source.i + 1, stop):
        if scan.words[j] in _SIDE or scan.words[j] in (";", ":", ")"):
            end = j
            break
    if end == stop and first <= start + 1:
        end = min(stop, source.right_edge.i + 1)
    while end + 1 < stop and scan.words[end] in _SIDE and _goes_on(scan, end + 1):
        after = next((j for j in range(end + 1, stop) if scan.words[j] in _SIDE), stop)
        if after == stop and first <= start + 1:
            break
        end = after
    return end


def _goes_on(scan: Scan, index: int) -> bool:
    """Whether what follows a comma still belongs to the source: a name, a relative clause, a further source."""
    if scan.lowers[index] in _RELATIVE or scan.lowers[index] in ("citing", "quoting", "relying", "referring"):
        return True
    token = scan.token(index)
    for _ in range(6):
        if token.dep_ == "appos":
            return token.head.i <= index and scan.tags[token.i][:3] == "NNP" and not _has_verb_soon(scan, index)
        if token.head == token:
            return False
        token = token.head
    return False


def _has_verb_soon(scan: Scan, index: int) -> bool:
    for j in range(index, min(index + 8, len(scan.words))):
        if scan.words[j] in _SIDE:
            return False
        if scan.tags[j][:2] == "VB" or scan.tags[j] == "MD":
            return True
    return False


def _around(scan: Scan, first: int, end: int, source: Token) -> list[Range]:
    """The sentence, or the relative clause, around a phrase."""
    start, stop = scan.sentence(source.i)
    if first - 2 >= start and scan.words[first - 1] in _SIDE and scan.lowers[first - 2] in ("which", "who", "that"):
        right = scan.trim(end, stop)
        return cut_tail(scan, right) if right is not None else []
    left = scan.trim(_clause_start(scan, start, first), first)
    after = end
    while after < stop and (scan.words[after] in _SIDE or scan.words[after] in ('"', "”")):
        after += 1
    parts = [left] if (left is not None and left[1] - left[0] > 1) or (left is not None and after >= stop) else []
    opening = not parts
    if after < stop and (
        opening or (scan.lowers[after] not in _TURNS and scan.words[end] in _SIDE) or _weak(first, start)
    ):
        right = scan.trim(after, stop)
        if right is not None and (opening or scan.words[end] in _SIDE) and scan.words[end] != ";":
            parts.append(right)
    return [part for part in parts if part is not None]


def _weak(first: int, start: int) -> bool:
    return first - start < 2


def _clause_start(scan: Scan, start: int, first: int) -> int:
    """Behind a semicolon, or a turn ("while", "but") whose clause the phrase hangs on."""
    for j in range(first - 1, start, -1):
        if j in scan.quote_at:
            continue
        if scan.words[j] == ";":
            return j + 1
        if (
            scan.words[j - 1] in _SIDE
            and scan.lowers[j] in ("while", "though", "although", "whereas", "but")
            and j < first - 3
        ):
            return j + 1
    return start


def _to_whom(scan: Scan, first: int, source: Token) -> Found | None:
    """As in "an officer, according to whom S"."""
    _, stop = scan.sentence(first)
    cue = (first, source.i + 1)
    token = scan.token(first)
    owner: Token | None = None
    for above in token.ancestors:
        if above.dep_ == "relcl":
            owner = above.head
            break
    if owner is None or owner.i > first:
        before = [scan.token(j) for j in range(first - 1, scan.sentence(first)[0] - 1, -1) if is_noun(scan.token(j))]
        persons = [t for t in before if (noun := scan.noun(t)) is not None and noun.sort in PERSONS]
        owner = next(iter([*persons, *before]), None)
    if owner is None or not scan.can_speak(owner):
        return None
    made = Found(first, cue, [Link(owner.i, cue)], [], phrase=True)
    made.source = scan.phrase_range(owner, cue)
    right = scan.trim(source.i + 1, stop)
    made.content = [right] if right is not None else []
    return made


def _owned(scan: Scan, first: int, noun: Token) -> Found | None:
    """As in "in the view of X", "by X's own account"."""
    owner = child(noun, "poss")
    if owner is None:
        if not any(c.dep_ in ("det", "amod") for c in noun.children):
            return None
        of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        owner = child(of, "pobj") if of is not None else None
        if owner is None or of is None:
            return None
        last = of.i + 1
    else:
        last = noun.i + 1
    named = next((c for c in owner.children if c.dep_ == "appos" and c.tag_ == "NNP"), None)
    if (not scan.may_speak(owner) and named is None) or owner.lower_ in ("whose", "which"):
        return None
    made = _made(scan, first, last, owner if owner.i > noun.i else noun)
    made.links = [Link(owner.i, (first, noun.i + 1))]
    made.cue = (first, noun.i + 1)
    if owner.i < noun.i:
        made.source = scan.phrase_range(owner)
    return made


def _paper(scan: Scan, first: int, noun: Token) -> Found | None:
    """As in "Under a memorandum leaked to X, S"; "In a letter seen by X, S"."""
    start, _ = scan.sentence(first)
    if first != start or not scan.is_paper(noun):
        return None
    seen = reporting().sets["papers.seen"]
    if not any(c.dep_ in ("acl", "relcl") and lemma(c) in seen for c in noun.subtree):
        return None
    return _made(scan, first, first + 1, noun)


def _knowing(scan: Scan, index: int) -> Found | None:
    """As in "as far as X can tell"."""
    for above in (*scan.token(index).children, *scan.token(index).ancestors):
        if above.tag_[:2] == "VB" and lemma(above) in _KNOWING and above.i > index:
            subject = child(above, "nsubj")
            if subject is not None and scan.can_speak(subject):
                made = _made(scan, index - 1, index + 2, subject)
                made.source = scan.phrase_range(subject)
                return made
    return None


def _to_hear(scan: Scan, index: int) -> Found | None:
    """As in "to hear X tell it"."""
    inner = child(scan.token(index), "ccomp", "xcomp")
    subject = child(inner, "nsubj") if inner is not None else None
    if inner is None or subject is None or lemma(inner) != "tell" or not scan.can_speak(subject):
        return None
    made = _made(scan, index - 1, index + 1, subject)
    made.source = scan.phrase_range(subject)
    return made
