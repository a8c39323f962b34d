"""When two reports mean one thing by different words: nouns that stand for one another, words that tell a second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Sameness:
    """`general`: nouns that stand for whatever is given; `alike`: the groups (by number) that a noun belongs to;
    `turns`: words that tell a thing or an act from an earlier one, with its place in the row (0: unknown);
    `turned`: the nouns they count; `office`: words of names that tell an office; `portfolio`: what an office is for;
    `wide`: words that make a place wide.
    """

    general: frozenset[str]
    alike: dict[str, frozenset[int]]
    turns: dict[str, int]
    turned: frozenset[str]
    office: frozenset[str]
    portfolio: frozenset[str]
    wide: frozenset[str]


@lru_cache(maxsize=1)
def sameness() -> Sameness:
    """The table of sameness; raises `CodebookError` on a broken file."""
    data = read_toml("sameness.toml")
    alike: dict[str, set[int]] = {}
    groups = _table(data, "alike").get("groups")
    for number, line in enumerate(groups if isinstance(groups, list) else ()):
        for word in _words(line, "alike.groups"):
            alike.setdefault(word, set()).add(number)
    return Sameness(
        general=_listed(data, "general", "nouns"),
        alike={word: frozenset(found) for word, found in alike.items()},
        turns=_turns(_table(data, "turns")),
        turned=_listed(data, "turned", "nouns"),
        office=_listed(data, "office", "words"),
        portfolio=_listed(data, "portfolio", "words"),
        wide=_listed(data, "wide", "nouns"),
    )


def _table(data: dict[str, object], name: str) -> dict[str, object]:
    table = data.get(name)
    if not isinstance(table, dict):
        raise CodebookError(f"sameness.toml: the table [{name}] is missing")
    return table


def _listed(data: dict[str, object], name: str, key: str) -> frozenset[str]:
    return frozenset(_words(_table(data, name).get(key), f"{name}.{key}"))


def _words(line: object, where: str) -> list[str]:
    words = line.split("|") if isinstance(line, str) else []
    if not words or any(not word or word != word.strip().lower() for word in words):
        raise CodebookError(f"sameness.toml: {where} must be words in lower case with | between them")
    return words


def _turns(table: dict[str, object]) -> dict[str, int]:
    turns: dict[str, int] = {}
    for word, place in table.items():
        if not isinstance(place, int) or place < 0:
            raise CodebookError(f"sameness.toml: turns.{word} must be a whole number from 0")
        turns[word] = place
    return turns
