"""How many roots of information there are behind many reports, and why."""

from __future__ import annotations

import itertools

import pytest
from tests.matching.made import claim, telling
from tests.matching.voiced import by, confirmed, matter, origins, reasons, withheld

from onrecord.model.matter import ClaimAt, Rulings

visit = claim("visit", "Norway/NOR", "Estonia/EST", place="Tallinn/EST", when="2025-03-04")
raid = claim("attack", "gunmen//group", "", place="Tanda/MLI", when="2025-03-04")


def test_one_outlet_in_its_own_voice_is_one_origin() -> None:
    assert origins(matter(telling("2025-03-04", visit))) == (1, 1)


def test_two_outlets_in_their_own_voices_are_two() -> None:
    assert origins(matter(telling("2025-03-04", visit), telling("2025-03-05", visit, outlet="Delta Wire"))) == (2, 2)


def test_an_unnamed_source_may_be_the_same_as_any_other() -> None:
    found = matter(
        telling("2025-03-04", by(visit, "unnamed: two officials")),
        telling("2025-03-05", by(visit, "unnamed: a diplomat"), outlet="Delta Wire"),
        telling("2025-03-06", by(visit, "government: Estonian foreign ministry/EST"), outlet="Echo"),
    )
    assert origins(found) == (1, 3)
    assert [root.firm for root in found.roots] == [False, False, True]


def test_a_government_with_its_ministries_forces_and_spokesmen_is_one() -> None:
    voices = (
        "government: Norway/NOR",
        "government: Norwegian defence ministry/NOR",
        "person: Kari Lund/NOR",
        "official: a Norwegian army spokesman/NOR",
        "organisation: Norway's state border commission/NOR",
        "document: the ministry's statement/NOR",
    )
    found = matter(*(telling("2025-03-04", by(visit, voice), outlet=f"Paper {n}") for n, voice in enumerate(voices)))
    assert origins(found) == (1, 1)
    assert "one government" in reasons(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation: NATO", "official: a NATO official"),
        ("organisation: EU mission in Kosovo", "organisation: European Union's monitoring mission"),
        ("organisation: a herders' association", "organisation: an association of herders in the north"),
        ("organisation: European Commission", "organisation: European Union"),
    ],
)
def test_a_body_is_one_by_whatever_name(one: str, other: str) -> None:
    found = matter(telling("2025-03-04", by(raid, one)), telling("2025-03-04", by(raid, other), outlet="Delta Wire"))
    assert origins(found) == (1, 1)


@pytest.mark.parametrize("title", ["opposition leader", "the analyst", "former minister"])
def test_who_speaks_for_no_government_is_a_root_of_his_own(title: str) -> None:
    told = by(visit, "person: Kari Lund/NOR")
    found = matter(
        telling("2025-03-04", told, text=f"Norway act Estonia, {title} Kari Lund said."),
        telling("2025-03-04", by(visit, "government: Norwegian government/NOR"), outlet="Delta Wire"),
    )
    assert origins(found) == (2, 2)


def test_a_spokesman_of_a_body_does_not_speak_for_his_own_country() -> None:
    told = by(visit, "person: Piet Maas/NLD")
    found = matter(
        telling("2025-03-04", told, text="Norway act Estonia, NATO spokesman Piet Maas said."),
        telling("2025-03-04", by(visit, "government: Dutch government/NLD"), outlet="Delta Wire"),
    )
    assert origins(found) == (2, 2)


def test_citing_leads_back_to_the_root_of_the_report_cited() -> None:
    found = matter(
        telling("2025-03-04", by(visit, "unnamed: two officials"), outlet="Delta Wire"),
        telling("2025-03-05", by(visit, "outlet: Delta Wire"), outlet="Echo"),
        telling("2025-03-05", by(visit, "outlet: Delta Wire", "unnamed: officials"), outlet="Courier"),
        telling("2025-03-06", by(visit, "outlet: Courier"), outlet="Digest"),
    )
    assert origins(found) == (1, 1)
    assert not found.roots[0].firm
    assert "Digest cites Courier" in reasons(found)


def test_an_outlet_cited_whose_report_is_not_at_hand_is_a_root() -> None:
    found = matter(
        telling("2025-03-05", by(visit, "outlet: Delta Wire"), outlet="Echo"),
        telling("2025-03-05", by(visit, "outlet: the Delta Wire"), outlet="Courier"),
    )
    assert origins(found) == (1, 1)
    assert found.roots[0].firm
    assert "name the same source" in reasons(found)


