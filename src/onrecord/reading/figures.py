"""Figures: a number with its bound words, money sign or unit of measure, as one stretch of atoms.

Invariant: a figure says nothing yet about what is counted; a range is one figure with two ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from onrecord.codebook import units
from onrecord.codebook.units import Phrases
from onrecord.model.quantity import Bound
from onrecord.reading.numerals import DASHES, Atoms, Numeral, numeral

CONTEXT_REACH = 600
"""Atoms looked back over for the country that tells whose francs; more is another story."""


class Sort(StrEnum):
    """What sort of figure it is."""

    COUNT = "count"
    MONEY = "money"
    MEASURE = "measure"
    SHARE = "share"
    CALIBRE = "calibre"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from atom `first` to before `last`; its digits or words begin at `number`, its unit ends before `core`.

    `low` and `high` are equal but for a range; `unit` is None for a plain count. `turned` is the atom
    of the second number where the range is a change ("from 50 to 30"), else 0.
    """

    first: int
    number: int
    core: int
    last: int
    low: Decimal
    high: Decimal
    sort: Sort
    unit: str | None
    bound: Bound
    numeral: Numeral
    kind: str = ""
    turned: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    sort: Sort
    code: str | None
    end: int
    factor: int = 1
    kind: str = ""
    signed: bool = False


def longest[T](table: Phrases[T], found: Atoms, at: int) -> tuple[int, T] | None:
    """The longest phrase of a table that begins at atom `at`: the atom after it, and its meaning."""
    if at >= len(found):
        return None
    for words, meaning in table.get(found.low[at], ()):
        if len(words) == 1 or found.low[at : at + len(words)] == list(words):
            return at + len(words), meaning
    return None


def longest_before[T](table: Phrases[T], found: Atoms, at: int) -> tuple[int, T] | None:
    """The longest phrase of a table (keyed by last words) that ends before atom `at`: its first atom, its meaning."""
    if not 0 < at <= len(found):
        return None
    for words, meaning in table.get(found.low[at - 1], ()):
        start = at - len(words)
        if start >= 0 and found.low[start:at] == list(words):
            return start, meaning
    return None


def figure(found: Atoms, at: int) -> Figure | None:
    """The figure whose number begins at atom `at`, or None where there is no number."""
    one = numeral(found, at)
    if one is None:
        return None
    prefix = _sign(found, at)
    first = at if prefix is None else prefix[0]
    unit = _unit(found, one, prefix)
    low = one.value
    high, turned, second = one.value, 0, None
    joined = None if _after_month(found, at) else _second(found, first, unit.end)
    if joined is not None:
        second, second_unit, turned = joined
        if unit.sort is Sort.MONEY and second_unit.sort is Sort.COUNT:
            second_unit = _Unit(unit.sort, unit.code, second_unit.end)
        bare = unit.sort is Sort.COUNT and not (
            second_unit.sort is Sort.MONEY and found.low[unit.end] == "to" and second_unit.signed
        )
        if bare or second_unit.code == unit.code:
            if second.scaled and not one.scaled and one.raw < second.raw:
                low = low * second.value / second.raw
            if low < second.value or turned:
                high, unit = second.value, second_unit
            else:
                second, turned = None, 0
        else:
            second, turned = None, 0
    last = unit.end
    span_first, bound, from_words = _before(found, first, ranged=second is not None)
    if second is None:
        after = longest(units.load().after, found, last)
        if after is not None:
            last, bound = after
        elif not from_words and one.bound is not Bound.EXACT:
            bound = one.bound
    return Figure(
        span_first, at, unit.end, last, low * unit.factor, high * unit.factor, unit.sort, unit.code, bound, one,
        unit.kind, turned if second is not None else 0,
    )  # fmt: skip


def _after_month(found: Atoms, at: int) -> bool:
    months = units.load().words("time.months")
    return at > 0 and (
        found.low[at - 1] in months or (found.low[at - 1] == "." and at > 1 and found.low[at - 2] in months)
    )


def _sign(found: Atoms, at: int) -> tuple[int, tuple[str, ...]] | None:
    """The money sign right before atom `at`: its first atom and the codes it may mean."""
    table = units.load()
    if at and found.text[at - 1] in table.symbols:
        sign = found.text[at - 1]
        if at > 1 and f"{found.text[at - 2]}{sign}" in table.symbols and found.end[at - 2] == found.start[at - 1]:
            return at - 2, table.symbols[f"{found.text[at - 2]}{sign}"]
        if at > 1 and sign == "CFA" and found.text[at - 2] == "F":
            return at - 2, table.symbols[sign]
        if sign in table.weak and not _sure(found, at):
            return None
        return at - 1, table.symbols[sign]
    if at > 1 and found.text[at - 1] == "." and f"{found.text[at - 2]}." in table.symbols:
        return at - 2, table.symbols[f"{found.text[at - 2]}."]
    return None


