"""A person's work with the ledger, from the first reading to a newer version's."""

import json

import pytest

from onrecord.ledger import makers
from onrecord.reading import read as reader


def rows(done):
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.lines]


def test_nothing_of_a_persons_work_is_lost(onrecord, story, monkeypatch):
    monkeypatch.setenv("ONRECORD_CODER", "Ada Brook")
    first = onrecord("read", story)
    assert first.status == 0
    assert first.lines[-1] == "kept in onrecord.db: 5 new"
    again = onrecord("read", story)
    assert again.lines[:-1] == first.lines[:-1]
    assert again.lines[-1] == "kept in onrecord.db: 5 known already"
    found = rows(onrecord("claims", "--country", "POL", "--no-fact", "--json"))
    assert len(found) >= 4
    for row in found:
        assert (row["fact"], row["reviewed"], row["judged"], row["origin"]) == (False, False, "not reviewed", "machine")
        claim = row["claim"]
        parties = (*claim["agent"], *claim["recipient"], *claim["place"])
        assert "POL" in {party["country"] for party in parties}
    meeting = next(row for row in found if row["claim"]["act"] == "meet")
    request = next(row for row in found if row["claim"]["act"] == "request")
    assert meeting["address"].startswith("s1/")

    done = onrecord("correct", meeting["address"], "--certainty", "stated", "--why", "“due to” is a plan")
    assert done.status == 0
    assert "corrected by Ada Brook" in done.out
    assert onrecord("reject", request["address"], "--coder", "Jo Lund", "--why", "an aim only").status == 0
    added = onrecord(
        *("add", "s1", "--act", "deploy", "--trigger", "come down", "--place", "its territory = MDA"),
        *("--agent", "drones = drones, armed_force", "--flag", "hearsay", "--why", "missed"),
    )
    assert (added.status, added.err) == (0, "")
    assert "added by Ada Brook" in added.out
    before = onrecord("show", "s1", "--json").out

    monkeypatch.setattr(makers, "codebook", lambda: "another codebook")
    newer = onrecord("read", story)
    assert newer.lines[-1] == "kept in onrecord.db: 5 read anew"
    assert newer.err == ""
    assert onrecord("show", "s1", "--json").out == before
    reviewed = rows(onrecord("claims", "--reviewed", "--order", "oldest", "--json"))
    assert {row["origin"]: row["judged"] for row in reviewed} == {
        "corrected": "corrected by Ada Brook",
        "added": "added by Ada Brook",
    }
    corrected = next(row for row in reviewed if row["origin"] == "corrected")
    assert corrected["claim"]["certainty"] == "stated"
    assert corrected["machine"]["certainty"] == "likely"
    assert {row["made_by"]["codebook"] for row in reviewed} == {"another codebook"}
    (rejected,) = rows(onrecord("claims", "--origin", "rejected", "--json"))
    assert (rejected["address"], rejected["judged"]) == (request["address"], "rejected by Jo Lund")
    assert request["address"] not in {row["address"] for row in rows(onrecord("claims", "--json"))}

    log = rows(onrecord("log", "--json"))
    assert [(one["number"], one["verb"], one["by"], one["why"]) for one in log] == [
        (3, "add", "Ada Brook", "missed"),
        (2, "reject", "Jo Lund", "an aim only"),
        (1, "correct", "Ada Brook", "“due to” is a plan"),
    ]
    assert log[2]["judged"]["certainty"] == "likely"
    assert log[2]["claim"]["certainty"] == "stated"
    told = onrecord("log", "--by", "Jo Lund").out
    assert "Jo Lund: reject s1/" in told
    assert "why: an aim only" in told
    assert onrecord("check").out == "sound: nothing is amiss\n"


def test_a_decision_without_counterpart_stays_and_is_listed_for_review(onrecord, story, monkeypatch):
    onrecord("read", story)
    (meeting,) = rows(onrecord("claims", "--report", "s1", "--act", "meet", "--json"))
    assert onrecord("correct", meeting["address"], "--certainty", "stated", "--coder", "Ada Brook").status == 0
    whole = reader.read

    def shortened(report):
        reading = whole(report)
        return type(reading)(report, tuple(c for c in reading.claims if c.act != "meet"), reading.mentions)

    monkeypatch.setattr(makers, "codebook", lambda: "another codebook")
    monkeypatch.setattr(reader, "read", shortened)
    done = onrecord("read", story)
    assert done.err == "onrecord: onrecord.db: 1 decision should be looked at again: onrecord review\n"
    (review,) = rows(onrecord("review", "--json"))
    assert review["reason"] == "no_counterpart"
    assert review["entry"]["claim"]["certainty"] == "stated"
    assert "the newest reading has no such claim" in onrecord("review").out
    shown = onrecord("show", "s1").out
    assert "corrected by Ada Brook · look again: the newest reading has no such claim" in shown
    assert onrecord("accept", review["address"], "--coder", "Ada Brook").status == 0
    assert onrecord("review").out == "nothing to look at again\n"
    assert onrecord("check").status == 0


def test_undo_takes_back_the_last_of_a_person(onrecord, story):
    onrecord("read", story)
    for claim in ("s1/c1", "s1/c2"):
        assert onrecord("accept", claim, "--coder", "Ada Brook").status == 0
    assert onrecord("reject", "s1/c3", "--coder", "Jo Lund").status == 0
    done = onrecord("undo", "--coder", "Ada Brook", "--why", "not sure")
    assert "s1/c2" in done.out
    assert "not reviewed" in done.out
    (row,) = rows(onrecord("claims", "--reviewed", "--json"))
    assert row["address"] == "s1/c1"
    again = onrecord("undo", "2", "--coder", "Jo Lund")
    assert (again.status, again.err.count("\n")) == (1, 1)
    assert [one["undoes"] for one in rows(onrecord("log", "s1", "--json"))] == [2, None, None, None]


def test_what_a_ledger_shows_can_be_imported_into_another(onrecord, story, tmp_path):
    onrecord("read", story)
    onrecord("reject", "s1/c1", "--coder", "Ada Brook")
    lines = [onrecord("show", f"s{number}", "--json").out for number in range(1, 6)]
    (tmp_path / "all.jsonl").write_text("".join(lines) + '{"report": {}}\n')
    done = onrecord("import", "--claims", "all.jsonl", "--ledger", "other.db", "--source", "Brook")
    assert done.status == 1
    assert done.err == "onrecord: all.jsonl:6: not imported: no claims; `onrecord read` reads reports without them\n"
    assert done.out.startswith("kept in other.db: 5 new; ")
    assert [onrecord("show", f"s{number}", "--json", "--ledger", "other.db").out for number in range(1, 6)] == lines
    assert "claims imported from Brook" in onrecord("show", "s1", "--ledger", "other.db").out
    for row in rows(onrecord("claims", "--ledger", "other.db", "--json")):
        assert (row["reviewed"], row["made_by"]["imported"]) == (False, True)
    assert onrecord("check", "--ledger", "other.db").status == 0
    again = onrecord("import", "--claims", "all.jsonl", "--ledger", "other.db", "--source", "Brook")
    assert "5 known already" in again.out


@pytest.mark.parametrize("line", ["{", "[]", '{"report": {"outlet": "A"}, "claims": []}', "{}", "\udcff"])
def test_records_that_cannot_be_imported_are_one_line(onrecord, tmp_path, line):
    (tmp_path / "bad.jsonl").write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")
    done = onrecord("import", "--claims", "bad.jsonl")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith("onrecord: bad.jsonl:1: not imported: ")
