"""Facets: each number is the length of the listing narrowed to it, whatever was read or decided since."""

from dataclasses import replace

import material as m
import pytest

from onrecord.ledger import rows
from onrecord.ledger.facets import Facet
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.protocol import EVERY_CLAIM
from onrecord.model.claim import Act, Kind
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance

NARROWED = {
    Facet.ACT: lambda where, value: replace(where, acts=(Act(value),)),
    Facet.KIND: lambda where, value: replace(where, kinds=(Kind(value),)),
    Facet.STAGE: lambda where, value: replace(where, stages=(Stage(value),)),
    Facet.CERTAINTY: lambda where, value: replace(where, certainties=(Certainty(value),)),
    Facet.STANCE: lambda where, value: replace(where, stances=(Stance(value),)),
    Facet.POLARITY: lambda where, value: replace(where, polarity=Polarity(value)),
    Facet.FACT: lambda where, value: replace(where, fact=value == "yes"),
    Facet.REVIEWED: lambda where, value: replace(where, reviewed=value == "yes"),
    Facet.OUTLET: lambda where, value: replace(where, outlets=(value,)),
    Facet.AGENT: lambda where, value: replace(where, agent=f'"{value}"'),
    Facet.RECIPIENT: lambda where, value: replace(where, recipient=f'"{value}"'),
    Facet.COUNTRY: lambda where, value: replace(where, country=value),
    Facet.SOURCE_KIND: lambda where, value: replace(where, source_kinds=(SourceKind(value),)),
}
"""The filter that opens a number of each facet, but the day's."""


def check(ledger, where=EVERY_CLAIM, search=""):
    """Every number is what the ledger counts; returns the facets."""
    found = ledger.facets(where, search=search)
    assert found.claims == ledger.count(where, search=search)
    for facet, narrow in NARROWED.items():
        for one in found.counts[facet]:
            assert one.claims == ledger.count(narrow(where, one.value), search=search), (facet, one)
    assert sum(one.claims for one in found.counts[Facet.DAY]) == found.claims
    return found


@pytest.fixture
def full(ledger):
    for one in [m.reading(*m.CLAIMS), *m.gold()]:
        ledger.keep(one, made_by=m.ONE)
    return ledger


@pytest.mark.parametrize(
    "where",
    [
        ClaimFilter(),
        ClaimFilter(acts=(Act.AID, Act.ATTACK)),
        ClaimFilter(fact=False, stances=(Stance.SAYS,)),
        ClaimFilter(country="UKR"),
        ClaimFilter(agent="ministry", reviewed=False),
        ClaimFilter(acts=(Act.HOLD,), kinds=(Kind.LETHAL,)),
    ],
)
def test_every_number_opens_to_as_many_claims(full, where):
    check(full, where)


def test_a_search_is_counted_too(full):
    found = check(full, search="said")
    assert 0 < found.claims < full.count()


def test_the_values_chosen_do_not_hide_the_others(full):
    everything = full.facets().counts[Facet.ACT]
    assert full.facets(ClaimFilter(acts=(Act(everything[0].value),))).counts[Facet.ACT] == everything


def test_decisions_are_counted_at_once(full):
    check(full)
    first, second = full.claims(limit=2)
    full.decide(rows.reject(first, by="Ada Brook"))
    full.decide(rows.accept(second, by="Ada Brook"))
    found = check(full)
    assert {one.value: one.claims for one in found.counts[Facet.REVIEWED]} == {"no": found.claims - 1, "yes": 1}
    full.undo(by="Ada Brook")
    assert check(full).claims == found.claims


def test_an_empty_ledger_has_none(ledger):
    found = ledger.facets()
    assert found.claims == 0
    assert not any(found.counts.values())


def test_a_name_in_double_quotes_is_the_whole_name(full):
    whole = full.claims(ClaimFilter(agent='"Russia"'), limit=1000)
    words = full.claims(ClaimFilter(agent="Russia"), limit=1000)
    assert whole
    assert all(any(one.name == "Russia" for one in entry.claim.agent) for entry in whole)
    assert {entry.address for entry in whole} <= {entry.address for entry in words}
    assert not full.claims(ClaimFilter(agent='"Rus"'))


def test_the_state_of_a_ledger_changes_with_what_is_kept(full):
    seen = [full.state()]
    assert full.state() == seen[0]
    full.decide(rows.accept(full.claims(limit=1)[0], by="Ada Brook"))
    seen.append(full.state())
    full.undo(by="Ada Brook")
    seen.append(full.state())
    full.keep(m.reading(*m.CLAIMS[:1]), made_by=m.TWO)
    seen.append(full.state())
    assert len(set(seen)) == 4
    check(full)
