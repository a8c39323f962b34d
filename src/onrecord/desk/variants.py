"""Names that may be one person's: proposed with reasons in words, never joined by the machine.

Invariant: two names are compared letter by letter after what the codebook's families rewrite; there is no measure of
nearness, so that names that merely look alike (Kim Yong-hyun, Kim Jong-un) are never proposed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from onrecord.codebook.names import Family, names

_APART = timedelta(days=183)
"""How far apart two tellings of one office may lie and still be of one time in office."""

_BASE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", **dict.fromkeys("'’‘ʼ`´ʻ")}
)
_HYPHENS = "-‐‑–"

type Words = tuple[tuple[str, ...], ...]
"""The words of a name, each as the parts between its hyphens."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two names may be one; `firm` where the names alone are reason enough to propose it."""

    reasons: tuple[str, ...]
    firm: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A person seen in an office, from the first day to the last."""

    office: str
    country: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a name: the countries and offices that reports give."""

    name: str
    countries: frozenset[str] = frozenset()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one person's, and why, in words."""

    one: str
    other: str
    reasons: tuple[str, ...]


def likeness(one: str, other: str, *, countries: frozenset[str] = frozenset()) -> Likeness | None:
    """Why two names may be one person's, None where nothing says so; `countries` are those of the persons, if known."""
    a, b = _words(one), _words(other)
    if not a or not b or one == other:
        return None
    firm = len(_parts(a)) > 1 and len(_parts(b)) > 1
    if _same(_parts(a), _parts(b)):
        return Likeness((_spelling(one, other),), firm)
    for family in _families(a, b, countries):
        if _same(_canonical(family, a), _canonical(family, b)):
            return Likeness((_family_reason(family, a, b),), firm and not family.needs)
    turned = _turned(a, b, countries)
    if turned is not None:
        return turned
    return _shortened(a, b)


def propose(bearers: Iterable[Bearer], *, settled: frozenset[frozenset[str]] = frozenset()) -> tuple[Proposal, ...]:
    """The pairs of bearers that may be one person, by name; `settled` are pairs of names decided on already."""
    listed = sorted(bearers, key=lambda one: one.name)
    rooms: dict[str, list[int]] = {}
    for number, bearer in enumerate(listed):
        for key in sorted(set(_keys(bearer.name))):
            rooms.setdefault(key, []).append(number)
    pairs = {pair for room in rooms.values() for pair in combinations(room, 2)}
    found = []
    for a, b in sorted(pairs):
        one, other = listed[a], listed[b]
        if frozenset((one.name, other.name)) not in settled:
            reasons = _reasons(one, other)
            if reasons:
                found.append(Proposal(one.name, other.name, reasons))
    return tuple(found)


def _reasons(one: Bearer, other: Bearer) -> tuple[str, ...]:
    shared = one.countries & other.countries
    if one.countries and other.countries and not shared:
        return ()
    alike = likeness(one.name, other.name, countries=one.countries | other.countries)
    if alike is None or not (alike.firm or shared):
        return ()
    office = next((told for a in one.terms for b in other.terms if (told := _together(a, b))), "")
    country = f"both are named with {', '.join(sorted(shared))}" if shared else ""
    return (*alike.reasons, *(told for told in (office or country,) if told))


def _together(a: Term, b: Term) -> str:
    """What two terms have in common: one office of one country at one time; "" where they have not."""
    if (a.office, a.country) != (b.office, b.country) or a.first - b.last > _APART or b.first - a.last > _APART:
        return ""
    return f"both are told to be {a.office} ({a.country}) between {min(a.first, b.first)} and {max(a.last, b.last)}"


def _keys(name: str) -> Iterator[str]:
    """Under which a name is looked for: whatever order and blanks, two that are alike share one."""
    words = _words(name)
    parts = _parts(words)
    if not parts:
        return
    yield "".join(sorted("".join(parts)))
    for family in names().families:
        yield f"{family.name} {''.join(sorted(''.join(_canonical(family, words))))}"
    yield f"{parts[0][:1]} {parts[-1]}"


