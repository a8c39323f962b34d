"""Nouns that name or describe who acts, who speaks and where: offices, bodies, forces, groups, documents, places.

One noun may stand in several groups ("ally", "island"); the first that lists it is its ordinary reading,
`senses` has them all.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind


class Sort(StrEnum):
    """What a noun is to the reading."""

    OFFICE = "office"
    RULER = "ruler"
    OFFICIAL = "official"
    RANK = "rank"
    HONORIFIC = "honorific"
    UNNAMED = "unnamed"
    PEOPLE = "people"
    BODY = "body"
    FORCE = "force"
    TROOPS = "troops"
    GROUP = "group"
    DELEGATION = "delegation"
    ORGANISATION = "organisation"
    GATHERING = "gathering"
    FIRM = "firm"
    OUTLET = "outlet"
    DOCUMENT = "document"
    STATE = "state"
    PLACE = "place"


PERSONS = frozenset({Sort.OFFICE, Sort.RULER, Sort.OFFICIAL, Sort.RANK, Sort.HONORIFIC, Sort.UNNAMED})
"""Sorts whose nouns name human beings one by one."""

TITLES = frozenset({Sort.OFFICE, Sort.RULER, Sort.OFFICIAL, Sort.RANK, Sort.HONORIFIC})
"""Sorts whose nouns stand as a title before a person's name."""


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun (or fixed phrase) in its dictionary form; `national`: unowned, it belongs to the state at hand."""

    word: str
    sort: Sort
    actor: ActorKind
    speaker: SourceKind
    national: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the data file with the sentences that show it."""

    nouns: tuple[Noun, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


class Nouns:
    """The nouns by their dictionary form."""

    def __init__(
        self,
        groups: tuple[Group, ...],
        marks: dict[str, frozenset[str]],
        ships: dict[str, str],
        organic: dict[str, str],
        kin: tuple[frozenset[str], ...],
    ) -> None:
        self.groups = groups
        self.outlet_words = marks["outlet"]
        self.merchant_marks = marks["merchant"]
        self.particles = marks["particle"]
        self.qualifiers = marks["qualifier"]
        self.speech = marks["speech"]
        self.female = marks["female"]
        self.male = marks["male"]
        self.calendar = marks["calendar"]
        self.portfolio = marks["portfolio"]
        self.sending = marks["sending"]
        self.compass = marks["compass"]
        self.delegates = marks["delegates"]
        self.where = marks["where"]
        self.regional = marks["regional"]
        self.organic = organic
        self.before_outlet = marks["before_outlet"]
        self.after_outlet = marks["after_outlet"]
        self.ships = ships
        self._kin: dict[str, frozenset[str]] = {}
        for words in kin:
            for word in words:
                self._kin[word] = self._kin.get(word, frozenset()) | words
        self._senses: dict[str, tuple[Noun, ...]] = {}
        for group in groups:
            for noun in group.nouns:
                self._senses[noun.word] = (*self._senses.get(noun.word, ()), noun)
        self._lasts = frozenset(word.rsplit(" ", 1)[-1] for word in self._senses)
        self._ends = frozenset(word.rsplit(" ", 1)[-1] for word in self._senses if " " in word)

    def senses(self, word: str) -> tuple[Noun, ...]:
        """All readings of a dictionary form, the ordinary one first; () when it is not listed."""
        return self._senses.get(word, ())

    def find(self, word: str) -> Noun | None:
        """The ordinary reading of a dictionary form."""
        found = self._senses.get(word)
        return found[0] if found else None

    def kin(self, word: str) -> frozenset[str]:
        """The nouns that may take up this one, itself among them ("the paper" for "the weekly")."""
        return self._kin.get(word, frozenset()) | {word}

    def ends(self, word: str) -> bool:
        """Whether some listed phrase of several words ends in this word."""
        return word in self._ends

    def heads(self, word: str) -> bool:
        """Whether the word is a listed noun or the last word of a listed phrase."""
        return word in self._lasts


_MARKS = (
    "outlet",
    "merchant",
    "particle",
    "qualifier",
    "speech",
    "female",
    "male",
    "calendar",
    "portfolio",
    "sending",
    "compass",
    "delegates",
    "where",
    "regional",
    "before_outlet",
    "after_outlet",
)


def _group(entry: dict[str, object], at: int) -> Group:
    name = f"nouns.toml, group {at}"
    words, examples, misses = entry.get("words"), entry.get("examples"), entry.get("near_misses")
    if not isinstance(words, list) or not words or not isinstance(examples, list) or not isinstance(misses, list):
        raise CodebookError(f"{name}: words, examples and near_misses have to be lists")
    try:
        sort, actor = Sort(str(entry["sort"])), ActorKind(str(entry["actor"]))
        speaker = SourceKind(str(entry["speaker"]))
    except (KeyError, ValueError) as error:
        raise CodebookError(f"{name}: {error}") from error
    if len(set(words)) != len(words):
        raise CodebookError(f"{name}: {sorted({w for w in words if words.count(w) > 1})} listed twice")
    if any(word != str(word).lower().strip() for word in words):
        raise CodebookError(f"{name}: words have to be lower case without outer blanks")
    national = bool(entry.get("national", False))
    nouns = tuple(Noun(str(word), sort, actor, speaker, national) for word in words)
    return Group(nouns, tuple(map(str, examples)), tuple(map(str, misses)))


def _kin(entry: dict[str, object], groups: tuple[Group, ...]) -> frozenset[str]:
    words = entry.get("words")
    known = {noun.word for group in groups for noun in group.nouns}
    if not isinstance(words, list) or not set(words) <= known:
        raise CodebookError(f"nouns.toml, kin: {words} has to be a list of listed nouns")
    return frozenset(map(str, words))


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The nouns of the codebook; raises `CodebookError` where the data file breaks its form."""
    text = data_file("nouns.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"nouns.toml: {error}") from error
    marks = {key: frozenset(map(str, data.get("words", {}).get(key, ()))) for key in _MARKS}
    missing = [key for key in _MARKS if not marks[key]]
    if missing:
        raise CodebookError(f"nouns.toml, words: {', '.join(missing)} missing")
    groups = tuple(_group(entry, at) for at, entry in enumerate(data.get("group", []), 1))
    ships = {str(mark): str(code) for mark, code in data.get("ships", {}).items()}
    organic = {str(word): str(organ) for word, organ in data.get("organic", {}).items()}
    return Nouns(groups, marks, ships, organic, tuple(_kin(entry, groups) for entry in data.get("kin", [])))
