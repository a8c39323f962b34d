"""Two people judge the same claims, blind to each other or not; notes; reports marked complete."""

from dataclasses import replace

import pytest
from material import CLAIMS, LEAVE, ONE, REACHED, SENT, SHELLED, TWO, claim, reading

from onrecord.errors import DecisionError
from onrecord.ledger import rows
from onrecord.ledger.filters import ClaimFilter, ReportFilter
from onrecord.model.claim import Act
from onrecord.model.decision import Origin, Verb
from onrecord.model.status import Certainty, Stage, Status

ADA, JO = "Ada Brook", "Jo Lund"
PLANNED = Status(stage=Stage.PLANNED)


@pytest.fixture
def kept(ledger):
    ledger.keep(reading(*CLAIMS), made_by=ONE)
    return ledger


def mine(ledger, by, entry):
    return next(one for one in ledger.coded("lund", by=by) if one.id == entry)


def blind(ledger, verb, by, entry, *more):
    return ledger.decide(verb(mine(ledger, by, entry), *more, by=by, blind=True))


def test_a_blind_coder_sees_the_machine_and_own_decisions_only(kept):
    kept.decide(rows.correct(kept.entry("lund", "c1"), replace(SENT, status=PLANNED), by=ADA))
    kept.decide(rows.reject(kept.entry("lund", "c2"), by=ADA))
    kept.decide(rows.add("lund", claim("n", Act.MEET, "told"), by=ADA))
    seen = kept.coded("lund", by=JO)
    assert [(one.id, one.claim, one.origin, one.decisions) for one in seen] == [
        (one.id, one.claim, Origin.MACHINE, ()) for one in seen
    ]
    assert [one.id for one in seen] == ["c1", "c2", "c3", "c4", "c5"]
    assert [one.origin for one in kept.coded("lund", by=ADA)].count(Origin.MACHINE) == 3


def test_the_last_word_is_on_record_and_both_are_kept(kept):
    kept.decide(rows.correct(kept.entry("lund", "c1"), replace(SENT, status=PLANNED), by=ADA))
    made = blind(kept, rows.accept, JO, "c1")
    entry = kept.entry("lund", "c1")
    assert (entry.claim, entry.origin, len(entry.decisions)) == (SENT, Origin.ACCEPTED, 2)
    assert (made.blind, made.judged, made.thread) == (True, SENT, 1)
    assert mine(kept, ADA, "c1").claim.status.stage is Stage.PLANNED
    assert mine(kept, JO, "c1").claim == SENT


def test_a_blind_decision_is_checked_against_what_that_person_saw(kept):
    old = mine(kept, JO, "c1")
    blind(kept, rows.correct, JO, "c1", replace(SENT, status=PLANNED))
    with pytest.raises(DecisionError, match="has changed meanwhile"):
        kept.decide(rows.accept(old, by=JO, blind=True))
    kept.decide(rows.reject(kept.entry("lund", "c1"), by=ADA))
    assert blind(kept, rows.accept, JO, "c1").judged.status.stage is Stage.PLANNED
    entry = kept.entry("lund", "c1")
    assert (entry.origin, entry.claim.status.stage) == (Origin.CORRECTED, Stage.PLANNED)


def test_an_open_decision_on_a_claim_that_a_blind_one_changed_needs_a_fresh_look(kept):
    seen = kept.entry("lund", "c1")
    blind(kept, rows.correct, JO, "c1", replace(SENT, status=PLANNED))
    with pytest.raises(DecisionError, match="has changed meanwhile"):
        kept.decide(rows.accept(seen, by=ADA))


def test_a_blind_decision_builds_on_none_of_others(kept):
    first = blind(kept, rows.reject, ADA, "c1")
    second = blind(kept, rows.accept, JO, "c1")
    kept.undo(first.number, by=ADA)
    assert kept.entry("lund", "c1").origin is Origin.ACCEPTED
    kept.undo(second.number, by=JO)
    assert kept.entry("lund", "c1").origin is Origin.MACHINE
    third = blind(kept, rows.accept, JO, "c1")
    blind(kept, rows.reject, JO, "c1")
    with pytest.raises(DecisionError, match="builds on"):
        kept.undo(third.number, by=JO)


