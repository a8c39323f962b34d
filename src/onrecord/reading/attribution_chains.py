"""From attributions to chains: who hands on whom, outermost first.

A link comes from the cue itself, from the venue ("told X", "in an interview with X"), from those who hand a source on
("sources quoted by X", "a draft seen by X"), from those a source cites, and from the attribution around the cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.codebook.reporting import Frame, Manner, reporting
from onrecord.model.source import Chain, Source, SourceKind
from onrecord.reading.attribution_hearers import asked_by, heard_by
from onrecord.reading.attribution_scan import Found, Link, Range, Scan, holds, size
from onrecord.reading.attribution_sources import is_again, made_source, same
from onrecord.reading.grammar import child, is_verb
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO = frozenset({"to", "with", "in", "on", "for", "by", "at", "over", "via"})
_DEEPEST = 6


class Chains:
    """Makes and remembers the chains of the attributions of one text."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self._made: dict[int, Chain] = {}
        self._open: set[int] = set()
        self._at_head: dict[int, Chain] = {}
        self._sources: dict[int, Source | None] = {}
        self._of_links: dict[int, list[Link]] = {}
        self._told: dict[int, list[Found]] | None = None
        self._over: dict[int, list[Found]] = {}
        self._hand_on()
        self._lay_out()

    def of(self, found: Found) -> Chain:
        """The whole chain of an attribution; empty where its only source is the report's own outlet."""
        key = id(found)
        if key in self._made:
            return self._made[key]
        if key in self._open:
            return ()
        self._open.add(key)
        chain = self._chain(found)
        self._open.discard(key)
        self._made[key] = chain
        return chain

    def _chain(self, found: Found) -> Chain:
        if found.follows is not None:
            return self.of(found.follows)
        own: list[Source] = []
        before = self._before(found)
        for link in self._links(found):
            source = self.source(link)
            if source is not None and not (own and same(own[-1], source)):
                own.append(source)
            self._at_head.setdefault(link.head, (*before, *own))
        if not own:
            return ()
        if before and same(before[-1], own[0]):
            before = before[:-1]
        if len(before) > 1 and any(same(own[0], b) for b in before):
            before = before[: next(k for k, b in enumerate(before) if same(own[0], b))]
        return (*before, *own)

    # -- what stands before the attribution's own links ---------------------------------------------------------------

    def _before(self, found: Found) -> Chain:
        around = self._around(found)
        if around is not None:
            return self.of(around)
        first = found.links[0] if found.links else None
        if first is None:
            return ()
        told = self._told_of(found, first)
        return told if told is not None else self._again(found, first)

    def _around(self, found: Found) -> Found | None:
        """The innermost attribution whose content holds the cue."""
        best: Found | None = None
        for other in self._over.get(self.scan.text.sentence_of[found.head], ()):
            if other is found or other.head == found.head or not holds(other.content, found.head):
                continue
            if found.nominal and other.manner is not Manner.SAYS:
                continue
            if found.phrase and not holds(other.content, found.links[0].head):
                continue
            if holds(found.content, other.head) and size(found.content) >= size(other.content):
                continue
            if best is None or size(other.content) < size(best.content):
                best = other
        return best

    def _told_of(self, found: Found, link: Link) -> Chain | None:
        """A source that is itself a link of another attribution: "citing two workers who said S"."""
        if self._told is None:
            self._told = {}
            for other in self.scan.found:
                if other.follows is None:
                    for inner in self._links(other)[1:]:
                        self._told.setdefault(inner.head, []).append(other)
        for other in self._told.get(link.head, ()):
            if other is not found and other.head != found.head:
                self.of(other)
                known = self._at_head.get(link.head)
                if known is not None and len(known) > 1:
                    return known[:-1]
        return None

    def _again(self, found: Found, link: Link) -> Chain:
        """The links before a source that is spoken of again in the same paragraph ("one of them", "the same man")."""
        if not is_again(self.scan, link):
            return ()
        source = self.source(link)
        if source is None or source.kind is SourceKind.OUTLET:
            return ()
        paragraph = self.scan.text.paragraph_of[found.head]
        earlier = [
            other
            for other in (*self.scan.lately(found.head), *self._leads.get(paragraph, ()))
            if other.head < found.head and other.follows is None
        ]
        for other in sorted(earlier, key=lambda f: -f.head):
            chain = self.of(other)
            for k, known in enumerate(chain):
                if same(known, source):
                    return chain[:k]
        return ()

    # -- an attribution's own links -----------------------------------------------------------------------------------

    def _links(self, found: Found) -> list[Link]:
        known = self._of_links.get(id(found))
        if known is None:
            known = self._of_links[id(found)] = self._find_links(found)
        return known

    def _find_links(self, found: Found) -> list[Link]:
        links: list[Link] = []
        venue = self._venue(found)
        if venue is not None:
            links.append(venue)
        for link in found.links:
            links.extend(self._with_others(link, 0))
        once: dict[int, Link] = {}
        for link in links:
            once.setdefault(link.head, link)
        return list(once.values())

    def _with_others(self, link: Link, depth: int) -> Iterator[Link]:
        """A link with those who hand it on before it and those it cites after it."""
        token = self.scan.token(link.head)
        yield from self.scan.outer.get(link.head, ())
        holder = self._holder(token)
        if holder is not None:
            yield holder
        if (
            not link.outlet
            and any(self.scan.extended.get(head) for head in self._faces(token))
            and self._unplaced(token)
        ):
            link = Link(link.head, link.cue, link.words, outlet=True)
        yield link
        if depth < _DEEPEST:
            for head in self._faces(token):
                for cited in self.scan.extended.get(head, ()):
                    if cited.head != link.head:
                        yield from self._with_others(cited, depth + 1)

    @staticmethod
    def _faces(token: Token) -> list[int]:
        """The tokens a source may be known by: its head and the names set beside it."""
        faces = [token.i]
        faces.extend(c.i for c in token.children if c.dep_ == "appos")
        if token.dep_ == "appos":
            faces.append(token.head.i)
        return faces

    def _holder(self, token: Token) -> Link | None:
        """Who saw a paper or quoted a source: "a draft seen by X", "sources quoted by X"."""
        words = reporting().sets
        for c in token.children:
            if c.dep_ not in ("acl", "relcl") or c.tag_ not in ("VBN", "VBD"):
                continue
            base = lemma(c)
            paper = self.scan.is_paper(token)
            seen = base in words["papers.seen"] and paper
            carried = base in words["papers.carried"] and (paper or lemma(token) in words["venues.nouns"])
            if not seen and not carried and base not in words["papers.heard"]:
                continue
            for prep in c.children:
                if prep.dep_ in ("agent", "prep", "dative") and prep.lower_ in ("by", "to", "in", "on", "with"):
                    obj = child(prep, "pobj")
                    heard = base in words["papers.heard"]
                    if obj is not None and self._holds(obj, seen=seen, heard=heard, prep=prep.lower_):
                        return Link(
                            obj.i,
                            (c.i, prep.i + 1),
                            outlet=prep.lower_ == "by" and seen and self._unplaced(obj, person=True),
                        )
        return None

    def _holds(self, obj: Token, *, seen: bool, heard: bool, prep: str) -> bool:
        if seen and prep == "by":
            return self.scan.can_speak(obj)
        return self.outlet(obj, hearer=heard or (seen and prep in ("to", "with")))

    def _venue(self, found: Found) -> Link | None:
        """The outlet that the words were spoken to, in or on."""
        if found.phrase or found.nominal:
            return None
        verb = self.scan.token(found.head)
        if not is_verb(verb):
            return None
        cue = (verb.i, verb.i + 1)
        entry = self.scan.cues.get(found.head)
        obj = child(verb, "dobj", "dative")
        told = (
            obj is not None and entry is not None and Frame.HEARER in entry.frames and not holds(found.content, obj.i)
        )
        if told and obj is not None:
            heard = obj if self.outlet(obj, hearer=True) else heard_by(self.scan, obj)
            if heard is not None:
                return Link(heard.i, cue, outlet=True)
        for adjunct in (*verb.children, *self._set_beside(found)):
            if adjunct.dep_ in ("prep", "advcl", "acl", "dative", "agent") and not holds(found.content, adjunct.i):
                outlet = self._in_adjunct(adjunct, found, 0)
                if outlet is not None:
                    return Link(outlet.i, cue, outlet=True)
        return self._in_tail(found, verb, cue)

    def _set_beside(self, found: Found) -> list[Token]:
        """What commas set off behind the source: "The mayor, in an interview with X, said …"."""
        head = self.scan.token(found.links[0].head) if found.links else None
        if head is None or head.i > found.head:
            return []
        return [c for c in head.rights if c.dep_ in ("prep", "acl") and self.scan.words[c.left_edge.i - 1] == ","]

    def _in_tail(self, found: Found, verb: Token, cue: Range) -> Link | None:
        """A venue that the parse has hung into the content: "said S in an interview with X"."""
        words = reporting().sets["venues.nouns"]
        for j in self.scan.interviews.get(self.scan.text.sentence_of[verb.i], ()):
            if j in self.scan.quote_at:
                continue
            noun = self.scan.token(j)
            if lemma(noun) in words:
                for prep in noun.children:
                    heard = prep.lower_ in ("with", "to")
                    outlet = self._object_outlet(prep, hearer=heard) if heard or prep.lower_ in ("on", "for") else None
                    if outlet is not None:
                        self._take_out(found, noun)
                        return Link(outlet.i, cue, outlet=True)
        return None

    def _take_out(self, found: Found, noun: Token) -> None:
        """The words of the venue are no content."""
        prep = noun.head
        if prep.dep_ == "prep" and prep.lower_ in ("in", "during"):
            cut = [(a, min(b, prep.i)) if a < prep.i < b else (a, b) for a, b in found.content]
            found.content = [r for r in (self.scan.trim(*c) for c in cut) if r is not None]

    def _in_adjunct(self, adjunct: Token, found: Found, depth: int) -> Token | None:
        words = reporting().sets
        if adjunct.dep_ in ("advcl", "acl"):
            return asked_by(self.scan, adjunct) or self._in_speaking(adjunct, found, depth)
        if adjunct.lower_ not in _TO:
            return None
        spoken = self.scan.token(found.head)
        direct = self._object_outlet(
            adjunct,
            hearer=(adjunct.lower_ in ("to", "with", "for") and lemma(spoken) not in ("write", "post", "send"))
            or depth > 0,
        )
        if direct is not None:
            return direct
        obj = child(adjunct, "pobj")
        if obj is not None and adjunct.lower_ == "in" and self.scan.is_paper(obj):
            seen = self._holder(obj)
            if seen is not None and (seen.outlet or self.outlet(self.scan.token(seen.head))):
                return self.scan.token(seen.head)
        if obj is not None and depth < 3 and lemma(obj) in words["venues.nouns"]:
            holder = self._holder(obj)
            if holder is not None and self.outlet(self.scan.token(holder.head)):
                return self.scan.token(holder.head)
            for prep in obj.children:
                if prep.dep_ == "prep" and prep.lower_ in _TO:
                    outlet = self._object_outlet(prep, hearer=prep.lower_ in ("with", "to", "for"))
                    if outlet is not None:
                        return outlet
        return None

    def _in_speaking(self, participle: Token, found: Found, depth: int) -> Token | None:
        """As in "Speaking to the Courier, X said"."""
        if participle.tag_ != "VBG" or lemma(participle) not in reporting().sets["venues.verbs"] or depth > 2:
            return None
        preps = (c for c in participle.children if c.dep_ == "prep")
        outlets = (self._in_adjunct(c, found, depth + 1) for c in preps)
        return next((outlet for outlet in outlets if outlet is not None), None)

    def _object_outlet(self, prep: Token, *, hearer: bool = False) -> Token | None:
        obj = child(prep, "pobj")
        if obj is None:
            return None
        if self.outlet(obj, hearer=hearer):
            return obj
        beside = next(
            (
                c
                for c in obj.children
                if (c.dep_ == "appos" and c.i == obj.i + 1) or (c.dep_ == "appos" and c.tag_ == "NNP")
            ),
            None,
        )
        if beside is not None and self.outlet(obj):
            return beside
        return heard_by(self.scan, obj)

    def outlet(self, token: Token, *, hearer: bool = False) -> bool:
        """Whether a phrase is an outlet; as a hearer also a name that is nothing else the text or register knows."""
        scan = self.scan
        words = reporting().sets["venues.not_outlets"]
        if scan.is_outlet(token):
            return token.lower_ not in words
        if hearer and token.lower_ == "agency" and scan.tags[token.i - 1] == "NNP":
            return True
        return hearer and self._unplaced(token)

    def _unplaced(self, token: Token, *, person: bool = False) -> bool:
        """A bare name that is no state, body, force or person known."""
        scan = self.scan
        if token.tag_ not in ("NNP", "NNPS") or token.ent_type_ in ("GPE", "NORP", "DATE", "LOC"):
            return False
        first, last = scan.name_range(token)
        if any(scan.lowers[j] in reporting().sets["venues.not_outlets"] for j in range(first, last)):
            return False
        if any(scan.tags[j] == "POS" for j in range(first, last)):
            return False
        if any(
            (noun := scan.noun(scan.token(j))) is not None and noun.speaker is not SourceKind.OUTLET
            for j in range(first, last)
        ):
            return False
        party = scan.party(token)
        if party is None:
            return True
        return (
            party.actor is None
            and party.country is None
            and party.speaker in (SourceKind.ORGANISATION, SourceKind.PERSON)
            and (person or party.speaker is not SourceKind.PERSON or (first < token.i and scan.lowers[first] == "the"))
        )

    # -- sources ------------------------------------------------------------------------------------------------------

    def source(self, link: Link) -> Source | None:
        """The link's source; None for the report's own outlet and for words that stand for nobody."""
        if link.head not in self._sources:
            token = self.scan.token(link.head)
            self._sources[link.head] = None if self.scan.is_own(token) else made_source(self.scan, link)
        return self._sources[link.head]

    def _lay_out(self) -> None:
        """Which contents touch which sentence, and which leads stand in which paragraph."""
        owner = self.scan.text.sentence_of
        for found in self.scan.found:
            touched: dict[int, None] = {}
            for first, last in found.content:
                touched.update(dict.fromkeys(range(owner[first], owner[last - 1] + 1)))
            for sentence in touched:
                self._over.setdefault(sentence, []).append(found)
        self._leads: dict[int, list[Found]] = {}
        for lead in self.scan.leads:
            self._leads.setdefault(self.scan.text.paragraph_of[lead.head], []).append(lead)

    def _hand_on(self) -> None:
        """As in "The paper cited an officer", right after what the paper told: the officer is behind that too."""
        scan = self.scan
        for at, links in scan.handed:
            teller = self.source(Link(at, links[0].cue))
            sentence = scan.text.sentence_of[at]
            if teller is None:
                continue
            before = [
                f
                for f in scan.by_sentence.get(sentence - 1, ())
                if f.links and scan.text.paragraph_of[f.head] == scan.text.paragraph_of[at]
            ]
            for found in before:
                last = self.source(found.links[-1])
                if last is not None and same(last, teller):
                    scan.extended.setdefault(found.links[-1].head, []).extend(links)
                    break
