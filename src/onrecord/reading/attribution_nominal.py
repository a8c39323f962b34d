"""Nominal cues: "X's claim that S", "a statement by X that S", "reports that S"; and what papers lay down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Manner, reporting
from onrecord.reading.attribution_bounds import cut_tail
from onrecord.reading.attribution_scan import Found, Link, Range, Scan
from onrecord.reading.attribution_speakers import speaker, spoken_by
from onrecord.reading.grammar import child, is_passive, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM = ("by", "from", "in", "on", "among")
_NOT_OWNERS = frozenset({"it", "that", "this", "such"})


def read_nouns(scan: Scan) -> None:
    """Add to `scan.found` what nouns of saying attribute, and predicates of papers."""
    nouns, quiet = reporting().nouns, reporting().sets["idle.quiet"]
    for i, tag in enumerate(scan.tags):
        if tag in {"NN", "NNS"}:
            token = scan.token(i)
            base = lemma(token)
            if base in quiet and any(c.lower_ == "no" for c in token.children):
                silent = _no_comment(scan, token)
                if silent is not None:
                    scan.add(silent)
            elif base in nouns:
                made = _read(scan, token, alone=nouns[base])
                if made is not None:
                    scan.add(made)
            if token.dep_ == "nsubj" and token.i < token.head.i and scan.is_paper(token):
                laid = _laid_down(scan, token)
                if laid is not None:
                    scan.add(laid)


def _read(scan: Scan, noun: Token, *, alone: bool) -> Found | None:
    content = that_clause(scan, noun)
    named = content is not None
    if content is None:
        content = _of(scan, noun)
        if content is None:
            return None
    cue = (noun.i, noun.i + 1)
    links = _links(scan, noun, cue)
    made = Found(noun.i, cue, links, cut_tail(scan, content), nominal=True)
    if links:
        inner = scan.token(links[-1].head)
        made.source = spoken_by(scan, inner, cue)
        return made
    if not alone or not named or _confirmed(noun):
        return None
    words = scan.name_range(noun)
    made.links = [Link(noun.i, cue, words)]
    made.source = scan.trim(*words)
    return made


def _no_comment(scan: Scan, noun: Token) -> Found | None:
    """As in "X had no immediate comment", "there was no word from X"."""
    owner = _behind(scan, noun)
    verb = noun.head
    if owner is None and is_verb(verb) and noun.dep_ in ("dobj", "attr"):
        of_verb = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from"), None)
        owner = child(of_verb, "pobj") if of_verb is not None else None
        if owner is None and lemma(verb) in ("have", "offer", "make", "give", "provide", "issue"):
            owner = speaker(scan, verb)
    if owner is None or not scan.can_speak(owner):
        return None
    cue = (noun.i, noun.i + 1)
    made = Found(noun.i, cue, [Link(owner.i, cue)], [], Manner.SILENT, nominal=True)
    made.source = spoken_by(scan, owner, cue)
    for c in noun.children:
        inner = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("on", "about") else None
        topic = scan.trim(c.i + 1, inner.right_edge.i + 1) if inner is not None else None
        if topic is not None:
            made.content = [topic]
    return made


def _confirmed(noun: Token) -> bool:
    return noun.dep_ == "dobj" and lemma(noun.head) in ("confirm", "corroborate", "verify")


def that_clause(scan: Scan, noun: Token) -> Range | None:
    """The "that" clause of a noun; a relative clause ("the claim that X made") is none."""
    for c in noun.children:
        if c.dep_ in ("acl", "relcl", "ccomp") and c.i > noun.i:
            that = next((k for k in c.lefts if k.lower_ == "that"), None)
            if that is not None and not _relative(c, that):
                return scan.trim(that.i + 1, c.right_edge.i + 1)
    after = _past_phrase(noun)
    if after + 1 < len(scan.words) and scan.lowers[after] == "that" and scan.tags[after] in ("IN", "WDT", "DT"):
        head = scan.token(after).head
        if head.i > after and is_verb(head) and not _relative(head, scan.token(after)):
            return scan.trim(after + 1, head.right_edge.i + 1)
    return None


def _past_phrase(noun: Token) -> int:
    """The token behind a noun and its "by X"."""
    last = noun.i + 1
    for c in noun.children:
        if c.i == last and c.dep_ == "prep" and c.lower_ in _FROM:
            obj = child(c, "pobj")
            if obj is not None:
                last = obj.i + 1
    return last


def _relative(clause: Token, that: Token) -> bool:
    if that.dep_ in ("nsubj", "nsubjpass", "pobj"):
        return True
    subject = next((k for k in clause.children if k.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")), None)
    if subject is None:
        return True
    words = reporting().sets
    base = lemma(clause)
    return that.dep_ == "dobj" and (
        base in words["carriers.own"] or base in words["carriers.made"] or base in words["carriers.other"]
    )


def _of(scan: Scan, noun: Token) -> Range | None:
    """As in "X's accusation of burning the mill", "its claim of a victory", "its claim to have won"."""
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ == "of" and c.i > noun.i:
            inner = child(c, "pcomp", "pobj")
            if inner is None:
                return None
            happens = inner.tag_ == "VBG" or (inner.tag_ in ("NN", "NNS") and reporting().is_happening(lemma(inner)))
            return scan.trim(c.i + 1, inner.right_edge.i + 1) if happens else None
        done = c.dep_ in ("acl", "xcomp") and c.i > noun.i and c.tag_ == "VBN"
        if done and any(k.lower_ == "have" for k in c.children) and any(k.tag_ == "TO" for k in c.children):
            return scan.trim(c.left_edge.i, c.right_edge.i + 1)
    return None


def _links(scan: Scan, noun: Token, cue: Range) -> list[Link]:
    """Whose the words are, outermost first."""
    words = reporting().sets
    owner = _owner(scan, noun)
    carried = _carrier(scan, noun, owner is not None)
    links = [Link(carried.i, cue, outlet=owner is not None)] if carried is not None else []
    if owner is not None:
        links.append(Link(owner.i, cue))
    if not links and lemma(noun) in words["carriers.pleas"] and noun.dep_ == "pobj":
        found = _pleader(scan, noun)
        if found is not None:
            return [Link(found.i, cue)]
    if not links:
        for c in noun.children:
            if c.dep_ == "acl" and c.tag_ == "VBN" and lemma(c) in words["carriers.made"] | words["carriers.other"]:
                for prep in c.children:
                    obj = child(prep, "pobj") if prep.lower_ in ("by", "in") else None
                    if obj is not None and scan.may_speak(obj):
                        return [Link(obj.i, cue)]
    return links


def _pleader(scan: Scan, noun: Token) -> Token | None:
    """The doer of what is done "under the pretext that S"."""
    above = noun.head.head
    return speaker(scan, above) if is_verb(above) and not is_passive(above) else None


def _owner(scan: Scan, noun: Token) -> Token | None:
    poss = child(noun, "poss")
    if poss is not None and poss.lower_ not in _NOT_OWNERS:
        if poss.lower_ in ("my", "our", "your"):
            return None
        return poss
    return _behind(scan, noun) or _before(scan, noun)


def _behind(scan: Scan, noun: Token) -> Token | None:
    """The X of "a claim by X", also where the parse has hung "by X" on the verb."""
    for c in noun.children:
        if c.dep_ in ("prep", "agent") and c.lower_ in _FROM and c.i > noun.i:
            obj = child(c, "pobj")
            if obj is not None and (scan.is_outlet(obj) if c.lower_ in ("in", "on") else scan.may_speak(obj)):
                return obj
    if noun.dep_ == "dobj" and noun.head.i < noun.i:
        for c in noun.head.children:
            if c.lower_ == "by" and c.dep_ == "prep" and c.i > noun.i:
                obj = child(c, "pobj")
                if obj is not None and scan.may_speak(obj):
                    return obj
    return None


def _before(scan: Scan, noun: Token) -> Token | None:
    """The state or body named before the noun: "a British claim"."""
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i and c.text[:1].isupper():
            party = scan.party(c)
            if party is not None and (party.actor or "").partition(":")[0] in (
                "state",
                "body",
                "group",
                "organisation",
            ):
                return c
    return None


def _carrier(scan: Scan, noun: Token, owned: bool) -> Token | None:
    """The subject of a verb that speaks the noun ("repeated a claim") or hands it on ("carried a statement by")."""
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb) or is_passive(verb):
        return None
    words = reporting().sets["carriers.other" if owned else "carriers.own"]
    if lemma(verb) not in words:
        return None
    found = speaker(scan, verb)
    if found is None or not scan.may_speak(found):
        return None
    return found if not owned or scan.is_outlet(found) or lemma(verb) in ("carry", "air", "broadcast", "run") else None


def _laid_down(scan: Scan, paper: Token) -> Found | None:
    """As in "A draft seen by X would lift the ban"; "a letter promised shells"; "minutes have X offering help"."""
    verb = paper.head
    if not is_verb(verb) or any(f.head == verb.i and f.content for f in scan.near(verb.i)):
        return None
    words = reporting().sets
    base = lemma(verb)
    if base == "have":
        inner = next(
            (
                c
                for c in verb.children
                if c.tag_ == "VBG" and c.dep_ in ("dobj", "ccomp", "xcomp") and child(c, "nsubj")
            ),
            None,
        )
        found = scan.trim(inner.i, inner.right_edge.i + 1) if inner is not None else None
    else:
        seen = any(c.dep_ in ("acl", "relcl") and lemma(c) in words["papers.seen"] for c in paper.children)
        foreseen = any(c.lower_ in ("would", "will", "shall") for c in verb.children if c.dep_ == "aux")
        if not (
            (foreseen and (seen or lemma(paper) in words["papers.drafts"]))
            or base in words["papers.does"]
            or (seen and verb.i not in scan.cues)
        ):
            return None
        first = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg") and c.i > paper.i)])
        found = scan.trim(first, verb.right_edge.i + 1)
    if found is None:
        return None
    cue = (paper.i, paper.i + 1)
    made = Found(paper.i, cue, [Link(paper.i, cue)], cut_tail(scan, found), nominal=True)
    made.source = scan.phrase_range(paper)
    return made
