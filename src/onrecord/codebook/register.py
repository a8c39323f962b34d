"""The register: states, bodies, forces, groups, outlets, firms and places, found by the words that name them.

Invariant: a surface form has one entry. Two entries of the register's own files that claim the same form are an error
unless `winners.csv` says which one has it; a city of the gazetteer never takes a form from the register's own files.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources.abc import Traversable
from types import MappingProxyType

from onrecord.codebook.own_actors import OwnActor, own_actors
from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind


class Role(StrEnum):
    """What a surface form is to the entry it names."""

    NAME = "name"
    DEMONYM = "demonym"
    PEOPLE = "people"
    CAPITAL = "capital"
    SEAT = "seat"
    CITY = "city"
    REGION = "region"
    BODY = "body"
    FORCE = "force"
    GROUP = "group"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom or what a surface form names.

    `id` is the same for all forms of one party ("state:KOR" for "Seoul" and "South Korean"). `country` is an
    ISO 3166 alpha-3 code or None, the coordinates are decimal degrees, `geonames` is a GeoNames id. A demonym, capital
    or seat has the name, country and kind of its state, but a capital has its own coordinates and GeoNames id.
    """

    id: str
    name: str
    kind: ActorKind
    speaker: SourceKind
    country: str | None
    role: Role
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


