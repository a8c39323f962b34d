"""What a matter says as a whole: its name, its id, its line of truth, the same however the claims come."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from tests.matching.made import claim, telling
from tests.matching.voiced import at, by, confirmed, counting, denied, matter, withheld

from onrecord.matching.judging import judge
from onrecord.matching.telling import Telling
from onrecord.model.claim import Act, Claim
from onrecord.model.matter import ClaimAt, Copy, Join

NORWAY, CHAD = "government: Norwegian defence ministry/NOR", "government: Chad/TCD"
gift = claim("aid", "Norway/NOR", "Chad/TCD", kind="lethal", items=["40 mortars"])


def story() -> tuple[Telling, ...]:
    """A gift told by four reports: rumour, retelling, copy, confirmation with another number."""
    return (
        telling("2025-03-04", at(by(gift, "unnamed: a pilot"), "planned"), outlet="Delta Wire"),
        telling("2025-03-05", at(by(gift, "outlet: Delta Wire"), "planned"), outlet="Echo"),
        telling("2025-03-05", at(gift, "planned"), withheld(gift, CHAD), outlet="Courier"),
        telling("2025-03-09", counting(confirmed(gift, NORWAY), "mortars", 44), denied(gift, CHAD), outlet="Digest"),
    )


def test_the_order_in_which_all_comes_changes_nothing() -> None:
    told = story()
    claims = [ClaimAt(each.report.hash, one.id) for each in told for one in each.claims]
    copies = [Copy(told[1].report.hash, told[2].report.hash, 0.9, "90%")]
    joins = [Join(a, b, ("same act",)) for a, b in itertools.pairwise(claims)]
    by_report = {each.report.hash: each for each in told}
    first = judge(claims, by_report, joins=joins, copies=copies)
    assert first.joins
    assert first.copies
    for order in itertools.permutations(claims):
        turned = dict(reversed(by_report.items()))
        assert judge(order, turned, joins=joins[::-1], copies=copies) == first


def test_the_id_is_that_of_the_first_claim_whatever_joins_it_later() -> None:
    told = story()
    assert matter(*told[:1]).id == matter(*told).id
    assert re.fullmatch(r"[0-9a-f]{12}", matter(*told).id)
    assert matter(*told[1:]).id != matter(*told).id


def test_a_matter_without_claims_or_of_unknown_claims_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one claim"):
        judge([], {})
    told = story()[0]
    with pytest.raises(KeyError, match="has no claim c9"):
        judge([ClaimAt(told.report.hash, "c9")], {told.report.hash: told})


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (
            (by(gift, "unnamed: two pilots"), denied(gift, CHAD)),
            "Disputed: two pilots say so, Chad denies it; 1 report, 2 origins",
        ),
        ((denied(gift, CHAD),), "Denied: Chad denies it, and nobody says so; 1 report, 1 origin"),
        (
            (by(gift, "unnamed: a pilot"), confirmed(gift, CHAD)),
            "Confirmed by the recipient (Chad); 1 report, 1 to 2 origins",
        ),
        (
            (by(gift, "unnamed: a pilot"), withheld(gift, CHAD)),
            "Unconfirmed: a pilot says so, Chad would not comment; 1 report, 1 origin",
        ),
        (
            (gift, by(gift, "organisation: NATO")),
            "Corroborated: Kestrel Wire and NATO say so; 1 report, 2 origins",
        ),
        (
            (gift, by(gift, "organisation: NATO"), by(gift, "unnamed: a pilot")),
            "Corroborated: two named sources and one unnamed say so; 1 report, 2 to 3 origins",
        ),
        ((gift,), "Single source: Kestrel Wire says so; 1 report, 1 origin"),
        ((withheld(gift, "government: Kenya/KEN"),), "Nobody says so; 1 report"),
    ],
)
def test_every_status_has_its_line(told: tuple[Claim, ...], line: str) -> None:
    assert matter(telling("2025-03-04", *told)).truth == line


def test_the_sides_of_a_meeting_and_the_host_of_a_visit_are_called_so() -> None:
    talks, trip = claim("meet", "Norway/NOR", "Chad/TCD"), claim("visit", "Norway/NOR", "Chad/TCD")
    met = matter(telling("2025-03-04", by(talks, NORWAY), by(talks, CHAD)))
    assert met.truth.startswith("Confirmed by both sides (the Norwegian defence ministry and Chad);")
    assert matter(telling("2025-03-04", by(trip, CHAD))).truth.startswith("Confirmed by the host (Chad);")


def test_a_title_tells_act_parties_place_and_day() -> None:
    trip = claim("visit", "Kari Lund/NOR/person", "Chad/TCD", when="2025-03-04")
    assert matter(telling("2025-03-05", trip)).title == "Visit of Kari Lund to Chad, 4 March 2025"
    assert matter(telling("2025-03-05", gift)).title == "Mortars from Norway for Chad"
    fired = claim("attack", "gunmen//group", place="Abeche/TCD", when="2025-03-31..2025-04-01", trigger="raided")
    assert matter(telling("2025-04-02", fired)).title == "Raid on Abeche by gunmen, 31 March to 1 April 2025"
    landed = claim("deploy", "Russia/RUS", "Niger/NER", items=["Russian instructors"], trigger="landed")
    assert matter(telling("2025-03-05", landed)).title == "Arrival of Russian instructors to Niger"


def test_the_title_is_of_the_claim_that_tells_most() -> None:
    bare = claim("aid", "", "Chad/TCD", kind="lethal")
    found = matter(telling("2025-03-04", bare), telling("2025-03-05", by(gift, NORWAY), outlet="Echo"))
    assert found.title == "Mortars from Norway for Chad"


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_title_with_and_without_its_slots(act: Act) -> None:
    stage = "standing" if act is Act.HOLD else "done"
    full = claim(act.value, "Norway/NOR", "Chad/TCD", items=["mortars"], place="Abeche/TCD", stage=stage)
    assert "Norway" in matter(telling("2025-03-04", full)).title
    title = matter(telling("2025-03-04", claim(act.value, stage=stage))).title
    assert title[0].isupper()
    assert title == title.strip()
    assert "  " not in title


def test_the_worked_example_of_the_documents_counts_as_it_says(root: Path) -> None:
    told = (
        telling("2025-03-04", by(gift, "unnamed: two officials"), outlet="Delta Wire"),
        telling("2025-03-04", by(gift, "unnamed: officials"), outlet="Echo"),
        telling("2025-03-05", by(gift, "outlet: Delta Wire"), outlet="Courier"),
        telling("2025-03-05", by(gift, "unnamed: a driver of the convoy"), outlet="Lagoon Daily"),
        telling("2025-03-06", confirmed(gift, "government: Norwegian defence ministry/NOR"), outlet="Fjord Post"),
        telling("2025-03-07", by(gift, "person: Kari Lund/NOR"), outlet="Delta Wire"),
        telling("2025-03-07", denied(gift, "official: a Chadian army spokesman/TCD"), outlet="Courier"),
    )
    found = matter(*told, copies=[(0, 1)])
    page = " ".join((root / "docs" / "matters.md").read_text(encoding="utf-8").split())
    assert (found.origins.min, found.origins.max, found.against.min, found.against.max) == (1, 3, 1, 1)
    assert found.truth in page
    for reason in (reason for each in found.roots for reason in each.reasons):
        assert reason in page


@pytest.mark.parametrize("name", ["★", "新华社", "\u202eevil", "a", "The", "'s", "x" * 5000, "A ", "İstanbul"])
def test_odd_names_of_outlets_and_sources_break_nothing(name: str) -> None:
    voices = [by(gift, f"{kind}: {name}") for kind in ("person", "outlet", "unnamed", "organisation", "document")]
    found = matter(telling("2025-03-04", gift, *voices, outlet=name), telling("2025-03-05", gift, outlet="☆"))
    assert found.origins.min >= 2
    assert found.truth
