"""The scorer of matters: what it is told wrong, it counts as wrong."""

from __future__ import annotations

from dataclasses import replace

import figures
import matters
import pytest

from onrecord.model.status import Polarity


@pytest.fixture(scope="module")
def gold() -> list[matters.Bundle]:
    return matters.bundles(figures.DATA / "matters")


def test_nothing_found_is_worth_nothing(gold: list[matters.Bundle]) -> None:
    empty = [[replace(one, claims=()) for one in bundle.tellings] for bundle in gold]
    assert {name: figure for name, figure in matters.score(gold, empty).items() if name != "copies"} == dict.fromkeys(
        ("found", "merge", "status", "stage", "origins", "contradictions"), 0.0
    )


def test_claims_that_are_missed_cost_found_and_merge(gold: list[matters.Bundle]) -> None:
    whole = matters.score(gold, [bundle.tellings for bundle in gold])
    halved = [[replace(one, claims=one.claims[::2]) for one in bundle.tellings] for bundle in gold]
    part = matters.score(gold, halved)
    assert whole["found"] == 1
    assert 0.4 < part["found"] < 0.7
    assert part["merge"] < whole["merge"] - 0.2


def test_denials_read_as_facts_cost_status_and_contradictions(gold: list[matters.Bundle]) -> None:
    credulous = [
        [
            replace(
                one,
                claims=tuple(
                    replace(claim, status=replace(claim.status, polarity=Polarity.YES), about=None)
                    for claim in one.claims
                ),
            )
            for one in bundle.tellings
        ]
        for bundle in gold
    ]
    whole, part = (matters.score(gold, told) for told in ([bundle.tellings for bundle in gold], credulous))
    assert part["status"] < whole["status"]
    assert part["contradictions"] < whole["contradictions"]


def test_other_copies_than_told_are_wrong(gold: list[matters.Bundle]) -> None:
    none = [replace(bundle, copies=frozenset()) for bundle in gold]
    assert matters.score(none, [bundle.tellings for bundle in gold])["copies"] == 0
