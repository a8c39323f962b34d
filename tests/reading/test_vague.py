"""Amounts told without a figure."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.report import Report
from onrecord.reading.text import parse
from onrecord.reading.vague import Amount, vague


def read(text: str) -> tuple[Amount, ...]:
    return vague(parse(Report("Test Gazette", date(2025, 3, 4), text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Scores of trucks left.", [("Scores of trucks", "trucks")]),
        ("Tens of thousands of villagers fled.", [("Tens of thousands of villagers", "villagers")]),
        (
            "Several field guns and a handful of mortars were found.",
            [("Several field guns", "field guns"), ("a handful of mortars", "mortars")],
        ),
        ("Quito wants a few patrol aircraft.", [("a few patrol aircraft", "patrol aircraft")]),
        ("A regiment of lancers arrived.", [("A regiment of lancers", "regiment of lancers")]),
        ("They moved an engineer battalion.", [("an engineer battalion", "engineer battalion")]),
        ("Many of them left.", []),
        ("It lasted several weeks.", []),
        ("It cost millions of dollars.", []),
        ("A company sold a 60-man team to a club.", []),
        ("A group of 12 clerks met.", []),
    ],
)
def test_reads(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(a.span.exact, a.what) for a in read(text)] == wanted


@pytest.mark.parametrize(
    "text", ["", "a", "a few", "dozens of", "several", "an \x00 battalion", "hundreds of hundreds of"]
)
def test_hostile_text_does_not_crash(text: str) -> None:
    for found in read(text):
        assert found.span.stands_in(text)
