"""Which claims of a matter cannot both be true, and which only look so."""

from __future__ import annotations

import pytest
from tests.matching.made import claim, telling
from tests.matching.voiced import at, by, counting, denied, matter

from onrecord.matching.telling import Telling
from onrecord.model.claim import Claim
from onrecord.model.matter import Matter

aid = claim("aid", "Norway/NOR", "Chad/TCD", kind="lethal")
sent = claim("deploy", "Norway/NOR", "Chad/TCD")
talks = claim("meet", "Norway/NOR", "Chad/TCD")
NORWAY, CHAD, NATO = "government: Norway/NOR", "government: Chad/TCD", "organisation: NATO"


def told(one: Claim, other: Claim, *, days: int = 0, other_outlet: str = "Echo", text: str = "") -> Matter:
    """The matter of two reports, the second so many days later."""
    second = telling(f"2025-03-{4 + days:02}", other, outlet=other_outlet, text=text)
    return matter(telling("2025-03-04", one, outlet="Delta Wire"), second)


def test_a_denial_contradicts_every_claim_of_its_stage() -> None:
    found = matter(
        telling("2025-03-04", aid, at(by(aid, "unnamed: a pilot"), "planned")),
        telling("2025-03-05", by(aid, NATO), denied(aid, CHAD), outlet="Echo"),
    )
    assert len(found.contradictions) == 2
    assert all("Chad that it is not so" in each.reason for each in found.contradictions)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((12, "exact"), (15, "exact"), True),
        ((100, "about"), (120, "exact"), True),
        ((60, "about"), (64, "exact"), False),
        ((12, "at_least"), (15, "exact"), False),
        ((15, "at_least"), (12, "exact"), True),
        ((15, "at_most"), (12, "exact"), False),
        ((12, "exact"), (12, "exact"), False),
    ],
)
def test_numbers_exclude_each_other_by_what_their_words_leave_open(
    one: tuple[float, str], other: tuple[float, str], apart: bool
) -> None:
    first = counting(by(sent, NORWAY), "instructors", one[0], bound=one[1], unit="person")
    second = counting(by(sent, CHAD), "trainers", other[0], bound=other[1], unit="person")
    found = told(first, second)
    assert bool(found.contradictions) is apart
    assert [figure.agree for figure in found.figures] == [not apart]


def test_numbers_of_different_things_or_stages_do_not_contradict() -> None:
    launchers, missiles = counting(by(aid, NORWAY), "launchers", 12), counting(by(aid, CHAD), "missiles", 60)
    assert not told(launchers, missiles).contradictions
    pledged = at(counting(by(aid, NORWAY), "missiles", 72), "pledged")
    found = told(pledged, missiles, days=2)
    assert not found.contradictions
    assert [(figure.agree, figure.running) for figure in found.figures] == [(False, True)]


def test_sums_of_money_leave_open_what_their_last_digit_does() -> None:
    price = counting(by(aid, NORWAY), "money", 2.4e9, unit="USD")
    assert not told(price, counting(by(aid, CHAD), "money", 2.43e9, unit="USD")).contradictions
    assert told(price, counting(by(aid, CHAD), "money", 2.2e9, unit="USD")).contradictions
    assert not told(price, counting(by(aid, CHAD), "money", 2.2e9, unit="EUR")).contradictions


def test_what_one_origin_raises_later_is_an_update() -> None:
    first = counting(by(sent, NORWAY), "aircraft", 45)
    found = told(first, counting(by(sent, NORWAY), "planes", 47), days=1)
    assert not found.contradictions
    assert found.figures[0].running
    assert told(first, counting(by(sent, NORWAY), "planes", 40), days=1).contradictions


def dead(number: int, *, place: str = "Abeche/TCD") -> Claim:
    words = f"The raid act {number} soldiers were killed."
    return counting(
        claim("attack", "Norway/NOR", "Chad/TCD", words=words, place=place), "soldiers", number, unit="person"
    )


