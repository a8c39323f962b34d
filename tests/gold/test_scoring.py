"""The scorer itself: gold against itself is perfect, and each damage lowers its own figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import figures
import pytest
import scoring

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.mention import Attribution, Mentions, QuantityMention, Reading
from onrecord.model.period import Period, PeriodMention
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status

NOBODY = Participant("Zzz", "Zzz", "ZZZ", ActorKind.STATE)
STRANGER = Source("Zzz", "Zzz", SourceKind.PERSON, "ZZZ")


@pytest.fixture(scope="module")
def gold() -> list[Reading]:
    return figures.gold_reports()


def damaged(gold: list[Reading], change: Callable[[Claim], Claim]) -> list[Reading]:
    return [replace(reading, claims=tuple(map(change, reading.claims))) for reading in gold]


def test_gold_is_perfect_against_itself(gold: list[Reading]) -> None:
    assert len(gold) >= 8
    found = scoring.score_reports(gold, gold)
    assert found.pop("false_fact") == 0
    assert set(found.values()) == {1.0}


DAMAGES: dict[str, Callable[[Claim], Claim]] = {
    "agent": lambda c: replace(c, agent=(*c.agent, NOBODY)),
    "recipient": lambda c: replace(c, recipient=(*c.recipient, NOBODY)),
    "sources": lambda c: replace(c, sources=(*c.sources, STRANGER)),
    "status": lambda c: replace(c, status=replace(c.status, stage=Stage.CANCELLED)),
    "items": lambda c: replace(c, items=(*c.items, Item("zzz", "zzz"))),
    "place": lambda c: replace(c, place=(*c.place, Place("Zzz", None))),
    "when": lambda c: replace(c, when=Period("then", date(1999, 1, 1), None)),
    "kind": lambda c: replace(c, kind=Kind.INTELLIGENCE if c.kind is not Kind.INTELLIGENCE else Kind.OTHER),
}


@pytest.mark.parametrize("part", DAMAGES)
def test_a_damaged_slot_lowers_its_figure_alone(part: str, gold: list[Reading]) -> None:
    before, after = scoring.score_reports(gold, gold), scoring.score_reports(gold, damaged(gold, DAMAGES[part]))
    assert after[part] < before[part]
    assert after["detection"] == before["detection"]
    lowered = {name for name in before if after[name] < before[name]} - {part}
    assert lowered <= {"strict"}
    assert ("strict" in lowered) == (part in ("agent", "recipient", "sources", "status"))


def test_a_missing_and_a_surplus_claim_lower_detection(gold: list[Reading]) -> None:
    fewer = [replace(reading, claims=reading.claims[1:]) for reading in gold]
    more = [replace(reading, claims=(*reading.claims, reading.claims[0])) for reading in gold]
    for found in (fewer, more):
        assert scoring.score_reports(gold, found)["detection"] < 1


def test_a_plan_told_as_a_fact_is_a_false_fact(gold: list[Reading]) -> None:
    plain = damaged(gold, lambda c: replace(c, status=Status()))
    assert scoring.score_reports(gold, plain)["false_fact"] > 0.2


def nothing(rows: list[scoring.Row]) -> list[Reading]:
    return [Reading(figures.suite_report(row), (), Mentions()) for row in rows]


def as_status(row: scoring.Row) -> Reading:
    reading = nothing([row])[0]
    start = reading.report.text.index(str(row["trigger"]))
    span = Span.of(reading.report.text, start, start + len(str(row["trigger"])))
    status = Status(
        Polarity(str(row["polarity"])),
        Certainty(str(row["certainty"])),
        Stage(str(row["stage"])),
        Stance(str(row["stance"])),
    )
    some = figures.gold_reports()[0].claims[0]
    claim = replace(
        some, act=type(some.act)(str(row["act"])), trigger=span, evidence=span, status=status, sources=(STRANGER,)
    )
    return replace(reading, claims=(claim,))


def as_dates(row: scoring.Row) -> Reading:
    reading, when = nothing([row])[0], row["when"]
    if not isinstance(when, dict) or (when["start"] is None and when["end"] is None):
        return reading
    words = str(when["text"])
    start = reading.report.text.index(words)
    span = Span.of(reading.report.text, start, start + len(words))
    ends = [None if when[end] is None else date.fromisoformat(str(when[end])) for end in ("start", "end")]
    return replace(reading, mentions=Mentions(periods=(PeriodMention(span, ends[0], ends[1], "day", "DATE", ""),)))


def as_quantities(row: scoring.Row) -> Reading:
    reading = nothing([row])[0]
    span = Span.of(reading.report.text, 0, 1)
    items = row["items"]
    assert isinstance(items, list)
    found = [QuantityMention(span, i["what"], i["value"], i["unit"], i["bound"] and Bound(i["bound"])) for i in items]
    return replace(reading, mentions=Mentions(quantities=tuple(found)))


def as_sources(row: scoring.Row) -> Reading:
    reading, sources = nothing([row])[0], row["sources"]
    assert isinstance(sources, list)
    if not sources:
        return reading
    content = str(row["content"])
    start = reading.report.text.index(content)
    span = Span.of(reading.report.text, start, start + len(content))
    links = tuple(Source(s["text"], s["name"], SourceKind(s["kind"]), s["country"]) for s in sources)
    return replace(reading, mentions=Mentions(attributions=(Attribution(None, span, (span,), links),)))


AS_GOLD = {"status": as_status, "dates": as_dates, "quantities": as_quantities, "sources": as_sources}


@pytest.mark.parametrize("name", figures.SUITES)
def test_a_suite_is_right_with_its_own_answers_and_poor_without(name: str) -> None:
    rows = figures.suite(name)
    assert len(rows) >= 80
    answers = [AS_GOLD[name](row) for row in rows]
    assert scoring.score_suite(name, rows, answers) == 1.0
    half = [*nothing(rows[: len(rows) // 2]), *answers[len(rows) // 2 :]]
    assert 0.2 < scoring.score_suite(name, rows, half) < 0.85
    assert scoring.score_suite(name, rows, nothing(rows)) < 0.25


def test_words_that_say_little_do_not_make_texts_alike() -> None:
    assert scoring.alike("the tanks", "some tanks")
    assert not scoring.alike("the tanks", "the shells")
    assert not scoring.alike("", "")
