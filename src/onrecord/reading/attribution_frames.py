"""Reporting verbs in their frames: from the verb to its source and its content.

Each reader of a frame returns the ranges of the content, or nothing where the frame is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Sort
from onrecord.codebook.reporting import Frame, Manner, Verb, reporting
from onrecord.reading.attribution_bounds import cut_tail, parenthesis, right_clause
from onrecord.reading.attribution_nominal import that_clause
from onrecord.reading.attribution_scan import Found, Link, Range, Scan
from onrecord.reading.attribution_silence import asked_about, held_back, silent_about
from onrecord.reading.attribution_speakers import agent, inverted, speaker, spoken_by, trailed
from onrecord.reading.deep import is_hidden_gerund
from onrecord.reading.grammar import child, is_noun, is_passive
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACING = frozenset({"at", "near", "off", "against", "between", "for", "to", "from", "outside", "inside", "across"})


def read_frames(scan: Scan) -> None:
    """Add to `scan.found` what the reporting verbs of a text attribute by their clauses and objects."""
    for index, verb in scan.cues.items():
        token = scan.token(index)
        if index in scan.taken or (token.dep_ in ("amod", "compound", "nmod") and not inverted(scan, token)):
            continue
        made = (
            _passive(scan, token, verb)
            if is_passive(token) and not inverted(scan, token) and not trailed(scan, token)
            else _active(scan, token, verb)
        )
        if made is not None:
            scan.add(made)


def cue_range(token: Token) -> Range:
    """A verb with its auxiliaries, negation and particle, as far as they touch it."""
    first = last = token.i
    near = {
        c.i
        for c in token.children
        if c.dep_ in ("aux", "auxpass", "neg", "prt") or (c.dep_ == "advmod" and c.left_edge.i == c.right_edge.i)
    }
    while first - 1 in near:
        first -= 1
    while last + 1 in near:
        last += 1
    return first, last + 1


def _active(scan: Scan, token: Token, verb: Verb) -> Found | None:
    said_by = speaker(scan, token)
    if said_by is None:
        return _heard(scan, token, verb) if Frame.FROM in verb.frames else None
    cue = cue_range(token)
    made = Found(token.i, cue, [Link(said_by.i, cue)], [], verb.manner)
    made.source = spoken_by(scan, said_by, cue)
    if token.dep_ == "conj" and token.head.i in scan.cues and any(c.lower_ == "nor" for c in token.head.children):
        return None
    if (quiet := silent_about(scan, token, verb)) is not None:
        made.manner, made.content = Manner.SILENT, quiet
        return made if (scan.may_speak(said_by) if quiet else scan.can_speak(said_by)) else None
    if Frame.FROM in verb.frames and not (scan.is_outlet(said_by) and right_clause(scan, token) is not None):
        return _heard(scan, token, verb)
    return _told(scan, token, verb, made)


def _told(scan: Scan, token: Token, verb: Verb, made: Found) -> Found | None:
    """Fill in what a speaker tells by a verb that is neither passive nor silent."""
    said_by = scan.token(made.links[0].head)
    if Frame.PAPER in verb.frames and not scan.can_speak_or_paper(said_by) and not _lays_down(said_by, verb):
        return None
    if Frame.VERDICT in verb.frames and _called_false(scan, token):
        made.manner = Manner.DENIES
    content = _clausal(scan, token, verb, made)
    if not content:
        content = _objects(scan, token, verb, said_by)
    if not content and verb.word == "deny":
        return made if _denied_all(token) and scan.can_speak(said_by) else None
    if not content and Frame.QUOTE not in verb.frames:
        return None
    if content and scan.lowers[content[0][0]] == "whether" and held_back(token):
        made.manner = Manner.SILENT
        content[0] = (content[0][0] + 1, content[0][1])
    made.content = content
    if content and token.i + 1 < len(scan.words):
        _answers(scan, made)
    return made


def _lays_down(paper: Token, verb: Verb) -> bool:
    """As in "The treaty provides that S": what is agreed or ordered has words of its own."""
    words = reporting().sets
    return paper.tag_ == "NN" and lemma(paper) in words["papers.drafts"] and verb.word in words["papers.does"]


def _answers(scan: Scan, made: Found) -> None:
    """What a source was asked at the start of its sentence belongs to it too, unsaid: "Asked whether S, X said …"."""
    first, _ = scan.sentence(made.head)
    if scan.tags[first] != "VBN" or scan.lowers[first] not in ("asked", "pressed", "questioned", "quizzed"):
        return
    question = asked_about(scan, scan.token(made.head))
    question = [part for part in question if part[1] <= made.cue[0]]
    if question:
        made.content = [part for part in made.content if part[0] > question[0][1]]
        asked = Found(made.head, made.cue, made.links, question, Manner.SILENT, source=made.source)
        scan.add(asked)


def _denied_all(token: Token) -> bool:
    """As in "Kyiv denies this", "both denied it": the content is what was told before."""
    objects = [c for c in token.children if c.dep_ in ("dobj", "dative")]
    return not objects or (len(objects) == 1 and objects[0].tag_ in ("DT", "PRP", "PDT"))


def _clausal(scan: Scan, token: Token, verb: Verb, made: Found) -> list[Range]:
    """Content that is a clause: behind the verb, or the sentence around it."""
    frames = verb.frames
    if Frame.THAT in frames or Frame.QUOTE in frames:
        found = right_clause(scan, token)
        if found is not None:
            if Frame.THAT not in frames and found[0] not in scan.quote_at:
                return []
            before = _set_before(scan, token, made)
            return [*before, *cut_tail(scan, found)]
    inner = child(token, "xcomp")
    if inner is not None and inner.i > token.i and _takes(frames, inner):
        found = scan.trim(inner.left_edge.i, inner.right_edge.i + 1)
        if found is not None:
            return cut_tail(scan, found)
    if Frame.QUOTE in frames:
        return parenthesis(scan, token, made, quoted_only=Frame.THAT not in frames)
    return []


def _takes(frames: frozenset[Frame], inner: Token) -> bool:
    if inner.tag_ == "VBG" or (inner.tag_ == "VBN" and any(c.lower_ == "having" for c in inner.children)):
        return Frame.GERUND in frames
    return Frame.INFINITIVE in frames and any(c.tag_ == "TO" for c in inner.children)


def _set_before(scan: Scan, token: Token, made: Found) -> list[Range]:
    """What stands before a parenthesis though the clause follows it: "In the north, X said, rain fell"."""
    if token.i + 1 >= len(scan.words) or scan.words[token.i + 1] != "," or made.source is None:
        return []
    first, _ = scan.sentence(token.i)
    before = min(made.source[0], made.cue[0])
    if before - first < 2 or scan.words[before - 1] != ",":
        return []
    opening = next((scan.token(j) for j in range(first, before) if scan.tags[j] in ("NN", "NNS", "NNP")), None)
    if opening is None or scan.tags[first] in ("VBG", "VBN") or scan.is_paper(opening) or _venue_word(scan, opening):
        return []
    kept = scan.trim(first, before)
    return [kept] if kept is not None else []


def _venue_word(scan: Scan, token: Token) -> bool:
    return lemma(token) in reporting().sets["venues.nouns"] or scan.is_outlet(token)


def _objects(scan: Scan, token: Token, verb: Verb, said_by: Token) -> list[Range]:
    """Content that is an object: a happening, a charge, a figure, a name given to it."""
    frames = verb.frames
    obj = child(token, "dobj")
    if Frame.OF in frames and obj is not None:
        return _charge(scan, token)
    if Frame.FIGURE in frames and obj is not None and scan.can_speak_or_paper(said_by):
        at = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "at" and c.i > obj.i), None)
        at = at or next((c for c in obj.children if c.dep_ == "prep" and c.lower_ == "at"), None)
        if at is not None and any(scan.tags[j] in ("CD", "$") for j in range(at.i, at.right_edge.i + 1)):
            found = scan.trim(obj.left_edge.i, at.right_edge.i + 1)
            return cut_tail(scan, found) if found is not None else []
    if Frame.VERDICT in frames and (judged := _verdict(scan, token)):
        return judged
    if Frame.SPOKEN in frames and (told := _spoken_of(scan, token)):
        return told
    if (
        Frame.PAPER in frames
        and obj is not None
        and obj.i > token.i
        and scan.is_paper(said_by)
        and obj.tag_[:2] == "NN"
    ):
        found = scan.trim(obj.left_edge.i, obj.right_edge.i + 1)
        return cut_tail(scan, found) if found is not None else []
    if verb.manner is Manner.DENIES and (obj is None or lemma(obj) not in reporting().nouns):
        obj = _denied_noun(scan, token) or obj
    if obj is None or obj.i < token.i or obj.tag_ in ("PRP", "WP", "DT", "WDT"):
        return []
    if not ({Frame.OBJECT, Frame.EVENT} & frames) or not scan.can_speak_or_paper(said_by):
        return []
    if not _reportable(scan, obj, any_thing=Frame.OBJECT in frames, verb=verb):
        return []
    found = scan.trim(obj.left_edge.i, _with_places(token, obj.right_edge.i + 1))
    return cut_tail(scan, found) if found is not None else []


def _with_places(token: Token, last: int) -> int:
    """The end of an object with the places and parties that the parse has hung on its verb ("a blast at the port")."""
    for c in token.children:
        if c.dep_ == "prep" and c.left_edge.i == last and c.lower_ in _PLACING:
            inner = child(c, "pobj")
            if inner is None or inner.ent_type_ in ("DATE", "TIME") or inner.tag_[:2] != "NN":
                return last
            last = c.right_edge.i + 1
    return last


def _denied_noun(scan: Scan, token: Token) -> Token | None:
    """As in "dismissed as 'absurd' a claim that S": the noun behind the verdict."""
    _, stop = scan.sentence(token.i)
    for j in range(token.i + 1, min(stop, token.i + 12)):
        if scan.tags[j] in ("NN", "NNS") and lemma(scan.token(j)) in reporting().nouns:
            return scan.token(j)
        if scan.tags[j] in ("VBD", "VBZ", "MD") or scan.words[j] in (",", ";"):
            return None
    return None


def _reportable(scan: Scan, obj: Token, *, any_thing: bool, verb: Verb) -> bool:
    """Whether an object is something told, not somebody named or something owned."""
    words = reporting()
    base = lemma(obj) if obj.tag_ in ("NN", "NNS") else obj.lower_
    if verb.word == "deny" and base in words.sets["idle.deniable"]:
        return True
    if Frame.GERUND in verb.frames and any(is_hidden_gerund(c) for c in obj.children):
        return True
    if base in words.sets["idle.objects"] or obj.tag_ in ("NNP", "NNPS") or obj.ent_type_ == "PERSON":
        return False
    if verb.manner is Manner.DENIES and Frame.GERUND not in verb.frames:
        return base in words.nouns
    noun = scan.noun(obj)
    if verb.word == "report" and (noun is None or noun.sort not in (Sort.DOCUMENT, Sort.PLACE)):
        return True
    if words.is_happening(base) or any_thing:
        return True
    return obj.tag_ == "VBG"


def _spoken_of(scan: Scan, token: Token) -> list[Range]:
    """As in "spoke of tanks rolling in", "complained of a shortage"."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.i > token.i and prep.lower_ == "of":
            inner = child(prep, "pcomp", "pobj")
            if inner is None:
                return []
            happens = (
                inner.tag_ == "VBG"
                or any(c.tag_ == "VBG" for c in inner.children)
                or reporting().is_happening(lemma(inner))
            )
            found = scan.trim(prep.i + 1, inner.right_edge.i + 1)
            return [found] if happens and found is not None else []
    return []


