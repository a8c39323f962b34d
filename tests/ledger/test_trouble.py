"""What may befall a file: each ends in one line that says what it is and what to do."""

import ctypes
import sqlite3
import subprocess
import sys
import threading

import material as m
import pytest

from onrecord.errors import (
    BusyLedgerError,
    FullLedgerError,
    LedgerError,
    NewerLedgerError,
    NoLedgerError,
    ReadOnlyLedgerError,
)
from onrecord.ledger import sqlite
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept


def one_line(error: pytest.ExceptionInfo[LedgerError], *parts: str) -> None:
    told = str(error.value)
    assert "\n" not in told
    assert all(part in told for part in parts), told


def test_a_missing_file_is_made_or_told(path):
    with pytest.raises(NoLedgerError) as error:
        open_ledger(path, create=False)
    one_line(error, str(path), "no ledger")
    with pytest.raises(NoLedgerError):
        open_ledger(path, read_only=True)
    assert not path.exists()
    open_ledger(path).close()
    assert path.exists()
    with pytest.raises(NoLedgerError, match="no folder"):
        open_ledger(path.parent / "nowhere" / "x.db")
    with pytest.raises(NoLedgerError, match="is a folder"):
        open_ledger(path.parent)


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.keep(m.reading(m.SENT), made_by=m.ONE).version == 1


@pytest.mark.parametrize(
    "content", [b"outlet: Ardia Daily\n" * 300, b"\x00" * 5000, b"SQLite format 3\0" + b"\xff" * 5000, b"x"]
)
def test_a_file_that_is_no_ledger(path, content):
    path.write_bytes(content)
    with pytest.raises(LedgerError) as error:
        open_ledger(path)
    one_line(error, str(path))
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE report (text TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NoLedgerError) as error:
        open_ledger(path)
    one_line(error, "is a database, but no ledger")
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version(path):
    open_ledger(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerLedgerError) as error:
        open_ledger(path)
    one_line(error, "newer onrecord", "9999", "update")
    assert path.read_bytes() == before


def test_a_full_disk_loses_only_what_did_not_fit(path, monkeypatch):
    readings = m.many(200)
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "PRAGMA max_page_count = 300"))
    kept: list[str] = []
    with open_ledger(path) as ledger:
        with pytest.raises(FullLedgerError) as error:
            kept.extend(ledger.keep(one, made_by=m.ONE).report for one in readings)
        one_line(error, str(path), "no room left")
        assert kept
        assert {one.head.hash for one in ledger.reports(limit=1000)} == set(kept)
        assert ledger.check() == ()
    monkeypatch.undo()
    with open_ledger(path) as ledger:
        for one in readings:
            ledger.keep(one, made_by=m.ONE)
        assert len(ledger.reports(limit=1000)) == 200
        assert ledger.check() == ()


def test_no_room_even_to_make_a_ledger(path, monkeypatch):
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "PRAGMA max_page_count = 3"))
    with pytest.raises(FullLedgerError):
        open_ledger(path)
    monkeypatch.undo()
    with open_ledger(path) as ledger:
        assert ledger.check() == ()


def test_read_only_finds_and_does_not_keep(path):
    with open_ledger(path) as ledger:
        ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    with open_ledger(path, read_only=True) as ledger:
        assert len(ledger.claims(search="sent")) == 5
        assert ledger.check() == ()
        for attempt in (
            lambda: ledger.keep(m.reading(m.LEAVE), made_by=m.TWO),
            lambda: ledger.decide(accept(ledger.entry("lund", "c1"), by="Ann")),
            lambda: ledger.undo(by="Ann"),
        ):
            with pytest.raises(ReadOnlyLedgerError) as error:
                attempt()
            one_line(error, str(path))


READER = """
import sys
from onrecord.errors import ReadOnlyLedgerError
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept
with open_ledger(sys.argv[1]) as ledger:
    found = ledger.claims()
    try:
        ledger.decide(accept(found[0], by="Ann"))
    except ReadOnlyLedgerError as error:
        print(len(found), error)
"""


def _obey_permissions() -> None:
    """Have even the superuser stopped by permissions: drop the right to pass over them (Linux, prctl(2))."""
    libc = ctypes.CDLL(None)
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_without_the_right_to_write(path, folder_too):
    with open_ledger(path) as ledger:
        ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    path.chmod(0o444)
    path.parent.chmod(0o555 if folder_too else 0o755)
    try:
        call = [sys.executable, "-c", READER, str(path)]
        done = subprocess.run(call, capture_output=True, text=True, check=False, preexec_fn=_obey_permissions)
    finally:
        path.parent.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.startswith("5 ")
    assert "reading only" in done.stdout


def test_a_writer_that_waits_in_vain_is_told(path, ledger, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.2)
    with open_ledger(path) as other, ledger._file.writing(durable=False):
        with pytest.raises(BusyLedgerError) as error:
            other.keep(m.reading(m.SENT), made_by=m.ONE)
        one_line(error, str(path), "try again")
        assert other.reports() == ()


def test_many_make_the_same_ledger_at_once(path):
    errors: list[BaseException] = []

    def make() -> None:
        try:
            open_ledger(path).close()
        except BaseException as error:  # noqa: BLE001 - told by the test
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_ledger(path) as ledger:
        assert ledger.check() == ()


def test_odd_names_of_files(tmp_path, monkeypatch):
    for name in ("a b.db", "50%.db", "what?.db", "#1.db", "ü ∆.db"):
        with open_ledger(tmp_path / name) as ledger:
            ledger.keep(m.reading(m.SENT), made_by=m.ONE)
        assert (tmp_path / name).exists()
    monkeypatch.chdir(tmp_path)
    with open_ledger("a b.db", create=False) as ledger:
        assert len(ledger.claims()) == 1
