"""Matters and rulings as JSON: keys in the order in which they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from onrecord.desk.matters import MatterView
from onrecord.ledger.matter_filters import KeptMatter
from onrecord.ledger.rows import ReportHead
from onrecord.model.matter import ClaimAt, FigureTold, Matter, Origins
from onrecord.model.ruling import Ruling, Seen
from onrecord.model.wording import say


class OriginsForm(TypedDict):
    """How many roots of information."""

    min: int
    max: int


class MatterForm(TypedDict):
    """A matter in a listing; claims are addresses, copies pairs of reports' ids."""

    id: str
    title: str
    status: str
    stage: str
    claims: list[str]
    origins: OriginsForm
    contradictions: list[list[str]]
    copies: list[list[str]]
    against: OriginsForm
    truth: str
    newest: str


class RootForm(TypedDict):
    """A root of information."""

    name: str
    kind: str
    country: str | None
    firm: bool
    against: bool
    part: str | None
    claims: list[str]
    reasons: list[str]


class PairForm(TypedDict):
    """Two claims (of a copy: two reports), and why they belong together or contradict each other."""

    a: str
    b: str
    reasons: list[str]
    by: str | None


class StepForm(TypedDict):
    """A stage that was told."""

    stage: str
    claim: str
    published: str
    retracted: bool


class ToldForm(TypedDict):
    """A number as one claim tells it."""

    value: int | float
    bound: str | None
    claim: str
    published: str


class FiguresForm(TypedDict):
    """What several claims count of one thing."""

    what: str
    unit: str | None
    running: bool
    agree: bool
    told: list[ToldForm]


class LinkForm(TypedDict):
    """Another matter that this one has to do with."""

    to: str
    title: str
    relation: str
    reason: str


class SentenceForm(TypedDict):
    """A claim of a matter in words."""

    claim: str
    outlet: str
    published: str
    sentence: str
    evidence: str


class WholeMatterForm(MatterForm):
    """A matter with everything that is known of it, and why."""

    changed_at: str
    told: list[SentenceForm]
    roots: list[RootForm]
    joins: list[PairForm]
    disagreements: list[PairForm]
    copied: list[PairForm]
    steps: list[StepForm]
    figures: list[FiguresForm]
    links: list[LinkForm]


class SeenForm(TypedDict):
    """A claim as it was when somebody ruled."""

    report: str
    claim: str
    sentence: str


class RulingForm(TypedDict):
    """A ruling."""

    number: int
    verb: str
    by: str
    when: str
    why: str
    one: list[SeenForm]
    other: list[SeenForm]
    undoes: int | None
    hash: str


def matter_form(kept: KeptMatter, heads: Mapping[str, ReportHead]) -> MatterForm:
    """A matter for a listing; `heads` are those of its reports."""
    matter = kept.matter

    def address(at: ClaimAt) -> str:
        return f"{heads[at.report].id}/{at.claim}"

    return {
        "id": matter.id,
        "title": matter.title,
        "status": matter.status.value,
        "stage": matter.stage.value,
        "claims": [address(at) for at in matter.claims],
        "origins": _origins(matter.origins),
        "contradictions": [[address(one.a), address(one.b)] for one in matter.contradictions],
        "copies": [[heads[one.a].id, heads[one.b].id] for one in matter.copies],
        "against": _origins(matter.against),
        "truth": matter.truth,
        "newest": kept.newest.isoformat(),
    }


def whole_matter_form(view: MatterView) -> WholeMatterForm:
    """A matter with everything that is known of it."""
    matter, address = view.kept.matter, view.address
    heads = {at.report: entry.report for at, entry in view.entries.items()}
    return {
        **matter_form(view.kept, heads),
        "changed_at": view.kept.changed_at.isoformat(),
        "told": [_sentence(view, at) for at in matter.claims],
        "roots": [
            {
                "name": root.name,
                "kind": root.kind.value,
                "country": root.country,
                "firm": root.firm,
                "against": root.against,
                "part": root.part.value if root.part else None,
                "claims": [address(at) for at in root.claims],
                "reasons": list(root.reasons),
            }
            for root in matter.roots
        ],
        "joins": [_pair(address(one.a), address(one.b), one.reasons, by=one.by) for one in matter.joins],
        "disagreements": [_pair(address(one.a), address(one.b), [one.reason]) for one in matter.contradictions],
        "copied": [_pair(heads[one.a].id, heads[one.b].id, [one.reason]) for one in matter.copies],
        "steps": [
            {
                "stage": step.stage.value,
                "claim": address(step.claim),
                "published": step.published.isoformat(),
                "retracted": step.retracted,
            }
            for step in matter.steps
        ],
        "figures": _figures(view),
        "links": [
            {"to": link.to, "title": view.linked[link.to], "relation": link.relation.value, "reason": link.reason}
            for link in matter.links
        ],
    }


def ruling_form(ruling: Ruling, heads: Mapping[str, ReportHead]) -> RulingForm:
    """A ruling; `heads` are those of its reports."""
    return {
        "number": ruling.number,
        "verb": ruling.verb.value,
        "by": ruling.by,
        "when": ruling.when.isoformat(),
        "why": ruling.why,
        "one": [_seen(seen, heads) for seen in ruling.one],
        "other": [_seen(seen, heads) for seen in ruling.other],
        "undoes": ruling.undoes,
        "hash": ruling.hash,
    }


MATTER_COLUMNS = "id title status stage min max claims reports contradictions newest truth".split()


def matter_row(kept: KeptMatter) -> list[str | int | None]:
    """A matter under `MATTER_COLUMNS`."""
    matter = kept.matter
    counts = (len(matter.claims), reports_of(matter), len(matter.contradictions))
    return [
        *(matter.id, matter.title, matter.status.value, matter.stage.value, matter.origins.min, matter.origins.max),
        *(*counts, kept.newest.isoformat(), matter.truth),
    ]


def reports_of(matter: Matter) -> int:
    """How many reports tell of a matter."""
    return len({at.report for at in matter.claims})


def _origins(found: Origins) -> OriginsForm:
    return {"min": found.min, "max": found.max}


def _pair(a: str, b: str, reasons: Sequence[str], *, by: str | None = None) -> PairForm:
    return {"a": a, "b": b, "reasons": list(reasons), "by": by}


def _sentence(view: MatterView, at: ClaimAt) -> SentenceForm:
    entry = view.entries[at]
    return {
        "claim": view.address(at),
        "outlet": entry.report.outlet,
        "published": entry.report.published.isoformat(),
        "sentence": say(entry.claim, outlet=entry.report.outlet),
        "evidence": entry.claim.evidence.exact,
    }


def _figures(view: MatterView) -> list[FiguresForm]:
    def told(one: FigureTold) -> ToldForm:
        return {
            "value": one.value,
            "bound": one.bound.value if one.bound else None,
            "claim": view.address(one.claim),
            "published": one.published.isoformat(),
        }

    return [
        {
            "what": each.what,
            "unit": each.unit,
            "running": each.running,
            "agree": each.agree,
            "told": [told(one) for one in each.told],
        }
        for each in view.kept.matter.figures
    ]


def _seen(seen: Seen, heads: Mapping[str, ReportHead]) -> SeenForm:
    head = heads[seen.report]
    return {"report": head.id, "claim": seen.claim.id, "sentence": say(seen.claim, outlet=head.outlet)}
