"""Numbers as they are written: the atoms of a text and the numerals among them.

An atom is a token, or a piece of a token that holds a figure ("€1.1bn" is three atoms, "F-16" is one).
Invariant: atoms keep the offsets of their characters; a numeral's value is exact (decimals, never binary fractions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.model.quantity import Bound

if TYPE_CHECKING:
    from onrecord.reading.text import Text

LONGEST_FIGURE = 40
"""A token longer than this is no figure (and a run of digits longer than 18 is a serial number)."""

LARGEST = Decimal(10) ** 18
"""A number that has grown beyond this takes no further words."""

_NUMBER = r"\d{1,3}(?:[,\u00a0\u202f\u2009’']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = re.compile(rf"([^\d\s]{{0,6}}?)({_NUMBER})([½¼¾]?)([^\d\s]{{0,12}}[23]?)", re.ASCII)
_PLAIN = re.compile(_NUMBER, re.ASCII)
_DASH = re.compile(r"([-–—])")
_DIGIT = re.compile(r"[0-9½¼¾]")
_SIGNS = frozenset({"~", "≈", "<", ">", "≥", "≤", "±", "+", "("})
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
DASHES = frozenset({"-", "–", "—", "‑", "−"})


@dataclass(frozen=True, slots=True)
class Atoms:
    """The atoms of a text, field by field: characters, lower case, start, end (code points), token index."""

    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    token: list[int]
    anchors: list[int]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that ends before atom `end`; `raw` is its value before a last scale word ("1.5 million": 1.5).

    `share` says that it is a part of a whole, in per cent; `bound` what its own words say ("a couple": about).
    """

    value: Decimal
    end: int
    digits: bool
    raw: Decimal
    scaled: bool = False
    share: bool = False
    grouped: bool = False
    bound: Bound = Bound.EXACT


def atoms(text: Text) -> Atoms:
    """The atoms of a text, with the indices of those that may begin a number."""
    found = Atoms([], [], [], [], [], [])
    words = _starters()
    kinds: dict[str, bool] = {}
    tokens = [(t.text, t.idx) for t in text.doc]
    after_figure = False
    for number, (word, at) in enumerate(tokens):
        numeric = kinds.get(word)
        if numeric is None:
            numeric = kinds[word] = _DIGIT.search(word) is not None if len(word) <= LONGEST_FIGURE else False
        if numeric:
            following = tokens[number + 1][0].lower() if number + 1 < len(tokens) else ""
            pieces = _pieces(word, following)
        elif after_figure and word[-1] == "." and word[:-1].lower() in _stopped():
            pieces = [word[:-1], "."]
        else:
            pieces = [word]
        after_figure = numeric
        start = at
        for piece in pieces:
            low = piece.lower()
            if low in words or (numeric and piece[0] in "0123456789½¼¾"):
                found.anchors.append(len(found.text))
            found.text.append(piece)
            found.low.append(low)
            found.start.append(start)
            start += len(piece)
            found.end.append(start)
            found.token.append(number)
    return found


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    table = units.load()
    words = {*table.numbers, *table.scales, *table.denominators, *table.group_words, "a", "an", "half"}
    return frozenset(words - {"millions", "second"})


@lru_cache(maxsize=1)
def _stopped() -> frozenset[str]:
    """Abbreviations after a figure that a tokenizer leaves tied to the full stop of their sentence ("250m.")."""
    table = units.load()
    return frozenset({*table.short_scales, *table.shorts, "km", "kg", "mm", "cm", "lb", "ft", "mw", "gw", "ha"})


def _pieces(word: str, following: str) -> list[str]:
    """The atoms of a token that holds a digit; the token itself where it is no figure ("M113", "6:40")."""
    if word[-1] == "." and len(word) > 1 and not word[-2].isdigit():
        inner = _pieces(word[:-1], following)
        return [*inner, "."] if len(inner) > 1 else [word]
    whole = _cut(word, following)
    if whole is not None:
        return whole
    parts = _DASH.split(word)
    if len(parts) != 3:
        return [word]
    left, right = _cut(parts[0], following), _cut(parts[2], following)
    return [word] if left is None or right is None else [*left, parts[1], *right]


