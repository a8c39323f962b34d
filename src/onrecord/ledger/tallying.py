"""How many claims a view has of each act, stage, agent …: what a person can narrow it by, with the numbers.

Every claim's values are kept in memory as a few small numbers, brought up to date report by report when decisions or
readings have come since: counting 100,000 claims from the tables themselves takes half a second, from these a tenth.
Invariant: each number is what `count` gives for the same filter narrowed to that value.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from onrecord.ledger import codec, finding, schema
from onrecord.ledger.facets import Count, Facet, Facets
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.names import fold
from onrecord.model.decision import STANDING, Origin

MOST = 40
"""Values told of a facet with many; days are all told."""

_VIEWS = 32
"""Views kept as long as the record does not change: who narrows a view asks for many that share their numbers."""

_entry, _party, _voice = schema.entry, schema.party, schema.voice

_STATUS = (Facet.ACT, Facet.KIND, Facet.STAGE, Facet.CERTAINTY, Facet.STANCE, Facet.POLARITY, Facet.FACT)
_GROUPS: tuple[tuple[Facet, ...], ...] = (
    (*_STATUS, Facet.REVIEWED),
    (Facet.OUTLET,),
    (Facet.DAY,),
    (Facet.AGENT,),
    (Facet.RECIPIENT,),
    (Facet.COUNTRY,),
    (Facet.SOURCE_KIND,),
)
"""Facets whose values are kept together as one number a claim."""

_PLACE = {facet: (group, place) for group, facets in enumerate(_GROUPS) for place, facet in enumerate(facets)}
_SEVERAL = frozenset({Facet.AGENT, Facet.RECIPIENT, Facet.COUNTRY, Facet.SOURCE_KIND})
"""Facets of which a claim may have several values."""

type _Values = tuple[str, ...]
type _Stamp = tuple[int, int, int]
"""Last reading, number of decisions, last entry: it changes with the record."""


def relaxed(where: ClaimFilter) -> dict[Facet, ClaimFilter]:
    """For each facet that `where` filters by, the filter without it."""
    without: dict[Facet, ClaimFilter] = {
        Facet.ACT: replace(where, acts=()),
        Facet.KIND: replace(where, kinds=()),
        Facet.STAGE: replace(where, stages=()),
        Facet.CERTAINTY: replace(where, certainties=()),
        Facet.STANCE: replace(where, stances=()),
        Facet.POLARITY: replace(where, polarity=None),
        Facet.FACT: replace(where, fact=None),
        Facet.REVIEWED: replace(where, reviewed=None, origins=STANDING),
        Facet.OUTLET: replace(where, outlets=()),
        Facet.AGENT: replace(where, agent=""),
        Facet.RECIPIENT: replace(where, recipient=""),
        Facet.COUNTRY: replace(where, country=""),
        Facet.SOURCE_KIND: replace(where, source_kinds=()),
    }
    return {facet: other for facet, other in without.items() if other != where}


@dataclass(slots=True)
class _Group:
    """The values of some facets, interned: `codes[number of the entry]` is the place in `values`."""

    codes: array[int] = field(default_factory=lambda: array("I", [0]))
    values: list[_Values] = field(default_factory=lambda: [()])
    known: dict[_Values, int] = field(default_factory=lambda: {(): 0})

    def put(self, number: int, values: _Values) -> None:
        if number >= len(self.codes):
            self.codes.frombytes(bytes(self.codes.itemsize * (number + 1024 - len(self.codes))))
        code = self.known.get(values)
        if code is None:
            code = self.known[values] = len(self.values)
            self.values.append(values)
        self.codes[number] = code

    def count(self, numbers: Iterable[int]) -> list[tuple[_Values, int]]:
        codes = Counter(map(self.codes.__getitem__, numbers))
        return [(self.values[code], claims) for code, claims in codes.items()]


@dataclass(slots=True)
class _View:
    """The entries of a view by their numbers, what was counted of them by group, and what is told of that."""

    numbers: array[int]
    counts: dict[int, list[tuple[_Values, int]]] = field(default_factory=dict)
    told: dict[Facet, tuple[Count, ...]] = field(default_factory=dict)


class Tally:
    """The values of all entries of one ledger, kept in memory; may be used from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._groups = [_Group() for _ in _GROUPS]
        self._stamp: _Stamp = (0, 0, 0)
        self._views: dict[tuple[ClaimFilter, str], _View] = {}
        self._names: dict[tuple[Facet, str], str] = {}

    def facets(self, connection: Connection, where: ClaimFilter, *, search: str = "") -> Facets:
        """The facets of a view. Raises `SearchError`."""
        with self._lock:
            self._bring_up(connection)
            whole = self._view(connection, where, search)
            others = {facet: self._view(connection, other, search) for facet, other in relaxed(where).items()}
            counts = {facet: self._told(connection, facet, others.get(facet, whole)) for facet in Facet}
            return Facets(len(whole.numbers), counts)

    def _told(self, connection: Connection, facet: Facet, view: _View) -> tuple[Count, ...]:
        if facet not in view.told:
            group = _PLACE[facet][0]
            if group not in view.counts:
                view.counts[group] = self._groups[group].count(view.numbers)
            view.told[facet] = self._counts(connection, facet, view.counts[group])
        return view.told[facet]

    def _view(self, connection: Connection, where: ClaimFilter, search: str) -> _View:
        """A view, from those lately asked for where it is among them."""
        view = self._views.pop((where, search), None)
        if view is None:
            view = _View(array("I", finding.numbers(connection, where, search=search)))
        self._views[where, search] = view
        while len(self._views) > _VIEWS:
            del self._views[next(iter(self._views))]
        return view

    def _counts(self, connection: Connection, facet: Facet, found: list[tuple[_Values, int]]) -> tuple[Count, ...]:
        sums: Counter[str] = Counter()
        place = _PLACE[facet][1]
        for values, claims in found:
            for value in values if facet in _SEVERAL else values[place : place + 1]:
                sums[value] += claims
        del sums[""]
        if facet is Facet.DAY:
            return tuple(Count(day, day, claims) for day, claims in sorted(sums.items()))
        ranked = sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:MOST]
        if facet not in (Facet.AGENT, Facet.RECIPIENT, Facet.OUTLET):
            return tuple(Count(value, value.replace("_", " "), claims) for value, claims in ranked)
        names = self._named(connection, facet, [value for value, _ in ranked])
        return tuple(Count(names[value], names[value], claims) for value, claims in ranked)

    def _named(self, connection: Connection, facet: Facet, folded: Sequence[str]) -> dict[str, str]:
        """Names as a report writes them, by their folded form."""
        for name in folded:
            if (facet, name) not in self._names:
                self._names[facet, name] = _written(connection, facet, name)
        return {name: self._names[facet, name] for name in folded}

    def _bring_up(self, connection: Connection) -> None:
        """Take in what has been read and decided since."""
        stamp = _stamp(connection)
        if stamp == self._stamp:
            return
        changed = None if self._stamp == (0, 0, 0) else _changed(self._stamp)
        for number, values in _rows(connection, changed):
            for group, one in zip(self._groups, values, strict=True):
                group.put(number, one)
        self._stamp = stamp
        self._views.clear()


