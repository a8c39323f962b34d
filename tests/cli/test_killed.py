"""`onrecord read` into a ledger, killed at any moment, and run twice at once."""

import json
import random
import subprocess
import sys
import time

import pytest

from onrecord import ClaimFilter, open_ledger

COMMAND = [sys.executable, "-m", "onrecord", "read"]
REPORTS = 60


def write_reports(folder, *, first=0, number=REPORTS):
    folder.mkdir()
    for n in range(first, first + number):
        record = {
            "id": f"r{n}",
            "outlet": f"Coast Wire {n % 3}",
            "published": "2025-03-07",
            "text": f"Norway handed over {n + 2} launches to Ghana on Thursday. "
            f"Sweden may send {n + 20} tanks to Ukraine, a diplomat said.\n" * 3,
        }
        (folder / f"{n:03}.json").write_text(json.dumps(record))
    return folder


def start(folder, ledger):
    return subprocess.Popen(
        [*COMMAND, str(folder), "--ledger", str(ledger), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )


def printed(out):
    """The hashes of the reports whose line was printed whole: these are acknowledged."""
    whole = out[: out.rfind(b"\n") + 1]
    return [json.loads(line)["report"]["hash"] for line in whole.splitlines()]


def kept_hashes(ledger):
    return [kept.head.hash for kept in ledger.reports(limit=10_000)]


def kill_and_complete(tmp_path, kills, seed):
    folder, path = write_reports(tmp_path / "reports"), tmp_path / "kept.db"
    chance = random.Random(seed)
    acknowledged, broken = set(), 0
    for kill in range(kills):
        if kill % 5 == 0:  # anew, so that the making of a ledger is met too
            for side in ("", "-wal", "-shm"):
                (tmp_path / f"kept.db{side}").unlink(missing_ok=True)
            acknowledged = set()
        process = start(folder, path)
        begun = b""
        if kill % 5:
            begun = process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
        else:
            time.sleep(chance.uniform(0.2, 1.5))
        process.kill()
        out, _ = process.communicate()
        acknowledged |= set(printed(begun + out))
        if not path.exists() or not path.stat().st_size:
            continue
        with open_ledger(path) as ledger:
            assert ledger.check() == ()
            found = kept_hashes(ledger)
            assert acknowledged <= set(found)
            assert len(found) == len(set(found))
            broken += len(found) < REPORTS
    assert broken
    return folder, path


def assert_complete(folder, path):
    process = start(folder, path)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b"")
    told = {record["report"]["hash"]: record["claims"] for record in map(json.loads, out.splitlines())}
    assert len(told) == REPORTS
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        assert sorted(kept_hashes(ledger)) == sorted(told)
        assert ledger.count(ClaimFilter(all_versions=True)) == sum(map(len, told.values())) > REPORTS
        assert {kept.readings for kept in ledger.reports(limit=10_000)} == {1}


def test_five_kills_lose_nothing(tmp_path):
    assert_complete(*kill_and_complete(tmp_path, 5, seed=3))


@pytest.mark.slow
def test_fifty_kills_lose_nothing(tmp_path):
    assert_complete(*kill_and_complete(tmp_path, 50, seed=4))


def test_two_at_once_lose_nothing(tmp_path):
    one = write_reports(tmp_path / "one", first=0, number=40)
    other = write_reports(tmp_path / "other", first=20, number=40)
    path = tmp_path / "kept.db"
    processes = [start(one, path), start(other, path)]
    outcomes = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [err for _, err in outcomes] == [b"", b""]
    told = [hash_ for out, _ in outcomes for hash_ in printed(out)]
    assert len(told) == 80
    with open_ledger(path) as ledger:
        found = kept_hashes(ledger)
        assert len(found) == len(set(found)) == REPORTS
        assert set(found) == set(told)
        assert {kept.readings for kept in ledger.reports(limit=10_000)} == {1}
        assert ledger.check() == ()
