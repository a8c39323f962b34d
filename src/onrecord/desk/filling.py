"""Slots from what a person writes: `WORDS` of the text, or `WORDS = MEANING`.

Words alone take their meaning from the report's claims and mentions. Nothing is guessed: where neither knows the words,
an `InputError` says what to add.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onrecord.desk.sight import Sight
from onrecord.desk.words import nearest, places
from onrecord.errors import InputError
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Claim
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.source import Source, SourceKind

_COUNTRY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TO = ".."


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills slots over a report, near `trigger`; `claims` are those on record, asked before the reader is."""

    sight: Sight
    trigger: Span
    claims: Sequence[Claim] = ()

    def party(self, given: str | Participant) -> Participant:
        """A party: `WORDS`, or `WORDS = NAME, KIND, COUNTRY` (any of the three)."""
        if isinstance(given, Participant):
            return given
        words, meaning = _parted(given, self.sight.report.text)
        told = _Told.of(meaning, ActorKind)
        if told.kind is not None and self._places(words):
            span = self._nearest(words, "party")
            return Participant(span.exact, told.name or span.exact, told.country, ActorKind(told.kind), span)
        known = self._known_party(words)
        if known is None:
            span = self._nearest(words, "party")
            raise InputError(_unknown(span.exact, "party", ActorKind))
        kind = ActorKind(told.kind) if told.kind is not None else known.kind
        return replace(known, name=told.name or known.name, country=told.country or known.country, kind=kind)

    def source(self, given: str | Source) -> Source:
        """A link of the chain of sources: `WORDS`, or `WORDS = NAME, KIND, COUNTRY` (any of the three)."""
        if isinstance(given, Source):
            return given
        words, meaning = _parted(given, self.sight.report.text)
        told = _Told.of(meaning, SourceKind)
        known = _like(words, self._nearest_first(self._links(words)))
        if known is not None:
            kind = SourceKind(told.kind) if told.kind is not None else known.kind
            return replace(known, name=told.name or known.name, country=told.country or known.country, kind=kind)
        span = self._nearest(words, "source")
        if told.kind is None:
            raise InputError(_unknown(span.exact, "source", SourceKind))
        return Source(span.exact, told.name or span.exact, SourceKind(told.kind), told.country, span)

    def place(self, given: str | Place) -> Place:
        """A place: `WORDS`, or `WORDS = COUNTRY`."""
        if isinstance(given, Place):
            return given
        words, meaning = _parted(given, self.sight.report.text)
        span = self._nearest(words, "place")
        if meaning:
            if not _COUNTRY.fullmatch(meaning):
                raise InputError(f"{meaning!r} is no country's code; write {words} = UKR")
            return Place(span.exact, meaning, span)
        on_record = [place for claim in self.claims for place in claim.place if place.text == span.exact]
        seen = [Place(m.name, m.country) for m in self.sight.reading.mentions.places if m.span.overlaps(span)]
        country = next((place.country for place in (*on_record, *seen)), None)
        return Place(span.exact, country, span)

    def item(self, given: str | Item) -> Item:
        """An item: `WORDS`, or `WORDS = WHAT, VALUE, UNIT, BOUND` (unit `item` and bound `exact` if left out)."""
        if isinstance(given, Item):
            return given
        words, meaning = _parted(given, self.sight.report.text)
        span = self._nearest(words, "item")
        if meaning:
            return _item_told(span, [part.strip() for part in meaning.split(",")])
        for claim in self.claims:
            for item in claim.items:
                if item.span == span:
                    return item
        for found in self.sight.reading.mentions.quantities:
            if span.start <= found.span.start and found.span.end <= span.end:
                return Item(span.exact, found.what or span.exact, found.value, found.unit, found.bound, span)
        return Item(span.exact, span.exact, span=span)

    def when(self, given: str | Period) -> Period:
        """A period: `WORDS`, or `WORDS = DAY`, `WORDS = DAY..DAY`, `WORDS = DAY..` (open), `WORDS = ..DAY`."""
        if isinstance(given, Period):
            return given
        words, meaning = _parted(given, self.sight.report.text)
        span = self._nearest(words, "period")
        if meaning:
            start, end = _days(meaning)
            return Period(span.exact, start, end, span)
        for found in self.sight.reading.mentions.periods:
            if found.span.overlaps(span) and (found.start or found.end):
                return Period(span.exact, found.start, found.end, span)
        raise InputError(f"which days {span.exact!r} means is not known; write {span.exact} = 2025-03-04..2025-03-07")

    def _places(self, words: str) -> tuple[Span, ...]:
        return places(self.sight.report.text, words)

    def _nearest(self, words: str, what: str) -> Span:
        found = self._places(words)
        if not found:
            raise InputError(f"the {what} {words!r} is not in the text; write WORDS = MEANING with words of the text")
        return nearest(found, self.trigger)

    def _known_party(self, words: str) -> Participant | None:
        """Who the words are: as they stand nearest to the trigger, else by name; claims before mentions."""
        on_record = [party for claim in self.claims for party in (*claim.agent, *claim.recipient)]
        found = _like(words, self._nearest_first(on_record))
        if found is None:
            actors = self.sight.reading.mentions.actors
            seen = [Participant(a.span.exact, a.name, a.country, a.kind, a.span) for a in actors]
            found = _like(words, self._nearest_first(seen)) or _named_with(words, self._nearest_first(seen))
        if found is None:
            return None
        here = self._places(words)
        if not here:
            return found
        span = nearest(here, self.trigger)
        return replace(found, text=span.exact, span=span)

    def _links(self, words: str) -> list[Source]:
        """Known sources; the reader is asked only where the record does not know the words."""
        on_record = [source for claim in self.claims for source in claim.sources]
        if _like(words, on_record) is not None:
            return on_record
        return [source for one in self.sight.reading.mentions.attributions for source in one.sources]

    def _nearest_first[T: (Participant, Source)](self, known: Sequence[T]) -> list[T]:
        at = self.trigger.start
        return sorted(known, key=lambda one: abs(one.span.start - at) if one.span is not None else len(known) + at)


