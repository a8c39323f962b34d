"""Lists of goods under headings and lead-ins, headlines, fragments of live blogs."""

from datetime import date

import pytest

from onrecord.codebook import lists as module
from onrecord.errors import CodebookError
from onrecord.model.claim import Claim
from onrecord.model.report import Report
from onrecord.model.wording import say
from onrecord.reading.read import read


def claims(words: str) -> tuple[Claim, ...]:
    return read(Report(outlet="The Test Letter", published=date(2025, 3, 12), text=words)).claims


def told(claim: Claim) -> list[tuple[str, float | None]]:
    return [(item.what, item.value) for item in claim.items]


def sides(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.agent], [p.name for p in claim.recipient]


def test_dashes_under_a_heading_take_giver_and_taker_from_before() -> None:
    (claim,) = claims(
        "The Norwegian government published its list of military support to Ukraine on Monday.\n\n"
        "Delivered military support:\n- 10 Leopard 2A4 battle tanks\n- 30,000 rounds of 155 mm ammunition (new)\n"
        "- spare parts\n"
    )
    assert (claim.act, claim.kind, claim.status.stage, claim.trigger.exact) == ("aid", "lethal", "done", "Delivered")
    assert sides(claim) == (["Norwegian government"], ["Ukraine"])
    assert told(claim) == [
        ("Leopard 2A4 battle tanks", 10),
        ("rounds of 155 mm ammunition", 30000),
        ("spare parts", None),
    ]
    assert claim.items[1].text == "30,000 rounds of 155 mm ammunition"


@pytest.mark.parametrize("mark", ["-", "–", "•", "*"])
def test_a_lead_in_points_to_the_package_told_before(mark: str) -> None:
    lines = "".join(f"{mark} {line}\n" for line in ("16 patrol boats", "146 trucks"))
    (claim,) = claims(
        f"Sweden announced a package of military aid for Ukraine on Thursday. The package includes:\n{lines}"
    )
    assert claim.status.stage == "pledged"
    assert sides(claim) == (["Sweden"], ["Ukraine"])
    assert told(claim) == [("patrol boats", 16), ("trucks", 146)]


def test_two_headings_are_two_claims() -> None:
    given, planned = claims(
        "Germany's support for Ukraine\n\nMilitary equipment delivered to Ukraine:\n"
        "1. 20 Marder infantry fighting vehicles\n2. 50 armoured personnel carriers\n\n"
        "Military equipment in planning:\n1. 85 Leopard 1A5 tanks\n2. 11 air defence systems\n"
    )
    assert (given.status.stage, planned.status.stage) == ("done", "planned")
    assert sides(given) == sides(planned) == (["Germany"], ["Ukraine"])
    assert [value for _, value in told(given)] == [20, 50]
    assert [value for _, value in told(planned)] == [85, 11]


@pytest.mark.parametrize(
    "table",
    [
        "Item | Count\nCaesar howitzers | 19\n155 mm shells | 12,000\n",
        "| Item | Count |\n|---|---|\n| Caesar howitzers | 19 |\n| 155 mm shells | 12,000 |\n",
        "Item\tCount\nCaesar howitzers\t19\n155 mm shells\t12,000\n",
    ],
)
def test_rows_of_a_table(table: str) -> None:
    (claim,) = claims(f"Denmark has delivered the following equipment to Ukraine since January:\n\n{table}")
    assert sides(claim) == (["Denmark"], ["Ukraine"])
    assert told(claim) == [("Caesar howitzers", 19), ("155 mm shells", 12000)]
    assert "19 Caesar howitzers and 12,000 155 mm shells" in say(claim, outlet="")


def test_what_will_be_sent_is_pledged() -> None:
    (claim,) = claims(
        "The Dutch defence ministry set out what it will send to Ukraine:\n– 24 F-16 fighter jets;\n– 3 launchers.\n"
    )
    assert (claim.status.stage, told(claim)) == ("pledged", [("F-16 fighter jets", 24), ("launchers", 3)])


def test_a_list_of_sentences_is_read_as_sentences() -> None:
    found = claims(
        "At a glance\n\n- Russia shelled Kharkiv on Monday.\n- Poland sent 10 tanks to Ukraine.\n"
        "- Germany denied sending missiles.\n"
    )
    assert [(c.act, c.status.polarity) for c in found] == [("attack", "yes"), ("aid", "yes"), ("aid", "no")]


@pytest.mark.parametrize(
    "words",
    [
        "Sold at the fair this week:\n- 3 cakes\n- 12 pies\n",
        "Delivered:\n- 3\n- 4\n",
        "-\n-\n-\n",
        "| | |\n|\n||\n",
        "\t1\n\t2\n",
        "x:\n• 😀\n• \x00\n1.\n2) 7\n",
    ],
)
def test_other_lists_and_hostile_ones_give_no_claim(words: str) -> None:
    assert claims(words) == ()


@pytest.mark.parametrize(
    ("line", "act", "stage"),
    [
        ("France to send howitzers to Ukraine", "aid", "planned"),
        ("Norway pledges $100 million in aid to Ukraine", "aid", "pledged"),
        ("Russian strikes kill four in Sumy", "attack", "done"),
        ("15:00 UPDATE: Germany pledges 10 tanks to Ukraine", "aid", "pledged"),
        ("15:10 | Zelensky meets Macron in Paris", "meet", "done"),
    ],
)
def test_headlines_and_fragments(line: str, act: str, stage: str) -> None:
    assert [(c.act, c.status.stage) for c in claims(line)] == [(act, stage)]


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def read_text(self, encoding: str) -> str:
            return f'bullets = "-"\n[stages]\nsung = "{encoding}"\n'

    monkeypatch.setattr(module, "data_file", lambda *_: Broken())
    with pytest.raises(CodebookError, match=r"lists\.toml"):
        module.lists.__wrapped__()
