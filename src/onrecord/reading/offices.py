"""Offices: which person a report gives which office, in the words that say so.

Invariant: an office is told only where a title stands at a name; nothing is inferred from what a person does. What the
cast has found (names, their titles, whose they are) is used; the text is not gone through again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Noun, Sort, nouns
from onrecord.codebook.offices import offices as known_offices
from onrecord.codebook.register import Role
from onrecord.model.mention import OfficeMention, Tenure
from onrecord.reading.cast_owners import owner
from onrecord.reading.cast_titles import STATE_ROLES

if TYPE_CHECKING:
    from onrecord.reading.cast_figures import Figure
    from onrecord.reading.cast_page import Naming
    from onrecord.reading.cast_scene import Scene

_SORTS = frozenset({Sort.OFFICE, Sort.RULER, Sort.OFFICIAL})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_BEFORE = 9
"""Tokens before a title that may belong to it: "then-United States deputy assistant secretary" needs seven."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The tokens of a title phrase, its words, what was met on the way: country, body, tenure."""

    first: int
    last: int
    words: tuple[str, ...]
    country: str | None
    body: str | None
    tenure: Tenure


def offices(scene: Scene) -> tuple[OfficeMention, ...]:
    """The offices a text gives to persons it names, in text order; each title at each name once."""
    found: list[OfficeMention] = []
    for number, naming in enumerate(scene.page.namings):
        told = scene.told(number)
        if told:
            figure = scene.figure_of(number)
            if figure.human:
                found.extend(_offices_of(scene, naming, sorted(told), figure))
    found = list(dict.fromkeys(sorted(found, key=lambda one: (one.span.start, one.span.end, one.office))))
    return tuple(one for one in found if not _is_shortened(one, found))


def _is_shortened(one: OfficeMention, found: list[OfficeMention]) -> bool:
    """Whether the report tells the same office of the person more fully elsewhere ("the minister")."""
    return any(
        other.person == one.person and other.office != one.office and other.office.endswith(f" {one.office}")
        for other in found
    )


def _offices_of(scene: Scene, naming: Naming, told: list[int], figure: Figure) -> Iterator[OfficeMention]:
    for j in told:
        noun = scene.page.noun(j)
        if noun is None or noun.sort not in _SORTS or _goes_on(scene, j):
            continue
        phrase = _phrase(scene, naming, j, noun)
        office = known_offices().usual(phrase.words)
        country, body = _whose(scene, naming, j, phrase)
        if noun.word in known_offices().general and not (
            noun.word in known_offices().owned and (len(phrase.words) > len(noun.word.split()) or body)
        ):
            continue
        if country is None and body is None and noun.national:
            country = figure.country
        first = min(phrase.first, naming.first)
        span = scene.text.span(first, max(phrase.last, naming.last))
        yield OfficeMention(span, figure.name, office, country, body, phrase.tenure)


def _goes_on(scene: Scene, index: int) -> bool:
    """Whether a noun is only the first word of a longer title ("Secretary General")."""
    after = scene.page.noun(index + 1) if index + 1 < len(scene.page.words) else None
    return after is not None and after.word.split()[0] == scene.page.lowers[index] and " " in after.word


