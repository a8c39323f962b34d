"""Which nouns are the title or apposition of which name, and whose minister, general or newspaper that makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import PERSONS, TITLES, Noun, Sort, nouns
from onrecord.codebook.register import Role
from onrecord.model.actor import ActorKind
from onrecord.reading import cast_nominals as nominals
from onrecord.reading.cast_owners import owner
from onrecord.reading.cast_page import Naming, Page
from onrecord.reading.grammar import clause_verb, subject
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from onrecord.reading.cast_figures import Figure
    from onrecord.reading.cast_scene import Scene
    from onrecord.reading.text import Text

STATE_ROLES = frozenset({Role.NAME, Role.DEMONYM, Role.PEOPLE, Role.CAPITAL, Role.SEAT})
_CLOSERS = frozenset({",", ".", ")", ";", ":", "”", '"', "said", "says", "told"})
_STOPS = frozenset({"VBD", "VBZ", "VBP", ".", ":", "MD", "''", "``", "_SP", ","})
_NEVER_APPOSED = frozenset({Sort.DOCUMENT, Sort.PLACE, Sort.STATE, Sort.PEOPLE, Sort.GATHERING})
_THROUGH = ("pobj", "prep", "poss", "compound", "amod", "npadvmod", "conj")


def survey(text: Text, page: Page) -> dict[int, int]:
    """For every noun that is a title or apposition, the number of the naming it belongs to."""
    found: dict[int, int] = {}
    for number, naming in enumerate(page.namings):
        if naming.entry is not None and naming.entry.role in STATE_ROLES:
            continue
        start = naming.first if naming.title < 0 else naming.title
        for j in range(start, naming.first):
            if page.noun(j) is not None:
                found.setdefault(j, number)
        start = _adjacent(page, naming, number, start, found)
        told = _apposed(text, page, start, naming)
        if told is not None:
            found.setdefault(told, number)
    return found


def _adjacent(page: Page, naming: Naming, number: int, start: int, found: dict[int, int]) -> int:
    """Titles straight before the name, coordinated ones too; gives where the whole title begins."""
    before = start - 1
    noun = page.noun(before) if before >= 0 else None
    if noun is not None and _leads(noun, naming) and not nominals.is_plural(page, before):
        found.setdefault(before, number)
        start = before
    if start < naming.first:
        j = start - 1
        while j >= 1 and (page.lowers[j] in nouns().qualifiers or page.tags[j] in ("JJ", "NNP", "NN")):
            j -= 1
        if j >= 1 and page.lowers[j] == "and":
            other = page.noun(j - 1)
            if other is not None and other.sort in TITLES:
                found.setdefault(j - 1, number)
                return j - 1
    return start


def _leads(noun: Noun, naming: Naming) -> bool:
    if noun.sort is Sort.PLACE:
        return False
    if naming.person:
        return noun.sort in PERSONS
    return (
        naming.noun is noun
        or naming.outlet
        or (naming.entry is not None and noun.sort in (Sort.OUTLET, Sort.GROUP, Sort.FIRM))
    )


def _apposed(text: Text, page: Page, start: int, naming: Naming) -> int | None:
    """The noun that a comma sets before a name ("Latvia's defence minister, X"), or after it ("X, a spokesman")."""
    doc, words = text.doc, page.words
    if start >= 2 and words[start - 1] == ",":
        closed = naming.last >= len(words) or words[naming.last] in _CLOSERS
        token = doc[start - 2]
        for _ in range(4):
            noun = page.noun(token.i)
            if noun is not None and _suits(noun, naming) and not nominals.is_plural(page, token.i):
                return token.i if closed or doc[naming.last - 1].dep_ == "appos" else None
            if token.dep_ not in _THROUGH or token.head.i > start:
                break
            token = token.head
    if naming.last < len(words) and words[naming.last] == ",":
        for child in doc[naming.last - 1].children:
            if child.dep_ == "appos" and child.i > naming.last:
                noun = page.noun(child.i)
                if noun is not None and _suits(noun, naming):
                    return child.i
    return None


def _suits(noun: Noun, naming: Naming) -> bool:
    if naming.person:
        lone = naming.last - naming.first == 1 and naming.title < 0
        return noun.sort in PERSONS or (lone and noun.sort in (Sort.FIRM, Sort.OUTLET, Sort.ORGANISATION))
    if naming.entry is not None or naming.noun is not None:
        return False
    if noun.sort in PERSONS:
        return not naming.outlet and naming.last - naming.first > 1
    return noun.sort not in _NEVER_APPOSED


def keep_title(scene: Scene, figure: Figure, told: list[int], naming: Naming) -> None:
    """Keep what a title says of a person: country, the nouns he may be called by, sex."""
    known = nouns()
    national = False
    for j in told:
        noun = scene.page.noun(j)
        if noun is None:
            continue
        figure.nouns.update((noun.word, noun.word.rsplit(" ", 1)[-1]))
        national = national or noun.national or noun.sort is Sort.RANK
        if figure.female is None and (noun.word in known.female or noun.word in known.male):
            figure.female = noun.word in known.female
    if figure.country is None:
        figure.country = _of_title(scene, told, naming)
        if figure.country is None and national and not _foreign(scene, told):
            figure.country = _office_holder(scene, naming)


def _of_title(scene: Scene, told: list[int], naming: Naming) -> str | None:
    """The country that a title's own words name."""
    page = scene.page
    if naming.last + 1 < len(page.words) and page.lowers[naming.last] == "of":
        behind = page.at(naming.last + 1)
        if behind is not None and behind.entry is not None and behind.entry.role is Role.NAME:
            return behind.entry.country
    first = min(
        [naming.title if naming.title >= 0 else naming.first, naming.first, *(j for j in told if j < naming.first)]
    )
    for j in range(naming.first - 1, max(-1, first - 8), -1):
        if page.tags[j] in _STOPS and j < first:
            break
        found = page.at(j)
        entry = found.entry if found is not None else None
        if found is None or entry is None or not entry.country or entry.role is Role.OUTLET:
            continue
        if nominals.passed_over(page, found.last - 1) not in nominals.SIDED:
            return entry.country
    for j in told:
        whose = owner(scene, j)
        if whose is not None and whose.country:
            return whose.country
    return None


