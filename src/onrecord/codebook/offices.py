"""Offices: which nouns give a person one, the usual form of a title, and the words that say when it was held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import read_toml
from onrecord.errors import CodebookError
from onrecord.model.mention import Tenure

FILE = "offices.toml"
_TURNED = ("minister", "secretary", "undersecretary")
_KEPT = "state"
_RANKS = frozenset({"deputy", "vice", "first"})


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of telling an office: sentences with what they give, and sentences that give nothing.

    What an example gives is "person | office | country | tenure".
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offices:
    """The words around offices; `general` nouns are no office, those of `owned` become one by what they are of."""

    general: frozenset[str]
    owned: frozenset[str]
    title: frozenset[str]
    tenures: dict[str, Tenure]
    words: dict[str, str]
    titles: dict[str, str]
    constructions: tuple[Construction, ...]

    def usual(self, words: tuple[str, ...]) -> str:
        """The usual form of a title in lower-case words: "minister of defense" is "defence minister"."""
        plain = " ".join(self.words.get(word, word) for word in words).split()
        joined = " ".join(self._turned(plain))
        joined = self.words.get(joined, joined)
        return self.titles.get(joined, joined)

    def _turned(self, words: list[str]) -> list[str]:
        """Put what a minister is minister of before the word."""
        at = next((i for i, word in enumerate(words) if word in ("of", "for")), None)
        if not at or words[at - 1] not in _TURNED or words[at + 1 : at + 2] == [_KEPT]:
            return words
        if not _RANKS.issuperset(words[: at - 1]):
            return words
        of = [word for word in words[at + 1 :] if word != "the"]
        return [*words[: at - 1], *of, words[at - 1]]


def _strings(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise CodebookError(f"{FILE}, {name}: has to be a list of words")
    if len(set(value)) != len(value):
        raise CodebookError(f"{FILE}, {name}: a word is listed twice")
    return tuple(value)


def _table(value: object, name: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise CodebookError(f"{FILE}, {name}: has to be a table")
    return value


def _pairs(value: object, name: str) -> dict[str, str]:
    return {key: str(one) for key, one in _table(value, name).items()}


def _tenures(value: object) -> dict[str, Tenure]:
    found: dict[str, Tenure] = {}
    for key, words in _table(value, "tenure").items():
        if key not in list(Tenure):
            raise CodebookError(f"{FILE}, tenure: {key!r} is none of {', '.join(Tenure)}")
        found.update(dict.fromkeys(_strings(words, f"tenure.{key}"), Tenure(key)))
    return found


def _construction(value: object) -> Construction:
    entry = _table(value, "construction")
    name, examples = str(entry.get("name", "")), entry.get("examples")
    if not name or not isinstance(examples, list) or not examples:
        raise CodebookError(f"{FILE}, construction {name!r}: needs a name and examples")
    pairs = []
    for example in examples:
        if not (isinstance(example, list) and len(example) == 2 and str(example[1]).count("|") == 3):
            raise CodebookError(f"{FILE}, construction {name!r}: {example} is no sentence with what it gives")
        pairs.append((str(example[0]), str(example[1])))
    return Construction(name, tuple(pairs), _strings(entry.get("near_misses"), f"construction {name!r}"))


@lru_cache(maxsize=1)
def offices() -> Offices:
    """What the codebook knows of offices; raises `CodebookError` where the file breaks its form."""
    data = read_toml(FILE)
    listed = data.get("construction")
    return Offices(
        general=frozenset(_strings(data.get("general"), "general")),
        owned=frozenset(_strings(data.get("owned"), "owned")),
        title=frozenset(_strings(data.get("title"), "title")),
        tenures=_tenures(data.get("tenure")),
        words=_pairs(data.get("words"), "words"),
        titles=_pairs(data.get("titles"), "titles"),
        constructions=tuple(map(_construction, listed if isinstance(listed, list) else [])),
    )