def _sure(found: Atoms, at: int) -> bool:
    table = units.load()
    following = found.low[at + 1] if at + 1 < len(found) else ""
    return "," in found.text[at] or following in table.scales or following in table.short_scales


def _unit(found: Atoms, number: Numeral, prefix: tuple[int, tuple[str, ...]] | None) -> _Unit:
    table, end = units.load(), number.end
    if number.share:
        return _Unit(Sort.SHARE, "%", end)
    if prefix is not None:
        sign = found.text[prefix[0]].lower()
        after = longest(table.money, found, end)
        end = (
            after[0]
            if after is not None and sign in ("us$", "$", "€", "£") and found.low[end] not in ("won", "real")
            else end
        )
        return _Unit(Sort.MONEY, _currency(found, prefix[0], sign, prefix[1]), end, signed=True)
    money = _money_after(found, number)
    if money is not None:
        return money
    start = end + 1 if end + 1 < len(found) and found.low[end] in DASHES else end
    measure = longest(table.units, found, start)
    if measure is None and start < len(found) and found.text[start] in table.shorts and number.digits:
        measure = start + 1, table.shorts[found.text[start]]
    if measure is not None and not (measure[1].code == "ft" and found.low[start] == "foot" and start == end):
        sort = {"share": Sort.SHARE, "calibre": Sort.CALIBRE}.get(measure[1].kind, Sort.MEASURE)
        return _Unit(sort, measure[1].code, measure[0], measure[1].factor, measure[1].kind)
    return _Unit(Sort.COUNT, None, end)


def _money_after(found: Atoms, number: Numeral) -> _Unit | None:
    """The name or code of a currency after a number, a demonym before it included ("40 million Egyptian pounds")."""
    table, end = units.load(), number.end
    if end >= len(found):
        return None
    named = longest(table.money, found, end)
    whose: tuple[str, ...] = ()
    if named is None:
        for width in (1, 2):
            country = longest_before(table.countries, found, end + width)
            name = longest(table.money, found, end + width)
            if country is not None and country[0] == end and name is not None:
                whose, named = country[1], name
                break
    if named is not None:
        word = " ".join(found.low[named[0] - 1 : named[0]])
        if word in table.words("money.guarded") and not (number.scaled or number.grouped or whose):
            return None
        if word in ("pound", "pounds") and not whose and _by_weight(found, number, named[0]):
            return _Unit(Sort.MEASURE, "lb", named[0], kind="mass")
        codes = tuple(c for c in named[1] if c in whose) or named[1]
        return _Unit(Sort.MONEY, _currency(found, number.end, " ".join(found.low[end : named[0]]), codes), named[0])
    sign = found.text[end]
    if sign in table.symbols and sign not in table.weak and not (sign.isalpha() and len(sign) < 3):
        return _Unit(Sort.MONEY, _currency(found, end, sign.lower(), table.symbols[sign]), end + 1)
    return None


def _by_weight(found: Atoms, number: Numeral, end: int) -> bool:
    """Whether "pounds" weigh: of something that is no money, in a compound, or per something."""
    if found.low[number.end] in DASHES or (end < len(found) and found.low[end] in DASHES):
        return True
    money = (
        "aid",
        "help",
        "support",
        "debt",
        "funding",
        "assistance",
        "damage",
        "military",
        "humanitarian",
        "new",
        "public",
    )
    return (
        not number.scaled
        and found.low[end : end + 1] == ["of"]
        and found.low[end + 1 : end + 2] != []
        and (found.low[end + 1] not in money)
    )


def _currency(found: Atoms, at: int, word: str, codes: tuple[str, ...]) -> str:
    """Which of several currencies a name or sign means here: its default, or the one of a country named near by."""
    if len(codes) == 1:
        return codes[0]
    sense = units.load().senses.get(word) or units.load().senses.get(word.rsplit(maxsplit=1)[-1])
    if sense is None:
        reach, default = "text", codes[0]
    else:
        reach, default = sense.reach, sense.default
    default = default if default in codes else codes[0]
    if reach == "word":
        return default
    near = _sentence_countries(found, at, codes)
    if near:
        return default if reach == "sentence" and default in near else near[0]
    if reach == "sentence":
        return default
    for i in range(at, max(0, at - CONTEXT_REACH), -1):
        hit = _country(found, i, codes)
        if hit is not None:
            return hit
    return default


