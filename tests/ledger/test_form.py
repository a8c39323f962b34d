"""The form of the file: what the migrations make is what the tables say, and who may know about it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.codebook.place import SETTING, data_file
from onrecord.ledger import makers, schema, sqlite
from onrecord.ledger.opening import open_ledger


def test_the_migrations_make_the_tables_of_the_schema(path, ledger):
    with ledger._file.reading() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or "_search" not in (name or "")}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


def test_the_forms_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert tuple(reversed([one.revision for one in script.walk_revisions()])) == schema.REVISIONS


def test_the_file_is_what_it_should_be(path):
    open_ledger(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA application_id").fetchone() == (sqlite.APPLICATION,)
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    loose = {name for name, strict in tables if not strict}
    assert loose <= {"alembic_version", "sqlite_schema"}
    connection.close()
    assert not list(path.parent.glob("*-wal"))


def test_a_ledger_opened_again_is_not_touched_and_does_without_alembic(path):
    open_ledger(path).close()
    code = (
        "import sys; from onrecord.ledger.opening import open_ledger; open_ledger(sys.argv[1]).close();"
        "assert 'alembic' not in sys.modules"
    )
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    assert path.read_bytes() == before


def test_naming_a_ledger_loads_no_database():
    code = (
        "import sys, onrecord.ledger.protocol, onrecord.ledger.rows, onrecord.ledger.filters, onrecord.ledger.opening,"
        " onrecord.ledger.makers; assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_maker_names_the_codebook_by_its_files():
    one = makers.machine("en_model-1")
    assert one.code.startswith("onrecord ")
    assert len(one.codebook) == 16
    assert one == makers.machine("en_model-1")
    assert makers.imported("x.jsonl").imported


def test_a_codebook_of_ones_own_has_another_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What counts is what is read: the same bytes elsewhere are the same codebook, other bytes are another."""
    monkeypatch.delenv(SETTING, raising=False)
    plain = makers.codebook.__wrapped__()
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert makers.codebook.__wrapped__() == plain
    same = data_file("reporting.toml").read_bytes()
    (tmp_path / "reporting.toml").write_bytes(same)
    (tmp_path / "notes.toml").write_bytes(b"no file of the package")
    assert makers.codebook.__wrapped__() == plain
    (tmp_path / "reporting.toml").write_bytes(same + b"\n# mine\n")
    mine = makers.codebook.__wrapped__()
    assert mine != plain
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "states.csv").write_bytes(b"iso,name\n")
    assert makers.codebook.__wrapped__() not in (mine, plain)
