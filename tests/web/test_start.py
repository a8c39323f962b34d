"""The start page: what is new, what is denied or not confirmed, what waits for review."""

import re
from datetime import date
from html import unescape

import pytest

from onrecord import Report, keep, open_ledger


def figures(page):
    """The figures at the top: what they count, where they lead, the number."""
    found = re.findall(r'<dt><a href="([^"]+)">([^<]+)</a></dt><dd>([\d,]+)</dd>', page)
    return {name: (unescape(link), int(number.replace(",", ""))) for link, name, number in found}


def test_every_figure_is_the_number_of_claims_it_leads_to(client):
    found = figures(client.get("/").text)
    assert set(found) == {"claims", "told as facts", "denied or not confirmed", "reviewed by a person"}
    for link, number in found.values():
        assert client.get(link.replace("/ledger", "/ledger.json", 1)).json()["claims"] == number
    assert found["denied or not confirmed"][1] > 0


def test_the_reports_that_came_last_stand_first(own_client, own_story):
    with open_ledger(own_story) as ledger:
        text = "Sweden sent 12 generators to Ghana on Monday, officials said."
        keep(ledger, Report(outlet="Old Post", published=date(1999, 1, 1), text=text, title="Late but new", id="late"))
    page = own_client.get("/").text
    titles = re.findall(r'<li><a href="/report/[^"]+"><bdi>(.*?)</bdi>', page)
    assert titles[0] == "Late but new"
    assert links_work(own_client, page)


def links_work(client, page):
    links = {unescape(one) for one in re.findall(r'href="(/(?:report|ledger|review)[^"#]*)"', page)}
    return links and all(client.get(link).status_code == 200 for link in links)


def test_what_is_doubted_is_told_with_its_words(client, words):
    doubts = client.get("/api/claims?stance=denies&stance=not_confirmed&stance=no_comment").json()["entries"]
    page = words(client.get("/"))
    for one in doubts[:5]:
        assert one["sentence"] in page


def test_what_waits_becomes_less_by_deciding(own_client, form_token, words):
    before = int(re.search(r"(\d+) claims stand by the machine alone", words(own_client.get("/")))[1])
    address = own_client.get("/api/claims").json()["entries"][0]["address"]
    headers = {"X-Form-Token": form_token(own_client)}
    assert own_client.post("/api/accept", json={"claim": address}, headers=headers).status_code == 200
    page = own_client.get("/")
    assert f"{before - 1} claims stand by the machine alone" in words(page)
    assert figures(page.text)["reviewed by a person"][1] == 1


def test_a_ledger_judged_whole_says_so(named, entered, form_token, words):
    client = entered(named("North Star Army"), coder="Ada Brook")
    assert "1 claim stands by the machine alone" in words(client.get("/"))
    headers = {"X-Form-Token": form_token(client)}
    assert client.post("/api/accept", json={"claim": "n0/c1"}, headers=headers).status_code == 200
    page = words(client.get("/"))
    assert "Every claim has been judged by a person." in page
    assert "Nobody denies anything" in page


@pytest.mark.parametrize("path", ["/ledger", "/matters", "/reports", "/review", "/add", "/actors", "/sources"])
def test_the_navigation_leads_to_every_room_and_back(client, path):
    assert f'href="{path}"' in client.get("/").text
    answer = client.get(path)
    assert answer.status_code == 200
    assert re.search(r'<a [^>]*href="/"', answer.text)
    assert re.search(rf'<a [^>]*href="{path}"[^>]*aria-current', answer.text)


def test_an_empty_ledger_tells_how_to_fill_it(empty, words):
    page = words(empty.get("/"))
    assert "Nothing is on record yet" in page
    assert "onrecord read examples/story examples/open --ledger" in page
    assert empty.get("/add").status_code == 200
