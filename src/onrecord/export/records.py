"""JSON lines: a report with its claims on each line, in the form that `onrecord import` takes.

Invariant: what is imported from here says the same as the record did. Decisions do not travel: each claim tells under
`review` who answers for it, but in the other ledger it stands as imported, not as reviewed; and what a person has
rejected is left out, since it would stand there as a claim.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO, TypedDict

from onrecord.export.forms import LeftOut, Written
from onrecord.export.selected import Selected
from onrecord.export.tracker import review_words
from onrecord.ledger.rows import Entry
from onrecord.model.decision import Origin
from onrecord.model.forms import ClaimForm, ReportForm
from onrecord.model.judged import judged_words
from onrecord.model.record import claim_record, report_record


class ReviewForm(TypedDict):
    """Who answers for a claim; importing does not read it."""

    origin: str
    judged: str


class ReviewedClaimForm(ClaimForm):
    """A claim with its review state."""

    review: ReviewForm


class RecordForm(TypedDict):
    """A line."""

    report: ReportForm
    claims: list[ReviewedClaimForm]


def write(selected: Iterable[Selected], stream: BinaryIO) -> Written:
    """Write reports with their claims, one a line; `Written.left_out` lists the rejected ones."""
    claims = reports = 0
    left: list[LeftOut] = []
    for one in selected:
        standing = [entry for entry in one.entries if entry.origin is not Origin.REJECTED]
        left += [
            LeftOut(entry.address, review_words(entry)) for entry in one.entries if entry.origin is Origin.REJECTED
        ]
        if one.entries and not standing:
            continue
        stream.write(json.dumps(_record(one, standing), ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        claims, reports = claims + len(standing), reports + 1
    return Written(claims, reports, tuple(left))


def _record(one: Selected, standing: list[Entry]) -> RecordForm:
    ids = {entry.id for entry in standing}
    return {"report": report_record(one.report), "claims": [_claim(entry, ids) for entry in standing]}


def _claim(entry: Entry, ids: set[str]) -> ReviewedClaimForm:
    """A claim; an `about` whose claim is not on the line is left out, since nothing could be found there."""
    claim = entry.claim if entry.claim.about in ids else replace(entry.claim, about=None)
    review: ReviewForm = {"origin": entry.origin.value, "judged": judged_words(entry.origin, entry.decisions)}
    return {**claim_record(claim), "review": review}
