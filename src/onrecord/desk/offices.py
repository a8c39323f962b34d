"""Who holds which office: what reports tell, each with its words, and beside it what imported lists say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from onrecord.codebook.offices import offices as known_offices
from onrecord.codebook.register import register
from onrecord.desk.naming import Groups, key_of, shown_id
from onrecord.errors import InputError
from onrecord.intake.characters import decode
from onrecord.intake.holders import HolderRow, holder_rows
from onrecord.ledger.actor_rows import Evidence, Holder, HolderList
from onrecord.ledger.names import fold
from onrecord.ledger.protocol import Ledger
from onrecord.model.actor import ActorKind
from onrecord.model.mention import Tenure


@dataclass(frozen=True, slots=True)
class Listed:
    """What an imported list says of an office: the row, and the list's name."""

    holder: Holder
    list: str


@dataclass(frozen=True, slots=True)
class OfficeSeen:
    """A person in an office: where reports say so (`told`), from the first day to the last, and what lists say.

    `actor` is the person's id. An office that only lists know has no `told`, `first` or `last`.
    """

    actor: str
    person: str
    office: str
    country: str | None
    body: str | None
    tenure: Tenure
    first: date | None = None
    last: date | None = None
    told: tuple[Evidence, ...] = ()
    listed: tuple[Listed, ...] = ()


@dataclass(slots=True)
class _Found:
    person: str
    body: str | None
    told: list[Evidence] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)


type _Office = tuple[str, str, str | None, str, Tenure]


def offices_seen(ledger: Ledger, joined: Groups) -> tuple[OfficeSeen, ...]:
    """All offices of a ledger, by person, then by first day; what a list says of an office stands by it."""
    found: dict[_Office, _Found] = {}

    def at(name: str, office: str, country: str | None, body: str | None, tenure: Tenure) -> _Found:
        own = shown_id(joined.of(key_of(name, ActorKind.PERSON)))
        return found.setdefault((own, office, country, fold(body or ""), tenure), _Found(name, body))

    for kept in ledger.offices():
        told = kept.told
        at(told.person, told.office, told.country, told.body, told.tenure).told.append(kept.evidence)
    for one in ledger.holders():
        for holder in one.holders:
            at(holder.name, holder.office, holder.country, None, Tenure.HELD).listed.append(Listed(holder, one.name))
    made = [_seen(key, one) for key, one in found.items()]
    return tuple(sorted(made, key=lambda one: (one.actor, one.first or date.max, one.office, one.tenure.value)))


def _seen(key: _Office, one: _Found) -> OfficeSeen:
    days = [place.published for place in one.told]
    return OfficeSeen(
        actor=key[0],
        person=one.person,
        office=key[1],
        country=key[2],
        body=one.body,
        tenure=key[4],
        first=min(days, default=None),
        last=max(days, default=None),
        told=tuple(one.told),
        listed=tuple(one.listed),
    )


def import_offices(ledger: Ledger, path: Path) -> HolderList | None:
    """Keep a table of office-holders (name, office, country, from, to, source), whole or not at all.

    None where the ledger has this very file already. Raises `InputError`, which names the line, and `LedgerError`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({(error.strerror or 'no reason given').lower()})") from error
    try:
        rows = holder_rows(decode(data))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    holders = [_holder(row, path) for row in rows]
    if not ledger.import_holders(holders, name=path.name, sha256=hashlib.sha256(data).hexdigest()):
        return None
    return ledger.holders()[-1]


def _holder(row: HolderRow, path: Path) -> Holder:
    """A row with the office in its usual form and the country as a code."""
    country = row.country
    if country and not (len(country) == 3 and country.isascii() and country.isupper()):
        entry = register().find(country)
        if entry is None or entry.country is None:
            raise InputError(f"{path}: line {row.line}: {country!r} is no country; give its ISO 3166 code, such as UKR")
        country = entry.country
    office = known_offices().usual(tuple(row.office.lower().split()))
    return Holder(row.name, office, country or None, row.starts, row.ends, row.source)
