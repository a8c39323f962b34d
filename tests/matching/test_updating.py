"""Matters in a ledger: reports come in any order, one by one or together, and the same matters stand."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.ledger import rows
from onrecord.ledger.matter_filters import MatterFilter
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.protocol import Ledger
from onrecord.matching.matching import match
from onrecord.matching.telling import Telling
from onrecord.matching.updating import update_matters
from onrecord.model.matter import Matter, MatterStatus
from onrecord.model.recorded import claims_from_record, report_from_record

BUNDLES = Path(__file__).parent.parent / "gold" / "data" / "matters"
REPORTS = Path(__file__).parent.parent / "gold" / "data" / "reports"


def told() -> list[Telling]:
    """All bundles' reports, with others between them."""
    records = [one for path in sorted(BUNDLES.glob("*.json")) for one in json.loads(path.read_text())["reports"]]
    records += [json.loads(path.read_text()) for path in sorted(REPORTS.glob("*.json"))]
    return [Telling(report_from_record(one), claims_from_record(one)) for one in records]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "onrecord.db") as opened:
        yield opened


def keep(ledger: Ledger, tellings: Sequence[Telling]) -> None:
    for one in tellings:
        ledger.import_claims(one.report, one.claims, source="gold")


def standing(ledger: Ledger) -> tuple[Matter, ...]:
    update_matters(ledger)
    return tuple(sorted((kept.matter for kept in ledger.matters(limit=10_000)), key=lambda one: one.id))


def wanted(tellings: Sequence[Telling]) -> tuple[Matter, ...]:
    """What matching all at once gives; links are found when a matter is looked at."""
    return tuple(sorted((replace(one, links=()) for one in match(tellings)), key=lambda one: one.id))


@pytest.mark.parametrize("seed", range(2))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(ledger: Ledger, seed: int) -> None:
    tellings = told()
    random.Random(seed).shuffle(tellings)
    for one in tellings:
        keep(ledger, [one])
        update_matters(ledger)
    assert standing(ledger) == wanted(told())
    assert not ledger.check()


def test_handfuls_give_what_all_at_once_gives(ledger: Ledger) -> None:
    tellings = told()
    random.Random(9).shuffle(tellings)
    for start in range(0, len(tellings), 7):
        keep(ledger, tellings[start : start + 7])
        update_matters(ledger)
    assert standing(ledger) == wanted(told())


def test_every_claim_is_in_one_matter(ledger: Ledger) -> None:
    keep(ledger, told())
    held = [at for one in standing(ledger) for at in one.claims]
    assert len(held) == len(set(held)) == sum(len(one.claims) for one in told())


def test_nothing_is_matched_twice_where_nothing_has_changed(ledger: Ledger) -> None:
    keep(ledger, told())
    assert update_matters(ledger) == len(told())
    assert update_matters(ledger) == 0
    keep(ledger, told())
    assert update_matters(ledger) == 0


def test_a_matter_that_stays_keeps_the_moment_of_its_change(ledger: Ledger) -> None:
    tellings = told()
    keep(ledger, tellings[:-1])
    update_matters(ledger)
    before = {kept.matter.id: kept.changed_at for kept in ledger.matters(limit=1000)}
    keep(ledger, tellings[-1:])
    standing(ledger)
    after = {kept.matter.id: kept.changed_at for kept in ledger.matters(limit=1000)}
    assert {name: after[name] for name in before} == before


def test_a_rejected_claim_leaves_its_matter_and_comes_back(ledger: Ledger) -> None:
    keep(ledger, told())
    before = standing(ledger)
    disputed = next(one for one in before if one.status is MatterStatus.DISPUTED)
    at = disputed.contradictions[0].b
    ledger.decide(rows.reject(ledger.entry(at.report, at.claim), by="Ada Brook"))
    assert all(at not in one.claims for one in standing(ledger))
    tellings = [
        replace(
            one, claims=tuple(claim for claim in one.claims if (one.report.hash, claim.id) != (at.report, at.claim))
        )
        for one in told()
    ]
    assert {one.id for one in standing(ledger)} == {one.id for one in wanted(tellings)}
    ledger.undo(by="Ada Brook")
    assert standing(ledger) == before


def test_a_newer_version_of_a_report_takes_the_place_of_the_older(ledger: Ledger) -> None:
    tellings = told()
    keep(ledger, tellings)
    before = standing(ledger)
    old = next(one for one in tellings if one.report.id == "b1-r5")
    newer = replace(old, report=replace(old.report, text=old.report.text + "\nCorrected."))
    keep(ledger, [newer])
    after = standing(ledger)
    assert after == wanted([newer if one is old else one for one in tellings])
    assert after != before


def test_an_interrupted_update_is_finished_by_the_next(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ledger, told())
    monkeypatch.setattr("onrecord.matching.updating.AT_ONCE", 10)

    def stop(done: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_matters(ledger, told=stop)
    assert 0 < ledger.touched() < len(told())
    assert standing(ledger) == wanted(told())


def test_matters_are_filtered(ledger: Ledger) -> None:
    keep(ledger, told())
    update_matters(ledger)
    disputed = ledger.matters(MatterFilter(statuses=(MatterStatus.DISPUTED,)))
    assert disputed
    assert {kept.matter.status for kept in disputed} == {MatterStatus.DISPUTED}
    assert all(len(kept.matter.claims) >= 4 for kept in ledger.matters(MatterFilter(claims=4)))
    report = ledger.report("b3-r3").head.hash
    assert all(
        any(at.report == report for at in kept.matter.claims) for kept in ledger.matters(MatterFilter(report=report))
    )
    assert (
        ledger.count_matters(MatterFilter(contradicted=True)) + ledger.count_matters(MatterFilter(contradicted=False))
        == ledger.count_matters()
    )
