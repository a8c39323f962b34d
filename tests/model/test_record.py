"""What is written comes back the same, and what cannot be read is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act, Claim
from onrecord.model.evidence import Span
from onrecord.model.forms import Json
from onrecord.model.mention import (
    ActorMention,
    Attribution,
    Mentions,
    OfficeMention,
    PlaceMention,
    QuantityMention,
    Reading,
    Tenure,
    Unplaced,
)
from onrecord.model.period import PeriodMention
from onrecord.model.quantity import Bound
from onrecord.model.record import to_record
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report

EXTRA = {"span", "cue", "cues", "hash"}


def as_json(record: object) -> dict[str, Json]:
    return json.loads(json.dumps(record, ensure_ascii=False))


def without_extras(node: Json) -> Json:
    if isinstance(node, Mapping):
        return {key: without_extras(value) for key, value in node.items() if key not in EXTRA}
    return [without_extras(value) for value in node] if isinstance(node, list) else node


def test_gold_survives_the_round_trip(gold: list[Mapping[str, Json]]) -> None:
    for record in gold:
        report, claims = report_from_record(record), claims_from_record(record)
        written = as_json(to_record(Reading(report, claims, Mentions())))
        assert without_extras(written) == {"report": record["report"], "claims": record["claims"]}
        assert report_from_record(written) == report
        assert claims_from_record(written) == claims


def test_a_full_claim_survives_the_round_trip(claim: Claim, report: Report) -> None:
    written = as_json(to_record(Reading(report, (claim,), Mentions())))
    assert claims_from_record(written) == (claim,)
    assert "mentions" not in written
    assert written["report"]["hash"] == report.hash
    assert written["claims"][0]["sources"][1]["cue"]["exact"] == "told"
    assert written["claims"][0]["items"][0]["value"] == 40
    assert isinstance(written["claims"][0]["items"][0]["value"], int)


def test_mentions_have_the_printed_form(claim: Claim, report: Report) -> None:
    span = claim.trigger
    mentions = Mentions(
        quantities=(QuantityMention(span, "generators", 40, "item", Bound.ABOUT),),
        periods=(PeriodMention(span, date(2025, 3, 10), None, "day", "DATE", "2025-03-10"),),
        places=(PlaceMention(span, "Lund", "SWE"),),
        actors=(ActorMention(span, "Borland", ActorKind.STATE, "BOR"),),
        offices=(OfficeMention(span, "Ilse Maro", "prime minister", "BOR", tenure=Tenure.FORMER),),
        attributions=(Attribution(None, span, (span,), claim.sources),),
        unplaced=(Unplaced(span, Act.MEET, "no party"),),
    )
    written = as_json(to_record(Reading(report, (), mentions), mentions=True))["mentions"]
    assert list(written) == [
        *("quantities", "periods", "places", "actors", "offices", "attributions", "positions", "unplaced")
    ]
    assert list(written["quantities"][0]) == ["span", "what", "value", "unit", "bound"]
    assert written["periods"][0]["timex"] == {"type": "DATE", "value": "2025-03-10"}
    assert list(written["places"][0]) == ["span", "name", "country", "geonames", "latitude", "longitude", "region"]
    assert list(written["actors"][0]) == ["span", "name", "kind", "country", "actor"]
    assert written["offices"][0] == {
        "span": as_json({"start": span.start, "end": span.end, "exact": "sent"}),
        "person": "Ilse Maro",
        "office": "prime minister",
        "country": "BOR",
        "body": None,
        "tenure": "former",
    }
    assert written["attributions"][0]["source"] is None
    assert written["unplaced"][0] == {
        "span": as_json({"start": span.start, "end": span.end, "exact": "sent"}),
        "act": "meet",
        "reason": "no party",
    }


def test_keys_stand_in_one_order(claim: Claim, report: Report) -> None:
    written = to_record(Reading(report, (claim, replace(claim, id="c2")), Mentions()))
    first, second = written["claims"]
    assert list(first) == list(second)
    assert list(first)[:5] == ["id", "act", "kind", "trigger", "evidence"]


PLAIN: dict[str, Json] = {"outlet": "Ardia Daily", "published": "2025-03-12", "text": "Nothing happened."}


def test_a_report_may_lack_what_the_caller_fills() -> None:
    report = report_from_record({"text": "Nothing happened."}, outlet="Ardia Daily", published=date(2025, 3, 12))
    assert (report.outlet, report.id, report.language, report.title) == ("Ardia Daily", report.hash, "en", "")
    assert report_from_record({"report": PLAIN}).published == date(2025, 3, 12)


@pytest.mark.parametrize(
    ("given_day", "day"),
    [("2025-03-12T23:30:00+09:00", 12), ("2025-03-12T01:00:00Z", 12), ("20250313", 13), (" 2025-03-14 ", 14)],
)
def test_a_datetime_gives_the_date_of_its_own_offset(given_day: str, day: int) -> None:
    assert report_from_record({**PLAIN, "published": given_day}).published == date(2025, 3, day)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("text", None, "report.text is missing"),
        ("text", 7, "report.text is not a string"),
        ("text", " \n", "report.text is empty"),
        ("text", "half \ud800 a pair", "report.text is not valid Unicode"),
        ("outlet", None, "report.outlet is missing"),
        ("outlet", ["A"], "report.outlet is not a string"),
        ("published", None, "report.published is missing"),
        ("published", "yesterday", "report.published is not a date"),
        ("published", 20250312, "report.published is not a string"),
        ("title", {}, "report.title is not a string"),
        ("id", 5, "report.id is not a string"),
    ],
)
def test_a_bad_report_names_its_field(field: str, value: Json, named: str) -> None:
    with pytest.raises(InputError, match=named):
        report_from_record({**PLAIN, field: value})


def test_a_report_must_be_an_object() -> None:
    with pytest.raises(InputError, match="report is not an object"):
        report_from_record({"report": "text"})


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("act",), "dance", r"claims\[0\]\.act is not one of visit"),
        (("act",), None, r"claims\[0\]\.act is missing"),
        (("agent",), None, r"claims\[0\]\.agent is missing"),
        (("agent", 0), "Borland", r"claims\[0\]\.agent\[0\] is not an object"),
        (("agent", 0, "kind"), "king", r"claims\[0\]\.agent\[0\]\.kind is not one of"),
        (("trigger", "start"), "5", r"claims\[0\]\.trigger\.start is not a whole number"),
        (("items", 0, "value"), "40", r"claims\[0\]\.items\[0\]\.value is not a number"),
        (("items", 0, "value"), True, r"claims\[0\]\.items\[0\]\.value is not a number"),
        (("when", "start"), "Monday", r"claims\[0\]\.when\.start is not a date"),
        (("flags",), ["rumour"], r"claims\[0\]\.flags holds 'rumour'"),
        (("sources", 1, "span"), 3, r"claims\[0\]\.sources\[1\]\.span is not an object"),
    ],
)
def test_a_bad_claim_names_its_field(
    path: tuple[str | int, ...], value: Json, named: str, claim: Claim, report: Report
) -> None:
    written = as_json(to_record(Reading(report, (claim,), Mentions())))
    node = written["claims"][0]
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    with pytest.raises(InputError, match=named):
        claims_from_record(written)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "outlet", "published", "report", "claims", "id", "act"]), part, max_size=4
        )
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    record=st.dictionaries(st.sampled_from(["report", "claims", "text", "outlet", "published", "id"]), JSON, max_size=5)
)
def test_any_json_gives_a_report_or_an_input_error(record: dict[str, Json]) -> None:
    told: list[str] = []
    for read in (report_from_record, claims_from_record):
        try:
            read(record)
        except InputError as error:
            told.append(str(error))
    assert not any("\n" in words for words in told)  # one line for a person


def test_spans_keep_code_points() -> None:
    text = "👩‍🚀 sent e\u0301clairs"
    assert Span.of(text, 4, 8).exact == "sent"
