"""The words by which reports are weighed: found as whole words, refused when broken."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from onrecord.codebook import place
from onrecord.codebook.register import register
from onrecord.codebook.weighing import weighing
from onrecord.errors import CodebookError


@pytest.mark.parametrize(
    ("name", "words", "near_miss"),
    [
        ("state", "the state border commission", "an interstate bank"),
        ("private", "opposition leader", "oppositional"),
        ("issuer", "press service of the president", "the daily press"),
        ("against", "flew toward the island", "flew to the island"),
        ("welcome", "came to train crews", "came by trains"),
        ("running", "the toll rose to 14", "a rosebush"),
        ("correction", "an earlier version said 12", "an early version"),
        ("witnessed", "our correspondent saw it", "a correspondence"),
        ("part", "another 20 trucks", "20 trucks"),
    ],
)
def test_words_are_found_whole(name: str, words: str, near_miss: str) -> None:
    pattern = getattr(weighing(), name)
    assert pattern.search(words)
    assert not pattern.search(near_miss)


def test_organs_and_their_bodies_stand_in_the_register() -> None:
    known = {entry.id for _, entry in register().forms()}
    assert {*weighing().organs, *weighing().organs.values()} <= known


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ('words = "Ministry"', "must be words in lower case"),
        ('words = ""', "must be words in lower case"),
        ("", "is missing"),
    ],
)
def test_a_broken_table_is_refused(line: str, broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files("onrecord.codebook").joinpath("data", "weighing.toml").read_text(encoding="utf-8")
    before, _, after = whole.partition("[issuer]\n")
    (tmp_path / "weighing.toml").write_text(
        f"{before}[issuer]\n{line}\n{after.partition(chr(10))[2]}", encoding="utf-8"
    )
    monkeypatch.setattr(place, "data_file", tmp_path.joinpath)
    with pytest.raises(CodebookError, match=broken):
        weighing.__wrapped__()
