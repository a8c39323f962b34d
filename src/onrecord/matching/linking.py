"""The links of one matter to others: requests and the aid they ask for, found when a matter is looked at."""

from __future__ import annotations

from collections.abc import Collection

from onrecord.ledger.gathering import Gathering
from onrecord.matching.candidates import blocks
from onrecord.matching.joining import Group, links
from onrecord.matching.matching import BACK
from onrecord.matching.telling import Telling
from onrecord.model.matter import ClaimAt, Link, Matter

_ASK = "ask:"
"""How the keys begin that a request shares with the aid it asks for."""


def links_of(ledger: Gathering, matter: Matter) -> tuple[Link, ...]:
    """The links of a matter that is kept, by the ids of the others."""
    told = _tellings(ledger, matter.claims)
    asks = {key for one in told for claim in one.claims for key in blocks(claim, one.report) if key.startswith(_ASK)}
    homes = {at: home for at, home in ledger.homes(ledger.mates(asks)).items() if home != matter.id}
    groups: dict[str, list[ClaimAt]] = {}
    for at in sorted(homes):
        groups.setdefault(homes[at], []).append(at)
    made = [Group(matter.claims), *(Group(tuple(claims)) for claims in groups.values())]
    home = {group.claims[0]: name for group, name in zip(made, (matter.id, *groups), strict=True)}
    tellings = _tellings(ledger, {*matter.claims, *homes})
    found: dict[str, Link] = {}
    for link in links(tellings, made):
        if home[link.a] == matter.id:
            found[home[link.b]] = Link(home[link.b], link.relation, link.reason)
        elif home[link.b] == matter.id:
            found[home[link.a]] = Link(home[link.a], BACK[link.relation], link.reason)
    return tuple(found[name] for name in sorted(found))


def _tellings(ledger: Gathering, claims: Collection[ClaimAt]) -> list[Telling]:
    """The reports of claims, each with these of its claims alone."""
    inside = set(claims)
    return [
        Telling(report, tuple(claim for claim in told if ClaimAt(report.hash, claim.id) in inside))
        for report, told in ledger.tellings({at.report for at in inside})
    ]
