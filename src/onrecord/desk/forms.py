"""The shapes of listings as JSON: one type for every object, keys in the order in which they are written."""

from __future__ import annotations

from typing import TypedDict

from onrecord.desk.looking import judged_by
from onrecord.ledger.rows import Entry, Finding, Hit, KeptReport, Original, ReportHead, Review
from onrecord.model.decision import Decision, Maker
from onrecord.model.forms import ClaimForm, SpanForm
from onrecord.model.record import claim_record
from onrecord.model.wording import say


class MakerForm(TypedDict):
    """What made a reading."""

    code: str
    codebook: str
    model: str
    imported: bool


class OriginalForm(TypedDict):
    """The document a report was made from."""

    sha256: str
    captured: str
    name: str


class HitForm(TypedDict):
    """Where a search hit: in the evidence, the text or the title; offsets count in the report's text (or its title)."""

    place: str
    span: SpanForm


class HeadForm(TypedDict):
    """A report without its text."""

    id: str
    hash: str
    version: int
    newest: bool
    outlet: str
    published: str
    title: str
    url: str | None
    language: str
    notice: str | None


class CompleteForm(TypedDict):
    """Who has marked a report complete, when, by which decision."""

    by: str
    when: str
    number: int


class ReportRowForm(TypedDict):
    """A row of `onrecord reports`."""

    report: HeadForm
    kept_at: str
    original: OriginalForm | None
    made_by: MakerForm
    read_at: str
    readings: int
    claims: int
    reviewed: int
    review: int
    complete: list[CompleteForm]
    hits: list[HitForm]


class DecisionForm(TypedDict):
    """A row of `onrecord log`."""

    number: int
    verb: str
    by: str
    when: str
    why: str
    report: str
    act: str | None
    trigger: SpanForm | None
    entry: str
    thread: int
    reading: int
    made_by: MakerForm
    versions: int
    machine: str | None
    judged: ClaimForm | None
    claim: ClaimForm | None
    undoes: int | None
    blind: bool
    previous: str
    hash: str


class EntryForm(TypedDict):
    """A row of `onrecord claims`; `machine` is the machine's claim where a person has put another in its place."""

    address: str
    report: HeadForm
    origin: str
    reviewed: bool
    judged: str
    fact: bool
    sentence: str
    reason: str | None
    made_by: MakerForm
    claim: ClaimForm
    machine: ClaimForm | None
    decisions: list[int]
    hits: list[HitForm]


class ReviewForm(TypedDict):
    """A row of `onrecord review`."""

    address: str
    reason: str
    decision: DecisionForm
    entry: EntryForm


class FindingForm(TypedDict):
    """A row of `onrecord check`."""

    where: str
    what: str


def head_form(head: ReportHead) -> HeadForm:
    """A report's head ready for JSON."""
    return {
        "id": head.id,
        "hash": head.hash,
        "version": head.version,
        "newest": head.newest,
        "outlet": head.outlet,
        "published": head.published.isoformat(),
        "title": head.title,
        "url": head.url,
        "language": head.language,
        "notice": head.notice,
    }


def report_form(kept: KeptReport) -> ReportRowForm:
    """A report's row ready for JSON."""
    return {
        "report": head_form(kept.head),
        "kept_at": kept.kept_at.isoformat(),
        "original": _original(kept.original),
        "made_by": _maker(kept.made_by),
        "read_at": kept.read_at.isoformat(),
        "readings": kept.readings,
        "claims": kept.claims,
        "reviewed": kept.reviewed,
        "review": kept.review,
        "complete": [{"by": one.by, "when": one.when.isoformat(), "number": one.number} for one in kept.complete],
        "hits": [_hit(hit) for hit in kept.hits],
    }


def entry_form(entry: Entry) -> EntryForm:
    """An entry of the record ready for JSON."""
    machine = entry.machine if entry.machine is not None and entry.machine != entry.claim else None
    return {
        "address": entry.address,
        "report": head_form(entry.report),
        "origin": entry.origin.value,
        "reviewed": entry.reviewed,
        "judged": judged_by(entry),
        "fact": stands_as_fact(entry),
        "sentence": say(entry.claim, outlet=entry.report.outlet),
        "reason": entry.reason.value if entry.reason else None,
        "made_by": _maker(entry.made_by),
        "claim": claim_record(entry.claim),
        "machine": claim_record(machine) if machine is not None else None,
        "decisions": [one.number for one in entry.decisions],
        "hits": [_hit(hit) for hit in entry.hits],
    }


def stands_as_fact(entry: Entry) -> bool:
    """Whether an entry may be shown as a fact: its claim is one, and nobody has rejected it."""
    return entry.stands_as_fact


def decision_form(one: Decision) -> DecisionForm:
    """A decision ready for JSON."""
    trigger = one.anchor.trigger
    return {
        "number": one.number,
        "verb": one.verb.value,
        "by": one.by,
        "when": one.when.isoformat(),
        "why": one.why,
        "report": one.anchor.report,
        "act": one.anchor.act.value if one.anchor.act else None,
        "trigger": {"start": trigger.start, "end": trigger.end, "exact": trigger.exact} if trigger else None,
        "entry": one.entry,
        "thread": one.thread,
        "reading": one.reading,
        "made_by": _maker(one.made_by),
        "versions": one.versions,
        "machine": one.machine,
        "judged": claim_record(one.judged) if one.judged else None,
        "claim": claim_record(one.claim) if one.claim else None,
        "undoes": one.undoes,
        "blind": one.blind,
        "previous": one.previous,
        "hash": one.hash,
    }


def review_form(one: Review) -> ReviewForm:
    """A decision to look at again, ready for JSON."""
    return {
        "address": one.entry.address,
        "reason": one.reason.value,
        "decision": decision_form(one.decision),
        "entry": entry_form(one.entry),
    }


def finding_form(one: Finding) -> FindingForm:
    """A finding ready for JSON."""
    return {"where": one.where, "what": one.what}


def _maker(maker: Maker) -> MakerForm:
    return {"code": maker.code, "codebook": maker.codebook, "model": maker.model, "imported": maker.imported}


def _original(original: Original | None) -> OriginalForm | None:
    if original is None:
        return None
    return {"sha256": original.sha256, "captured": original.captured.isoformat(), "name": original.name}


def _hit(hit: Hit) -> HitForm:
    return {
        "place": hit.place.value,
        "span": {"start": hit.span.start, "end": hit.span.end, "exact": hit.span.exact},
    }