def test_what_an_absent_report_rests_on_is_known_from_those_who_retell_it() -> None:
    found = matter(
        telling("2025-03-05", by(visit, "outlet: Delta Wire", "unnamed: a security source"), outlet="Echo"),
        telling("2025-03-05", by(visit, "outlet: Delta Wire", "unnamed: a source at the airport"), outlet="Courier"),
        telling("2025-03-06", by(visit, "outlet: Delta Wire"), outlet="Digest"),
    )
    assert origins(found) == (1, 1)
    assert not found.roots[0].firm


def test_outlets_that_cite_each_other_in_a_circle_are_one_root() -> None:
    found = matter(
        telling("2025-03-04", by(visit, "outlet: Echo"), outlet="Delta Wire"),
        telling("2025-03-04", by(visit, "outlet: Courier"), outlet="Echo"),
        telling("2025-03-04", by(visit, "outlet: Delta Wire"), outlet="Courier"),
    )
    assert origins(found) == (1, 1)
    assert "in a circle" in reasons(found)


def test_an_uncredited_copy_has_the_root_of_the_original() -> None:
    first = telling("2025-03-04", by(visit, "government: Estonian foreign ministry/EST"), outlet="Delta Wire")
    copy = telling("2025-03-04", visit, outlet="Echo")
    for tellings in itertools.permutations((first, copy)):
        found = matter(*tellings, copies=[(0, 1)])
        assert origins(found) == (1, 1)
        assert "Delta Wire and Echo share their words" in reasons(found)
    later = telling("2025-03-05", visit, outlet="Echo")
    assert "Echo copies Delta Wire" in reasons(matter(first, later, copies=[(0, 1)]))
    credited = telling("2025-03-04", visit, outlet="Echo", text="Norway act Estonia. (Delta Wire)")
    assert "Echo copies Delta Wire" in reasons(matter(first, credited, copies=[(0, 1)]))


def test_a_copy_that_adds_a_source_or_sees_for_itself_adds_a_root() -> None:
    first = telling("2025-03-04", by(visit, "government: Estonian foreign ministry/EST"), outlet="Delta Wire")
    asked = telling("2025-03-04", by(visit, "organisation: NATO"), outlet="Echo")
    assert origins(matter(first, asked, copies=[(0, 1)])) == (2, 2)
    own = telling("2025-03-04", confirmed(visit), outlet="Echo")
    assert origins(matter(first, own, copies=[(0, 1)])) == (2, 2)
    saw = claim("visit", "Norway/NOR", "Estonia/EST", words="Norway act Estonia, our correspondent saw.")
    assert origins(matter(first, telling("2025-03-04", saw, outlet="Echo"), copies=[(0, 1)])) == (2, 2)


def test_the_same_source_in_two_texts_of_their_own_is_one_root() -> None:
    found = matter(
        telling("2025-03-04", by(raid, "person: Issa Traore"), outlet="Delta Wire"),
        telling("2025-03-05", by(raid, "person: Traore"), outlet="Echo"),
    )
    assert origins(found) == (1, 1)


@pytest.mark.parametrize(
    "outlet", ["Ministry of Defence of Estonia", "Government of Estonia", "Estonian embassy in Oslo"]
)
def test_an_outlet_that_is_a_government_speaks_as_it(outlet: str) -> None:
    found = matter(
        telling("2025-03-04", visit, outlet=outlet),
        telling("2025-03-04", by(visit, "government: Estonia/EST"), outlet="Echo"),
    )
    assert origins(found) == (1, 1)
    assert found.roots[0].country == "EST"


def test_a_newspaper_named_after_a_capital_is_no_government() -> None:
    found = matter(
        telling("2025-03-04", visit, outlet="Tallinn Courier"),
        telling("2025-03-04", by(visit, "government: Estonia/EST"), outlet="Echo"),
    )
    assert origins(found) == (2, 2)


def test_who_does_not_comment_is_no_root() -> None:
    found = matter(
        telling(
            "2025-03-04", by(visit, "unnamed: two officials"), withheld(visit, "government: Estonian government/EST")
        )
    )
    assert origins(found) == (1, 1)
    assert len(found.roots) == 1


def test_a_person_can_rule_two_roots_one() -> None:
    first = telling("2025-03-04", by(visit, "unnamed: two officials"))
    second = telling("2025-03-05", by(visit, "unnamed: a person in the room"), outlet="Echo")
    pair = (ClaimAt(first.report.hash, "c1"), ClaimAt(second.report.hash, "c1"), "Ada")
    found = matter(first, second, rulings=Rulings(same_origin=(pair,)))
    assert origins(found) == (1, 1)
    assert "ruled one origin by Ada" in reasons(found)
