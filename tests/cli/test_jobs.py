"""`onrecord read` by several processes, and the account of its runs."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import open_ledger
from onrecord.desk import running
from onrecord.desk.keeping import Keeper
from onrecord.desk.runs import End, runs
from onrecord.intake.inputs import take
from onrecord.ledger.filters import ClaimFilter
from onrecord.scale.workers import Workers

TEXT = "Norway handed over {n} launches to Ghana on Thursday. Sweden may send {m} tanks to Ukraine, a diplomat said.\n"


def write_inputs(folder, number=24):
    """Reports of many lengths, one twice, and inputs that cannot be read."""
    folder.mkdir()
    for n in range(number):
        text = TEXT.format(n=n + 2, m=n + 20) * (1 + (n * 7) % 11)
        record = {"id": f"r{n}", "outlet": "Coast Wire", "published": "2025-03-07", "text": text}
        (folder / f"{n:03}.json").write_text(json.dumps(record))
    (folder / "003b.json").write_bytes((folder / "003.json").read_bytes())
    (folder / "007b.txt").write_text("")
    (folder / "011b.json").write_text("{")
    return folder


def command(*arguments):
    return [sys.executable, "-m", "onrecord", *map(str, arguments)]


def run(*arguments, stdin=b""):
    return subprocess.run(command(*arguments), input=stdin, capture_output=True, timeout=180, check=False)


def content(path):
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        return [
            (entry.address, entry.claim, entry.report.version)
            for entry in ledger.claims(ClaimFilter(all_versions=True), limit=10_000)
        ]


@pytest.mark.parametrize("form", [("--json", "--mentions"), ()], ids=["json", "view"])
def test_two_processes_do_what_one_does(tmp_path, form):
    folder = write_inputs(tmp_path / "in")
    one = run("read", folder, *form, "--ledger", "one.db")
    two = run("read", folder, *form, "--ledger", "two.db", "--jobs", "2")
    assert (one.returncode, two.returncode) == (1, 1)
    assert two.stdout.replace(b"two.db", b"one.db") == one.stdout
    assert two.stderr.replace(b"two.db", b"one.db") == one.stderr
    assert content(tmp_path / "two.db") == content(tmp_path / "one.db")
    counts = [run.counts for path in ("one.db", "two.db") for run in runs(tmp_path / path)]
    assert counts[0] == counts[1] == {"read": 24, "known": 1, "not_read": 2, "failed": 0}
    again = run("read", folder, "--ledger", "two.db", "--jobs", "2")
    assert b"kept in two.db: 25 known already; 2 not read" in again.stdout


def test_standard_input_and_no_ledger(tmp_path):
    lines = "".join(
        json.dumps({"outlet": "A", "published": "2025-03-07", "text": TEXT.format(n=n, m=n)}) + "\n"
        for n in range(3, 9)
    )
    one = run("read", "-", "--json", "--no-ledger", stdin=lines.encode())
    two = run("read", "-", "--json", "--no-ledger", "--jobs", "2", stdin=lines.encode())
    assert (two.returncode, two.stdout, two.stderr) == (0, one.stdout, b"")
    assert not list(tmp_path.iterdir())


def test_ctrl_c_keeps_what_was_printed_and_a_second_run_completes_it(tmp_path):
    folder = write_inputs(tmp_path / "in", number=60)
    with subprocess.Popen(
        command("read", folder, "--json", "--ledger", "kept.db", "--jobs", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,  # what a buffer had read ahead, `communicate` would not give back
        start_new_session=True,
    ) as process:
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group
        rest, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1] == b"onrecord: stopped"
    printed = {json.loads(line)["report"]["hash"] for line in (first + rest).splitlines()}
    with open_ledger(tmp_path / "kept.db") as ledger:
        assert ledger.check() == ()
        assert printed <= {kept.head.hash for kept in ledger.reports(limit=1000)}
    (stopped,) = runs(tmp_path / "kept.db")
    assert stopped.stopped
    done = run("read", folder, "--json", "--ledger", "kept.db", "--jobs", "2")
    assert len(done.stdout.splitlines()) == 61
    second = runs(tmp_path / "kept.db")[1]
    assert second.counts["known"] >= len(printed)
    assert second.inputs == 63


def test_killed_processes_leave_none_behind(tmp_path):
    folder = write_inputs(tmp_path / "in", number=40)
    with subprocess.Popen(
        command("read", folder, "--json", "--ledger", "kept.db", "--jobs", "2"), stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        children = subprocess.run(
            ["/bin/sh", "-c", f"cat /proc/{process.pid}/task/*/children"], capture_output=True, text=True, check=True
        ).stdout.split()
        process.kill()
        process.communicate()
    assert len(children) >= 2
    end = time.monotonic() + 20
    while time.monotonic() < end:
        left = [pid for pid in children if alive(pid)]
        if not left:
            break
        time.sleep(0.2)
    assert not left


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_missing_model_is_one_line_with_many_processes_too(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_MODEL", "en_no_such_model")
    folder = write_inputs(tmp_path / "in", number=4)
    done = run("read", folder, "--jobs", "2", "--no-ledger")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(b"onrecord: the language model 'en_no_such_model'")
    assert b"Traceback" not in done.stderr


def test_a_report_that_kills_its_process_fails_alone(tmp_path, monkeypatch):
    scale = Path(__file__).parent.parent / "scale"
    monkeypatch.syspath_prepend(str(scale))
    monkeypatch.setenv("PYTHONPATH", str(scale))
    import tasks

    folder = write_inputs(tmp_path / "in", number=6)
    for name, word in (("002.json", "DIE"), ("004.json", "STUMBLE")):
        record = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps({**record, "text": f"{word}. {record['text']}"}))
    with (
        open_ledger(tmp_path / "kept.db") as ledger,
        Workers(2, task=tasks.read_badly, hello=running.reader_version) as by,
    ):
        keeper = Keeper(ledger, running.maker(by))
        outcomes = list(running.run(take([str(folder)], stdin=sys.stdin), keeper=keeper, by=by, jobs=2))
        ends = [(Path(one.name).name, one.end) for one in outcomes]
        assert ends == [
            ("000.json", End.READ),
            ("001.json", End.READ),
            ("002.json", End.FAILED),
            ("003.json", End.READ),
            ("003b.json", End.KNOWN),
            ("004.json", End.FAILED),
            ("005.json", End.READ),
            ("007b.txt", End.NOT_READ),
            ("011b.json", End.NOT_READ),
        ]
        assert "the process that read it has ended (exit status 9)" in outcomes[2].why
        assert "ValueError: stumbled" in outcomes[5].why
        assert len(ledger.reports()) == 4


def test_a_mistyped_name_leaves_no_ledger(onrecord, tmp_path):
    done = onrecord("read", "nothere.txt")
    assert (done.status, done.err) == (1, "onrecord: nothere.txt: no such file; check the name\n")
    assert not list(tmp_path.iterdir())


def test_a_folder_with_the_ledger_in_it(onrecord, story, tmp_path):
    for folder in (".", story.parent):
        done = onrecord("read", folder)
        assert (done.status, done.err) == (0, "")
    (tmp_path / "photo.jpg").write_bytes(b"x")
    assert onrecord("read", ".").err == "onrecord: .: left alone, not kinds of file that are read: 1 × .jpg\n"
    (run,) = [json.loads(line) for line in onrecord("runs", "--json", "--limit", 1).lines]
    assert run["unread"] == [
        {"input": "photo.jpg", "end": "not_read", "why": "left alone, not a kind of file that is read"}
    ]


def test_every_line_of_a_stream_has_its_original(onrecord, tmp_path):
    lines = [json.dumps({"outlet": "A", "published": "2025-03-07", "text": TEXT.format(n=n, m=n)}) for n in (3, 4)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n")
    assert onrecord("read", "a.jsonl").status == 0
    rows = [json.loads(line) for line in onrecord("reports", "--json", "--order", "kept").lines]
    told = {row["original"]["name"]: row["original"]["sha256"] for row in rows}
    assert told == {
        f"a.jsonl:{n}": hashlib.sha256(line.encode() + b"\n").hexdigest() for n, line in enumerate(lines, 1)
    }


def test_runs_tell_what_became_of_every_input(onrecord, story, tmp_path):
    assert onrecord("read", story).status == 0
    (tmp_path / "empty.txt").write_text("")
    done = onrecord("read", story, "empty.txt")
    assert done.lines[-1] == "kept in onrecord.db: 5 known already; 1 not read (onrecord runs says why)"
    told = onrecord("runs").lines
    assert told[0].startswith("2  ")
    assert told[0].endswith("UTC  5 known already, 1 not read")
    assert any(line.startswith("1  ") and line.endswith("5 read") for line in told)
    assert "  not read: empty.txt: empty; give the text of a report" in onrecord("runs", "2").lines
    rows = [json.loads(line) for line in onrecord("runs", "--json").lines]
    assert [row["run"] for row in rows] == [2, 1]
    assert rows[0]["unread"][0]["input"] == "empty.txt"
    assert onrecord("runs", "--csv").lines[0].startswith("run,begun,ended,stopped,read,known,not_read,failed")
    missing = onrecord("runs", "9")
    assert (missing.status, missing.err) == (1, "onrecord: there is no run 9; onrecord runs lists them\n")
    assert onrecord("runs", "--ledger", "none.db").status == 1
