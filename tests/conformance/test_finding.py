import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import material as m
import pytest

from onrecord.errors import SearchError
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.rows import Entry, Place, reject
from onrecord.model.claim import Act, Kind
from onrecord.model.decision import Origin
from onrecord.model.fact import is_fact
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance

SPRING = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def full(ledger):
    for one in [m.reading(*m.CLAIMS), *m.gold()]:
        ledger.keep(one, made_by=m.ONE)
    ledger.decide(reject(ledger.entry("lund", "c2"), by="Ann"))
    return ledger


def said_in(words: str, *names: str) -> bool:
    return any(
        f" {words} " in f" {' '.join(''.join(c if c.isalnum() else ' ' for c in name.casefold()).split())} "
        for name in names
    )


def in_days(entry: Entry, first: date, last: date) -> bool:
    when = entry.claim.when
    return when is not None and (when.end or last) >= first and (when.start or first) <= last


FILTERS: list[tuple[ClaimFilter, Callable[[Entry], bool]]] = [
    (ClaimFilter(acts=(Act.AID, Act.ATTACK)), lambda e: e.claim.act in (Act.AID, Act.ATTACK)),
    (ClaimFilter(kinds=(Kind.LETHAL,)), lambda e: e.claim.kind is Kind.LETHAL),
    (ClaimFilter(stages=(Stage.DONE,)), lambda e: e.claim.status.stage is Stage.DONE),
    (ClaimFilter(certainties=(Certainty.UNKNOWN,)), lambda e: e.claim.status.certainty is Certainty.UNKNOWN),
    (ClaimFilter(stances=(Stance.DENIES,)), lambda e: e.claim.status.stance is Stance.DENIES),
    (ClaimFilter(polarity=Polarity.NO), lambda e: e.claim.status.polarity is Polarity.NO),
    (ClaimFilter(fact=True), lambda e: is_fact(e.claim)),
    (ClaimFilter(fact=False), lambda e: not is_fact(e.claim)),
    (ClaimFilter(agent="Borland"), lambda e: any(said_in("borland", p.name) for p in e.claim.agent)),
    (ClaimFilter(recipient="UKRAINE"), lambda e: any(said_in("ukraine", p.name) for p in e.claim.recipient)),
    (
        ClaimFilter(party="Ukraine"),
        lambda e: any(said_in("ukraine", p.name) for p in (*e.claim.agent, *e.claim.recipient)),
    ),
    (
        ClaimFilter(party="UKR"),
        lambda e: any(p.country == "UKR" or said_in("ukr", p.name) for p in (*e.claim.agent, *e.claim.recipient)),
    ),
    (
        ClaimFilter(country="ukr"),
        lambda e: any(p.country == "UKR" for p in (*e.claim.agent, *e.claim.recipient, *e.claim.place)),
    ),
    (ClaimFilter(source="ministry"), lambda e: any(said_in("ministry", s.name) for s in e.claim.sources)),
    (
        ClaimFilter(source_kinds=(SourceKind.OFFICIAL,)),
        lambda e: any(s.kind is SourceKind.OFFICIAL for s in e.claim.sources),
    ),
    (ClaimFilter(outlets=("ardia daily",)), lambda e: e.report.outlet == "Ardia Daily"),
    (
        ClaimFilter(published_from=SPRING[0], published_to=SPRING[1]),
        lambda e: SPRING[0] <= e.report.published <= SPRING[1],
    ),
    (ClaimFilter(when_from=SPRING[0], when_to=SPRING[1]), lambda e: in_days(e, *SPRING)),
    (ClaimFilter(reports=("lund",)), lambda e: e.report.id == "lund"),
    (
        ClaimFilter(acts=(Act.AID,), fact=False, country="UKR"),
        lambda e: (
            e.claim.act is Act.AID
            and not is_fact(e.claim)
            and any(p.country == "UKR" for p in (*e.claim.agent, *e.claim.recipient, *e.claim.place))
        ),
    ),
    (ClaimFilter(agent="%"), lambda e: False),
    (ClaimFilter(agent="_"), lambda e: False),
]


@pytest.mark.parametrize(
    ("where", "holds"), FILTERS, ids=lambda part: str(part)[:60] if isinstance(part, ClaimFilter) else ""
)
def test_a_filter_finds_what_it_says(full, where, holds):
    every = full.claims(ClaimFilter(origins=tuple(Origin)), limit=1000)
    found = full.claims(replace(where, origins=tuple(Origin)), limit=1000)
    assert {e.address for e in found} == {e.address for e in every if holds(e)}
    assert full.count(replace(where, origins=tuple(Origin))) == len(found)


