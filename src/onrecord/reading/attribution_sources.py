"""One link of a chain: the words of a source made into a source of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, Sort, nouns
from onrecord.codebook.reporting import reporting
from onrecord.model.source import Source, SourceKind
from onrecord.reading.attribution_scan import Link, Scan
from onrecord.reading.grammar import is_noun
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Party

_AGAIN = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their"})
_SOME = frozenset({"another", "some", "all"})
_SAME = frozenset({"same", "latter", "former"})
_LIKE = frozenset({"the", "a", "an", "of", "and", "in", "for", "its", "his", "their"})
_ARTICLES = frozenset({"a", "an", "one", "some", "several", "two", "three", "many", "other", "another"})


def made_source(scan: Scan, link: Link) -> Source | None:
    """The source that a link's words stand for; None where they stand for nobody."""
    token = scan.token(link.head)
    cue = scan.text.span(*link.cue)
    beside = _name_beside(scan, token)
    if beside.i != token.i:
        token, link = beside, Link(beside.i, link.cue, outlet=True)
    named = _named_behind(scan, link, token)
    if named is not None:
        return named
    joined = _joined(token)
    if joined:
        made = _together(scan, link, [token, *joined])
        if made is not None:
            return made
    parties = scan.cast.parties(token)
    if not parties and token.lower_ in ("one", "two", "some", "others", "many", "most", "all", "both"):
        parties = _whole(scan, token)
        if not parties and token.lower_ == "both":
            return _both(scan, link, token)
    whole = scan.name_range(token)
    if (
        parties
        and parties[0].first > whole[0]
        and scan.tags[parties[0].first - 1] in ("NNP", "CD")
        and scan.is_outlet(token)
    ):
        return _plain(scan, Link(link.head, link.cue, whole, outlet=True), token)
    if link.words is not None and (not parties or not parties[0].named):
        return _plain(scan, link, token)
    if len(parties) > 1:
        return _many(parties, cue)
    if parties:
        return _fitted(scan, link, token, parties[0])
    return _plain(scan, link, token)


def _name_beside(scan: Scan, token: Token) -> Token:
    """The name behind "the paper" in "the paper Dagens Post", where the noun alone would lose it."""
    after = token.i + 1
    noun = scan.noun(token)
    if (
        token.tag_ != "NN"
        or noun is None
        or noun.sort is not Sort.OUTLET
        or after >= len(scan.words)
        or scan.tags[after] != "NNP"
    ):
        return token
    last = after
    while last + 1 < len(scan.words) and scan.tags[last + 1] in ("NNP", "NNPS", "HYPH"):
        last += 1
    named, plain = scan.party(scan.token(last)), scan.party(token)
    if named is not None and plain is not None and not plain.last > after:
        return scan.token(last)
    return token


def _fitted(scan: Scan, link: Link, token: Token, party: Party) -> Source:
    """A party as a link: cut where its phrase runs into the cue, an outlet where its place shows it to be one."""
    made = party.source(scan.text.span(*link.cue))
    stop = _handed_on(token, party.last)
    if token.i < link.cue[0]:
        stop = min(stop, link.cue[0])
    if not party.named and party.first < stop < party.last:
        cut = scan.trim(party.first, stop)
        if cut is not None:
            span = scan.text.span(*cut)
            made = Source(span.exact, span.exact, made.kind, made.country, span, made.cue)
    kind = made.kind
    if kind is SourceKind.OUTLET and not party.named and _is_issued(token):
        kind = SourceKind.DOCUMENT
    elif (
        (link.outlet and kind is SourceKind.DOCUMENT and token.tag_ == "NNP")
        or (link.outlet and kind in (SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.UNNAMED))
        or (
            kind in (SourceKind.ORGANISATION, SourceKind.PERSON) and party.actor is None and _called_outlet(scan, token)
        )
    ):
        kind = SourceKind.OUTLET
    return made if kind is made.kind else Source(made.text, made.name, kind, made.country, made.span, made.cue)


