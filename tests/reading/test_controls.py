"""Texts on other subjects that use the same words: at most one false claim in ten of them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from onrecord.model.report import Report
from onrecord.reading.read import read

CONTROLS = tomllib.loads((Path(__file__).parent / "controls.toml").read_text(encoding="utf-8"))["control"]


def test_other_subjects_give_hardly_any_claims() -> None:
    assert len(CONTROLS) >= 30
    found = [
        f"{control['topic']}: {claim.act} {claim.trigger.exact!r}"
        for control in CONTROLS
        for claim in read(Report("Test", date(2025, 3, 12), control["text"])).claims
    ]
    assert len(found) <= len(CONTROLS) // 10, "\n".join(found)