def _like[T: (Participant, Source)](words: str, known: Sequence[T]) -> T | None:
    """The first whose words these are, else whose name they are, without regard to case."""
    wanted = words.casefold()
    for one in known:
        if one.text == words:
            return one
    return next((one for one in known if wanted in (one.name.casefold(), one.text.casefold())), None)


def _named_with(words: str, known: Sequence[Participant]) -> Participant | None:
    """The first whose words and name these are a part of: "Mensah" of "Kofi Mensah"."""
    wanted = words.split()
    return next((one for one in known if set(wanted) <= set(one.text.split()) & set(one.name.split())), None)


def _parted(given: str, text: str) -> tuple[str, str]:
    """Words and meaning; what stands in the text as it is has no meaning added."""
    words, sign, meaning = given.partition("=")
    if not sign or given.strip() in text:
        return given.strip(), ""
    if not words.strip() or not meaning.strip():
        raise InputError(f"{given!r} is not WORDS = MEANING")
    return words.strip(), meaning.strip()


@dataclass(frozen=True, slots=True)
class _Told:
    """What a meaning says of a party or source: its parts may stand in any order."""

    name: str
    kind: str | None
    country: str | None

    @classmethod
    def of(cls, meaning: str, kinds: type[StrEnum]) -> _Told:
        name, kind, country = [], None, None
        for part in filter(None, (part.strip() for part in meaning.split(","))):
            if part in list(kinds):
                kind = part
            elif _COUNTRY.fullmatch(part):
                country = part
            else:
                name.append(part)
        return cls(", ".join(name), kind, country)


def _unknown(words: str, what: str, kinds: type[StrEnum]) -> str:
    return f"what {what} {words!r} is, is not known; write {words} = KIND, with one of {', '.join(kinds)}"


def _item_told(span: Span, parts: Sequence[str]) -> Item:
    what, value, unit, bound = (*parts, "", "", "")[:4]
    if len(parts) > 4 or (value and not _NUMBER.fullmatch(value)):
        raise InputError(f"the item {span.exact!r} is not WORDS = WHAT, VALUE, UNIT, BOUND (tanks, 40, item, about)")
    if not value:
        return Item(span.exact, what or span.exact, span=span)
    if bound and bound not in list(Bound):
        raise InputError(f"{bound!r} is no bound; one of {', '.join(Bound)}")
    number = float(value) if "." in value else int(value)
    return Item(span.exact, what or span.exact, number, unit or "item", Bound(bound or Bound.EXACT), span)


def _days(meaning: str) -> tuple[date | None, date | None]:
    start, to, end = meaning.partition(_TO)
    try:
        days = [date.fromisoformat(day.strip()) if day.strip() else None for day in ((start, end) if to else (start,))]
    except ValueError as error:
        raise InputError(f"{meaning!r} is not a day or DAY..DAY, such as 2025-03-04..2025-03-07") from error
    return days[0], days[-1]
