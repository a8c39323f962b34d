"""Which names are one actor's: by the register, by the same letters, and by what people decided. Nothing else joins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.codebook.register import register
from onrecord.errors import DecisionError, NotInLedgerError
from onrecord.ledger.actor_rows import NamedActor, NameDecision, NameVerb
from onrecord.ledger.names import fold
from onrecord.ledger.protocol import Ledger
from onrecord.model.actor import ActorKind

_UNREGISTERED = frozenset({ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.DELEGATION})


@dataclass(frozen=True, slots=True)
class Key:
    """An actor: its id in the register (`known`), or kind and name without case and accents."""

    kind: ActorKind
    name: str
    known: bool = False


@lru_cache(maxsize=16_384)
def key_of(name: str, kind: ActorKind) -> Key:
    """The actor that a party of this name and kind is."""
    entry = None if kind in _UNREGISTERED else register().find(name)
    if entry is not None and entry.kind is kind:
        return Key(kind, entry.id, known=True)
    return Key(kind, fold(name).strip())


def key_of_named(row: NamedActor) -> Key:
    """The actor that a name in a report is."""
    if row.actor and row.kind not in _UNREGISTERED:
        return Key(row.kind, row.actor, known=True)
    return key_of(row.name, row.kind)


def shown_id(key: Key) -> str:
    """An actor's id: the register's, or made of kind and name ("person:rustem-umerov")."""
    return key.name if key.known else f"{key.kind.value}:{key.name.replace(' ', '-')}"


@dataclass(frozen=True, slots=True)
class Groups:
    """Names that people have decided to be one actor's, by the name that stands for all; and those that are not."""

    stands_for: dict[str, str] = field(default_factory=dict)
    differing: frozenset[frozenset[str]] = frozenset()
    written: dict[str, str] = field(default_factory=dict)

    def of(self, key: Key) -> Key:
        """The actor that stands for this one."""
        if key.known:
            return key
        found = self.stands_for.get(f" {key.name} ")
        return key if found is None else Key(key.kind, found.strip())

    def apart(self, one: str, other: str) -> bool:
        """Whether somebody has decided that two names, or others of the same actors, are not one."""
        left, right = (self.stands_for.get(fold(name), fold(name)) for name in (one, other))
        pairs = (frozenset(self.stands_for.get(name, name) for name in pair) for pair in self.differing)
        return frozenset((left, right)) in set(pairs)

    def forms(self, key: Key) -> tuple[str, ...]:
        """The forms of an actor's name that were decided on, as they were written."""
        own = f" {key.name} "
        return tuple(
            self.written[name] for name, first in sorted(self.stands_for.items()) if first == own and not key.known
        )


def groups(ledger: Ledger) -> Groups:
    """What the decisions on names in a ledger join and keep apart."""
    return joined(ledger.name_decisions())


def joined(decisions: Iterable[NameDecision]) -> Groups:
    """What decisions join and keep apart; the newest on a pair holds, and no two that differ are ever joined."""
    newest: dict[frozenset[str], NameDecision] = {}
    written: dict[str, str] = {}
    for one in decisions:
        newest.pop(pair := frozenset((fold(one.one), fold(one.other))), None)
        newest[pair] = one
        for name in (one.one, one.other):
            written.setdefault(fold(name), name)
    differing = frozenset(pair for pair, one in newest.items() if one.verb is NameVerb.DIFFER)
    rooms: dict[str, list[str]] = {}
    for one in newest.values():
        if one.verb is NameVerb.SAME:
            left, right = (rooms.get(fold(name), [fold(name)]) for name in (one.one, one.other))
            barred = any(frozenset((a, b)) in differing for a in left for b in right)
            if left is not right and not barred:
                room = [*left, *right]
                rooms.update(dict.fromkeys(room, room))
    return Groups({name: room[0] for name, room in rooms.items()}, differing, written)


def same(ledger: Ledger, one: str, other: str, *, by: str, why: str = "") -> NameDecision:
    """Decide that two names are one actor's. Raises `NotInLedgerError` where no report has one, `DecisionError`."""
    _must_be_named(ledger, (one, other))
    return ledger.judge_names(NameVerb.SAME, one, other, by=by, why=why)


def differ(ledger: Ledger, one: str, other: str, *, by: str, why: str = "") -> NameDecision:
    """Decide that two names are not one actor's; raises as `same`."""
    _must_be_named(ledger, (one, other))
    return ledger.judge_names(NameVerb.DIFFER, one, other, by=by, why=why)


def _must_be_named(ledger: Ledger, names: Iterable[str]) -> None:
    known = {fold(row.name): row for row in ledger.named()}
    for name in names:
        row = known.get(fold(name))
        if row is None:
            raise NotInLedgerError(f"no report names {name[:80]!r}; `onrecord actors` lists who is named")
        if key_of_named(row).known:
            raise DecisionError(f"{name[:80]!r} is in the register ({row.actor}); its forms are added in actors.csv")