def _phrase(scene: Scene, naming: Naming, index: int, noun: Noun) -> _Phrase:
    """The title around a noun, and the words of country, body and time before it."""
    page, known = scene.page, known_offices()
    first = index - len(noun.word.replace("-", " - ").split()) + 1
    first = index if page.lowers[index] == noun.word else max(first, 0)
    words = list(noun.word.split())
    tenure = known.tenures["former"] if noun.word.startswith("ex-") else Tenure.HELD
    country: str | None = None
    body: str | None = None
    inside = True
    stop = max(-1, index - _BEFORE, naming.last - 1 if naming.last <= index else -1)
    j = first - 1
    while j > stop:
        lower, at = page.lowers[j], page.at(j)
        if lower in known.tenures:
            tenure, first = known.tenures[lower], j
        elif at is not None and at.entry is not None and not at.person:
            inside = False
            country = country or at.entry.country
            if at.entry.role not in STATE_ROLES or at.entry.role is Role.SEAT:
                body = body or page.between(at.first, at.last)
            first = j = at.first
        elif lower in _HYPHENS or lower in _POSSESSIVE:
            pass
        elif inside and _is_title_word(scene, naming, j):
            words.insert(0, lower)
            first = j
        elif not (page.tags[j] in ("JJ", "NN", "NNP", "RB") and lower in nouns().qualifiers):
            break
        j -= 1
    last, after = _behind(scene, naming, index)
    suffix = _suffix(scene, index)
    return _Phrase(first, last, (*words, *after), country, body, suffix or tenure)


def _is_title_word(scene: Scene, naming: Naming, index: int) -> bool:
    page = scene.page
    lower = page.lowers[index]
    if lower in nouns().portfolio or lower in known_offices().title:
        return True
    if lower == "and":
        return index > 0 and page.lowers[index - 1] in nouns().portfolio and page.lowers[index + 1] in nouns().portfolio
    return 0 <= naming.title <= index < naming.first and page.tags[index][:1] in "NJ"


def _behind(scene: Scene, naming: Naming, index: int) -> tuple[int, list[str]]:
    """The end of a title that goes on with "of" or "for", and the portfolio it names."""
    page, size = scene.page, len(scene.page.words)
    j = index + 1
    limit = naming.first if index < naming.first else size
    words: list[str] = []
    if j < limit and page.lowers[j] in ("of", "for"):
        k, taken = j + 1, [page.lowers[j]]
        while k < limit and (page.lowers[k] in nouns().portfolio or page.lowers[k] in ("the", "and", "of", "for")):
            taken.append(page.lowers[k])
            k += 1
        while taken and taken[-1] in ("the", "and", "of", "for"):
            taken.pop()
        if len(taken) > 1:
            j, words = j + len(taken), taken
        if index >= naming.last and j < limit and page.lowers[j] in ("of", "for"):
            j = _owner_end(scene, j, limit)
    return j, words


def _owner_end(scene: Scene, index: int, limit: int) -> int:
    """The end of "of Norway", "of the agency" behind a title; `index` itself where no name follows."""
    j = index + 2 if index + 1 < limit and scene.page.lowers[index + 1] == "the" else index + 1
    at = scene.page.at(j) if j < limit else None
    if at is None:
        return index
    end = at.last
    while end < limit and scene.page.tags[end][:2] == "NN":
        end += 1
    return end


def _suffix(scene: Scene, index: int) -> Tenure | None:
    """The tenure that a word tied to the noun gives ("president-elect")."""
    page = scene.page
    j = index + 1
    if j < len(page.words) and page.lowers[j] in _HYPHENS:
        j += 1
    tenure = known_offices().tenures.get(page.lowers[j]) if j < len(page.words) else None
    return tenure if tenure is Tenure.INCOMING else None


def _whose(scene: Scene, naming: Naming, index: int, phrase: _Phrase) -> tuple[str | None, str | None]:
    """Country and body of an office: by its own words, by whom the cast says it is of, by "of" behind the name."""
    if phrase.country or phrase.body:
        return phrase.country, phrase.body
    page = scene.page
    if index < naming.first and naming.last + 1 < len(page.words) and page.lowers[naming.last] == "of":
        behind = page.at(naming.last + 1)
        if behind is not None and behind.entry is not None and behind.entry.role is Role.NAME:
            return behind.entry.country, None
    whose = owner(scene, index)
    if whose is None:
        return None, None
    figure = whose.figure
    state = whose.country is not None and (figure is None or (figure.actor or "").startswith("state:"))
    return whose.country, None if state or figure is None or figure.human else whose.name
