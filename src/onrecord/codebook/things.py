"""Sorts of things that acts are about: arms, relief, money, forces, pacts, ... and the kind of aid they make."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.claim import Kind


@dataclass(frozen=True, slots=True)
class Things:
    """`sorts`: the sorts of a noun lemma (or a two-word noun); `kinds`: the kind of aid that a sort makes;
    `words`: words anywhere in a noun phrase that give its kind ("humanitarian", "non-lethal"); `partitive`: nouns that
    stand for what their of-phrase holds ("a batch of shells"); `armed_models`: letters before the number of a model
    that make any craft of that model arms ("F-16 aircraft").
    """

    sorts: dict[str, tuple[str, ...]]
    kinds: dict[str, Kind]
    words: dict[str, Kind]
    partitive: frozenset[str]
    armed_models: frozenset[str]


@lru_cache(maxsize=1)
def things() -> Things:
    """The table of things; raises `CodebookError` on a broken file."""
    raw = data_file("things.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(raw)
        sorts: dict[str, list[str]] = {}
        kinds: dict[str, Kind] = {}
        for sort, entry in data["sort"].items():
            for noun in entry["nouns"].split("|"):
                sorts.setdefault(noun.strip(), []).append(sort)
            if "kind" in entry:
                kinds[sort] = Kind(entry["kind"])
        words = {word.strip(): Kind(kind) for kind, line in data["words"].items() for word in line.split("|")}
        partitive = frozenset(data["partitive"]["nouns"].split("|"))
        models = frozenset(data["armed_models"]["marks"].split("|"))
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise CodebookError(f"things.toml: {error}") from error
    return Things({noun: tuple(found) for noun, found in sorts.items()}, kinds, words, partitive, models)
