"""Who a side of an act is, so that two claims' sides can be told the same, apart, or open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.codebook.register import Role, register
from onrecord.codebook.sameness import sameness
from onrecord.model.actor import ActorKind, Participant

_WORD = re.compile(r"[^\W_]+(?:[-.'\u2019][^\W_]+)*")
_OWNER = re.compile(r"['\u2019]s$")
_STATES = frozenset({Role.NAME, Role.DEMONYM, Role.PEOPLE, Role.CAPITAL, Role.SEAT})
_PLACES = frozenset({Role.CITY, Role.REGION})
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.FIRM})
_LONGEST = 6
_STOP = frozenset("of the and by led from in at to for with on or its their his her our all other".split())

type Name = tuple[str, ...]
"""The folded words of a proper name that the register does not know: ("ion", "ciobanu")."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase names: countries, ids of registered bodies, other proper names, and its plain words."""

    countries: frozenset[str]
    bodies: frozenset[str]
    names: tuple[Name, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act. `people` are persons' names with their countries, `home` the countries of the bodies, `shown`
    is how it is shown in reasons.
    """

    countries: frozenset[str]
    home: frozenset[str]
    bodies: frozenset[str]
    names: tuple[Name, ...]
    people: tuple[tuple[str, Name], ...]
    words: frozenset[str]
    portfolios: frozenset[str]
    shown: str

    @property
    def known(self) -> bool:
        """Whether anything tells who it is."""
        return bool(self.countries or self.bodies or self.names or self.people)


@dataclass(frozen=True, slots=True)
class Fit:
    """How two claims fit in one respect: `points` for it, `apart` where they cannot be one; both with the words why."""

    points: float = 0.0
    apart: bool = False
    words: str = ""


OPEN = Fit()
"""One of the two does not say."""


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def singular(word: str) -> str:
    """The noun a plural is of, near enough to compare two: "trainers" is "trainer", "batteries" "battery"."""
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word[:-3] + "man" if word.endswith("men") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def named(phrase: str) -> Named:
    """What the words of a phrase name, by the register where it knows them."""
    tokens = [_OWNER.sub("", token) for token in _WORD.findall(phrase)[:40]]
    countries: set[str] = set()
    bodies: set[str] = set()
    names: list[Name] = []
    words: set[str] = set()
    run: list[str] = []
    at = 0
    while at < len(tokens):
        size = _known(tokens, at, countries, bodies)
        token = tokens[at]
        low = fold(token)
        if size == 0 and token[0].isupper() and not _plain(low, first=at == 0):
            run.append(low)
        else:
            if run:
                names.append(tuple(run))
                run = []
            if size == 0 and not token[0].isdigit() and low not in _STOP:
                words.add(singular(low))
        at += size or 1
    if run:
        names.append(tuple(run))
    return Named(frozenset(countries), frozenset(bodies), tuple(names), frozenset(words))


def _plain(low: str, *, first: bool) -> bool:
    """Whether a word in capitals names nobody: an office, an article, or a common noun that starts the phrase."""
    if low in _STOP or low in sameness().office:
        return True
    return first and (low in sameness().alike or singular(low) in sameness().alike)


def _known(tokens: list[str], at: int, countries: set[str], bodies: set[str]) -> int:
    """How many tokens from `at` name a state or a body of the register; what they name is added to the sets."""
    if not tokens[at][0].isupper() and tokens[at] != "the":
        return 0
    known = register()
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        if size > 1 and not tokens[at + size - 1][0].isupper():
            continue
        entry = known.find(" ".join(tokens[at : at + size]))
        if entry is None or entry.role in _PLACES:
            continue
        if entry.country is not None and entry.kind not in _BODIES:
            countries.add(entry.country)
        else:
            bodies.add(entry.id)
        return size
    return 0


def side(parties: Iterable[Participant], *, countries: Iterable[str] = ()) -> Side:
    """The side that these participants make, with `countries` that are known otherwise (the visited state)."""
    return _side(tuple(replace(party, span=None) for party in parties), tuple(countries))


@lru_cache(maxsize=65536)
def _side(parties: tuple[Participant, ...], countries: tuple[str, ...]) -> Side:
    lands: set[str] = set(countries)
    home: set[str] = set()
    bodies: set[str] = set()
    names: list[Name] = []
    people: list[tuple[str, Name]] = []
    words: set[str] = set()
    portfolios: set[str] = set()
    shown: list[str] = []
    for party in parties:
        found = named(party.name)
        plain = found.words | named(party.text).words
        bodies |= found.bodies
        words |= plain
        portfolios |= sameness().portfolio & {fold(word) for word in _WORD.findall(f"{party.name} {party.text}")}
        shown.append(party.name)
        if party.kind in (ActorKind.PERSON, ActorKind.DELEGATION):
            people.extend((party.country or "", name) for name in found.names[-1:])
        elif party.kind in _BODIES:
            names.extend(found.names)
        if party.country:
            (home if party.kind in _BODIES and (found.bodies or found.names) else lands).add(party.country)
        elif not found.bodies:
            lands |= found.countries
    return Side(
        frozenset(lands),
        frozenset(home),
        frozenset(bodies),
        tuple(names),
        tuple(people),
        frozenset(words),
        frozenset(portfolios),
        " and ".join(dict.fromkeys(shown)),
    )


def pooled(one: Side, other: Side) -> Side:
    """Both sides of an act whose sides may stand either way round."""
    return Side(
        one.countries | other.countries,
        one.home | other.home,
        one.bodies | other.bodies,
        one.names + other.names,
        one.people + other.people,
        one.words | other.words,
        one.portfolios | other.portfolios,
        " and ".join(part for part in (one.shown, other.shown) if part),
    )


def same_name(one: Name, other: Name) -> bool:
    """Whether two proper names are one: the shorter one's words all stand in the longer, spelling apart."""
    short, long = sorted((one, other), key=len)
    return all(any(_spelt_alike(word, with_) for with_ in long) for word in short)


def _spelt_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    size = min(len(one), len(other))
    shared = next((at for at in range(size) if one[at] != other[at]), size)
    return shared >= 5 and len(one) - shared <= 2 and len(other) - shared <= 2


def fit_sides(one: Side, other: Side, *, personal: bool, doers: bool = True) -> Fit:
    """How two sides fit; `personal` acts are apart where two persons of one state differ.

    A person of a state fits the state; a side that nothing tells of is open. A body and a state are two `doers`, but an
    act may be directed at the body and happen to the state.
    """
    people = _people(one, other)
    if people is not None and (people.points or personal):
        return people
    if one.bodies & other.bodies or any(same_name(a, b) for a in one.names for b in other.names):
        return Fit(2.0, words=f"{one.shown} is {other.shown}" if one.shown != other.shown else one.shown)
    if not (one.known and other.known):
        like = likeness(one.words, other.words)
        return Fit(like, words=f"described alike: {one.shown}, {other.shown}") if like else OPEN
    shared = one.countries & other.countries
    if shared:
        if personal and one.portfolios and other.portfolios and not one.portfolios & other.portfolios:
            return Fit(apart=True, words=f"{one.shown} is not {other.shown}")
        if _bodies_apart(one, other) and not _akin(one, other):
            return Fit(apart=True, words=f"{one.shown} is not {other.shown}")
        return Fit(1.25 if likeness(one.words, other.words) else 1.0, words=f"{one.shown or other.shown}")
    if one.home & other.countries or other.home & one.countries:
        return Fit(0.5, words=f"{one.shown}, {other.shown}")
    if _told_apart(one, other, doers=doers):
        return Fit(apart=True, words=f"{one.shown} is not {other.shown}")
    return Fit(-0.25) if _akin(one, other) else OPEN


def _bodies_apart(one: Side, other: Side) -> bool:
    """Both name bodies (firms, groups), and no body is named by both; a state on one side stands for all of its own."""
    return bool((one.names or one.bodies) and (other.names or other.bodies))


def _akin(one: Side, other: Side) -> bool:
    """Whether two bodies may be parts of one: the European Union and the European Commission."""
    first = {body.partition(":")[2].partition("-")[0] for body in one.bodies}
    return any(body.partition(":")[2].partition("-")[0] in first for body in other.bodies)


def _told_apart(one: Side, other: Side, *, doers: bool) -> bool:
    if one.countries and other.countries:
        return True
    if (one.names or one.bodies) and (other.names or other.bodies):
        return not _akin(one, other)
    # a body that belongs to no one state, and a state
    return doers and bool((one.bodies and other.countries) or (one.countries and other.bodies))


def _people(one: Side, other: Side) -> Fit | None:
    """Whether persons of the same state are named by both and are the same, or not; None where it cannot be told."""
    met = False
    for country, name in one.people:
        for land, called in other.people:
            if country and land and country != land:
                continue
            met = True
            if same_name(name, called):
                return Fit(2.0, words=" ".join(word.title() for word in max(name, called, key=len)))
    return Fit(apart=True, words=f"{one.shown} is not {other.shown}") if met else None


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Points for two descriptions: half a point for a noun, or two that mean one; a whole one where they share more."""
    shared = len(one & other)
    return 1.0 if shared > 1 else 0.5 if shared or alike(one, other) else 0.0


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of plain words hold one noun, or two that the news uses for one another."""
    if one & other:
        return True
    groups = sameness().alike
    mine = {number for word in one for number in groups.get(word, ())}
    return any(number in mine for word in other for number in groups.get(word, ()))
