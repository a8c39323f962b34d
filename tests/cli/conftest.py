"""The command in the tests' own process, in a folder of its own."""

import sys
from dataclasses import dataclass

import pytest

from onrecord import cli


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    """No test leaves a ledger behind, or finds one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_CODER", raising=False)


@pytest.fixture
def onrecord(monkeypatch, capsys):
    """Run the command as `onrecord("claims", "--json")`."""

    def run(*arguments):
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
        try:
            cli.main()
            status = 0
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return run


@pytest.fixture
def story(tmp_path, root):
    """The story of the examples, its reports named s1 to s5."""
    folder = tmp_path / "story"
    folder.mkdir()
    for path in sorted((root / "examples/story").glob("*.md")):
        (folder / path.name).write_text(path.read_text().replace("---\n", f"---\nid: s{path.name[0]}\n", 1))
    return folder
