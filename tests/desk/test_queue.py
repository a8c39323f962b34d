"""What is reviewed first."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord import ClaimFilter, Slots, Stage, accept, open_ledger, reject
from onrecord.desk import looking, queue
from onrecord.desk.coders import Coder
from onrecord.desk.queue import Rank, doubts, passes, rank_of, waiting
from onrecord.model.claim import Act
from onrecord.model.decision import Maker
from onrecord.model.mention import Mentions, Reading
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.status import Stance

GOLD = Path(__file__).parent.parent / "gold" / "data" / "reports"
ADA, JO = "Ada Brook", "Jo Lund"


def addresses(found):
    return [one.entry.address for one in found]


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    import json

    with open_ledger(tmp_path_factory.mktemp("gold") / "gold.db") as ledger:
        for path in sorted(GOLD.glob("*.json"))[:6]:
            record = json.loads(path.read_text(encoding="utf-8"))
            reading = Reading(report_from_record(record), claims_from_record(record), Mentions())
            ledger.keep(reading, made_by=Maker("onrecord 0"))
        yield ledger


def test_every_claim_waits_once_in_the_order_of_ranks(gold):
    found = list(waiting(gold))
    every = list(looking.claims(gold))
    assert sorted(addresses(found)) == sorted(entry.address for entry in every)
    assert len({one.rank for one in found}) >= 5
    assert all(one.rank <= other.rank for one, other in pairwise(found))
    assert all(one.rank is rank_of(one.entry.claim) for one in found)
    assert queue.count(gold) == len(found)
    assert addresses(waiting(gold)) == addresses(found)


def test_within_a_rank_the_newest_report_comes_first_and_then_the_text(gold):
    for one, other in pairwise(waiting(gold)):
        if one.rank is other.rank:
            a, b = one.entry, other.entry
            assert (-a.report.published.toordinal()) <= (-b.report.published.toordinal())
            if a.report.hash == b.report.hash:
                assert a.claim.trigger.start <= b.claim.trigger.start


def test_weak_sources_of_grave_facts_come_first(ledger):
    found = list(waiting(ledger))
    assert [(one.entry.id, one.rank) for one in found] == [
        ("c1", Rank.WEAK_FACT),
        ("c4", Rank.CONTRARY),
        ("c3", Rank.UNSURE),
        ("c2", Rank.REST),
    ]
    assert doubts(found[0].entry.claim) == ("source without a name", "a figure")
    assert "not tied to what it denies or does not confirm" in doubts(found[1].entry.claim)


def test_what_is_decided_leaves_the_queue_and_comes_back_when_undone(ledger):
    accept(ledger, "cw-17/c1", by=ADA)
    reject(ledger, "cw-17/c4", by=ADA)
    assert [one.entry.id for one in waiting(ledger)] == ["c3", "c2"]
    ledger.undo(by=ADA)
    assert [one.entry.id for one in waiting(ledger)] == ["c4", "c3", "c2"]


@pytest.mark.parametrize(
    "where",
    [
        ClaimFilter(acts=(Act.AID, Act.MEET)),
        ClaimFilter(stances=(Stance.DENIES,)),
        ClaimFilter(fact=False),
        ClaimFilter(stages=(Stage.DONE,)),
        ClaimFilter(published_from=date(2030, 1, 1)),
        ClaimFilter(outlets=("nobody",)),
    ],
)
def test_filters_narrow_the_queue_to_what_they_find(gold, where):
    found = addresses(waiting(gold, where))
    assert sorted(found) == sorted(entry.address for entry in looking.claims(gold, where))
    assert found == [address for address in addresses(waiting(gold)) if address in found]


def test_one_report_is_gone_through_in_the_order_of_its_text(ledger, gold):
    assert [one.entry.id for one in waiting(ledger, ClaimFilter(reports=("cw-17",)))] == ["c1", "c2", "c3", "c4"]
    accept(ledger, "cw-17/c2", by=ADA)
    assert [one.entry.id for one in waiting(ledger, ClaimFilter(reports=("cw-17",)))] == ["c1", "c3", "c4"]
    blind = Coder(JO, blind=True)
    assert len(list(waiting(ledger, ClaimFilter(reports=("cw-17",)), coder=blind))) == 4


def test_a_blind_coders_queue_is_the_machines_whatever_others_did(ledger):
    before = [(one.entry.id, one.rank) for one in waiting(ledger)]
    from onrecord import correct

    correct(ledger, "cw-17/c1", Slots(stage=Stage.PLANNED), by=ADA)
    reject(ledger, "cw-17/c2", by=ADA)
    blind = Coder(JO, blind=True)
    assert [(one.entry.id, one.rank) for one in waiting(ledger, coder=blind)] == before
    assert queue.count(ledger, coder=blind) == 4
    accept(ledger, "cw-17/c1", by=JO, blind=True)
    assert [one.entry.id for one in waiting(ledger, coder=blind)] == ["c4", "c3", "c2"]
    assert [one.entry.id for one in waiting(ledger, ClaimFilter(acts=(Act.MEET,)), coder=blind)] == ["c2"]


def test_passes_is_what_the_ledger_finds(gold):
    for where in (ClaimFilter(acts=(Act.AID,)), ClaimFilter(fact=True), ClaimFilter(stances=(Stance.DENIES,))):
        found = {entry.address for entry in looking.claims(gold, where)}
        assert found == {entry.address for entry in looking.claims(gold) if passes(entry, where)}


def test_decisions_to_look_at_again_come_first(ledger, report):
    accept(ledger, "cw-17/c2", by=ADA)
    held = ledger.reading(report.hash)
    ledger.keep(Reading(report, held.claims[:1], Mentions()), made_by=Maker("onrecord 9"))
    found = list(waiting(ledger))
    assert (found[0].entry.claim.act, found[0].rank) == (Act.MEET, Rank.AGAIN)


def test_a_blind_queue_is_counted_without_going_through_it(ledger):
    blind = Coder(JO, blind=True)
    accept(ledger, "cw-17/c1", by=JO, blind=True)
    assert queue.count(ledger, coder=blind) == len(list(waiting(ledger, coder=blind))) == 3
    reject(ledger, "cw-17/c2", by=ADA)
    where = ClaimFilter(acts=(Act.MEET,))
    for narrowed in (
        ClaimFilter(),
        where,
        ClaimFilter(reports=("cw-17",)),
        ClaimFilter(reports=("cw-17",), acts=(Act.MEET,)),
    ):
        found = list(waiting(ledger, narrowed, coder=blind))
        assert queue.count(ledger, narrowed, coder=blind) == len(found)
        assert len(found) == (1 if narrowed.acts else 3)
