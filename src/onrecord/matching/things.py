"""What an act is about: whether the items of two claims are the same things, in the same number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.sameness import sameness
from onrecord.matching.parties import OPEN, Fit, alike, fold, singular
from onrecord.model.claim import Kind
from onrecord.model.quantity import Item

_WORD = re.compile(r"[^\W_]+(?:[-.'\u2019][^\W_]+)*")
_NUMBERED = re.compile(r"\d")
_SAME = 0.02
"""Figures closer than this share of the larger one are one figure."""
_CLOSE = 0.4
"""Figures that differ by no more than this share of the larger one may be two versions of one."""
_MILITARY = frozenset({Kind.MILITARY, Kind.LETHAL, Kind.NONLETHAL, Kind.TRAINING, Kind.OTHER})


@dataclass(frozen=True, slots=True)
class Thing:
    """An item in short: the noun that heads it, the words and models before it, its figure in its unit."""

    head: str
    words: frozenset[str]
    models: frozenset[str]
    value: float | None
    unit: str | None
    general: bool

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.unit is not None and len(self.unit) == 3 and self.unit.isupper()


@lru_cache(maxsize=65536)
def _noun(what: str) -> tuple[str, frozenset[str], frozenset[str]]:
    phrase = re.split(r"\s(?:of|for|with|from|to|in|on)\s", what, maxsplit=1)[0]
    found = _WORD.findall(phrase)[:20] or [what.strip()[:40] or "?"]
    words = [singular(fold(word)) for word in found]
    models = frozenset(singular(fold(word)) for word in found if _NUMBERED.search(word) or word[0].isupper())
    return words[-1], frozenset(words), models


def things(items: Iterable[Item]) -> tuple[Thing, ...]:
    """The items of a claim in short."""
    made: list[Thing] = []
    for item in items:
        head, words, models = _noun(item.what)
        value = None if item.value is None else float(item.value)
        made.append(Thing(head, words, models, value, item.unit, head in sameness().general or head in models))
    return tuple(made)


def fit_things(
    one: tuple[Thing, ...],
    other: tuple[Thing, ...],
    *,
    exact: bool,
    same_day: bool = False,
    later: int = 0,
    first: bool = False,
) -> Fit:
    """How the items of two claims fit; `exact` where things tell one act from another (aid, trade, request).

    Another figure speaks against, save on the `same_day`, where it is another version of the number, and save for a
    part of it that comes `later`: 1 where the first claim is of a later stage, -1 where the second is; `first` where
    the later one is said to be the first of several.
    """
    if not one or not other:
        return OPEN
    best, worst, words = 0.0, 0.0, ""
    met = False
    for thing in one:
        for with_ in other:
            fit = _fit(thing, with_, same_day=same_day, later=later, first=first)
            if fit is None:
                continue
            met = True
            if fit.points > best:
                best, words = fit.points, fit.words
            worst = min(worst, fit.points)
    if best > 0:
        return Fit(best, words=words)
    if worst < 0:
        return Fit(worst, apart=exact and worst < -1, words="another number")
    if met or not exact:
        return OPEN
    if _exact(one) and _exact(other):
        return Fit(apart=True, words=f"{one[0].head} and {other[0].head} are other things")
    return Fit(0.1) if any(thing.general for thing in (*one, *other)) else OPEN


def unlike(one: tuple[Thing, ...], other: tuple[Thing, ...]) -> bool:
    """Whether both tell of things, and of no thing in common."""
    if not one or not other or any(thing.general for thing in (*one, *other)):
        return False
    return not any(_fit(thing, with_, same_day=True, later=0) for thing in one for with_ in other)


def _exact(told: tuple[Thing, ...]) -> bool:
    """Whether things are told of beside money, and none of them in words that stand for anything."""
    goods = [thing for thing in told if not thing.money]
    return bool(goods) and not any(thing.general for thing in goods)


def _fit(one: Thing, other: Thing, *, same_day: bool, later: int, first: bool = False) -> Fit | None:
    """Points for two items, None where they are not of one sort and nothing can be said."""
    if one.money != other.money:
        return None
    if not (one.money or one.head in other.words or other.head in one.words or _alike(one.head, other.head)):
        return None
    if one.models and other.models and not one.models & other.models:
        return None
    if one.value is None or other.value is None or one.unit != other.unit:
        return Fit(0.5, words=one.head)
    large = max(abs(one.value), abs(other.value))
    off = abs(one.value - other.value) / large if large else 0.0
    if off <= _SAME:
        return Fit(1.5, words=f"{_figure(one.value)} {one.head}")
    told = f"{_figure(one.value)} and {_figure(other.value)} {one.head}"
    if same_day:
        return Fit(0.5, words=told)
    if later * (other.value - one.value) > 0:
        # a part of what was promised, where it is said to be of the same model or the first; else it may be
        sure = first or one.models & other.models
        return Fit(1.0 if sure else -1.0, words=f"{told}, a part of them" if sure else told)
    return Fit(0.2, words=told) if off <= _CLOSE else Fit(-1.5, words=told)


def _alike(one: str, other: str) -> bool:
    return alike(frozenset((one,)), frozenset((other,)))


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:,}"


def fit_kinds(one: Kind | None, other: Kind | None) -> Fit:
    """Whether two kinds of aid, trade or request can be one; "military" may be arms, equipment or training."""
    if one is other or one is None or other is None or Kind.OTHER in (one, other):
        return OPEN
    if Kind.MILITARY in (one, other) and {one, other} <= _MILITARY:
        return OPEN
    return Fit(apart=True, words=f"{one} and {other}")
