"""What one coder sees, and where coders differ.

A coder who judges blind sees the machine's record overlaid by their own decisions alone. On record is, whoever made it,
the last decision: that of a blind coder too. So the differences are listed, for the coders to settle by deciding again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from onrecord.desk.address import split
from onrecord.desk.looking import View, view
from onrecord.errors import DecisionError, NotInLedgerError
from onrecord.ledger.overlay import content
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Entry, ReportHead
from onrecord.model.claim import Claim
from onrecord.model.decision import Origin, Verb
from onrecord.model.record import claim_record


@dataclass(frozen=True, slots=True)
class Coder:
    """Who judges, and whether without seeing what others decided."""

    name: str
    blind: bool = False


def seen(ledger: Ledger, report: str, coder: Coder | None = None) -> View:
    """A report and its record as a coder sees it. Raises `NotInLedgerError`."""
    whole = view(ledger, report)
    if coder is None or not coder.blind:
        return whole
    entries = ledger.coded(whole.kept.head.hash, by=coder.name)
    kept = replace(
        whole.kept,
        complete=tuple(one for one in whole.kept.complete if one.by == coder.name),
        claims=sum(entry.origin is not Origin.REJECTED for entry in entries),
        reviewed=sum(entry.reviewed for entry in entries),
        review=sum(entry.reason is not None for entry in entries),
    )
    return View(kept, entries, whole.unplaced)


def find(ledger: Ledger, address: str, coder: Coder | None = None) -> Entry:
    """The entry at an address as a coder sees it. Raises `InputError`, `NotInLedgerError`."""
    report, claim = split(address)
    if coder is None or not coder.blind:
        return ledger.entry(report, claim)
    for entry in ledger.coded(report, by=coder.name):
        if entry.id == claim:
            return entry
    raise NotInLedgerError(f"report {report[:80]} has no claim {claim[:80]} on record")


@dataclass(frozen=True, slots=True)
class Word:
    """What one coder holds of a claim; `claim` is None where, to them, the report does not make it.

    `origin` is `machine` where they left the machine's claim as it was and marked the report complete.
    """

    by: str
    origin: Origin
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim on which coders differ: each one's word, and the slots that are not the same.

    Without slots, they differ on whether the report makes the claim.
    """

    report: ReportHead
    entry: str
    words: tuple[Word, ...]
    slots: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address of the claim on record."""
        return f"{self.report.id if self.report.newest else self.report.hash}/{self.entry}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many claims two or more coders have judged, and those on which they differ, report by report."""

    claims: int
    differences: tuple[Difference, ...]

    @property
    def share(self) -> float | None:
        """The share on which they agree, from 0 to 1; None where nothing was judged twice."""
        return (self.claims - len(self.differences)) / self.claims if self.claims else None


def differences(ledger: Ledger, *, report: str = "", coders: Sequence[str] = ()) -> Comparison:
    """Compare what coders hold of the same claims; `report` and `coders` narrow it down.

    A claim counts where two have a word on it: their last decision that holds, or, in a report they have marked
    complete, what they left standing and what they do not have.
    """
    found: list[Difference] = []
    compared = 0
    for name, people in _reports(ledger, report, frozenset(coders)):
        for head, key, words in _claims(ledger, name, people):
            compared += 1
            if any(_held(word.claim) != _held(words[0].claim) for word in words):
                found.append(Difference(head, key, words, _slots(words)))
    return Comparison(compared, tuple(found))


def _reports(ledger: Ledger, report: str, coders: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The reports that two or more people have decided on, oldest decision first, with these people by name."""
    people: dict[str, set[str]] = {}
    for one in reversed(ledger.log(report=report)):
        if one.verb not in (Verb.UNDO, Verb.NOTE) and (not coders or one.by in coders):
            people.setdefault(one.anchor.report, set()).add(one.by)
    for name, found in people.items():
        if len(found) > 1:
            yield name, tuple(sorted(found))


def _claims(ledger: Ledger, report: str, people: Sequence[str]) -> Iterator[tuple[ReportHead, str, tuple[Word, ...]]]:
    """The claims of a report on which two or more have a word."""
    kept = ledger.report(report)
    views = {by: {_key(entry): entry for entry in ledger.coded(report, by=by)} for by in people}
    done = {one.by for one in kept.complete}
    order = dict.fromkeys(
        key
        for entry in sorted((e for seen in views.values() for e in seen.values()), key=_place)
        for key in (_key(entry),)
    )
    for key in order:
        held = [(by, views[by].get(key), by in done) for by in people]
        words = tuple(word for by, entry, whole in held if (word := _word(by, entry, complete=whole)) is not None)
        if len(words) > 1 and any(word.origin is not Origin.MACHINE for word in words):
            yield kept.head, _named(key, views.values()), words


type _Key = tuple[str, str]


def _key(entry: Entry) -> _Key:
    """What is one claim to all coders: the machine's claim under it, else the thread of decisions on it."""
    if entry.machine is not None:
        return "machine", entry.machine.id
    return "thread", str(entry.decisions[0].thread)


def _place(entry: Entry) -> tuple[int, int, str]:
    return entry.claim.trigger.start, entry.claim.trigger.end, entry.id


def _named(key: _Key, views: Iterable[Mapping[_Key, Entry]]) -> str:
    return next(seen[key].id for seen in views if key in seen)


def _word(by: str, entry: Entry | None, *, complete: bool) -> Word | None:
    if entry is None:
        return Word(by, Origin.REJECTED, None) if complete else None
    if not entry.reviewed:
        return Word(by, Origin.MACHINE, entry.claim) if complete else None
    return Word(by, entry.origin, None if entry.origin is Origin.REJECTED else entry.claim)


def _held(claim: Claim | None) -> Claim | None:
    """A claim without what does not count as a difference: its id and the words that give its status."""
    return None if claim is None else content(claim)


_NO_SLOTS = frozenset({"id", "about", "cues"})


def _slots(words: Sequence[Word]) -> tuple[str, ...]:
    """The slots in which the claims differ, in the order of the JSON form."""
    records = [claim_record(word.claim) for word in words if word.claim is not None]
    found: dict[str, None] = {}
    for one, other in combinations(records, 2):
        left: Mapping[str, object] = {**one}
        right: Mapping[str, object] = {**other}
        found.update((key, None) for key in left if key not in _NO_SLOTS and left[key] != right.get(key))
    order = list(records[0]) if records else []
    return tuple(key for key in order if key in found)


def check_seen(entry: Entry, mark: str) -> None:
    """Pass an entry whose claim is still the one a person saw under this mark. Raises `DecisionError`."""
    from onrecord.desk.fields import mark_of

    if mark and mark != mark_of(entry.claim):
        raise DecisionError(f"claim {entry.id} of report {entry.report.id} has changed meanwhile; look at it again")
