"""What reader and matching measure on the gold texts, and the floors it must not fall under."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import matters
import scoring

from onrecord.model.mention import Mentions, Reading
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report

HERE = Path(__file__).parent
DATA = HERE / "data"
FLOORS = HERE / "floors.toml"
SUITES = ("status", "quantities", "dates", "sources")
CEILINGS = ("false_fact",)
"""Figures that must not rise; all others must not fall."""


def gold_reports() -> list[Reading]:
    """The gold reports with their claims."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((DATA / "reports").glob("*.json"))]
    return [Reading(report_from_record(record), claims_from_record(record), Mentions()) for record in records]


def suite(name: str) -> list[scoring.Row]:
    """The lines of a suite."""
    return [json.loads(line) for line in (DATA / "suites" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def suite_report(row: scoring.Row) -> Report:
    """A suite line as a report."""
    return report_from_record(
        {"outlet": "Suite", "published": row.get("published") or "2025-01-15", "text": row["text"]}
    )


def measured() -> dict[str, dict[str, float]]:
    """All figures, by the table of `floors.toml` they stand in.

    `matters` is the matching of gold claims, `matters_read` that of the claims the reader finds.
    """
    from onrecord.matching.telling import Telling
    from onrecord.reading.read import read

    gold = gold_reports()
    figures = {"reports": scoring.score_reports(gold, [read(reading.report) for reading in gold]), "suites": {}}
    for name in SUITES:
        rows = suite(name)
        figures["suites"][name] = scoring.score_suite(name, rows, [read(suite_report(row)) for row in rows])
    bundles = matters.bundles(DATA / "matters")
    figures["matters"] = matters.score(bundles, [bundle.tellings for bundle in bundles])
    own = [[Telling(one.report, read(one.report).claims) for one in bundle.tellings] for bundle in bundles]
    figures["matters_read"] = matters.score(bundles, own)
    return figures


def floors() -> dict[str, dict[str, float]]:
    """The floors as they are pinned."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))
