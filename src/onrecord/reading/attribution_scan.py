"""What the parts of the attribution share: one text's words and quotations, and the attributions found so far.

Invariant: every range is (first, past-last) in token indices and is never empty once `trim` has let it through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Noun, Sort, nouns
from onrecord.codebook.reporting import Manner, Verb, reporting
from onrecord.model.source import SourceKind
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast, Party

type Range = tuple[int, int]

OPENING = frozenset({"“", "«", "„", "‘", "``", "‹"})
CLOSING = frozenset({"”", "»", "’", "''", "›"})
STRAIGHT = frozenset({'"', "'"})
MARKS = OPENING | CLOSING | STRAIGHT
EDGES = MARKS | frozenset({",", ";", ":", ".", "—", "–", "-", "--", "...", "…", "?", "!", "(", ")", "[", "]"})
_TAIL = EDGES - frozenset({"?", "!", ")", "]"})
_HEAD = EDGES - frozenset({"(", "["})
NOT_SPEAKERS = frozenset(
    {
        "i",
        "we",
        "us",
        "me",
        "you",
        "nobody",
        "none",
        "everyone",
        "everybody",
        "anyone",
        "anybody",
        "this",
        "that",
        "these",
        "what",
        "there",
        "myself",
        "ourselves",
    }
)
_LATELY = 12
"""How many sentences back a source that is spoken of again, or still speaks, is looked for."""


@dataclass(slots=True)
class Link:
    """A source in the text: the token that heads it, and the words if they are more than the cast would give."""

    head: int
    cue: Range
    words: Range | None = None
    outlet: bool = False


@dataclass(slots=True, eq=False)
class Found:
    """An attribution before its chain is known: `head` is the token of the cue, `links` run outermost to innermost.

    `phrase`: it is no clause of its own ("according to X"). `alone`: it never stands under the attribution around it
    unless that one says it. `follows`: the attribution whose speaker still speaks here.
    """

    head: int
    cue: Range
    links: list[Link]
    content: list[Range]
    manner: Manner = Manner.SAYS
    source: Range | None = None
    phrase: bool = False
    nominal: bool = False
    follows: Found | None = None
    quoted: bool = False
    clause: Range = (0, 0)


@dataclass(slots=True)
class Scan:
    """One text under the search: plain lists of its words and tags, its quotations, its reporting verbs."""

    text: Text
    cast: Cast
    words: list[str]
    lowers: list[str]
    tags: list[str]
    quotes: list[Range] = field(default_factory=list)
    quote_at: dict[int, int] = field(default_factory=dict)
    cues: dict[int, Verb] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    by_sentence: dict[int, list[Found]] = field(default_factory=dict)
    ended: dict[int, list[Found]] = field(default_factory=dict)
    extended: dict[int, list[Link]] = field(default_factory=dict)
    outer: dict[int, list[Link]] = field(default_factory=dict)
    handed: list[tuple[int, list[Link]]] = field(default_factory=list)
    interviews: dict[int, list[int]] = field(default_factory=dict)
    leads: list[Found] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    own_words: frozenset[str] = frozenset()
    own_initials: str = ""

    def add(self, made: Found) -> None:
        """Keep an attribution, found again by the sentence of its cue (and of its end, where it goes on)."""
        self.found.append(made)
        owner = self.text.sentence_of
        self.by_sentence.setdefault(owner[made.head], []).append(made)
        if made.follows is not None:
            self.ended.setdefault(owner[made.content[-1][1] - 1], []).append(made)

    def keep(self, kept: Iterable[Found]) -> None:
        """Keep only some of the attributions."""
        kept = list(kept)
        self.found.clear()
        self.by_sentence.clear()
        self.ended.clear()
        for made in kept:
            self.add(made)

    def lately(self, index: int) -> list[Found]:
        """The attributions that a token's paragraph made or went on with, in the sentences shortly before and at it."""
        owner, paragraph = self.text.sentence_of, self.text.paragraph_of[index]
        late: list[Found] = []
        for sentence in range(max(0, owner[index] - _LATELY), owner[index] + 1):
            if self.text.paragraph_of[self.text.sentences[sentence][0]] == paragraph:
                late.extend(self.by_sentence.get(sentence, ()))
                late.extend(f for f in self.ended.get(sentence, ()) if owner[f.head] != sentence)
        return late

    def near(self, index: int) -> list[Found]:
        """The attributions whose cue stands in the sentence of a token."""
        return self.by_sentence.get(self.text.sentence_of[index], [])

    def token(self, index: int) -> Token:
        """The token at an index."""
        return self.text.doc[index]

    def sentence(self, index: int) -> Range:
        """The sentence around a token."""
        return self.text.sentences[self.text.sentence_of[index]]

    def paragraph(self, index: int) -> Range:
        """The paragraph around a token."""
        return self.text.paragraphs[self.text.paragraph_of[index]]

    def trim(self, first: int, last: int) -> Range | None:
        """A range without marks and blanks at its ends; None where nothing is left."""
        words = self.words
        while first < last and (words[first] in _HEAD or words[first].isspace()):
            first += 1
        while last > first and (words[last - 1] in _TAIL or words[last - 1].isspace()):
            last -= 1
        if first >= last:
            return None
        return self._with_marks(first, last)

    def _with_marks(self, first: int, last: int) -> Range:
        """Take back a mark that was trimmed though its fellow stands inside the range."""
        number = self.quote_at.get(first)
        if number is not None and self.quotes[number][1] < last and self.quotes[number][0] == first > 0:
            first -= 1
        return first, last

    def noun(self, token: Token) -> Noun | None:
        """What the codebook knows of a noun, by its phrase or its last word."""
        base = lemma(token) if token.tag_ in ("NN", "NNS") else token.lower_
        known = nouns()
        if token.tag_ == "NNS" and known.find(base) is None:
            base = token.lower_
        if known.ends(base) and token.i > 0:
            found = known.find(f"{self.lowers[token.i - 1]} {base}")
            if found is not None:
                return found
        return known.find(base) or (known.find(base[:-1]) if token.tag_ == "NNPS" else None)

    def party(self, token: Token) -> Party | None:
        """The first party that a phrase stands for."""
        found = self.cast.parties(token)
        return found[0] if found else None

    def is_paper(self, token: Token) -> bool:
        """Whether a phrase names a document, picture or record."""
        if token.tag_ in ("NN", "NNS") and lemma(token) in reporting().sets["papers.more"]:
            return True
        noun = self.noun(token)
        if noun is None or token.tag_ not in ("NN", "NNS", "NNP"):
            return False
        return any(sense.sort is Sort.DOCUMENT for sense in nouns().senses(noun.word))

    def can_speak(self, token: Token) -> bool:
        """Whether a phrase names somebody or something that tells."""
        if is_nobody(token):
            return False
        if token.tag_ in ("NNP", "NNPS", "PRP", "WP") or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return True
        noun = self.noun(token)
        if noun is not None and noun.sort is not Sort.PLACE:
            return True
        return self.party(token) is not None

    def may_speak(self, token: Token) -> bool:
        """Whether a phrase that stands where a source would be can be one: somebody known, or an unknown noun."""
        if self.can_speak(token) or self.is_paper(token):
            return True
        if token.tag_ not in ("NN", "NNS") or is_nobody(token) or self.noun(token) is not None:
            return False
        base = lemma(token)
        return base not in reporting().sets["rank.words"] and not reporting().is_happening(base)

    def can_speak_or_paper(self, token: Token) -> bool:
        """Whether a phrase names somebody, or something written, that tells."""
        return self.can_speak(token) or self.is_paper(token)

    def is_outlet(self, token: Token) -> bool:
        """Whether a phrase names an outlet of news."""
        if any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in token.children):
            return False
        if (
            token.tag_ == "NNP"
            and token.lower_ in nouns().outlet_words
            and self.tags[token.i - 1] == "NNP"
            and token.i > 0
        ):
            return True
        if token.tag_ == "NNP" and self.introduced(token.i):
            return True
        if token.lower_ == "agency" and self._of_news(token):
            return True
        party = self.party(token)
        if party is not None:
            return party.speaker is SourceKind.OUTLET
        noun = self.noun(token)
        return noun is not None and noun.sort is Sort.OUTLET and token.tag_ in ("NN", "NNS")

    def _of_news(self, agency: Token) -> bool:
        """Whether "agency" has a name right behind it that the register knows for nothing else."""
        name = next((c for c in agency.children if c.dep_ == "appos" and c.left_edge.i == agency.i + 1), None)
        if name is None or name.tag_[:3] != "NNP":
            return False
        party = self.party(name)
        return party is None or party.actor is None or party.speaker is SourceKind.OUTLET

    def introduced(self, index: int) -> bool:
        """Whether a name stands right behind a word for an outlet, however that is tagged ("the Oslo daily Nord")."""
        while index > 0 and self.tags[index] in ("NNP", "HYPH"):
            index -= 1
        if self.tags[index] not in ("NN", "RB", "JJ"):
            return False
        noun = nouns().find(self.lowers[index])
        return self.lowers[index] == "agency" or (noun is not None and noun.sort is Sort.OUTLET)

    def is_own(self, token: Token) -> bool:
        """Whether a phrase means the outlet that tells the report itself ("this newspaper")."""
        if token.lower_ in ("us", "we") and token.tag_ == "PRP":
            return True
        if token.lower_ in reporting().sets["venues.own"]:
            return any(c.lower_ in ("this", "our") for c in token.children)
        first, last = self.name_range(token)
        words = [w.lower() for w in self.words[first:last] if w[:1].isalnum()]
        if words and words[0] == "the":
            words = words[1:]
        if not words or not self.words[token.i][:1].isupper():
            return False
        if len(words) == 1 and len(self.own_initials) > 2 and words[0].upper() == self.own_initials:
            return True
        return len(self.own_words) > 0 and all(w in self.own_words for w in words)

    def name_range(self, token: Token) -> Range:
        """The words of a phrase without what hangs on it from the right."""
        first, last = token.left_edge.i, token.i + 1
        for c in token.children:
            if c.i < token.i and c.dep_ in ("relcl", "acl", "advcl", "cc", "conj", "prep", "punct"):
                first = max(first, c.right_edge.i + 1)
        return (min(first, token.i), last)

    def phrase_range(self, token: Token, barrier: Range | None = None) -> Range:
        """The words of a phrase with what belongs to it, not past a clause set off by a comma nor into `barrier`."""
        first, last = token.left_edge.i, token.right_edge.i + 1
        for c in token.children:
            if c.i > token.i and c.dep_ in ("relcl", "acl", "advcl", "ccomp", "parataxis"):
                before = self.words[c.left_edge.i - 1]
                if before == "," or c.dep_ in ("relcl", "ccomp", "parataxis"):
                    last = min(last, c.left_edge.i)
        first = max(first, self.sentence(token.i)[0])
        if barrier is not None:
            if barrier[0] >= token.i + 1:
                last = min(last, barrier[0])
            elif barrier[1] <= token.i:
                first = max(first, barrier[1])
        return self.trim(first, max(last, token.i + 1)) or (token.i, token.i + 1)


