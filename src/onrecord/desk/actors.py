"""Who acts in a ledger: persons, states, bodies and groups, with their offices and with what they do and what is done
to them.

Invariants: every number is the length of the list of claims or reports behind it. Names are joined only where a person
has decided that they are one (`judge_names`); what merely may be one is proposed. What a list says stands apart from
what reports say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from onrecord.codebook.register import register
from onrecord.desk.naming import Groups, Key, groups, key_of, key_of_named, shown_id
from onrecord.desk.offices import OfficeSeen, offices_seen
from onrecord.desk.variants import Bearer, Proposal, Term, propose
from onrecord.errors import NotInLedgerError
from onrecord.ledger.actor_rows import Evidence, NameDecision
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.names import fold
from onrecord.ledger.outlines import Name, Outline, Slot
from onrecord.ledger.protocol import EVERY_CLAIM, Ledger
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.mention import Tenure
from onrecord.model.status import Polarity, Stage

_NAMED_IN_FULL = 5
"""Actors told of when a name fits several."""

_PARTIES = (Slot.AGENT, Slot.RECIPIENT)

_SMALL = 3
"""Letters of words that a name may have in small letters ("of", "bin", "and")."""


@dataclass(frozen=True, slots=True)
class ActorSeen:
    """An actor as the ledger knows it.

    `id` is the register's ("state:UKR") or made of kind and name ("person:rustem-umerov"); `name` is the form in most
    reports, `names` are all forms, that one first; `country` is the one given most often. `first` and `last` are days
    of reports. `done` and `received` name the claims (`REPORT/CLAIM`) with the actor as agent and as recipient.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    names: tuple[str, ...]
    first: date
    last: date
    done: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    offices: tuple[OfficeSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """Claims of one act at one stage in one month: `claims` say that it is so, `denials` that it is not.

    `month` ("2025-03") is that of the claim's own first day, else of its report. `facts` are those of the claims that
    stand as facts.
    """

    act: Act
    stage: Stage
    month: str
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """All about one actor: `holders` are offices that others hold in it, `named` where each report first names it."""

    seen: ActorSeen
    done: tuple[Deed, ...]
    received: tuple[Deed, ...]
    holders: tuple[OfficeSeen, ...]
    proposals: tuple[Proposal, ...]
    decisions: tuple[NameDecision, ...]
    named: tuple[Evidence, ...]


@dataclass(slots=True)
class _Found:
    """An actor as it is put together."""

    names: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    days: list[date] = field(default_factory=list)
    done: dict[str, None] = field(default_factory=dict)
    received: dict[str, None] = field(default_factory=dict)

    def add(self, name: str, country: str | None, days: Iterable[date], count: int) -> None:
        self.names[name] += count
        self.days.extend(days)
        if country:
            self.countries[country] += count


def actors(
    ledger: Ledger, *, kinds: Sequence[ActorKind] = (), where: ClaimFilter = EVERY_CLAIM
) -> tuple[ActorSeen, ...]:
    """The actors of a ledger, those of most claims first, then by name; `where` says which claims count."""
    joined = groups(ledger)
    found = _gather(ledger, joined, ledger.outlines(where, slots=_PARTIES))
    held = _by_actor(offices_seen(ledger, joined))
    made = [
        _seen(key, one, held.get(shown_id(key), ())) for key, one in found.items() if not kinds or key.kind in kinds
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.done) - len(one.received), one.name.casefold(), one.id)))


def actor(ledger: Ledger, name: str) -> ActorPage:
    """One actor, by id, by name in any of its forms, or by words of its name where these fit only one.

    Raises `NotInLedgerError` where nobody or several have it.
    """
    joined = groups(ledger)
    known = _gather(ledger, joined, ())
    found_keys = _fitting(name, known, joined)
    if not found_keys:  # claims made elsewhere come without a roll of names
        known = _gather(ledger, joined, ledger.outlines(slots=_PARTIES))
        found_keys = _fitting(name, known, joined)
    key = _the_one(name, found_keys)
    forms = {form for form, entry in register().forms() if key.known and entry.id == key.name}
    claims = {
        one.address: one
        for form in sorted({fold(one) for one in {*known[key].names, *joined.forms(key), *forms}})
        for one in ledger.outlines(ClaimFilter(party=f'"{form.replace(chr(34), " ")}"'), slots=_PARTIES)
    }
    ordered = sorted(claims.values(), key=lambda one: (one.published, one.address))
    found = _gather(ledger, joined, ordered)
    held = offices_seen(ledger, joined)
    seen = _seen(key, found[key], _by_actor(held).get(shown_id(key), ()))
    return ActorPage(
        seen=seen,
        done=_deeds(one for one in ordered if key in _keys(one.agent, joined)),
        received=_deeds(one for one in ordered if key in _keys(one.recipient, joined)),
        holders=tuple(one for one in held if _is_of(one, seen)),
        proposals=tuple(one for one in proposals(ledger) if {one.one, one.other} & set(seen.names)),
        decisions=tuple(one for one in ledger.name_decisions() if _concerns(one, seen)),
        named=tuple(
            dict.fromkeys(
                place
                for form in sorted({fold(one): one for one in seen.names}.values())
                for place in ledger.appearances(form, key.kind)
            )
        ),
    )


