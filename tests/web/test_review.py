"""Report, review and add: pages that work without script, and the JSON beneath the keys."""

import html
import json
import re
import time
import warnings
from datetime import date
from urllib.parse import quote

import pytest

from onrecord import Report, keep, open_ledger
from onrecord.desk import judging
from onrecord.desk.fields import fields_of
from onrecord.desk.slots import Slots
from onrecord.model.claim import Act
from onrecord.model.status import Stage
from onrecord.web.app import make_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have another HTTP library
    from fastapi.testclient import TestClient

HOME = "http://127.0.0.1:8765"
ADA, JO = "Ada Brook", "Jo Lund"
TEXT = (
    "Norway handed over two launches to Ghana on Thursday, two officials said.\n"
    "Defence Minister Kari Nes met her colleague Kofi Mensah in Accra on Friday. The officials said Ghana may buy "
    "about 40 tanks from Sweden.\n"
    "The ministry in Stockholm denied that it had handed over tanks."
)
REPORT = Report(id="cw-17", outlet="Coast Wire", published=date(2025, 3, 7), text=TEXT, notice="invented example")
EVIL = '<script>document.title="owned"</script><img src=x onerror=alert(1)>'


class Browser:
    """A desk, reached as its own pages reach it."""

    def __init__(self, path, coder=ADA):
        self.app = make_app(path, token="once", coder=coder)
        self.http = TestClient(self.app, base_url=HOME, headers={"Origin": HOME, "Sec-Fetch-Site": "same-origin"})
        assert self.http.get("/open?token=once").status_code == 200
        self.desk = self.app.state.desk

    @property
    def ledger(self):
        return self.desk.ledger

    def get(self, address, status=200):
        answer = self.http.get(address)
        assert answer.status_code == status, answer.text[:500]
        return answer

    def api(self, verb, status=200, **asked):
        token = {"X-Form-Token": self.desk.form_token}
        answer = self.http.post(f"/api/{verb}", json=asked, headers=token)
        assert answer.status_code == status, answer.text
        return answer.json()

    def send(self, path, /, status=303, **fields):
        data = {"form_token": self.desk.form_token, **fields}
        answer = self.http.post(path, data=data, follow_redirects=False)
        assert answer.status_code == status, answer.text[:800]
        return answer


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    path = tmp_path_factory.mktemp("read") / "read.db"
    with open_ledger(path) as ledger:
        keep(ledger, REPORT)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path, read):
    (tmp_path / "desk.db").write_bytes(read)
    return tmp_path / "desk.db"


@pytest.fixture
def browser(path):
    found = Browser(path)
    yield found
    assert found.ledger.check() == ()


def mark_on(page):
    return re.search(r'name="seen" value="(\w+)"', page).group(1)


def claim_on(page):
    return re.search(r'data-claim="([^"]+)"', page).group(1)


# the page of a report


def test_the_report_shows_its_text_whole_and_every_claim_both_ways(browser):
    page = browser.get("/report/cw-17").text
    body = re.search(r'id="text"[^>]*>(.*?)</div>', page, re.DOTALL).group(1)
    plain = html.unescape(re.sub(r'<a class="ref.*?</a>|<[^>]+>', "", body, flags=re.DOTALL))
    assert plain == TEXT
    for claim in ("c1", "c2", "c3", "c4"):
        assert f'id="claim-{claim}"' in page
        assert f'id="text-{claim}"' in page
        assert f'href="#claim-{claim}"' in page
        assert f'href="#text-{claim}"' in page
    assert "invented example" in page
    assert "not checked yet" in page
    assert "Seen but not placed" in page