def _foreign(scene: Scene, told: list[int]) -> bool:
    """Whether a title names a body of no state ("UN envoy")."""
    for j in told:
        whose = owner(scene, j)
        if whose is not None and whose.country is None and whose.figure is not None:
            return whose.figure.kind is ActorKind.ORGANISATION
    return False


def _office_holder(scene: Scene, naming: Naming) -> str | None:
    """The country of an unowned office: the outlet's own government, the state spoken of, the state at hand."""
    home = scene.home()
    if home is not None:
        return home.country
    said = _speaks_of(scene, naming)
    if said is not None:
        return said
    others = _others(scene, naming)
    return scene.topical(naming.first, apart_from=others)


def _others(scene: Scene, naming: Naming) -> frozenset[str]:
    """Countries of the other parties and places of the clause: whom one meets or visits is of another state."""
    page = scene.page
    verb = clause_verb(scene.text.doc[naming.last - 1])
    if lemma(verb) in nouns().speech:
        return frozenset()
    found: set[str] = set()
    above = scene.at.get(doer.i) if (doer := subject(verb)) is not None else None
    if above is not None:
        found.update(f.country for f in above.figures if f.country)
    for child in verb.children:
        if child.dep_ in ("nsubj", "dobj", "prep", "nsubjpass", "dative"):
            for i in range(child.left_edge.i, min(child.right_edge.i + 1, child.left_edge.i + 12)):
                inside = page.at(i)
                if inside is not None and inside.entry is not None and inside.entry.country and inside is not naming:
                    found.add(inside.entry.country)
            mention = scene.at.get(child.i)
            if mention is not None:
                found.update(f.country for f in mention.figures if f.country)
    return frozenset(found)


def _speaks_of(scene: Scene, naming: Naming) -> str | None:
    """The state that is the subject of what a person says ("President X said Y would ...")."""
    head = scene.text.doc[naming.last - 1]
    if head.dep_ != "nsubj":
        return None
    for clause in head.head.children:
        if clause.dep_ != "ccomp":
            continue
        for child in clause.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                found = scene.page.at(child.i)
                if found is not None and found.entry is not None and found.entry.role in (Role.NAME, Role.CAPITAL):
                    return found.entry.country
    return None
