"""Matters at the desk: the list, one matter, and what people rule of them, by plain forms and as JSON."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from onrecord.desk.keeping import keep
from onrecord.intake.inputs import Taken, take
from onrecord.ledger.opening import open_ledger
from onrecord.model.recorded import claims_from_record, report_from_record

EXAMPLES = Path(__file__).parents[2] / "examples"
BUNDLE = Path(__file__).parents[1] / "gold" / "data" / "matters" / "b3.json"
EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def airlift(tmp_path_factory) -> Path:
    """A ledger of the story of a disputed delivery; not to be changed."""
    path = tmp_path_factory.mktemp("airlift") / "airlift.db"
    with open_ledger(path) as ledger:
        for arrival in take([str(EXAMPLES / "airlift")], stdin=io.BytesIO()):
            assert isinstance(arrival, Taken)
            keep(ledger, arrival.report)
    return path


@pytest.fixture
def desk(airlift, tmp_path, entered):
    """A desk on a ledger of the story of its own, with a coder named."""
    path = tmp_path / "own.db"
    path.write_bytes(airlift.read_bytes())
    return entered(path, coder="Ada Brook")


@pytest.fixture
def disputed(desk):
    """The id of the matter that is disputed."""
    (told,) = desk.get("/matters.json?status=disputed").json()["matters"]
    return told["id"]


@pytest.fixture
def post(desk, form_token):
    """Send a form of the desk as a page does."""
    token = form_token(desk)

    def send(verb, **fields):
        return desk.post(f"/matters/{verb}", data={"form_token": token, **fields}, follow_redirects=False)

    return send


def claims_of(desk, matter):
    return desk.get(f"/matters/{matter}.json").json()["claims"]


def test_the_list_tells_how_each_matter_stands(desk, words):
    seen = words(desk.get("/matters"))
    assert "Howitzers from Croatia for Armenia" in seen
    assert "Disputed: " in seen
    assert re.search(r"\d reports, \d origins", seen)
    assert desk.get("/").text.count('href="/matters"') >= 1, "the navigation leads there"


def test_the_list_is_narrowed_by_status_title_and_number(desk):
    everything = desk.get("/matters.json").json()
    disputed = desk.get("/matters.json?status=disputed").json()
    assert 0 < disputed["total"] < everything["total"]
    assert {one["status"] for one in disputed["matters"]} == {"disputed"}
    assert desk.get("/matters.json?title=howitzers&claims=6").json()["total"] == 1
    assert desk.get("/matters.json?contradicted=yes").json()["matters"][0]["contradictions"]
    assert desk.get("/matters.json?report=zagreb-1").json()["total"] == 1
    assert desk.get("/matters?report=nothing").status_code == 404
    assert desk.get("/matters?status=strange").status_code == 422
    assert "No matter is in this view" in desk.get("/matters?title=zeppelin").text


def test_the_list_goes_page_by_page_in_the_order_asked_for(desk):
    whole = desk.get("/matters.json?order=claims").json()["matters"]
    assert [len(one["claims"]) for one in whole] == sorted((len(one["claims"]) for one in whole), reverse=True)
    pieces = [
        desk.get(f"/matters.json?order=claims&limit=1&offset={at}").json()["matters"][0] for at in range(len(whole))
    ]
    assert pieces == whole
    assert "There is no such page" in desk.get("/matters?offset=500").text


def test_the_table_holds_the_whole_view(desk, rows):
    table = rows(desk.get("/matters.csv?limit=1"))
    assert len(table) == desk.get("/matters.json").json()["total"]
    assert {"id", "title", "status"} <= table[0].keys()


def test_an_empty_ledger_leads_on(empty):
    assert "There are no matters yet" in empty.get("/matters").text
    assert empty.get("/matters.json").json() == {"total": 0, "limit": 50, "offset": 0, "matters": []}


def test_the_page_of_a_matter_tells_all_of_it(desk, disputed, words):
    page = desk.get(f"/matters/{disputed}")
    seen = words(page)
    told = desk.get(f"/matters/{disputed}.json").json()
    assert told["truth"] in seen
    assert seen.count("Croatia's defence ministry") >= 3
    for heading in ("Who told it when", "What cannot all be true", "From the origins to the outlets", "Numbers"):
        assert heading in seen
    assert "<svg" in page.text
    assert re.search(r'<svg[^>]*aria-label="Who told it when: [^"]+"|<svg.{0,300}<title', page.text, re.DOTALL), (
        "told in words too"
    )
    for outlet in ("Adria Wire", "Zagreb Evening", "Sava Tribune", "Ararat Chronicle"):
        assert outlet in seen
    assert "copies its words" in seen
    assert "the numbers disagree" in seen
    assert "taken back" in seen, "the wire corrects itself"


def test_every_number_of_a_matter_opens_to_its_sentences(desk, disputed):
    page = desk.get(f"/matters/{disputed}").text
    assert len(re.findall(r'id="told-(\d+)"', page)) == len(claims_of(desk, disputed))
    for target in set(re.findall(r'href="#([\w-]+)"', page)):
        assert f'id="{target}"' in page, target
    for quote in ("delivered</", "12 howitzers", "14 howitzers"):
        assert quote in page


def test_a_claim_leads_to_its_matter(desk, disputed):
    there = desk.get("/matters/of/zagreb-1/c1", follow_redirects=False)
    assert there.status_code == 303
    assert there.headers["location"] == f"/matters/{disputed}"
    assert desk.get("/matters/of/zagreb-1/c99").status_code == 404
    assert desk.get("/matters/ffffffffffff").status_code == 404


def test_a_claim_is_split_off_and_comes_back_by_undo(desk, disputed, post, words):
    before = claims_of(desk, disputed)
    made = post("split", name="sava-1/c1", why="another airlift", here=disputed)
    assert made.status_code == 303
    page = desk.get(made.headers["location"])
    assert "Saved as ruling 1" in words(page)
    assert "another airlift" in page.text
    assert "sava-1/c1" not in claims_of(desk, disputed)
    undone = post("undo", number="1", here=disputed)
    assert undone.status_code == 303
    assert "ruling 1 is undone" in words(desk.get(undone.headers["location"]))
    assert claims_of(desk, disputed) == before


def test_two_matters_are_merged_whatever_matching_thinks(desk, disputed, post):
    other = next(one["id"] for one in desk.get("/matters.json").json()["matters"] if one["id"] != disputed)
    wanted = {*claims_of(desk, disputed), *claims_of(desk, other)}
    made = post("merge", name=[disputed, other], why="one convoy", here=disputed)
    assert made.status_code == 303
    after = made.headers["location"].split("?")[0]
    assert set(desk.get(f"{after}.json").json()["claims"]) == wanted
    (ruled,) = desk.get("/api/rulings").json()["rulings"]
    assert (ruled["verb"], ruled["by"], ruled["why"]) == ("merge", "Ada Brook", "one convoy")


def test_what_goes_back_to_one_root_counts_once(desk, disputed, post):
    before = desk.get(f"/matters/{disputed}.json").json()["origins"]
    made = post("same-origin", name=["adria-1/c1", "sava-1/c1"], why="the group read the wire", here=disputed)
    assert made.status_code == 303
    after = desk.get(f"/matters/{disputed}.json").json()["origins"]
    assert after["max"] == before["max"] - 1


def test_a_ruling_of_another_matter_is_not_told_here(desk, disputed, post):
    post("split", name="sava-1/c1", here=disputed)
    other = next(one["id"] for one in desk.get("/matters.json?title=request").json()["matters"])
    assert "Saved as ruling" not in desk.get(f"/matters/{other}?ruled=1").text
    assert "Saved as ruling" not in desk.get(f"/matters/{disputed}?ruled=77").text


@pytest.mark.parametrize(
    ("verb", "fields", "told"),
    [
        ("split", {}, "name"),
        ("split", {"name": "sava-1/c77"}, "has no claim c77"),
        ("merge", {"name": ["ffffffffffff", "sava-1/c1"]}, "ffffffffffff"),
        ("same-origin", {"name": "sava-1/c1"}, "two"),
        ("undo", {"number": "9"}, "9"),
        ("undo", {}, "no ruling of Ada Brook"),
    ],
)
def test_what_cannot_be_ruled_is_told_and_changes_nothing(desk, disputed, post, words, verb, fields, told):
    before = desk.get("/matters.json").json()
    answer = post(verb, here=disputed, **fields)
    assert 400 <= answer.status_code < 500
    assert told in words(answer)
    assert desk.get("/matters.json").json() == before


def test_a_form_without_its_token_changes_nothing(desk, disputed):
    answer = desk.post("/matters/split", data={"name": "sava-1/c1", "here": disputed}, follow_redirects=False)
    assert answer.status_code == 403
    assert desk.get("/api/rulings").json() == {"rulings": []}


def test_who_has_no_name_is_asked_for_it_first(airlift, entered):
    desk = entered(airlift)
    (told,) = desk.get("/matters.json?status=disputed").json()["matters"]
    page = desk.get(f"/matters/{told['id']}").text
    assert "Who rules?" in page
    assert 'action="/matters/split"' not in page


def test_what_reports_say_is_only_ever_text(tmp_path, entered):
    records = json.loads(BUNDLE.read_text(encoding="utf-8"))["reports"]
    path = tmp_path / "evil.db"
    with open_ledger(path) as ledger:
        for record in records:
            record["report"] |= {"outlet": f"{record['report']['outlet']} {EVIL}", "title": EVIL}
            ledger.import_claims(report_from_record(record), claims_from_record(record), source="test")
    desk = entered(path, coder=EVIL)
    for told in desk.get("/matters.json").json()["matters"]:
        assert EVIL not in desk.get(f"/matters/{told['id']}").text
    assert EVIL not in desk.get("/matters").text
    assert "&lt;script&gt;" in desk.get(f"/matters/{told['id']}").text


def test_programs_rule_as_people_do(desk, disputed, form_token):
    headers = {"X-Form-Token": form_token(desk)}
    made = desk.post("/api/split-matter", json={"names": ["sava-1/c1"], "why": "another"}, headers=headers).json()
    assert made["verb"] == "split"
    assert len(made["matters"]) == 2
    back = desk.post("/api/undo-ruling", json={}, headers=headers).json()
    assert back["undoes"] == made["number"]
    assert desk.get("/api/matters?status=disputed").json()["total"] == 1
    assert desk.get("/api/matter/sava-1/c1").json()["id"] == disputed


def test_the_start_page_and_a_report_lead_to_what_is_disputed(desk, disputed, words):
    start = desk.get("/")
    assert f"/matters/{disputed}" in start.text
    assert "Disputed: " in words(start)
    assert "/matters/of/zagreb-1/c1" in desk.get("/report/zagreb-1").text
