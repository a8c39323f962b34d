"""JSON lines: what goes out comes in again and says the same."""

import io
import json
from dataclasses import replace

from material import ONE, REPORT, reading

from onrecord.desk.exporting import Choice, write, write_file
from onrecord.desk.keeping import Imported, import_file
from onrecord.export.forms import Form
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.opening import open_ledger
from onrecord.model.claim import Act
from onrecord.model.decision import Origin

ALL = Choice(where=ClaimFilter(all_versions=True))


def content(ledger):
    """Reports and the claims that stand, as they are on record; who answers for them apart."""
    kept = ledger.reports(limit=1000)
    claims = [(entry.address, entry.claim, entry.fact) for entry in ledger.claims(ALL.where, limit=1000)]
    return [(one.report, one.head) for one in kept], claims


def test_a_ledger_goes_out_and_comes_in_again(ledger, tmp_path):
    path = tmp_path / "all.jsonl"
    done = write_file(ledger, Form.JSONL, path, choice=ALL)
    assert done.left_out == ()
    with open_ledger(tmp_path / "other.db") as other:
        assert all(isinstance(one, Imported) for one in import_file(other, path))
        assert content(other) == content(ledger)
        assert {entry.origin for entry in ledger.claims(ALL.where, limit=1000)} > {Origin.CORRECTED, Origin.ADDED}
        assert {entry.origin for entry in other.claims(limit=1000)} == {Origin.MACHINE}
        assert other.check() == ()
        again = io.BytesIO()
        write(other, Form.JSONL, again, choice=ALL)
    for ours, theirs in zip(path.read_text().splitlines(), again.getvalue().decode().splitlines(), strict=True):
        one, two = json.loads(ours), json.loads(theirs)
        for record in (one, two):
            for claim in record["claims"]:
                claim.pop("review")
        assert one == two


def test_versions_keep_their_order(ledger, tmp_path):
    newer = replace(REPORT, text=REPORT.text + "\nMore.", published=REPORT.published.replace(day=1))
    ledger.keep(reading(report=newer), made_by=ONE)
    path = tmp_path / "all.jsonl"
    write_file(ledger, Form.JSONL, path, choice=ALL)
    with open_ledger(tmp_path / "other.db") as other:
        list(import_file(other, path))
        assert [one.head for one in other.versions("lund")] == [one.head for one in ledger.versions("lund")]
    newest = io.BytesIO()
    write(ledger, Form.JSONL, newest)
    reports = [json.loads(line)["report"]["hash"] for line in newest.getvalue().splitlines()]
    assert newer.hash in reports


def test_each_claim_tells_who_answers_for_it(ledger):
    stream = io.BytesIO()
    write(ledger, Form.JSONL, stream, choice=Choice(where=ClaimFilter(reports=("lund",))))
    (record,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    told = {claim["id"]: claim["review"]["judged"] for claim in record["claims"]}
    assert told["c1"] == "accepted by Ada Brook"
    assert told["c2"] == "corrected by Jo Lund"
    assert "c3" not in told


def test_rejected_claims_are_left_out_and_told(ledger):
    stream = io.BytesIO()
    done = write(ledger, Form.JSONL, stream, choice=Choice(where=ClaimFilter(origins=tuple(Origin))))
    assert [(one.claim, one.reason) for one in done.left_out] == [("lund/c3", "rejected by Ada Brook")]
    only = write(ledger, Form.JSONL, stream, choice=Choice(where=ClaimFilter(origins=(Origin.REJECTED,))))
    assert (only.claims, only.reports) == (0, 0)


def test_a_selection_holds_only_its_claims(ledger):
    stream = io.BytesIO()
    done = write(ledger, Form.JSONL, stream, choice=Choice(where=ClaimFilter(acts=(Act.AID,))))
    claims = [claim for line in stream.getvalue().splitlines() for claim in json.loads(line)["claims"]]
    assert len(claims) == done.claims > 0
    assert {claim["act"] for claim in claims} == {"aid"}
    assert {claim["about"] for claim in claims} <= {None, *(claim["id"] for claim in claims)}
