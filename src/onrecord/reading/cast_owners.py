"""Whose a described party is, by its own phrase: possessor, demonym, body before the noun, "of", "for", "in".

What the phrase does not say is not guessed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, Sort, nouns
from onrecord.codebook.register import register
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind
from onrecord.reading import cast_nominals as nominals
from onrecord.reading.cast_figures import Owner

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast_scene import Scene

_PREPS = ("of", "for", "from", "in", "at", "near", "to")
_WHERE = ("in", "at", "from", "near")
_DEEPEST = 4
_BODIES = (Sort.BODY, Sort.FORCE, Sort.DELEGATION)


def owner(scene: Scene, index: int, depth: int = 0) -> Owner | None:
    """Whose the party that a noun describes is; None where its phrase does not say."""
    if depth > _DEEPEST:
        return None
    token = scene.text.doc[index]
    found = _before(scene, token, depth)
    if found is not None and found.country:
        return found
    return _behind(scene, token, depth) or found


def _before(scene: Scene, token: Token, depth: int) -> Owner | None:
    for child in token.lefts:
        if child.dep_ == "poss":
            found = _whose(scene, child.i, depth)
            if found is not None:
                return found
    weak: Owner | None = None
    for j in range(token.i - 1, nominals.start(scene.page, token) - 1, -1):
        found = _modifier(scene, j, token.i, depth)
        if found is not None:
            if found.country:
                return found
            weak = weak or found
    return weak


def _behind(scene: Scene, token: Token, depth: int) -> Owner | None:
    doc = scene.text.doc
    weak: Owner | None = None
    preps = [c for c in token.rights if c.dep_ == "prep" and c.lower_ in _PREPS and c.i - token.i < 4]
    if not preps and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in ("of", "for", "from", "in", "at", "near"):
        preps = [doc[token.i + 1]]
    for prep in preps:
        for obj in prep.children:
            if obj.dep_ == "pobj":
                found = _object(scene, obj.i, prep.lower_, depth)
                if found is not None and found.country:
                    return found
                weak = weak or found
    return weak


def _whose(scene: Scene, index: int, depth: int) -> Owner | None:
    """The owner that a possessor or the object of "of" is: a name, a mention, or a body with an owner of its own."""
    number = scene.page.naming[index]
    if number >= 0:
        figure = scene.figure_of(number)
        return Owner(figure.country, figure.name, figure) if figure.name else None
    mention = scene.at.get(index)
    if mention is not None and mention.figures:
        figure = mention.figures[0]
        return Owner(figure.country, figure.name, figure)
    noun = scene.page.noun(index)
    if noun is None or noun.sort is Sort.PLACE:
        return None
    found = owner(scene, index, depth + 1)
    if found is None and noun.national:
        country = scene.topical(index)
        return Owner(country, scene.page.words[index])
    return found or (Owner(None, noun.word) if noun.sort is Sort.ORGANISATION else None)


def _modifier(scene: Scene, index: int, head: int, depth: int) -> Owner | None:
    """The owner that a word before the noun gives ("Malian soldiers", "army spokesman", "UN envoy")."""
    page = scene.page
    number = page.naming[index]
    if number >= 0:
        naming = page.namings[number]
        if naming.first <= head < naming.last or naming.person or (naming.entry is None and naming.noun is None):
            return None
        if nominals.passed_over(page, naming.last - 1) in nominals.SIDED:
            return None
        figure = scene.figure_of(number)
        return Owner(figure.country, figure.name, figure) if figure.name else None
    if page.lowers[index] in nouns().organic:
        entry = register().find(nouns().organic[page.lowers[index]])
        country = entry.country if entry is not None and entry.country else scene.topical(index)
        return Owner(country, page.words[index])
    noun = page.noun(index)
    if noun is None or noun.sort not in _BODIES or depth > _DEEPEST:
        return None
    if index == head - 1 or scene.text.doc[index].head.i == head:
        found = owner(scene, index, depth + 1)
        return found if found is not None and found.country else Owner(scene.topical(index), noun.word)
    return None


def _object(scene: Scene, index: int, prep: str, depth: int) -> Owner | None:
    number = scene.page.naming[index]
    if prep == "to":
        noun = scene.page.noun(index)
        return _whose(scene, index, depth + 1) if noun is not None and noun.sort in PERSONS else None
    if number >= 0:
        figure = scene.figure_of(number)
        if (
            not figure.name
            or figure.speaker is SourceKind.OUTLET
            or (prep in _WHERE and not (figure.place or figure.kind is ActorKind.STATE))
        ):
            return None
        return Owner(figure.country, figure.name, None if figure.place else figure)
    noun = scene.page.noun(index)
    if prep in ("of", "for") or (noun is not None and noun.sort in _BODIES):
        return _whose(scene, index, depth + 1)
    return None
