"""Offices: every construction of the codebook, its near misses, and what may stand around a title."""

from datetime import date

import pytest

from onrecord.codebook.offices import offices
from onrecord.model.mention import OfficeMention
from onrecord.model.report import Report
from onrecord.reading.read import read


def found(words: str) -> tuple[OfficeMention, ...]:
    report = Report(outlet="The Test Letter", published=date(2025, 3, 4), text=words)
    made = read(report).mentions.offices
    assert all(words[one.span.start : one.span.end] == one.span.exact for one in made)
    return made


def told(one: OfficeMention) -> str:
    return f"{one.person} | {one.office} | {one.country or ''} | {one.tenure}"


@pytest.mark.parametrize(("words", "wanted"), [pair for one in offices().constructions for pair in one.examples])
def test_each_construction_tells_its_office(words: str, wanted: str) -> None:
    assert [told(one) for one in found(words)] == [wanted]


@pytest.mark.parametrize("words", [words for one in offices().constructions for words in one.near_misses])
def test_near_misses_tell_none(words: str) -> None:
    assert found(words) == ()


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("On Monday Latvian Defence Minister Janis Ozols flew home.", "Latvian Defence Minister Janis Ozols"),
        ("Chile's defence minister, Rosa Vidal, flew home.", "Chile's defence minister, Rosa Vidal"),
        ("Rosa Vidal, the Chilean defence minister, flew home.", "Rosa Vidal, the Chilean defence minister"),
        ("The former Kenyan president Daniel Otieno spoke.", "former Kenyan president Daniel Otieno"),
    ],
)
def test_the_evidence_is_title_and_name(words: str, exact: str) -> None:
    assert [one.span.exact for one in found(words)] == [exact]


def test_an_office_of_a_body_names_the_body() -> None:
    (one,) = found("NATO Secretary General Janis Ozols spoke.")
    assert (one.country, one.body) == (None, "NATO")


def test_a_shorter_title_of_the_same_office_is_not_told_again() -> None:
    made = found("Norwegian Foreign Minister Kari Lund left. Minister Lund said nothing.")
    assert [told(one) for one in made] == ["Kari Lund | foreign minister | NOR | held"]


def test_two_offices_of_one_person_are_two() -> None:
    made = found("Kenyan Prime Minister and Defence Minister Daniel Otieno spoke.")
    assert [one.office for one in made] == ["prime minister", "defence minister"]


@pytest.mark.parametrize(
    "words", ["", " ", "Minister", "Minister ,", "🙂 President \x00 X", "president-" * 300, "’s president Y"]
)
def test_odd_texts_harm_nothing(words: str) -> None:
    assert isinstance(found(words or "."), tuple)