def is_nobody(token: Token) -> bool:
    """Whether a word stands for no source: the teller himself, nobody, or what was just told ("US" is a state)."""
    return token.lower_ in NOT_SPEAKERS and not (token.tag_[:3] == "NNP" or (token.text.isupper() and len(token) == 2))


def minus(ranges: Iterable[Range], hole: Range) -> list[Range]:
    """The ranges without the tokens of `hole`."""
    left: list[Range] = []
    for first, last in ranges:
        if hole[1] <= first or hole[0] >= last:
            left.append((first, last))
            continue
        if first < hole[0]:
            left.append((first, hole[0]))
        if hole[1] < last:
            left.append((hole[1], last))
    return left


def size(ranges: Iterable[Range]) -> int:
    """How many tokens the ranges hold."""
    return sum(last - first for first, last in ranges)


def holds(ranges: Iterable[Range], index: int) -> bool:
    """Whether one of the ranges holds a token."""
    return any(first <= index < last for first, last in ranges)


def scan(text: Text, cast: Cast) -> Scan:
    """Lay out a text and find its reporting verbs."""
    doc = text.doc
    made = Scan(text, cast, [t.text for t in doc], [t.lower_ for t in doc], [t.tag_ for t in doc])
    own = [w for w in text.report.outlet.replace("-", " ").split() if w.lower() not in ("the", "of")]
    made.own_words = frozenset(w.lower() for w in own)
    made.own_initials = "".join(w[0] for w in own).upper()
    known, quiet = reporting().verbs, reporting().sets["silent.verbs"]
    spoken = reporting().sets["venues.spoken"]
    for i, tag in enumerate(made.tags):
        if tag == "NN" and made.lowers[i] in spoken:
            made.interviews.setdefault(text.sentence_of[i], []).append(i)
        if tag[:2] != "VB" and not (tag in ("NNS", "NN") and _ends_sentence(made, i)):
            continue
        token = doc[i]
        base = lemma(token)
        by_particle = known.get(base)
        if by_particle is None and base in quiet:
            made.cues[i] = Verb(base, "", frozenset(), Manner.SAYS)
        if by_particle is None or (tag[:2] != "VB" and not _tagged_noun(made, i) and not _aside(made, i)):
            continue
        verb = _with_particle(made, token, by_particle)
        if verb is not None:
            made.cues[i] = verb
    return made


