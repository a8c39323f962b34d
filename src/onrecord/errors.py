"""The errors onrecord raises, all catchable by their root.

OnrecordError
├── InputError          an input cannot be read: the message says what, where and what to do
├── CodebookError       a codebook file breaks the codebook's own form
├── ModelMissingError   the language model of the setting is not installed
└── ClaimError          a claim breaks the codebook's rules
    └── SpanError       a span does not stand in its text
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of all errors raised on purpose."""


class InputError(OnrecordError):
    """An input cannot be read; the message is one line for a person."""


class CodebookError(OnrecordError):
    """A codebook data file breaks its form; the message names the file and the entry."""


class ModelMissingError(OnrecordError):
    """The spaCy pipeline named by the setting is not installed."""


class ClaimError(OnrecordError):
    """A claim breaks a rule of the codebook."""


class SpanError(ClaimError):
    """A span's characters are not at its offsets."""
