"""Who did what to whom, where the sentence says it in another place than beside the verb."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.claim import Act, Claim
from onrecord.model.report import Report
from onrecord.reading.read import read


def claims(text: str) -> tuple[Claim, ...]:
    return read(Report(outlet="Coast Wire", published=date(2025, 3, 7), text=text)).claims


@pytest.mark.parametrize(
    ("text", "act", "agent", "recipient"),
    [
        # the short name of a state that is spelled like a pronoun
        ("Peru asked the US for six helicopters.", Act.REQUEST, ["Peru"], ["United States"]),
        (
            "Norway, Chile and the US have suspended aid to Mali.",
            Act.AID,
            ["Norway", "Chile", "United States"],
            ["Mali"],
        ),
        # who is accused does the gerund's act, and its phrases are the gerund's
        ("Chad accused Sudan of flying weapons to Libya.", Act.AID, ["Sudan"], ["Libya"]),
        ("Oman has denied supplying arms to Yemen.", Act.AID, ["Oman"], ["Yemen"]),
        # an adjective of nation owns a plan
        ("Ghana knows of no Nigerian plan to bomb Togo.", Act.ATTACK, ["Nigeria"], ["Togo"]),
        # whose arms hit, whose help helps
        ("Rockets from Rwanda hit the market of Goma.", Act.ATTACK, ["Rwanda"], []),
        ("Swedish aid reached Jordan on Monday.", Act.AID, ["Sweden"], ["Jordan"]),
        # one "by" for two passives
        ("The militia was financed and armed by Qatar.", Act.AID, ["Qatar"], ["militia"]),
        # what a relative clause leaves out is what was promised
        ("Turkey built the drones it promised Kenya in May.", Act.AID, ["Türkiye"], ["Kenya"]),
        # whom the clause of a demand names is asked
        ("Peru demanded that Chile release the trawlers.", Act.REQUEST, ["Peru"], ["Chile"]),
        # whose deeds are condemned
        ("Japan condemned Iran's actions.", Act.ACCUSE, ["Japan"], ["Iran"]),
        # a post is its holder's
        ("The army shelled positions of the Wagner Group.", Act.ATTACK, ["army"], ["Wagner Group"]),
        # one party a state
        (
            "The defence ministers of Peru and Chile criticised Bolivia.",
            Act.ACCUSE,
            ["Peru's minister", "Chile's minister"],
            ["Bolivia"],
        ),
        ("Kenyan and Ugandan troops held joint drills.", Act.COOPERATE, ["Kenyan troops"], ["Ugandan troops"]),
        # those who come to help
        ("About 40 Turkish instructors landed in Mogadishu on Monday.", Act.DEPLOY, [], ["Somalia"]),
    ],
)
def test_parties_are_found_where_the_sentence_puts_them(
    text: str, act: Act, agent: list[str], recipient: list[str]
) -> None:
    found = [claim for claim in claims(text) if claim.act is act]
    assert found
    assert [p.name.removeprefix("the ") for p in found[0].agent if agent] == agent
    assert [p.name.removeprefix("the ") for p in found[0].recipient] == recipient


def test_what_was_told_is_given() -> None:
    text = "Sweden has approved two radar planes for Ukraine. The first will be handed over in May 2026."
    later = claims(text)[-1]
    assert (later.act, [p.name for p in later.recipient]) == (Act.AID, ["Ukraine"])
    assert later.items
    assert not claims("It rained in Lima. The first will be handed over in May 2026.")


def test_an_attack_counts_its_strikes() -> None:
    (claim,) = claims("France has carried out 12 strikes on the militia in Mali.")
    assert [(item.value, item.unit) for item in claim.items] == [(12, "item")]
    assert [p.name for p in claim.agent] == ["France"]


def test_the_order_to_leave_is_a_withdrawal_not_a_deployment() -> None:
    assert [c.act for c in claims("Niger has ordered French troops to leave the country.")] == [Act.WITHDRAW]


def test_a_time_that_opens_an_entry_is_no_part_of_a_name() -> None:
    (claim,) = claims("18:20 Oman's foreign minister will fly to Tehran on Monday.")
    assert [p.name for p in claim.agent] == ["Oman's foreign minister"]
    (claim,) = claims("09:05 GMT: Chadian troops have crossed into Sudan.")
    assert [p.name for p in claim.agent] == ["Chadian troops"]


def test_rounds_are_ammunition_where_they_are_counted() -> None:
    (claim,) = claims("Oslo has supplied Kyiv with four launchers and 3,000 rounds of ammunition.")
    assert (claim.act, [item.value for item in claim.items]) == (Act.AID, [4, 3000])


def test_a_list_line_that_counts_rounds_is_no_sentence() -> None:
    (claim,) = claims(
        "The German government has delivered the following items to Ukraine:\n"
        "- 12 Leopard 1 A5\n- 24,000 rounds 155 mm ammunition\n"
    )
    assert [item.value for item in claim.items] == [12, 24000]
    assert claim.kind == "lethal"


def test_a_list_of_what_was_ordered_from_somebody_is_trade() -> None:
    (claim,) = claims("Poland had ordered from South Korea:\n- 180 K2 tanks\n- 212 K9 howitzers\n")
    assert (claim.act, claim.status.stage) == (Act.TRADE, "approved")
    assert ([p.name for p in claim.agent], [p.name for p in claim.recipient]) == (["Poland"], ["South Korea"])


def test_a_clause_with_where_happens_at_what_it_hangs_on() -> None:
    found = list(claims("Moldova's region of Transnistria, where 1,500 Russian soldiers are stationed, voted."))
    assert [p.text for p in found[0].place] == ["Transnistria"]


def test_a_boat_on_its_way_is_not_given() -> None:
    acts = [c.act for c in claims("Two Chinese vessels blocked a supply boat on its way to the shoal on Thursday.")]
    assert Act.AID not in acts
