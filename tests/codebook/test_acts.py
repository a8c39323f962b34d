"""The acts' data is well formed, and every construction's own examples read as it says."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.codebook.acts import Frame, acts
from onrecord.codebook.things import things
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act
from onrecord.model.report import Report
from onrecord.reading.acts import Sighting, sightings
from onrecord.reading.cast import cast
from onrecord.reading.quantities import quantities
from onrecord.reading.sorts import Sorts
from onrecord.reading.text import parse

FRAMES = [frame for entry in acts() for frame in entry.frames]
MARKS = {
    "party",
    "place",
    "pronoun",
    "thing_pronoun",
    "taken_up",
    "other",
    "clause",
    "any",
    "none",
    "question",
    "figure",
    "figure_money",
    "figure_person",
}


def seen(sentence: str) -> list[Sighting]:
    text = parse(Report("Test", date(2025, 3, 12), sentence))
    return sightings(text, Sorts(cast(text), quantities(text)))


def name(frame: Frame) -> str:
    return f"{frame.act}-{frame.shape}-{frame.lemmas[0]}"


def test_all_seventeen_acts_have_constructions() -> None:
    assert [entry.act for entry in acts()] == list(Act)
    assert all(entry.frames and entry.covers and entry.plover for entry in acts())


@pytest.mark.parametrize("frame", FRAMES, ids=name)
def test_conditions_name_known_sorts(frame: Frame) -> None:
    known = {sort for found in things().sorts.values() for sort in found} | MARKS | {kind.value for kind in ActorKind}
    for condition in (*frame.need, *frame.bar):
        assert {sort for sort in condition.sorts if not sort.startswith("=")} <= known
    assert frame.examples


@pytest.mark.parametrize(("frame", "example"), [(f, e) for f in FRAMES for e in f.examples], ids=lambda x: str(x)[:40])
def test_an_example_tells_its_act(frame: Frame, example: str) -> None:
    assert frame.act in [sighting.seed.act for sighting in seen(example)]


@pytest.mark.parametrize(("frame", "miss"), [(f, m) for f in FRAMES for m in f.near_misses], ids=lambda x: str(x)[:40])
def test_a_near_miss_does_not_tell_the_act(frame: Frame, miss: str) -> None:
    assert frame.act not in [sighting.seed.act for sighting in seen(miss)]
