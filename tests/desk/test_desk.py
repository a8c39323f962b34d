"""Reading into a ledger, judging, looking up."""

import dataclasses

import pytest

from onrecord import Act, ClaimFilter, Kind, Slots, Stage, Stance, accept, add, correct, is_fact, reject
from onrecord.desk import looking
from onrecord.desk.address import find, short, short_address, split
from onrecord.desk.forms import entry_form
from onrecord.desk.judging import draft_correction
from onrecord.desk.keeping import Keeper, original_of, read_report, reader_version
from onrecord.desk.tables import CLAIM_COLUMNS, REPORT_COLUMNS, claim_row, report_row
from onrecord.errors import ClaimError, DecisionError, InputError, NotInLedgerError
from onrecord.ledger.rows import News
from onrecord.model.decision import Maker, Origin

ME = "Ada Brook"


@pytest.mark.parametrize(
    ("address", "parts"), [("w01/c3", ("w01", "c3")), ("https://a.b/c/c3", ("https://a.b/c", "c3"))]
)
def test_addresses(address, parts):
    assert split(address) == parts


@pytest.mark.parametrize("address", ["", "w01", "/c3", "w01/", "/"])
def test_what_is_no_address(address):
    with pytest.raises(InputError, match="REPORT/CLAIM"):
        split(address)


def test_a_claim_is_named_by_id_or_the_beginning_of_a_hash(ledger, report):
    entry = find(ledger, "cw-17/c1")
    assert find(ledger, f"{report.hash[:6]}/c1") == entry
    assert short_address(entry) == "cw-17/c1"
    assert short(dataclasses.replace(entry.report, id=report.hash)) == report.hash[:10]
    with pytest.raises(NotInLedgerError):
        find(ledger, "cw-17/c99")


def test_what_the_same_version_has_read_is_not_read_again(ledger, report):
    def fail(_):
        raise AssertionError

    reading, kept = Keeper(ledger, reader_version(), fail).read(report)
    assert kept.news is News.KNOWN
    assert reading.claims == read_report(report).claims
    whole, kept = Keeper(ledger, reader_version()).read(report, mentions=True)
    assert (kept.news, whole) == (News.KNOWN, read_report(report))
    _, kept = Keeper(ledger, Maker("onrecord 9")).read(report)
    assert kept.news is News.NEW_READING


def test_a_decision_changes_the_record_and_only_that(ledger):
    before = find(ledger, "cw-17/c1")
    assert (before.reviewed, looking.judged_by(before)) == (False, "not reviewed")
    accept(ledger, "cw-17/c1", by=ME)
    assert looking.judged_by(find(ledger, "cw-17/c1")) == "accepted by Ada Brook"
    correct(ledger, "cw-17/c1", Slots(stage=Stage.PLANNED), by="Jo Lund")
    entry = find(ledger, "cw-17/c1")
    assert looking.judged_by(entry) == "accepted by Ada Brook, corrected by Jo Lund"
    assert (entry.origin, entry.fact, entry.machine) == (Origin.CORRECTED, False, before.claim)
    reject(ledger, "cw-17/c1", by=ME)
    assert looking.judged_by(find(ledger, "cw-17/c1")) == "rejected by Ada Brook"
    assert [one.verb for one in ledger.log()] == ["reject", "correct", "accept"]


def test_undone_decisions_leave_a_claim_not_reviewed(ledger):
    accept(ledger, "cw-17/c1", by=ME)
    ledger.undo(by=ME)
    entry = find(ledger, "cw-17/c1")
    assert (entry.reviewed, looking.judged_by(entry), entry_form(entry)["reviewed"]) == (False, "not reviewed", False)


def test_a_rejected_fact_is_not_shown_as_one(ledger):
    entry = next(entry for entry in ledger.claims() if entry.fact)
    reject(ledger, entry.address, by=ME)
    rejected = find(ledger, entry.address)
    assert is_fact(rejected.claim)
    assert entry_form(rejected)["fact"] is False
    row = dict(zip(CLAIM_COLUMNS, claim_row(rejected), strict=True))
    assert (row["fact"], row["judged"]) == ("no", "rejected by Ada Brook")


def test_a_correction_that_changes_nothing_or_breaks_a_rule_is_refused(ledger):
    entry = find(ledger, "cw-17/c1")
    with pytest.raises(DecisionError, match="says so already"):
        correct(ledger, "cw-17/c1", Slots(stage=entry.claim.status.stage), by=ME)
    with pytest.raises(ClaimError, match="hold must be standing"):
        correct(ledger, "cw-17/c1", Slots(act=Act.HOLD, stage=Stage.DONE), by=ME)
    with pytest.raises((InputError, ClaimError)):
        correct(ledger, "cw-17/c1", Slots(about="c99"), by=ME)
    assert ledger.log() == ()


def test_a_draft_decides_nothing(ledger):
    draft = draft_correction(ledger, "cw-17/c1", Slots(stage=Stage.PLANNED), by=ME)
    assert draft.claim.status.stage is Stage.PLANNED
    assert ledger.log() == ()
    assert find(ledger, "cw-17/c1").claim != draft.claim


def test_an_added_claim_says_who_added_it(ledger):
    made = add(ledger, "cw-17", Slots(act=Act.TRADE, kind=Kind.LETHAL, trigger="about 40 tanks"), by=ME, why="missed")
    entry = ledger.entry("cw-17", made.entry)
    assert (entry.origin, entry.machine, looking.judged_by(entry)) == (Origin.ADDED, None, "added by Ada Brook")
    seen = looking.view(ledger, "cw-17")
    assert entry in seen.entries
    assert entry.claim in looking.record_of(seen).claims


def test_the_record_leaves_out_what_was_rejected_and_what_was_about_it(ledger):
    correct(ledger, "cw-17/c2", Slots(stance=Stance.DENIES, about="c1"), by=ME)
    denial = find(ledger, "cw-17/c2")
    assert denial.claim in looking.record_of(looking.view(ledger, "cw-17")).claims
    reject(ledger, f"cw-17/{denial.claim.about}", by=ME)
    claims = looking.record_of(looking.view(ledger, "cw-17")).claims
    assert denial.claim.about not in {claim.id for claim in claims}
    assert {claim.about for claim in claims} <= {None, *(claim.id for claim in claims)}


def test_listings_of_any_length(ledger, monkeypatch):
    every = ledger.claims(limit=1000)
    monkeypatch.setattr(looking, "PAGE", 2)
    assert tuple(looking.claims(ledger)) == every
    assert tuple(looking.claims(ledger, limit=3, offset=1)) == every[1:4]
    assert tuple(looking.claims(ledger, ClaimFilter(agent="nobody"))) == ()
    assert len(list(looking.reports(ledger))) == 1


def test_rows_fit_their_heads(ledger):
    assert {len(claim_row(entry)) for entry in ledger.claims()} == {len(CLAIM_COLUMNS)}
    assert {len(report_row(kept)) for kept in ledger.reports()} == {len(REPORT_COLUMNS)}


def test_the_original_is_the_hash_of_a_file_of_its_own(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    original = original_of(str(path))
    assert original.sha256.startswith("ba7816bf")
    assert original.captured.tzinfo is not None
    for name in ("standard input", f"{path}:3", str(tmp_path), "a\0b"):
        assert original_of(name) is None
