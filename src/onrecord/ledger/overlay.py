"""The record: the machine's claims overlaid by what people decided.

Invariants: every decision that holds has exactly one place in the record; every claim of the reading is in the record,
plain or under a decision; the same claims and decisions give the same record.

A decision keeps to its claim from reading to reading: the reading that was judged is aligned with the newer one, claim
by claim, where act and place (overlapping triggers) are the same. So a decision on one of two claims over the same
words never passes to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model.claim import Claim
from onrecord.model.decision import JUDGING, Decision, Origin, Reason, Verb


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands: over which machine's claim (None: none), by which thread of decisions (None: none)."""

    id: str
    claim: Claim
    origin: Origin
    machine: Claim | None
    thread: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What a thread of decisions comes to: claim and origin, which of them put it so, the first and last to hold."""

    claim: Claim
    origin: Origin
    put: Decision
    first: Decision
    last: Decision


@dataclass(frozen=True, slots=True)
class Readings:
    """The reading in force with its number, and those before it that decisions were made on."""

    number: int
    claims: Sequence[Claim]
    before: Mapping[int, Sequence[Claim]]

    def of(self, number: int) -> Sequence[Claim]:
        """The claims of a reading."""
        return self.claims if number == self.number else self.before[number]


def holding(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not undone, in their order, without the undoing ones."""
    undone = {one.undoes for one in decisions if one.verb is Verb.UNDO}
    return tuple(one for one in decisions if one.verb is not Verb.UNDO and one.number not in undone)


