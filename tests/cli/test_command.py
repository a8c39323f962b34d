"""The real command on real files."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ARRIVAL = EXAMPLES / "story" / "1-arrival.md"
COMMAND = [sys.executable, "-m", "onrecord"]
TEXT = "Norway handed over two launches on Friday. Sweden may send 40 tanks to Ukraine."
FILLED = ("--outlet", "Coast Wire", "--published", "2025-03-07")


def environment(**more):
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM")}
    return {**kept, **more}


def run(*arguments, stdin=b"", **more):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment(**more),
        timeout=120,
        check=False,
    )


def on_a_terminal(*arguments, columns=80, **more):
    """What the command writes to a terminal of so many columns, standard output and error together."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    with subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM="xterm-256color", **more),
    ):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode()


def test_version():
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"onrecord 0.")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("read",),
        ("nonsense",),
        ("read", "--ledger", "x"),
        ("read", "x", "--published", "Friday"),
        ("read", "x", "--mentions"),
    ],
)
def test_wrong_usage_is_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.fixture(scope="module")
def records():
    done = run("read", EXAMPLES, "--json", "--no-ledger")
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def test_json_is_one_object_a_report_with_exact_spans(records):
    found = [json.loads(line) for line in records.splitlines()]
    assert len(found) == len(list(EXAMPLES.rglob("*.md")))
    for record in found:
        assert list(record) == ["report", "claims"]
        assert record["claims"], record["report"]["title"]
        text = record["report"]["text"]
        for claim in record["claims"]:
            for span in (claim["trigger"], claim["evidence"]):
                assert text[span["start"] : span["end"]] == span["exact"]


def test_the_same_bytes_in_another_process_with_another_seed(records):
    assert run("read", EXAMPLES, "--json", PYTHONHASHSEED="7").stdout == records


def test_what_is_printed_reads_back_to_the_same(records):
    assert run("read", "-", "--json", stdin=records).stdout == records


def test_mentions_are_a_third_key():
    (line,) = run("read", ARRIVAL, "--json", "--mentions").stdout.splitlines()
    record = json.loads(line)
    assert list(record) == ["report", "claims", "mentions"]
    assert list(record["mentions"]) == [
        *("quantities", "periods", "places", "actors", "offices", "attributions", "positions", "unplaced")
    ]


def test_non_ascii_stays_readable():
    done = run("read", "-", "--json", *FILLED, stdin="Norway handed over two launches to Zoë.".encode(), LC_ALL="C")
    assert "Zoë".encode() in done.stdout


def test_the_view_in_a_pipe():
    told = run("read", ARRIVAL).stdout.decode()
    assert "\x1b" not in told
    assert "invented example" in told
    assert "Vistula Wire · 4 March 2025" in told
    assert "_arrived_[●1]" in told
    longest = max(len(line) for line in ARRIVAL.read_text().splitlines())
    assert max(len(line) for line in told.splitlines()) > longest, "lines stay whole"


def test_facts_and_the_rest_are_told_apart_without_colour():
    told = run("read", "-", *FILLED, stdin=TEXT.encode()).stdout.decode()
    lines = told.splitlines()
    assert any(line.startswith("  ● 1") and "Norway" in line for line in lines)
    assert any(line.startswith("  ○ 2") and "Sweden" in line for line in lines)
    assert "2 claims: ● 1 fact, ○ 1 other" in told


def test_the_view_on_a_terminal_of_80_columns():
    from rich.text import Text

    told = on_a_terminal("read", ARRIVAL)
    assert "\x1b[1;4;32marrived\x1b[0m" in told
    assert max(Text.from_ansi(line).cell_len for line in told.splitlines()) <= 80


def test_no_color_keeps_the_underline():
    told = on_a_terminal("read", ARRIVAL, NO_COLOR="1")
    assert "\x1b[1;4marrived\x1b[0m" in told
    assert "32m" not in told


@pytest.mark.parametrize("where", ["terminal", "pipe"])
def test_commands_to_the_terminal_in_a_report_are_made_visible(tmp_path, where):
    path = tmp_path / "a.json"
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
    text = f"Norway {hostile} handed over two launches.\r\nIt left.\n"
    path.write_text(
        json.dumps(
            {
                "outlet": f"A{hostile}",
                "published": "2025-03-07",
                "title": f"B{hostile}",
                "notice": hostile,
                "text": text,
            }
        )
    )
    told = on_a_terminal("read", path) if where == "terminal" else run("read", path).stdout.decode()
    for bad in ("\x1b]", "\x07", "\x1b[2J", "\x9b", "\u202e"):
        assert bad not in told
    assert "␛]0;owned␇" in told


def test_hostile_text_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\x00 The 👩‍👩‍👧 met\r\n\r\n in  Oslo \u05d0\u05d1 政府 e\u0301. ".encode() + b"x" * 100_000)
    done = run("read", path, "--json", *FILLED)
    assert (done.returncode, done.stderr) == (0, b"")
    assert run("read", path, *FILLED).returncode == 0


def test_what_cannot_be_read_is_one_line_each_and_the_rest_is_read(tmp_path):
    tmp_path /= "reports"
    tmp_path.mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "c\n\x1b[31m.txt").write_text("")
    (tmp_path / "d.txt").write_text("Die Regierung hat das nicht bestätigt, und der Minister ist nach Berlin gereist.")
    (tmp_path / "e.txt").write_text(TEXT)
    done = run("read", tmp_path, tmp_path / "none", "--json", *FILLED)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 4
    assert all(line.startswith(f"onrecord: {tmp_path}") for line in lines)
    assert "\x1b" not in "".join(lines)


def test_a_missing_date_says_what_to_do(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", tmp_path / "a.txt", "--outlet", "Coast Wire")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no publication date; give --published YYYY-MM-DD" in done.stderr


def test_a_missing_language_model_is_one_line():
    done = run("read", ARRIVAL, ONRECORD_MODEL="en_no_such_model")
    assert done.returncode == 1
    assert done.stderr.startswith(b"onrecord: the language model 'en_no_such_model' is not installed")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("after", [0.5, 3.0])
def test_ctrl_c_is_one_line_and_130(after):
    with subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"onrecord: stopped\n")


@pytest.mark.parametrize("option", [(), ("--json",)])
def test_a_broken_pipe_is_silent(option):
    with subprocess.Popen(
        [*COMMAND, "read", str(EXAMPLES), *option], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_codebook_is_shown():
    from onrecord.model.claim import Act

    told = run("acts").stdout.decode()
    heads = [line.split()[0] for line in told.splitlines() if line and not line.startswith(" ")]
    assert heads == [act.value for act in Act]
    assert "PLOVER" in told
    assert "hand over" in told
