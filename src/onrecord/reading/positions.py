"""Where somebody stands: what is wanted, urged, backed, blamed, talked about or expected, and by whom.

The codebook has the outlet tell these acts, so they make no chain and no claim turns on them: a position tells only
whose it is. Words that `attributions` already gives to a source are left to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.codebook.positions import Stand, position_words
from onrecord.reading.attribution import Attributed
from onrecord.reading.attribution_frames import cue_range
from onrecord.reading.attribution_scan import Link, Range, Scan, scan
from onrecord.reading.attribution_sources import made_source
from onrecord.reading.attribution_speakers import agent, speaker, spoken_by
from onrecord.reading.grammar import child, is_passive, is_verb
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast

_WITH = frozenset({"for", "as", "over", "with", "to", "of", "about", "from", "against", "on", "in", "at", "by"})
_LOOKS = frozenset({"seem", "appear"})
_COPULAS = frozenset({"be", "feel", "become", "remain", "sound", "seem", "look"})
_COUNTS = frozenset({"CD", "DT", "JJ", "JJR", "JJS"})
_REACH = 8
"""How far behind "call for" its object may head its phrase."""
_TIMES = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def positions(text: Text, cast: Cast, said: Sequence[Attributed]) -> tuple[Attributed, ...]:
    """The positions of a text in the order of their cues; the chain holds the holder alone, or nobody.

    `said` are the attributions of the text: what one of their cues tells is not told again.
    """
    found = scan(text, cast)
    taken = {i for one in said for i in range(*one.cue)}
    made: list[Attributed] = []
    for i, tag in enumerate(found.tags):
        if i in taken:
            continue
        if tag[:2] == "VB":
            made.extend(_of_verb(found, found.token(i)))
        elif tag in ("NN", "NNS"):
            made.extend(_of_noun(found, found.token(i)))
        elif tag in ("JJ", "VBN"):
            made.extend(_of_adjective(found, found.token(i)))
    return tuple(one for one in made if one.content)


def _made(scan: Scan, cue: Range, holder: Token | None, content: Iterable[Range | None]) -> list[Attributed]:
    kept = tuple(sorted(part for part in content if part is not None and part[1] > part[0]))
    if not kept:
        return []
    if holder is None:
        return [Attributed((), kept, cue, None)]
    source = made_source(scan, Link(holder.i, cue))
    words = spoken_by(scan, holder, cue)
    return [Attributed((source,) if source is not None else (), kept, cue, words)]


def _of_verb(scan: Scan, verb: Token) -> list[Attributed]:
    if lemma(verb) not in position_words().verbs or verb.dep_ in ("amod", "compound", "nmod"):
        return []
    cue = cue_range(verb)
    after, frames = _with_words(scan, verb)
    if is_passive(verb):
        return _passive(scan, verb, (cue[0], max(cue[1], after)), frames)
    holder = speaker(scan, verb)
    if Stand.HEARSAY in frames and lemma(verb) in _LOOKS:
        return _looks(scan, verb, cue)
    if holder is None or not _holds(scan, holder):
        return []
    if after > verb.i + 1:
        return _made(scan, (cue[0], after), holder, [_behind(scan, verb, after, leading=True)])
    return _made(scan, cue, holder, [_complement(scan, verb, frames)])


def _with_words(scan: Scan, verb: Token) -> tuple[int, frozenset[Stand]]:
    """Past the last word of the verb's longest form that stands here (0: the bare verb), and that form's frames."""
    known = position_words().verbs[lemma(verb)]
    best = (0, known.get((), frozenset()))
    for more, frames in known.items():
        start = verb.i + 1
        if start < len(scan.tags) and scan.tags[start] == "RB":
            start += 1
        if more and tuple(scan.lowers[start : start + len(more)]) == more and start + len(more) > best[0]:
            best = (start + len(more), frames)
    return best


def _holds(scan: Scan, token: Token) -> bool:
    """Whether a phrase can have a position: who can speak, and shares of those asked ("most", "about 40 percent")."""
    return scan.may_speak(token) or token.tag_ in _COUNTS or token.lower_ in ("percent", "majority", "i", "we", "you")


def _complement(scan: Scan, verb: Token, frames: frozenset[Stand]) -> Range | None:
    """What a verb of position is about: its object with what hangs on the verb behind it, or its clause."""
    obj = next((c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i), None)
    clause = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd", "advcl") and c.i > verb.i), None)
    if clause is not None and clause.dep_ != "advcl":
        to = any(c.tag_ == "TO" for c in clause.children)
        finite = clause.dep_ == "ccomp" and not to
        fits = (
            (to and Stand.TO in frames)
            or (clause.tag_ == "VBG" and Stand.DOING in frames)
            or (finite and Stand.ASKING in frames)
        )
        if fits:
            start = min(clause.left_edge.i, obj.left_edge.i if obj is not None else clause.i)
            return _kept(scan, verb, max(start, verb.i + 1), clause.right_edge.i + 1)
        if obj is None and not (clause.dep_ in ("oprd", "ccomp") and Stand.OBJECT in frames):
            return None
    if Stand.OBJECT not in frames or (obj is None and clause is None):
        return None
    return _behind(scan, verb, verb.i + 1, leading=False)


def _behind(scan: Scan, verb: Token, first: int, *, leading: bool) -> Range | None:
    """From `first` over the object and what the verb has behind it, up to a date, a comma clause or a new clause."""
    last = first
    for c in verb.children:
        if c.i < verb.i or c.right_edge.i < first:
            continue
        if c.left_edge.i > last + 1 and last > first:
            break
        object_like = c.dep_ in ("dobj", "oprd", "xcomp", "ccomp", "dative", "prt", "pobj", "attr", "nsubj")
        prep = c.dep_ in ("prep", "agent") and (c.lower_ in _WITH or leading) and not _dated(c)
        if c.dep_ == "advcl" and c.i > last and any(k.lower_ in ("as", "for") for k in c.lefts):
            prep = True
        if object_like or (prep and (last > first or leading)):
            last = max(last, c.right_edge.i + 1)
        elif c.dep_ in ("punct", "cc", "conj", "advcl", "npadvmod") and c.i > first:
            break
    if last <= first and leading:
        near = (scan.token(j) for j in range(first, min(first + _REACH, len(scan.tags))))
        obj = next((token for token in near if token.dep_ == "pobj"), None)
        if obj is not None and obj.left_edge.i <= first:
            last = obj.right_edge.i + 1
    return _kept(scan, verb, first, last)


def _dated(prep: Token) -> bool:
    inner = child(prep, "pobj")
    return inner is not None and (inner.lower_ in _TIMES or prep.lower_ in ("during", "after", "before", "since"))


def _kept(scan: Scan, verb: Token, first: int, last: int) -> Range | None:
    """A range trimmed to the sentence and to what stands before a comma with a cue or a turn behind it."""
    stop = scan.sentence(verb.i)[1]
    last = min(last, stop)
    for j in range(first + 1, last - 1):
        if scan.words[j] == "," and scan.lowers[j + 1] in ("but", "while", "although", "though", "which", "according"):
            last = j
            break
    return scan.trim(first, last) if last > first else None


def _passive(scan: Scan, verb: Token, cue: Range, frames: frozenset[Stand]) -> list[Attributed]:
    """As in "Y was criticised by X for leaving"; "Y is expected to win", which nobody is said to expect."""
    about = child(verb, "nsubjpass", "nsubj")
    holder = agent(verb)
    if about is not None and about.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        about = about.head if about.head.i != verb.i else verb.head
    clause = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd") and c.i > verb.i), None)
    subject = scan.phrase_range(about, cue) if about is not None else None
    if holder is not None and _holds(scan, holder) and Stand.OBJECT in frames:
        return _made(scan, cue, holder, [subject])
    if Stand.HEARSAY not in frames or clause is None or holder is not None:
        return []
    if about is None and verb.i != scan.sentence(verb.i)[0]:
        return []
    rest = _kept(scan, verb, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
    return _made(scan, cue, None, [subject, rest])


def _looks(scan: Scan, verb: Token, cue: Range) -> list[Attributed]:
    about = child(verb, "nsubj")
    clause = next((c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp") and c.i > verb.i), None)
    if about is None or clause is None or about.tag_ in ("WDT", "WP", "EX"):
        return []
    subject = scan.phrase_range(about, cue)
    rest = _kept(scan, verb, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
    return _made(scan, cue, None, [subject, rest])


def _of_noun(scan: Scan, noun: Token) -> list[Attributed]:
    after = position_words().nouns.get(lemma(noun))
    if after is None:
        return []
    cue = (noun.i, noun.i + 1)
    content: Range | None = None
    for c in noun.children:
        if c.i <= noun.i or c.left_edge.i != noun.i + 1:
            continue
        inner = child(c, "pobj", "pcomp")
        if c.dep_ == "prep" and c.lower_ in after and c.lower_ != "from" and inner is not None:
            cue, content = (noun.i, c.i + 1), scan.trim(c.i + 1, inner.right_edge.i + 1)
        elif c.dep_ in ("acl", "relcl", "ccomp") and _opened(c.left_edge, after):
            content = scan.trim(c.left_edge.i, c.right_edge.i + 1)
    owner = _owner(noun)
    if owner is None and noun.dep_ == "dobj" and is_verb(noun.head):
        owner = speaker(scan, noun.head)
    if owner is None or not _holds(scan, owner):
        return []
    return _made(scan, cue, owner, [content])


def _opened(first: Token, after: frozenset[str]) -> bool:
    """Whether a clause on a noun begins as the noun's own content does: with "to", or a "that" that is no subject."""
    return first.lower_ in after and (first.tag_ == "TO" or (first.lower_ == "that" and first.dep_ == "mark"))


def _owner(noun: Token) -> Token | None:
    """The X of "X's criticism", "criticism from X"."""
    owner = child(noun, "poss")
    giver = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "from"), None)
    return owner if owner is not None or giver is None else child(giver, "pobj")


def _of_adjective(scan: Scan, word: Token) -> list[Attributed]:
    after = position_words().adjectives.get(word.lower_)
    verb = word.head if word.dep_ in ("acomp", "advcl", "attr") else word
    if after is None or (word.tag_ == "JJ" and (word.dep_ != "acomp" or lemma(verb) not in _COPULAS)):
        return []
    holder = speaker(scan, verb) or child(verb, "nsubjpass")
    if holder is None or not _holds(scan, holder):
        return []
    first = cue_range(verb)[0]
    for c in word.children:
        if c.i < word.i:
            continue
        if c.dep_ == "prep" and c.lower_ in after:
            inner = child(c, "pobj", "pcomp")
            if inner is not None:
                return _made(scan, (first, c.i + 1), holder, [scan.trim(c.i + 1, inner.right_edge.i + 1)])
        if c.dep_ in ("ccomp", "xcomp"):
            return _made(scan, (first, word.i + 1), holder, [scan.trim(c.left_edge.i, c.right_edge.i + 1)])
    return []
