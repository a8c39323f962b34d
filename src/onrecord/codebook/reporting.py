"""Reporting words: what in a text gives its words to a source, by the constructions the words stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.errors import CodebookError


class Frame(StrEnum):
    """A construction that a reporting verb stands in (reporting.toml explains each)."""

    THAT = "that"
    QUOTE = "quote"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    EVENT = "event"
    OBJECT = "object"
    OF = "of"
    HEARER = "hearer"
    FROM = "from"
    FIGURE = "figure"
    PAPER = "paper"
    TOLD = "told"
    VERDICT = "verdict"
    SPOKEN = "spoken"


class Manner(StrEnum):
    """What a source does with the content: says it, denies it, or keeps silent on it."""

    SAYS = "says"
    DENIES = "denies"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in its dictionary form, with the particle that belongs to it (else "")."""

    word: str
    particle: str
    frames: frozenset[Frame]
    manner: Manner


@dataclass(frozen=True, slots=True)
class Entry:
    """The sentences that show one entry of the file: [source] and <content> are marked."""

    name: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """All reporting words; keys and members are dictionary forms in lower case.

    `verbs` by first word, then by particle; `phrases` are token sequences before a source, `owned` pairs of preposition
    and noun ("in view": "in the view of X", "in X's view"); `sets` are the plain word lists as "table.key".
    """

    verbs: Mapping[str, Mapping[str, Verb]]
    nouns: Mapping[str, bool]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    owned: frozenset[tuple[str, str]]
    sets: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]
    entries: tuple[Entry, ...]

    def is_happening(self, noun: str) -> bool:
        """Whether a noun (dictionary form) names something that happens."""
        if noun in self.sets["happenings.words"] or noun in self.nouns:
            return True
        return len(noun) > 5 and noun.endswith(self.endings) and noun not in self.sets["happenings.not"]


_FILE = "reporting.toml"
_LISTS = {
    "silent": ("verbs", "refusals", "asked", "topics"),
    "citing": ("verbs", "with_on", "giving", "given", "phrases", "nouns"),
    "rank": ("words",),
    "carriers": ("own", "other", "made", "pleas"),
    "papers": ("seen", "heard", "carried", "frames", "more", "drafts", "does"),
    "venues": ("nouns", "verbs", "own", "spoken", "reporters", "not_outlets"),
    "leads": ("verbs", "acts", "words", "carried_on", "moods"),
    "idle": ("objects", "deniable", "quiet", "false"),
    "happenings": ("words", "endings", "not"),
}


def _words(table: Mapping[str, object], key: str, where: str, *, empty: bool = False) -> tuple[str, ...]:
    found = table.get(key, [] if empty else None)
    if not isinstance(found, list) or not (found or empty):
        raise CodebookError(f"{_FILE}, {where}: {key} has to be a list of words")
    return tuple(str(word) for word in found)


def _entry(table: Mapping[str, object], where: str) -> Entry:
    return Entry(where, _words(table, "examples", where, empty=True), _words(table, "near_misses", where, empty=True))


def _tables(data: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise CodebookError(f"{_FILE}: {key} has to be a list of tables")
    return found


def _verbs(data: Mapping[str, object], entries: list[Entry]) -> dict[str, dict[str, Verb]]:
    verbs: dict[str, dict[str, Verb]] = {}
    for number, table in enumerate(_tables(data, "verbs"), 1):
        where = f"verbs {number}"
        entries.append(_entry(table, where))
        try:
            frames = frozenset(Frame(name) for name in _words(table, "frames", where))
            manner = Manner(str(table.get("manner", "says")))
        except ValueError as error:
            raise CodebookError(f"{_FILE}, {where}: {error}") from error
        for form in _words(table, "words", where):
            word, _, particle = form.partition(" ")
            known = verbs.setdefault(word, {}).get(particle)
            if known is not None and known.manner is not manner:
                raise CodebookError(f"{_FILE}, {where}: {form!r} has two manners")
            both = frames | known.frames if known is not None else frames
            verbs[word][particle] = Verb(word, particle, both, manner)
    return verbs


def _nouns(data: Mapping[str, object], entries: list[Entry]) -> dict[str, bool]:
    nouns: dict[str, bool] = {}
    for number, table in enumerate(_tables(data, "nouns"), 1):
        where = f"nouns {number}"
        entries.append(_entry(table, where))
        for word in _words(table, "words", where):
            nouns[word] = table.get("alone") is True
    return nouns


@lru_cache(maxsize=1)
def reporting() -> Reporting:
    """The reporting words. Raises `CodebookError` where the file breaks its form."""
    data = read_toml(_FILE)
    entries: list[Entry] = []
    verbs, nouns = _verbs(data, entries), _nouns(data, entries)
    phrases: dict[str, list[tuple[str, ...]]] = {}
    owned: set[tuple[str, str]] = set()
    for number, table in enumerate(_tables(data, "phrases"), 1):
        entries.append(_entry(table, f"phrases {number}"))
        for form in _words(table, "words", f"phrases {number}"):
            parts = tuple(form.split())
            if parts[0] in ("in", "by", "on") and len(parts) == 2:
                owned.add((parts[0], parts[1]))
            else:
                phrases.setdefault(parts[0], []).append(parts)
    sets: dict[str, frozenset[str]] = {}
    for name, keys in _LISTS.items():
        lists = data.get(name)
        if not isinstance(lists, dict):
            raise CodebookError(f"{_FILE}: the table {name} is missing")
        for key in keys:
            sets[f"{name}.{key}"] = frozenset(_words(lists, key, name))
        entries.append(_entry({"examples": [], "near_misses": [], **lists}, name))
    longest_first = {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in phrases.items()}
    endings = tuple(sorted(sets["happenings.endings"]))
    return Reporting(verbs, nouns, longest_first, frozenset(owned), sets, endings, tuple(entries))