def _charge(scan: Scan, token: Token) -> list[Range]:
    for prep in token.subtree:
        if prep.dep_ == "prep" and prep.i > token.i and prep.lower_ in ("of", "for", "with"):
            inner = child(prep, "pcomp", "pobj")
            if inner is not None and (inner.dep_ == "pcomp" or inner.tag_ == "VBG"):
                found = scan.trim(inner.left_edge.i, inner.right_edge.i + 1)
                return cut_tail(scan, found) if found is not None else []
    return []


def _verdict(scan: Scan, token: Token) -> list[Range]:
    """As in "called the report a lie"; "what X called a lie"."""
    words = reporting()
    parts = [c for c in token.children if c.dep_ in ("dobj", "oprd", "ccomp", "attr") and c.i > token.i]
    parts.extend(c for part in tuple(parts) for c in part.children if c.dep_ == "appos" and c.i > part.i)
    what = next((c for c in token.children if c.lower_ in ("what", "which") and c.i < token.i), None)
    if what is not None and not parts:
        named_as = next((c for c in token.children if c.lower_ == "as" and c.i > token.i), None)
        parts = [c for c in (child(named_as, "pobj") if named_as is not None else None,) if c is not None]
    if what is not None and parts:
        found = scan.trim(parts[0].left_edge.i, parts[-1].right_edge.i + 1)
        return [found] if found is not None else []
    if len(parts) == 1 and parts[0].dep_ == "ccomp":
        parts = [*[c for c in parts[0].children if c.dep_ == "nsubj"], parts[0]]
    named = parts[-1] if parts and parts[-1].dep_ in ("oprd", "ccomp", "attr") else None
    if (
        named is not None
        and len(parts) > 1
        and named.i in scan.quote_at
        and not any(is_noun(p) and lemma(p) in words.nouns for p in parts)
    ):
        found = scan.trim(named.left_edge.i, named.right_edge.i + 1)
        return [found] if found is not None else []
    if len(parts) < 2 or not any(is_noun(p) and lemma(p) in words.nouns for p in parts):
        return []
    found = scan.trim(min(p.left_edge.i for p in parts), max(p.right_edge.i for p in parts) + 1)
    return [found] if found is not None else []


