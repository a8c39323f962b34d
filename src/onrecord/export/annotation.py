"""W3C Web Annotations: a claim an annotation, its quote and its place the selectors.

Each annotation has two targets where the report has an address on the web: the text as it is kept, selected by quote
and by position (positions count Unicode code points, as the recommendation has it), and the page, selected by quote
alone, since what a page puts around the text is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO
from urllib.parse import quote

from onrecord.export.forms import Written
from onrecord.export.selected import Selected, web_address
from onrecord.export.tracker import review_words, status_words
from onrecord.ledger.rows import Entry
from onrecord.model.decision import Origin
from onrecord.model.evidence import Span
from onrecord.model.judged import standing
from onrecord.model.record import claim_record
from onrecord.model.wording import say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of the text before and after a quote that are given to find it by."""
NAME = "urn:onrecord"

type Json = str | int | Sequence[Json] | Mapping[str, Json]


def write(selected: Iterable[Selected], stream: BinaryIO, *, total: int, title: str = "") -> Written:
    """Write a collection of `total` annotations on one page, as JSON-LD, one annotation a line."""
    head = {
        "@context": CONTEXT,
        "id": f"{NAME}:selection",
        "type": "AnnotationCollection",
        **({"label": title} if title else {}),
        "total": total,
    }
    page = {"id": f"{NAME}:selection:1", "type": "AnnotationPage", "startIndex": 0, "partOf": f"{NAME}:selection"}
    stream.write(f'{_text(head)[:-1]}, "first": {_text(page)[:-1]}, "items": ['.encode())
    claims = reports = 0
    for one in selected:
        reports += 1
        for entry in one.entries:
            line = f"{',' if claims else ''}\n{_text(annotation(entry, one.report.text))}"
            stream.write(line.encode("utf-8", "replace"))
            claims += 1
    stream.write(b"\n]}}\n")
    return Written(claims, reports)


def annotation(entry: Entry, text: str) -> dict[str, Json]:
    """An entry as an annotation on its report's `text`."""
    found: dict[str, Json] = {
        "id": f"{NAME}:claim:{entry.report.hash}:{quote(entry.id, safe='')}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": NAME, "type": "Software", "name": entry.made_by.code},
        "body": _bodies(entry),
        "target": _targets(entry, text),
    }
    people = list(dict.fromkeys(one.by for one in standing(entry.decisions))) if entry.reviewed else []
    if people:
        found["creator"] = [{"type": "Person", "name": name} for name in people]
    return found


def _bodies(entry: Entry) -> list[Json]:
    """The claim in a sentence, its status and review state in words, and the whole of it as JSON."""
    claim = entry.claim
    said = say(claim, outlet=entry.report.outlet)
    if entry.origin is Origin.REJECTED:
        said = f"{review_words(entry)}: {said}"
    status = f"{'fact' if entry.stands_as_fact else 'not a fact'}: {status_words(entry)}"
    return [
        {**_body("describing", said), "language": "en"},
        {**_body("classifying", status), "language": "en"},
        {**_body("assessing", review_words(entry)), "language": "en"},
        _body("tagging", claim.act.value),
        _body("classifying", _text(claim_record(claim)), form="application/json"),
    ]


def _body(purpose: str, value: str, *, form: str = "text/plain") -> dict[str, Json]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": form}


def _targets(entry: Entry, text: str) -> list[Json]:
    evidence = entry.claim.evidence
    quoted = _quote(evidence, text)
    position: Mapping[str, Json] = {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end}
    source: dict[str, Json] = {"id": f"{NAME}:report:{entry.report.hash}", "type": "Text", "format": "text/plain"}
    found: list[Json] = [{"type": "SpecificResource", "source": source, "selector": [quoted, position]}]
    page = web_address(entry.report.url)
    if page:
        found.append({"type": "SpecificResource", "source": page, "selector": quoted})
    return found


def _quote(span: Span, text: str) -> Mapping[str, Json]:
    """What selects a span by its words."""
    return {
        "type": "TextQuoteSelector",
        "exact": span.exact,
        "prefix": text[max(0, span.start - AROUND) : span.start],
        "suffix": text[span.end : span.end + AROUND],
    }


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
