"""Reports as a list: searched, narrowed, in order, as a table and as JSON."""

import re
from datetime import date
from html import unescape

import pytest

from onrecord import Report, keep, open_ledger

ODD = ["=cmd() & co.", "<u>Under</u> 'lines'", "עיתון ערב", "📰 wire", "a" * 300]


def hashes(client, query=""):
    return [one["report"]["hash"] for one in client.get(f"/reports.json{query}").json()["reports"]]


def shown(page):
    return re.findall(r'<th scope="row"><a href="(/report/[^"]+)"', page)


def test_the_list_shows_outlet_day_and_claims_and_opens(client, words):
    answer = client.get("/reports")
    page = words(answer)
    for one in client.get("/reports.json").json()["reports"]:
        head = one["report"]
        day = date.fromisoformat(head["published"])
        assert head["title"] in page
        assert re.search(rf'<time datetime="{day}">[^<]*{day.year}</time>', answer.text)
    links = shown(answer.text)
    assert len(links) == 5
    assert all(client.get(unescape(link)).status_code == 200 for link in links)
    assert page.count("invented example") == 5


def test_the_table_has_the_same_rows_in_the_same_order(client, rows):
    assert [row["hash"] for row in rows(client.get("/reports.csv?order=oldest"))] == hashes(client, "?order=oldest")
    days = [row["published"] for row in rows(client.get("/reports.csv?order=oldest"))]
    assert days == sorted(days)
    assert [row["published"] for row in rows(client.get("/reports.csv"))] == sorted(days, reverse=True)


def test_the_list_is_narrowed_by_day_outlet_and_words(client):
    listed = client.get("/reports.json").json()["reports"]
    day = sorted(one["report"]["published"] for one in listed)[2]
    since = client.get(f"/reports.json?since={day}").json()["reports"]
    until = client.get(f"/reports.json?until={day}").json()["reports"]
    assert all(one["report"]["published"] >= day for one in since)
    assert all(one["report"]["published"] <= day for one in until)
    assert len(since) + len(until) == len(listed) + sum(one["report"]["published"] == day for one in listed)
    outlet = listed[0]["report"]["outlet"]
    found = client.get("/reports.json", params={"outlet": outlet}).json()["reports"]
    assert {one["report"]["outlet"] for one in found} == {outlet}
    page = client.get("/reports?search=launchers&until=1999-01-01").text
    assert "No report fits." in page
    assert 'value="launchers"' in page
    assert client.get("/reports?since=yesterday").status_code == 422
    assert client.get("/reports?search=%22").status_code == 400


def test_marking_complete_moves_a_report_from_one_list_to_the_other(own_client, form_token):
    first = hashes(own_client)[0]
    assert first in hashes(own_client, "?complete=no")
    headers = {"X-Form-Token": form_token(own_client)}
    assert own_client.post("/api/complete", json={"report": first}, headers=headers).status_code == 200
    assert hashes(own_client, "?complete=yes") == [first]
    assert first not in hashes(own_client, "?complete=no")


def test_an_older_version_is_listed_where_it_is_asked_for(own_client, own_story, words):
    with open_ledger(own_story) as ledger:
        for text in ("Sweden sent 12 generators to Ghana, officials said.", "Sweden sent 15 generators to Ghana."):
            keep(ledger, Report(outlet="Coast Wire", published=date(2025, 3, 7), text=text, title="Twice", id="twice"))
    assert words(own_client.get("/reports")).count("Twice") == 1
    page = words(own_client.get("/reports?all_versions=yes"))
    assert page.count("Twice") == 2
    assert "version 1, superseded" in page


def test_pages_follow_each_other(client):
    every, address = [], "/reports?limit=2"
    while address:
        page = client.get(address).text
        every += shown(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else ""
    assert len(every) == len(set(every)) == 5
    last = client.get("/reports.json?limit=2&offset=4").json()
    assert (last["more"], len(last["reports"])) == (False, 1)
    assert client.get("/reports?limit=0").status_code == 422


@pytest.mark.parametrize("name", ODD)
def test_an_odd_outlet_and_title_are_shown_as_they_are(tmp_path, entered, words, rows, name):
    with open_ledger(tmp_path / "odd.db") as ledger:
        text = "Sweden sent 12 generators to Ghana on Monday, officials said."
        keep(ledger, Report(outlet=name, published=date(2025, 3, 7), text=text, title=name, id=name))
    client = entered(tmp_path / "odd.db")
    page = client.get("/reports")
    assert words(page).count(name) >= 2
    assert client.get(unescape(shown(page.text)[0])).status_code == 200
    (row,) = rows(client.get("/reports.csv"))
    assert not row["outlet"].startswith("=")
    assert client.get("/reports.json", params={"outlet": name}).json()["reports"][0]["report"]["title"] == name


def test_an_empty_ledger_leads_to_adding(empty, rows):
    page = empty.get("/reports").text
    assert "There are no reports yet." in page
    assert 'href="/add"' in page
    assert empty.get("/reports.json").json() == {"limit": 50, "offset": 0, "more": False, "reports": []}
    assert rows(empty.get("/reports.csv")) == []
