"""Actors and sources are counted as one would count them by hand, claim by claim."""

from pathlib import Path

import pytest

from onrecord import open_ledger
from onrecord.desk import looking
from onrecord.desk.actors import actor, actors
from onrecord.desk.keeping import Imported, import_file
from onrecord.desk.naming import key_of, shown_id
from onrecord.desk.quoting import quoted, sources
from onrecord.ledger.filters import ClaimFilter
from onrecord.model.claim import Act
from onrecord.model.status import Polarity

GOLD = Path(__file__).parents[1] / "gold" / "data" / "reports"


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """A ledger of annotated reports; not to be changed."""
    with open_ledger(tmp_path_factory.mktemp("counted") / "onrecord.db") as ledger:
        for path in sorted(GOLD.glob("*.json")):
            assert all(isinstance(one, Imported) for one in import_file(ledger, path))
        yield ledger


def ids(parties):
    return {shown_id(key_of(party.name, party.kind)) for party in parties}


@pytest.mark.parametrize("where", [ClaimFilter(), ClaimFilter(acts=(Act.AID, Act.ATTACK)), ClaimFilter(fact=True)])
def test_sources_are_those_of_every_claim(counted, where):
    found = sources(counted, where)
    assert found == quoted(looking.claims(counted, where))
    assert sum(len(one.innermost) for one in found) == sum(
        bool(entry.claim.sources) for entry in looking.claims(counted, where)
    )


@pytest.mark.parametrize("where", [ClaimFilter(), ClaimFilter(acts=(Act.AID, Act.ATTACK))])
def test_actors_have_the_claims_that_name_them(counted, where):
    entries = list(looking.claims(counted, where))
    found = actors(counted, where=where)
    assert len(found) > 10
    for one in found:
        assert list(one.done) == [entry.address for entry in entries if one.id in ids(entry.claim.agent)]
        assert list(one.received) == [entry.address for entry in entries if one.id in ids(entry.claim.recipient)]
    numbers = [len(one.done) + len(one.received) for one in found]
    assert numbers == sorted(numbers, reverse=True)
    states = {party.country for entry in entries for party in entry.claim.agent if party.kind == "state"}
    assert states - {None} <= {one.country for one in found}


def test_the_page_of_an_actor_has_the_same_claims_by_act_stage_and_month(counted):
    entries = {entry.address: entry for entry in looking.claims(counted)}
    for one in actors(counted)[:8]:
        seen = actor(counted, one.id)
        for claims, deeds in ((one.done, seen.done), (one.received, seen.received)):
            assert sorted(claims) == sorted(address for deed in deeds for address in (*deed.claims, *deed.denials))
            for deed in deeds:
                for address in (*deed.claims, *deed.denials):
                    entry = entries[address]
                    day = (entry.claim.when.start if entry.claim.when else None) or entry.report.published
                    assert (deed.act, deed.stage) == (entry.claim.act, entry.claim.status.stage)
                    assert deed.month == f"{day:%Y-%m}"
                    assert (address in deed.claims) == (entry.claim.status.polarity is Polarity.YES)
                    assert (address in deed.facts) == entry.stands_as_fact