_PLAIN = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u02bc\u02bb\u02be\u02bf`\u00b4", "'"), "\u2010": "-", "\u2011": "-", ".": None}
)
_BASE = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})
_PIECE = re.compile(r"'s\b|\w+|[^\w\s]")
_REGULAR = ("an", "i")
"""Demonyms with these endings make the noun for the people with a plural s ("Malians", "Israelis")."""
_CODE = 3
_SHORTEST_CAPITALS = 4
"""Shorter words in capitals are abbreviations, never a place of a date line."""
_OF_STATE = {"state": Role.NAME, "demonym": Role.DEMONYM, "seat": Role.SEAT}
_PLAIN_SORTS = {
    "body": (Role.BODY, ActorKind.ORGANISATION, SourceKind.ORGANISATION),
    "force": (Role.FORCE, ActorKind.ARMED_FORCE, SourceKind.GOVERNMENT),
    "group": (Role.GROUP, ActorKind.ARMED_GROUP, SourceKind.ORGANISATION),
    "outlet": (Role.OUTLET, ActorKind.ORGANISATION, SourceKind.OUTLET),
    "firm": (Role.BODY, ActorKind.FIRM, SourceKind.ORGANISATION),
}
_DATELINE = frozenset({Role.NAME, Role.CAPITAL, Role.CITY, Role.REGION})


def _key(words: str) -> str:
    """The form a surface is kept under: plain apostrophes and hyphens, single spaces, no full stops."""
    return " ".join(words.translate(_PLAIN).split())


def _fold(key: str) -> str:
    """The key without its accents ("Tillabéri" is "Tillaberi")."""
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFD", key.translate(_BASE))
    return "".join(c for c in parts if not unicodedata.combining(c))


class Register:
    """All surface forms; tokens are counted with every mark apart ("al-Qaida" is three), the most any reading makes."""

    def __init__(self, own: dict[str, Entry], cities: dict[str, str]) -> None:
        """`own` are the register's own forms, `cities` the gazetteer's forms with their unread lines."""
        self._own = own
        self._cities = {key: line for key, line in cities.items() if key not in own}
        self._capitals: dict[str, str] | None = None
        self._reach: dict[str, int] = {}
        for keys in (self._own, self._cities):
            self._measure(keys)
        self.longest = max(self._reach.values(), default=0)

    def find(self, words: str) -> Entry | None:
        """The entry that the words name in full, or None.

        Upper and lower case count, but a place in capitals ("MOGADISHU", as in a date line) is found; a leading "the"
        may be there or not, save where only the article makes it a name ("The Guardian").
        """
        key = _key(words)
        if key[:4] in ("the ", "The ", "THE "):
            rest = key[4:]
            return self._at("the " + rest) or self._at(rest)
        return self._at(key)

    def starts(self, word: str) -> bool:
        """Whether some surface form starts with this word."""
        return self.reach(word) > 0

    def reach(self, word: str) -> int:
        """Most tokens in a surface form that starts with this word, 0 where none does."""
        found = self._reach.get(word)
        if found is None and word and not (word.isascii() and word.islower()):
            key = _key(word)
            key = "the" if key in ("The", "THE") else key
            found = self._reach.get(key) or self._reach.get(_fold(key))
            if found is None and self._is_capitals(key):
                self._by_capitals()
                found = self._reach.get(key)
        return found or 0

    def forms(self) -> Iterator[tuple[str, Entry]]:
        """Every form of the register's own files (without the gazetteer's cities), in file order."""
        yield from self._own.items()

    def _at(self, key: str) -> Entry | None:
        for form in (key, _fold(key)):
            entry = self._own.get(form)
            if entry is not None:
                return entry
            line = self._cities.get(form)
            if line is not None:
                return _city(line)
        if self._is_capitals(key):
            form = self._by_capitals().get(_fold(key), "")
            return self._at(form) if form else None
        return None

    @staticmethod
    def _is_capitals(key: str) -> bool:
        return len(key) >= _SHORTEST_CAPITALS and key.isupper()

    def _by_capitals(self) -> dict[str, str]:
        if self._capitals is None:
            named = [key for key, entry in self._own.items() if entry.role in _DATELINE]
            forms = {key.upper(): key for key in (*self._cities, *named) if not key.isupper()}
            self._capitals = forms
            self._measure(forms)
        return self._capitals

    def _measure(self, keys: Iterable[str]) -> None:
        reach = self._reach
        for key in keys:
            if key.isalnum():
                reach.setdefault(key, 1)
                continue
            count = len(_PIECE.findall(key))
            word = key.partition(" ")[0]
            for first in (word, word.partition("-")[0], word.removesuffix("'s")):
                if reach.get(first, 0) < count:
                    reach[first] = count


@lru_cache(maxsize=1)
def register() -> Register:
    """The register of the codebook; raises `CodebookError` where a file breaks its form."""
    folder = data_file("register")
    cities = _gazetteer(folder / "places.tsv")
    return Register(_own_forms(folder, cities), cities)


@lru_cache(maxsize=1)
def state_names() -> Mapping[str, str]:
    """The names of states by their codes (ISO 3166 alpha-3); without the rest of the register, so quick to load."""
    columns = ("code", "name", "forms", "demonyms", "people", "capitals", "seats", "geonames")
    rows = _rows(data_file("register") / "states.csv", columns)
    return MappingProxyType({row["code"]: row["name"] for row in rows if row["code"]})


def _own_forms(folder: Traversable, cities: dict[str, str]) -> dict[str, Entry]:
    winners = {_key(row["form"]): row["id"] for row in _rows(folder / "winners.csv", ("form", "id", "why"))}
    ordinary = {_key(row["form"]) for row in _rows(folder / "ordinary.csv", ("form", "why"))}
    forms: dict[str, Entry] = {}
    for form, entry in _claims(folder, cities):
        key = _key(form)
        key = "the " + key[4:] if key.startswith("The ") else key
        for shape in dict.fromkeys((key, _fold(key))):
            if shape not in ordinary:
                _claim(forms, shape, entry, winners)
    _add_own(forms)
    for form, party in winners.items():
        if form not in forms or forms[form].id != party:
            raise CodebookError(f"register/winners.csv: {form!r} is not a form of {party!r}")
    return forms


def _add_own(forms: dict[str, Entry]) -> None:
    """Put the user's own actors beside the register's; a form that names another actor already is an error."""
    known = {entry.id: entry for entry in reversed(forms.values())}
    for row in own_actors():
        entry = _own_entry(row, known)
        for form in row.forms:
            for shape in dict.fromkeys((_key(form), _fold(_key(form)))):
                held = forms.setdefault(shape, entry)
                if held.id != entry.id:
                    raise CodebookError(f"{row.where}: {form!r} names {held.name} ({held.id}) already")


def _own_entry(row: OwnActor, known: dict[str, Entry]) -> Entry:
    if row.sort in _OF_STATE:
        party = f"state:{row.country}"
        state = known.get(party)
        if state is None and row.sort != "state":
            raise CodebookError(f"{row.where}: no state has the code {row.country}; add a row for the state before")
        state = state or Entry(party, row.name, ActorKind.STATE, SourceKind.GOVERNMENT, row.country, Role.NAME)
        known.setdefault(party, state)
        return replace(state, role=_OF_STATE[row.sort], geonames=None, latitude=None, longitude=None)
    role, kind, speaker = _PLAIN_SORTS[row.sort]
    party = _id(row.sort, row.name)
    return known.setdefault(party, Entry(party, row.name, kind, speaker, row.country, role))


def _claim(forms: dict[str, Entry], key: str, entry: Entry, winners: dict[str, str]) -> None:
    held = forms.get(key)
    if held is not None and held.id != entry.id:
        if key not in winners:
            raise CodebookError(f"register: {key!r} is claimed by {held.id} and {entry.id}; winners.csv must say whose")
        if winners[key] != entry.id:
            return
    elif held is not None:
        return
    forms[key] = entry


def _claims(folder: Traversable, cities: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    yield from _states(folder, cities)
    yield from _bodies(folder)
    for sort in ("force", "group", "outlet", "firm"):
        role, kind, speaker = _PLAIN_SORTS[sort]
        for row in _rows(folder / f"{sort}s.csv", ("name", "country", "forms")):
            entry = Entry(_id(sort, row["name"]), row["name"], kind, speaker, row["country"] or None, role)
            yield from ((form, entry) for form in (row["name"], *_list(row["forms"])))
    yield from _spellings(folder, cities)
    yield from _regions(folder)


def _states(folder: Traversable, cities: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    columns = ("code", "name", "forms", "demonyms", "people", "capitals", "seats", "geonames")
    for row in _rows(folder / "states.csv", columns):
        code, name = row["code"], row["name"]
        party = f"state:{code}" if code else _id("state", name)
        number = int(row["geonames"]) if row["geonames"] else None
        state = Entry(party, name, ActorKind.STATE, SourceKind.GOVERNMENT, code or None, Role.NAME, geonames=number)
        yield from ((form, state) for form in (name, *_list(row["forms"])))
        # without the number: a GeoNames id belongs to the state as a place, not to its people or its offices
        other = replace(state, geonames=None)
        demonyms = _list(row["demonyms"])
        yield from ((form, replace(other, role=Role.DEMONYM)) for form in demonyms)
        plurals = (form + "s" for form in demonyms if form.endswith(_REGULAR))
        yield from ((form, replace(other, role=Role.PEOPLE)) for form in (*plurals, *_list(row["people"])))
        capitals = _list(row["capitals"])
        where = next((city for city in (_city_in(cities, form, code) for form in capitals) if city), None)
        for form in capitals:
            yield form, _placed(replace(other, role=Role.CAPITAL), _city_in(cities, form, code) or where)
        yield from ((form, replace(other, role=Role.SEAT)) for form in _list(row["seats"]))


def _bodies(folder: Traversable) -> Iterator[tuple[str, Entry]]:
    for row in _rows(folder / "bodies.csv", ("name", "country", "kind", "speaker", "forms")):
        try:
            kind, speaker = ActorKind(row["kind"]), SourceKind(row["speaker"])
        except ValueError as error:
            raise CodebookError(f"register/bodies.csv: {row['name']}: {error}") from None
        entry = Entry(_id("body", row["name"]), row["name"], kind, speaker, row["country"] or None, Role.BODY)
        yield from ((form, entry) for form in (row["name"], *_list(row["forms"])))


def _regions(folder: Traversable) -> Iterator[tuple[str, Entry]]:
    """Regions, waters and places of the news; `at` is "latitude longitude" or empty."""
    for row in _rows(folder / "regions.csv", ("name", "country", "at", "forms")):
        name, at = row["name"], row["at"]
        try:
            latitude, longitude = (float(part) for part in at.split()) if at else (None, None)
        except ValueError:
            raise CodebookError(f"register/regions.csv: {name}: {at!r} is not latitude and longitude") from None
        entry = Entry(
            id=_id("region", name),
            name=name,
            kind=ActorKind.ORGANISATION,
            speaker=SourceKind.GOVERNMENT,
            country=row["country"] or None,
            role=Role.REGION,
            latitude=latitude,
            longitude=longitude,
        )
        yield from ((form, entry) for form in (name, *_list(row["forms"])))


def _spellings(folder: Traversable, cities: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    """The names the news gives to cities that the gazetteer has under another spelling."""
    for row in _rows(folder / "spellings.csv", ("form", "city", "country")):
        city = _city_in(cities, row["city"], row["country"])
        if city is None:
            raise CodebookError(f"register/spellings.csv: no city {row['city']!r} in {row['country']}")
        yield row["form"], city


def _city_in(cities: dict[str, str], form: str, code: str) -> Entry | None:
    line = cities.get(_key(form)) or cities.get(_fold(_key(form)))
    city = _city(line) if line else None
    return city if city is not None and city.country == code else None


def _placed(entry: Entry, city: Entry | None) -> Entry:
    if city is None:
        return entry
    return replace(entry, latitude=city.latitude, longitude=city.longitude, geonames=city.geonames)


def _gazetteer(file: Traversable) -> dict[str, str]:
    """Forms of the gazetteer's cities with their lines: name, forms, country, latitude, longitude, GeoNames id."""
    forms: dict[str, str] = {}
    for line in file.read_text("utf-8").splitlines():
        for form in line.split("\t", 2)[1].split("|"):
            forms[form] = line
    return forms


@lru_cache(maxsize=4096)
def _city(line: str) -> Entry:
    try:
        name, _, code, latitude, longitude, number = line.split("\t")
        return Entry(
            id=f"place:{number}",
            name=name,
            kind=ActorKind.ORGANISATION,
            speaker=SourceKind.GOVERNMENT,
            country=code or None,
            role=Role.CITY,
            latitude=float(latitude),
            longitude=float(longitude),
            geonames=int(number),
        )
    except ValueError:
        raise CodebookError(f"register/places.tsv: {line!r} is not a place") from None


def _rows(file: Traversable, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Rows of a file with exactly these columns, in order; every row has its first or second field."""
    rows = csv.reader(file.read_text("utf-8").splitlines())
    if tuple(next(rows, ())) != columns:
        raise CodebookError(f"register/{file.name}: the columns must be {', '.join(columns)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns) or row != [field.strip() for field in row] or not (row[0] or row[1]):
            raise CodebookError(f"register/{file.name}, line {number}: the row breaks its form: {','.join(row)}")
        found = dict(zip(columns, row, strict=True))
        code = found.get("country", found.get("code", ""))
        if code and not (len(code) == _CODE and code.isupper()):
            raise CodebookError(f"register/{file.name}, line {number}: {code!r} is no ISO 3166 alpha-3 code")
        yield found


def _list(field: str) -> tuple[str, ...]:
    parts = tuple(part for part in field.split("|") if part)
    if len(set(parts)) != len(parts) or (field and field.count("|") != len(parts) - 1):
        raise CodebookError(f"register: empty or double form in {field!r}")
    return parts


def _id(sort: str, name: str) -> str:
    return f"{sort}:" + "-".join(re.findall(r"[a-z0-9]+", _fold(_key(name)).lower()))
