"""The API: documented with examples that run, described by OpenAPI, the same forms as the command prints."""

import doctest
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.ledger.filters import ClaimFilter

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"


@pytest.fixture
def address(own_story):
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(own_story), "--port", "0", "--no-browser"]
    with subprocess.Popen([*command, "--coder", "Ada Brook"], stdout=subprocess.PIPE, text=True) as process:
        yield re.search(r"http://\S+", process.stdout.readline()).group()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def test_the_examples_of_the_document_run(address):
    outcome = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8", globs={"address": address})
    assert outcome.attempted > 20
    assert outcome.failed == 0


def test_every_address_and_filter_is_documented_and_described(client):
    told = DOCUMENT.read_text()
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    for path, verbs in schema["paths"].items():
        for verb, one in verbs.items():
            assert one.get("description") or one.get("summary"), (verb, path)
            assert f"`{path}`" in told, path
    listing = schema["paths"]["/api/claims"]["get"]["parameters"]
    for parameter in listing:
        assert f"`{parameter['name']}`" in told, parameter["name"]
    page = client.get("/api").text
    for path in schema["paths"]:
        assert path in page


def test_the_filters_are_those_of_the_library(client):
    listing = client.get("/api/openapi.json").json()["paths"]["/api/claims"]["get"]["parameters"]
    asked = {parameter["name"] for parameter in listing} - {"search", "order", "limit", "offset"}
    renamed = {"published_from": "since", "published_to": "until", "when_from": "when_since", "when_to": "when_until"}
    fields = {renamed.get(name, name) for name in ClaimFilter.__dataclass_fields__}
    singular = {re.sub("(stanc|stag)es$", r"\1e", name) for name in fields}
    singular = {"certainty" if name == "certainties" else name for name in singular}
    singular = {name[:-1] if name.endswith("s") and name != "all_versions" else name for name in singular}
    assert asked | {"doer"} == singular | {"doer"}


def test_an_entry_is_what_the_command_prints(client, story):
    printed = CliRunner().invoke(app, ["claims", "--ledger", str(story), "--json", "--no-fact"])
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    assert client.get("/api/claims?fact=no&limit=1000").json()["entries"] == lines


@pytest.fixture
def tell(own_client, form_token):
    """Send JSON to an address and give the answer."""
    headers = {"X-Form-Token": form_token(own_client)}
    return lambda path, **what: own_client.post(path, json=what, headers=headers)


def test_the_queue_is_the_one_of_the_page_and_comes_in_pages(own_client):
    whole = own_client.get("/api/queue").json()
    assert whole["total"] == len(whole["waiting"]) == own_client.get("/api/claims?reviewed=no").json()["claims"]
    first = whole["waiting"][0]["entry"]["address"]
    assert f'data-claim="{first}"' in own_client.get("/review").text
    pages = [own_client.get(f"/api/queue?limit=4&offset={at}").json()["waiting"] for at in range(0, whole["total"], 4)]
    assert [one for page in pages for one in page] == whole["waiting"]
    attacks = own_client.get("/api/queue?act=aid").json()
    assert {one["entry"]["claim"]["act"] for one in attacks["waiting"]} == {"aid"}
    assert own_client.get("/api/queue?act=dance").status_code == 422


def test_a_decided_claim_leaves_the_queue_and_an_outdated_mark_is_refused(own_client, tell):
    before = own_client.get("/api/queue").json()
    one = before["waiting"][0]
    address = one["entry"]["address"]
    other_stage = "planned" if one["entry"]["claim"]["stage"] != "planned" else "done"
    corrected = tell("/api/correct", claim=address, seen=one["seen"], fields={"stage": other_stage})
    assert corrected.status_code == 200
    refused = tell("/api/accept", claim=address, seen=one["seen"])
    assert (refused.status_code, "changed meanwhile" in refused.json()["error"]) == (409, True)
    after = own_client.get("/api/queue").json()
    assert after["total"] == before["total"] - 1
    assert address not in [waiting["entry"]["address"] for waiting in after["waiting"]]


def test_a_blind_coder_has_a_queue_of_their_own(own_client, tell):
    total = own_client.get("/api/queue").json()["total"]
    address = own_client.get("/api/queue").json()["waiting"][0]["entry"]["address"]
    assert tell("/api/accept", claim=address).status_code == 200
    session = tell("/api/session", coder="  Jo   Lund ", blind=True).json()
    assert (session["coder"], session["blind"]) == ("Jo Lund", True)
    assert own_client.get("/api/queue").json()["total"] == total
    assert own_client.get("/api/differences").status_code == 403
    for wrong in ("", " ", "a" * 101):
        assert tell("/api/session", coder=wrong).status_code == 400
    assert own_client.get("/api/session").json()["coder"] == "Jo Lund"


@pytest.mark.parametrize("path", ["claims", "reports", "actors", "sources", "matters", "queue", "differences"])
def test_every_listing_comes_in_pages(client, path):
    every = client.get(f"/api/{path}?limit=1000").json()
    (rows,) = [one for one in every.values() if isinstance(one, list)]
    first, second = (client.get(f"/api/{path}?limit=1&offset={at}").json() for at in (0, 1))
    found = [row for page in (first, second) for one in page.values() if isinstance(one, list) for row in one]
    assert found == rows[:2]
    assert (second["limit"], second["offset"]) == (1, 1)
    assert client.get(f"/api/{path}?limit=1001").status_code == 422
    assert client.get(f"/api/{path}?offset=-1").status_code == 422


@pytest.mark.parametrize("path", ["claims", "reports", "actors", "sources", "matters", "queue", "differences", "log"])
def test_an_empty_ledger_answers_with_empty_lists(empty, path):
    told = empty.get(f"/api/{path}").json()
    assert [one for one in told.values() if isinstance(one, list)] == [[]]
