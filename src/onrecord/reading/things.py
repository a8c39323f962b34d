"""What a plain count counts: the noun phrase after it, the part after "of", or what ellipsis gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading.counted import Phrase, has_digit, is_person, phrase_after, with_complement
from onrecord.reading.ellipsis import Counted, Remembered, recalled, sized
from onrecord.reading.figures import Figure
from onrecord.reading.grammar import is_noun, is_verb
from onrecord.reading.numerals import DASHES, Atoms
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEFORE_BARE = frozenset("the to from at all another by with only just and but than".split())
_BREAKS = frozenset({",", ";", ":", "–", "—", "--", "-", "("})


class Things:
    """Reads what the counts of one text count; `memory` grows as quantities are kept."""

    def __init__(self, text: Text, found: Atoms, memory: list[Remembered]) -> None:
        self.text, self.atoms, self.memory = text, found, memory
        self.doc: Doc = text.doc

    def counted(self, one: Figure) -> Counted | None:
        """What a plain count counts, or None where it is no quantity."""
        doc, at = self.doc, self.atoms.token[one.last - 1] + 1
        low = doc[at].lower_ if at < len(doc) else ""
        if low in ("-", "–", "‑") and self.atoms.low[one.core - 1] not in DASHES:
            return self._strong(at)
        if low == "of":
            return self._part(one, at)
        phrase = phrase_after(doc, at, single=one.high == 1) or self._mistagged(one, at)
        if phrase is not None and self._is_phrase(one, phrase):
            return self._of_phrase(phrase)
        if phrase is not None and phrase.first == at:
            return None
        after = self._past_more(at)
        people = units.load().words("persons.participles")
        if after < len(doc) and doc[after].lower_ in people and self._sound(one, alone=True):
            return Counted(doc[after].text, "person", after, after + 1)
        return self._elliptic(one, after, at)

    def _first(self, one: Figure) -> int:
        return self.atoms.token[one.first]

    def _mistagged(self, one: Figure, at: int) -> Phrase | None:
        """The noun the parser ties to a figure though the tagger took it for a verb ("12 barges arrive")."""
        token = self.doc[self.atoms.token[one.numeral.end - 1]]
        token = token.head if token.dep_ == "conj" else token
        head = token.head
        if token.dep_ != "nummod" or not at <= head.i <= at + 3 or head.tag_ not in ("VBZ", "VB", "VBP"):
            return None
        plain = all(self.doc[i].tag_ in ("JJ", "NN", "VBN") for i in range(at, head.i))
        return Phrase(head.i, at, head.i + 1) if plain and head.is_alpha and head.lower_.endswith("s") else None

    def _past_more(self, at: int) -> int:
        words = units.load().words("fillers.after")
        while at < len(self.doc) and self.doc[at].lower_ in words:
            at += 1
        return at

    def _is_phrase(self, one: Figure, phrase: Phrase) -> bool:
        """Whether a noun phrase is something that can be counted: no time, no vote, no address, no idiom."""
        table, head = units.load(), self.doc[phrase.head]
        low, start = head.lower_, self.doc[phrase.first].lower_
        nouns = table.words("time.nouns")
        if low in nouns or start in nouns or start in table.words("time.clock"):
            return False
        if low in table.words("not_counted.nouns") or low in table.words("time.months"):
            return False
        if low in table.words("time.calendar"):
            return False
        if head.text.istitle() and low in table.words("not_counted.addresses"):
            return False
        return not self._is_one(one) or self._one(one, phrase)

    def _is_one(self, one: Figure) -> bool:
        return one.high == one.low == 1 and self.atoms.low[one.number] == "one"

    def _one(self, one: Figure, phrase: Phrase | None) -> bool:
        """Whether "one" is a figure here, not a pronoun or part of an idiom."""
        table, first = units.load(), self._first(one)
        if first and self.doc[first - 1].lower_ in table.words("not_counted.one_after"):
            return False
        return phrase is None or self.doc[phrase.first].lower_ not in table.words("not_counted.one")

    def _of_phrase(self, phrase: Phrase) -> Counted:
        whole = with_complement(self.doc, phrase)
        unit = "person" if is_person(self.doc, whole if whole.head != phrase.head else phrase) else "item"
        return Counted(words_of(self.text, whole.first, whole.last), unit, whole.head, whole.last)

    def _strong(self, at: int) -> Counted | None:
        """The body of "a 2,500-strong force", "a 60-man team"; `at` is the hyphen."""
        table = units.load()
        if at + 1 >= len(self.doc):
            return None
        word = self.doc[at + 1].lower_
        unit = "person" if word in table.words("about.strong_person") else "item"
        if unit == "item" and word not in table.words("about.strong_item"):
            return None
        phrase = phrase_after(self.doc, at + 2)
        if phrase is None or self.doc[phrase.head].lower_ in table.words("about.not_strong"):
            return None
        return Counted(words_of(self.text, phrase.first, phrase.last), unit, phrase.head, phrase.last)

    def _part(self, one: Figure, at: int) -> Counted | None:
        """The whole of "13 of its jets", "38 of the 108 tanks", "two of them"; `at` is the "of"."""
        doc, i = self.doc, at + 1
        stop = min(len(doc), i + 8)
        if self._is_one(one) and (not self._one(one, None) or self._superlative(i, stop)):
            return None
        if i < stop and self._is_pronoun(i):
            return None if one.high == 1 else self._elliptic(one, at, at)
        while i < stop and self._before_whole(i):
            i += 1
        possessor = next((k for k in range(i, min(stop, i + 4)) if doc[k].tag_ == "POS"), None)
        phrase = phrase_after(doc, possessor + 1 if possessor is not None else i)
        if phrase is None or not self._is_phrase(one, phrase):
            return None
        counted = self._of_phrase(phrase)
        numbers = units.load().numbers
        inner = any((t.tag_ == "CD" and t.text.isdigit()) or t.lower_ in numbers for t in doc[at + 1 : phrase.first])
        return Counted(counted.what, counted.unit, counted.noun, at if inner else counted.end)

    def _is_pronoun(self, i: int) -> bool:
        token = self.doc[i]
        if token.tag_ not in ("PRP", "WDT", "WP") and token.lower_ not in ("those", "these", "whom", "which"):
            return False
        return i + 1 >= len(self.doc) or not is_noun(self.doc[i + 1])

    def _before_whole(self, i: int) -> bool:
        token = self.doc[i]
        if token.tag_ == "CD":
            return not (has_digit(token.text) and any(c.isalpha() for c in token.text))
        return token.tag_ in ("DT", "PRP$", "PDT", "POS", "JJR") or token.lower_ in ("around", "about", "some")

    def _superlative(self, start: int, stop: int) -> bool:
        return any(t.tag_ in ("JJS", "RBS") for t in self.doc[start : min(stop, start + 6)])

    def _sound(self, one: Figure, *, alone: bool) -> bool:
        """Whether a bare number may be a quantity: not a pronoun "one", no serial number after a noun."""
        first, doc = self._first(one), self.doc
        if self._is_one(one) and not self._one(one, None):
            return False
        if not first or first < self.atoms.token[one.number]:
            return True
        before = doc[first - 1]
        if before.ent_type_ == "GPE" and self.memory:
            return self.text.sentence_of[self.memory[-1].first] == self.text.sentence_of[first]
        return not (is_noun(before) and alone and self.atoms.text[one.number][0].isdigit())

    def _elliptic(self, one: Figure, at: int, end: int) -> Counted | None:
        """What a figure without a noun counts; `at` is the token after it and words like "more", `end` its own end."""
        table, first = units.load(), self._first(one)
        low = self.doc[at].lower_ if at < len(self.doc) else ""
        if low in DASHES or low in table.words("time.nouns") or low in table.words("time.clock"):
            return None
        if low in table.words("not_counted.nouns") or not self._sound(one, alone=at == end):
            return None
        if not (at > end or self._stands(one)):
            return None
        return sized(self.text, first, end) or recalled(self.text, self.memory, first, end)

    def _stands(self, one: Figure) -> bool:
        """Whether a bare figure has the place of a noun phrase: subject, object, or after to, at, by."""
        doc, first = self.doc, self._first(one)
        token = doc[self.atoms.token[one.number]]
        if first < token.i or not first:
            return True
        before = doc[first - 1]
        if before.ent_type_ == "GPE" or before.lower_ in _BEFORE_BARE:
            return True
        if before.text in _BREAKS or is_verb(before) or before.tag_ == "MD":
            return token.dep_ != "appos" or before.text in ("–", "—", "--")
        return token.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") or before.is_space


def words_of(text: Text, first: int, last: int) -> str:
    """The words of tokens `first` to `last`; a full stop left on the last one ("T-90M.") is the sentence's."""
    words = text.span(first, last).exact
    return words[:-1] if ends_in_stop(text.doc, last) else words


def ends_in_stop(doc: Doc, last: int) -> bool:
    """Whether the token before `last` carries the full stop of its sentence ("250m."), no abbreviation's."""
    word = doc[last - 1].text
    if len(word) < 2 or word[-1] != "." or "." in word[:-1]:
        return False
    return last == len(doc) or bool(doc[last].is_sent_start) or doc[last].is_space
