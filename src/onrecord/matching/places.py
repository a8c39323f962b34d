"""Where an act happens: whether the places of two claims are one, one inside the other, or two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.register import Role, register
from onrecord.codebook.sameness import sameness
from onrecord.matching.parties import OPEN, Fit, Name, fold, named, same_name
from onrecord.model.place import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """The places of a claim: proper `names`, their countries, and whether they are wide (a region, a coast).

    `nearby` are the countries of places that no name tells ("the village"): they fit, but never tell apart.
    """

    names: tuple[Name, ...]
    countries: frozenset[str]
    nearby: frozenset[str]
    wide: bool


@lru_cache(maxsize=65536)
def _spot(text: str) -> tuple[tuple[Name, ...], frozenset[str], bool]:
    found = named(text)
    names = list(found.names)
    capital = register().find(text)
    if capital is not None and capital.role is Role.CAPITAL:
        names.append((text.lower(),))
    else:
        names.extend((word.lower(),) for word in _capitals(text))
    entries = (register().find(word) for word in (text, *_capitalised(text)))
    wide = any(entry is not None and entry.role is Role.REGION for entry in entries)
    wide = wide or any(fold(word.strip(",.;()")) in sameness().wide for word in text.split()[:12])
    return tuple(names), found.countries, wide


def _capitalised(text: str) -> list[str]:
    words = (word.strip(",.;()") for word in text.split()[:12])
    return [word for word in words if word[:1].isupper()]


def _capitals(text: str) -> list[str]:
    entries = ((word, register().find(word)) for word in _capitalised(text))
    return [word for word, entry in entries if entry is not None and entry.role is Role.CAPITAL]


def spot(places: Iterable[Place]) -> Spot:
    """The spot of a claim's places."""
    names: list[Name] = []
    countries: set[str] = set()
    nearby: set[str] = set()
    wide = False
    for place in places:
        called, lands, broad = _spot(place.text)
        names.extend(called)
        (countries if called or lands else nearby).update({place.country} if place.country else lands)
        wide = wide or broad
    return Spot(tuple(names), frozenset(countries), frozenset(nearby), wide)


def fit_places(one: Spot, other: Spot, *, strict: bool, loose: bool) -> Fit:
    """How two spots fit.

    `strict` acts happen at one place, so another town of the same country is another act; `loose` ones have a place to
    start from and one to end at, or none that counts, so that no place tells them apart.
    """
    shared = next((name for name in one.names for with_ in other.names if same_name(name, with_)), None)
    if shared is not None:
        return Fit(1.5, words=" ".join(word.title() for word in shared))
    if one.countries and other.countries and not one.countries & other.countries:
        return Fit(-0.5) if loose else Fit(apart=True, words="in another country")
    if one.names and other.names and not loose and not (one.wide or other.wide):
        return Fit(-1.0, apart=strict, words="at another place")
    return Fit(0.25) if (one.countries | one.nearby) & (other.countries | other.nearby) else OPEN
