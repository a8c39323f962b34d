"""Actors as JSON and as rows of tables: keys in the order in which they are written."""

from __future__ import annotations

from typing import TypedDict

from onrecord.desk.actors import ActorPage, ActorSeen, Deed
from onrecord.desk.offices import OfficeSeen
from onrecord.desk.tables import Cell
from onrecord.desk.variants import Proposal
from onrecord.ledger.actor_rows import Evidence, NameDecision
from onrecord.model.forms import SpanForm

ACTOR_COLUMNS = "id name kind country names first last done received offices done_claims received_claims".split()
PROPOSAL_COLUMNS = "one other reasons".split()


class EvidenceForm(TypedDict):
    """Words of a report."""

    report: str
    hash: str
    outlet: str
    published: str
    span: SpanForm


class ListedForm(TypedDict):
    """What an imported list says of an office."""

    list: str
    starts: str | None
    ends: str | None
    source: str


class OfficeSeenForm(TypedDict):
    """A person in an office."""

    person: str
    office: str
    country: str | None
    body: str | None
    tenure: str
    first: str | None
    last: str | None
    told: list[EvidenceForm]
    listed: list[ListedForm]


class ActorSeenForm(TypedDict):
    """An actor; `done` and `received` are addresses of claims."""

    id: str
    name: str
    kind: str
    country: str | None
    names: list[str]
    first: str
    last: str
    done: list[str]
    received: list[str]
    offices: list[OfficeSeenForm]


class DeedForm(TypedDict):
    """Claims of one act at one stage in one month."""

    act: str
    stage: str
    month: str
    claims: list[str]
    denials: list[str]
    facts: list[str]


class ProposalForm(TypedDict):
    """Two names that may be one person's."""

    one: str
    other: str
    reasons: list[str]


class NameDecisionForm(TypedDict):
    """A decision on two names."""

    number: int
    verb: str
    one: str
    other: str
    by: str
    when: str
    why: str
    hash: str


class ActorPageForm(TypedDict):
    """All about one actor."""

    actor: ActorSeenForm
    done: list[DeedForm]
    received: list[DeedForm]
    holders: list[OfficeSeenForm]
    proposals: list[ProposalForm]
    decisions: list[NameDecisionForm]
    named: list[EvidenceForm]


def _evidence(one: Evidence) -> EvidenceForm:
    return {
        "report": one.report,
        "hash": one.hash,
        "outlet": one.outlet,
        "published": one.published.isoformat(),
        "span": {"start": one.span.start, "end": one.span.end, "exact": one.span.exact},
    }


def _office(one: OfficeSeen) -> OfficeSeenForm:
    return {
        "person": one.person,
        "office": one.office,
        "country": one.country,
        "body": one.body,
        "tenure": one.tenure.value,
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "told": [_evidence(place) for place in one.told],
        "listed": [
            {
                "list": listed.list,
                "starts": listed.holder.starts.isoformat() if listed.holder.starts else None,
                "ends": listed.holder.ends.isoformat() if listed.holder.ends else None,
                "source": listed.holder.source,
            }
            for listed in one.listed
        ],
    }


def actor_form(one: ActorSeen) -> ActorSeenForm:
    """An actor ready for JSON."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "country": one.country,
        "names": list(one.names),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "done": list(one.done),
        "received": list(one.received),
        "offices": [_office(office) for office in one.offices],
    }


def actor_cells(one: ActorSeen) -> list[Cell]:
    """An actor under `ACTOR_COLUMNS`."""
    offices = "; ".join(
        f"{'' if office.tenure == 'held' else office.tenure + ' '}{office.office} {office.body or office.country or ''}"
        for office in one.offices
    )
    return [
        *(one.id, one.name, one.kind.value, one.country, "; ".join(one.names), one.first.isoformat()),
        *(one.last.isoformat(), len(one.done), len(one.received), offices),
        *("; ".join(one.done), "; ".join(one.received)),
    ]


def _deed(one: Deed) -> DeedForm:
    return {
        "act": one.act.value,
        "stage": one.stage.value,
        "month": one.month,
        "claims": list(one.claims),
        "denials": list(one.denials),
        "facts": list(one.facts),
    }


def proposal_form(one: Proposal) -> ProposalForm:
    """A proposal ready for JSON."""
    return {"one": one.one, "other": one.other, "reasons": list(one.reasons)}


def proposal_cells(one: Proposal) -> list[Cell]:
    """A proposal under `PROPOSAL_COLUMNS`."""
    return [one.one, one.other, "; ".join(one.reasons)]


def _decision(one: NameDecision) -> NameDecisionForm:
    return {
        "number": one.number,
        "verb": one.verb.value,
        "one": one.one,
        "other": one.other,
        "by": one.by,
        "when": one.when.isoformat(),
        "why": one.why,
        "hash": one.hash,
    }


def page_form(one: ActorPage) -> ActorPageForm:
    """All about one actor, ready for JSON."""
    return {
        "actor": actor_form(one.seen),
        "done": [_deed(deed) for deed in one.done],
        "received": [_deed(deed) for deed in one.received],
        "holders": [_office(office) for office in one.holders],
        "proposals": [proposal_form(proposal) for proposal in one.proposals],
        "decisions": [_decision(made) for made in one.decisions],
        "named": [_evidence(place) for place in one.named],
    }
