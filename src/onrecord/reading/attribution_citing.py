"""Sources that hand on other sources: "X, citing Y", "X quoted Y as saying", "X, whose source was Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import reporting
from onrecord.model.source import SourceKind
from onrecord.reading.attribution_bounds import citing_phrases, cut_tail, parenthesis, right_clause
from onrecord.reading.attribution_scan import Found, Link, Range, Scan
from onrecord.reading.attribution_speakers import agent, speaker, spoken_by
from onrecord.reading.grammar import child, is_noun, is_passive, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset({"who", "which", "that"})


def read_quoting(scan: Scan) -> None:
    """Add "X quoted Y as saying S" and "Y was quoted by X as saying S"; their inner verbs are taken."""
    verbs = reporting().sets["citing.verbs"]
    for i, tag in enumerate(scan.tags):
        if tag[:2] == "VB":
            token = scan.token(i)
            if lemma(token) in verbs:
                made = _quoted_as(scan, token)
                if made is not None:
                    scan.taken.add(i)
                    scan.add(made)


def _quoted_as(scan: Scan, token: Token) -> Found | None:
    inner = _as_saying(token) or _as_said(scan, token)
    if inner is None:
        return None
    cue = (token.i, token.i + 1)
    passive = is_passive(token)
    quoted = child(token, "nsubjpass") if passive else child(token, "dobj")
    if quoted is None and passive and token.dep_ in ("acl", "relcl"):
        quoted = token.head
    quoting = (agent(token) or _printed_in(scan, token)) if passive else speaker(scan, token)
    if quoted is None or not scan.can_speak_or_paper(quoted):
        return None
    made = Found(token.i, cue, [*_quoting_link(scan, quoting, cue), Link(quoted.i, cue)], [])
    at = next((j for j in range(inner.i, token.i, -1) if scan.lowers[j] == "as"), inner.i)
    first, last = spoken_by(scan, quoted, cue)
    made.source = scan.trim(first, min(last, at)) if first < at else (first, last)
    known = scan.party(quoted)
    if known is not None and not known.named and known.first < at < known.last:
        made.links[-1].words = made.source
    made.content = _quoted_content(scan, token, inner, at, made)
    return made


def _quoting_link(scan: Scan, quoting: Token | None, cue: Range) -> list[Link]:
    """The one who quotes: a named body nobody knows is taken for an outlet."""
    if quoting is None or not scan.can_speak_or_paper(quoting):
        return []
    known = scan.party(quoting)
    bare = known is not None and known.named and known.speaker is SourceKind.ORGANISATION
    return [Link(quoting.i, cue, outlet=bare and quoting.tag_[:3] == "NNP")]


def _quoted_content(scan: Scan, token: Token, inner: Token, at: int, made: Found) -> list[Range]:
    """What stands behind "as saying", or behind "as" where the verb is none of saying."""
    hearer = child(inner, "dobj")
    if inner.i in scan.cues:
        scan.taken.add(inner.i)
        if hearer is not None and scan.is_outlet(hearer):
            made.links.insert(0, Link(hearer.i, made.cue, outlet=True))
        found = right_clause(scan, inner)
    else:
        late = scan.sentence(token.i)[1] if inner.dep_ not in ("pcomp", "pobj", "advcl") else inner.right_edge.i + 1
        found = scan.trim(min(max(inner.left_edge.i, at + 1), inner.i), late)
    if found is not None:
        return cut_tail(scan, found)
    if hearer is not None and not scan.is_outlet(hearer):
        rest = scan.trim(hearer.left_edge.i, hearer.right_edge.i + 1)
        if rest is not None:
            return [rest]
    return parenthesis(scan, token, made, quoted_only=False)


def _as_saying(token: Token) -> Token | None:
    for c in token.children:
        if c.lower_ == "as" and c.i > token.i:
            inner = child(c, "pcomp", "pobj")
            if (inner is not None and inner.tag_ == "VBG") or (
                inner is not None and inner.tag_ == "VBN" and child(inner, "aux")
            ):
                return inner
            if c.head.tag_[:2] == "VB" and c.dep_ == "mark" and c.head.i > c.i and c.head.tag_ == "VBG":
                return c.head
        if c.dep_ in ("advcl", "ccomp", "xcomp", "dobj") and c.i > token.i:
            mark = next((k for k in c.children if k.lower_ == "as"), None)
            if mark is not None and c.tag_ == "VBG":
                return c
            if c.dep_ == "dobj":
                deeper = _as_saying(c)
                if deeper is not None:
                    return deeper
    return None


def _as_said(scan: Scan, token: Token) -> Token | None:
    """The verb behind "as" where the parse has hung it on another word."""
    _, stop = scan.sentence(token.i)
    for j in range(token.i + 1, min(stop - 2, token.i + 18)):
        if scan.lowers[j] == "as" and scan.tags[j + 1] == "VBG":
            if scan.lowers[j + 1] == "having" and scan.tags[j + 2] == "VBN":
                return scan.token(j + 2)
            return scan.token(j + 1)
        if scan.tags[j] in ("VBD", "VBZ", "VBP", "MD") or scan.words[j] in (";", ":"):
            return None
    return None


def _printed_in(scan: Scan, token: Token) -> Token | None:
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in ("in", "on"):
            found = child(c, "pobj")
            if found is not None and scan.can_speak(found):
                return found
    return None


def read_citing(scan: Scan) -> None:
    """Tie cited sources to those that cite them (`scan.extended`, `scan.outer`); other objects are content."""
    words = reporting().sets
    phrases = citing_phrases()
    for i, tag in enumerate(scan.tags):
        low = scan.lowers[i]
        if tag[:2] == "VB" and i not in scan.taken:
            token = scan.token(i)
            base = lemma(token)
            if base in words["citing.verbs"]:
                _cited(scan, token, child(token, "dobj"))
            elif base in words["citing.giving"]:
                _credited(scan, token)
            elif f"{base} on" in words["citing.with_on"] or (
                f"{base} to" in words["citing.with_on"] and (tag == "VBG" or token.dep_ == "relcl")
            ):
                prep = next(
                    (c for c in token.children if c.dep_ == "prep" and f"{base} {c.lower_}" in words["citing.with_on"]),
                    None,
                )
                if prep is None and token.dep_ == "relcl":
                    prep = _reliance(token, base)
                if prep is not None and (tag == "VBG" or token.dep_ == "relcl"):
                    _cited(scan, token, child(prep, "pobj"))
        elif low == "whose":
            _whose(scan, scan.token(i))
        elif low in phrases:
            for form in phrases[low]:
                if tuple(scan.lowers[i : i + len(form)]) == form:
                    _after_phrase(scan, i, i + len(form))
                    break


def _cited(scan: Scan, token: Token, obj: Token | None) -> None:
    if obj is None or is_passive(token) or obj.i < token.i:
        return
    outlet_first = next((c for c in obj.children if c.dep_ == "appos" and c.i > obj.i), None)
    cue = (token.i, token.i + 1)
    if not scan.can_speak_or_paper(obj) and not (outlet_first is not None and scan.can_speak(outlet_first)):
        _cited_thing(scan, token, obj)
        return
    if lemma(token) == "quote" and not (scan.can_speak(obj) or scan.is_paper(obj)):
        return
    links = _cited_links(scan, token, obj, cue)
    relative = next((c for c in token.children if c.dep_ == "nsubj" and c.lower_ in _RELATIVE), None)
    if relative is not None and token.dep_ in ("relcl", "acl", "ccomp"):
        owner = token.head
        scan.extended.setdefault(owner.i, []).extend(links)
        return
    if token.tag_ == "VBG" and child(token, "aux") is None:
        owner_at = _owner(scan, token)
        if owner_at is not None:
            scan.extended.setdefault(owner_at, []).extend(links)
        return
    _cited_outright(scan, token, obj, links)


def _reliance(token: Token, base: str) -> Token | None:
    """The "on" of "which based its report on Y", where it hangs on the report."""
    report = child(token, "dobj")
    if base != "base" or report is None:
        return None
    return next((c for c in report.children if c.dep_ == "prep" and c.lower_ == "on"), None)


def _credited(scan: Scan, token: Token) -> None:
    """As in "X wrote, attributing the information to Y"."""
    obj = child(token, "dobj")
    if obj is None or lemma(obj) not in reporting().sets["citing.given"] or token.tag_ != "VBG":
        return
    to = next((c for c in (*token.children, *obj.children) if c.lower_ == "to" and c.i > obj.i), None)
    _cited(scan, token, child(to, "pobj") if to is not None else None)


def _cited_links(scan: Scan, token: Token, obj: Token, cue: Range) -> list[Link]:
    """One link, or two for "the daily and its sources"."""
    links = [Link(obj.i, cue)]
    others = [c for c in token.children if c.dep_ == "dobj" and c.i > obj.i]
    last = others[-1] if others else obj
    if others and scan.words[others[-1].i][:1].isupper():
        links = [Link(others[-1].i, cue)]
    for c in last.children:
        if c.dep_ == "conj" and any(k.dep_ == "poss" and k.lower_ in ("its", "their") for k in c.children):
            links[-1].words = scan.name_range(last)
            links.append(Link(c.i, cue))
    return links


def _owner(scan: Scan, token: Token) -> int | None:
    """The source that a participle "citing" belongs to: the one before its comma, else that of its clause."""
    before = token.i - 1
    while before > 0 and scan.words[before] in (",", "also"):
        before -= 1
    here = [f for f in scan.near(token.i) if f.links]
    for found in here:
        if (found.source is not None and found.source[1] - 1 == before) or found.links[-1].head == before:
            return found.links[-1].head
    if token.dep_ == "acl" and is_noun(token.head) and token.head.i < token.i and scan.can_speak(token.head):
        return token.head.i
    heads = {a.i for a in token.ancestors}
    for found in here:
        if found.head in (before, token.head.i):
            return found.links[-1].head
    fitting = [f for f in here if f.head in heads] or [f for f in here if not f.nominal]
    if fitting:
        return min(fitting, key=lambda f: abs(f.head - token.i)).links[-1].head
    return None


def _cited_thing(scan: Scan, token: Token, obj: Token) -> None:
    """As in "X cited a shortage of fuel": what is cited is itself the content."""
    said_by = speaker(scan, token)
    if lemma(token) != "cite" or said_by is None or not scan.can_speak(said_by) or obj.tag_ == "PRP":
        return
    found = scan.trim(obj.left_edge.i, obj.right_edge.i + 1)
    if found is not None:
        cue = (token.i, token.i + 1)
        made = Found(token.i, cue, [Link(said_by.i, cue)], cut_tail(scan, found))
        made.source = spoken_by(scan, said_by, cue)
        scan.add(made)


def _cited_outright(scan: Scan, token: Token, obj: Token, links: list[Link]) -> None:
    """As in "The paper cited an officer": the officer is behind this, and behind what the paper told before."""
    said_by = speaker(scan, token)
    if said_by is None or not scan.can_speak(said_by):
        return
    scan.outer.setdefault(obj.i, []).append(Link(said_by.i, links[0].cue))
    told_here = any(k.lower_ in ("who", "whom") for k in obj.subtree)
    if not told_here:
        scan.handed.append((said_by.i, links))


def _whose(scan: Scan, token: Token) -> None:
    """As in "X, whose source was Y"."""
    noun = token.head
    verb = noun.head
    if (
        lemma(noun) not in reporting().sets["citing.nouns"]
        or not is_verb(verb)
        or verb.dep_ not in ("relcl", "acl", "ccomp")
    ):
        return
    named = child(verb, "attr", "dobj")
    if named is not None:
        scan.extended.setdefault(verb.head.i, []).append(Link(named.i, (token.i, verb.i + 1)))


def _after_phrase(scan: Scan, first: int, last: int) -> None:
    """As in "X, with reference to Y, wrote"."""
    obj = next(
        (scan.token(j) for j in range(last, min(last + 9, len(scan.words))) if scan.token(j).dep_ == "pobj"), None
    )
    if obj is None or not scan.can_speak_or_paper(obj):
        return
    owner = _owner(scan, scan.token(first))
    if owner is not None:
        scan.extended.setdefault(owner, []).append(Link(obj.i, (first, last)))
