"""Attribution that runs on over following sentences, only while the text plainly goes on reporting the same source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Frame, Manner, reporting
from onrecord.reading.attribution_scan import Found, Link, Scan
from onrecord.reading.attribution_speakers import speaker
from onrecord.reading.grammar import child, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset({"VBD", "VBN"})
_AHEAD = frozenset({"would", "could", "might"})


def run_on(scan: Scan) -> None:
    """Add to `scan.found` the sentences that go on with the words of the sentence before them.

    A sentence goes on when it stands in the same paragraph, has no cue of its own, and is set back in time as reported
    speech is ("had gone", "would go") behind a cue in the past, or behind a sentence that only tells that one spoke.
    """
    last_in: dict[int, Found] = {}
    covered: set[int] = set()
    owner = scan.text.sentence_of
    for found in scan.found:
        for first, last in found.content:
            covered.update(range(owner[first], owner[last - 1] + 1))
        if found.manner is Manner.SAYS and not found.nominal and found.links and found.head not in scan.quote_at:
            at = owner[found.head]
            known = last_in.get(at)
            if known is None or found.head > known.head:
                last_in[at] = found
        covered.add(owner[found.head])
    _walk(scan, last_in, covered)


def _walk(scan: Scan, last_in: dict[int, Found], covered: set[int]) -> None:
    speaking: Found | None = None
    paragraph = -1
    for number, (first, _) in enumerate(scan.text.sentences):
        here = scan.text.paragraph_of[first]
        if here != paragraph:
            paragraph, speaking = here, None
        if number in last_in:
            speaking = last_in[number] if _in_past(scan, last_in[number]) else None
            continue
        if number in covered:
            speaking = None
            continue
        if speaking is not None and _set_back(scan, number):
            _add(scan, speaking, number)
            continue
        speaking = _lead(scan, number)


def _in_past(scan: Scan, found: Found) -> bool:
    """Whether a cue is a clause in the past whose content is told in the speaker's absence ("said that …")."""
    verb = scan.cues.get(found.head)
    if verb is None or Frame.OF in verb.frames or not found.content:
        return False
    if scan.tags[found.head] not in _PAST or found.quoted:
        return False
    return found.content[0][0] > found.head


def _set_back(scan: Scan, number: int) -> bool:
    """Whether the main clause of a sentence is in the past perfect or looks ahead from the past."""
    first, last = scan.text.sentences[number]
    root = next((scan.token(j) for j in range(first, last) if scan.token(j).dep_ == "ROOT"), None)
    if root is None or not (is_verb(root) or root.tag_ == "MD"):
        return False
    if any(j in scan.quote_at for j in range(first, last)):
        return False
    auxiliaries = {c.lower_ for c in root.children if c.dep_ in ("aux", "auxpass") and c.i < root.i}
    return bool(auxiliaries & _AHEAD) or ("had" in auxiliaries and root.tag_ == "VBN")


def _add(scan: Scan, speaking: Found, number: int) -> None:
    kept = scan.trim(*scan.text.sentences[number])
    if kept is None:
        return
    made = Found(speaking.head, speaking.cue, speaking.links, [kept], source=speaking.source)
    made.follows = speaking.follows or speaking
    scan.add(made)


def _lead(scan: Scan, number: int) -> Found | None:
    """A sentence that tells that somebody spoke, without the words: "The ministry gave its version"."""
    first, last = scan.text.sentences[number]
    root = next((scan.token(j) for j in range(first, last) if scan.token(j).dep_ == "ROOT"), None)
    if root is None or not is_verb(root) or not _leads(root):
        return None
    said_by = speaker(scan, root)
    if said_by is None or not scan.can_speak(said_by):
        return None
    cue = (root.i, root.i + 1)
    made = Found(root.i, cue, [Link(said_by.i, cue)], [])
    made.source = scan.phrase_range(said_by, cue)
    scan.leads.append(made)
    return made


def _leads(root: Token) -> bool:
    words = reporting().sets
    base = lemma(root)
    if any(c.dep_ == "neg" for c in root.children):
        return False
    obj = child(root, "dobj")
    if base in words["leads.acts"] or f"{base} {_particle(root)}" in words["leads.acts"]:
        return (
            obj is not None and not any(c.lower_ == "no" for c in obj.children) and lemma(obj) in words["leads.words"]
        )
    if base == "be":
        mood = child(root, "acomp")
        return mood is not None and mood.lower_ in words["leads.moods"]
    if base in words["leads.verbs"]:
        return (obj is not None and base in ("address", "brief")) or (
            obj is None and base in ("speak", "testify", "talk")
        )
    return False


def _particle(verb: Token) -> str:
    found = child(verb, "prt")
    return found.lower_ if found is not None else ""
