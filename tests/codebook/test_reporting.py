"""The reporting words: form of the file, and errors that name the entry."""

import pytest

from onrecord.codebook import reporting as module
from onrecord.codebook.reporting import Frame, Manner, reporting
from onrecord.errors import CodebookError


def test_many_verbs_with_frames() -> None:
    words = reporting()
    forms = [verb for particles in words.verbs.values() for verb in particles.values()]
    assert len(forms) >= 250
    assert all(verb.frames for verb in forms)
    assert words.verbs["tell"][""].frames >= {Frame.THAT, Frame.HEARER}
    assert words.verbs["point"]["out"].particle == "out"
    assert words.verbs["deny"][""].manner is Manner.DENIES


def test_every_entry_has_examples_or_near_misses() -> None:
    assert all(
        entry.examples or entry.near_misses or entry.name in ("rank", "happenings") for entry in reporting().entries
    )


def test_happenings() -> None:
    words = reporting()
    assert words.is_happening("withdrawal")
    assert words.is_happening("attack")
    assert not words.is_happening("station")
    assert not words.is_happening("ridge")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"verbs": [{"frames": ["sung"], "words": ["hum"], "examples": [], "near_misses": []}]}, "verbs 1"),
        ({"verbs": [{"frames": ["that"], "words": [], "examples": [], "near_misses": []}]}, "verbs 1"),
        (
            {"verbs": [{"frames": ["that"], "words": ["hum"], "manner": "hums", "examples": [], "near_misses": []}]},
            "verbs 1",
        ),
        ({"verbs": "hum"}, "verbs"),
    ],
)
def test_a_broken_table_is_an_error_that_names_it(data: dict[str, object], named: str) -> None:
    with pytest.raises(CodebookError, match=named):
        module._verbs(data, [])
