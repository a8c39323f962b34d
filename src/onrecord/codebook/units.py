"""How much, as data: currencies, measures, number words, bounds, and the nouns that tell persons from things.

Invariant: all words are lower case; a phrase is a tuple of the words a tokenizer makes of it, in one or two spellings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.quantity import Bound

FILE = "units.toml"
KINDS = frozenset({"length", "area", "mass", "volume", "energy", "power", "speed", "share", "calibre"})
REACHES = ("word", "sentence", "text")
_CODE = re.compile(r"[A-Z]{3}")

type Phrase = tuple[str, ...]
type Phrases[T] = Mapping[str, tuple[tuple[Phrase, T], ...]]
"""Phrases by their first word (or their last, for those matched backwards), the longest first."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: what stands for it beside a figure, and whose it is."""

    code: str
    symbols: tuple[str, ...]
    weak: tuple[str, ...]
    words: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure; times `factor` a figure is in `code`s. `short` stands only right after a figure."""

    code: str
    kind: str
    words: tuple[str, ...]
    short: tuple[str, ...]
    factor: int


@dataclass(frozen=True, slots=True)
class Sense:
    """How a name of several currencies is decided: by default, and how far a country reaches to say otherwise."""

    default: str
    reach: str


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Words beside a figure that say on which side of it the truth may lie."""

    bound: Bound
    place: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The whole table, with look-ups made once.

    `numbers`, `scales`, `short_scales`, `denominators` give the value of a word; `symbols` the codes a money sign may
    stand for; `lists` the plain word lists by "section.key".
    """

    currencies: tuple[Currency, ...]
    measures: tuple[Measure, ...]
    bounds: tuple[BoundWords, ...]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    denominators: Mapping[str, int]
    group_words: Mapping[str, tuple[int, Bound]]
    symbols: Mapping[str, tuple[str, ...]]
    weak: frozenset[str]
    money: Phrases[tuple[str, ...]]
    countries: Phrases[tuple[str, ...]]
    senses: Mapping[str, Sense]
    units: Phrases[Measure]
    shorts: Mapping[str, Measure]
    before: Phrases[Bound]
    after: Phrases[Bound]
    fillers: Phrases[None]
    bound_verbs: Mapping[str, Bound]
    vague: Phrases[str]
    names: Phrases[None]
    endings: tuple[str, ...]
    lists: Mapping[str, frozenset[str]]

    def words(self, name: str) -> frozenset[str]:
        """The plain word list `section.key`; raises `CodebookError` when there is none."""
        try:
            return self.lists[name]
        except KeyError:
            raise CodebookError(f"{FILE}: no word list {name!r}") from None


def spellings(phrase: str) -> tuple[Phrase, ...]:
    """The ways a tokenizer may cut a phrase: at white space only, or at its marks too."""
    plain = tuple(phrase.split())
    fine = tuple(part for part in re.split(r"\s+|([-/.])", phrase) if part)
    last = (*plain[:-1], plain[-1][:-1], ".") if plain[-1].endswith(".") and len(plain[-1]) > 1 else plain
    return tuple(dict.fromkeys((plain, fine, last)))


def _phrases[T](pairs: Iterable[tuple[str, T]], *, backwards: bool = False) -> Phrases[T]:
    found: dict[str, list[tuple[Phrase, T]]] = {}
    for phrase, meaning in pairs:
        for words in spellings(phrase):
            key = words[-1] if backwards else words[0]
            found.setdefault(key, []).append((words, meaning))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in found.items()}


class _Reader:
    """The file's tables with every entry checked as it is taken."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.data = data

    def rows(self, key: str) -> list[Mapping[str, object]]:
        rows = self.data.get(key)
        if not isinstance(rows, list) or not rows:
            raise CodebookError(f"{FILE}: no [[{key}]] entries")
        return cast("list[Mapping[str, object]]", rows)

    def table(self, key: str) -> Mapping[str, object]:
        table = self.data.get(key)
        if not isinstance(table, dict):
            raise CodebookError(f"{FILE}: no [{key}] table")
        return table

    def values(self, key: str) -> dict[str, int]:
        table = self.table(key)
        for word, value in table.items():
            if not isinstance(value, int) or word != word.lower():
                raise CodebookError(f"{FILE}: [{key}] {word!r} needs a lower-case word and a whole number")
        return cast("dict[str, int]", dict(table))

    @staticmethod
    def text(row: Mapping[str, object], key: str, where: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value:
            raise CodebookError(f"{FILE}: {where} needs {key!r}")
        return value

    @staticmethod
    def strings(row: Mapping[str, object], key: str, where: str, *, lower: bool = True) -> tuple[str, ...]:
        values = row.get(key, [])
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            raise CodebookError(f"{FILE}: {where} has a bad list {key!r}")
        if lower and any(v != v.lower() for v in values):
            raise CodebookError(f"{FILE}: {where} has capitals in {key!r}")
        return tuple(values)


def _currencies(reader: _Reader) -> tuple[Currency, ...]:
    found: dict[str, Currency] = {}
    for row in reader.rows("currency"):
        code = reader.text(row, "code", "currency")
        if not _CODE.fullmatch(code) or code in found:
            raise CodebookError(f"{FILE}: currency {code!r} is no new ISO 4217 code")
        found[code] = Currency(
            code,
            reader.strings(row, "symbols", code, lower=False),
            reader.strings(row, "weak", code, lower=False),
            reader.strings(row, "words", code),
            reader.strings(row, "of", code),
        )
    return tuple(found.values())


def _measures(reader: _Reader) -> tuple[Measure, ...]:
    found = []
    for row in reader.rows("measure"):
        code, kind = reader.text(row, "code", "measure"), reader.text(row, "kind", "measure")
        factor = row.get("factor", 1)
        if kind not in KINDS or not isinstance(factor, int) or factor < 1:
            raise CodebookError(f"{FILE}: measure {code!r} has a bad kind or factor")
        words = reader.strings(row, "words", code)
        found.append(Measure(code, kind, words, reader.strings(row, "short", code, lower=False), factor))
    return tuple(found)


def _bounds(reader: _Reader) -> tuple[BoundWords, ...]:
    found = []
    for row in reader.rows("bound"):
        place = reader.text(row, "place", "bound")
        if place not in ("before", "after"):
            raise CodebookError(f"{FILE}: bound place {place!r} is neither before nor after")
        words = reader.strings(row, "words", "bound")
        examples = reader.strings(row, "examples", "bound", lower=False)
        misses = reader.strings(row, "near_misses", "bound", lower=False)
        found.append(BoundWords(_bound(reader.text(row, "bound", "bound")), place, words, examples, misses))
    return tuple(found)


def _bound(value: str) -> Bound:
    try:
        return Bound(value)
    except ValueError:
        raise CodebookError(f"{FILE}: {value!r} is no bound") from None


def _senses(reader: _Reader, codes: Iterable[str]) -> dict[str, Sense]:
    known, found = set(codes), {}
    for row in reader.rows("word_sense"):
        sense = Sense(reader.text(row, "default", "word_sense"), reader.text(row, "reach", "word_sense"))
        if sense.default not in known or sense.reach not in REACHES:
            raise CodebookError(f"{FILE}: word_sense {sense} is not of this table")
        found.update(dict.fromkeys(reader.strings(row, "words", "word_sense"), sense))
    return found


def _codes(currencies: Iterable[Currency], field: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for currency in currencies:
        for word in cast("tuple[str, ...]", getattr(currency, field)):
            found[word] = (*found.get(word, ()), currency.code)
    return found


_PLAIN = {
    "money": ("guarded",),
    "bound_misses": ("after", "words", "before"),
    "fillers": ("after",),
    "time": ("nouns", "months", "clock", "calendar"),
    "not_counted": ("nouns", "one", "one_after", "numbered", "numbered_common", "numbered_names", "designations",
                    "score_verbs", "year_after", "age_after", "ditransitive", "addresses"),
    "about": ("abstract", "price", "measure_verbs", "change_verbs", "paid_for", "spent_on", "spend_verbs", "buy_verbs",
              "not_paid_for", "dimensions", "hollow", "strong_person", "strong_item", "not_strong"),
    "singles": ("words",),
    "vague": ("forces",),
    "persons": ("nouns", "not_persons", "not_peoples", "double", "machine_words", "participles", "harm_verbs", "crowds",
                "speakers"),
}  # fmt: skip


def _groups(reader: _Reader) -> dict[str, tuple[int, Bound]]:
    found = {}
    for row in reader.rows("group_word"):
        value, bound = row.get("value"), _bound(reader.text(row, "bound", "group_word"))
        if not isinstance(value, int):
            raise CodebookError(f"{FILE}: a group_word needs a whole number")
        found[reader.text(row, "word", "group_word")] = value, bound
    return found


def _verbs(reader: _Reader) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for row in reader.rows("bound_verb"):
        words = reader.strings(row, "words", "bound_verb")
        found.update(dict.fromkeys(words, _bound(reader.text(row, "bound", "bound_verb"))))
    return found


def _amounts(reader: _Reader) -> list[tuple[str, str]]:
    table = reader.table("vague")
    of = [(f"{word} of", "of") for word in reader.strings(table, "of", "vague")]
    return of + [(word, "direct") for word in reader.strings(table, "direct", "vague")]


def build(data: Mapping[str, object]) -> Units:
    """The table made of a parsed file; raises `CodebookError` where an entry breaks the form."""
    reader = _Reader(data)
    currencies, measures, bounds = _currencies(reader), _measures(reader), _bounds(reader)
    lists = {f"{t}.{k}": frozenset(reader.strings(reader.table(t), k, t)) for t, keys in _PLAIN.items() for k in keys}
    return Units(
        currencies=currencies,
        measures=measures,
        bounds=bounds,
        numbers=reader.values("numbers"),
        scales=reader.values("scales"),
        short_scales=reader.values("short_scales"),
        denominators=reader.values("denominators"),
        group_words=_groups(reader),
        symbols=_codes(currencies, "symbols"),
        weak=frozenset(w for c in currencies for w in c.weak),
        money=_phrases(_codes(currencies, "words").items()),
        countries=_phrases(_codes(currencies, "of").items(), backwards=True),
        senses=_senses(reader, (c.code for c in currencies)),
        units=_phrases((w, m) for m in measures for w in m.words),
        shorts={s: m for m in measures for s in m.short},
        before=_phrases(((w, b.bound) for b in bounds if b.place == "before" for w in b.words), backwards=True),
        after=_phrases((w, b.bound) for b in bounds if b.place == "after" for w in b.words),
        fillers=_phrases(
            ((w, None) for w in reader.strings(reader.table("fillers"), "words", "fillers")), backwards=True
        ),
        bound_verbs=_verbs(reader),
        vague=_phrases(_amounts(reader)),
        names=_phrases((w, None) for w in reader.strings(reader.table("not_counted"), "names", "not_counted")),
        endings=reader.strings(reader.table("persons"), "endings", "persons"),
        lists=lists,
    )


@lru_cache(maxsize=1)
def load() -> Units:
    """The table of the package; raises `CodebookError` when the file breaks its form."""
    text = data_file(FILE).read_text(encoding="utf-8")
    try:
        return build(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{FILE}: {error}") from error
