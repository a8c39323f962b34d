"""A claim as the fields of a form, and back: every slot as lines of text, one value a line.

The lines are in the form that `filling` understands, `WORDS = MEANING`. A line that was not changed stands for the very
value it was made from, so that a form sent back as it came changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from onrecord.desk.slots import Slots
from onrecord.errors import InputError
from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.model.record import claim_record
from onrecord.model.source import Source
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance

LISTS = ("agent", "recipient", "items", "place", "when", "sources")
"""The fields that hold lines of words."""

CHOICES: dict[str, type[StrEnum]] = {
    "act": Act,
    "kind": Kind,
    "polarity": Polarity,
    "certainty": Certainty,
    "stage": Stage,
    "stance": Stance,
}
"""The fields that hold one of the codebook's values."""

type Fields = Mapping[str, str]
"""A form's fields by name, as a person sent them; `flags` are separated by blanks, lists by line ends."""


def mark_of(claim: Claim) -> str:
    """A short mark of all that a claim says: another mark is another claim."""
    told = json.dumps(claim_record(claim), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


def fields_of(claim: Claim) -> dict[str, str]:
    """The fields of a claim."""
    status = claim.status
    return {
        "act": claim.act.value,
        "kind": claim.kind.value if claim.kind else "",
        "polarity": status.polarity.value,
        "certainty": status.certainty.value,
        "stage": status.stage.value,
        "stance": status.stance.value,
        "flags": " ".join(status.ordered_flags()),
        "trigger": _flat(claim.trigger.exact),
        "start": str(claim.trigger.start),
        "end": str(claim.trigger.end),
        "agent": _lines(claim.agent, party_line),
        "recipient": _lines(claim.recipient, party_line),
        "items": _lines(claim.items, item_line),
        "place": _lines(claim.place, place_line),
        "when": _lines((claim.when,) if claim.when else (), when_line),
        "sources": _lines(claim.sources, source_line),
        "about": claim.about or "",
    }


def slots_of(given: Fields, *, text: str, before: Claim | None = None) -> Slots:
    """The slots that a form changes of `before` (or gives, where there is none); fields left out stay as they are.

    Raises `InputError` where a value is none of the codebook's, or the trigger's offsets are not in the text.
    """
    was = fields_of(before) if before is not None else {}
    changed = {name: value for name, value in given.items() if name in was or before is None}
    changed = {name: value for name, value in changed.items() if _plain(value) != was.get(name)}
    picked = _trigger({**was, **given}, text) if {"trigger", "start", "end"} & changed.keys() else None
    when = _plain(changed["when"]) if "when" in changed else None
    if when is not None and "\n" in when:
        raise InputError("an act has one period; give one line")
    return Slots(
        act=_choice(changed, "act", Act),
        kind=_choice(changed, "kind", Kind),
        polarity=_choice(changed, "polarity", Polarity),
        certainty=_choice(changed, "certainty", Certainty),
        stage=_choice(changed, "stage", Stage),
        stance=_choice(changed, "stance", Stance),
        flags=tuple(_flag(one) for one in changed["flags"].split()) if "flags" in changed else None,
        trigger=picked,
        nth=_nth(given) if isinstance(picked, str) else None,
        agent=_values(changed, "agent", before.agent if before else (), party_line),
        recipient=_values(changed, "recipient", before.recipient if before else (), party_line),
        items=_values(changed, "items", before.items if before else (), item_line),
        place=_values(changed, "place", before.place if before else (), place_line),
        sources=_values(changed, "sources", before.sources if before else (), source_line),
        when=when,
        about=_plain(changed["about"]) if "about" in changed else None,
    )


def _plain(value: str) -> str:
    """A value without blank lines and blanks around lines; browsers send line ends as CR LF."""
    return "\n".join(line.strip() for line in value.splitlines() if line.strip())


def _lines[T](values: Sequence[T], line: Callable[[T], str]) -> str:
    return "\n".join(line(value) for value in values)


def _values[T: (Participant, Item, Place, Source)](
    given: Fields, name: str, before: Sequence[T], line: Callable[[T], str]
) -> tuple[str | T, ...] | None:
    if name not in given:
        return None
    known = {line(value): value for value in before}
    return tuple(known.get(one, one) for one in _plain(given[name]).splitlines())


def _choice[E: StrEnum](given: Fields, name: str, listed: type[E]) -> E | None:
    value = given.get(name, "").strip()
    if not value:
        return None
    if value not in list(listed):
        raise InputError(f"{value[:40]!r} is no {name}; one of {', '.join(listed)}")
    return listed(value)


def _flag(value: str) -> Flag:
    if value not in list(Flag):
        raise InputError(f"{value[:40]!r} is no flag; one of {', '.join(Flag)}")
    return Flag(value)


def _trigger(given: Fields, text: str) -> Span | str:
    """The words that name the act: at the offsets that were picked, or as they were typed where these are others."""
    start, end, words = given.get("start", "").strip(), given.get("end", "").strip(), given.get("trigger", "").strip()
    if _is_number(start) and _is_number(end) and 0 <= int(start) < int(end) <= len(text):
        found = Span.of(text, int(start), int(end))
        if not words or _flat(found.exact) == _flat(words):
            return found
    if not words:
        raise InputError("give the words of the text that name the act")
    return words


def _nth(given: Fields) -> int | None:
    nth = given.get("nth", "").strip()
    if nth and not (_is_number(nth) and int(nth)):
        raise InputError(f"{nth[:40]!r} does not say which of several such words; give 1, 2 and so on")
    return int(nth) if nth else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10


def party_line(party: Participant) -> str:
    """A party: "the delegation = Moldovan delegation, delegation, MDA"."""
    return _line(party.text, party.name, party.kind.value, party.country)


def source_line(source: Source) -> str:
    """A link of the chain, as a party."""
    return _line(source.text, source.name, source.kind.value, source.country)


def item_line(item: Item) -> str:
    """An item: "about 40 tanks = tanks, 40, item, about"."""
    figures = (item.value, item.unit, item.bound.value if item.bound else None) if item.value is not None else ()
    return f"{_flat(item.text)} = {', '.join(str(part) for part in (_flat(item.what), *figures) if part is not None)}"


def place_line(place: Place) -> str:
    """A place: "Accra = GHA"."""
    return f"{_flat(place.text)} = {place.country}" if place.country else _flat(place.text)


def when_line(when: Period) -> str:
    """A period: "on Friday = 2025-03-07..2025-03-07"."""
    start, end = (day.isoformat() if day else "" for day in (when.start, when.end))
    return f"{_flat(when.text)} = {start}..{end}"


def _line(text: str, name: str, kind: str, country: str | None) -> str:
    named = _flat(name) if name != text else ""
    return f"{_flat(text)} = {', '.join(part for part in (named, kind, country) if part)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
