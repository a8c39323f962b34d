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