def test_the_same_claim_added_by_two_stands_once(kept):
    missed = claim("n", Act.MEET, "told")
    one = kept.decide(rows.add("lund", missed, by=ADA, blind=True))
    two = kept.decide(rows.add("lund", replace(missed, status=PLANNED), by=JO, blind=True))
    assert (one.entry, two.entry, two.thread) == ("a1", "a1", one.thread)
    added = [entry for entry in kept.claims() if entry.origin is Origin.ADDED]
    assert [entry.claim.status.stage for entry in added] == [Stage.PLANNED]
    assert mine(kept, ADA, "a1").claim.status == Status()
    kept.undo(two.number, by=JO)
    assert kept.entry("lund", "a1").claim.status == Status()
    assert all(entry.id != "a1" for entry in kept.coded("lund", by=JO))


def test_views_follow_their_claims_to_a_newer_reading(kept):
    blind(kept, rows.reject, ADA, "c2")
    blind(kept, rows.correct, JO, "c2", replace(REACHED, status=PLANNED))
    kept.keep(reading(SHELLED, SENT, REACHED, LEAVE), made_by=TWO)
    found = {by: mine(kept, by, "c3") for by in (ADA, JO)}
    assert {by: (one.origin, one.machine.act) for by, one in found.items()} == {
        ADA: (Origin.REJECTED, Act.VISIT),
        JO: (Origin.CORRECTED, Act.VISIT),
    }


def test_a_note_judges_nothing(kept):
    made = kept.decide(rows.note(kept.entry("lund", "c1"), by=ADA, why="ask the desk in Lund"))
    entry = kept.entry("lund", "c1")
    assert (entry.origin, entry.reviewed, entry.claim, entry.decisions) == (Origin.MACHINE, False, SENT, (made,))
    kept.decide(rows.accept(entry, by=JO))
    assert [one.verb for one in kept.entry("lund", "c1").decisions] == [Verb.NOTE, Verb.ACCEPT]
    kept.undo(made.number, by=ADA)
    assert kept.entry("lund", "c1").origin is Origin.ACCEPTED
    with pytest.raises(DecisionError, match="write something"):
        kept.decide(rows.note(kept.entry("lund", "c1"), by=ADA, why=" "))


def test_a_note_stays_with_its_claim_and_hides_nothing_newer(kept):
    kept.decide(rows.note(kept.entry("lund", "c5"), by=ADA, why="when exactly?"))
    sure = replace(LEAVE, status=Status(certainty=Certainty.LIKELY, stage=Stage.PLANNED))
    kept.keep(reading(sure, SENT), made_by=TWO)
    found = next(entry for entry in kept.claims() if entry.claim.act is Act.WITHDRAW)
    assert (found.claim.status, found.origin, found.reason) == (sure.status, Origin.MACHINE, None)
    assert [one.why for one in found.decisions] == ["when exactly?"]
    kept.keep(reading(SENT), made_by=ONE)
    assert [entry.decisions for entry in kept.claims()] == [()]


def test_a_report_is_marked_complete_by_people_and_taken_back(kept):
    made = kept.decide(rows.complete("lund", by=ADA))
    kept.decide(rows.complete("lund", by=JO, why="read twice"))
    assert [one.by for one in kept.report("lund").complete] == [ADA, JO]
    assert (made.entry, made.anchor.act, kept.claims()[0].origin) == ("", None, Origin.MACHINE)
    with pytest.raises(DecisionError, match="complete already"):
        kept.decide(rows.complete("lund", by=ADA))
    kept.undo(made.number, by=ADA)
    assert [one.by for one in kept.report("lund").complete] == [JO]
    kept.decide(rows.complete("lund", by=ADA))


def test_checked_and_unchecked_reports_and_claims_are_found(kept):
    other = replace(reading().report, text="Nothing of note.", id="quiet")
    kept.keep(reading(report=other), made_by=ONE)
    kept.decide(rows.complete("lund", by=ADA))

    def found(complete):
        reports = kept.reports(ReportFilter(complete=complete))
        return [one.head.id for one in reports], kept.count(ClaimFilter(complete=complete))

    assert (found(True), found(False)) == ((["lund"], 5), (["quiet"], 0))
    assert kept.count(ClaimFilter(doer=True)) + kept.count(ClaimFilter(doer=False)) == 5
    kept.decide(rows.complete("quiet", by=ADA))
    assert kept.undo(by=ADA).anchor.act is None
    assert found(False)[0] == ["quiet"]


def test_several_decisions_are_made_together_or_not_at_all(kept):
    good, bad = rows.accept(kept.entry("lund", "c1"), by=ADA), rows.add("lund", SENT, by=ADA)
    with pytest.raises(DecisionError, match="on record already"):
        kept.decide_all([good, bad])
    assert kept.log() == ()
    kept.decide_all([good, rows.accept(kept.entry("lund", "c2"), by=ADA)])
    assert [one.entry for one in kept.log()] == ["c2", "c1"]
