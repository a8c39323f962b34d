"""Notes, complete reports and differences between coders, by command."""

import json

import pytest
from typer.testing import CliRunner

from onrecord import Slots, Stage, accept, correct, open_ledger
from onrecord.cli.app import app

TEXT = "Norway handed over two launches to Ghana on Thursday, two officials said."


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_CODER", "Ada Brook")
    (tmp_path / "a.txt").write_text(TEXT)

    def call(*arguments, status=0):
        done = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})
        assert done.exit_code == status, done.output
        return done.output

    call("read", "a.txt", "--outlet", "Coast Wire", "--published", "2025-03-07")
    return call


@pytest.fixture
def report(run):
    return json.loads(run("reports", "--json"))["report"]["hash"]


def test_a_note_is_kept_and_judges_nothing(run, report):
    run("note", f"{report}/c1", "--why", "ask in Oslo")
    told = json.loads(run("claims", "--json").splitlines()[0])
    assert (told["judged"], told["decisions"]) == ("not reviewed", [1])
    assert "ask in Oslo" in run("log")
    assert "write something" in run("note", f"{report}/c1", status=1)


def test_a_report_is_marked_complete_and_found(run, report):
    assert run("reports", "--complete", "--json") == ""
    assert "is complete, by Ada Brook" in run("complete", report)
    assert [one["by"] for one in json.loads(run("reports", "--complete", "--json"))["complete"]] == ["Ada Brook"]
    assert "complete by Ada Brook" in run("reports")
    assert run("reports", "--not-complete", "--json") == ""
    assert "complete" in run("log", "--csv")
    run("undo")
    assert run("reports", "--complete", "--json") == ""


def test_differences_are_listed_for_people_and_programs(run, report, tmp_path):
    assert "0 judged by two or more" in run("review", "--differences")
    with open_ledger(tmp_path / "onrecord.db") as ledger:
        accept(ledger, f"{report}/c1", by="Jo Lund", blind=True)
        correct(ledger, f"{report}/c1", Slots(stage=Stage.PLEDGED), by="Ada Brook", blind=True)
    shown = run("review", "--differences")
    assert "they differ in stage" in shown
    assert "1 judged by two or more, 1 on which they differ" in shown
    told = json.loads(run("review", "--differences", "--json"))
    assert (told["slots"], [word["by"] for word in told["words"]]) == (["stage"], ["Ada Brook", "Jo Lund"])
    assert len(run("review", "--differences", "--csv").splitlines()) == 3
