"""A report's text as the reading sees it: tokens, sentences and paragraphs with offsets.

Invariant: every span is made by `span`, from the report's own characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.model.evidence import Span
from onrecord.model.report import Report
from onrecord.reading import pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COARSE = {"V": "VERB", "M": "AUX", "N": "NOUN", "J": "ADJ", "R": "ADV"}


_BASE_FORMS = frozenset({"NNP", "RP", "VB", "NN", "JJ", "RB"})
"""Tags whose word is its own dictionary form; the rule lemmatizer would cut "pass" to "pas"."""


_IRREGULAR_PRESENT = frozenset({"am", "are", "'m", "'re", "’m", "’re", "'ve", "’ve", "is"})


_SILENT_E = re.compile(r"([^aeiou\W\d_]*(?:qu)?[aeiou][^aeiouwxy\W\d_])(?:ed|ing)")
"""A past or gerund of one syllable that does not double its last consonant ("hoped"): its base ends in a silent e."""


@lru_cache(maxsize=65536)
def _lemma(lower: str, coarse: str) -> str:
    from spacy.tokens import Doc

    if coarse == "VERB" and (cut := _SILENT_E.fullmatch(lower)) is not None:
        return cut[1] + "e"
    doc = Doc(pipeline.load().vocab, words=[lower], pos=[coarse])
    found = pipeline.lemmatizer().rule_lemmatize(doc[0])
    return found[0] if found else lower


def lemma(token: Token) -> str:
    """The dictionary form of a token in lower case, by its tag ("sent" as a verb is "send")."""
    coarse = _COARSE.get(token.tag_[:1])
    if coarse is None or token.tag_ in _BASE_FORMS:
        return token.lower_
    if token.tag_ == "VBP" and token.lower_ not in _IRREGULAR_PRESENT:
        return token.lower_
    if token.tag_ == "MD":
        return {"ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "sha": "shall"}.get(token.lower_, token.lower_)
    return _lemma(token.lower_, coarse)


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed report. `sentences` and `paragraphs` are (first token, past-last token) index pairs in order."""

    report: Report
    doc: Doc
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    paragraph_of: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of tokens `start` to `end` (past the last), without white space at its ends."""
        while start < end - 1 and self.doc[start].is_space:
            start += 1
        while end - 1 > start and self.doc[end - 1].is_space:
            end -= 1
        last = self.doc[end - 1]
        return Span.of(self.report.text, self.doc[start].idx, last.idx + len(last))

    def sentence(self, token: Token) -> Span:
        """The sentence that holds a token."""
        return self.span(*self.sentences[self.sentence_of[token.i]])

    def tokens_of(self, span: Span) -> tuple[int, int]:
        """Token indices (first, past last) that touch a span."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None:
            raise ValueError(f"no tokens at {span.start}-{span.end}")
        return found.start, found.end


def parse(report: Report) -> Text:
    """Parse a report's text into tokens, sentences and paragraphs."""
    doc = pipeline.load()(report.text)
    sentences = tuple(_trimmed(doc, [(s.start, s.end) for s in doc.sents]))
    paragraphs = tuple(_paragraphs(doc))
    return Text(report, doc, sentences, paragraphs, _owner(doc, sentences), _owner(doc, paragraphs))


def _trimmed(doc: Doc, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairs if any(not doc[i].is_space for i in range(a, b))]


def _paragraphs(doc: Doc) -> list[tuple[int, int]]:
    cuts = [0, *(t.i + 1 for t in doc if t.is_space and "\n" in t.text), len(doc)]
    return _trimmed(doc, [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b > a])


def _owner(doc: Doc, pairs: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """For every token the index of the pair that holds it (white space belongs to the pair before it)."""
    owner = [0] * len(doc)
    for number, (start, _) in enumerate(pairs):
        stop = pairs[number + 1][0] if number + 1 < len(pairs) else len(doc)
        for i in range(start, stop):
            owner[i] = number
    return tuple(owner)