def proposals(ledger: Ledger) -> tuple[Proposal, ...]:
    """Pairs of names that may be one person's and that nobody has decided on, with the reasons, by name."""
    joined = groups(ledger)
    held = offices_seen(ledger, joined)
    terms: dict[str, list[Term]] = {}
    for one in held:
        if one.country and one.first and one.last and one.tenure in (Tenure.HELD, Tenure.ACTING):
            terms.setdefault(one.actor, []).append(Term(one.office, one.country, one.first, one.last))
    bearers = []
    for key, found in _gather(ledger, joined, ()).items():
        if key.kind is ActorKind.PERSON:
            own = tuple(terms.get(shown_id(key), ()))
            bearers.append(Bearer(_best(found.names), frozenset(found.countries), own))
    apart = joined.apart
    return tuple(one for one in propose(bearers) if not apart(one.one, one.other))


def _gather(ledger: Ledger, joined: Groups, claims: Iterable[Outline]) -> dict[Key, _Found]:
    """Everybody who is named in the reports, or is a named party to one of the claims."""
    found: dict[Key, _Found] = {}
    for row in ledger.named():
        one = found.setdefault(joined.of(key_of_named(row)), _Found())
        one.add(row.name, row.country, (row.first, row.last), row.reports)
    known: dict[Name[ActorKind], _Found] = {}
    for claim in claims:
        for parties, done in ((claim.agent, True), (claim.recipient, False)):
            for party in parties:
                who = known.get(party)
                if who is None:
                    key = joined.of(key_of(party.name, party.kind))
                    if key not in found and not _is_name(party.name, key):
                        continue
                    who = known[party] = found.setdefault(key, _Found())
                who.add(party.name, party.country, (claim.published,), 0 if who.names else 1)
                (who.done if done else who.received).setdefault(claim.address)
    return found


def _is_name(name: str, key: Key) -> bool:
    """Whether a party that no roll of names has is named all the same: known to the register, or all in capitals."""
    return key.known or _in_capitals(name)


@lru_cache(maxsize=4096)
def _in_capitals(name: str) -> bool:
    words = [word for word in name.split() if len(word) > _SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _by_actor(held: Iterable[OfficeSeen]) -> dict[str, tuple[OfficeSeen, ...]]:
    """Offices by the id of the person who holds them."""
    found: dict[str, list[OfficeSeen]] = {}
    for one in held:
        found.setdefault(one.actor, []).append(one)
    return {actor: tuple(offices) for actor, offices in found.items()}


def _seen(key: Key, one: _Found, offices: tuple[OfficeSeen, ...]) -> ActorSeen:
    name = _best(one.names)
    country = _best(one.countries) if one.countries else None
    return ActorSeen(
        id=shown_id(key),
        name=name,
        kind=key.kind,
        country=country,
        names=(name, *sorted(form for form in one.names if form != name)),
        first=min(one.days),
        last=max(one.days),
        done=tuple(one.done),
        received=tuple(one.received),
        offices=offices,
    )


def _best(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _fitting(name: str, known: dict[Key, _Found], joined: Groups) -> list[Key]:
    """The actors that a name may mean: by id, else by a form of the name, else by words of it."""
    by_id = [key for key in known if shown_id(key) == name.strip()]
    folded = fold(name)
    if by_id or not folded:
        return by_id
    exact = [key for key, one in known.items() if any(fold(form) == folded for form in one.names)]
    exact += [key for kind in ActorKind if (key := joined.of(key_of(name, kind))) in known and key not in exact]
    return exact or [key for key, one in known.items() if any(folded in fold(form) for form in one.names)]


def _the_one(name: str, fitting: Sequence[Key]) -> Key:
    if not fitting:
        raise NotInLedgerError(f"no report names {name[:80]!r}; `onrecord actors` lists who is named")
    if len(fitting) > 1:
        told = ", ".join(sorted(shown_id(key) for key in fitting)[:_NAMED_IN_FULL])
        raise NotInLedgerError(f"{name[:80]!r} fits {len(fitting)} actors; name one by its id: {told}")
    return fitting[0]


def _keys(parties: Iterable[Name[ActorKind]], joined: Groups) -> set[Key]:
    return {joined.of(key_of(party.name, party.kind)) for party in parties}


def _deeds(claims: Iterable[Outline]) -> tuple[Deed, ...]:
    rooms: dict[tuple[str, str, str], list[Outline]] = {}
    for one in claims:
        rooms.setdefault((one.act.value, one.stage.value, f"{one.day or one.published:%Y-%m}"), []).append(one)
    return tuple(
        Deed(
            Act(act),
            Stage(stage),
            month,
            tuple(one.address for one in room if one.polarity is Polarity.YES),
            tuple(one.address for one in room if one.polarity is Polarity.NO),
            tuple(one.address for one in room if one.fact),
        )
        for (act, stage, month), room in sorted(rooms.items())
    )


def _is_of(office: OfficeSeen, seen: ActorSeen) -> bool:
    """Whether an office is one of this state or body."""
    if office.body:
        return fold(office.body) in {fold(name) for name in seen.names}
    return seen.id == f"state:{office.country}"


def _concerns(decision: NameDecision, seen: ActorSeen) -> bool:
    names = {fold(name) for name in seen.names}
    return fold(decision.one) in names or fold(decision.other) in names