def _handed_on(token: Token, last: int) -> int:
    """Where "quoted by X" or "seen by X" begins behind a source: those words name another link."""
    words = reporting().sets
    for c in token.doc[token.i + 1 : last]:
        if c.tag_ == "VBN" and c.i + 1 < last and c.nbor(1).lower_ in ("by", "to", "with"):
            base = lemma(c)
            if base in words["papers.heard"] or base in words["papers.seen"]:
                return c.i
    return last


def _is_issued(token: Token) -> bool:
    """Whether what may be a paper or its text is somebody's own: "the ministry's daily bulletin"."""
    if not any(c.dep_ == "poss" for c in token.children):
        return False
    return any(sense.sort is Sort.DOCUMENT for sense in nouns().senses(lemma(token)))


def _called_outlet(scan: Scan, token: Token) -> bool:
    """As in "Al-Manar, a Lima weekly"."""
    if token.tag_ == "NNP" and scan.introduced(token.i):
        return True
    for c in token.children:
        if c.dep_ == "appos" and c.i > token.i and c.tag_ == "NN":
            noun = scan.noun(c)
            if noun is not None and noun.sort is Sort.OUTLET:
                return True
    return False


def _named_behind(scan: Scan, link: Link, token: Token) -> Source | None:
    """A name nobody knows right behind a noun that tells who it is: "the rights group Open Gates"."""
    if token.tag_ != "NN" or link.words is not None:
        return None
    name = next((c for c in token.children if c.dep_ == "appos" and c.left_edge.i == token.i + 1), None)
    if name is None or name.tag_ not in ("NNP", "NNPS") or scan.party(name) is not None:
        return None
    plain = scan.party(token)
    if plain is None or plain.named:
        return None
    span = scan.text.span(token.i + 1, name.i + 1)
    noun = scan.noun(token)
    kind = SourceKind.PERSON if noun is not None and noun.sort in PERSONS else plain.speaker
    return Source(span.exact, span.exact, kind, plain.country, span, scan.text.span(*link.cue))


def _both(scan: Scan, link: Link, token: Token) -> Source | None:
    """The two whom the sentence before a bare "both" has for its subject."""
    sentence = scan.text.sentence_of[token.i]
    if sentence == 0:
        return None
    first, last = scan.text.sentences[sentence - 1]
    for j in range(first, last):
        head = scan.token(j)
        if head.dep_ not in ("nsubj", "nsubjpass") or not scan.can_speak(head):
            continue
        if _joined(head) or any(c.lower_ in ("two", "both") for c in head.children) or head.tag_ == "NNS":
            found = made_source(scan, Link(j, link.cue))
            if found is not None:
                span = scan.text.span(token.i, token.i + 1)
                return Source(span.exact, found.name, found.kind, found.country, span, found.cue)
    return None


def _whole(scan: Scan, token: Token) -> tuple[Party, ...]:
    for prep in token.children:
        if prep.lower_ == "of":
            for obj in prep.children:
                found = scan.cast.parties(obj)
                if found:
                    return found
    return ()


def _joined(token: Token) -> list[Token]:
    """The phrases joined to a source by "and" or "nor", not those it owns ("the daily and its sources")."""
    found: list[Token] = []
    last = token
    for _ in range(6):
        after = next((c for c in last.children if c.dep_ == "conj" and (is_noun(c) or c.tag_ == "PRP")), None)
        if after is None or any(c.dep_ == "poss" and c.lower_ in ("its", "their") for c in after.children):
            break
        found.append(after)
        last = after
    return found


def _together(scan: Scan, link: Link, tokens: list[Token]) -> Source | None:
    parties = [party for token in tokens for party in scan.cast.parties(token)[:1]]
    if len(parties) < len(tokens):
        return None
    first = min(p.first for p in parties)
    lead = min(tokens[0].left_edge.i, first)
    last = max(p.last for p in parties)
    span = scan.text.span(max(lead, scan.sentence(tokens[0].i)[0]), last)
    made = _many(tuple(parties), scan.text.span(*link.cue))
    return Source(span.exact, made.name, made.kind, made.country, span, made.cue)


