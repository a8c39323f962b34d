"""`onrecord serve` as it is started and ended."""

import re
import signal
import socket
import subprocess
import sys

import pytest

SERVE = [sys.executable, "-m", "onrecord", "serve", "--no-browser"]


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_address_comes_first_and_ctrl_c_ends_it_cleanly(tmp_path):
    command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        assert re.search(r"http://127\.0\.0\.1:\d+/open\?token=[\w-]{30,}$", first.strip())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "closed" in out
    assert err == ""


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path, taken):
    command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", str(taken)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"onrecord: port {taken} is taken by another program; give another one with --port\n"
    assert not (tmp_path / "new.db").exists()


def test_a_file_that_is_no_ledger_is_told_in_one_line(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a ledger, but a text that is long enough")
    command = [*SERVE, "--ledger", str(path), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is no ledger" in done.stderr


def test_only_this_machine_is_listened_to(tmp_path):
    command = [*SERVE, "--ledger", str(tmp_path / "new.db"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        port = int(re.search(r":(\d+)/", process.stdout.readline())[1])
        with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):  # noqa: PT011
            pass
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
