"""The table of languages: their function words and scripts, from `data/languages.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError

_CODE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Script:
    """A script: the first word of its letters' Unicode names, and the languages told apart by letters of their own."""

    name: str
    language: str
    letters: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Languages:
    """`words`: the function words of a language by its ISO 639-1 code, in the table's order; `scripts` by name.

    `names` are those of the words that come with names into text of any language.
    """

    words: dict[str, frozenset[str]]
    names: frozenset[str]
    scripts: dict[str, Script]


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise CodebookError(f"languages.toml: {text!r} is not an ISO 639-1 code")
    return text


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The table of languages; raises `CodebookError` on a broken file."""
    raw = data_file("languages.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(raw)
        words = {_code(code): frozenset(line.split()) for code, line in data["words"].items()}
        names = frozenset(data["names"].split())
        scripts = {
            entry["name"]: Script(
                entry["name"],
                _code(entry["language"]),
                tuple((_code(code), frozenset(letters)) for code, letters in entry.get("letters", {}).items()),
            )
            for entry in data["scripts"].values()
        }
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"languages.toml: {error}") from error
    if "en" not in words:
        raise CodebookError("languages.toml: the function words of English are missing")
    return Languages(words, names, scripts)
