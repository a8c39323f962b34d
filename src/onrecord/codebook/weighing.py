"""How reports of one happening are weighed: words of corrections, updates, fates, hostile moves and of who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Weighing:
    """Patterns of whole words, lower case, and two tables.

    `state`: a name that is part of a state; `issuer`: an outlet that is one itself, or a body's press office;
    `private`: a title that is of neither; `against`, `beside` an `edge`: forces sent against a state; `welcome`: forces
    that are not; `running`: a count brought up to date; `witnessed`: an outlet vouches itself; `correction`: what was
    published is taken back; `part`: an item that is one part of a number; `fates`: what befell the people counted, by
    its name; `organs`: the body (by id) that a body of the register is an organ of.
    """

    state: re.Pattern[str]
    issuer: re.Pattern[str]
    private: re.Pattern[str]
    witnessed: re.Pattern[str]
    against: re.Pattern[str]
    beside: re.Pattern[str]
    edge: re.Pattern[str]
    welcome: re.Pattern[str]
    running: re.Pattern[str]
    correction: re.Pattern[str]
    part: re.Pattern[str]
    fates: Mapping[str, re.Pattern[str]]
    organs: Mapping[str, str]


@lru_cache(maxsize=1)
def weighing() -> Weighing:
    """The table of weighing; raises `CodebookError` on a broken file."""
    data = read_toml("weighing.toml")
    return Weighing(
        state=_pattern(data, "state"),
        issuer=_pattern(data, "issuer"),
        private=_pattern(data, "private"),
        witnessed=_pattern(data, "witnessed"),
        against=_pattern(data, "against"),
        beside=_pattern(data, "against", "beside"),
        edge=_pattern(data, "against", "edge"),
        welcome=_pattern(data, "against", "welcome"),
        running=_pattern(data, "running"),
        correction=_pattern(data, "correction"),
        part=_pattern(data, "part"),
        fates={fate: _pattern(data, "fate", fate) for fate in _table(data, "fate")},
        organs=_organs(_table(data, "organs")),
    )


def _table(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = data.get(name)
    if not isinstance(table, dict) or not table:
        raise CodebookError(f"weighing.toml: the table [{name}] is missing")
    return table


def _pattern(data: Mapping[str, object], name: str, key: str = "words") -> re.Pattern[str]:
    line = _table(data, name).get(key)
    words = line.split("|") if isinstance(line, str) else []
    if not words or any(not word or word != word.strip().lower() for word in words):
        raise CodebookError(f"weighing.toml: {name}.{key} must be words in lower case with | between them")
    return _whole_words(words)


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


def _organs(table: Mapping[str, object]) -> Mapping[str, str]:
    organs: dict[str, str] = {}
    for body, whole in table.items():
        if not isinstance(whole, str) or whole in table:
            raise CodebookError(f"weighing.toml: organs.{body} must name a body that is no organ itself")
        organs[body] = whole
    return organs