@lru_cache(maxsize=16_384)
def _words(name: str) -> Words:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_BASE))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    for hyphen in _HYPHENS:
        letters = letters.replace(hyphen, "-")
    words = ("".join(c if c.isalnum() or c == "-" else " " for c in letters)).split()
    split = (tuple(part for part in word.split("-") if part) for word in words)
    return tuple(word for word in split if word)


def _parts(words: Words) -> tuple[str, ...]:
    return tuple(part for word in words for part in word)


@lru_cache(maxsize=65_536)
def _rewritten(name: str, word: str) -> str:
    family = next(one for one in names().families if one.name == name)
    return family.word(word)


def _canonical(family: Family, words: Words) -> tuple[str, ...]:
    parts = _parts(words)
    kept = [part for at, part in enumerate(parts) if not (at and part in family.particles and at + 1 < len(parts))]
    return tuple(_rewritten(family.name, part) for part in kept)


def _families(a: Words, b: Words, countries: frozenset[str]) -> list[Family]:
    """The families by which two names may be alike; where one knows the surname of both, it alone."""
    able = [one for one in names().families if not (one.countries and countries and not countries & one.countries)]
    ends = [{words[0][0], words[-1][-1]} for words in (a, b)]
    own = [one for one in able if one.surnames and all(end & one.surnames for end in ends)]
    return own or [one for one in able if not one.surnames]


def _same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names have the same letters, and the parts of one are whole parts of the other, or joined ones."""
    if "".join(a) != "".join(b):
        return False
    ends = [_ends(parts) for parts in (a, b)]
    return ends[0] <= ends[1] or ends[1] <= ends[0]


def _ends(parts: Sequence[str]) -> set[int]:
    found, at = set(), 0
    for part in parts:
        at += len(part)
        found.add(at)
    return found


def _spelling(one: str, other: str) -> str:
    if one.casefold() == other.casefold():
        return "one spelling but for capitals"
    if [c for c in one.casefold() if c.isalpha()] == [c for c in other.casefold() if c.isalpha()]:
        return "one spelling but for hyphens, blanks or marks"
    return "one spelling but for accents"


def _family_reason(family: Family, a: Words, b: Words) -> str:
    left, right = _parts(a), _parts(b)
    differing = [(x, y) for x, y in zip(left, right, strict=False) if x != y]
    if len(left) != len(right) or not differing:
        return f"{_shown(a)} and {_shown(b)}: {family.says}"
    pairs = ", ".join(f"“{x.capitalize()}” and “{y.capitalize()}”" for x, y in differing)
    return f"{pairs}: {family.says}"


def _shown(words: Words) -> str:
    return "“" + " ".join("-".join(part.capitalize() for part in word) for word in words) + "”"


def _turned(a: Words, b: Words, countries: frozenset[str]) -> Likeness | None:
    """The same name with the family name first and last."""
    known = names().first_surnames
    for moved, front in ((b[-1], b[-1:] + b[:-1]), (b[0], b[1:] + b[:1])):
        if len(b) < 2 or len(moved) != 1 or moved[0] not in known:
            continue
        reason = f"“{moved[0].capitalize()}”, the family name, stands first in one and last in the other"
        if _same(_parts(a), _parts(front)):
            return Likeness((reason,), firm=True)
        for family in _families(a, front, countries):
            if _same(_canonical(family, a), _canonical(family, front)):
                return Likeness((reason, _family_reason(family, a, front)), firm=not family.needs)
    return None


def _shortened(a: Words, b: Words) -> Likeness | None:
    """The same name with a given name as its first letter, or with a name in the middle left out."""
    left, right = _parts(a), _parts(b)
    if min(len(left), len(right)) < 2 or left[-1] != right[-1] or len(left[-1]) < 2:
        return None
    if not _stands_for(left[0], right[0]):
        return None
    inner = sorted((left[1:-1], right[1:-1]), key=len)
    if not inner[0]:
        if not all(len(part) == 1 or part.endswith(names().patronymics) for part in inner[1]):
            return None
    elif len(inner[0]) != len(inner[1]) or not all(map(_stands_for, *inner)):
        return None
    return Likeness(("one has in full what the other shortens or leaves out",), firm=False)


def _stands_for(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
