"""What became of every input, written down and found again."""

import json
from pathlib import Path

import pytest

from onrecord.desk import runs
from onrecord.desk.runs import Book, End, counts_words, own_files, run_form, run_row, runs_path
from onrecord.errors import InputError


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "kept.db"


def test_a_run_is_found_again_as_it_went(ledger):
    with Book(ledger, paths=("a", "b"), reader="onrecord 1") as book:
        book.note("a/1", End.READ)
        book.note("a/2", End.KNOWN)
        book.note("b\n\x1b", End.NOT_READ, "empty")
        book.note("c", End.FAILED, "ValueError")
    (run,) = runs.runs(ledger)
    assert (run.number, run.paths, run.reader, run.inputs, run.stopped) == (1, ("a", "b"), "onrecord 1", 4, False)
    assert run.counts == {End.READ: 1, End.KNOWN: 1, End.NOT_READ: 1, End.FAILED: 1}
    assert [(one.name, one.end, one.why) for one in run.unread] == [
        ("b\n\x1b", End.NOT_READ, "empty"),
        ("c", End.FAILED, "ValueError"),
    ]
    assert run.begun <= run.ended
    assert counts_words(run.counts) == "1 read, 1 known already, 1 not read, 1 failed"
    assert json.loads(json.dumps(run_form(run)))["counts"]["failed"] == 1
    assert len(run_row(run)) == len(runs.RUN_COLUMNS)


def test_a_killed_run_shows_how_far_it_came_and_the_next_is_whole(ledger, monkeypatch):
    monkeypatch.setattr(runs, "TALLY_EVERY", 2)
    book = Book(ledger, paths=("a",), reader="r")
    for number in range(5):
        book.note(str(number), End.READ)
    book.note("x", End.NOT_READ, "empty")
    with runs_path(ledger).open("ab") as file:
        file.write(b'{"run": "torn')
    with Book(ledger, paths=("b",), reader="r") as other:
        other.note("y", End.READ)
    first, second = runs.runs(ledger)
    assert (first.ended, first.counts[End.READ], first.counts[End.NOT_READ]) == (None, 4, 1)
    assert (second.number, second.inputs) == (2, 1)
    assert second.ended is not None


def test_two_runs_at_once_do_not_mix(ledger):
    with Book(ledger, paths=("a",), reader="r") as one, Book(ledger, paths=("b",), reader="r") as other:
        for number in range(50):
            (one if number % 3 else other).note(str(number), End.NOT_READ, "empty")
    first, second = runs.runs(ledger)
    assert [len(run.unread) for run in (first, second)] == [33, 17]


def test_a_run_that_an_error_stops_says_so(ledger):
    with pytest.raises(KeyboardInterrupt), Book(ledger, paths=("a",), reader="r"):
        raise KeyboardInterrupt
    (run,) = runs.runs(ledger)
    assert run.stopped
    assert run.ended is not None


def test_what_is_no_line_of_ours_is_passed_over(ledger):
    runs_path(ledger).write_text('[]\nnull\n{"run": 1}\n{"run": "a", "begun": "Friday"}\n\xff{\n')
    assert runs.runs(ledger) == []
    assert runs.runs(ledger.with_name("none.db")) == []


def test_a_run_that_cannot_be_written_down_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be written down"):
        Book(tmp_path / "no" / "kept.db", paths=(), reader="r")


def test_the_files_of_a_ledger_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    named = {path.name for path in own_files(tmp_path / "kept.db")}
    assert {"kept.db", "kept.db-wal", "kept.db-shm", "kept.db.runs"} <= named
    assert own_files(Path("kept.db")) == own_files(tmp_path / "kept.db")