def test_the_report_as_json_and_csv(browser):
    told = browser.get("/report/cw-17.json").json()
    assert (told["report"]["report"]["id"], told["text"], len(told["entries"])) == ("cw-17", TEXT, 4)
    table = browser.get("/report/cw-17.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[1].startswith("cw-17/c1,Coast Wire")


def test_a_report_that_is_not_there(browser):
    assert "no report" in browser.get("/report/none", status=404).text
    assert browser.get("/report/none.json", status=404).json()["error"].startswith("no report")


def test_line_ends_and_control_characters_keep_their_places(browser):
    text = "A\r\n\tB\0 \x1b[2J \u202e🚀 Norway sent arms to Ghana.\r\n"
    keep(browser.ledger, Report(id="odd", outlet="W", published=date(2025, 3, 7), text=text))
    page = browser.http.get("/report/odd").content.decode()
    body = re.search(r'id="text"[^>]*>(.*?)</div>', page, re.DOTALL).group(1)
    for start, escaped in re.findall(r'data-s="(\d+)"[^>]*>(.*?)</span>', body, re.DOTALL):
        shown = html.unescape(escaped.replace("&#13;", "\x01")).replace("\x01", "\r")
        there = text[int(start) : int(start) + len(shown)]
        assert shown == there.replace("\0", "\ufffd").replace("\x1b", "\ufffd")
    assert "\r" not in body


# judging by plain forms


def test_accepting_by_a_form_goes_on_to_the_next(browser):
    page = browser.get("/review").text
    assert claim_on(page) == "cw-17/c1"
    answer = browser.send(
        "/review/accept", claim="cw-17/c1", seen=mark_on(page), next="/review?claim=cw-17/c4", here="/review"
    )
    assert answer.headers["location"] == "/review?claim=cw-17/c4&done=1"
    assert "Saved as decision 1" in browser.get(answer.headers["location"]).text
    assert claim_on(browser.get("/review").text) == "cw-17/c4"


def test_every_form_of_a_claim_is_a_page(browser):
    for do, title in (
        ("edit", "Correct this claim"),
        ("split", "Split into two"),
        ("note", "Note"),
        ("add", "Add a cl"),
    ):
        assert title in browser.get(f"/review?claim=cw-17/c3&do={do}").text


def test_correcting_noting_splitting_and_adding_by_forms(browser):
    was = fields_of(browser.ledger.entry("cw-17", "c3").claim)
    changed = {f"f.{name}": value for name, value in {**was, "stage": "planned", "certainty": "stated"}.items()}
    browser.send("/review/correct", claim="cw-17/c3", why="plain enough", **changed)
    entry = browser.ledger.entry("cw-17", "c3")
    assert (entry.claim.status.stage, entry.decisions[0].why) == (Stage.PLANNED, "plain enough")
    browser.send("/review/note", claim="cw-17/c3", why="ask Stockholm")
    second = {f"g.{name}": value for name, value in {**fields_of(entry.claim), "stage": "approved"}.items()}
    browser.send("/review/split", claim="cw-17/c3", **second)
    at = TEXT.index("colleague")
    new = {"f.act": "visit", "f.trigger": "colleague", "f.start": str(at), "f.end": str(at + 9), "f.agent": "Kari Nes"}
    browser.send("/review/add", report="cw-17", **new)
    assert [one.verb for one in browser.ledger.log()] == ["add", "add", "accept", "note", "correct"]
    page = browser.get("/review?claim=cw-17/c3").text
    assert "ask Stockholm" in page
    assert browser.ledger.entry("cw-17", "a2").claim.agent[0].name == "Kari Nes"


def test_what_cannot_be_saved_is_told_on_a_page_that_leads_back(browser):
    answer = browser.send("/review/correct", status=400, claim="cw-17/c1", here="/review?do=edit", **{"f.act": "fly"})
    assert "is no act" in answer.text
    assert 'href="/review?do=edit"' in answer.text
    answer = browser.send("/review/accept", status=409, claim="cw-17/c1", seen="0" * 16)
    assert "look at it again" in answer.text
    assert browser.ledger.log() == ()


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/a\nb"]
)
def test_a_form_leads_nowhere_else(browser, next_):
    answer = browser.send("/review/note", claim="cw-17/c1", why="x", next=next_)
    assert answer.headers["location"].startswith("/review?done=")


def test_undo_leads_back_to_the_claim(browser):
    browser.api("reject", claim="cw-17/c2")
    answer = browser.send("/review/undo")
    assert answer.headers["location"] == "/review?claim=cw-17%2Fc2"
    assert not browser.ledger.entry("cw-17", "c2").reviewed


def test_a_report_is_marked_complete_and_taken_back(browser):
    browser.send("/review/complete", report="cw-17", next="/report/cw-17")
    page = browser.get("/report/cw-17").text
    assert "marked complete by" in page
    assert ADA in page
    number = re.search(r'name="number" value="(\d+)"', page).group(1)
    assert browser.send("/review/undo", number=number).headers["location"] == "/report/cw-17"
    assert browser.ledger.report("cw-17").complete == ()


def test_the_review_of_one_report_keeps_to_it(browser):
    keep(
        browser.ledger,
        Report(id="b", outlet="Wire", published=date(2025, 3, 9), text=TEXT.replace("Norway", "Denmark")),
    )
    page = browser.get("/review?report=cw-17").text
    assert (claim_on(page), "report=cw-17" in page) == ("cw-17/c1", True)
    assert "in this report" in page
    assert "b/c" not in re.findall(r"data-next=\"([^\"]+)", page)[0]


