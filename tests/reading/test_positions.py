"""Where somebody stands: the codebook's own examples, what makes no chain, hostile text."""

from datetime import date

import pytest

from onrecord.codebook import positions as module
from onrecord.errors import CodebookError
from onrecord.model.record import to_record
from onrecord.model.report import Report
from onrecord.reading.attribution import Attributed, attributions
from onrecord.reading.cast import cast
from onrecord.reading.positions import positions
from onrecord.reading.read import read as read_report
from onrecord.reading.rehearsal import rehearse
from onrecord.reading.text import Text, parse


def read(words: str) -> tuple[Text, tuple[Attributed, ...], tuple[Attributed, ...]]:
    text = parse(Report(outlet="The Test Letter", published=date(2025, 3, 4), text=words))
    who = cast(text)
    said = attributions(text, who)
    return text, said, positions(text, who, said)


def told(words: str) -> list[tuple[str, str, str]]:
    """Holder, cue and content of each position."""
    text, _, found = read(words)
    return [
        (
            text.span(*one.source).exact if one.source else "",
            text.span(*one.cue).exact,
            " … ".join(text.span(*part).exact for part in one.content),
        )
        for one in found
    ]


def test_the_codebook_reads_as_its_entries_say() -> None:
    assert rehearse() == ()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The mayor called for a new bridge.", ("The mayor", "called for", "a new bridge")),
        ("The mayor was criticised by two drivers.", ("two drivers", "was criticised", "The mayor")),
        ("The mayor is expected to leave.", ("", "is expected", "The mayor … to leave")),
        ("Two drivers urged the mayor to leave.", ("Two drivers", "urged", "the mayor to leave")),
        ("The mayor's opposition to the bridge is known.", ("The mayor's", "opposition to", "the bridge")),
    ],
)
def test_holder_cue_and_content(words: str, wanted: tuple[str, str, str]) -> None:
    (found,) = [one for one in told(words) if one[1] == wanted[1]]
    assert found[1:] == wanted[1:]
    assert found[0].removesuffix("'s") == wanted[0].removesuffix("'s")


def test_a_position_makes_no_attribution() -> None:
    _, said, found = read("The mayor urged the guild to leave.")
    assert said == ()
    assert found


def test_what_a_source_says_is_not_told_again() -> None:
    _, said, found = read("The mayor said the bridge was gone.")
    assert said
    assert found == ()


@pytest.mark.parametrize(
    "words", ["", ".", "\x00wants\x00", "wants to to to", "criticised by", "call for", "😀 urged 😀", "support " * 400]
)
def test_hostile_text_does_not_crash(words: str) -> None:
    text, _, found = read(words)
    for one in found:
        for first, last in (*one.content, one.cue):
            assert text.span(first, last).stands_in(words)


def test_a_broken_entry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"frames": ["sung"], "words": ["hum"], "examples": ["a"], "near_misses": ["b"]}
    monkeypatch.setattr(module, "read_toml", lambda *_: {"verbs": [broken]})
    with pytest.raises(CodebookError, match="verbs 1"):
        module.position_words.__wrapped__()


def test_the_reading_shows_positions_apart_from_attributions() -> None:
    words = "The mayor of Lund, Ada Holm, said the bridge was gone. The guild wants a new bridge."
    reading = read_report(Report(outlet="The Test Letter", published=date(2025, 3, 4), text=words))
    mentions = to_record(reading, mentions=True)["mentions"]
    (said,), (wanted,) = mentions["attributions"], mentions["positions"]
    assert said["source"] is not None
    assert said["source"]["exact"] == "The mayor of Lund, Ada Holm"
    assert (wanted["cue"]["exact"], wanted["content"][0]["exact"]) == ("wants", "a new bridge")
    assert [link["name"] for link in wanted["sources"]] == ["The guild"]
