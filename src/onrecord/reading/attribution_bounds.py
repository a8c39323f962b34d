"""Where the content of a reporting clause begins and ends."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import nouns
from onrecord.codebook.reporting import reporting
from onrecord.reading.attribution_scan import MARKS, Found, Range, Scan
from onrecord.reading.grammar import is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENERS = frozenset({"that", "whether", "if", "how", "why"})
_TURNS = frozenset({"but", "while", "though", "although", "whereas", "and", "even"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RESUMED = frozenset({"VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "MD", "TO", "RB"})
_REACH = 30


def right_clause(scan: Scan, verb: Token) -> Range | None:
    """The clause behind a verb that is its content, without "that"; None where there is none."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None and clause.left_edge.i < verb.i and not _starts_late(clause, verb):
        return _behind_relative(scan, verb, clause)
    if clause is None:
        return _behind_that(scan, verb)
    first, last = max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1
    if any(scan.words[j] == ";" for j in range(verb.i + 1, clause.i)):
        return None
    opened = next(
        (j for j in range(verb.i + 1, clause.i) if scan.lowers[j] == "that" and scan.token(j).head.i == clause.i), None
    )
    if opened is not None:
        first = opened + 1
    elif scan.lowers[first] in _OPENERS and not (
        scan.lowers[first] == "how" and scan.tags[first + 1][:2] in ("JJ", "RB")
    ):
        first += 1
    elif (
        first + 1 < last
        and scan.lowers[first + 1] == "that"
        and scan.cues.get(verb.i) is not None
        and scan.lowers[first] == scan.cues[verb.i].particle
    ):
        first += 2
    elif scan.lowers[verb.i + 1] == "by" and scan.tags[verb.i] in ("VBD", "VBN"):
        return None  # "troops stressed by months of war are sent home": a participle, whatever its tag
    else:
        first = _past_date(scan, verb, clause, first)
    last = _with_joined(scan, verb, last)
    return scan.trim(first, last)


def _past_date(scan: Scan, verb: Token, clause: Token, first: int) -> int:
    """Past the date of the saying that the parse gives to what is said: "said on Tuesday it had left"."""
    if first != verb.i + 1 or scan.tags[first] != "IN" or scan.token(first).head.i != clause.i:
        return first
    dated = scan.token(first)
    day = next((c for c in dated.children if c.dep_ == "pobj"), None)
    after = dated.right_edge.i + 1
    known = day is not None and day.lower_ in nouns().calendar
    return after if known and scan.words[after] != "," else first


def _behind_relative(scan: Scan, verb: Token, clause: Token) -> Range | None:
    """As in "the changes, which officials said would take effect": the clause whose "which" stands before the cue."""
    early = [c for c in clause.children if c.left_edge.i < verb.i]
    if len(early) != 1 or early[0].lower_ not in ("which", "that", "who", "whom", "what"):
        return None
    return scan.trim(verb.i + 1, clause.right_edge.i + 1)


def _starts_late(clause: Token, verb: Token) -> bool:
    return all(c.i > verb.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "expl"))


def _behind_that(scan: Scan, verb: Token) -> Range | None:
    """A "that" clause the parse has hung elsewhere: "told the broadcaster N that S", "said in a talk that S"."""
    _, stop = scan.sentence(verb.i)
    for j in range(verb.i + 1, min(stop, verb.i + _REACH)):
        word = scan.lowers[j]
        if word == "that" and scan.tags[j] in ("IN", "WDT", "DT", "RB"):
            head = scan.token(j).head
            if head.i > j and (is_verb(head) or head.tag_ == "MD") and _full(head, j):
                return scan.trim(j + 1, head.right_edge.i + 1)
            return None
        if scan.tags[j] in _FINITE or j in scan.cues or word in (";", ":") or j in scan.quote_at:
            return None
    return None


def _full(head: Token, that: int) -> bool:
    """Whether a clause is whole without its "that", so that it is no relative clause."""
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    return subject is not None and subject.i != that


