"""Whatever machines read and people decide, in whatever order: the record keeps its promises."""

import tempfile
from dataclasses import replace
from pathlib import Path

import material as m
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from onrecord.errors import DecisionError
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.overlay import Readings, align, content, fold, holding, overlay
from onrecord.ledger.rows import Entry, accept, add, correct, reject
from onrecord.ledger.store import SqlLedger
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Maker, Origin, Verb
from onrecord.model.evidence import Span

EVERYTHING = ClaimFilter(origins=tuple(Origin), all_versions=True)
POOL = (
    *m.CLAIMS,
    m.claim("p1", Act.AID, "has sent"),
    m.claim("p2", Act.AID, "sent about"),
    m.claim("p3", Act.TRADE, "sent"),
    replace(m.SENT, id="p4", recipient=()),
    replace(m.DENIED, id="p5", about=None, agent=()),
    m.claim("p6", Act.COOPERATE, "told"),
    replace(m.LEAVE, id="p7", when=None),
)
SOME = st.lists(st.sampled_from(POOL), max_size=7, unique_by=lambda claim: claim.id)
PICK = st.integers(0, 30)


class Desk(RuleBasedStateMachine):
    """Machines read a report again and again; people judge what is on record, change their minds, add and undo."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ledger = SqlLedger.open(Path(self.folder.name) / "ledger.db")
        self.claims: tuple[Claim, ...] = ()
        self.version = 0
        self.read(list(m.CLAIMS))

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    def pick(self, number: int) -> Entry | None:
        found = self.ledger.claims(EVERYTHING)
        return found[number % len(found)] if found else None

    @rule(claims=SOME)
    def read(self, claims: list[Claim]) -> None:
        self.version += 1
        reading = m.reading(*claims)
        self.ledger.keep(reading, made_by=Maker("onrecord", str(self.version), "model"))
        self.claims = reading.claims

    @rule(number=PICK, verb=st.sampled_from([accept, reject]))
    def judge(self, number, verb) -> None:
        entry = self.pick(number)
        if entry is not None:
            made = self.ledger.decide(verb(entry, by="Ann"))
            after = self.ledger.entry("lund", entry.id)
            assert made in after.decisions
            assert after.reviewed
            assert after.reason is None

    @rule(number=PICK, claim=st.sampled_from(POOL))
    def correct(self, number: int, claim: Claim) -> None:
        entry = self.pick(number)
        if entry is not None:
            self.ledger.decide(correct(entry, replace(claim, about=None), by="Bo"))
            assert content(self.ledger.entry("lund", entry.id).claim) == content(claim)

    @rule(claim=st.sampled_from(POOL))
    def add(self, claim: Claim) -> None:
        try:
            made = self.ledger.decide(add(m.REPORT.hash, replace(claim, about=None), by="Bo"))
        except DecisionError:
            return
        assert self.ledger.entry("lund", made.entry).origin is Origin.ADDED

    @precondition(lambda self: self.ledger.log())
    @rule(number=PICK)
    def undo(self, number: int) -> None:
        log = self.ledger.log()
        try:
            self.ledger.undo(log[number % len(log)].number, by="Cy")
        except DecisionError:
            return

    @invariant()
    def every_claim_of_the_machine_is_in_the_record_once(self) -> None:
        under = [entry.machine for entry in self.ledger.claims(EVERYTHING) if entry.machine is not None]
        assert sorted(under, key=lambda c: c.id) == sorted(self.claims, key=lambda c: c.id)

    @invariant()
    def every_decision_that_holds_has_one_place_in_the_record(self) -> None:
        log = self.ledger.log()[::-1]
        threads = {one.thread: [other for other in log if other.thread == one.thread] for one in log}
        held = {number for number, thread in threads.items() if holding(thread)}
        entries = self.ledger.claims(EVERYTHING)
        assert sorted(e.decisions[0].thread for e in entries if e.reviewed) == sorted(held)
        for entry in entries:
            if entry.reviewed:
                found = fold(entry.decisions)
                assert found is not None
                assert content(found.claim) == content(entry.claim)
                assert found.origin is entry.origin

    @invariant()
    def ids_are_unique_and_references_lead_somewhere(self) -> None:
        entries = self.ledger.claims(EVERYTHING)
        names = [entry.id for entry in entries]
        assert len(set(names)) == len(names)
        assert all(entry.claim.about in {None, *names} and entry.claim.id == entry.id for entry in entries)

    @invariant()
    def the_ledger_is_sound(self) -> None:
        assert self.ledger.check() == ()


Desk.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=14,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestDesk = Desk.TestCase


def test_without_decisions_the_record_is_the_reading():
    found = overlay(Readings(1, m.CLAIMS, {}), ())
    assert [row.claim for row in found] == list(m.CLAIMS)
    assert {row.origin for row in found} == {Origin.MACHINE}


def test_claims_over_the_same_words_are_told_apart():
    assert align((m.SHELLED, m.DENIED), (m.SHELLED, m.DENIED)) == {"c3": "c3", "c4": "c4"}
    assert align((m.SHELLED, m.DENIED), (m.DENIED,)) == {"c4": "c4"}
    assert align((m.SHELLED,), (m.DENIED, m.SHELLED)) == {"c3": "c3"}


def test_triggers_that_only_touch_are_not_the_same():
    two = m.claim("x", Act.AID, Span.of(m.TEXT, m.SENT.trigger.end, m.SENT.trigger.end + 6))
    assert align((m.SENT,), (two,)) == {}
    assert align((m.SENT,), (m.claim("x", Act.AID, "has sent"),)) == {"c1": "x"}
    assert align((m.SENT,), (m.claim("x", Act.TRADE, "sent"),)) == {}


def test_a_thread_all_undone_comes_to_nothing(ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    ledger.decide(accept(ledger.entry("lund", "c1"), by="Ann"))
    ledger.undo(by="Ann")
    log = ledger.log()[::-1]
    assert [one.verb for one in log] == [Verb.ACCEPT, Verb.UNDO]
    assert fold(log) is None
