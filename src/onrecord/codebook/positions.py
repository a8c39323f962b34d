"""Words that tell where somebody stands: what is wanted, urged, backed, blamed or expected (positions.toml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.codebook.reporting import Entry
from onrecord.errors import CodebookError


class Stand(StrEnum):
    """A construction that a verb of position stands in (positions.toml explains each)."""

    OBJECT = "object"
    TO = "to"
    DOING = "doing"
    ASKING = "asking"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Positions:
    """All words of position, by dictionary form in lower case.

    `verbs`: the frames of a verb under each of its further words ("" for none; "out at" for "lash out at").
    `nouns`, `adjectives`: the words that may lead to what a noun or adjective is about.
    """

    verbs: Mapping[str, Mapping[tuple[str, ...], frozenset[Stand]]]
    nouns: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    entries: tuple[Entry, ...]


_FILE = "positions.toml"


def _tables(data: Mapping[str, object], key: str) -> Sequence[Mapping[str, object]]:
    found = data.get(key)
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise CodebookError(f"{_FILE}: {key} has to be a list of tables")
    return found


def _words(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    found = table.get(key)
    if not isinstance(found, list) or not found:
        raise CodebookError(f"{_FILE}, {where}: {key} has to be a list of words")
    return tuple(str(word) for word in found)


def _entry(table: Mapping[str, object], where: str) -> Entry:
    return Entry(where, _words(table, "examples", where), _words(table, "near_misses", where))


def _leading(data: Mapping[str, object], key: str, entries: list[Entry]) -> dict[str, frozenset[str]]:
    made: dict[str, frozenset[str]] = {}
    for number, table in enumerate(_tables(data, key), 1):
        where = f"{key} {number}"
        entries.append(_entry(table, where))
        after = frozenset(_words(table, "after", where))
        made.update(dict.fromkeys(_words(table, "words", where), after))
    return made


@lru_cache(maxsize=1)
def position_words() -> Positions:
    """The words of position. Raises `CodebookError` where the file breaks its form."""
    data = read_toml(_FILE)
    entries: list[Entry] = []
    verbs: dict[str, dict[tuple[str, ...], frozenset[Stand]]] = {}
    for number, table in enumerate(_tables(data, "verbs"), 1):
        where = f"verbs {number}"
        entries.append(_entry(table, where))
        try:
            frames = frozenset(Stand(name) for name in _words(table, "frames", where))
        except ValueError as error:
            raise CodebookError(f"{_FILE}, {where}: {error}") from error
        for form in _words(table, "words", where):
            word, *more = form.split()
            known = verbs.setdefault(word, {})
            known[tuple(more)] = known.get(tuple(more), frozenset()) | frames
    nouns, adjectives = _leading(data, "nouns", entries), _leading(data, "adjectives", entries)
    return Positions(verbs, nouns, adjectives, tuple(entries))