def _called_false(scan: Scan, token: Token) -> bool:
    """Whether a verdict is that a report is not true: "called the claim a lie"."""
    false = reporting().sets["idle.false"]
    near = range(token.i + 1, min(token.i + 12, len(scan.lowers)))
    return any(scan.lowers[j] in false for j in near) and any(
        scan.tags[j][:2] == "NN" and lemma(scan.token(j)) in reporting().nouns for j in near
    )


def _heard(scan: Scan, token: Token, verb: Verb) -> Found | None:
    """As in "S, the court heard from X"; "the paper learned from X that S"."""
    for prep in token.children:
        if prep.dep_ == "prep" and prep.lower_ == "from":
            teller = child(prep, "pobj")
            if teller is not None and scan.may_speak(teller):
                cue = (token.i, prep.i + 1)
                made = Found(token.i, cue, [Link(teller.i, cue)], [], verb.manner)
                made.source = spoken_by(scan, teller, cue)
                found = right_clause(scan, token)
                made.content = [found] if found is not None else parenthesis(scan, token, made, quoted_only=False)
                return made if made.content else None
    return None


def _passive(scan: Scan, token: Token, verb: Verb) -> Found | None:
    """As in "It was announced by X that S", "are said by X to be hidden", "that S has been admitted by X"."""
    if not ({Frame.TOLD, Frame.OBJECT, Frame.HEARER} & verb.frames) and verb.manner is not Manner.DENIES:
        return None
    teller = agent(token)
    if teller is None or not scan.may_speak(teller):
        return None
    cue = cue_range(token)
    made = Found(token.i, cue, [Link(teller.i, cue)], [], verb.manner)
    made.source = spoken_by(scan, teller, cue)
    that = child(token, "csubjpass", "csubj")
    if that is not None:
        found = scan.trim(that.left_edge.i + (that.left_edge.lower_ == "that"), that.right_edge.i + 1)
        made.content = [found] if found is not None else []
    else:
        clause = child(token, "ccomp", "xcomp")
        if clause is not None and clause.i > token.i:
            first = clause.left_edge.i
            start = next((j for j in range(teller.i + 1, clause.i + 1) if scan.lowers[j] in ("to", "that")), first)
            start += scan.lowers[start] == "that"
            found = scan.trim(max(start, teller.i + 1), clause.right_edge.i + 1)
            made.content = cut_tail(scan, found) if found is not None else []
    if not made.content:
        made.content = _told_subject(scan, token, verb)
    return made if made.content else None


def _told_subject(scan: Scan, token: Token, verb: Verb) -> list[Range]:
    """As in "The raid was confirmed by X", "reports that S were dismissed by X"; "it was claimed by X that S"."""
    told = child(token, "nsubjpass")
    if told is None or told.i > token.i:
        return []
    if told.lower_ == "it":
        found = right_clause(scan, token)
        return cut_tail(scan, found) if found is not None else []
    if told.tag_ not in ("NN", "NNS") or not ({Frame.EVENT, Frame.OBJECT} & verb.frames):
        return []
    found = that_clause(scan, told) if lemma(told) in reporting().nouns else None
    if found is None and _reportable(scan, told, any_thing=False, verb=verb):
        found = scan.trim(told.left_edge.i, min(told.right_edge.i + 1, token.i))
    return [found] if found is not None else []