# the name of the coder


def test_the_name_is_asked_once(path):
    browser = Browser(path, coder="")
    assert "Who judges?" in browser.get("/review").text
    assert "Give your name first" in browser.api("accept", status=400, claim="cw-17/c1")["error"]
    answer = browser.send("/coder", name="  Jo   Lund ", next="/review?claim=cw-17/c2")
    assert answer.headers["location"] == "/review?claim=cw-17/c2"
    page = browser.get("/review").text
    assert "Who judges?" not in page
    browser.api("accept", claim="cw-17/c1")
    assert browser.ledger.log()[0].by == JO
    browser.send("/coder", status=400, name=" ")


def test_a_blind_coder_sees_nothing_of_others_on_any_page(browser):
    browser.api("reject", claim="cw-17/c1", why="told by Ada")
    browser.api("note", claim="cw-17/c2", why="noted by Ada")
    browser.api("complete", report="cw-17")
    browser.send("/coder", name=JO, blind="yes")
    for address in (
        "/review",
        "/review?claim=cw-17/c1",
        "/review?claim=cw-17/c2",
        "/report/cw-17",
        "/report/cw-17.json",
    ):
        page = browser.get(address).text
        assert "by Ada" not in page
        assert ADA not in page
        assert "rejected by Ada" not in page
    assert "4</strong> claims wait" in browser.get("/review").text
    assert "closed to you" in browser.get("/review/differences").text
    browser.api("accept", claim="cw-17/c1")
    assert [one.blind for one in browser.ledger.log()] == [True, False, False, False]
    browser.send("/coder", name=ADA)
    page = browser.get("/review/differences").text
    assert "whether the report makes this claim" in page
    assert JO in page


# JSON


def test_the_same_validation_as_json(browser):
    made = browser.api("accept", claim="cw-17/c1")
    assert (made["verb"], made["by"], made["entry"], made["page"]) == ("accept", ADA, "c1", "/review?claim=cw-17%2Fc1")
    assert "no claim c99" in browser.api("accept", status=404, claim="cw-17/c99")["error"]
    assert "REPORT/CLAIM" in browser.api("accept", status=400, claim="nothing")["error"]
    assert "must be possible" not in browser.api("correct", claim="cw-17/c2", fields={"stage": "planned"})["hash"]
    assert "no kind" in browser.api("correct", status=400, claim="cw-17/c2", fields={"kind": "lethal"})["error"]
    assert "extra" in browser.api("accept", status=422, claim="cw-17/c1", by="Somebody Else")["error"].lower()
    assert browser.api("undo")["undoes"] == 2
    assert "no decision" in browser.api("undo", status=404, number=99)["error"]


def test_all_of_it_stands_in_the_openapi_description(browser):
    paths = browser.get("/api/openapi.json").json()["paths"]
    for verb in ("accept", "reject", "correct", "add", "split", "note", "complete", "undo"):
        assert paths[f"/api/{verb}"]["post"]["tags"] == ["judging"]


# safety


@pytest.mark.parametrize("address", ["/review/accept", "/coder", "/add/text", "/add/files", "/add/address"])
def test_a_form_without_the_token_or_from_elsewhere_changes_nothing(browser, address):
    data = {"claim": "cw-17/c1", "name": "Mallory", "text": "x", "outlet": "x", "published": "2025-01-01"}
    assert browser.http.post(address, data=data).status_code == 403
    data["form_token"] = browser.desk.form_token
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert browser.http.post(address, data=data, headers=headers).status_code == 403
    assert browser.ledger.log() == ()
    assert browser.desk.coder == ADA
    assert len(browser.ledger.reports()) == 1


def test_json_from_elsewhere_changes_nothing(browser):
    body = json.dumps({"claim": "cw-17/c1"})
    for headers in (
        {},
        {"X-Form-Token": "wrong"},
        {"X-Form-Token": browser.desk.form_token, "Origin": "https://evil.example"},
    ):
        sent = {"Content-Type": "application/json", **headers}
        assert browser.http.post("/api/accept", content=body, headers=sent).status_code == 403
    assert browser.ledger.log() == ()


