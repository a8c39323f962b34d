"""What a person does with matters: list them, look at one, merge, split, say that two claims have one origin, undo.

Invariant: matters are brought up to date before they are shown, and after a ruling; a ruling is never undone but by a
person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.desk.address import find
from onrecord.desk.looking import ALL, PAGE
from onrecord.errors import DecisionError, InputError, NotInLedgerError
from onrecord.ledger.matter_filters import KeptMatter, MatterFilter, MatterOrder
from onrecord.ledger.protocol import EVERY_MATTER, Ledger
from onrecord.ledger.rows import Entry, ReportHead
from onrecord.matching.linking import links_of
from onrecord.matching.updating import update_matters
from onrecord.model.decision import Origin
from onrecord.model.matter import ClaimAt
from onrecord.model.ruling import Ruling, RulingVerb


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with its links to others, its claims as they stand on record, and the titles of the matters linked."""

    kept: KeptMatter
    entries: Mapping[ClaimAt, Entry]
    linked: Mapping[str, str]

    def address(self, at: ClaimAt) -> str:
        """The address of one of its claims."""
        return f"{self.entries[at].report.id}/{at.claim}"


def bring_up(ledger: Ledger, *, told: Callable[[int], None] = lambda _: None) -> int:
    """Match what has changed since; how many reports that were. Raises `LedgerError`."""
    return update_matters(ledger, told=told)


def matters(
    ledger: Ledger,
    where: MatterFilter = EVERY_MATTER,
    *,
    order: MatterOrder = MatterOrder.NEWEST,
    limit: int = ALL,
    offset: int = 0,
) -> Iterator[KeptMatter]:
    """Matters one by one, brought up to date; a limit of 0 gives all."""
    bring_up(ledger)
    given = 0
    while limit == ALL or given < limit:
        size = PAGE if limit == ALL else min(PAGE, limit - given)
        rows = ledger.matters(where, order=order, limit=size, offset=offset + given)
        yield from rows
        given += len(rows)
        if len(rows) < size:
            return


def heads_of(ledger: Ledger, found: Collection[KeptMatter]) -> Mapping[str, ReportHead]:
    """The reports of matters, without their texts, by their hashes."""
    return ledger.heads({claim.report for kept in found for claim in kept.matter.claims})


def look(ledger: Ledger, name: str) -> MatterView:
    """A matter by its id, the beginning of its id, or the address of one of its claims.

    Raises `NotInLedgerError`.
    """
    bring_up(ledger)
    kept = _named(ledger, name)
    with ledger.gathering(writes=False) as gathering:
        links = links_of(gathering, kept.matter)
    titles = {link.to: ledger.matter(link.to).matter.title for link in links}
    entries = {at: ledger.entry(at.report, at.claim) for at in kept.matter.claims}
    return MatterView(replace(kept, matter=replace(kept.matter, links=links)), entries, titles)


def merge(ledger: Ledger, names: Sequence[str], *, by: str, why: str = "") -> Ruling:
    """Rule that matters (by id) or claims (by address) are of one matter.

    Raises `InputError` where fewer than two are named, `DecisionError`, `NotInLedgerError`.
    """
    bring_up(ledger)
    sides = [_side(ledger, name) for name in names]
    if len(sides) < 2:
        raise InputError("name two matters or claims to merge, or more")
    homes = {ledger.matter_of(entry.report.hash, entry.id).matter.id for side in sides for entry in side}
    if len(homes) == 1:
        raise DecisionError("they are of one matter already")
    one, *rest = sides
    seen = {(entry.report.hash, entry.id) for entry in one}
    other = [entry for side in rest for entry in side if (entry.report.hash, entry.id) not in seen]
    return _ruled(ledger, ledger.rule(RulingVerb.MERGE, one, other, by=by, why=why))


def split(ledger: Ledger, addresses: Sequence[str], *, by: str, why: str = "") -> Ruling:
    """Rule that these claims of one matter tell of another happening than the rest of it. Raises as `merge`."""
    bring_up(ledger)
    out = _claims(ledger, addresses)
    home = ledger.matter_of(out[0].report.hash, out[0].id).matter
    gone = {ClaimAt(entry.report.hash, entry.id) for entry in out}
    if not gone <= set(home.claims):
        raise DecisionError(f"they are not all of one matter; name claims of matter {home.id}")
    rest = [ledger.entry(at.report, at.claim) for at in home.claims if at not in gone]
    if not rest:
        raise DecisionError(f"matter {home.id} has no other claim; there is nothing to split it from")
    return _ruled(ledger, ledger.rule(RulingVerb.SPLIT, out, rest, by=by, why=why))


def same_origin(ledger: Ledger, addresses: Sequence[str], *, by: str, why: str = "") -> Ruling:
    """Rule that these claims go back to one root of information. Raises as `merge`."""
    bring_up(ledger)
    one, *rest = _claims(ledger, addresses)
    if not rest:
        raise InputError("name two claims of one origin, or more")
    return _ruled(ledger, ledger.rule(RulingVerb.SAME_ORIGIN, [one], rest, by=by, why=why))


def undo(ledger: Ledger, number: int | None = None, *, by: str, why: str = "") -> Ruling:
    """Take back a ruling, without a number the last of `by` that holds. Raises as `Ledger.undo_ruling`."""
    return _ruled(ledger, ledger.undo_ruling(number, by=by, why=why))


def homes(ledger: Ledger, ruling: Ruling) -> tuple[KeptMatter, ...]:
    """The matters that the claims of a ruling are in now, each once."""
    found: dict[str, KeptMatter] = {}
    for seen in (*ruling.one, *ruling.other):
        try:
            kept = ledger.matter_of(seen.report, seen.claim.id)
        except NotInLedgerError:
            continue
        found.setdefault(kept.matter.id, kept)
    return tuple(found.values())


def _ruled(ledger: Ledger, ruling: Ruling) -> Ruling:
    bring_up(ledger)
    return ruling


def _named(ledger: Ledger, name: str) -> KeptMatter:
    if "/" not in name:
        return ledger.matter(name.strip())
    entry = find(ledger, name)
    return ledger.matter_of(entry.report.hash, entry.id)


def _side(ledger: Ledger, name: str) -> list[Entry]:
    """The claims that a name stands for: itself, or all of a matter."""
    if "/" in name:
        return _claims(ledger, [name])
    return [ledger.entry(at.report, at.claim) for at in ledger.matter(name.strip()).matter.claims]


def _claims(ledger: Ledger, addresses: Sequence[str]) -> list[Entry]:
    """The claims at addresses, each once. Raises `InputError`, `NotInLedgerError`, `DecisionError` where rejected."""
    if not addresses:
        raise InputError("name a claim: REPORT/CLAIM, such as w01/c3")
    found = {(entry.report.hash, entry.id): entry for entry in (find(ledger, address) for address in addresses)}
    gone = next((entry for entry in found.values() if entry.origin is Origin.REJECTED), None)
    if gone is not None:
        raise DecisionError(f"claim {gone.id} of report {gone.report.id} is rejected and in no matter")
    return list(found.values())
