"""Web Annotations: expanded as JSON-LD, each selector finds its words again.

`data/terms.json` holds the terms of the recommendation's context that are used here, written down from its vocabulary;
a term that is not in it would be dropped by the expansion, and missed by the tests.
"""

import io
import json
from pathlib import Path

import pytest
from pyld import jsonld

from onrecord.desk.exporting import Choice, write
from onrecord.export.annotation import CONTEXT
from onrecord.export.forms import Form
from onrecord.export.selected import web_address
from onrecord.ledger.filters import ClaimFilter
from onrecord.model.decision import Origin

TERMS = json.loads((Path(__file__).parent / "data/terms.json").read_text())
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


def loader(url, options=None):
    assert url == CONTEXT
    return {"contextUrl": None, "documentUrl": url, "document": TERMS, "contentType": "application/ld+json"}


@pytest.fixture
def document(ledger):
    stream = io.BytesIO()
    write(ledger, Form.WEBANNOTATION, stream, choice=Choice(title="Selection"))
    return json.loads(stream.getvalue())


def test_every_annotation_expands_and_its_selectors_find_the_quote(ledger, document):
    (collection,) = jsonld.expand(document, {"documentLoader": loader})
    (page,) = collection[f"{AS}first"]
    (listed,) = page[f"{AS}items"]
    entries = {e.id: e for e in ledger.claims(limit=1000)}
    assert collection[f"{AS}totalItems"][0]["@value"] == len(listed["@list"]) == len(ledger.claims(limit=1000))
    assert entries
    for one in listed["@list"]:
        assert one["@type"] == [f"{OA}Annotation"]
        assert one[f"{OA}motivatedBy"] == [{"@id": f"{OA}classifying"}]
        target = one[f"{OA}hasTarget"][0]
        source = target[f"{OA}hasSource"][0]["@id"]
        text = ledger.report(source.rpartition(":")[2]).report.text
        quoted, placed = target[f"{OA}hasSelector"]
        exact, before, after = (
            quoted[f"{OA}{term}"][0]["@value"] if f"{OA}{term}" in quoted else ""
            for term in ("exact", "prefix", "suffix")
        )
        start, end = (placed[f"{OA}{term}"][0]["@value"] for term in ("start", "end"))
        assert text[start:end] == exact
        assert text.startswith(before + exact + after, start - len(before))
        bodies = one[f"{OA}hasBody"]
        assert {b["@type"][0] for b in bodies} == {f"{OA}TextualBody"}
        whole = json.loads(bodies[-1][VALUE][0]["@value"])
        assert whole["evidence"] == {"start": start, "end": end, "exact": exact}


def test_no_term_is_unknown_to_the_context(document):
    def keys(node):
        if isinstance(node, dict):
            yield from (key for key in node if key != "@context")
            yield from (name for value in node.values() for name in keys(value))
            if isinstance(node.get("type"), str):
                yield node["type"]
        elif isinstance(node, list):
            yield from (name for value in node for name in keys(value))

    assert set(keys(document)) <= set(TERMS["@context"])


def test_status_and_review_stand_in_words_with_each(ledger, document):
    told = {one["id"]: one for one in document["first"]["items"]}
    for entry in ledger.claims(limit=1000):
        if entry.report.id != "lund":
            continue
        one = told[f"urn:onrecord:claim:{entry.report.hash}:{entry.id}"]
        words = {body["purpose"]: body["value"] for body in one["body"][:3]}
        assert words["classifying"].startswith("fact: " if entry.fact else "not a fact: ")
        people = [person["name"] for person in one.get("creator", [])]
        assert bool(people) == entry.reviewed
        assert words["assessing"] == "not reviewed" or people[0] in words["assessing"]


def test_a_rejected_claim_says_so(ledger):
    stream = io.BytesIO()
    choice = Choice(where=ClaimFilter(origins=(Origin.REJECTED,)))
    write(ledger, Form.WEBANNOTATION, stream, choice=choice)
    (one,) = json.loads(stream.getvalue())["first"]["items"]
    assert one["body"][0]["value"].startswith("rejected by Ada Brook: ")
    assert one["body"][1]["value"].startswith("not a fact: ")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        (" http://a.example ", "http://a.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://[", None),
        ('https://a.example/"onclick=', None),
        ("https://a b", None),
        ("//a.example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_followed(url, address):
    assert web_address(url) == address