def state(connection: Connection) -> tuple[int, ...]:
    """What `Ledger.state` gives."""
    names = connection.execute(select(schema.ledger.c.name_decisions)).scalar() or 0
    lists = connection.execute(select(func.max(schema.holder_list.c.no))).scalar() or 0
    return (*_stamp(connection), names, lists)


def _stamp(connection: Connection) -> _Stamp:
    last = [
        connection.execute(select(func.max(column))).scalar() or 0
        for column in (schema.reading.c.no, schema.decision.c.number, _entry.c.no)
    ]
    return last[0], last[1], last[2]


def _changed(since: _Stamp) -> Select[int]:
    """The reports read or decided on since, with all their versions."""
    reading, decision, report = schema.reading, schema.decision, schema.report
    read = select(reading.c.report).where(reading.c.no > since[0])
    decided = select(decision.c.report).where(decision.c.number > since[1])
    ids = select(report.c.id).where(report.c.no.in_(read) | report.c.no.in_(decided))
    return select(report.c.no).where(report.c.id.in_(ids))


def _rows(connection: Connection, reports: Select[int] | None) -> Iterator[tuple[int, list[_Values]]]:
    """Every entry's number and its values, group by group; of some reports or of all."""
    own = None if reports is None else select(_entry.c.no).where(_entry.c.report.in_(reports))
    parties: dict[int, dict[str, list[str]]] = {}
    countries: dict[int, list[str]] = {}
    voices: dict[int, list[str]] = {}
    sides_of = select(_party.c.entry, _party.c.role, _party.c.name, _party.c.country)
    for entry, role, name, country in _of(connection, sides_of, own):
        if role != "place":
            parties.setdefault(entry, {}).setdefault(role, []).append(name)
        if country:
            countries.setdefault(entry, []).append(country)
    for entry, speaker in _of(connection, select(_voice.c.entry, _voice.c.kind), own):
        voices.setdefault(entry, []).append(speaker)
    none: dict[str, list[str]] = {}
    columns = [_entry.c[name] for name in ("no", "act", "kind", "stage", "certainty", "stance", "polarity", "fact")]
    query = select(*columns, _entry.c.origin, _entry.c.outlet, _entry.c.published)
    for row in connection.execute(query if own is None else query.where(_entry.c.no.in_(own))):
        no, act, kind, stage, certainty, stance, polarity, fact, origin, outlet, published = row
        sides = parties.get(no, none)
        reviewed = "no" if origin == Origin.MACHINE.value else "yes"
        yield (
            no,
            [
                (act, kind or "", stage, certainty, stance, polarity, "yes" if fact else "no", reviewed),
                (outlet,),
                (published,),
                _once(sides.get("agent", ())),
                _once(sides.get("recipient", ())),
                _once(countries.get(no, ())),
                _once(voices.get(no, ())),
            ],
        )


def _of(
    connection: Connection, query: Select[*tuple[Any, ...]], own: Select[int] | None
) -> Iterable[Row[*tuple[Any, ...]]]:
    return connection.execute(query if own is None else query.where(query.selected_columns["entry"].in_(own)))


def _once(values: Iterable[str]) -> _Values:
    return tuple(dict.fromkeys(value for value in values if value))


def _written(connection: Connection, facet: Facet, folded: str) -> str:
    """How the first claim that has a name writes it; the folded form where there is none."""
    if facet is Facet.OUTLET:
        report = schema.report
        found = connection.execute(select(report.c.outlet).where(report.c.outlet_folded == folded).limit(1)).scalar()
        return found or folded.strip()
    body = schema.body
    entry = select(_party.c.entry).where(_party.c.role == facet.value, _party.c.name == folded).limit(1)
    text = connection.execute(select(body.c.claim).where(body.c.entry == entry.scalar_subquery())).scalar()
    if text is None:
        return folded.strip()
    claim = codec.claim_of(text)
    sides = claim.agent if facet is Facet.AGENT else claim.recipient
    return next((party.name for party in sides if fold(party.name) == folded), folded.strip())
