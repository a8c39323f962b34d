"""The ledger, reports, sources and actors as pages, as tables and as JSON: the same rows, and every number opens."""

import csv
import io
import json
import re
from html import unescape

import pytest
from python_calamine import CalamineWorkbook

from onrecord.ledger.opening import open_ledger

VIEW = "/ledger?act=aid&act=request"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_page_shows_each_claim_with_status_chain_and_quote(client):
    page = unescape(re.sub(r"<[^>]+>", "", client.get("/ledger").text))
    page = " ".join(page.split())
    assert "Poland's defence ministry has not confirmed that a Moldovan delegation visited Poland." in page
    assert "visit · not confirmed" in page
    assert "Poland's defence ministry has not confirmed the visit." in page
    assert "Vistula Wire Poland's defence ministry" in page
    assert "not reviewed" in page
    assert "invented example" in page


def test_what_is_downloaded_is_what_is_seen(client):
    page = client.get(VIEW).text
    seen = [unescape(one) for one in re.findall(r'class="sentence">.*?<bdi>(.*?)</bdi>', page)]
    links = [unescape(one) for one in re.findall(r'href="(/ledger\.[^"]+)"', page)]
    assert len(seen) >= 3
    by_form = {link.split("?")[0].rpartition(".")[2]: client.get(link) for link in links}
    assert set(by_form) == {"csv", "xlsx", "jsonl", "json"}
    assert [row["in words"] for row in rows(by_form["csv"])] == seen
    assert [one["sentence"] for one in by_form["json"].json()["entries"]] == seen
    head, *sheet = CalamineWorkbook.from_filelike(io.BytesIO(by_form["xlsx"].content)).get_sheet_by_index(0).to_python()
    assert [row[head.index("in words")] for row in sheet] == seen
    records = [json.loads(line) for line in by_form["jsonl"].text.splitlines()]
    assert sum(len(record["claims"]) for record in records) == len(seen)
    for name in ("csv", "xlsx", "jsonl"):
        assert by_form[name].headers["content-disposition"].startswith("attachment")


def test_the_number_of_every_facet_is_the_number_of_claims_it_leads_to(client):
    page = client.get("/ledger").text
    links = re.findall(r'<li><a href="([^"]+)"[^>]*><bdi class="of">.*?</bdi> <span class="num">([\d,]+)</span>', page)
    assert len(links) > 30
    for link, number in links:
        path = unescape(link).replace("/ledger", "/ledger.json", 1)
        assert client.get(path).json()["claims"] == int(number), link


def test_a_second_value_of_a_facet_widens_the_view_and_can_be_taken_out(client):
    page = client.get("/ledger?act=aid").text
    link = unescape(re.search(r'href="([^"]+)"[^>]*><bdi class="of">request</bdi>', page)[1])
    assert client.get(link.replace("/ledger", "/ledger.json")).json()["claims"] == len(
        client.get("/ledger.json?act=aid&act=request").json()["entries"]
    )
    assert re.search(r'class="chosen"[^>]*><bdi class="of">aid</bdi>', page)
    chip = unescape(re.search(r'class="chips".*?href="([^"]+)"', page, re.DOTALL)[1])
    assert chip == "/ledger"


def test_a_search_shows_where_it_hit(client):
    page = client.get("/ledger?search=missiles").text
    assert re.search(r"<blockquote><bdi>[^<]*<u>[^<]*</u>[^<]*<mark>missiles</mark>", page)
    assert re.search(r"found in the (text|title): <bdi>[^<]*<mark>missiles</mark>", page)


def test_a_search_for_nothing_is_told_in_a_line(client):
    answer = client.get("/ledger?search=%22")
    assert answer.status_code == 400
    assert "nothing to search for" in answer.text
    assert client.get("/ledger.json?search=%22").json()["error"].startswith("nothing to search for")


def test_a_wrong_filter_is_told_in_a_line(client):
    answer = client.get("/ledger?act=dance")
    assert answer.status_code == 422
    assert "act" in answer.text
    assert "error" in client.get("/api/claims?since=yesterday").json()


def test_pages_follow_each_other(client):
    first = client.get("/ledger.json?limit=4").json()
    second = client.get("/ledger.json?limit=4&offset=4").json()
    addresses = [one["address"] for page in (first, second) for one in page["entries"]]
    assert len(set(addresses)) == 8
    page = client.get("/ledger?limit=4").text
    assert client.get(unescape(re.search(r'rel="next" href="([^"]+)"', page)[1])).status_code == 200
    assert "no such page" in client.get("/ledger?offset=5000").text


def test_empty_fields_of_a_form_are_no_filters(client):
    everything = client.get("/ledger.json").json()["claims"]
    assert client.get("/ledger.json?search=&since=&until=&act=&fact=&party=").json()["claims"] == everything