def _many(parties: tuple[Party, ...], cue: object) -> Source:
    """Several speakers as one link."""
    kinds = {p.speaker for p in parties}
    countries = {p.country for p in parties}
    kind = (
        parties[0].speaker
        if len(kinds) == 1
        else SourceKind.UNNAMED
        if SourceKind.UNNAMED in kinds
        else parties[0].speaker
    )
    head = parties[0].source(cue)  # type: ignore[arg-type]
    names: dict[str, None] = dict.fromkeys(p.name for p in parties)
    return Source(
        head.text, " and ".join(names), kind, parties[0].country if len(countries) == 1 else None, head.span, head.cue
    )


def _plain(scan: Scan, link: Link, token: Token) -> Source | None:
    """A source nobody has heard of: its own words."""
    if token.tag_ in ("PRP", "PRP$", "WP", "WDT", "EX", "DT") and link.words is None:
        return _somebody(scan, link, token)
    first, last = link.words if link.words is not None else scan.phrase_range(token, link.cue)
    found = scan.trim(first, last) or (token.i, token.i + 1)
    if found[1] - found[0] > 1 and scan.tags[found[1] - 1] == "POS":
        found = (found[0], found[1] - 1)
    span = scan.text.span(*found)
    noun = scan.noun(token)
    kind = (
        noun.speaker if noun is not None else SourceKind.PERSON if token.ent_type_ == "PERSON" else SourceKind.UNNAMED
    )
    if link.outlet:
        kind = SourceKind.OUTLET
    elif noun is None and _is_written(token):
        kind = SourceKind.DOCUMENT
    elif noun is None and token.tag_ in ("NNP", "NNPS") and token.ent_type_ != "PERSON":
        kind = SourceKind.ORGANISATION
    name = span.exact
    if (
        link.words is not None
        and noun is not None
        and noun.word in ("report", "rumour", "rumor", "news", "gossip", "talk", "whisper")
    ):
        kind = SourceKind.UNNAMED
    return Source(span.exact, name, kind, None, span, scan.text.span(*link.cue))


def _is_written(token: Token) -> bool:
    """Whether a noun that the codebook has for nobody names something that lays down or records ("the agreement")."""
    words = reporting().sets
    base = lemma(token)
    return token.tag_ in ("NN", "NNS") and (base in words["papers.drafts"] or base in words["papers.more"])


def _somebody(scan: Scan, link: Link, token: Token) -> Source | None:
    """A pronoun that nobody was found for: somebody else than the outlet still says it."""
    named = next((c for c in token.children if c.dep_ == "appos" and c.tag_ == "NNP"), None)
    if named is not None and token.tag_ == "DT":
        return made_source(scan, Link(named.i, link.cue))
    if token.lower_ not in _AGAIN and token.lower_ not in _SOME:
        return None
    span = scan.text.span(token.i, token.i + 1)
    kind = SourceKind.PERSON if token.lower_ in ("he", "she", "him", "her", "his") else SourceKind.UNNAMED
    return Source(span.exact, span.exact, kind, None, span, scan.text.span(*link.cue))


def is_again(scan: Scan, link: Link) -> bool:
    """Whether the words of a link point back to somebody: a pronoun, "the same man", "one of them", "the spokesman"."""
    token = scan.token(link.head)
    if token.lower_ in _AGAIN:
        return True
    words = {c.lower_ for c in token.children if c.i < token.i}
    if words & _SAME:
        return True
    if token.lower_ in ("one", "two", "some", "others", "another", "both", "all"):
        return True
    return token.tag_ in ("NN", "NNS") and "the" in words and not words & _ARTICLES


def same(a: Source, b: Source) -> bool:
    """Whether two links are one source: the same name, word for word or the shorter within the longer."""
    if a.name == b.name:
        return True
    first = {w for w in a.name.casefold().split() if w not in _LIKE}
    second = {w for w in b.name.casefold().split() if w not in _LIKE}
    return bool(first and second) and (first <= second or second <= first) and a.kind == b.kind