def _cut(word: str, following: str) -> list[str] | None:
    if word in _VULGAR:
        return [word]
    match = _FIGURE.fullmatch(word)
    if match is None or (match[3] and "," in match[2]):
        return None
    table = units.load()
    before, number, vulgar, after = match.groups()
    low = after.lower()
    scaled = low in table.short_scales
    if before and before not in _SIGNS:
        if before not in table.symbols:
            return None
        sure = scaled or "," in number or following in table.scales or following in table.short_scales
        if before in table.weak and not sure:
            return None
    if after and not (scaled or low in table.units or after in table.shorts or after in table.symbols or after == "+"):
        return None
    return [piece for piece in (before, number + vulgar, after) if piece]


def numeral(found: Atoms, at: int) -> Numeral | None:
    """The number that begins at atom `at`, or None."""
    low = found.low
    word = low[at]
    if word in ("a", "an") or word == "half" or word in units.load().group_words:
        return _led(found, at)
    share = _share(found, at) or _ratio(found, at)
    return share if share is not None else _count(found, at)


def _led(found: Atoms, at: int) -> Numeral | None:
    """Numbers led by an article or by "half": a dozen, a quarter of a million, half a million, a couple of."""
    table, low, size = units.load(), found.low, len(found)
    article = low[at] in ("a", "an")
    i = at + 1 if article else at
    word = low[i] if i < size else ""
    if article and word in table.scales and word not in ("lakhs", "crores"):
        return _count(found, i, one=True)
    if word in table.group_words and i + 1 < size and low[i + 1] == "of":
        value, bound = table.group_words[word]
        return Numeral(Decimal(value), i + 2, False, Decimal(value), bound=bound)
    if article and word in table.words("singles.words"):
        return Numeral(Decimal(1), i + 1, False, Decimal(1))
    if word == "half":
        return _half(found, i)
    return _share(found, at) if article else None


def _half(found: Atoms, at: int) -> Numeral | None:
    low, i = found.low, at + 1
    if i < len(found) and (low[i] in ("a", "an") or low[i] in DASHES):
        i += 1
    if i < len(found) and low[i] in units.load().scales:
        whole = _count(found, i, one=True)
        if whole is not None:
            return Numeral(whole.value / 2, whole.end, False, whole.raw / 2, scaled=True)
    return _share(found, at)


def _ratio(found: Atoms, at: int) -> Numeral | None:
    """A share by two small numbers: "one in five recruits", "seven out of ten"."""
    table, low, size = units.load(), found.low, len(found)
    over = table.numbers.get(low[at], 0)
    i = at + 1
    if not 0 < over < 10 or i + 2 >= size:
        return None
    if low[i] == "out" and low[i + 1] == "of":
        i += 2
    elif low[i] == "in":
        i += 1
    else:
        return None
    whole = table.numbers.get(low[i], int(low[i]) if low[i] in ("10", "20", "50", "100", "1,000") else 0)
    following = low[i + 1] if i + 1 < size else ""
    if whole <= over or not (following.isalpha() or following == ".") or following in table.words("time.nouns"):
        return None
    if following in table.scales or following in ("and", "or", "to", "of"):
        return None
    part = Decimal(over) / whole
    return Numeral(round(part * 100, 1), i + 1, False, part, share=True)


