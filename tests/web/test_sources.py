"""Sources: who is quoted, how often, on what and by whom."""

import re
from html import unescape

import pytest

ODD = ['The "Grey" Office', "Sons & Daughters", "<i>Vell</i> Bureau", "=1+1 News", "وكالة النور", "two\u202eofficials"]


def test_the_list_shows_who_is_quoted_how_often_and_on_what(client, words):
    page = words(client.get("/sources"))
    for one in client.get("/sources.json").json()["sources"][:5]:
        assert one["name"] in page
        assert all(f"{act} {number}" in page.replace("\xa0", " ") for act, number in list(one["acts"].items())[:4])


def test_the_numbers_fit_each_other_and_the_claims_behind_them(client):
    for one in client.get("/sources.json").json()["sources"]:
        assert one["claims"] == len(set(one["addresses"])) == sum(one["acts"].values()) == sum(one["outlets"].values())
        assert one["innermost"] <= one["claims"]
        for address in one["addresses"]:
            report, _, claim = address.rpartition("/")
            chain = client.get(f"/api/entry/{report}/{claim}").json()["claim"]["sources"]
            assert one["kind"] in {link["kind"] for link in chain}


def test_the_table_has_the_same_rows(client, rows):
    listed = client.get("/sources.json").json()["sources"]
    table = rows(client.get("/sources.csv"))
    assert [(row["name"], int(row["claims"])) for row in table] == [(one["name"], one["claims"]) for one in listed]
    assert table[0]["addresses"].split("; ") == listed[0]["addresses"]


def test_the_list_is_narrowed_by_kind_outlet_and_letters(client):
    kinds = {one["kind"] for one in client.get("/sources.json").json()["sources"]}
    assert len(kinds) > 2
    for kind in kinds:
        assert {one["kind"] for one in client.get(f"/sources.json?kind={kind}").json()["sources"]} == {kind}
    quoted = client.get("/sources.json", params={"outlet": "Vistula Wire"}).json()["sources"]
    assert quoted
    assert all(list(one["outlets"]) == ["Vistula Wire"] for one in quoted)
    (one,) = client.get("/sources.json?name=ZAWISZA").json()["sources"]
    assert one["name"] == "Marek Zawisza"
    assert "Nobody is quoted here." in client.get("/sources?name=zzz").text
    assert client.get("/sources?kind=planet").status_code == 422


def test_pages_of_the_list_follow_each_other(client):
    every = [one["name"] for one in client.get("/sources.json").json()["sources"]]
    names, address = [], "/sources?limit=3"
    while address:
        page = client.get(address)
        names += [unescape(one) for one in re.findall(r'<th scope="row"><a href="[^"]+"><bdi>(.*?)</bdi>', page.text)]
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = unescape(following[1]) if following else ""
    assert names == every
    assert len(names) > 3


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_shown_and_leads_to_its_claims(named, entered, rows, name):
    client = entered(named(name, "Port Vell Gazette"))
    page = client.get("/sources").text
    links = {
        unescape(told): unescape(link) for link, told in re.findall(r'href="(/ledger\?[^"]+)"><bdi>(.*?)</bdi>', page)
    }
    opened = client.get(links[name].replace("/ledger", "/ledger.json", 1)).json()
    assert [one["claim"]["sources"][0]["name"] for one in opened["entries"]] == [name]
    assert all(not row["name"].startswith("=") for row in rows(client.get("/sources.csv")))


def test_an_article_and_capitals_make_no_other_source(named, entered):
    client = entered(named("The Harbour Office", "Harbour Office", "harbour office"))
    (one,) = client.get("/sources.json").json()["sources"]
    assert one["claims"] == 3


def test_an_empty_ledger_quotes_nobody(empty, rows):
    assert "Nobody is quoted here." in empty.get("/sources").text
    assert empty.get("/sources.json").json() == {"total": 0, "limit": 100, "offset": 0, "sources": []}
    assert rows(empty.get("/sources.csv")) == []