def _with_particle(made: Scan, token: Token, forms: Mapping[str, Verb]) -> Verb | None:
    if len(forms) > 1 or "" not in forms:
        for child in token.children:
            if child.i > token.i and child.lower_ in forms:
                return forms[child.lower_]
        after = made.lowers[token.i + 1] if token.i + 1 < len(made.lowers) else ""
        if after in forms:
            return forms[after]
    return forms.get("")


def _ends_sentence(made: Scan, index: int) -> bool:
    return index + 1 < len(made.words) and made.words[index + 1] in ".,"


def _aside(made: Scan, index: int) -> bool:
    """A "…, Oslo claims, …" inside a clause that the tagger took for a plural noun."""
    words, tags = made.words, made.tags
    if tags[index] != "NNS" or index < 3 or index + 2 >= len(words):
        return False
    return (
        (words[index - 2], words[index + 1]) == (",", ",")
        and words[index - 1][:1].isupper()
        and tags[index + 2] in ("MD", "VBZ", "VBP", "VBD")
    )


def _tagged_noun(made: Scan, index: int) -> bool:
    """A closing "…, the paper notes." that the tagger took for a plural noun."""
    if made.tags[index] == "NN" and made.tags[index - 1] != "NNS":
        return False
    for j in range(index - 1, max(-1, index - 9), -1):
        tag = made.tags[j]
        if made.words[j] == ",":
            return (
                index - j > 2 and made.tags[j + 1] in ("DT", "PRP$", "NNP", "JJ") and made.tags[index - 1][:2] == "NN"
            )
        if tag[:2] == "VB" or tag in ("CC", "IN", "MD"):
            return False
    return False
