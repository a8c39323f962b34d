"""Who is spoken of in one report: figures, and the mentions that stand for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from onrecord.codebook.nouns import Sort
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind


@dataclass(slots=True, eq=False)
class Figure:
    """One party of the report. `nouns` are the words it was called by, `human` one human being, `plural` several.

    `female` is what a pronoun or title has told of a human being; None while nothing has. `place` is a mere place.
    `fresh`: its name is still the register's, not the report's.
    """

    name: str
    kind: ActorKind
    speaker: SourceKind
    country: str | None
    actor: str | None = None
    named: bool = True
    human: bool = False
    plural: bool = False
    female: bool | None = None
    place: bool = False
    fresh: bool = False
    sort: Sort | None = None
    nouns: set[str] = field(default_factory=set)


class Form(IntEnum):
    """How a mention is worded."""

    NAME = 0
    DESCRIBED = 1
    PRONOUN = 2
    ADJECTIVE = 3


@dataclass(slots=True, eq=False)
class Mention:
    """Words that stand for one figure or several; `head` is the token they hang on, `rank` how prominent (subject 3).

    `anaphoric`: the figure was found by looking back, so another one may be meant.
    """

    head: int
    first: int
    last: int
    figures: tuple[Figure, ...]
    form: Form
    rank: int
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose something is: the country, and the words that say so ("Latvia", "UN")."""

    country: str | None
    name: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A state named in the text: token, country, its figure's name, and whether as subject or possessor."""

    index: int
    country: str
    name: str
    strong: bool