def judgements(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold and put a claim on record or take it off: no notes."""
    return tuple(one for one in holding(decisions) if one.verb in JUDGING)


def own(decisions: Sequence[Decision], by: str) -> tuple[Decision, ...]:
    """The decisions of one person, with those that undo them, whoever made these."""
    mine = {one.number for one in decisions if one.by == by and one.verb is not Verb.UNDO}
    return tuple(one for one in decisions if one.number in mine or one.undoes in mine)


def _built_on(held: Sequence[Decision]) -> tuple[Decision, ...]:
    """What the last decision follows from, with it: all before it, of a blind one only that person's own."""
    found: list[Decision] = []
    alone: str | None = None
    for one in reversed(held):
        if alone is None or one.by == alone:
            found.append(one)
            alone = one.by if one.blind else alone
    return tuple(reversed(found))


def fold(thread: Sequence[Decision]) -> Held | None:
    """What the decisions on one claim come to; None where all are undone. The last word counts, whoever has it."""
    all_held = judgements(thread)
    if not all_held:
        return None
    held = _built_on(all_held)
    put, claim, base = held[0], held[0].claim or held[0].judged, Origin.MACHINE
    for one in held:
        if one.verb is not Verb.REJECT:
            put, claim = one, one.claim or one.judged
        if one.verb is Verb.ADD:
            base = Origin.ADDED
        elif one.verb is Verb.CORRECT and base is not Origin.ADDED:
            base = Origin.CORRECTED
    if claim is None:  # every verb but undo stores a claim
        return None
    plain = Origin.ACCEPTED if base is Origin.MACHINE else base
    return Held(claim, Origin.REJECTED if held[-1].verb is Verb.REJECT else plain, put, all_held[0], held[-1])


def content(claim: Claim) -> Claim:
    """What a claim says, without what may change from reading to reading: its id and the words that give its status."""
    return replace(claim, id="", about=None, status=replace(claim.status, cues=()))


def align(old: Sequence[Claim], new: Sequence[Claim]) -> dict[str, str]:
    """Which claim of a newer reading is which of an older one, by ids: same act, overlapping trigger, the likest first.

    Each has one counterpart at most.
    """
    pairs = sorted((_unlikeness(old[i], new[j]), i, j) for i, j in _meeting(old, new))
    met: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in pairs:
        if i not in met and j not in taken:
            met[i] = j
            taken.add(j)
    return {old[i].id: new[j].id for i, j in sorted(met.items())}


def _meeting(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of positions with the same act and overlapping triggers."""
    places: dict[tuple[str, int], list[int]] = {}
    for j, claim in enumerate(new):
        for at in range(claim.trigger.start, claim.trigger.end):
            places.setdefault((claim.act, at), []).append(j)
    for i, claim in enumerate(old):
        seen: set[int] = set()
        for at in range(claim.trigger.start, claim.trigger.end):
            for j in places.get((claim.act, at), ()):
                if j not in seen:
                    seen.add(j)
                    yield i, j


def _unlikeness(one: Claim, other: Claim) -> tuple[bool | int, ...]:
    a, b = content(one), content(other)
    return (
        a != b,
        a.trigger != b.trigger,
        a.status.stance != b.status.stance,
        [link.name for link in a.sources] != [link.name for link in b.sources],
        a.kind != b.kind,
        a.status != b.status,
        [party.name for party in a.agent] != [party.name for party in b.agent],
        [party.name for party in a.recipient] != [party.name for party in b.recipient],
        abs(a.trigger.start - b.trigger.start) + abs(a.trigger.end - b.trigger.end),
    )


def overlay(readings: Readings, decisions: Sequence[Decision], *, versions: int = 1) -> tuple[Standing, ...]:
    """The record of one report from its reading in force and all decisions on it (in the order they were made).

    `versions` is the number of versions of the report that there are. In the order of triggers.
    """
    threads: dict[int, list[Decision]] = {}
    for one in decisions:
        if one.anchor.act is not None:
            threads.setdefault(one.thread, []).append(one)
    held = {number: found for number, thread in threads.items() if (found := fold(thread)) is not None}
    places = _places(readings, held)
    under = {machine: number for number, machine in places.items() if machine is not None}
    ids = _ids(readings.claims, held, places)
    names = _Names(readings, threads, ids)
    noted = _noted(readings, [thread for number, thread in threads.items() if number not in held])
    rows = []
    for claim in readings.claims:
        number = under.get(claim.id)
        if number is None:
            rows.append(Standing(claim.id, claim, Origin.MACHINE, claim, noted.get(claim.id)))
        else:
            reason = _reason(readings, held[number], claim, versions)
            rows.append(_standing(number, held[number], claim, reason, names))
    for number, alone in held.items():
        if places[number] is None:
            rows.append(_standing(number, alone, None, _reason(readings, alone, None, versions), names))
    return tuple(sorted(rows, key=lambda row: (row.claim.trigger.start, row.claim.trigger.end)))


def _noted(readings: Readings, threads: Sequence[Sequence[Decision]]) -> dict[str, int]:
    """The machine's claims that people have made notes on and not judged, with the thread of the notes."""
    found: dict[str, int] = {}
    for thread in threads:
        last = next((one for one in reversed(holding(thread)) if one.machine is not None), None)
        if last is None or last.machine is None:
            continue
        moves = {} if last.reading == readings.number else align(readings.of(last.reading), readings.claims)
        place = last.machine if last.reading == readings.number else moves.get(last.machine)
        if place is not None:
            found.setdefault(place, last.thread)
    return found


def _places(readings: Readings, held: Mapping[int, Held]) -> dict[int, str | None]:
    """The machine's claim under each thread; where two would have the same, the later decision has it."""
    places: dict[int, str | None] = {}
    taken: set[str] = set()
    moves = {number: align(claims, readings.claims) for number, claims in readings.before.items()}
    for number in sorted(held, key=lambda number: held[number].last.number, reverse=True):
        last = held[number].last
        if last.reading == readings.number:
            place = last.machine
        else:
            place = _moved(readings.claims, held[number], moves[last.reading], taken)
        places[number] = None if place in taken else place
        if place is not None:
            taken.add(place)
    return places


def _moved(claims: Sequence[Claim], held: Held, moves: Mapping[str, str], taken: set[str]) -> str | None:
    """Where a decision on an earlier reading belongs now: with the judged claim, else with the like of what it put."""
    last = held.last
    place = moves.get(last.machine) if last.machine is not None else None
    if place is not None and place not in taken:
        return place
    known = {*moves.values(), *taken}
    free = [claim for claim in claims if claim.id not in known]
    if last.machine is None:
        free = [claim for claim in free if same_position(claim, held.claim)]
    return next(iter(align([held.claim], free).values()), None)


def same_position(one: Claim, other: Claim) -> bool:
    """Whether two claims on the same words are the same source's with the same bent."""
    return (
        one.kind == other.kind
        and one.status.stance == other.status.stance
        and one.status.polarity == other.status.polarity
        and [link.name for link in one.sources] == [link.name for link in other.sources]
    )


def _reason(readings: Readings, held: Held, machine: Claim | None, versions: int) -> Reason | None:
    last = held.last
    if last.versions < versions:
        return Reason.NEWER_TEXT
    if last.reading == readings.number or last.machine is None:
        return None
    if machine is None:
        return Reason.NO_COUNTERPART
    judged = next((claim for claim in readings.of(last.reading) if claim.id == last.machine), None)
    told = content(machine)
    if judged is not None and content(judged) == told:
        return None
    return None if content(held.claim) == told and held.origin is not Origin.REJECTED else Reason.CHANGED


def _ids(claims: Sequence[Claim], held: Mapping[int, Held], places: Mapping[int, str | None]) -> dict[int, str]:
    """The id of each thread's claim: that of the machine's claim under it, else one of its own."""
    taken = {claim.id for claim in claims}
    ids: dict[int, str] = {}
    for number, one in held.items():
        place = places[number]
        if place is None:
            place = own_id(one.first, number)
            while place in taken:
                place += "'"
            taken.add(place)
        ids[number] = place
    return ids


def own_id(first: Decision, thread: int) -> str:
    """The id of a claim that stands by a person's decision alone."""
    return first.entry if first.verb is Verb.ADD else f"d{thread}"


class _Names:
    """The present ids of claims that went by another id when a decision named them."""

    def __init__(self, readings: Readings, threads: Mapping[int, Sequence[Decision]], ids: Mapping[int, str]) -> None:
        self._readings = readings
        self._ids = ids
        self._owns = {own_id(thread[0], number): number for number, thread in threads.items()}
        self._judged = {
            (one.reading, one.machine): number
            for number, thread in threads.items()
            for one in thread
            if one.machine is not None
        }
        self._moves: dict[int, dict[str, str]] = {}

    def of(self, thread: int) -> str:
        return self._ids[thread]

    def now(self, name: str | None, put: Decision) -> str | None:
        """What `name`, written by the decision `put`, is called now; None where it is gone."""
        if name is None:
            return None
        thread = self._judged.get((put.reading, name), self._owns.get(name))
        if thread is not None and thread in self._ids:
            return self._ids[thread]
        if put.reading == self._readings.number:
            return name if any(claim.id == name for claim in self._readings.claims) else None
        if put.reading not in self._moves:
            self._moves[put.reading] = align(self._readings.of(put.reading), self._readings.claims)
        return self._moves[put.reading].get(name)


def _standing(thread: int, held: Held, machine: Claim | None, reason: Reason | None, names: _Names) -> Standing:
    own = names.of(thread)
    about = names.now(held.claim.about, held.put)
    claim = replace(held.claim, id=own, about=None if about == own else about)
    return Standing(own, claim, held.origin, machine, thread, reason)
