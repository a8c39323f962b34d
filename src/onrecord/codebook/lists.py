"""Words about lists of goods under headings (lists.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.status import Stage


@dataclass(frozen=True, slots=True)
class Lists:
    """`stages`: words of a heading, lower case, with the stage they give, longest first; the rest as in lists.toml."""

    bullets: frozenset[str]
    stages: tuple[tuple[tuple[str, ...], Stage], ...]
    pointing: frozenset[str]
    headed: frozenset[str]
    trading: frozenset[str]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The words about lists; raises `CodebookError` on a broken file."""
    try:
        data = tomllib.loads(data_file("lists.toml").read_text(encoding="utf-8"))
        stages = [
            (tuple(words.split()), Stage(stage)) for stage, line in data["stages"].items() for words in line.split("|")
        ]
        return Lists(
            frozenset(data["bullets"].split()),
            tuple(sorted(stages, key=lambda pair: (-len(pair[0]), pair[0]))),
            frozenset(data["pointing"]["words"].split("|")),
            frozenset(data["headed"]["words"].split("|")),
            frozenset(data["trading"]["words"].split("|")),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise CodebookError(f"lists.toml: {error}") from error
