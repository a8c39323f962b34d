"""Listings as tables: flat rows of text and numbers for spreadsheets, with their column names.

Several values of one slot stand in one cell with semicolons; who a row is by stands in every row.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.desk.forms import stands_as_fact
from onrecord.desk.looking import REASONS, judged_by
from onrecord.ledger.rows import Entry, Finding, KeptReport, Review
from onrecord.model.actor import Participant
from onrecord.model.claim import Claim
from onrecord.model.decision import Decision
from onrecord.model.wording import say

type Cell = str | int | None

REPORT_COLUMNS = (
    "id hash version outlet published title url language notice kept_at claims reviewed review readings read_at code "
    "codebook model"
).split()
CLAIM_COLUMNS = (
    "address outlet published title origin judged fact sentence act kind agent agent_country recipient "
    "recipient_country items place when_start when_end polarity certainty stage stance flags sources source_kinds "
    "trigger start end evidence about reason url notice hash code codebook model"
).split()
DECISION_COLUMNS = (
    "number when by verb why report entry act trigger start end judged claim undoes code codebook model hash".split()
)
REVIEW_COLUMNS = "address reason number when by verb why sentence newest".split()
FINDING_COLUMNS = "where what".split()


def report_row(kept: KeptReport) -> list[Cell]:
    """A report under `REPORT_COLUMNS`."""
    head, maker = kept.head, kept.made_by
    return [
        *(head.id, head.hash, head.version, head.outlet, head.published.isoformat(), head.title, head.url),
        *(head.language, head.notice, kept.kept_at.isoformat(), kept.claims, kept.reviewed, kept.review),
        *(kept.readings, kept.read_at.isoformat(), maker.code, maker.codebook, maker.model),
    ]


def claim_row(entry: Entry) -> list[Cell]:
    """An entry of the record under `CLAIM_COLUMNS`."""
    head, claim, status, maker = entry.report, entry.claim, entry.claim.status, entry.made_by
    start, end = (claim.when.start, claim.when.end) if claim.when else (None, None)
    return [
        *(entry.address, head.outlet, head.published.isoformat(), head.title, entry.origin.value, judged_by(entry)),
        *("yes" if stands_as_fact(entry) else "no", say(claim, outlet=head.outlet), claim.act.value, claim.kind),
        *_parties(claim.agent),
        *_parties(claim.recipient),
        _joined(item.text for item in claim.items),
        _joined(place.text for place in claim.place),
        *(start.isoformat() if start else None, end.isoformat() if end else None),
        *(status.polarity.value, status.certainty.value, status.stage.value, status.stance.value),
        _joined(status.ordered_flags()),
        _joined(source.name for source in claim.sources),
        _joined(source.kind for source in claim.sources),
        *(claim.trigger.exact, claim.trigger.start, claim.trigger.end, claim.evidence.exact, claim.about),
        *(entry.reason, head.url, head.notice, head.hash, maker.code, maker.codebook, maker.model),
    ]


def decision_row(one: Decision) -> list[Cell]:
    """A decision under `DECISION_COLUMNS`."""
    anchor, trigger, maker = one.anchor, one.anchor.trigger, one.made_by
    return [
        *(one.number, one.when.isoformat(), one.by, one.verb.value, one.why, anchor.report, one.entry),
        anchor.act.value if anchor.act else None,
        *((trigger.exact, trigger.start, trigger.end) if trigger else (None, None, None)),
        *(_said(one.judged), _said(one.claim), one.undoes, maker.code, maker.codebook, maker.model, one.hash),
    ]


def review_row(one: Review) -> list[Cell]:
    """A decision to look at again under `REVIEW_COLUMNS`; `newest` is what the newest reading says."""
    made = one.decision
    return [
        *(
            one.entry.address,
            REASONS[one.reason],
            made.number,
            made.when.isoformat(),
            made.by,
            made.verb.value,
            made.why,
        ),
        *(_said(one.entry.claim), _said(one.entry.machine)),
    ]


def finding_row(one: Finding) -> list[Cell]:
    """A finding under `FINDING_COLUMNS`."""
    return [one.where, one.what]


def _parties(parties: tuple[Participant, ...]) -> tuple[Cell, Cell]:
    return _joined(party.name for party in parties), _joined(party.country or "" for party in parties)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))


def _said(claim: Claim | None) -> str | None:
    return None if claim is None else say(claim, outlet="")
