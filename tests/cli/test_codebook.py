"""`onrecord codebook` as it is called: check and diff, with a codebook folder of one's own."""

import os
import subprocess
import sys
from importlib.resources import files

import pytest

REPORTING = files("onrecord.codebook").joinpath("data", "reporting.toml").read_text(encoding="utf-8")
TEXT = "Norway sent two launches to Riga on Friday, the harbour office said. Riga yodelled that Norway sent three tugs."
YODEL = """
[[verbs]]
frames = ["that"]
words = ["yodel"]
examples = ["[The clerk] yodelled that <the gate was shut>."]
near_misses = ["The clerk yodelled all night."]
"""


def run(*arguments, **more):
    kept = {name: value for name, value in os.environ.items() if name != "ONRECORD_CODEBOOK"}
    return subprocess.run(
        [sys.executable, "-m", "onrecord", "codebook", *map(str, arguments)],
        capture_output=True,
        env={**kept, "COLUMNS": "200", **more},
        timeout=240,
        check=False,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "codebook"
    made.mkdir()
    return made


@pytest.fixture
def report(tmp_path):
    made = tmp_path / "report.txt"
    made.write_text(f"---\noutlet: Coast Wire\npublished: 2025-03-07\n---\n{TEXT}\n", encoding="utf-8")
    return made.rename(made.with_suffix(".md"))


def test_a_sound_codebook_says_so(folder):
    (folder / "reporting.toml").write_text(REPORTING + YODEL, encoding="utf-8")
    done = run("check", "--codebook", folder)
    assert done.returncode == 0, done.stdout
    assert "sound" in done.stdout


def test_an_example_that_does_not_read_is_one_line(folder):
    wrong = YODEL.replace("yodelled that", "hummed that")
    (folder / "reporting.toml").write_text(REPORTING + wrong, encoding="utf-8")
    done = run("check", "--codebook", folder)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert "reporting.toml, verbs" in line
    assert "hummed" in line


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("reporting.toml", "verbs = 3", "reporting.toml"),
        ("reporting.toml", "verbs = [", "reporting.toml"),
        ("reportng.toml", "", "reportng.toml"),
    ],
)
def test_a_broken_or_unknown_file_is_told(folder, name, content, told):
    (folder / name).write_text(content, encoding="utf-8")
    done = run("check", "--codebook", folder)
    assert done.returncode == 1
    assert told in done.stdout
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_none_is_one_line(folder, report):
    for arguments in (("check", "--codebook", folder / "no"), ("diff", "packaged", folder / "no", report)):
        done = run(*arguments)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "is no folder" in done.stderr


def test_a_new_word_changes_the_source_of_a_claim(folder, report):
    (folder / "reporting.toml").write_text(REPORTING + YODEL, encoding="utf-8")
    done = run("diff", "packaged", folder, report)
    assert done.returncode == 0, done.stderr
    assert "~ " in done.stdout
    assert "(sources)" in done.stdout
    assert "three tugs" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 reports; claims: ")


def test_the_same_codebook_changes_nothing(report):
    done = run("diff", "packaged", "packaged", report)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith("+ 0, - 0, ~ 0")


def test_standard_input_cannot_be_read_twice():
    assert run("diff", "packaged", "packaged", "-").returncode == 2


def test_a_report_that_cannot_be_read_is_told(tmp_path):
    done = run("diff", "packaged", "packaged", tmp_path / "missing.txt")
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
