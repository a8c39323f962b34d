"""The status grammar: the codebook's examples, the constructions, the checkable rules, hostile text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codebook.cues import Op, cues
from onrecord.model.claim import Act
from onrecord.model.report import Report
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.reading.seed import Seed
from onrecord.reading.status import status, told
from onrecord.reading.text import Text, parse

HERE = Path(__file__).parent
FLOORS = {"before": 0.93, "after": 0.98}
"""Share of lines with all four lists right; may rise, never fall silently. Pinned just below what was measured."""

FALSE_FACTS = {"before": 0.03, "after": 0.01}
"""Highest share of lines that are told as facts though they are none."""


@dataclass(frozen=True)
class Line:
    text: str
    act: str
    trigger: str
    lists: tuple[str, ...]
    flags: frozenset[str]
    seed: str | None = None
    half: str = ""
    name: str = ""


def _read(text: str) -> Text:
    return parse(Report(outlet="Test", published=date(2025, 1, 15), text=text))


def _seed(text: Text, line: Line) -> Seed:
    start = text.report.text.index(line.trigger)
    found = text.doc.char_span(start, start + len(line.trigger), alignment_mode="expand")
    assert found is not None
    return Seed(
        act=Act(line.act),
        head=found.root,
        first=found.start,
        last=found.end,
        stage=Stage(line.seed) if line.seed else None,
        reversal="reversal" in line.flags,
    )


def _lists(found: Status) -> tuple[str, ...]:
    return (found.polarity.value, found.certainty.value, found.stage.value, found.stance.value)


def _of(line: Line) -> Status:
    text = _read(line.text)
    return status(text, _seed(text, line))


def _is_fact(lists: tuple[str, ...], flags: frozenset[str]) -> bool:
    polarity, certainty, stage, stance = lists
    return (
        polarity == "yes"
        and certainty == "stated"
        and stage in ("done", "under_way", "standing")
        and stance in ("says", "confirms")
        and flags.isdisjoint({"hearsay", "attempt", "conditional", "purpose", "reversal"})
    )


def _constructions() -> list[Line]:
    data = tomllib.loads((HERE / "status_constructions.toml").read_text(encoding="utf-8"))
    return [
        Line(
            entry["text"],
            entry["act"],
            entry["trigger"],
            tuple(entry["status"].split()),
            frozenset(entry.get("flags", ())),
            entry.get("seed"),
            entry["half"],
            construction["name"],
        )
        for construction in data["construction"]
        for entry in construction["lines"]
    ]


def _examples() -> list[Line]:
    lines = []
    for entry in cues().entries:
        for raw in (*entry.examples, *entry.near_misses):
            text, act, trigger, lists, flags = (part.strip() for part in raw.split("|"))
            lines.append(
                Line(text, act, trigger, tuple(lists.split()), frozenset(flags.split(",")) - {""}, name=entry.op)
            )
    return lines


def test_constructions_are_many_enough() -> None:
    lines = _constructions()
    names = {line.name for line in lines}
    assert len(names) >= 24
    for name in names:
        assert sum(line.name == name for line in lines) >= 10
        assert sum(line.name == name and line.half == "before" for line in lines) >= 5


@pytest.mark.parametrize("half", ["before", "after"])
def test_constructions_are_read_right(half: str) -> None:
    lines = [line for line in _constructions() if line.half == half]
    right = false = 0
    wrong: dict[str, int] = {}
    for line in lines:
        found = _of(line)
        good = _lists(found) == line.lists
        right += good
        if not good:
            wrong[line.name] = wrong.get(line.name, 0) + 1
        told_flags = frozenset(flag.value for flag in found.flags)
        false += _is_fact(_lists(found), told_flags) and not _is_fact(line.lists, line.flags)
    print(  # noqa: T201
        f"\nstatus, half {half}: {right / len(lines):.3f} right of {len(lines)}, false facts {false / len(lines):.3f}"
    )
    if half == "after":
        print("wrong:", wrong)  # noqa: T201
    assert right / len(lines) >= FLOORS[half]
    assert false / len(lines) <= FALSE_FACTS[half]


@pytest.mark.parametrize("line", _examples(), ids=lambda line: f"{line.name}: {line.text[:50]}")
def test_examples_of_the_codebook(line: Line) -> None:
    found = _of(line)
    assert _lists(found) == line.lists
    assert frozenset(flag.value for flag in found.flags) == line.flags


def test_every_operation_has_an_entry_with_an_example() -> None:
    shown = {entry.op for entry in cues().entries if entry.examples}
    assert shown == {op.value for op in Op}


def test_cues_are_exact_characters() -> None:
    line = Line("Oslo did not rule out sending divers.", "deploy", "sending", (), frozenset())
    found = _of(line)
    assert [span.exact for span in found.cues] == ["not rule out"]
    for span in found.cues:
        assert line.text[span.start : span.end] == span.exact


def test_a_denied_report_is_told_by_the_report() -> None:
    line = Line("Oslo dismissed reports that it had secretly lent Riga radars.", "aid", "lent", (), frozenset())
    text = _read(line.text)
    seed = _seed(text, line)
    denied, reported = status(text, seed), told(text, seed)
    assert denied.stance is Stance.DENIES
    assert denied.polarity is Polarity.NO
    assert reported is not None
    assert _lists(reported) == ("yes", "stated", "done", "says")
    assert reported.flags == {Flag.SECRET}


def test_a_stage_of_the_word_bends_with_tense_and_negation() -> None:
    cases = {
        "Lima will order six jets.": ("yes", "stated", "planned", "says"),
        "Lima has not ordered six jets.": ("no", "stated", "approved", "says"),
        "Lima may order six jets.": ("yes", "possible", "open", "says"),
        "Lima ordered six jets.": ("yes", "stated", "approved", "says"),
    }
    for text, lists in cases.items():
        trigger = "ordered" if "ordered" in text else "order"
        assert _lists(_of(Line(text, "trade", trigger, lists, frozenset(), "approved"))) == lists


def test_a_trigger_that_is_a_word_of_expecting() -> None:
    cases = {
        "The Omani envoy is expected in Zinder on Friday.": ("visit", "expected", "yes"),
        "The Omani envoy is not expected in Zinder on Friday.": ("visit", "expected", "no"),
        "Two Omani envoys were awaited in Zinder.": ("visit", "awaited", "yes"),
        "A batch of mortars is due before the end of June.": ("aid", "due", "yes"),
        "The second batch, due in Zinder in June, is larger.": ("aid", "due", "yes"),
    }
    for text, (act, trigger, polarity) in cases.items():
        found = _of(Line(text, act, trigger, (), frozenset(), "planned"))
        assert _lists(found) == (polarity, "likely", "planned", "says"), text
        assert trigger in " ".join(span.exact for span in found.cues)
    elsewhere = Line("The envoy planned a trip for June, when the batch is due.", "visit", "trip", (), frozenset())
    assert _lists(_of(elsewhere))[1] == "stated"


def _keeps_the_rules(found: Status, act: Act) -> None:
    if found.stage is Stage.OPEN:
        assert found.certainty is Certainty.POSSIBLE
    if found.stance in (Stance.NOT_CONFIRMED, Stance.NO_COMMENT):
        assert found.certainty is Certainty.UNKNOWN
    if found.stance is Stance.DENIES:
        assert found.polarity is Polarity.NO
    if act is Act.HOLD:
        assert found.stage is Stage.STANDING


WORDS = (
    "Rome Oslo denied denies not no never may will would have has had to be been being is was sent sending send plan plans "
    "planned the a report reports that whether if unless refused refuse confirm confirmed neither nor yet so far of from "
    'attack visit deal without before talks said , . ? ( ) " comment on about stop stopped failed try and or but'
).split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_word_salad_keeps_the_rules(words: list[str]) -> None:
    text = _read(" ".join(words))
    for token in text.doc:
        for act in (Act.AID, Act.HOLD, Act.THREATEN):
            found = status(text, Seed(act, token, token.i, token.i + 1))
            _keeps_the_rules(found, act)
            for span in found.cues:
                assert span.stands_in(text.report.text)


@pytest.mark.parametrize(
    "raw",
    [
        "🚀",
        ".",
        "\x00",
        "\r\n\r\n",
        "攻撃した。",
        "לא שלח",
        "not " * 400,
        "x" * 100_000,
        "that that that",
        "?",
        "“ ”",
        "sent\u200dnot",
    ],
)
def test_hostile_text_does_not_crash(raw: str) -> None:
    text = _read(raw)
    for token in text.doc[:50]:
        for act in Act:
            _keeps_the_rules(status(text, Seed(act, token, token.i, token.i + 1)), act)
            told(text, Seed(act, token, token.i, token.i + 1))
