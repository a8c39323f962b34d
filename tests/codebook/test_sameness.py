"""The table of what means the same in two reports, and of what tells a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.matching.made import claim, telling

from onrecord.codebook.place import SETTING
from onrecord.codebook.sameness import sameness
from onrecord.errors import CodebookError
from onrecord.matching.parties import alike, named
from onrecord.matching.profile import profile


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("instructor", "trainer", True),
        ("gunman", "militant", True),
        ("plane", "aircraft", True),
        ("shell", "round", True),
        ("tank", "howitzer", False),
        ("missile", "radar", False),
        ("soldier", "diplomat", False),
    ],
)
def test_nouns_that_stand_for_one_another(one: str, other: str, same: bool) -> None:
    assert alike(frozenset((one,)), frozenset((other,))) is same


@pytest.mark.parametrize(
    ("words", "trigger", "turn"),
    [
        ("A second strike hit the depot", "strike", 2),
        ("The third tranche arrived", "tranche", 3),
        ("They asked for a further round of talks", "round of talks", 0),
        ("The strike hit the second floor", "strike", None),
        ("In the first week a strike hit the depot", "strike", None),
    ],
)
def test_words_that_tell_a_second_time(words: str, trigger: str, turn: int | None) -> None:
    told = telling("2025-05-03", claim("attack", "Russia/RUS", words=words, trigger=trigger))
    assert profile(told.claims[0], told.report).turn == turn


def test_who_a_phrase_names() -> None:
    assert named("Envoys of the ECOWAS bloc").bodies == {"body:ecowas"}
    assert named("Envoys of the ECOWAS bloc").names == ()
    assert named("Estonian delegation led by Defence Minister Kaarel Lepp").names == (("kaarel", "lepp"),)
    assert named("Estonian delegation led by Defence Minister Kaarel Lepp").countries == {"EST"}


def test_a_broken_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sameness.toml").write_text("[general]\nnouns = 'Weapon'\n")
    monkeypatch.setenv(SETTING, str(tmp_path))
    sameness.cache_clear()
    try:
        with pytest.raises(CodebookError, match=r"sameness\.toml"):
            sameness()
    finally:
        sameness.cache_clear()