def test_pictures_have_a_text_alternative(client):
    page = client.get("/ledger").text
    for name in ("volume", "bars"):
        picture = re.search(rf"<svg[^>]*chart-{name}.*?</svg>", page, re.DOTALL)[0]
        assert 'role="img"' in picture
        assert re.search(rf'<title id="{name}-title">[^<]+</title><desc id="{name}-told">[^<]*\d[^<]*</desc>', picture)


def test_the_pictures_show_the_view_alone(client):
    picture = re.search(r"<svg[^>]*chart-bars.*?</svg>", client.get("/ledger?act=visit").text, re.DOTALL)[0]
    number = client.get("/ledger.json?act=visit").json()["claims"]
    assert f'<desc id="bars-told">visit: {number}</desc>' in picture


def test_a_machines_claim_is_never_shown_as_reviewed(own_client, form_token):
    address = own_client.get("/api/claims").json()["entries"][0]["address"]
    assert "is-reviewed" not in own_client.get("/ledger").text
    assert own_client.get("/api/facets").json()["facets"]["reviewed"] == [
        {"value": "no", "name": "no", "claims": own_client.get("/api/claims").json()["claims"]}
    ]
    headers = {"X-Form-Token": form_token(own_client)}
    assert own_client.post("/api/accept", json={"claim": address}, headers=headers).status_code == 200
    page = own_client.get("/ledger").text
    assert page.count("is-reviewed") == 1
    assert "accepted by Ada Brook" in page
    counts = {one["value"]: one["claims"] for one in own_client.get("/api/facets").json()["facets"]["reviewed"]}
    assert counts["yes"] == 1


def test_reports_as_page_table_and_json(client):
    page = client.get("/reports").text
    listed = client.get("/reports.json").json()["reports"]
    table = rows(client.get("/reports.csv"))
    assert len(listed) == len(table) == 5
    for one, row in zip(listed, table, strict=True):
        assert row["hash"] == one["report"]["hash"]
        assert one["report"]["outlet"] in unescape(page)
        assert client.get(f"/report/{one['report']['hash']}").status_code == 200
    assert client.get("/reports.json?limit=2").json()["more"] is True
    found = client.get("/reports.json?search=launchers").json()["reports"]
    assert 0 < len(found) < 5


def test_sources_as_page_table_and_json(client):
    page = client.get("/sources").text
    listed = client.get("/sources.json").json()["sources"]
    assert [row["name"] for row in rows(client.get("/sources.csv"))] == [one["name"] for one in listed]
    for link, name in re.findall(r'<th scope="row"><a href="([^"]+)"><bdi>(.*?)</bdi>', page):
        (one,) = [one for one in listed if one["name"] == unescape(name)]
        opened = client.get(unescape(link).replace("/ledger", "/ledger.json", 1)).json()
        assert opened["claims"] == one["claims"], name
    assert {one["kind"] for one in client.get("/sources.json?kind=unnamed").json()["sources"]} == {"unnamed"}


def test_actors_as_page_table_and_json(client):
    listed = client.get("/actors.json").json()["actors"]
    assert [row["id"] for row in rows(client.get("/actors.csv"))] == [one["id"] for one in listed]
    ids = {one["id"] for one in listed}
    assert {"state:MDA", "state:POL"} <= ids
    for one in listed:
        assert client.get(f"/actors/{one['id']}").status_code == 200
    moldova = client.get("/actors/state:MDA.json").json()
    told = [address for deed in moldova["done"] for address in (*deed["claims"], *deed["denials"])]
    assert told
    page = client.get("/actors/state:MDA").text
    for address in told:
        link = next(unescape(x) for x in re.findall(r'href="(/claim\?[^"]+)"', page) if address.split("/")[0] in x)
        assert client.get(link).status_code == 200
    assert client.get("/actors/nobody").status_code == 404


def test_an_empty_ledger_leads_to_the_examples_and_to_adding(tmp_path, entered):
    path = tmp_path / "new.db"
    client = entered(path)
    page = client.get("/").text
    assert "onrecord read examples/story examples/open --ledger" in page
    assert 'href="/add"' in page
    for other in ("/ledger", "/reports", "/sources", "/actors", "/review"):
        assert client.get(other).status_code == 200


def test_the_start_page_tells_what_is_new_doubted_and_waiting(client, story):
    page = unescape(client.get("/").text)
    with open_ledger(story) as ledger:
        waiting = ledger.count()
    assert f"<strong>{waiting}</strong> claims stand by the machine alone" in page
    assert "has not confirmed" in page
    assert "Polish launchers are here" in page


@pytest.mark.parametrize("path", ["/nothing", "/report/nothing", "/claim?at=x/y", "/actors/x", "/api/entry/x/y"])
def test_what_is_not_there_is_told(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text
