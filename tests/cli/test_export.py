"""`onrecord export`."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.export import table


@pytest.fixture
def kept(onrecord, story):
    assert onrecord("read", story).status == 0
    return onrecord


@pytest.mark.parametrize(
    "name", ["a.csv", "a.xlsx", "a.jsonl", "a.parquet", "a.jsonld", "a.html", "a.dossier --format dossier"]
)
def test_every_form_is_written_and_told(kept, name, tmp_path):
    out, *options = name.split()
    done = kept("export", "--out", out, *options)
    number = len(kept("claims", "--json").lines)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"written to {out}: {number} claims of 5 reports\n"
    assert (tmp_path / out).stat().st_size > 500
    assert not list(tmp_path.glob("*.part"))


def test_filters_and_order_are_those_of_claims(kept, tmp_path):
    options = ("--party", "Moldova", "--no-fact", "--order", "oldest", "--search", "air defence")
    assert kept("export", "--out", "a.csv", *options).status == 0
    with (tmp_path / "a.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    found = [json.loads(line)["address"] for line in kept("claims", *options, "--json").lines]
    assert [row["claim"] for row in rows] == found
    assert found


def test_a_file_is_only_replaced_when_told_so(kept, tmp_path):
    (tmp_path / "a.csv").write_text("mine")
    done = kept("export", "--out", "a.csv")
    assert (done.status, done.out) == (1, "")
    assert done.err == "onrecord: a.csv is there already; name another file, or give --force\n"
    assert (tmp_path / "a.csv").read_text() == "mine"
    assert kept("export", "--out", "a.csv", "--force").status == 0
    assert (tmp_path / "a.csv").read_text().startswith("claim,")


def test_events_hold_facts_only_and_the_rest_is_listed(kept, tmp_path):
    done = kept("export", "--out", "a.csv", "--layout", "events")
    facts = len(kept("claims", "--fact", "--json").lines)
    others = len(kept("claims", "--no-fact", "--json").lines)
    assert done.status == 0
    assert done.err == f"onrecord: a.csv: {others} claims left out; a.csv.left-out.csv lists them with the reasons\n"
    with (tmp_path / "a.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == facts
    with (tmp_path / "a.csv.left-out.csv").open(newline="") as file:
        left = list(csv.DictReader(file))
    assert len(left) == others
    assert all(row["reason"].startswith("no fact: ") for row in left)
    piped = kept("export", "--out", "-", "--format", "csv", "--layout", "events")
    assert piped.out.encode() == (tmp_path / "a.csv").read_bytes()
    assert piped.err.count("\n") == others + 1


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--out", "a.txt"], 2, "which form?"),
        (["--out", "a.jsonl", "--layout", "events"], 2, "csv and xlsx"),
        (["--out", "onrecord.db", "--format", "csv", "--force"], 2, "the ledger itself"),
        (["--out", "nowhere/a.csv"], 1, "nowhere is no folder"),
        (["--out", "story", "--format", "csv"], 1, "is a folder"),
        (["--out", "a.csv", "--ledger", "none.db"], 1, "there is no ledger"),
        (["--out", "a.csv", "--search", '"'], 1, "search"),
    ],
)
def test_what_cannot_be_is_told(kept, tmp_path, options, status, told):
    done = kept("export", *options)
    assert (done.status, done.out) == (status, "")
    assert told in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["onrecord.db", "onrecord.db.runs", "story"]


def test_a_disk_without_room_leaves_nothing(kept, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(table, "write", full)
    done = kept("export", "--out", "a.csv")
    assert done.err == "onrecord: a.csv: cannot be written (no space left on device)\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["onrecord.db", "onrecord.db.runs", "story"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "parquet", "webannotation", "dossier"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_standard_output_without_room_or_reader_is_told(kept, form):
    command = [sys.executable, "-m", "onrecord", "export", "--out", "-", "--format", form]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "onrecord: standard output: cannot be written (no space left on device)\n"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        assert process.stderr.read() == ""


def test_out_and_in_again(kept):
    assert kept("export", "--out", "a.jsonl").status == 0
    assert kept("import", "--claims", "a.jsonl", "--ledger", "other.db").status == 0
    for number in range(1, 6):
        report = f"s{number}"
        assert kept("show", report, "--json").out == kept("show", report, "--json", "--ledger", "other.db").out
    assert kept("check", "--ledger", "other.db").status == 0