def test_what_was_rejected_is_found_only_where_asked_for(full):
    assert full.count() == full.count(ClaimFilter(origins=tuple(Origin))) - 1
    found = full.claims(ClaimFilter(origins=(Origin.REJECTED,)))
    assert [e.address for e in found] == ["lund/c2"]
    assert full.count(ClaimFilter(reviewed=True, origins=tuple(Origin))) == 1
    assert full.count(ClaimFilter(reviewed=True)) == 0


def test_orders(full):
    newest = [e.report.published for e in full.claims(limit=1000)]
    assert newest == sorted(newest, reverse=True)
    oldest = [e.report.published for e in full.claims(order=Order.OLDEST, limit=1000)]
    assert oldest == sorted(oldest)
    happened = [e.claim.when.start if e.claim.when else None for e in full.claims(order=Order.HAPPENED, limit=1000)]
    days = [day for day in happened if day]
    assert happened == sorted(days) + [None] * (len(happened) - len(days))
    kept = [e.report.id for e in full.claims(order=Order.KEPT, limit=1000)]
    assert list(dict.fromkeys(kept)) == [one.report.id for one in reversed([m.reading(), *m.gold()])]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("search", ["", "the", "ukraine"])
def test_pages_give_everything_once(full, order, search):
    whole = [e.address for e in full.claims(search=search, order=order, limit=1000)]
    pages = [
        e.address
        for offset in range(0, len(whole) + 7, 7)
        for e in full.claims(search=search, order=order, limit=7, offset=offset)
    ]
    assert pages == whole
    assert len(set(whole)) == len(whole) == full.count(search=search)


def test_a_search_tells_where_it_hit_evidence_first(full):
    found = full.claims(search="missile*", limit=1000)
    places = [{hit.place for hit in e.hits} for e in found]
    inside = [place == {Place.EVIDENCE} for place in places]
    assert inside[0]
    assert not inside[-1]
    assert inside == sorted(inside, reverse=True)
    for e in found:
        report = full.report(e.report.hash).report
        for hit in e.hits:
            assert hit.span.stands_in(report.title if hit.place is Place.TITLE else report.text)
            assert "missile" in hit.span.exact.casefold()


def test_a_search_finds_words_in_all_their_forms_and_phrases_as_they_are(full):
    def acts(search: str) -> list[str]:
        where = ClaimFilter(reports=("lund",), origins=tuple(Origin))
        return [e.id for e in full.claims(where, search=search) if e.hits[0].place is Place.EVIDENCE]

    assert acts("shelling") == ["c3", "c4"]
    assert acts("GENERATOR") == ["c1"]
    assert acts('"customs officer"') == ["c1"]
    assert acts('"officer customs"') == []
    assert acts("withd*") == ["c5"]
    assert acts("missile May") == ["c5"]
    assert acts("missile Monday") == []


def test_reports_are_found_by_title_and_text(full):
    assert [one.head.id for one in full.reports(search='"generators for"')] == ["lund"]
    hits = full.reports(search="lund")[0].hits
    assert [(hit.place, hit.span.exact) for hit in hits] == [(Place.TEXT, "Lund")]
    kept = full.reports(ReportFilter(reviewed=True))
    assert [(one.head.id, one.claims, one.reviewed) for one in kept] == [("lund", 4, 1)]
    assert len(full.reports(ReportFilter(outlets=("ARDIA DAILY",), published_from=date(2025, 3, 12)))) == 1
    dates = [one.head.published for one in full.reports(order=Order.OLDEST)]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    "search",
    [
        "AND",
        "NEAR(a b)",
        "title:lund",
        "a OR",
        '"open',
        "-",
        "*x",
        "x*y",
        "^lund",
        "{a} : b",
        "lund\0x",
        "'; DROP TABLE report",
        "+1",
        "a" * 5000,
    ],
)
def test_no_search_is_taken_as_a_command(full, search):
    with contextlib.suppress(SearchError):
        full.claims(search=search)
        full.reports(search=search)


@pytest.mark.parametrize("search", ["!!!", '""', " \t", "*", "\ud800"])
def test_a_search_for_nothing_is_refused(full, search):
    with pytest.raises(SearchError):
        full.claims(search=search)
