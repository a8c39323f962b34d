"""Where the codebook's files are looked for."""

from pathlib import Path

import pytest

from onrecord.codebook.place import SETTING, data_file, own_folder, strays
from onrecord.errors import CodebookError


def test_without_a_setting_the_files_are_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert own_folder() is None
    assert strays() == ()
    assert "verbs" in data_file("reporting.toml").read_text(encoding="utf-8")


def test_a_file_of_ones_own_stands_in_and_the_rest_is_the_packages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "acts").mkdir()
    (tmp_path / "acts" / "aid.toml").write_text("mine", encoding="utf-8")
    (tmp_path / "reportng.toml").write_text("", encoding="utf-8")
    (tmp_path / ".keep").write_text("", encoding="utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    assert data_file("acts", "aid.toml").read_text(encoding="utf-8") == "mine"
    assert "covers" in data_file("acts", "visit.toml").read_text(encoding="utf-8")
    assert "verbs" in data_file("reporting.toml").read_text(encoding="utf-8")
    assert strays() == ("reportng.toml",)


def test_a_folder_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "nowhere"))
    with pytest.raises(CodebookError, match="is no folder"):
        data_file("reporting.toml")
