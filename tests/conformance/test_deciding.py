from dataclasses import replace

import material as m
import pytest

from onrecord.errors import ClaimError, DecisionError, NotInLedgerError
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.rows import Entry, accept, add, correct, reject
from onrecord.model.claim import Act, Kind
from onrecord.model.decision import Origin, Reason, Verb
from onrecord.model.status import Stage

ALL = ClaimFilter(origins=tuple(Origin), all_versions=True)


@pytest.fixture
def read(ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    return ledger


def entry(ledger, own: str) -> Entry:
    return ledger.entry("lund", own)


def moved(claim, trigger, **changes):
    """The claim with another trigger that overlaps the old one, as another version of the reader may see it."""
    at = m.span(trigger)
    return replace(claim, trigger=at, evidence=m.sentence(at), **changes)


def test_each_verb_gives_its_origin(read):
    read.decide(accept(entry(read, "c1"), by="Ann", why="clear"))
    read.decide(reject(entry(read, "c2"), by="Ann"))
    better = replace(m.SHELLED, agent=())
    read.decide(correct(entry(read, "c3"), better, by="Bo"))
    made = read.decide(add(m.REPORT.hash, m.claim("", Act.COOPERATE, "told"), by="Bo"))
    found = {e.id: e for e in read.claims(ALL)}
    assert {own: e.origin for own, e in found.items()} == {
        "c1": Origin.ACCEPTED,
        "c2": Origin.REJECTED,
        "c3": Origin.CORRECTED,
        "c4": Origin.MACHINE,
        "c5": Origin.MACHINE,
        "a1": Origin.ADDED,
    }
    assert found["c3"].claim == replace(better, id="c3")
    assert found["c3"].machine == m.SHELLED
    assert found["a1"].machine is None
    assert made.entry == "a1"
    assert {e.id for e in read.claims()} == {"c1", "c3", "c4", "c5", "a1"}
    assert [e.decisions[-1].by for e in (found["c1"], found["a1"])] == ["Ann", "Bo"]


def test_a_decision_says_who_when_why_and_on_what(read):
    made = read.decide(accept(entry(read, "c1"), by="  Ann  Vint ", why=" clear "))
    assert (made.number, made.by, made.why, made.verb) == (1, "Ann Vint", "clear", Verb.ACCEPT)
    assert (made.made_by, made.judged, made.machine) == (m.ONE, m.SENT, "c1")
    assert (made.anchor.report, made.anchor.act, made.anchor.trigger) == (m.REPORT.hash, Act.AID, m.SENT.trigger)
    assert made.when.tzinfo is not None
    assert read.log() == (made,)
    assert entry(read, "c1").decisions == (made,)


def test_the_log_has_everything_newest_first_and_the_chain_holds(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(reject(entry(read, "c2"), by="Bo"))
    read.undo(1, by="Bo")
    log = read.log()
    assert [one.number for one in log] == [3, 2, 1]
    assert [one.previous for one in log[:2]] == [one.hash for one in log[1:]]
    assert [one.number for one in read.log(by="Bo")] == [3, 2]
    assert [one.number for one in read.log(limit=1, offset=1)] == [2]
    assert len(read.log(report="lund")) == 3


def test_later_decisions_on_the_same_claim_follow_on_the_earlier(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(correct(entry(read, "c1"), replace(m.SENT, kind=Kind.NONLETHAL), by="Bo"))
    read.decide(accept(entry(read, "c1"), by="Cy"))
    assert entry(read, "c1").origin is Origin.CORRECTED
    read.decide(reject(entry(read, "c1"), by="Ann"))
    assert entry(read, "c1").origin is Origin.REJECTED
    assert [one.thread for one in read.log()] == [1, 1, 1, 1]
    with pytest.raises(DecisionError, match="undo that one first"):
        read.undo(2, by="Bo")
    for number, origin in ((4, Origin.CORRECTED), (3, Origin.CORRECTED), (2, Origin.ACCEPTED), (1, Origin.MACHINE)):
        read.undo(number, by="Bo")
        assert entry(read, "c1").origin is origin
    assert entry(read, "c1").claim == m.SENT


def test_undo_takes_the_last_of_the_person_and_says_why_not(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(add(m.REPORT.hash, m.claim("", Act.COOPERATE, "told"), by="Bo"))
    assert read.undo(by="Ann").undoes == 1
    with pytest.raises(NotInLedgerError, match="Ann"):
        read.undo(by="Ann")
    with pytest.raises(DecisionError, match="undone already"):
        read.undo(1, by="Bo")
    with pytest.raises(DecisionError, match="decide anew"):
        read.undo(3, by="Bo")
    with pytest.raises(NotInLedgerError, match="no decision 99"):
        read.undo(99, by="Bo")
    read.undo(2, by="Bo")
    assert all(e.origin is Origin.MACHINE for e in read.claims(ALL))
    again = read.decide(add(m.REPORT.hash, m.claim("", Act.COOPERATE, "told"), by="Bo"))
    assert again.entry == "a2"


def test_what_cannot_be_decided_leaves_everything_as_it_was(read):
    first = entry(read, "c1")
    with pytest.raises(DecisionError, match="name"):
        read.decide(accept(first, by=" "))
    with pytest.raises(ClaimError, match="must have a kind"):
        read.decide(correct(first, replace(m.SENT, kind=None), by="Ann"))
    with pytest.raises(ClaimError, match="about c99"):
        read.decide(correct(entry(read, "c4"), replace(m.DENIED, about="c99"), by="Ann"))
    with pytest.raises(DecisionError, match="already, as c1"):
        read.decide(add(m.REPORT.hash, m.SENT, by="Ann"))
    with pytest.raises(NotInLedgerError):
        read.decide(add("0" * 32, m.SENT, by="Ann"))
    with pytest.raises(NotInLedgerError):
        read.decide(replace(accept(first, by="Ann"), entry="c77"))
    read.decide(reject(first, by="Bo"))
    read.decide(correct(entry(read, "c1"), replace(m.SENT, agent=()), by="Bo"))
    with pytest.raises(DecisionError, match="changed meanwhile"):
        read.decide(accept(first, by="Ann"))
    assert len(read.log()) == 2


def test_a_better_reading_keeps_every_decision(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(reject(entry(read, "c2"), by="Ann"))
    better = replace(m.LEAVE, agent=())
    read.decide(correct(entry(read, "c5"), better, by="Ann"))
    read.decide(add(m.REPORT.hash, m.claim("", Act.COOPERATE, "told"), by="Ann"))
    newer = m.reading(m.claim("x", Act.MEET, "customs"), *m.CLAIMS)
    assert read.keep(newer, made_by=m.TWO).review == 0
    found = {e.id: e.origin for e in read.claims(ALL)}
    assert found == {
        "c1": Origin.MACHINE,
        "c2": Origin.ACCEPTED,
        "c3": Origin.REJECTED,
        "c4": Origin.MACHINE,
        "c5": Origin.MACHINE,
        "c6": Origin.CORRECTED,
        "a1": Origin.ADDED,
    }
    assert read.review() == ()
    assert len(read.log()) == 4


def test_a_decision_without_counterpart_stays_and_is_listed_until_decided_again(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    kept = read.keep(m.reading(m.REACHED, m.SHELLED, m.DENIED, m.LEAVE), made_by=m.TWO)
    assert kept.review == 1
    (open_one,) = read.review()
    assert (open_one.reason, open_one.decision.number, open_one.entry.id) == (Reason.NO_COUNTERPART, 1, "d1")
    assert open_one.entry.claim == replace(m.SENT, id="d1")
    assert open_one.entry.machine is None
    assert "d1" in {e.id for e in read.claims()}
    read.decide(accept(open_one.entry, by="Bo", why="still right"))
    assert read.review() == ()
    assert entry(read, "d1").origin is Origin.ACCEPTED
    read.keep(m.reading(*m.CLAIMS), made_by=m.THREE)
    assert entry(read, "c1").origin is Origin.ACCEPTED
    assert len(read.claims(ALL)) == 5
    read.undo(2, by="Bo")
    read.undo(1, by="Bo")
    assert entry(read, "c1").origin is Origin.MACHINE


def test_a_decision_on_a_claim_told_otherwise_now_is_kept_and_listed(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(reject(entry(read, "c2"), by="Ann"))
    otherwise = moved(m.SENT, "has sent", recipient=())
    read.keep(m.reading(otherwise, replace(m.REACHED, place=()), m.SHELLED), made_by=m.TWO)
    first, second = read.review()
    assert (first.reason, second.reason) == (Reason.CHANGED, Reason.CHANGED)
    assert first.entry.claim == m.SENT
    assert first.entry.machine == otherwise
    assert second.entry.origin is Origin.REJECTED
    read.decide(correct(first.entry, otherwise, by="Ann"))
    read.undo(2, by="Ann")
    assert read.review() == ()
    assert entry(read, "c1").claim == otherwise


def test_a_correction_the_machine_has_learned_calls_for_no_review(read):
    better = replace(m.SENT, recipient=())
    read.decide(correct(entry(read, "c1"), better, by="Ann"))
    read.keep(m.reading(better, m.REACHED), made_by=m.TWO)
    assert read.review() == ()
    assert entry(read, "c1").origin is Origin.CORRECTED


def test_a_corrected_act_finds_the_machines_new_claim(read):
    trade = replace(m.SENT, act=Act.TRADE, kind=Kind.OTHER)
    read.decide(correct(entry(read, "c1"), trade, by="Ann"))
    read.keep(m.reading(trade, m.REACHED), made_by=m.TWO)
    assert [(e.id, e.origin) for e in read.claims()] == [("c1", Origin.CORRECTED), ("c2", Origin.MACHINE)]


def test_an_added_claim_takes_in_the_machines_when_it_comes(read):
    added = m.claim("", Act.COOPERATE, "told")
    read.decide(add(m.REPORT.hash, added, by="Ann"))
    read.keep(m.reading(*m.CLAIMS, replace(added, id="c6")), made_by=m.TWO)
    found = read.claims(ALL)
    assert len(found) == 6
    assert [e.origin for e in found if e.claim.act is Act.COOPERATE] == [Origin.ADDED]


def test_a_decision_never_passes_to_the_other_claim_on_the_same_words(read):
    read.decide(reject(entry(read, "c4"), by="Ann"))
    read.keep(m.reading(m.SENT, m.REACHED, m.SHELLED), made_by=m.TWO)
    assert entry(read, "c3").origin is Origin.MACHINE
    assert [(one.reason, one.entry.origin) for one in read.review()] == [(Reason.NO_COUNTERPART, Origin.REJECTED)]


def test_what_a_claim_is_about_follows_the_new_numbers(read):
    read.decide(correct(entry(read, "c4"), replace(m.DENIED, agent=()), by="Ann"))
    extra = m.claim("x", Act.MEET, "customs")
    read.keep(m.reading(extra, *m.CLAIMS), made_by=m.TWO)
    assert entry(read, "c5").claim.about == "c4"
    read.keep(m.reading(m.SENT, m.DENIED), made_by=m.THREE)
    assert entry(read, "c2").claim.about is None


def test_decisions_on_an_older_text_are_listed_and_what_stands_stays(read):
    read.decide(accept(entry(read, "c1"), by="Ann"))
    read.decide(reject(entry(read, "c2"), by="Ann"))
    newer = replace(m.REPORT, text=m.TEXT + " Corrected.")
    assert read.keep(m.reading(*m.CLAIMS, report=newer), made_by=m.ONE).review == 2
    assert {one.reason for one in read.review()} == {Reason.NEWER_TEXT}
    listed = read.claims()
    assert [e.address for e in listed if e.origin is Origin.ACCEPTED] == [f"{m.REPORT.hash}/c1"]
    assert len(listed) == 6
    first, second = (one.entry for one in read.review())
    read.decide(reject(first, by="Ann", why="see the newer text"))
    read.decide(reject(second, by="Ann"))
    assert read.review() == ()
    assert {e.report.version for e in read.claims()} == {2}


def test_a_stage_corrected_is_found_by_the_new_one(read):
    better = replace(m.SENT, status=replace(m.SENT.status, stage=Stage.UNDER_WAY))
    read.decide(correct(entry(read, "c1"), better, by="Ann"))
    assert [e.id for e in read.claims(ClaimFilter(stages=(Stage.UNDER_WAY,)))] == ["c1"]
    assert "c1" not in {e.id for e in read.claims(ClaimFilter(stages=(Stage.DONE,)))}
