"""Claims in outline say what the entries say, whatever is asked for and whatever the names are made of."""

from dataclasses import replace
from datetime import date

import material as m
import pytest

from onrecord.desk import looking
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.outlines import Name, Outline, Slot
from onrecord.ledger.rows import accept, reject
from onrecord.model.claim import Act
from onrecord.model.decision import Origin
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Stance


def names(found):
    return tuple(Name(one.name, one.kind, one.country) for one in found)


def drawn(entry):
    """The outline as it follows from the whole entry."""
    claim = entry.claim
    return Outline(
        entry.address,
        claim.act,
        claim.status.stage,
        claim.status.polarity,
        entry.stands_as_fact,
        entry.report.outlet,
        entry.report.published,
        claim.when.start if claim.when else None,
        names(claim.agent),
        names(claim.recipient),
        names(claim.sources),
    )


@pytest.fixture
def filled(ledger):
    """Annotated reports, one of them in two versions, with claims accepted and rejected."""
    for reading in m.gold():
        ledger.keep(reading, made_by=m.ONE)
    first, second, *_ = ledger.claims(ClaimFilter(fact=True))
    ledger.decide(accept(first, by="Ada Brook"))
    ledger.decide(reject(second, by="Ada Brook"))
    base = m.gold()[0]
    later = replace(base.report, published=date(2030, 1, 1), id=ledger.report(base.report.hash).head.id)
    ledger.keep(replace(base, report=later), made_by=m.ONE)
    return ledger


@pytest.mark.parametrize(
    "where",
    [
        ClaimFilter(),
        ClaimFilter(acts=(Act.AID, Act.ATTACK)),
        ClaimFilter(stances=(Stance.DENIES,)),
        ClaimFilter(origins=tuple(Origin), all_versions=True),
        ClaimFilter(country="UKR"),
    ],
)
def test_each_says_what_its_entry_says_in_the_same_order(filled, where):
    whole = [drawn(entry) for entry in looking.claims(filled, where)]
    assert list(filled.outlines(where, slots=tuple(Slot))) == whole
    assert len(whole) > 1


def test_only_the_slots_asked_for_are_filled(filled):
    outlines = filled.outlines(slots=(Slot.AGENT,))
    assert any(one.agent for one in outlines)
    assert not any(one.recipient or one.sources for one in outlines)
    assert len(outlines) == filled.count()


@pytest.mark.parametrize("name", ['the "Grey" Wolves\\', "Bj\u00f6rn \U0001f600", "null", "\u05d0\u05d1", "[]", "a\0b"])
def test_odd_names_come_back_as_they_are(ledger, name):
    odd = Source("a customs officer", name, SourceKind.UNNAMED, None, m.span("a customs officer"))
    for number, chain in enumerate(((odd,), (odd, odd), ())):
        report = replace(m.REPORT, id=f"odd-{number}", published=date(2025, 3, 20 - number))
        ledger.keep(m.reading(replace(m.SENT, sources=chain), report=report), made_by=m.ONE)
    told = [tuple(one.name for one in outline.sources) for outline in ledger.outlines(slots=(Slot.SOURCES,))]
    assert told == [(name,), (name, name), ()]
