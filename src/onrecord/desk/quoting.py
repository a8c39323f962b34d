"""Who is quoted: the sources of a ledger's claims, counted over the record.

Invariant: every number is the length of the list of claims behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.outlines import Name, Slot
from onrecord.ledger.protocol import EVERY_CLAIM, Ledger
from onrecord.ledger.rows import Entry
from onrecord.model.claim import Act
from onrecord.model.source import Source, SourceKind

type _Key = tuple[str, SourceKind, str | None]


@dataclass(slots=True)
class Quoted:
    """A source and the claims that name it: at the end of their chain (`innermost`) or on the way to another.

    `name` is the form met most often; `addresses` name the claims as `REPORT/CLAIM`, in the order they were given.
    """

    name: str
    kind: SourceKind
    country: str | None
    addresses: list[str] = field(default_factory=list)
    innermost: list[str] = field(default_factory=list)
    acts: Counter[Act] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)


def sources(ledger: Ledger, where: ClaimFilter = EVERY_CLAIM) -> list[Quoted]:
    """The sources of the claims in a ledger that `where` finds, those of most claims first, then by name."""
    found = ledger.outlines(where, slots=(Slot.SOURCES,))
    return _counted((one.address, one.act, one.outlet, one.sources) for one in found)


def told_by(entries: Iterable[Entry], name: str, *, kinds: Collection[SourceKind] = ()) -> list[Entry]:
    """The claims behind the numbers of a source by that name, as `quoted` counts them; `kinds` () means every kind."""
    wanted = _known_as(name)
    return [
        entry
        for entry in entries
        if any(_known_as(one.name) == wanted and (not kinds or one.kind in kinds) for one in entry.claim.sources)
    ]


def quoted(entries: Iterable[Entry]) -> list[Quoted]:
    """The sources of the entries, those of most claims first, then by name."""
    return _counted((one.address, one.claim.act, one.report.outlet, one.claim.sources) for one in entries)


type _Told = tuple[str, Act, str, Sequence[Source | Name[SourceKind]]]
"""A claim's address, its act, its report's outlet, its chain."""


def _counted(claims: Iterable[_Told]) -> list[Quoted]:
    found: dict[_Key, Quoted] = {}
    for address, act, outlet, chain in claims:
        for number, source in enumerate(chain):
            key = _key(source.name, source.kind, source.country)
            one = found.get(key)
            if one is None:
                one = found[key] = Quoted(source.name, source.kind, source.country)
            one.names[source.name] += 1
            if address not in one.addresses[-1:]:
                one.addresses.append(address)
                one.acts[act] += 1
                one.outlets[outlet] += 1
            if number == len(chain) - 1:
                one.innermost.append(address)
    for one in found.values():
        one.name = min(one.names, key=lambda name: (-one.names[name], name))
    return sorted(found.values(), key=lambda one: (-len(one.addresses), one.name.casefold(), one.kind.value))


def _key(name: str, kind: SourceKind, country: str | None) -> _Key:
    """Unnamed sources and documents are the same only within one wording; names count without case and article."""
    return _known_as(name), kind, country


@lru_cache(maxsize=4096)
def _known_as(name: str) -> str:
    return name.casefold().removeprefix("the ").removeprefix("a ")