def _share(found: Atoms, at: int) -> Numeral | None:
    """A part of a whole in per cent ("two-thirds of", "half the"), or of a scale word ("a quarter of a million")."""
    table, low, size = units.load(), found.low, len(found)
    over = 1
    i = at
    if low[i] in ("a", "an"):
        i += 1
    elif low[i] in table.numbers and 0 < table.numbers[low[i]] < 10:
        over = table.numbers[low[i]]
        i += 1
        i += i < size and low[i] in DASHES
    elif low[i] != "half":
        return None
    if i >= size or low[i] not in table.denominators:
        return None
    part = Decimal(over) / table.denominators[low[i]]
    half, i = low[i] == "half", i + 1
    by = (
        at > 0 and low[at - 1] == "by" and (i >= size or not low[i].isalpha() or low[i] in ("in", "since", "and", "to"))
    )
    if by or i >= size:
        return Numeral(round(part * 100, 1), i, False, part, share=True) if by else None
    if low[i] == "of":
        if i + 2 < size and low[i + 1] in ("a", "an") and low[i + 2] in table.scales:
            whole = table.scales[low[i + 2]]
            return Numeral(part * whole, i + 3, False, part, scaled=True)
    elif not (half and over == 1 and low[i] in ("the", "its", "their", "his", "her", "our", "your", "my", "all")):
        return None
    return Numeral(round(part * 100, 1), i, False, part, share=True)


def _count(found: Atoms, at: int, *, one: bool = False) -> Numeral | None:
    """A plain number: digits, number words, scale words, in the order English has them."""
    return _Count(found, at, Decimal(1) if one else None).read()


class _Count:
    """A plain number as it is read; `total` holds what a scale word has closed, `current` what is still open."""

    def __init__(self, found: Atoms, at: int, current: Decimal | None) -> None:
        self.found, self.at, self.current = found, at, current
        self.total, self.raw = Decimal(0), Decimal(1)
        self.digits = self.scaled = self.grouped = False
        self.bound, self.one = Bound.EXACT, current is not None

    def read(self) -> Numeral | None:
        size = len(self.found)
        while self.at < size and self.total < LARGEST and self._step():
            pass
        if self.current is None and not self.scaled:
            return None
        value = self.total + (self.current or 0)
        raw = self.raw if self.scaled else value
        return Numeral(value, self.at, self.digits, raw, self.scaled, grouped=self.grouped, bound=self.bound)

    def _step(self) -> bool:
        """Take one atom into the number, if it goes on."""
        table, word, current = units.load(), self.found.low[self.at], self.current
        if word in table.scales and (current is not None or self.total):
            self._scale(word, table.scales[word])
        elif word in table.numbers and not self.digits and _fits(current, table.numbers[word]):
            self.current = (current or Decimal(0)) + table.numbers[word]
        elif current is None and not self.total and _is_figure(word):
            self.current, self.at, self.grouped = _digits(self.found, self.at)
            self.raw, self.digits = self.current or Decimal(0), True
            return self.current is not None
        elif current is not None and self.digits and not self.scaled and word in table.short_scales:
            if not _touching(self.found, self.at) or _is_metre(self.found, self.at):
                return False
            self.total, self.current, self.scaled = current * table.short_scales[word], None, True
        else:
            return self._joined()
        self.at += 1
        return True

    def _scale(self, word: str, scale: int) -> None:
        if word == "dozen" and not self.one and self.current is not None and self.current > 1:
            self.bound = Bound.ABOUT
        if scale == 100:
            self.current = (self.current or Decimal(1)) * 100
            return
        if self.current is None:
            self.total *= scale
        else:
            self.raw, self.total, self.current = self.current, self.total + self.current * scale, None
        self.scaled = True

    def _joined(self) -> bool:
        step = _link(self.found, self.at, self.current, self.total)
        if step is None:
            return False
        self.at, half = step
        if half and self.current is not None:
            self.current += Decimal("0.5")
        elif half:
            self.total += (self.total / self.raw if self.raw else Decimal(1)) / 2
        return True


def _is_figure(word: str) -> bool:
    return word[0] in "0123456789½¼¾" and _PLAIN.fullmatch(word.rstrip("½¼¾") or "0") is not None


