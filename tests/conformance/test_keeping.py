from dataclasses import replace
from datetime import UTC, date, datetime

import material as m
import pytest

from onrecord.errors import ClaimError, NotInLedgerError
from onrecord.ledger.filters import ClaimFilter, ReportFilter
from onrecord.ledger.rows import News, Original, accept
from onrecord.model.claim import Act
from onrecord.model.decision import Origin
from onrecord.model.mention import Mentions, Reading
from onrecord.model.report import Report


def test_what_is_kept_comes_back_as_it_was(ledger):
    for one in m.gold():
        assert ledger.keep(one, made_by=m.ONE).news is News.NEW
        assert ledger.report(one.report.hash).report == one.report
        assert ledger.reading(one.report.hash).claims == one.claims
        found = ledger.claims(ClaimFilter(reports=(one.report.hash,)))
        assert sorted(one.claims, key=lambda c: c.id) == sorted((e.claim for e in found), key=lambda c: c.id)
        assert all(e.origin is Origin.MACHINE and e.machine == e.claim and not e.reviewed for e in found)


def test_unplaced_acts_and_the_original_are_kept(ledger):
    original = Original("ab" * 32, datetime(2025, 3, 12, 9, 30, tzinfo=UTC), "page.html")
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE, original=original)
    assert ledger.reading(m.REPORT.hash).unplaced == (m.UNPLACED,)
    assert ledger.report("lund").original == original


def test_the_same_reading_changes_nothing(ledger):
    one = m.reading(*m.CLAIMS)
    ledger.keep(one, made_by=m.ONE)
    before = ledger.claims(), ledger.reports(), ledger.reading(m.REPORT.hash)
    assert ledger.keep(one, made_by=m.ONE).news is News.KNOWN
    assert (ledger.claims(), ledger.reports(), ledger.reading(m.REPORT.hash)) == before


def test_the_same_text_with_another_title_is_the_same_report(ledger):
    ledger.keep(m.reading(m.SENT), made_by=m.ONE)
    other = replace(m.REPORT, title="Another title", id="other")
    assert ledger.keep(m.reading(m.SENT, report=other), made_by=m.ONE).news is News.KNOWN
    assert [kept.report.title for kept in ledger.reports()] == [m.REPORT.title]


def test_a_newer_reading_replaces_the_claims(ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    assert ledger.keep(m.reading(m.SENT, m.LEAVE), made_by=m.TWO).news is News.NEW_READING
    assert {e.claim.act for e in ledger.claims()} == {Act.AID, Act.WITHDRAW}
    kept = ledger.report("lund")
    assert (kept.readings, kept.made_by, kept.claims) == (2, m.TWO, 2)
    assert {e.made_by for e in ledger.claims()} == {m.TWO}


def test_other_claims_by_the_same_maker_are_a_new_reading(ledger):
    ledger.keep(m.reading(m.SENT), made_by=m.ONE)
    assert ledger.keep(m.reading(m.LEAVE), made_by=m.ONE).news is News.NEW_READING


def test_another_text_under_the_same_id_is_a_new_version(ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    newer = replace(m.REPORT, text=m.TEXT + " Correction: none.")
    kept = ledger.keep(m.reading(m.SENT, report=newer), made_by=m.ONE)
    assert (kept.news, kept.version, kept.id) == (News.NEW_VERSION, 2, "lund")
    assert [one.head.version for one in ledger.versions("lund")] == [1, 2]
    assert ledger.report("lund").report == newer
    assert ledger.report(m.REPORT.hash).report == m.REPORT
    assert [e.report.version for e in ledger.claims()] == [2]
    assert len(ledger.claims(ClaimFilter(all_versions=True))) == 6
    assert len(ledger.claims(ClaimFilter(reports=(m.REPORT.hash,)))) == 5
    assert len(ledger.claims(ClaimFilter(reports=("lund",)))) == 1
    assert len(ledger.reports()) == 1
    assert len(ledger.reports(ReportFilter(all_versions=True))) == 2


def test_imported_claims_stand_before_a_machines(ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    kept = ledger.import_claims(m.REPORT, m.reading(m.SENT).claims, source="hand.jsonl")
    assert kept.news is News.NEW_READING
    assert ledger.keep(m.reading(*m.CLAIMS), made_by=m.TWO).news is News.KNOWN
    assert ledger.import_claims(m.REPORT, m.reading(m.SENT).claims, source="hand.jsonl").news is News.KNOWN
    assert [e.claim.id for e in ledger.claims()] == ["c1"]
    assert ledger.report("lund").made_by.imported


def test_a_report_without_claims_is_kept(ledger):
    ledger.keep(Reading(m.REPORT, (), Mentions()), made_by=m.ONE)
    assert ledger.claims() == ()
    assert ledger.report("lund").claims == 0


def test_claims_that_break_a_rule_are_not_kept_nor_is_their_report(ledger):
    wrong = replace(m.SENT, kind=None)
    with pytest.raises(ClaimError, match="must have a kind"):
        ledger.keep(m.reading(m.LEAVE, wrong), made_by=m.ONE)
    moved = replace(m.SENT, trigger=replace(m.SENT.trigger, start=m.SENT.trigger.start + 1))
    with pytest.raises(ClaimError, match="not at"):
        ledger.import_claims(m.REPORT, (moved,), source="hand")
    assert ledger.reports() == ()
    assert ledger.reading(m.REPORT.hash) is None


@pytest.mark.parametrize(
    "odd", ["👩‍🚀🇺🇦", "e\u0301", "\r\n\x0b", "\u202eمتحدث\u202c", "韩国尚未", "\x00\x01", "\ufdd0\ufdd1", "'\"%_;--"]
)
def test_hostile_text_is_kept_as_it_is(ledger, odd):
    text = f"{odd} {m.TEXT} {odd}"
    report = Report(outlet=f"Daily {odd}", published=date(2025, 3, 12), text=text, title=odd, id=f"id {odd}")
    at = m.span("sent", text)
    one = Reading(report, (replace(m.claim("c1", Act.AID, "sent"), trigger=at, evidence=at),), Mentions())
    ledger.keep(one, made_by=m.ONE)
    assert ledger.report(report.id).report == report
    assert ledger.entry(report.id, "c1").claim == one.claims[0]
    assert ledger.claims(search="sent")[0].hits[0].span.exact == "sent"


def test_half_a_surrogate_pair_is_refused_in_one_line(ledger):
    report = Report(outlet="Daily", published=date(2025, 3, 12), text="Broken \ud800 text")
    with pytest.raises(ClaimError, match="surrogate") as told:
        ledger.keep(Reading(report, (), Mentions()), made_by=m.ONE)
    assert "\n" not in str(told.value)


def test_reports_are_named_by_hash_id_or_the_beginning_of_the_hash(ledger):
    for one in m.gold():
        ledger.keep(one, made_by=m.ONE)
    own = m.gold()[0].report
    assert {ledger.report(name).report for name in (own.hash, own.id, own.hash[:8])} == {own}
    for name in ("nothing", own.hash[:5], "", "0" * 32):
        with pytest.raises(NotInLedgerError):
            ledger.report(name)
    with pytest.raises(NotInLedgerError):
        ledger.entry(own.id, "c999")


def test_what_is_kept_outlives_the_ledgers_closing(store):
    with store() as ledger:
        ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
        decision = ledger.decide(accept(ledger.entry("lund", "c1"), by="Ann"))
        before = ledger.claims()
    with store() as ledger:
        assert ledger.claims() == before
        assert ledger.log() == (decision,)
        assert ledger.check() == ()
