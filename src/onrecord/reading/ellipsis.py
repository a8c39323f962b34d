"""Figures with no noun of their own: what the clause sizes, or what was last counted.

"Of 20 trucks, 12 came", "brings the total to 36", "a further 75,000 will follow", "put the toll at five".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.codebook import units
from onrecord.reading import concerns
from onrecord.reading.counted import Phrase, base, is_person, near_verb, phrase_of
from onrecord.reading.grammar import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from onrecord.reading.text import Text

REACH = 3
"""Sentences back that a counted thing is remembered for."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: its words, unit, head noun token (None: not in the text), and where the mention ends."""

    what: str
    unit: str
    noun: int | None
    end: int


@dataclass(frozen=True, slots=True)
class Remembered:
    """Something counted at token `first`."""

    counted: Counted
    first: int


def sized(text: Text, first: int, end: int) -> Counted | None:
    """What the clause of a bare figure at tokens `first` to `end` gives the size of."""
    doc, table = text.doc, units.load()
    phrase = concerns.rate_object(doc, first)
    if phrase is None or phrase.head >= first:
        return None
    people = _people_sized(doc, phrase)
    if people is not None:
        return Counted(text.span(people.first, people.last).exact, "person", people.head, end)
    head = doc[phrase.head]
    if base(head) in table.words("about.abstract"):
        return None
    crowd = base(head) in table.words("persons.crowds") or head.lower_ in table.words("persons.participles")
    if head.tag_ not in ("NNS", "NNPS") and not crowd:
        return None
    unit = "person" if crowd or is_person(doc, phrase) else "item"
    return Counted(text.span(phrase.first, phrase.last).exact, unit, phrase.head, end)


def _people_sized(doc: Doc, phrase: Phrase) -> Phrase | None:
    """The people of a noun of number: "the number of dead", "troop numbers"."""
    table = units.load()
    if base(doc[phrase.head]) not in table.words("about.abstract"):
        return None
    at = phrase.head + 1
    if at + 1 < len(doc) and doc[at].lower_ == "of":
        at += 2 if doc[at + 1].tag_ == "DT" else 1
        if at < len(doc) and doc[at].lower_ in table.words("persons.participles"):
            return Phrase(at, at, at + 1)
    inner = Phrase(phrase.head - 1, phrase.first, phrase.head)
    return inner if phrase.first < phrase.head and is_person(doc, inner) else None


def recalled(text: Text, memory: list[Remembered], first: int, end: int) -> Counted | None:
    """What was last counted before a bare figure (persons where the clause tells of harm), else the nearest plural."""
    doc, here = text.doc, text.sentence_of[first]
    harmed = _harmed(doc, first)
    for previous in reversed(memory):
        if here - text.sentence_of[previous.first] > REACH:
            break
        counted = previous.counted
        if _speaks(doc, counted) or counted.unit not in ("item", "person") or (harmed and counted.unit == "item"):
            continue
        return Counted(counted.what, counted.unit, counted.noun, end)
    return Counted("people", "person", None, end) if harmed else _nearest_plural(text, first, end)


def _harmed(doc: Doc, first: int) -> bool:
    verb = near_verb(doc[first])
    if is_verb(verb) and base(verb) in units.load().words("persons.harm_verbs"):
        return True
    return any(t.lower_ in ("toll", "casualties", "deaths") for t in doc[max(0, first - 4) : first])


def _speaks(doc: Doc, counted: Counted) -> bool:
    """Whether what was counted are the speakers of the report, whom no later figure counts."""
    if counted.noun is None:
        return False
    return base(doc[counted.noun]) in units.load().words("persons.speakers")


def _nearest_plural(text: Text, first: int, end: int) -> Counted | None:
    doc = text.doc
    start = max(text.sentences[max(0, text.sentence_of[first] - 1)][0], first - 60)
    for i in range(first - 1, start - 1, -1):
        if doc[i].tag_ == "NNS" and doc[i].lower_ not in units.load().words("time.nouns"):
            phrase = phrase_of(doc[i])
            unit = "person" if is_person(doc, phrase) else "item"
            return Counted(text.span(phrase.first, phrase.last).exact, unit, i, end)
    return None
