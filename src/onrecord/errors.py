"""The errors onrecord raises, all catchable by their root.

OnrecordError
├── InputError          an input cannot be read: the message says what, where and what to do
│   └── FetchError      a page or feed did not come
├── CodebookError       a codebook file breaks the codebook's own form
├── ModelMissingError   the language model of the setting is not installed
├── ExportError         what is asked for cannot be written: the message says what, where and what to do
├── WorkerError         a process that was given something to do has ended before it was done
├── ClaimError          a claim breaks the codebook's rules
│   └── SpanError       a span does not stand in its text
└── LedgerError         a ledger cannot do what is asked; each message is one line
    ├── NoLedgerError         the file is missing, or is no ledger
    ├── NewerLedgerError      the file was made by a newer version of onrecord
    ├── ReadOnlyLedgerError   the file may not be written
    ├── FullLedgerError       there is no room left
    ├── BusyLedgerError       another process has held the file for too long
    ├── NotInLedgerError      the report, entry or decision is not there
    ├── DecisionError         the decision cannot be made
    └── SearchError           there is nothing in the words to search for
"""

from __future__ import annotations


class OnrecordError(Exception):
    """The root of all errors raised on purpose."""


class InputError(OnrecordError):
    """An input cannot be read; the message is one line for a person."""


class FetchError(InputError):
    """A page or feed did not come; `again` is after how many seconds to ask again at the earliest, None for never."""

    def __init__(self, message: str, *, again: float | None = None) -> None:
        super().__init__(message)
        self.again = again


class CodebookError(OnrecordError):
    """A codebook data file breaks its form; the message names the file and the entry."""


class ModelMissingError(OnrecordError):
    """The spaCy pipeline named by the setting is not installed."""


class ExportError(OnrecordError):
    """A file cannot be written as asked; the message is one line for a person."""


class WorkerError(OnrecordError):
    """A process that was given something to do has ended before it was done."""


class ClaimError(OnrecordError):
    """A claim breaks a rule of the codebook."""


class SpanError(ClaimError):
    """A span's characters are not at its offsets."""


class LedgerError(OnrecordError):
    """A ledger cannot do what is asked; the message is one line for a person."""


class NoLedgerError(LedgerError):
    """The file is missing, or is no ledger."""


class NewerLedgerError(LedgerError):
    """The file was made by a newer version of onrecord."""


class ReadOnlyLedgerError(LedgerError):
    """The file may not be written."""


class FullLedgerError(LedgerError):
    """There is no room left on the disk."""


class BusyLedgerError(LedgerError):
    """Another process has held the file for too long."""


class NotInLedgerError(LedgerError):
    """A report, entry or decision that is asked for is not in the ledger."""


class DecisionError(LedgerError):
    """A decision cannot be made as asked."""


class SearchError(LedgerError):
    """The words give nothing to search for."""