def test_a_toll_that_rises_with_the_days_is_a_running_count() -> None:
    assert not told(by(dead(12), NATO), dead(15), days=1).contradictions
    assert told(by(dead(12), NATO), dead(15)).contradictions
    assert told(by(dead(15), NATO), dead(12), days=1).contradictions


def test_what_two_parties_say_of_losses_is_never_a_running_count() -> None:
    assert told(by(dead(3), NORWAY), by(dead(40), CHAD), days=1).contradictions


def test_dead_and_wounded_are_counted_apart() -> None:
    words = "The raid act killed 3 soldiers and wounded 9 others."
    one = claim("attack", "Norway/NOR", "Chad/TCD", words=words)
    both = counting(counting(one, "soldiers", 3, unit="person"), "others", 9, unit="person")
    assert not told(both, dead(3)).contradictions
    assert told(both, dead(9)).contradictions


def test_an_error_and_its_correction_contradict_and_the_error_is_retracted() -> None:
    wrong, right = counting(aid, "mortars", 30), counting(aid, "mortars", 40)
    correction = "Correction: Norway act Chad 40 mortars, not 30 as we wrongly wrote."
    found = told(wrong, right, days=1, other_outlet="Delta Wire", text=correction)
    assert ["corrected by a later report" in each.reason for each in found.contradictions] == [True]
    assert found.steps[0].retracted
    assert not told(wrong, right, days=1, other_outlet="Delta Wire").contradictions


def on(day: str, *, place: str = "", stage: str = "done") -> Claim:
    return claim("meet", "Norway/NOR", "Chad/TCD", when=day, place=place, stage=stage)


def test_two_days_or_two_towns_of_one_meeting_contradict() -> None:
    assert told(by(on("2025-03-01"), NORWAY), by(on("2025-03-02"), CHAD)).contradictions
    assert not told(by(on("2025-03-01"), NORWAY), by(on("2025-03-01..2025-03-02"), CHAD)).contradictions
    oslo, bergen = on("2025-03-01", place="Oslo/NOR"), on("2025-03-01", place="Bergen/NOR")
    assert "Oslo against Bergen" in told(by(oslo, NORWAY), by(bergen, CHAD), days=1).contradictions[0].reason
    near = on("2025-03-01", place="a farm near Oslo/NOR")
    assert not told(by(oslo, NORWAY), by(near, CHAD)).contradictions


def test_a_date_that_its_own_planner_moves_is_no_contradiction() -> None:
    first, later = on("2025-03-10", stage="planned"), on("2025-03-17", stage="planned")
    assert not told(by(first, NORWAY), by(later, NORWAY), days=2).contradictions
    assert told(by(first, NORWAY), by(later, CHAD), days=2).contradictions


def test_two_who_are_each_said_to_have_done_one_attack_contradict() -> None:
    other = claim("attack", "Kenya/KEN", "Chad/TCD")
    assert told(claim("attack", "Norway/NOR", "Chad/TCD"), other).contradictions


def test_a_number_on_top_of_another_or_a_part_of_it_excludes_nothing() -> None:
    more = counting(by(sent, CHAD), "further instructors", 20, unit="person")
    found = told(counting(by(sent, NORWAY), "instructors", 100, unit="person"), more)
    assert not found.contradictions


def test_figures_stand_side_by_side_with_their_claims() -> None:
    reports: list[Telling] = [
        telling("2025-03-04", counting(by(sent, NORWAY), "trainers", 100, unit="person"), outlet="Delta Wire"),
        telling("2025-03-05", counting(by(sent, CHAD), "instructors", 120, unit="person"), outlet="Echo"),
    ]
    (figure,) = matter(*reversed(reports)).figures
    assert [(each.value, each.claim.report) for each in figure.told] == [
        (100, reports[0].report.hash),
        (120, reports[1].report.hash),
    ]
    assert not figure.agree
    assert not figure.running
