"""What matching works on: a report and the claims it makes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.claim import Claim
from onrecord.model.report import Report


@dataclass(frozen=True, slots=True)
class Telling:
    """A report and the claims it makes, in the order of its text."""

    report: Report
    claims: tuple[Claim, ...]
