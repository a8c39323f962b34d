"""Where coders differ, as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from onrecord.desk.coders import Difference, Word
from onrecord.desk.tables import Cell
from onrecord.model.forms import ClaimForm
from onrecord.model.record import claim_record
from onrecord.model.wording import say

DIFFERENCE_COLUMNS = "address slots by origin sentence".split()


class WordForm(TypedDict):
    """What one coder holds of a claim; no claim where, to them, the report does not make it."""

    by: str
    origin: str
    sentence: str | None
    claim: ClaimForm | None


class DifferenceForm(TypedDict):
    """A row of `onrecord review --differences`."""

    address: str
    slots: list[str]
    words: list[WordForm]


def difference_form(one: Difference) -> DifferenceForm:
    """A difference ready for JSON."""
    return {
        "address": one.address,
        "slots": list(one.slots),
        "words": [
            {
                "by": word.by,
                "origin": word.origin.value,
                "sentence": _said(one, word),
                "claim": claim_record(word.claim) if word.claim is not None else None,
            }
            for word in one.words
        ],
    }


def difference_rows(one: Difference) -> Iterator[list[Cell]]:
    """A difference under `DIFFERENCE_COLUMNS`, a row for each coder."""
    for word in one.words:
        yield [one.address, "; ".join(one.slots), word.by, word.origin.value, _said(one, word)]


def _said(one: Difference, word: Word) -> str | None:
    return None if word.claim is None else say(word.claim, outlet=one.report.outlet)
