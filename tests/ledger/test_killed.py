"""A process that keeps reports is killed at any moment: nothing acknowledged is lost, nothing half is there."""

import random
import subprocess
import sys
import time
from pathlib import Path

import material as m
import pytest

from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.opening import open_ledger

KEEPER = """
import sys
sys.path.insert(0, {folder!r})
import material as m
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept
print("begun", flush=True)
with open_ledger(sys.argv[1]) as ledger:
    for number, reading in enumerate(m.many({many})):
        kept = ledger.keep(reading, made_by=m.ONE)
        print("kept", kept.report, flush=True)
        if kept.news == "new" and number % 5 == 0:
            made = ledger.decide(accept(ledger.claims()[0], by="Ann"))
            print("decided", made.number, flush=True)
print("done", flush=True)
"""
MANY = 100
KILLS = 50


def keep(path: Path, *, seconds: float | None) -> list[list[str]]:
    """Run a process that keeps all reports, kill it after some time; what it has acknowledged."""
    code = KEEPER.format(folder=str(Path(m.__file__).parent), many=MANY)
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    if seconds is not None:
        time.sleep(seconds)
        process.kill()
    told, _ = process.communicate()
    # the last line may be cut off by the kill
    return [line.split() for line in told.splitlines(keepends=True) if line.endswith("\n")]


@pytest.mark.slow
def test_fifty_kills_lose_nothing_and_leave_nothing_half(tmp_path):
    chance = random.Random(5)
    path = tmp_path / "ledger.db"
    acknowledged: set[str] = set()
    decided = ruined = 0
    claims = {one.report.hash: one.claims for one in m.many(MANY)}
    for kill in range(KILLS):
        if kill % 10 == 9:  # start anew, so that all stages of a ledger's life are met, its making too
            path.unlink()
            for side in ("-wal", "-shm"):
                path.with_name(path.name + side).unlink(missing_ok=True)
            acknowledged, decided = set(), 0
        lines = keep(path, seconds=chance.uniform(0, 0.6))
        ruined += ["done"] not in lines
        acknowledged |= {line[1] for line in lines if line[0] == "kept"}
        decided = max([decided, *(int(line[1]) for line in lines if line[0] == "decided")])
        if not path.exists():
            continue
        with open_ledger(path) as ledger:
            assert ledger.check() == ()
            found = {kept.head.hash for kept in ledger.reports(limit=1000)}
            assert acknowledged <= found
            assert len(ledger.log()) >= decided
            assert all(ledger.reading(own).claims == claims[own] for own in found)
    assert ruined > KILLS / 2
    assert keep(path, seconds=None)[-1] == ["done"]
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        assert {kept.head.hash for kept in ledger.reports(limit=1000)} == set(claims)
        assert ledger.count(ClaimFilter(all_versions=True)) == sum(map(len, claims.values()))
