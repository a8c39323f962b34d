"""An act seen in a text, before its status and slots are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model.claim import Act
from onrecord.model.status import Stage

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Seed:
    """A trigger: `head` is its verb or noun, `first` and `last` (past the last) its token range.

    `stage` is the stage that the word itself gives ("pledged", "ordered"); None where tense and cues decide.
    `reversal`: the word tells the ending of a restriction.
    """

    act: Act
    head: Token
    first: int
    last: int
    stage: Stage | None = None
    reversal: bool = False
