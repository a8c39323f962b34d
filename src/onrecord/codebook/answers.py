"""Words that answer a claim without naming its act: denials, non-confirmations, refusals to comment."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.status import Stance


@dataclass(frozen=True, slots=True)
class Answer:
    """An answering word: `objects` are lemmas one of which must hang on it (none: any use), `negated` whether it must
    be negated (None: either), `trigger` words that belong to the trigger with it.
    """

    stance: Stance
    objects: frozenset[str]
    negated: bool | None
    trigger: frozenset[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@lru_cache(maxsize=1)
def answers() -> dict[str, tuple[Answer, ...]]:
    """Answering words by lemma; raises `CodebookError` on a broken file."""
    raw = data_file("answers.toml").read_text(encoding="utf-8")
    table: dict[str, list[Answer]] = {}
    try:
        for entry in tomllib.loads(raw)["answer"]:
            made = Answer(
                Stance(entry["stance"]),
                frozenset(str(entry.get("objects", "")).split("|")) - {""},
                entry.get("negated"),
                frozenset(str(entry.get("trigger", "")).split("|")) - {""},
                tuple(entry["examples"]),
                tuple(entry.get("near_misses", ())),
            )
            for word in str(entry["lemmas"]).split("|"):
                table.setdefault(word, []).append(made)
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise CodebookError(f"answers.toml: {error}") from error
    return {word: tuple(found) for word, found in table.items()}