def _with_joined(scan: Scan, verb: Token, last: int) -> int:
    """The end of the content with what "and (that)" joins to it though the parse joins it to the verb of saying."""
    for c in verb.children:
        if (
            c.dep_ != "conj"
            or c.left_edge.i < last
            or (c.i in scan.cues and not any(k.lower_ == "that" for k in c.children))
        ):
            continue
        subject = next((k for k in c.children if k.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if subject is None:
            if _looks_ahead(c) and not _looks_ahead(verb):
                last = max(last, c.right_edge.i + 1)
            continue
        opened = any(k.lower_ == "that" and k.dep_ == "mark" for k in c.children)
        joined = scan.words[last] != "," if last < len(scan.words) else False
        late = any(k.tag_ == "MD" or k.lower_ == "had" for k in c.children)
        if opened or joined or late:
            last = max(last, c.right_edge.i + 1)
    return last


def _looks_ahead(verb: Token) -> bool:
    return any(c.lower_ in ("would", "could", "might") and c.dep_ == "aux" for c in verb.children)


def cut_tail(scan: Scan, found: Range) -> list[Range]:
    """The content without what its outlet goes on to tell: other cues, clauses of turning, a loose "which"."""
    first, last = found
    words, lowers = scan.words, scan.lowers
    for j in range(first + 1, last - 1):
        if words[j] not in (",", ";", "-", "—", "–") or j in scan.quote_at:
            continue
        after = j + 1
        if words[after] in MARKS:
            continue
        word = lowers[after]
        if word == "which" and _closing(scan, after, last):
            last = j
            break
        if word == "according" or _participle_cue(scan, after) or _cites(scan, after):
            last = j
            break
        if (word in _TURNS or words[j] == ";") and _own_cue(scan, after, last):
            last = j
            break
    kept = scan.trim(first, last)
    return [kept] if kept is not None else []


def _closing(scan: Scan, which: int, last: int) -> bool:
    """Whether a "which" clause runs to the end of the content."""
    head = scan.token(which).head
    for _ in range(6):
        if head.dep_ in ("relcl", "advcl", "ccomp") or head.head == head:
            break
        head = head.head
    return head.dep_ in ("relcl", "advcl", "ccomp") and head.right_edge.i + 2 >= last


def _participle_cue(scan: Scan, index: int) -> bool:
    """As in ", citing", ", adding that", ", quoting"."""
    if scan.tags[index] != "VBG":
        return False
    token = scan.token(index)
    if lemma(token) in reporting().sets["citing.verbs"]:
        return True
    return index in scan.cues and any(c.dep_ == "ccomp" for c in token.children)


def _cites(scan: Scan, index: int) -> bool:
    """As in "with reference to X" at the end."""
    return any(
        tuple(scan.lowers[index : index + len(form)]) == form for form in citing_phrases().get(scan.lowers[index], ())
    )


@lru_cache(maxsize=1)
def citing_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Fixed phrases before a cited source ("with reference to"), by their first word."""
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(reporting().sets["citing.phrases"]):
        parts = tuple(phrase.split())
        phrases[parts[0]] = (*phrases.get(parts[0], ()), parts)
    return phrases


def _own_cue(scan: Scan, start: int, last: int) -> bool:
    """Whether a clause that turns away has a reporting verb with a subject of its own and no "that" before it."""
    if scan.lowers[start] == "and" and start + 1 < last and scan.lowers[start + 1] == "that":
        return False
    if scan.lowers[start] == "but" and start + 1 < last and scan.lowers[start + 1] == "that":
        return False
    for j in range(start, min(last, start + _REACH)):
        if j in scan.cues and j not in scan.quote_at:
            token = scan.token(j)
            subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and start <= c.i), None)
            return subject is not None and subject.tag_ != "WP" and token.dep_ not in ("relcl", "acl")
        if scan.words[j] == ",":
            return False
    return False


def parenthesis(scan: Scan, verb: Token, made: Found, *, quoted_only: bool) -> list[Range]:
    """The content of "S, X said", "S1, X said, S2" and "as X said, S": the sentence without the clause of saying."""
    first, stop = scan.sentence(verb.i)
    source = made.source or made.cue
    start = min(source[0], made.cue[0])
    hearing = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if hearing is not None and source[0] > verb.i and all(scan.words[j] != "," for j in range(hearing.i, verb.i)):
        start = min(start, hearing.left_edge.i)
    while start > first and scan.tags[start - 1] in ("DT", "JJ", "CD") and scan.words[start - 1] != ",":
        start -= 1
    if start - 1 >= first and scan.lowers[start - 1] in ("as", "but", "and", "or"):
        if scan.lowers[start - 1] == "as":
            return _as_told(scan, verb, start - 1, made)
        return []
    host = _host(verb)
    if start == first or (verb.i + 1 < stop and scan.words[verb.i + 1] == ":"):
        return []
    before = scan.words[start - 1]
    if before not in (",", "—", "–", "-", "--", "?", "!") and before not in MARKS:
        return []
    if host is None and not _unheard(verb):
        return []
    end = _clause_end(scan, verb, source, stop)
    made.clause = (start, end)
    parts: list[Range] = []
    left = scan.trim(_left_start(scan, first, start), start)
    if left is not None:
        parts.append(left)
    if end + 1 < stop and _resumes(scan, verb, made, host, end):
        right = scan.trim(end + 1, stop)
        if right is not None:
            parts.extend(cut_tail(scan, right))
    if quoted_only and not any(i in scan.quote_at for part in parts for i in (part[0], part[1] - 1)):
        return []
    return parts


def _host(verb: Token) -> Token | None:
    """The verb (or noun) of the sentence that a parenthesis interrupts."""
    for c in verb.children:
        if c.dep_ in ("ccomp", "dep", "csubj", "advcl") and c.i < verb.i and c.dep_ != "advcl":
            return c
    if verb.dep_ in ("parataxis", "ccomp", "dep", "advcl", "appos", "conj", "acl") and verb.head != verb:
        return verb.head
    return None


def _unheard(verb: Token) -> bool:
    """A root verb of saying without any object behind a comma: the parse has lost what it reports."""
    if any(c.dep_ in ("dobj", "xcomp", "ccomp", "acomp", "attr", "oprd") and c.i > verb.i for c in verb.children):
        hearer = next((c for c in verb.children if c.dep_ == "dobj"), None)
        return hearer is not None and lemma(verb) in ("tell", "inform", "assure", "remind")
    return True


def _left_start(scan: Scan, first: int, start: int) -> int:
    """Where the content before a parenthesis begins: after a semicolon that ends another's words."""
    for j in range(start - 1, first, -1):
        if scan.words[j] == ";" and j not in scan.quote_at and _has_cue(scan, first, j):
            return j + 1
    return first


def _has_cue(scan: Scan, first: int, last: int) -> bool:
    return any(k in scan.cues and any(c.dep_ == "nsubj" for c in scan.token(k).children) for k in range(first, last))


def _clause_end(scan: Scan, verb: Token, source: Range, stop: int) -> int:
    """The comma (or end) that closes the clause of saying."""
    j = max(verb.i + 1, source[1] if source[0] > verb.i else 0)
    while j < stop:
        if scan.words[j] in (",", ";", "—", "–", "--", ".") or scan.words[j] in MARKS:
            return j
        j += 1
    return stop


def _resumes(scan: Scan, verb: Token, made: Found, host: Token | None, end: int) -> bool:
    """Whether the reported sentence goes on after the clause of saying."""
    after = end + 1
    if scan.words[end] == ";":
        return _still_told(scan, after)
    if scan.lowers[after] in _TURNS or scan.lowers[after] in ("which", "who", "as", "according"):
        return False
    if host is not None and host.i > verb.i:
        return True
    if host is None or (host.tag_[:2] != "VB" and host.tag_ != "MD"):
        return scan.tags[after] in _RESUMED and after not in scan.cues
    if after in scan.quote_at or scan.words[after] in MARKS:
        return False
    if scan.tags[after] in ("IN", "TO") and end == max(verb.i + 1, (made.source or made.cue)[1]):
        return True
    token = scan.token(after)
    for _ in range(24):
        if token.i == verb.i or token.head == token:
            return False
        if token.head.i == host.i:
            return token.i != verb.i
        token = token.head
    return False


def _still_told(scan: Scan, start: int) -> bool:
    """Whether the clause behind a semicolon is still the speaker's: it looks ahead or back and has no own cue."""
    _, stop = scan.sentence(start)
    for j in range(start, stop):
        if j in scan.cues:
            return False
        if scan.lowers[j] in ("would", "will", "had") or (
            scan.lowers[j] in ("are", "is") and j + 1 < stop and scan.lowers[j + 1] == "to"
        ):
            return True
    return False


def _as_told(scan: Scan, verb: Token, start: int, made: Found) -> list[Range]:
    """As in "As X put it, S"; "S, as X said"."""
    first, stop = scan.sentence(verb.i)
    end = _clause_end(scan, verb, made.source or made.cue, stop)
    parts = [scan.trim(first, start), scan.trim(end, stop)]
    if any(c.dep_ in ("ccomp", "xcomp") and c.i > verb.i for c in verb.children):
        return []
    made.clause = (start, end)
    return [part for part in parts if part is not None]
