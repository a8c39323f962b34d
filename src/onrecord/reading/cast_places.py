"""Places: what a noun phrase or direction names, and in which country that lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Sort, nouns
from onrecord.codebook.register import Role
from onrecord.model.actor import ActorKind
from onrecord.model.place import Place
from onrecord.reading import cast_nominals as nominals
from onrecord.reading.cast_owners import owner
from onrecord.reading.cast_page import Naming

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast_scene import Scene

_NAMES_IT = ("of", "in", "near", "around", "at", "outside", "along", "inside", "off", "by", "between", "to", "from")
_LONGEST = 16


def place(scene: Scene, head: Token) -> Place | None:
    """The place that a phrase names: a name, a described place ("the town"), a direction ("east of the town")."""
    index = head.i
    number = scene.page.naming[index]
    if number >= 0:
        return _named(scene, number)
    if head.tag_ in ("IN", "TO"):
        inner = next((c for c in head.children if c.dep_ == "pobj"), None)
        return place(scene, inner) if inner is not None else None
    if head.lower_ in ("north", "south") and (half := scene.half(head.lower_)) is not None and not list(head.rights):
        return _made(scene, nominals.start(scene.page, head), index + 1, half.country)
    if not _is_place_noun(scene, index):
        return _direction(scene, head) if head.lower_ in nouns().compass else None
    inside = _name_inside(scene, head)
    if inside is not None:
        return inside
    first, last = nominals.start(scene.page, head), _end(head)
    return _made(scene, first, last, described_country(scene, head))


def _is_place_noun(scene: Scene, index: int) -> bool:
    noun = scene.page.noun(index)
    return noun is not None and any(sense.sort is Sort.PLACE for sense in nouns().senses(noun.word))


def _end(head: Token) -> int:
    last = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _NAMES_IT and child.i == last:
            last = min(child.right_edge.i + 1, head.i + _LONGEST)
        else:
            break
    return last


def _made(scene: Scene, first: int, last: int, country: str | None) -> Place:
    span = scene.text.span(first, last)
    return Place(span.exact, country, span)


def _named(scene: Scene, number: int) -> Place | None:
    naming = scene.page.namings[number]
    figure = scene.figure_of(number)
    if not figure.place and not (naming.entry is not None and figure.kind is ActorKind.STATE):
        return None
    behind = _behind_comma(scene, naming)
    if behind is not None:
        return _made(scene, naming.first, behind.last, scene.figure_of(scene.page.namings.index(behind)).country)
    return _made(scene, naming.first, naming.last, named_country(scene, number))


def _behind_comma(scene: Scene, naming: Naming) -> Naming | None:
    """The larger place that a comma sets behind a place ("X, Syria"), which is not the next item of a list."""
    page, after = scene.page, naming.last
    if after + 1 >= len(page.words) or page.words[after] != ",":
        return None
    found = page.at(after + 1)
    if found is None or found.entry is None or not found.entry.country or found.first != after + 1:
        return None
    if found.entry.role not in (Role.NAME, Role.REGION):
        return None
    if naming.entry is not None and naming.entry.country not in (None, found.entry.country):
        return None
    closing = page.lowers[found.last] if found.last < len(page.words) else "."
    doc = scene.text.doc
    listed = doc[found.last - 1].dep_ == "conj" or closing in ("and", "or")
    return None if listed and naming.entry is not None and naming.entry.kind is ActorKind.STATE else found


def named_country(scene: Scene, number: int) -> str | None:
    """The country of a named place: the register's, one behind a comma, its owner's, else the state at hand."""
    naming = scene.page.namings[number]
    figure = scene.figure_of(number)
    if naming.entry is not None or figure.country is not None:
        return figure.country
    behind = _behind_comma(scene, naming)
    if behind is not None and behind.entry is not None:
        return behind.entry.country
    whose = owner(scene, naming.last - 1)
    if whose is not None and whose.country:
        return whose.country
    before = naming.first - 1
    if before >= 1 and scene.page.lowers[before] == "of":
        whose = owner(scene, before - 1) if scene.page.noun(before - 1) is not None else None
        if whose is not None and whose.country:
            return whose.country
    figure.country = scene.topical(naming.first)
    return figure.country


def _name_inside(scene: Scene, head: Token) -> Place | None:
    """The name that a place noun only introduces ("the northern town of X", "the island X")."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for obj in child.children:
                number = scene.page.naming[obj.i]
                if number >= 0 and scene.figure_of(number).place:
                    return _introduced(scene, head, number)
        if child.dep_ == "appos" and child.i == head.i + 1 and scene.page.naming[child.i] >= 0:
            return _introduced(scene, head, scene.page.naming[child.i])
    return None


def _introduced(scene: Scene, head: Token, number: int) -> Place | None:
    found = _named(scene, number)
    if found is None or found.span is None:
        return None
    whose = owner(scene, head.i)
    return Place(found.text, found.country or (whose.country if whose is not None else None), found.span)


def described_country(scene: Scene, head: Token) -> str | None:
    """The country of a place that is only described: by its own words, else the state at hand."""
    whose = owner(scene, head.i)
    if whose is not None and whose.country:
        return whose.country
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in _NAMES_IT:
            for obj in prep.children:
                number = scene.page.naming[obj.i]
                if number >= 0:
                    return named_country(scene, number)
                if _is_place_noun(scene, obj.i):
                    return scene.topical(obj.i)
    return scene.topical(head.i)


def _direction(scene: Scene, head: Token) -> Place | None:
    """For "east of the town", "north of X": as a whole, in the country of what it is measured from."""
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ == "of":
            for obj in prep.children:
                inner = place(scene, obj)
                if inner is not None:
                    return _made(scene, head.i, min(prep.right_edge.i + 1, head.i + _LONGEST), inner.country)
    return None
