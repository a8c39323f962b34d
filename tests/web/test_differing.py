"""Where coders differ, as a page, a table and JSON."""

import pytest

from onrecord.ledger.opening import open_ledger

PATH = "/review/differences"


@pytest.fixture
def judged(named, entered, form_token):
    """A desk where two coders have judged three claims and differ on one of them."""
    client = entered(named("North Star Army", "Sons & Daughters", "=1+1 Front"), coder="Ada Brook")
    headers = {"X-Form-Token": form_token(client)}
    for coder, verdicts in (("Ada Brook", ("accept", "accept")), ("Jo Lund", ("accept", "reject"))):
        client.post("/coder", data={"name": coder, "blind": "yes", "form_token": headers["X-Form-Token"]})
        for number, verb in enumerate(verdicts):
            answer = client.post(f"/api/{verb}", json={"claim": f"n{number}/c1"}, headers=headers)
            assert answer.status_code == 200, answer.text
    client.post("/coder", data={"name": "Jo Lund", "form_token": headers["X-Form-Token"]})
    return client


def test_the_page_the_table_and_json_tell_the_same(judged, words, rows):
    page = judged.get(PATH)
    told = judged.get(f"{PATH}.json").json()
    assert (told["claims"], told["total"]) == (2, 1)
    (one,) = told["differences"]
    assert (one["address"], one["slots"]) == ("n1/c1", [])
    assert [word["by"] for word in one["words"]] == ["Ada Brook", "Jo Lund"]
    assert one["words"][0]["claim"]["trigger"]["exact"] == "attacked"
    assert (one["words"][1]["origin"], one["words"][1]["claim"]) == ("rejected", None)
    assert one["words"][0]["sentence"] in words(page)
    table = rows(judged.get(f"{PATH}.csv"))
    assert [(row["address"], row["by"], row["sentence"]) for row in table] == [
        ("n1/c1", "Ada Brook", one["words"][0]["sentence"]),
        ("n1/c1", "Jo Lund", ""),
    ]
    assert judged.get("/api/differences").json() == told


def test_the_page_leads_to_both_for_what_it_shows(judged):
    page = judged.get(f"{PATH}?report=n1").text
    for form in ("csv", "json"):
        assert f'href="{PATH}.{form}?report=n1"' in page
    assert judged.get(f"{PATH}.json?report=n0").json()["total"] == 0
    assert judged.get(f"{PATH}.json?report=n1").json()["total"] == 1
    assert judged.get(f"{PATH}.json?report=nothing").status_code == 404


def test_it_comes_in_pages(judged):
    past = judged.get(f"{PATH}.json?limit=1&offset=1").json()
    assert (past["total"], past["limit"], past["offset"], past["differences"]) == (1, 1, 1, [])
    assert judged.get(f"{PATH}.json?limit=0").status_code == 422


def test_it_is_closed_to_who_judges_blind(judged, form_token):
    judged.post("/coder", data={"name": "Jo Lund", "blind": "yes", "form_token": form_token(judged)})
    for path in (f"{PATH}.json", f"{PATH}.csv", "/api/differences"):
        answer = judged.get(path)
        assert answer.status_code == 403
        assert "Ada Brook" not in answer.text
    assert "you judge blind" in judged.get("/api/differences").json()["error"]


def test_without_decisions_nobody_differs(empty, rows, words):
    assert "No claim has been judged by two coders yet." in words(empty.get(PATH))
    assert empty.get(f"{PATH}.json").json()["differences"] == []
    assert rows(empty.get(f"{PATH}.csv")) == []


def test_deciding_again_settles_a_difference(judged, form_token, tmp_path):
    headers = {"X-Form-Token": form_token(judged)}
    claim = {"claim": "n1/c1"}
    assert judged.post("/api/accept", json=claim, headers=headers).status_code == 200
    assert judged.get(f"{PATH}.json").json()["total"] == 0
    with open_ledger(tmp_path / "named.db") as ledger:
        assert ledger.check() == ()
