"""Names of persons: how one comes to be written in several ways. Data only; `desk.variants` compares by it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.errors import CodebookError

FILE = "names.toml"

type Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Family:
    """One way of putting names into Latin letters, or of shortening them.

    `letters` are rewritten in order in one lower-case word without accents; `words` gives for a form the first of its
    list. With `surnames` it counts only where one begins or ends both names; with `countries` only for persons of
    these, or of none known. `needs`: likeness is not enough, the country must agree.
    """

    name: str
    says: str
    letters: tuple[tuple[re.Pattern[str], str], ...]
    words: dict[str, str]
    particles: frozenset[str]
    surnames: frozenset[str]
    countries: frozenset[str]
    needs: bool
    examples: Pairs
    near_misses: Pairs

    def word(self, word: str) -> str:
        """The form that a word and its other spellings come out as."""
        found = self.words.get(word)
        if found is not None:
            return found
        for pattern, to in self.letters:
            word = pattern.sub(to, word)
        return word


@dataclass(frozen=True, slots=True)
class Names:
    """All families; surnames that stand first in their own language; endings of patronymics; examples of the rest."""

    families: tuple[Family, ...]
    first_surnames: frozenset[str]
    patronymics: tuple[str, ...]
    examples: Pairs
    near_misses: Pairs


def _strings(entry: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise CodebookError(f"{FILE}, {where}: {key} has to be a list of words")
    return tuple(value)


def _lists(entry: dict[str, object], key: str, where: str) -> list[list[str]]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(one, list) and len(one) > 1 and all(isinstance(word, str) for word in one) for one in value
    ):
        raise CodebookError(f"{FILE}, {where}: {key} has to be a list of lists of words")
    return value


def _pairs(entry: dict[str, object], key: str, where: str) -> Pairs:
    found = _lists(entry, key, where)
    if not found or any(len(one) != 2 for one in found):
        raise CodebookError(f"{FILE}, {where}: {key} has to be a list of pairs of names")
    return tuple((one[0], one[1]) for one in found)


def _family(value: object) -> Family:
    entry = _table(value, "family")
    name, says = str(entry.get("name", "")), str(entry.get("says", ""))
    where = f"family {name!r}"
    if not name or not says:
        raise CodebookError(f"{FILE}, {where}: needs a name and what it says")
    words: dict[str, str] = {}
    for forms in _lists(entry, "words", where):
        for form in forms:
            if words.setdefault(form, forms[0]) != forms[0]:
                raise CodebookError(f"{FILE}, {where}: {form!r} stands in two lists")
    try:
        letters = tuple((re.compile(pattern), to) for pattern, to in _lists(entry, "letters", where))
    except (re.error, ValueError) as error:
        raise CodebookError(f"{FILE}, {where}: letters: {error}") from error
    return Family(
        name=name,
        says=says,
        letters=letters,
        words=words,
        particles=frozenset(_strings(entry, "particles", where)),
        surnames=frozenset(_strings(entry, "surnames", where)),
        countries=frozenset(_strings(entry, "countries", where)),
        needs=entry.get("needs") is True,
        examples=_pairs(entry, "examples", where),
        near_misses=_pairs(entry, "near_misses", where),
    )


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise CodebookError(f"{FILE}, {where}: has to be a table")
    return value


@lru_cache(maxsize=1)
def names() -> Names:
    """What the codebook knows of names; raises `CodebookError` where the file breaks its form."""
    data = read_toml(FILE)
    listed = data.get("family")
    families = tuple(map(_family, listed if isinstance(listed, list) else []))
    rest = {key: _table(data.get(key), key) for key in ("order", "spelling", "initials")}
    own = frozenset(_strings(rest["order"], "surnames", "order"))
    return Names(
        families=families,
        first_surnames=own.union(*(family.surnames for family in families)),
        patronymics=_strings(rest["initials"], "patronymics", "initials"),
        examples=tuple(pair for key, one in rest.items() for pair in _pairs(one, "examples", key)),
        near_misses=tuple(pair for key, one in rest.items() for pair in _pairs(one, "near_misses", key)),
    )
