"""What may befall a ledger's file: one clear line each, the right exit status, nothing lost."""

import sqlite3

import pytest

from onrecord.ledger import sqlite


def assert_one_line(done, *words):
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("onrecord: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


READS = [("reports",), ("claims",), ("show", "s1"), ("log",), ("review",), ("check",)]


@pytest.mark.parametrize("verb", READS, ids=lambda verb: verb[0])
def test_a_missing_ledger_is_not_made(onrecord, tmp_path, verb):
    assert_one_line(onrecord(*verb, "--ledger", "none.db"), "none.db", "onrecord read")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"a note\n" * 500, b"\x89PNG\r\n\x1a\n" + bytes(5000), "database"], ids=str)
@pytest.mark.parametrize("verb", ["read", "claims"])
def test_a_file_that_is_no_ledger(onrecord, story, tmp_path, content, verb):
    path = tmp_path / "photo.jpg"
    if content == "database":
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
        other.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    arguments = ("read", story) if verb == "read" else ("claims",)
    assert_one_line(onrecord(*arguments, "--ledger", path), "photo.jpg", "no ledger")
    assert path.read_bytes() == before


def test_a_folder_is_no_ledger(onrecord, story, tmp_path):
    assert_one_line(onrecord("read", story, "--ledger", tmp_path), "folder")
    assert_one_line(onrecord("read", story, "--ledger", tmp_path / "no" / "kept.db"), "no folder")


def test_a_newer_version_s_ledger(onrecord, story, tmp_path):
    onrecord("read", story)
    with sqlite3.connect(tmp_path / "onrecord.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    assert_one_line(onrecord("read", story), "newer onrecord", "update")
    assert_one_line(onrecord("claims"), "newer onrecord")


def test_a_file_that_may_not_be_written_can_still_be_looked_at(onrecord, story, tmp_path, monkeypatch):
    onrecord("read", story)
    (tmp_path / "onrecord.db").chmod(0o444)
    monkeypatch.setattr(sqlite, "_writable", lambda path: False)  # a mode does not stop the superuser
    (tmp_path / "new.json").write_text('{"outlet": "A", "published": "2025-03-07", "text": "Norway met Ghana."}')
    assert_one_line(onrecord("read", "new.json"), "onrecord.db", "reading only")
    assert_one_line(onrecord("accept", "s1/c1", "--coder", "Ada Brook"), "reading only")
    assert onrecord("claims").status == 0
    assert onrecord("check").status == 0


def test_a_full_disk(onrecord, story, tmp_path, monkeypatch):
    plenty = sqlite.PRAGMAS
    onrecord("read", story / "1-arrival.md")
    with sqlite3.connect(tmp_path / "onrecord.db") as file:
        (pages,) = file.execute("PRAGMA page_count").fetchone()
    file.close()
    monkeypatch.setattr(sqlite, "PRAGMAS", (*plenty, f"PRAGMA max_page_count = {pages + 1}"))
    long = " ".join(f"Norway handed over {n} launches to Ghana on Thursday." for n in range(200))
    (tmp_path / "long.txt").write_text(long)
    filled = ("--outlet", "Coast Wire", "--published", "2025-03-07")
    assert_one_line(onrecord("read", "long.txt", *filled, "--json"), "no room left", "onrecord.db")
    assert len(onrecord("reports", "--json").lines) == 1
    monkeypatch.setattr(sqlite, "PRAGMAS", plenty)
    assert onrecord("check").out == "sound: nothing is amiss\n"
    assert onrecord("read", "long.txt", *filled, "--json").status == 0
    assert onrecord("check").status == 0


def test_check_tells_what_is_amiss(onrecord, story, tmp_path):
    onrecord("read", story)
    onrecord("accept", "s1/c1", "--coder", "Ada Brook")
    assert onrecord("check").status == 0
    with sqlite3.connect(tmp_path / "onrecord.db") as file:
        file.execute("DROP TRIGGER IF EXISTS decision_is_kept")
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if "search" not in name:
                file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE decision SET body = replace(body, 'Ada Brook', 'Eva Brook')")
    file.close()
    done = onrecord("check")
    assert done.status == 1
    assert done.lines
    assert all(": " in line for line in done.lines)
    assert len(onrecord("check", "--json").lines) == len(done.lines)
