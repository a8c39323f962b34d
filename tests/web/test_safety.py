"""Nobody else reaches the desk, changes anything, or has a script run in it."""

import csv
import io
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.routing import Route

from onrecord.ledger.opening import open_ledger
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Maker
from onrecord.model.evidence import Span
from onrecord.model.mention import Mentions, Reading
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Status
from onrecord.web import safety
from onrecord.web.rendering import web_address

PAGES = ("/", "/ledger", "/reports", "/sources", "/actors", "/review", "/add", "/api")
HOME = "http://127.0.0.1:8765"


def test_without_the_token_nothing_is_told(stranger):
    for path in (*PAGES, "/ledger.csv", "/api/claims", "/api/openapi.json", "/nothing"):
        answer = stranger.get(path)
        assert answer.status_code == 403, path
        assert "Moldova" not in answer.text
    assert stranger.get("/open?token=guess").status_code == 403
    assert stranger.get("/open").status_code == 403
    assert stranger.get("/static/desk.css").status_code == 200


def test_the_token_opens_once_and_becomes_a_cookie_no_script_can_read(stranger):
    answer = stranger.get("/open?token=once", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.get("/").status_code == 200
    assert stranger.get("/open?token=once").status_code == 200  # the same browser again
    stranger.cookies.clear()
    used = stranger.get("/open?token=once")
    assert used.status_code == 403
    assert "has been used" in used.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "[::ffff:127.0.0.1]"]
)
def test_another_name_for_this_machine_is_not_answered(client, host):
    assert client.get("/ledger", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8765"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HOME, "Sec-Fetch-Site": "same-site"},
        {"Origin": ""},
    ],
)
def test_a_page_from_elsewhere_changes_nothing(own_client, form_token, own_story, headers):
    token = form_token(own_client)
    claim = own_client.get("/api/claims").json()["entries"][0]["address"]
    answer = own_client.post("/api/accept", json={"claim": claim}, headers={**headers, "X-Form-Token": token})
    assert answer.status_code == 403
    assert own_client.get("/api/log").json() == {"decisions": []}


@pytest.mark.parametrize("token", [None, "", "wrong", "ü"])
def test_a_request_without_the_form_token_changes_nothing(own_client, token):
    claim = own_client.get("/api/claims").json()["entries"][0]["address"]
    headers = {} if token is None else {"X-Form-Token": token.encode()}
    assert own_client.post("/api/accept", json={"claim": claim}, headers=headers).status_code == 403
    sent = {"claim": claim} if token is None else {"claim": claim, "form_token": token}
    assert own_client.post("/review/accept", data=sent).status_code == 403
    assert own_client.get("/api/log").json() == {"decisions": []}


def test_every_request_that_changes_something_asks_for_the_form_token(own_client):
    schema = own_client.get("/api/openapi.json").json()
    paths = {(verb, path) for path, verbs in schema["paths"].items() for verb in verbs if verb != "get"}
    paths |= {
        (verb.lower(), route.path)
        for route in own_client.app.routes
        if isinstance(route, Route)
        for verb in route.methods or ()
        if verb not in safety.SAFE_METHODS
    }
    assert ("post", "/api/accept") in paths
    for verb, path in sorted(paths):
        answer = own_client.request(verb, re.sub(r"\{\w+\}", "x", path))
        assert answer.status_code in (403, 405), (verb, path)


def test_every_answer_carries_the_headers(client):
    for path in (*PAGES, "/nothing", "/ledger.csv", "/api/claims", "/static/desk.css", "/ledger?act=nonsense"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert {"script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(
            policy.split("; ")
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_a_body_that_is_too_long_is_refused(own_client, form_token, monkeypatch):
    token = form_token(own_client)
    headers = {"X-Form-Token": token, "Content-Type": "application/json"}
    long = b'{"claim": "' + b"x" * safety.MAX_BODY + b'"}'
    assert own_client.post("/api/accept", content=long, headers=headers).status_code == 413


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}\u202e"


@pytest.fixture
def hostile(tmp_path) -> Path:
    """A ledger whose report is markup wherever it can be."""
    text = f"{EVIL} attacked {EVIL} on Monday, {EVIL} said."
    evil = Span.of(text, 0, len(EVIL))
    attacked = text.index("attacked")
    party = Participant(EVIL, EVIL, None, ActorKind.ARMED_GROUP, evil)
    claim = Claim(
        "c1",
        Act.ATTACK,
        None,
        Span.of(text, attacked, attacked + len("attacked")),
        Span.of(text, 0, len(text)),
        Status(),
        agent=(party,),
        recipient=(party,),
        sources=(Source(EVIL, EVIL, SourceKind.PERSON, None, evil),),
    )
    report = Report(
        outlet=EVIL,
        published=date(9999, 12, 31),
        text=text,
        title=EVIL,
        url="javascript:alert(3)",
        notice=EVIL,
        id=EVIL,
    )
    path = tmp_path / "hostile.db"
    with open_ledger(path) as ledger:
        ledger.keep(Reading(report, (claim,), Mentions()), made_by=Maker("test"))
    return path


class Markup(HTMLParser):
    """What a page has of elements, and of attributes that could run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))


def no_markup_of_others(page: str) -> None:
    assert "<script>alert" not in page
    for tag, attributes in Markup(page).elements:
        assert tag not in ("img", "iframe", "object", "embed", "style", "base"), tag
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        for name in ("href", "src", "action", "formaction"):
            assert not (attributes.get(name) or "").lower().lstrip().startswith(("javascript:", "data:")), attributes
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/static/")


def test_markup_in_a_report_stays_text(hostile, entered):
    client = entered(hostile)
    claims = client.get("/api/claims").json()["entries"]
    (address,) = [one["address"] for one in claims]
    actors = client.get("/api/actors").json()["actors"]
    paths = [*PAGES, "/ledger?search=attacked", f"/report/{claims[0]['report']['hash']}"]
    paths += [f"/actors/{quote(one['id'])}" for one in actors]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        no_markup_of_others(answer.text)
    assert "&lt;script&gt;" in client.get("/ledger").text
    assert "{{7*7}}" in client.get("/ledger").text
    moved = client.get("/claim", params={"at": address}, follow_redirects=False)
    assert moved.headers["location"].startswith("/report/")


def test_markup_in_an_address_stays_text(client):
    for path in ("/ledger", "/reports", "/sources", "/actors", "/review"):
        for name in ("search", "name", "agent", "outlet", "report"):
            no_markup_of_others(client.get(path, params={name: EVIL}).text)
    no_markup_of_others(client.get(f"/report/{quote(EVIL, safe='')}").text)
    no_markup_of_others(client.get(f"/actors/{quote(EVIL, safe='')}").text)


def test_a_file_has_no_formula(hostile, entered):
    client = entered(hostile)
    for path in ("/ledger.csv", "/reports.csv", "/sources.csv", "/actors.csv"):
        for row in csv.reader(io.StringIO(client.get(path).text)):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http:", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url, linked):
    assert bool(web_address(url)) is linked


def test_no_template_lets_markup_through():
    folder = Path(safety.__file__).parent / "templates"
    for path in folder.glob("*.html"):
        text = path.read_text()
        assert not re.search(
            r"\|\s*safe\b|autoescape|style=|<style|\son\w+=|(?:src|href|action)=\"?(?:https?:)?//", text
        ), path.name
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path.name