def test_script_in_a_report_stays_words(browser):
    text = f"{EVIL} Norway handed over two launches to Ghana on Thursday, {EVIL} officials said."
    evil = Report(
        id="evil",
        outlet=EVIL,
        published=date(2025, 3, 8),
        text=text,
        title=EVIL,
        url="javascript:alert(1)",
        notice=EVIL,
    )
    keep(browser.ledger, evil)
    judging.add(browser.ledger, "evil", Slots(act=Act.MEET, trigger="Thursday"), by=EVIL, why=EVIL)
    for address in ("/report/evil", "/review?report=evil", "/review?claim=evil/a1", "/review?claim=evil/a1&do=edit"):
        page = browser.get(address).text
        assert EVIL not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
        assert [found for found in re.findall(r"<script[^>]*>", page) if "/static/" not in found] == []
    name = quote("<b>x</b>")
    assert "<b>x" not in browser.get(f"/report/{name}", status=404).text


# adding


def finished(browser, address):
    for _ in range(200):
        answer = browser.http.get(address, follow_redirects=False)
        if answer.status_code == 303 or "Reading …" not in answer.text:
            return answer
        time.sleep(0.05)
    raise AssertionError(address)


def test_a_pasted_text_is_read_and_shown(browser):
    text = "Sweden sent 12 generators to Ghana on Monday, officials said.\r\nMore follows."
    answer = browser.send("/add/text", outlet="Post", published="2025-03-11", title="Generators", text=text)
    job = answer.headers["location"]
    done = finished(browser, job)
    assert done.status_code == 303
    page = browser.get(done.headers["location"]).text
    assert "Sweden" in page
    told = browser.get(f"/api{job}").json()
    assert (told["finished"], told["done"], told["page"]) == (True, 1, done.headers["location"])
    assert browser.ledger.reports()[0].report.text == text.replace("\r\n", "\n")


def test_what_lacks_something_is_told_and_nothing_typed_is_lost(browser):
    page = browser.send("/add/text", status=400, outlet="Post", published="", title="Kept", text="Some words").text
    assert "no publication date" in page
    assert "--published" not in page
    assert 'value="Kept"' in page
    assert "Some words" in page
    assert "is no day" in browser.send("/add/text", status=400, outlet="P", published="12/3", text="x").text


def test_files_are_read_and_each_is_told(browser):
    files = [
        ("files", ("a.txt", b"Sweden sent 12 generators to Ghana on Monday, officials said.", "text/plain")),
        ("files", ("<b>.jpg", b"\xff", "image/jpeg")),
    ]
    data = {"form_token": browser.desk.form_token, "outlet": "Post", "published": "2025-03-11"}
    answer = browser.http.post("/add/files", data=data, files=files, follow_redirects=False)
    assert answer.status_code == 303
    page = finished(browser, answer.headers["location"]).text
    assert "1 claim" in page
    assert "not a kind of file that is read" in page
    assert "<b>" not in page
    nothing = browser.http.post("/add/files", data=data)
    assert (nothing.status_code, "choose a file" in nothing.text) == (400, True)


def test_a_report_in_another_language_waits_for_a_person(browser):
    text = "La ministre de la Défense est arrivée à Accra mercredi et elle a rencontré le président dans son palais."
    answer = browser.send("/add/text", outlet="Le Fil", published="2025-03-11", text=text)
    page = browser.get(finished(browser, answer.headers["location"]).headers["location"]).text
    assert "not read: language" in page
    name = browser.ledger.reports()[0].head.hash
    at = text.index("rencontré")
    form = browser.get(f"/review?report={name}&do=add&start={at}&end={at + 9}").text
    assert 'value="rencontré"' in form
    fields = {
        "act": "meet",
        "trigger": "rencontré",
        "start": str(at),
        "end": str(at + 9),
        "agent": "La ministre = person, FRA",
    }
    browser.api("add", report=name, fields=fields)
    assert "added by Ada Brook" in browser.get(f"/report/{name}").text


@pytest.mark.parametrize("address", ["", "ftp://a.example/x", "file:///etc/passwd", "javascript:alert(1)"])
def test_only_web_addresses_are_fetched(browser, address):
    assert "begins with https://" in browser.send("/add/address", status=400, address=address).text


def test_no_page_of_this_machine_is_fetched(browser):
    answer = browser.send("/add/address", address="http://127.0.0.1:9/", outlet="X", published="2025-03-11")
    page = finished(browser, answer.headers["location"]).text
    assert "is-refused" in page
    assert len(browser.ledger.reports()) == 1


def test_a_reading_that_is_not_known(browser):
    assert "nothing is known" in browser.get("/add/nope", status=404).text
