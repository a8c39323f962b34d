"""How far along a matter is, and the history of its stages."""

from __future__ import annotations

import pytest
from tests.matching.made import claim, telling
from tests.matching.voiced import at, by, denied, matter, withheld

from onrecord.model.status import Stage

aid = claim("aid", "Norway/NOR", "Chad/TCD", kind="lethal", items=["40 mortars"])
RUMOUR, NAMED, PARTY = "unnamed: a pilot", "organisation: NATO", "government: Norway/NOR"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((("pledged", PARTY), ("approved", PARTY)), Stage.APPROVED),
        ((("approved", PARTY), ("pledged", PARTY)), Stage.APPROVED),
        ((("approved", PARTY), ("done", RUMOUR)), Stage.APPROVED),
        ((("planned", NAMED), ("done", RUMOUR)), Stage.PLANNED),
        ((("open", RUMOUR), ("considered", RUMOUR)), Stage.CONSIDERED),
        ((("pledged", PARTY), ("suspended", PARTY)), Stage.SUSPENDED),
        ((("pledged", PARTY), ("cancelled", NAMED)), Stage.CANCELLED),
        ((("pledged", PARTY), ("cancelled", RUMOUR)), Stage.PLEDGED),
        ((("suspended", PARTY), ("done", PARTY)), Stage.DONE),
        ((("suspended", PARTY), ("cancelled", PARTY)), Stage.CANCELLED),
        ((("refused", PARTY),), Stage.REFUSED),
    ],
)
def test_the_furthest_stage_of_the_best_source(told: tuple[tuple[str, str], ...], expected: Stage) -> None:
    days = [telling(f"2025-03-{day:02}", at(by(aid, who), stage)) for day, (stage, who) in enumerate(told, start=1)]
    assert matter(*days).stage is expected


def test_an_unnamed_source_retold_by_an_outlet_is_still_unnamed() -> None:
    found = matter(
        telling("2025-03-01", at(by(aid, RUMOUR), "considered"), outlet="Delta Wire"),
        telling("2025-03-02", at(by(aid, "outlet: Delta Wire"), "open"), outlet="Echo"),
    )
    assert found.stage is Stage.CONSIDERED


def test_who_withholds_tells_no_stage_unless_nobody_else_does() -> None:
    told = telling("2025-03-01", at(by(aid, RUMOUR), "considered"), at(withheld(aid, PARTY), "planned"))
    assert matter(told).stage is Stage.CONSIDERED
    assert matter(telling("2025-03-01", at(withheld(aid, PARTY), "planned"))).stage is Stage.PLANNED


def test_where_all_deny_the_stage_is_what_they_deny() -> None:
    assert matter(telling("2025-03-01", denied(aid, PARTY))).stage is Stage.DONE


def test_the_steps_are_told_once_each_with_day_and_claim() -> None:
    found = matter(
        telling("2025-03-01", at(by(aid, PARTY), "pledged")),
        telling("2025-03-02", at(by(aid, PARTY), "pledged")),
        telling("2025-03-03", at(by(aid, PARTY), "suspended")),
        telling("2025-03-05", by(aid, PARTY)),
    )
    assert [(step.stage.value, step.published.day) for step in found.steps] == [
        ("pledged", 1),
        ("suspended", 3),
        ("done", 5),
    ]
    assert {step.claim for step in found.steps} <= set(found.claims)
