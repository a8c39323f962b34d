"""Which claims are of one matter: the pairs that must be joined, and their look-alikes that must not."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from tests.matching.made import claim, telling

from onrecord.matching.candidates import blocks, seeks
from onrecord.matching.joining import STRONG, Comparison, counting, fit, groups, links, pairs, parted
from onrecord.matching.profile import Profile, profiles
from onrecord.matching.telling import Telling
from onrecord.model.matter import ClaimAt, Fit, Relation, Rulings


def joined(*tellings: Telling) -> bool:
    """Whether all claims of these tellings make one group."""
    return len(groups(tellings)) == 1


FIN, TUR = "Finland/FIN", "Turkey/TUR"
GER, UKR, POL, KOR = "Germany/DEU", "Ukraine/UKR", "Poland/POL", "South Korea/KOR"
RUS, NER = "Russia/RUS", "Niger/NER"

visit = claim("visit", "Finnish Foreign Minister Aino Salmi/FIN/person", TUR, place="Ankara/TUR", when="2025-03-04")
leopards = claim("aid", GER, UKR, kind="lethal", items=["18 Leopard 2 tanks"], stage="pledged", when="2025-01-25")
strike = claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-03")
call = claim("meet", "France/FRA", RUS, when="2025-05-04", trigger="spoke")
order = claim("trade", POL, KOR, kind="lethal", items=["180 K2 tanks"], stage="approved", when="2025-07-27")
request = claim("request", UKR, GER, kind="lethal", items=["air defence systems"])
free = claim("withdraw", RUS, "Ukrainian prisoners/UKR/force", items=["90 prisoners"], when="2025-05-08")

ONE = {
    "the person and the state": (
        telling("2025-03-04", visit),
        telling("2025-03-05", claim("visit", FIN, TUR, when="2025-03-04")),
    ),
    "a planned visit and the visit": (
        telling("2025-03-01", claim("visit", FIN, TUR, stage="planned", when="2025-03-04")),
        telling("2025-03-05", visit),
    ),
    "not confirmed by the host": (
        telling("2025-03-04", visit),
        telling("2025-03-05", claim("visit", FIN, TUR, stance="not_confirmed", source="Turkish foreign ministry/TUR")),
    ),
    "a pledge and its delivery after two months": (
        telling("2025-01-25", leopards),
        telling("2025-03-27", claim("aid", GER, UKR, kind="lethal", items=["18 Leopard 2 tanks"], when="2025-03-27")),
    ),
    "a pledge and an approval in general words": (
        telling("2025-01-25", leopards),
        telling("2025-01-29", claim("aid", GER, UKR, kind="military", items=["weapons"], stage="approved")),
    ),
    "a pledge and a larger package": (
        telling("2025-01-25", leopards),
        telling("2025-01-29", claim("aid", GER, UKR, kind="lethal", items=["22 Leopard 2 tanks"], stage="approved")),
    ),
    "a strike and its denial": (
        telling("2025-05-03", strike),
        telling("2025-05-04", claim("attack", RUS, stance="denies", polarity="no", source="Russian defence ministry/RUS")),
    ),
    "a toll that rises": (
        telling("2025-05-03", claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-03", items=["5 people"])),
        telling("2025-05-04", claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-03", items=["8 people"])),
    ),
    "a raid by nobody known, in two wordings": (
        telling("2025-05-04", claim("attack", "gunmen//group", place="the post of Tin Zaouat/NER", when="2025-05-03")),
        telling("2025-05-05", claim("attack", "armed men//group", NER, place="Tin Zaouat/NER", when="2025-05-03")),
    ),
    "one call told from both ends": (
        telling("2025-05-04", call),
        telling("2025-05-05", claim("meet", "Vladimir Putin/RUS/person", "Emmanuel Macron/FRA/person", when="2025-05-04")),
    ),
    "two versions of the hour of a meeting": (
        telling("2025-05-05", claim("meet", "Serbia/SRB", "Kosovo/XKX", when="2025-05-04", place="Ohrid/MKD")),
        telling("2025-05-06", claim("meet", "Serbia/SRB", "Kosovo/XKX", when="2025-05-05")),
    ),
    "an order and its delivery": (
        telling("2025-07-27", order),
        telling("2025-09-06", claim("trade", KOR, POL, kind="lethal", items=["180 K2 tanks"], when="2025-09-05")),
    ),
    "two counts of the freed": (
        telling("2025-05-08", free),
        telling("2025-05-09", claim("withdraw", RUS, "Ukrainian prisoners/UKR/force", items=["95 prisoners"], when="2025-05-08")),
    ),
    "a night that two date by its two days, with one toll": (
        telling("2025-05-04", claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-03", items=["7 residents"])),
        telling("2025-05-04", claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-04", items=["7 residents"])),
    ),
    "a town and its region": (
        telling("2025-05-04", claim("attack", UKR, RUS, place="Feodosia/UKR", when="2025-05-03")),
        telling("2025-05-04", claim("attack", UKR, RUS, place="Crimea/UKR", when="2025-05-03")),
    ),
    "a group that owns up to what nobody knew the doer of": (
        telling("2025-05-04", claim("attack", "", "Mali/MLI", place="Menaka/MLI", when="2025-05-03")),
        telling("2025-05-05", claim("attack", "JNIM//group", place="the camp at Menaka/MLI", when="2025-05-03", stance="confirms")),
    ),
    "arms to one, equipment to the other": (
        telling("2025-05-04", claim("aid", GER, UKR, kind="lethal", items=["40 reconnaissance drones"], stage="pledged")),
        telling("2025-05-05", claim("aid", GER, UKR, kind="nonlethal", items=["40 reconnaissance drones"], stage="approved")),
    ),
    "what says little, where there is but one choice": (
        telling("2025-05-04", claim("aid", "Türkiye/TUR", "Chad/TCD", kind="lethal", items=["two drones"], stage="pledged")),
        telling("2025-05-05", claim("aid", "Türkiye/TUR", kind="lethal", items=["drones"], stage="pledged")),
    ),
    "a part of an order, delivered": (
        telling("2025-07-27", order),
        telling("2025-09-06", claim("trade", KOR, POL, kind="lethal", items=["10 K2 tanks"], when="2025-09-05")),
    ),
    "one accusation in two papers": (
        telling("2025-05-04", claim("accuse", "Chad/TCD", "Sudan/SDN", words="Chad accused Sudan of arming rebels near the border", trigger="accused")),
        telling("2025-05-05", claim("accuse", "Chad/TCD", "Sudan/SDN", words="Sudan is arming rebels, Chad complained", trigger="complained")),
    ),
    "a body and a part of it": (
        telling("2025-03-05", claim("aid", "European Union//body", "Sudan/SDN", kind="humanitarian", items=["40000000 EUR: money"], stage="pledged")),
        telling("2025-03-06", claim("aid", "European Commission//body", "Sudan/SDN", kind="humanitarian", items=["40000000 EUR: money"], stage="approved")),
    ),
    "the trainers and the instructors": (
        telling("2025-01-13", claim("deploy", RUS, NER, items=["100 Russian instructors"], place="Niamey/NER", when="2025-01-12..2025-01-13")),
        telling("2025-01-15", claim("deploy", "Russian trainers/RUS/force", NER, stance="confirms", source="Niger/NER")),
    ),
}  # fmt: skip

TWO = {
    "a visit a week later": (
        telling("2025-03-04", visit),
        telling("2025-03-11", claim("visit", FIN, TUR, place="Ankara/TUR", when="2025-03-11")),
    ),
    "the visit of another minister": (
        telling("2025-03-04", visit),
        telling("2025-03-04", claim("visit", "Defence Minister Eero Lahti/FIN/person", TUR, when="2025-03-04")),
    ),
    "the visit of another delegation": (
        telling("2025-03-04", visit),
        telling("2025-03-04", claim("visit", "Swedish delegation/SWE/envoys", TUR, place="Ankara/TUR", when="2025-03-04")),
    ),
    "another host": (
        telling("2025-03-04", visit),
        telling("2025-03-04", claim("visit", FIN, "Azerbaijan/AZE", place="Baku/AZE", when="2025-03-04")),
    ),
    "a visit and the meeting held there": (
        telling("2025-03-04", visit),
        telling("2025-03-04", claim("meet", FIN, TUR, place="Ankara/TUR", when="2025-03-04")),
    ),
    "other things for the same": (
        telling("2025-01-25", leopards),
        telling("2025-01-26", claim("aid", GER, UKR, kind="lethal", items=["40 howitzers"], stage="pledged")),
    ),
    "another model": (
        telling("2025-01-25", leopards),
        telling("2025-01-26", claim("aid", GER, UKR, kind="lethal", items=["18 Gepard tanks"], stage="pledged")),
    ),
    "another number at another time": (
        telling("2025-01-25", leopards),
        telling("2025-02-12", claim("aid", GER, UKR, kind="lethal", items=["50 Leopard 2 tanks"], stage="pledged", when="2025-02-12")),
    ),
    "a second batch of the same number": (
        telling("2025-03-27", claim("aid", GER, UKR, kind="lethal", items=["18 Leopard 2 tanks"], when="2025-03-27")),
        telling("2025-04-08", claim("aid", GER, UKR, kind="lethal", items=["18 Leopard 2 tanks"], when="2025-04-08")),
    ),
    "the same things for another": (
        telling("2025-01-25", leopards),
        telling("2025-01-25", claim("aid", GER, "Moldova/MDA", kind="lethal", items=["18 Leopard 2 tanks"], stage="pledged")),
    ),
    "the same things from another": (
        telling("2025-01-25", leopards),
        telling("2025-01-25", claim("aid", "Norway/NOR", UKR, kind="lethal", items=["18 Leopard 2 tanks"], stage="pledged")),
    ),
    "money and arms": (
        telling("2025-01-25", leopards),
        telling("2025-01-25", claim("aid", GER, UKR, kind="financial", items=["500000000 EUR: money"], stage="pledged")),
    ),
    "a loan of another size": (
        telling("2025-01-25", claim("aid", GER, UKR, kind="financial", items=["500000000 EUR: loan"], stage="pledged")),
        telling("2025-02-05", claim("aid", GER, UKR, kind="financial", items=["2000000000 EUR: loan"], stage="pledged")),
    ),
    "the request and the aid": (
        telling("2025-02-05", request),
        telling("2025-02-08", claim("aid", GER, UKR, kind="lethal", items=["air defence systems"], stage="pledged")),
    ),
    "the strike of the next day": (
        telling("2025-05-03", strike),
        telling("2025-05-04", claim("attack", RUS, UKR, place="Odesa/UKR", when="2025-05-04")),
    ),
    "a strike on another town on the same day": (
        telling("2025-05-03", strike),
        telling("2025-05-03", claim("attack", RUS, UKR, place="Kharkiv/UKR", when="2025-05-03")),
    ),
    "a second strike, told as such": (
        telling("2025-05-03", strike, claim("attack", RUS, UKR, place="Odesa/UKR", words="a second strike hit Odesa", trigger="strike")),
    ),
    "the same strike the other way round": (
        telling("2025-05-03", claim("attack", RUS, UKR, when="2025-05-03")),
        telling("2025-05-03", claim("attack", UKR, RUS, when="2025-05-03")),
    ),
    "another call of the same day": (
        telling("2025-05-04", call),
        telling("2025-05-04", claim("meet", "France/FRA", UKR, when="2025-05-04", trigger="spoke")),
    ),
    "another meeting of the same two, a week later": (
        telling("2025-05-04", call),
        telling("2025-05-11", claim("meet", "France/FRA", RUS, when="2025-05-11")),
    ),
    "another order": (
        telling("2025-07-27", order),
        telling("2025-07-28", claim("trade", POL, KOR, kind="lethal", items=["48 FA-50 jets"], stage="approved", when="2025-07-28")),
    ),
    "the release of others": (
        telling("2025-05-08", free),
        telling("2025-05-20", claim("withdraw", RUS, "Ukrainian prisoners/UKR/force", items=["75 prisoners"], when="2025-05-20")),
    ),
    "the same troops in another country": (
        telling("2025-01-13", claim("deploy", RUS, NER, items=["100 Russian instructors"], when="2025-01-12")),
        telling("2025-01-13", claim("deploy", RUS, "Mali/MLI", items=["100 Russian instructors"], when="2025-01-12")),
    ),
    "sanctions on another firm": (
        telling("2025-01-13", claim("restrict", "China/CHN", "Corvane Dynamics/USA/firm", kind="other", when="2025-01-12")),
        telling("2025-01-13", claim("restrict", "China/CHN", "Hollis Aerospace/USA/firm", kind="other", when="2025-01-12")),
    ),
    "a ban and its lifting": (
        telling("2025-01-13", claim("restrict", "China/CHN", "Australia/AUS", kind="other", items=["wine"])),
        telling("2025-01-14", claim("restrict", "China/CHN", "Australia/AUS", kind="other", items=["wine"], flags=["reversal"])),
    ),
    "drills in spring and in autumn": (
        telling("2025-03-05", claim("cooperate", "South Korea/KOR", "United States/USA", when="2025-03-04..2025-03-14")),
        telling("2025-08-19", claim("cooperate", "South Korea/KOR", "United States/USA", when="2025-08-18..2025-08-28")),
    ),
    "two accusations": (
        telling("2025-05-04", claim("accuse", "Chad/TCD", "Sudan/SDN", words="Chad accused Sudan of arming rebels", trigger="accused")),
        telling("2025-05-05", claim("accuse", "Chad/TCD", "Sudan/SDN", words="Chad accused Sudan of jamming navigation signals", trigger="accused")),
    ),
    "two bodies' aid": (
        telling("2025-03-05", claim("aid", "European Union//body", "Sudan/SDN", kind="humanitarian", stage="pledged")),
        telling("2025-03-05", claim("aid", "World Food Programme//body", "Sudan/SDN", kind="humanitarian", stage="pledged")),
    ),
    "two groups' attacks": (
        telling("2025-03-05", claim("attack", "Hezbollah//group", "Israel/ISR", when="2025-03-04")),
        telling("2025-03-05", claim("attack", "Hamas//group", "Israel/ISR", when="2025-03-04")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_one_matter(name: str) -> None:
    assert joined(*ONE[name])


@pytest.mark.parametrize("name", TWO)
def test_two_matters(name: str) -> None:
    assert not joined(*TWO[name])


def story() -> list[Telling]:
    """A visit, what is asked for, a gift in three steps, and another visit to tell apart."""
    minister = "Finnish Foreign Minister Aino Salmi/FIN/person"
    return [
        telling("2025-03-04", visit, claim("request", minister, TUR, kind="lethal", items=["12 Atmaca missiles"])),
        telling("2025-03-04", visit, outlet="Aurajoki Post"),
        telling("2025-03-05", claim("visit", FIN, TUR, stance="not_confirmed", source="Turkish foreign ministry/TUR")),
        telling("2025-03-07", claim("aid", TUR, FIN, kind="lethal", items=["12 Atmaca missiles"], stage="pledged")),
        telling("2025-03-12", claim("aid", TUR, FIN, kind="lethal", items=["14 Atmaca missiles"], stage="approved")),
        telling("2025-03-30", claim("aid", "", FIN, kind="lethal", items=["14 Atmaca missiles"], when="2025-03-29")),
        telling("2025-03-12", claim("visit", "Defence Minister Eero Lahti/FIN/person", TUR, when="2025-03-11")),
    ]


def as_sets(tellings: list[Telling]) -> set[frozenset[ClaimAt]]:
    return {frozenset(group.claims) for group in groups(tellings)}


def test_a_story_makes_its_matters() -> None:
    told = story()
    at = [ClaimAt(each.report.hash, "c1") for each in told]
    asked = ClaimAt(told[0].report.hash, "c2")
    assert as_sets(told) == {frozenset(at[:3]), frozenset((asked,)), frozenset(at[3:6]), frozenset((at[6],))}


def test_groups_do_not_depend_on_the_order_of_arrival() -> None:
    told = [*story(), *(each for pair in (*ONE.values(), *TWO.values()) for each in pair)]
    first = groups(told)
    for seed in range(5):
        mixed = list(told)
        random.Random(seed).shuffle(mixed)
        assert groups(mixed) == first


def test_every_claim_is_in_one_group() -> None:
    told = [each for pair in (*ONE.values(), *TWO.values()) for each in pair]
    found = list(itertools.chain.from_iterable(group.claims for group in groups(told)))
    assert sorted(found) == sorted({ClaimAt(each.report.hash, one.id) for each in told for one in each.claims})


def fits_of(told: Sequence[Profile]) -> list[Fit]:
    return [one for a, b in pairs(told) if (one := fit(a, b, Comparison())) is not None]


def test_a_component_is_grouped_without_regard_to_the_rest() -> None:
    told = [*story(), *(each for pair in TWO.values() for each in pair)]
    every = [each for one in told for each in profiles(one)]
    fits = counting(fits_of(every))
    whole = parted(every, fits)
    assert len(whole) > 2
    assert sorted(group.claims for part in whole for group in part) == sorted(group.claims for group in groups(told))
    for part in whole:
        inside = {at for group in part for at in group.claims}
        alone = [one for one in fits if one.a in inside]
        assert all(one.b in inside for one in alone)
        (again,) = parted([each for each in every if each.at in inside], alone)
        assert again == part


def test_a_weak_fit_counts_among_the_best_of_both_claims() -> None:
    def weak(a: int, b: int, points: float = 2.0, days: int = 0) -> Fit:
        return Fit(ClaimAt(f"{a:032x}", "c1"), ClaimAt(f"{b:032x}", "c1"), points, sure=True, days=days)

    crowd = [weak(0, other, days=other) for other in range(1, 9)]
    assert counting(crowd) == crowd[:4], "the four nearest in time"
    assert counting([*crowd, weak(0, 9, STRONG, days=90)]) == [*crowd[:3], weak(0, 9, STRONG, days=90)]
    strong = [weak(0, other, STRONG + other) for other in range(1, 9)]
    assert counting(strong) == strong, "strong ones always do"
    assert counting([*crowd, *(weak(1, other, 2.5) for other in range(20, 24))])[0] == crowd[1], "not of the best of 1"


def test_every_join_has_its_reasons_in_words() -> None:
    for group in groups(story()):
        assert len(group.joins) == len(group.claims) - 1
        assert all(join.by is None and len(join.reasons) > 1 for join in group.joins)
    gift = next(group for group in groups(story()) if len(group.joins) == 2 and "aid" in group.joins[0].reasons[0])
    assert gift.joins[0].reasons == (
        "same act: aid", "pledged, then approved", "Turkey", "Finland", "12 and 14 missile",
    )  # fmt: skip


def test_what_people_rule_stands() -> None:
    told = story()
    a, b, c = (ClaimAt(each.report.hash, "c1") for each in told[:3])
    other = ClaimAt(told[6].report.hash, "c1")
    rulings = Rulings(together=((a, other, "Ida"),), apart=((a, b, "Jon"),))
    found = {at: number for number, group in enumerate(groups(told, rulings=rulings)) for at in group.claims}
    assert found[a] == found[other] != found[b]
    named = [join for group in groups(told, rulings=rulings) for join in group.joins if join.by]
    assert [(join.a, join.b, join.by) for join in named] == [(a, other, "Ida")]
    # a later report that fits both sides of a split does not bring them together again
    later = telling("2025-03-06", claim("visit", FIN, TUR, when="2025-03-04"), outlet="Later Post")
    again = {at: number for number, group in enumerate(groups([*told, later], rulings=rulings)) for at in group.claims}
    assert again[a] == again[other] != again[b]
    assert again[c] in (again[a], again[b])


def test_the_request_is_linked_to_the_aid() -> None:
    told = story()
    made = groups(told)
    (link,) = links(told, made)
    assert (link.a, link.b) == (ClaimAt(told[0].report.hash, "c2"), ClaimAt(told[3].report.hash, "c1"))
    assert link.relation is Relation.ASKS_FOR
    assert "asked for" in link.reason


def test_claims_of_one_matter_find_one_another() -> None:
    for name, (one, other) in ONE.items():
        kept = set(blocks(one.claims[0], one.report))
        sought = set(seeks(other.claims[0], other.report))
        assert kept & sought, name
        assert set(blocks(other.claims[0], other.report)) & set(seeks(one.claims[0], one.report)), name


def test_look_alikes_do_not_chain() -> None:
    days = [f"2025-05-{day:02d}" for day in range(1, 29)]
    daily = [telling(day, claim("attack", RUS, UKR, place="Odesa/UKR", when=day)) for day in days]
    undated = [telling(day, claim("attack", RUS, UKR), outlet="Undated Post") for day in days]
    assert len(groups(daily)) == len(days)
    assert all(len({at.report for at in group.claims}) <= 14 for group in groups([*daily, *undated]))
    homes = {at: number for number, group in enumerate(groups([*daily, *undated])) for at in group.claims}
    assert len({homes[ClaimAt(each.report.hash, "c1")] for each in daily}) == len(days)


def test_what_says_little_is_not_joined_where_there_are_two_choices() -> None:
    told = [
        telling("2025-05-04", claim("aid", TUR, "Chad/TCD", kind="lethal", items=["drones"], stage="pledged")),
        telling("2025-05-04", claim("aid", TUR, "Togo/TGO", kind="lethal", items=["drones"], stage="pledged")),
        telling("2025-05-05", claim("aid", TUR, kind="lethal", items=["drones"], stage="pledged"), outlet="Lake Post"),
    ]
    assert [len(group.claims) for group in groups(told)] == [1, 1, 1]
    assert sorted(len(group.claims) for group in groups(told[1:])) == [2]
