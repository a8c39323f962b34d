"""The first-level region that the text gives a place, and the cities, states and governments of one name.

Invariant: nothing is finer than the words. A name that a region's noun follows or leads in ("Donetsk province", "the
oblast of Kherson") is the region, without the place in it of the same name; a capital that only stands for its
government has no coordinates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import nouns
from onrecord.codebook.register import Entry, Role, register
from onrecord.model.mention import PlaceMention
from onrecord.reading.cast_places import named_country

if TYPE_CHECKING:
    from onrecord.reading.cast_page import Naming
    from onrecord.reading.cast_scene import Scene

_NAMED = frozenset({Role.CITY, Role.REGION, Role.NAME, Role.CAPITAL})
_WHERE = frozenset({"to", "from", "for", "through", "via", "of", "toward", "towards"})
_BETWEEN = frozenset({",", "in", "the", "of", "'s", "’s"})


def placed(scene: Scene) -> tuple[PlaceMention, ...]:
    """Every place named, in text order, with the region that the text gives it."""
    namings = scene.page.namings
    regions = {number: _region(scene, naming) for number, naming in enumerate(namings) if _is_place(scene, number)}
    found = []
    for number, region in regions.items():
        around = region or _around(scene, number, regions)
        found.append(_mention(scene, number, region, around))
    return tuple(sorted(found, key=lambda p: (p.span.start, p.span.end)))


def _is_place(scene: Scene, number: int) -> bool:
    entry = scene.page.namings[number].entry
    return (entry is not None and entry.role in _NAMED) or scene.figure_of(number).place


def _mention(scene: Scene, number: int, region: str | None, around: str | None) -> PlaceMention:
    naming = scene.page.namings[number]
    span, entry = scene.text.span(naming.first, naming.last), naming.entry
    if region is not None:
        known = entry if entry is not None and entry.role is Role.REGION else _known_region(scene, naming)
        country = entry.country if entry is not None else named_country(scene, number)
        if known is not None and known.country in (None, country):
            return PlaceMention(
                span, known.name, country, known.geonames, known.latitude, known.longitude, region=region
            )
        return PlaceMention(span, region, country, region=region)
    if entry is None or entry.role not in _NAMED:
        return PlaceMention(span, scene.figure_of(number).name, named_country(scene, number), region=around)
    if entry.role is not Role.CAPITAL:
        return PlaceMention(
            span, entry.name, entry.country, entry.geonames, entry.latitude, entry.longitude, region=around
        )
    if not _is_where(scene, naming):
        return PlaceMention(span, entry.name, entry.country)
    return PlaceMention(span, span.exact, entry.country, entry.geonames, entry.latitude, entry.longitude, region=around)


def _region(scene: Scene, naming: Naming) -> str | None:
    """The words by which a naming is a region: its own, with the noun behind it or before "of" it."""
    page = scene.page
    words = page.lowers
    first, last = naming.first, naming.last
    if last - first > 1 and words[last - 1] in nouns().regional:
        first += words[first] == "the"
        return page.between(first, last)
    if naming.entry is not None and naming.entry.role in (Role.NAME, Role.DEMONYM):
        return None
    if last < len(words) and words[last] in nouns().regional and page.tags[last] in ("NN", "NNP"):
        first += words[first] == "the"
        return page.between(first, last + 1)
    if first > 1 and words[first - 1] == "of" and words[first - 2] in nouns().regional:
        return page.between(first - 2, last)
    return _of_state(scene, naming)


def _of_state(scene: Scene, naming: Naming) -> str | None:
    """The state of a capital's name behind a city of its country ("Spokane, Washington")."""
    entry = naming.entry
    if entry is None or entry.role is not Role.CAPITAL or naming.first < 2:
        return None
    before = scene.page.at(naming.first - 2) if scene.page.words[naming.first - 1] == "," else None
    if before is None or before.entry is None or before.entry.role is not Role.CITY:
        return None
    if before.entry.country != entry.country or _known_region(scene, naming) is None:
        return None
    return scene.page.between(naming.first, naming.last)


def _known_region(scene: Scene, naming: Naming) -> Entry | None:
    """The register's region of a name ("Kherson Oblast" for "the oblast of Kherson")."""
    name = scene.page.between(naming.first, naming.last)
    for noun in ("region", "Oblast", "Province", "province", "State", "Governorate"):
        found = register().find(f"{name} {noun}")
        if found is not None and found.role is Role.REGION:
            return found
    return None


def _around(scene: Scene, number: int, regions: dict[int, str | None]) -> str | None:
    """The region that directly follows a place ("Rylsk, Kursk Oblast", "Rylsk in the Kursk region")."""
    naming, after = scene.page.namings[number], number + 1
    region = regions.get(after)
    if region is None or (naming.entry is not None and naming.entry.role is Role.NAME):
        return None
    behind = scene.page.namings[after]
    between = scene.page.lowers[naming.last : behind.first]
    near = 0 < len(between) <= 3 and between[0] in (",", "in") and all(word in _BETWEEN for word in between)
    if not near or scene.text.doc[behind.last - 1].dep_ == "conj":
        return None
    same = naming.entry is None or behind.entry is None or naming.entry.country == behind.entry.country
    return region if same else None


def _is_where(scene: Scene, naming: Naming) -> bool:
    """Whether a capital's name stands for the city: behind a preposition of place, after a comma, in a date line."""
    token = scene.text.doc[naming.last - 1]
    before = scene.page.lowers[naming.first - 1] if naming.first else ""
    behind = scene.page.words[naming.last] if naming.last < len(scene.page.words) else ""
    line = naming.first == scene.text.paragraphs[scene.text.paragraph_of[naming.first]][0]
    if line and (behind in ("(", "-", "–", "—") or (behind == "," and scene.page.words[naming.first].isupper())):
        return True
    return token.dep_ == "pobj" and (before in nouns().where or before in _WHERE - {"of", "for"})
