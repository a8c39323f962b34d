"""Actors: who does what to whom; every number opens, whatever the name is made of."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from onrecord.ledger.opening import open_ledger

ODD = [
    'The "Grey" Wolves',
    "Sons/Daughters & Co.",
    "<b>Mallory</b> Front",
    "Łódź Brigade",
    "كتيبة النور",
    "=SUM(A1) Front",
]


def claims(side):
    return sorted(address for deed in side for address in (*deed["claims"], *deed["denials"]))


def test_the_list_shows_who_does_and_is_done_to(client, words):
    answer = client.get("/actors")
    page = words(answer)
    for one in client.get("/actors.json").json()["actors"][:5]:
        assert one["name"] in page
        assert f'href="/actors/{one["id"]}"' in answer.text
    assert "Names are joined only where a person has decided that they are one." in page


def test_the_numbers_of_the_list_are_those_of_the_pages(client):
    for one in client.get("/actors.json").json()["actors"]:
        whole = client.get(f"/actors/{quote(one['id'], safe=':')}.json").json()
        assert claims(whole["done"]) == sorted(one["done"])
        assert claims(whole["received"]) == sorted(one["received"])


def test_the_page_has_a_picture_with_words_and_opens_every_claim(client, words):
    answer = client.get("/actors/state:MDA")
    assert re.search(r'<svg[^>]*role="img"', answer.text)
    assert "What it does" in words(answer)
    assert "What is done to it" in words(answer)
    links = {unescape(one) for one in re.findall(r'href="(/claim\?at=[^"]+)"', answer.text)}
    whole = client.get("/actors/state:MDA.json").json()
    assert len(links) == len({*claims(whole["done"]), *claims(whole["received"])})
    for link in links:
        assert client.get(link, follow_redirects=False).headers["location"].startswith("/report/")


def test_the_table_of_one_actor_has_its_deeds(client, rows):
    whole = client.get("/actors/state:MDA.json").json()
    table = rows(client.get("/actors/state:MDA.csv"))
    assert [row["side"] for row in table] == ["done"] * len(whole["done"]) + ["received"] * len(whole["received"])
    told = [(deed["act"], deed["stage"], deed["month"]) for deed in (*whole["done"], *whole["received"])]
    assert [(row["act"], row["stage"], row["month"]) for row in table] == told


def test_an_actor_is_found_by_id_or_by_a_name_in_any_case(client):
    own = client.get("/actors/state:POL.json").json()["actor"]
    assert client.get("/actors/poland.json").json()["actor"] == own
    answer = client.get("/actors/nobody-of-that-name")
    assert answer.status_code == 404
    assert "no report names" in answer.text


def test_a_name_that_fits_several_is_told(named, entered, words):
    client = entered(named("North Star Army", "North Wind Army"))
    answer = client.get("/actors/north")
    assert answer.status_code == 404
    told = "fits 2 actors; name one by its id: armed_group:north-star-army, armed_group:north-wind-army"
    assert told in words(answer)
    assert client.get("/actors/star army").status_code == 200


def test_the_list_is_narrowed_by_kind_and_by_letters(client):
    states = client.get("/actors.json?kind=state").json()
    assert {one["kind"] for one in states["actors"]} == {"state"}
    found = client.get("/actors.json?name=POL&kind=state").json()["actors"]
    assert "state:POL" in {one["id"] for one in found}
    assert all(any("pol" in name.casefold() for name in one["names"]) for one in found)
    assert "Nobody is named here." in client.get("/actors?name=zzz").text
    assert client.get("/actors?kind=planet").status_code == 422
    page = client.get("/actors?kind=state&name=pol").text
    assert '<option value="state" selected>' in page
    assert 'value="pol"' in page


def test_pages_of_the_list_follow_each_other(client, rows):
    total = client.get("/actors.json").json()["total"]
    ids, address = [], "/actors?limit=2"
    while address:
        page = client.get(address)
        ids += re.findall(r'<th scope="row"><a href="/actors/([^"]+)"', page.text)
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = unescape(following[1]) if following else ""
    table = rows(client.get("/actors.csv?limit=2&offset=2"))
    assert [unescape(one) for one in ids] == [row["id"] for row in table]
    assert len(ids) == len(set(ids)) == total
    assert 'rel="prev"' in client.get("/actors?limit=2&offset=2").text


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_shown_as_it_is_and_has_a_page(named, entered, words, rows, name):
    client = entered(named(name))
    (one,) = client.get("/actors.json").json()["actors"]
    assert one["name"] == name
    assert name in words(client.get("/actors"))
    page = client.get(f"/actors/{quote(one['id'], safe=':')}")
    assert page.status_code == 200
    assert "attack" in words(page)
    assert "<b>Mallory" not in page.text
    (row,) = rows(client.get("/actors.csv"))
    assert row["name"].lstrip("'") == name
    assert not row["name"].startswith("=")


def test_an_empty_ledger_has_no_actors(empty, rows):
    assert "Nobody is named here." in empty.get("/actors").text
    assert empty.get("/actors.json").json() == {"total": 0, "limit": 100, "offset": 0, "actors": []}
    assert rows(empty.get("/actors.csv")) == []
    assert empty.get("/actors/state:POL").status_code == 404


def test_a_rejected_claim_counts_no_more(own_client, own_story, form_token):
    address = own_client.get("/actors/state:MDA.json").json()["actor"]["done"][0]
    headers = {"X-Form-Token": form_token(own_client)}
    assert own_client.post("/api/reject", json={"claim": address}, headers=headers).status_code == 200
    assert address not in own_client.get("/actors/state:MDA.json").json()["actor"]["done"]
    with open_ledger(own_story) as ledger:
        assert ledger.check() == ()
