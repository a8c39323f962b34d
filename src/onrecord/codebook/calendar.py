"""The calendar's words and the constructions of time expressions, loaded from `data/calendar*.toml`.

A form is a regular expression over lower-case text in which `{name}` stands for a list of words or a piece, and a blank
for a run of blanks inside a line; the loader expands both and compiles it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError

STAGES = ("part", "night", "bound")
_BLANKS = " \t\xa0\u2009\u202f"
_BLANK = f"(?:[{_BLANKS}]{{1,3}})"
_NAME = re.compile(r"\{([a-z][a-z_0-9]*)\}")
_EXAMPLE = re.compile(r"(\d{4}-\d\d-\d\d): (.+) = (null|[-.0-9]+/[-.0-9]+)")
_FORM_KEYS = frozenset("name reading pattern stage ends argument left right gap examples near_misses".split())


@dataclass(frozen=True, slots=True)
class Form:
    """One construction: its compiled pattern, the name of its reading, and what the reading needs to know.

    `stage` and `ends` (the pattern's possible last words) are of [[before]], `left` and `right` (kinds) of [[join]].
    """

    name: str
    reading: str
    pattern: re.Pattern[str]
    argument: int
    stage: str
    ends: tuple[str, ...]
    left: frozenset[str]
    right: frozenset[str]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fiscal:
    """Fiscal years: first month without a country for "2026" and for "2026-27", by country word; words of countries
    whose year is named after the year it ends in.
    """

    single: int
    double: int
    begin: Mapping[str, int]
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """All words of the calendar and all forms; `starting` are the atoms that may begin with a word (`atoms_from`)."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    units: Mapping[str, int]
    deictics: Mapping[str, int]
    seasons: Mapping[str, int]
    decade_words: Mapping[str, int]
    holidays: Mapping[str, str]
    holiday_tables: Mapping[str, tuple[str, ...]]
    holiday_names: frozenset[str]
    national_days: Mapping[str, Mapping[str, str]]
    fiscal: Fiscal
    names: Mapping[str, frozenset[str]]
    tense: Mapping[str, frozenset[str]]
    triggers: frozenset[str]
    openers: frozenset[str]
    atoms: tuple[Form, ...]
    joins: tuple[Form, ...]
    before: tuple[Form, ...]
    after: tuple[Form, ...]
    starting: Mapping[str, tuple[Form, ...]]

    def atoms_from(self, word: str) -> tuple[Form, ...]:
        """The atoms that may begin with a word, in the file's order; a superset."""
        if word[0] <= "9":
            return self.starting.get("0", ())
        found = self.starting.get(word)
        if found is None and not word.isalpha():
            found = self.starting.get(word.rstrip("0123456789"))
        if found is None and word[-1] == "s":
            found = self.starting.get(word[:-1])
        return found or ()

    def before_ending(self, stage: str, word: str) -> tuple[Form, ...]:
        """The forms of [[before]] of a stage whose pattern may end in `word`."""
        return tuple(form for form in self.before if form.stage == stage and word in form.ends)


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a form: publication day, sentence without brackets, the words that had them, ends (ISO) or None."""

    published: str
    text: str
    words: tuple[str, ...]
    start: str | None
    end: str | None


def example(line: str) -> Example:
    """Read one line "2026-03-11: It left on [Monday]. = 2026-03-09/2026-03-09"; raises `CodebookError`."""
    found = _EXAMPLE.fullmatch(line)
    if found is None:
        raise CodebookError(f"calendar: example {line!r} is not 'day: sentence = start/end'")
    published, text, ends = found.groups()
    start, _, end = ends.partition("/")
    words = tuple(re.findall(r"\[([^]]+)\]", text))
    open_ends = ("null", "..", "")
    return Example(
        published,
        text.replace("[", "").replace("]", ""),
        words,
        None if start in open_ends else start,
        None if end in open_ends else end,
    )


def _table(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = data.get(name)
    if not isinstance(value, dict) or not value:
        raise CodebookError(f"calendar.toml: no table [{name}]")
    return value


def _numbers(data: Mapping[str, object], name: str) -> dict[str, int]:
    table = _table(data, name)
    wrong = [word for word, value in table.items() if not isinstance(value, int) or word != word.lower()]
    if wrong:
        raise CodebookError(f"calendar.toml [{name}]: {wrong} are not lower-case words with whole numbers")
    return {word: cast("int", value) for word, value in table.items()}


def _words(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise CodebookError(f"{where}: expected a list of words")
    return tuple(cast("list[str]", value))


def _sets(data: Mapping[str, object], name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(_words(value, f"calendar.toml [{name}] {key}")) for key, value in _table(data, name).items()}


def _any_of(words: list[str]) -> str:
    """An alternation of words, the longest first."""
    return "(?:" + "|".join(re.escape(w).replace("\\ ", " ") for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _pieces(data: Mapping[str, object]) -> dict[str, str]:
    months, short = list(_table(data, "months")), list(_table(data, "month_abbreviations"))
    units = list(_table(data, "units"))
    plural = ["centuries" if unit == "century" else f"{unit}s" for unit in units]
    pieces = {
        "month": f"(?:{_any_of(months)}|{_any_of(short)}\\b\\.?)",
        "bare_month": f"(?:{_any_of(months)}|{_any_of(short)}\\.)(?!\\w)",
        "weekday": _any_of(list(_table(data, "weekdays"))),
        "weekday_abbreviations": _any_of(list(_table(data, "weekday_abbreviations"))),
        "vague_numbers": _any_of(list(_words(_table(data, "vague_numbers").get("words"), "[vague_numbers]"))),
        "unit": _any_of(units + plural),
        "units_plural": _any_of(plural),
    }
    for name in ("numbers", "ordinals", "deictics", "seasons", "decade_words", "holidays"):
        pieces[name] = _any_of(list(_table(data, name)))
    pieces |= {name: str(value) for name, value in _table(data, "pieces").items()}
    return pieces


def _expand(pattern: str, pieces: Mapping[str, str], where: str) -> str:
    """Put pieces for `{name}` and blanks for blanks."""

    def piece(found: re.Match[str]) -> str:
        if found[1] not in pieces:
            raise CodebookError(f"{where}: unknown piece {found[0]}")
        return pieces[found[1]]

    for _ in range(6):
        if not _NAME.search(pattern):
            break
        pattern = _NAME.sub(piece, pattern)
    made, in_class, escaped = [], False, False
    for mark in pattern:
        if mark == " ":
            made.append(_BLANKS if in_class else _BLANK)
        else:
            made.append(mark)
            if not escaped:
                in_class = mark == "[" or (in_class and mark != "]")
        escaped = mark == "\\" and not escaped
    return "".join(made)


_EDGES = {
    "atom": (r"(?<![\w$£€#])(?<![0-9][-.,/])", r"(?!\w)"),
    "join": ("", ""),
    "before": (r"(?<![\w-])", r"$"),
    "after": ("", ""),
}


def _form(sort: str, entry: Mapping[str, object], pieces: Mapping[str, str]) -> Form:
    where = f"calendar: [[{sort}]] {entry.get('name', '?')!r}"
    unknown = set(entry) - _FORM_KEYS
    raw = entry.get("gap" if sort == "join" else "pattern")
    argument, stage = entry.get("argument", 0), entry.get("stage", "")
    if unknown or not isinstance(raw, str) or not isinstance(argument, int) or not isinstance(stage, str):
        raise CodebookError(f"{where}: unknown keys {sorted(unknown)}, or no pattern, or a wrong argument or stage")
    if sort in ("before", "join") and stage not in (*STAGES, "near", "far"):
        raise CodebookError(f"{where}: stage {stage!r} is not known")
    left, right = _EDGES[sort]
    try:
        pattern = re.compile(left + "(?:" + _expand(raw, pieces, where) + ")" + right)
    except re.error as error:
        raise CodebookError(f"{where}: {error}") from error
    return Form(
        name=str(entry["name"]),
        reading=str(entry["reading"]),
        pattern=pattern,
        argument=argument,
        stage=stage,
        ends=_words(entry.get("ends", []), where),
        left=frozenset(_words(entry.get("left", []), where)),
        right=frozenset(_words(entry.get("right", []), where)),
        examples=_words(entry.get("examples", []), where),
        near_misses=_words(entry.get("near_misses", []), where),
    )


def _starting(atoms: tuple[Form, ...], never: frozenset[str]) -> dict[str, tuple[Form, ...]]:
    """The atoms that may begin with a word, by any word of their patterns; "0" stands for any figure."""
    found: dict[str, list[Form]] = {}
    for form in atoms:
        raw = re.sub(r"\(\?P<[a-z0-9_]+>|\\[a-z]", " ", form.pattern.pattern)
        words = set(re.findall(r"[a-z]+", raw.replace("\\", "")))
        for letters in re.findall(r"\[([a-z]+)\]", raw):
            words.update(letters)
        if re.search(r"\[[0-9]", raw):
            words.add("0")
        for word in sorted(words - never):
            found.setdefault(word, []).append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def _fiscal(data: Mapping[str, object]) -> Fiscal:
    table = _table(data, "fiscal")
    single, double = table.get("single"), table.get("double")
    if not isinstance(single, int) or not isinstance(double, int):
        raise CodebookError("calendar.toml [fiscal]: single and double are numbers of months")
    ends = _words(table.get("ends"), "calendar.toml [fiscal] ends")
    return Fiscal(single, double, _numbers(table, "begin"), frozenset(ends))


def _read(contents: Mapping[str, str]) -> tuple[dict[str, object], dict[str, list[Mapping[str, object]]]]:
    """The tables of all files together, and the forms of each sort in order."""
    data: dict[str, object] = {}
    forms: dict[str, list[Mapping[str, object]]] = {sort: [] for sort in _EDGES}
    for name, content in contents.items():
        try:
            tables = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            raise CodebookError(f"calendar{name}.toml: {error}") from error
        for key, value in tables.items():
            if key in forms:
                forms[key].extend(value)
            else:
                data[key] = value
    return data, forms


def build(contents: Mapping[str, str]) -> Calendar:
    """The calendar of the files' contents by name (see `FILES`); raises `CodebookError` naming the wrong entry."""
    data, forms = _read(contents)
    pieces = _pieces(data)
    made = {sort: tuple(_form(sort, entry, pieces) for entry in forms[sort]) for sort in _EDGES}
    tables = _table(data, "holiday_tables")
    first = _sets(data, "first")
    units = _numbers(data, "units")
    weekdays, months = _numbers(data, "weekdays"), _numbers(data, "months")
    return Calendar(
        months=months | _numbers(data, "month_abbreviations"),
        weekdays=weekdays | _numbers(data, "weekday_abbreviations"),
        numbers={word: float(str(value)) for word, value in _table(data, "numbers").items()},
        ordinals=_numbers(data, "ordinals"),
        units=units,
        deictics=_numbers(data, "deictics"),
        seasons=_numbers(data, "seasons"),
        decade_words=_numbers(data, "decade_words"),
        holidays={word: str(value) for word, value in _table(data, "holidays").items()},
        holiday_tables={name: _words(value, f"[holiday_tables] {name}") for name, value in tables.items()},
        holiday_names=frozenset(_words(_table(data, "holiday_names").get("words"), "[holiday_names]")),
        national_days={
            name: {word: str(day) for word, day in _table({"_": table}, "_").items()}
            for name, table in _table(data, "national_days").items()
        },
        fiscal=_fiscal(data),
        names=_sets(data, "names"),
        tense=_sets(data, "tense"),
        triggers=_triggers(data),
        openers=first["openers"],
        atoms=made["atom"],
        joins=made["join"],
        before=made["before"],
        after=made["after"],
        starting=_starting(made["atom"], first["never"]),
    )


def _triggers(data: Mapping[str, object]) -> frozenset[str]:
    """Single words near which alone time expressions are looked for."""
    found = set(_words(_table(data, "triggers").get("words"), "[triggers]"))
    for name in ("months", "month_abbreviations", "weekdays", "weekday_abbreviations", "seasons", "decade_words"):
        found.update(_table(data, name))
    for unit in (*_table(data, "units"), *_table(data, "weekdays")):
        found.update((unit, f"{unit}s"))
    for name in _table(data, "holidays"):
        found.update(re.findall(r"\w+", name)[-1:])
        found.update(re.findall(r"\w+", name)[:1])
    return frozenset(found)


FILES = ("", "_holidays", "_forms", "_stretches", "_joins")
"""The data files, by what follows "calendar" in their names; the atoms of all files count in this order."""


@lru_cache(maxsize=1)
def calendar() -> Calendar:
    """The calendar of the codebook; raises `CodebookError` on a broken file."""
    return build({name: data_file(f"calendar{name}.toml").read_text(encoding="utf-8") for name in FILES})
