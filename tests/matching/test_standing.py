"""How a matter stands: the six statuses in their order, who may confirm, and what has been taken back."""

from __future__ import annotations

import pytest
from tests.matching.made import claim, telling
from tests.matching.voiced import at, by, confirmed, denied, matter, withheld

from onrecord.matching.telling import Telling
from onrecord.model.claim import Claim
from onrecord.model.matter import MatterStatus, Part

aid = claim("aid", "Norway/NOR", "Chad/TCD", kind="lethal", items=["40 mortars"])
shelling = claim("attack", "Norwegian forces/NOR/force", "Chad/TCD", place="Abeche/TCD", when="2025-03-04")
OFFICIALS, DONOR, TAKER = "unnamed: two officials", "government: Norwegian government/NOR", "government: Chad/TCD"


def status(*claims: Claim) -> MatterStatus:
    """The status of the matter that one report tells with these claims."""
    return matter(telling("2025-03-04", *claims)).status


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((by(aid, OFFICIALS), denied(aid, TAKER)), MatterStatus.DISPUTED),
        ((by(aid, DONOR), denied(aid, TAKER)), MatterStatus.DISPUTED),
        ((denied(aid, TAKER),), MatterStatus.DENIED),
        ((by(aid, OFFICIALS), by(aid, TAKER)), MatterStatus.CONFIRMED),
        ((by(aid, OFFICIALS), confirmed(aid, DONOR), withheld(aid, TAKER)), MatterStatus.CONFIRMED),
        ((by(aid, OFFICIALS), withheld(aid, DONOR)), MatterStatus.UNCONFIRMED),
        ((aid, by(aid, "organisation: NATO"), withheld(aid, DONOR)), MatterStatus.UNCONFIRMED),
        ((aid, by(aid, "organisation: NATO")), MatterStatus.CORROBORATED),
        ((by(aid, "unnamed: a pilot"), by(aid, "unnamed: a villager")), MatterStatus.SINGLE_SOURCE),
        ((by(aid, OFFICIALS), withheld(aid, "government: Kenya/KEN")), MatterStatus.SINGLE_SOURCE),
        ((aid,), MatterStatus.SINGLE_SOURCE),
    ],
)
def test_the_first_status_that_fits(told: tuple[Claim, ...], expected: MatterStatus) -> None:
    assert status(*told) is expected


def test_a_denial_of_another_stage_disputes_nothing() -> None:
    assert status(at(by(aid, OFFICIALS), "considered"), denied(aid, TAKER)) is not MatterStatus.DISPUTED
    assert status(at(by(aid, OFFICIALS), "under_way"), denied(aid, TAKER)) is MatterStatus.DISPUTED


def test_a_flat_negative_disputes_as_a_denial_does() -> None:
    flat = claim("aid", "Norway/NOR", "Chad/TCD", kind="lethal", polarity="no")
    assert status(by(aid, OFFICIALS), by(flat, TAKER)) is MatterStatus.DISPUTED


def test_an_attack_is_confirmed_by_its_doer_alone() -> None:
    victim, doer = "government: Chad/TCD", "official: a Norwegian army spokesman/NOR"
    assert status(by(shelling, victim)) is MatterStatus.SINGLE_SOURCE
    assert status(by(shelling, victim), by(shelling, doer)) is MatterStatus.CONFIRMED


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Norway act warships toward Chad.", MatterStatus.SINGLE_SOURCE),
        ("Norway act warships near the coast of Chad.", MatterStatus.SINGLE_SOURCE),
        ("Norwegian jets act into the airspace of Chad.", MatterStatus.SINGLE_SOURCE),
        ("Norway act instructors to Chad.", MatterStatus.CONFIRMED),
        ("Norway act instructors near the capital of Chad.", MatterStatus.CONFIRMED),
    ],
)
def test_forces_sent_against_a_state_are_not_confirmed_by_it(words: str, expected: MatterStatus) -> None:
    sent = claim("deploy", "Norway/NOR", "Chad/TCD", words=words)
    assert status(by(sent, TAKER)) is expected


def test_the_host_of_a_meeting_of_others_is_a_party() -> None:
    talks = claim("meet", "Norway/NOR", "Chad/TCD", place="Doha/QAT")
    found = matter(telling("2025-03-04", by(talks, "government: Qatar/QAT")))
    assert found.status is MatterStatus.CONFIRMED
    assert found.roots[0].part is Part.HOST


def test_somebody_unnamed_of_a_country_is_not_its_government() -> None:
    assert status(by(aid, "unnamed: a villager/TCD")) is MatterStatus.SINGLE_SOURCE


def test_an_armed_group_confirms_what_it_did_by_its_spokesman() -> None:
    raid = claim(
        "attack", "Houthi movement/YEM/group", "", words="Houthi movement act, Houthi spokesman Ali Sabri said."
    )
    assert status(by(raid, "person: Ali Sabri/YEM")) is MatterStatus.CONFIRMED
    assert status(by(raid, "government: Yemen/YEM")) is MatterStatus.SINGLE_SOURCE


def told(day: str, *claims: Claim, outlet: str = "Delta Wire") -> Telling:
    return telling(day, *claims, outlet=outlet)


def test_a_denial_that_its_own_speaker_takes_back_disputes_no_longer() -> None:
    found = matter(
        told("2025-03-04", by(aid, OFFICIALS), denied(aid, TAKER)), told("2025-03-06", confirmed(aid, TAKER))
    )
    assert found.status is MatterStatus.CONFIRMED
    assert found.against.max == 0
    assert found.contradictions, "the pair is still shown"


def test_a_claim_that_its_own_outlet_takes_back_supports_no_longer() -> None:
    found = matter(told("2025-03-04", aid), told("2025-03-05", denied(aid)))
    assert found.status is MatterStatus.DENIED
    assert [step.retracted for step in found.steps] == [False]


def test_two_officials_of_one_government_can_dispute() -> None:
    one, other = by(aid, "person: Kari Lund/NOR"), denied(aid, "person: Olav Berg/NOR")
    assert matter(told("2025-03-04", one), told("2025-03-05", other)).status is MatterStatus.DISPUTED