def _sentence_countries(found: Atoms, at: int, codes: tuple[str, ...]) -> list[str]:
    start, stop = at, at
    while (
        start > 0
        and at - start < 60
        and found.low[start - 1] not in (".", "!", "?")
        and "\n" not in found.text[start - 1]
    ):
        start -= 1
    while (
        stop < len(found) and stop - at < 60 and found.low[stop] not in (".", "!", "?") and "\n" not in found.text[stop]
    ):
        stop += 1
    hits = (_country(found, i, codes) for i in range(start + 1, stop + 1))
    return [hit for hit in hits if hit is not None]


def _country(found: Atoms, end: int, codes: tuple[str, ...]) -> str | None:
    country = longest_before(units.load().countries, found, end)
    return next((c for c in codes if c in country[1]), None) if country is not None else None


def _second(found: Atoms, first: int, at: int) -> tuple[Numeral, _Unit, int] | None:
    """The second end of a range whose first figure ends at `at`; where it begins if the range is a change, else 0."""
    if at + 1 >= len(found):
        return None
    word, between = found.low[at], first > 0 and found.low[first - 1] == "between"
    tight = word in DASHES and (found.start[at] == found.end[at - 1])
    if word not in ("to", "or") and not tight and not (word == "and" and between):
        return None
    start = at + 1
    if found.text[start] in units.load().symbols and start + 1 < len(found):
        start += 1
    if start not in _near(found, start):
        return None
    second = numeral(found, start)
    if second is None or second.share or found.low[start] in ("a", "an", "half", "one"):
        return None
    changed = start if word == "to" and _changes(found, first) else 0
    return second, _unit(found, second, _sign(found, start)), changed


def _near(found: Atoms, at: int) -> tuple[int, ...]:
    table = units.load()
    word = found.low[at]
    return (at,) if word[0] in "0123456789" or word in table.numbers else ()


def _changes(found: Atoms, first: int) -> bool:
    """Whether "from N to M" tells a change: a verb of change stands before it in the clause."""
    if not first or found.low[first - 1] != "from":
        return False
    words = units.load().words("about.change_verbs")
    before = [found.low[i] for i in range(max(0, first - 9), first - 1)]
    return any(stem in words for word in before for stem in _stems(word))


_IRREGULAR = {
    "shrank": "shrink", "shrunk": "shrink", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "grew": "grow", "grown": "grow", "went": "go", "gone": "go", "swollen": "swell", "slid": "slide", "crept": "creep",
    "brought": "bring", "took": "take", "taken": "take",
}  # fmt: skip


def _stems(word: str) -> tuple[str, ...]:
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    stems = [word]
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            cut = word[: -len(ending)]
            stems += [cut, cut + "e", cut[:-1]]
    return tuple(stems)


def _before(found: Atoms, first: int, *, ranged: bool) -> tuple[int, Bound, bool]:
    """The first atom with the bound words and fillers before a figure, the bound, and whether words said it."""
    if ranged:
        word = found.low[first - 1] if first else ""
        if word in ("between", "from", "anywhere"):
            return first - 1, Bound.EXACT, False
    table, bound, said, at = units.load(), Bound.EXACT, False, first
    for _ in range(4):
        hit = longest_before(table.before, found, at)
        if hit is not None and not said and _may_bound(found, hit[0], at):
            at, bound, said = hit[0], hit[1], True
            continue
        filler = longest_before(table.fillers, found, at)
        if filler is None or (said and filler[0] == at - 1 and found.low[at - 1] != "only"):
            break
        at = filler[0]
    while at < first and found.low[at] in ("a", "an") and (at + 1 == first or found.low[at + 1] in ("a", "an")):
        at += 1
    return at, bound, said


def _may_bound(found: Atoms, start: int, at: int) -> bool:
    """Whether words before a figure bound it, and are not a preposition of something else."""
    table = units.load()
    if at - start > 1 or found.low[start] not in table.words("bound_misses.words"):
        return True
    if start and found.low[start - 1] in table.words("bound_misses.after"):
        return False
    tail = found.low[at : at + 4]
    if found.low[start] == "within":
        return any(word in table.units or word in table.shorts for word in tail)
    return not any(word in table.words("bound_misses.before") for word in tail)
