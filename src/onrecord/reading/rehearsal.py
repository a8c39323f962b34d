"""The codebook's own examples and near misses, read as any report is: what does not read as its entry says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.codebook.acts import acts
from onrecord.codebook.answers import answers
from onrecord.codebook.calendar import calendar, example
from onrecord.codebook.cues import cues
from onrecord.codebook.languages import languages
from onrecord.codebook.names import names
from onrecord.codebook.nouns import nouns
from onrecord.codebook.offices import offices
from onrecord.codebook.place import strays
from onrecord.codebook.positions import position_words
from onrecord.codebook.register import register
from onrecord.codebook.reporting import Entry, reporting
from onrecord.codebook.sameness import sameness
from onrecord.codebook.things import things
from onrecord.codebook.units import load as units
from onrecord.errors import CodebookError
from onrecord.model.claim import Act
from onrecord.model.report import Report
from onrecord.reading.acts import sightings
from onrecord.reading.attribution import Attributed, attributions
from onrecord.reading.cast import cast
from onrecord.reading.periods import periods
from onrecord.reading.positions import positions
from onrecord.reading.quantities import quantities
from onrecord.reading.seed import Seed
from onrecord.reading.sorts import Sorts
from onrecord.reading.status import status
from onrecord.reading.text import Text, parse

_DAY = date(2025, 1, 15)
_CALENDAR_DAY = date(2026, 3, 11)
_ALIKE = 0.7
"""Least share of words that the content found and the content marked have in common (F1)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence that does not read as its entry says: where it stands in the codebook, the sentence, what is wrong."""

    where: str
    sentence: str
    what: str


type Part = Callable[[], Iterator[Fault]]


def rehearse() -> tuple[Fault, ...]:
    """All faults of the codebook in use, file by file. A file that breaks its form is one fault and ends its part."""
    parts: tuple[Part, ...] = (
        _stray,
        _tables,
        _acts,
        _reporting,
        _positions,
        _status,
        _calendar,
        _bounds,
        _nouns,
        _offices,
    )
    faults: list[Fault] = []
    for part in parts:
        try:
            faults.extend(part())
        except CodebookError as error:
            faults.append(Fault("", "", str(error)))
    return tuple(dict.fromkeys(faults))


def _text(words: str, day: date = _DAY) -> Text:
    return parse(Report(outlet="Test Letter", published=day, text=words))


def _stray() -> Iterator[Fault]:
    for path in strays():
        yield Fault(path, "", "stands in for no file of the codebook, so it is not read")


def _tables() -> Iterator[Fault]:
    """Files without sentences of their own: they only have to load."""
    for load in (answers, languages, names, things, register, sameness):
        try:
            load()
        except CodebookError as error:
            yield Fault("", "", str(error))


def _acts() -> Iterator[Fault]:
    def told(words: str) -> set[Act]:
        text = _text(words)
        return {found.seed.act for found in sightings(text, Sorts(cast(text), quantities(text)))}

    for entry in acts():
        for frame in entry.frames:
            where = f"acts/{entry.act.value}.toml, {frame.shape} {frame.lemmas[0]}"
            for line in frame.examples:
                if entry.act not in told(line):
                    yield Fault(where, line, f"does not tell {entry.act.value}")
            for line in frame.near_misses:
                if entry.act in told(line):
                    yield Fault(where, line, f"tells {entry.act.value}")


def _reporting() -> Iterator[Fault]:
    def found(text: Text) -> tuple[Attributed, ...]:
        return attributions(text, cast(text))

    return _marked("reporting.toml", reporting().entries, found)


def _positions() -> Iterator[Fault]:
    def found(text: Text) -> tuple[Attributed, ...]:
        who = cast(text)
        return positions(text, who, ())

    return _marked("positions.toml", position_words().entries, found)


def _marked(file: str, entries: Iterable[Entry], found: Callable[[Text], tuple[Attributed, ...]]) -> Iterator[Fault]:
    """Sentences with their [source] and <content> marked."""
    for entry in entries:
        where = f"{file}, {entry.name}"
        for line in entry.examples:
            text = _text(re.sub(r"[\[\]<>]", "", line))
            wanted = " ".join(re.findall(r"<([^>]+)>", line))
            source = re.search(r"\[([^]]+)]", line)
            given = found(text)
            fitting = [one for one in given if _alike(_content(text, one), wanted) >= _ALIKE]
            if not fitting:
                read = "; ".join(_content(text, one) for one in given) or "nothing"
                yield Fault(where, line, f"attributes {read}")
            elif source is not None and not any(
                one.source is not None and _alike(text.span(*one.source).exact, source[1]) > 0 for one in fitting
            ):
                yield Fault(where, line, "gives the words to another source")
        for line in entry.near_misses:
            text = _text(line)
            if given := found(text):
                yield Fault(where, line, f"attributes {_content(text, given[0]) or 'a silence'}")


def _content(text: Text, one: Attributed) -> str:
    return " ".join(text.span(*part).exact for part in one.content)


def _alike(a: str, b: str) -> float:
    left, right = re.findall(r"\w+", a), re.findall(r"\w+", b)
    both = sum(min(left.count(word), right.count(word)) for word in dict.fromkeys(left))
    return 2 * both / (len(left) + len(right)) if left and right else 0.0


def _status() -> Iterator[Fault]:
    """Lines "sentence | act | trigger | polarity certainty stage stance | flags"."""
    for entry in cues().entries:
        for line in (*entry.examples, *entry.near_misses):
            where = f"status.toml, {entry.op}"
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 5 or parts[2] not in parts[0] or parts[1] not in {act.value for act in Act}:
                yield Fault(where, line, "is not 'sentence | act | trigger | four lists | flags'")
                continue
            words, act, trigger, wanted, flags = parts
            text = _text(words)
            start = words.index(trigger)
            at = text.doc.char_span(start, start + len(trigger), alignment_mode="expand")
            if at is None:
                yield Fault(where, line, "its trigger is no word of the sentence")
                continue
            given = status(text, Seed(Act(act), at.root, at.start, at.end, reversal="reversal" in flags))
            read = " ".join(s.value for s in (given.polarity, given.certainty, given.stage, given.stance))
            marks = {flag.value for flag in given.flags}
            if read != " ".join(wanted.split()) or marks != set(flags.split(",")) - {""}:
                yield Fault(where, line, f"reads {read} {','.join(sorted(marks))}".rstrip())


def _calendar() -> Iterator[Fault]:
    book = calendar()
    for form in (*book.atoms, *book.joins, *book.before, *book.after):
        where = f"calendar, {form.name}"
        for line in form.examples:
            wanted = example(line)
            found = [
                when.mention
                for when in periods(_text(wanted.text, date.fromisoformat(wanted.published)))
                if not wanted.words
                or any(w in when.mention.span.exact or when.mention.span.exact in w for w in wanted.words)
            ]
            ends = [(_iso(m.start), _iso(m.end)) for m in found]
            if (wanted.start, wanted.end) not in ends:
                read = ", ".join(f"{a or 'open'}/{b or 'open'}" for a, b in ends) or "no period"
                yield Fault(where, line, f"reads {read}")
        for line in form.near_misses:
            closed = [w.mention for w in periods(_text(line, _CALENDAR_DAY)) if w.mention.start and w.mention.end]
            if closed:
                yield Fault(where, line, f"reads {_iso(closed[0].start)}/{_iso(closed[0].end)}")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _bounds() -> Iterator[Fault]:
    for rule in units().bounds:
        where = f"units.toml, bound {rule.bound}"
        for line in rule.examples:
            read = {q.mention.bound for q in quantities(_text(line))}
            if read != {rule.bound}:
                yield Fault(where, line, f"reads {', '.join(sorted(str(b) for b in read)) or 'no quantity'}")
        for line in rule.near_misses:
            if rule.bound in {q.mention.bound for q in quantities(_text(line))}:
                yield Fault(where, line, f"reads {rule.bound}")


def _nouns() -> Iterator[Fault]:
    for group in nouns().groups:
        words = {noun.word for noun in group.nouns}
        sort = group.nouns[0].sort
        where = f"nouns.toml, {sort.value} {group.nouns[0].word}"
        for line in group.examples:
            plain = line.replace("[", "").replace("]", "")
            text = _text(plain)
            who = cast(text)
            start, end = line.find("["), line.find("]") - 1
            at = text.doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end else None
            noun = who.noun(at.root) if at is not None else None
            if noun is None or noun.word not in words:
                yield Fault(where, line, "its marked word is not read as one of the group")
        for line in group.near_misses:
            text = _text(line)
            who = cast(text)
            heard = (who.noun(token) for token in text.doc)
            if any(noun is not None and noun.sort is sort for noun in heard):
                yield Fault(where, line, f"holds a word read as {sort.value}")


def _offices() -> Iterator[Fault]:
    def told(words: str) -> list[str]:
        found = cast(_text(words)).offices
        return [f"{one.person} | {one.office} | {one.country or ''} | {one.tenure}" for one in found]

    for entry in offices().constructions:
        where = f"offices.toml, {entry.name}"
        for line, wanted in entry.examples:
            if told(line) != [wanted]:
                yield Fault(where, line, f"does not tell {wanted}")
        for line in entry.near_misses:
            if told(line):
                yield Fault(where, line, "tells an office")
