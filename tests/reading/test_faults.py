"""Readings that once went wrong, each by the construction that misled."""

import re
from datetime import date
from pathlib import Path

import pytest

from onrecord import reading
from onrecord.model.claim import Claim
from onrecord.model.report import Report
from onrecord.reading.read import read
from onrecord.reading.text import lemma, parse


def claims(words: str) -> tuple[Claim, ...]:
    return read(Report(outlet="The Test Letter", published=date(2025, 3, 12), text=words)).claims


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("They hoped to leave.", "hope"),
        ("They were hoping to leave.", "hope"),
        ("They hopped over it.", "hop"),
        ("They planned to leave.", "plan"),
        ("They staged a raid.", "stage"),
        ("The ships were barred.", "bar"),
        ("They were riding home.", "ride"),
        ("They were winning.", "win"),
    ],
)
def test_a_consonant_that_is_not_doubled_tells_a_silent_e(words: str, wanted: str) -> None:
    text = parse(Report(outlet="The Test Letter", published=date(2025, 3, 12), text=words))
    assert wanted in [lemma(token) for token in text.doc]


def test_the_south_side_of_a_village_is_no_state() -> None:
    found = claims(
        "South Korea said on Monday that North Korean troops had fired across the line. "
        "One shell was fired at the south side of the village, a resident said."
    )
    assert found[-1].recipient == ()


def test_the_south_side_alone_is_the_other_state() -> None:
    found = claims(
        "South Korean troops fired 36 shells at North Korean posts. North Korea denied that its army had fired one shell "
        "at the south side."
    )
    assert [p.name for p in found[-1].recipient] == ["South Korea"]


def test_he_is_the_one_whose_ministry_speaks() -> None:
    found = claims(
        "Moldova has asked Poland for launchers, Gazeta Stoleczna reported, quoting a person close to the talks.\n\n"
        "Ciobanu's ministry confirmed on Thursday that he had travelled to the Polish capital."
    )
    (visit,) = [claim for claim in found if claim.act == "visit"]
    assert [p.name for p in visit.agent] == ["Ciobanu"]


@pytest.mark.parametrize(
    "words", ["The Polish army denied selling rifles.", "The Polish army denied supplying missiles."]
)
def test_a_denied_gerund_is_a_denial_of_its_speaker(words: str) -> None:
    (claim,) = claims(words)
    assert (claim.status.stance, claim.status.polarity) == ("denies", "no")
    assert [link.name for link in claim.sources] == ["Polish army"]
    assert claim.items[0].text in ("rifles", "missiles")


def test_tokens_are_never_told_apart_by_identity() -> None:
    """The parser makes a new object at each access, so that a climb which ends at `token.head is token` may not end."""
    for path in Path(reading.__file__).parent.glob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"\.head is (not )?(?!None)\w", code), path.name
