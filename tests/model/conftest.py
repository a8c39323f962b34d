"""One small report and a full claim over it, for every test of the model."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.forms import Json
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Status

TEXT = (
    "Borland has sent about 40 generators to Ardia, a customs officer told the Harbour Post. "
    "The first truck reached Lund on Monday."
)
GOLD = Path(__file__).parent.parent / "gold" / "data" / "reports"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


@pytest.fixture
def report() -> Report:
    return Report(outlet="Ardia Daily", published=date(2025, 3, 12), text=TEXT)


@pytest.fixture
def claim() -> Claim:
    evidence = Span.of(TEXT, 0, TEXT.index(". ") + 1)
    return Claim(
        id="c1",
        act=Act.AID,
        kind=Kind.HUMANITARIAN,
        trigger=at("sent"),
        evidence=evidence,
        status=Status(cues=(at("has"),)),
        agent=(Participant("Borland", "Borland", "BOR", ActorKind.STATE, at("Borland")),),
        recipient=(Participant("Ardia", "Ardia", "ARD", ActorKind.STATE, at("Ardia")),),
        items=(Item("about 40 generators", "generators", 40, "item", Bound.ABOUT, at("about 40 generators")),),
        place=(Place("Lund", "ARD", at("Lund")),),
        when=Period("Monday", date(2025, 3, 10), date(2025, 3, 10), at("Monday")),
        sources=(
            Source("Harbour Post", "Harbour Post", SourceKind.OUTLET, None, at("Harbour Post"), at("told")),
            Source(
                "a customs officer", "a customs officer", SourceKind.OFFICIAL, None, at("a customs officer"), at("told")
            ),
        ),
    )


@pytest.fixture(scope="session")
def gold() -> list[Mapping[str, Json]]:
    import json

    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