def _fits(current: Decimal | None, value: int) -> bool:
    if current is None:
        return True
    if value == 0 or current == 0:
        return False
    if current % 100 == 0:
        return value < 100
    return current % 10 == 0 and current % 100 >= 20 and value < 10


def _link(found: Atoms, at: int, current: Decimal | None, total: Decimal) -> tuple[int, bool] | None:
    """Past a word that joins the parts of a number, and whether it adds a half; None where nothing joins."""
    table, low = units.load(), found.low
    if not total and current is None:
        return None
    following = low[at + 1] if at + 1 < len(found) else ""
    tens = current is not None and current % 10 == 0 and 20 <= current % 100 < 100
    if low[at] in DASHES:
        if following in table.scales or (tens and 0 < table.numbers.get(following, 0) < 10):
            return at + 1, False
        if following == "and" and low[at + 2 : at + 6 : 2] == ["-", "-"] and low[at + 3 : at + 6 : 2] == ["a", "half"]:
            return at + 6, True
    if low[at] != "and":
        return None
    if low[at + 1 : at + 3] == ["a", "half"]:
        return at + 3, True
    big = (current is None and total >= 1000) or (current is not None and current >= 100 and current % 100 == 0)
    return (
        (at + 1, False) if big and 0 < table.numbers.get(following, 0) < 100 and not _counts_anew(found, at) else None
    )


def _counts_anew(found: Atoms, at: int) -> bool:
    """Whether the number before "and" was in digits: "3 million and five" are two figures."""
    return any(c in "0123456789" for c in found.text[at - 2])


def _digits(found: Atoms, at: int) -> tuple[Decimal | None, int, bool]:
    """The value in digits at `at`, the atom after it, whether it is grouped in thousands ("12 000" too)."""
    word = found.low[at]
    vulgar = _VULGAR.get(word[-1])
    plain = re.sub(r"[^0-9.]", "", word[:-1] if vulgar is not None else word) or "0"
    grouped = "," in word
    i = at + 1
    while "." not in plain and len(plain) <= 12 and i < len(found) and _thousands(found, i):
        plain, grouped, i = plain + found.text[i], True, i + 1
    if len(plain) > 18:
        return None, i, False
    return Decimal(plain) + (vulgar or 0), i, grouped


def _thousands(found: Atoms, at: int) -> bool:
    word = found.text[at]
    if len(word) != 3 or not word.isascii() or not word.isdigit() or len(found.text[at - 1]) > 3:
        return False
    return word == "000" and found.start[at] - found.end[at - 1] == 1


def _touching(found: Atoms, at: int) -> bool:
    """Whether an abbreviation stands on its figure, or is a scale that may stand apart ("CAD 15 m", "5 bn")."""
    return found.start[at] == found.end[at - 1] or found.low[at] in ("m", "bn", "mn", "mln", "tn", "trn", "cr")


def _is_metre(found: Atoms, at: int) -> bool:
    """Whether a short scale that is also a unit is the unit: no money sign, and no noun to count after it."""
    table, word, first = units.load(), found.low[at], at - 2
    if word not in table.shorts and word not in table.units and word not in ("b", "tr"):
        return False
    following = found.low[at + 1] if at + 1 < len(found) else ""
    joins = first >= 0 and (found.text[first] in table.symbols or found.low[first] in (".", "-", "–", "to", "and"))
    if following in table.money or (joins and _money_before(found, first)):
        return False
    return word != "m" or not following.isalpha() or not (_countable(following) or found.text[at + 1].istitle())


def _money_before(found: Atoms, at: int) -> bool:
    table = units.load()
    return any(found.text[i] in table.symbols for i in range(max(0, at - 3), at + 1))


def _countable(word: str) -> bool:
    return len(word) > 3 and (word.endswith("s") or word in ("people", "children", "barrels")) and word != "across"
