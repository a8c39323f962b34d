"""What must hold whatever is read: no crash, exact spans, sound claims, JSON that parses, the same bytes twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import ClaimError
from onrecord.model.fact import is_fact
from onrecord.model.mention import Reading
from onrecord.model.record import to_record
from onrecord.model.recorded import claims_from_record
from onrecord.model.report import Report
from onrecord.model.rules import validate_all
from onrecord.model.wording import say, tells_no_fact
from onrecord.reading.read import read

HERE = Path(__file__).parent
NEWS = [
    "Norway has sent about 40 generators to Ardia, a customs officer told the Harbour Post on Monday. ",
    "The Ardian defence ministry denied that its army had shelled the port of Lund. ",
    '"We may deploy 1,200 troops by the end of May," said Col. Ada Vint, Poland\'s army chief.\n\n',
    "According to two officials, who asked not to be named, Kyiv is expected to meet a Turkish delegation next week. ",
    "- 10 Leopard 1 A5 tanks;\r\n- 30,000 rounds of 40 mm ammunition\r\n",
    "He neither confirmed nor denied it. It said that they had since withdrawn from there. ",
]
HOSTILE = [
    "👩‍🚀👨‍👩‍👧‍👦🇺🇦",
    "e\u0301a\u0308\u0336\u0489",
    "\r\n\r\n",
    "  \t  ",
    "\u202eمتحدث باسم الجيش\u202c",
    "韩国尚未确认乌克兰代表团的访问。",
    "\x00\x01\x7f",
    "\u200b\ufeff\u2028\u2029\x0c\x85",
    "“‘’”\"'``''",
    ". . . !? ; : , — – - ( [ {",
    "%%% $$$ 1,2,3.4.5 1e999 ½ ²³ Ⅻ ٣٤ $1bn €",
    "a" * 300,
    "said said said that that",
    "\U0010ffff\ud7ff",
    "Mr. U.S. Jan. 31 February 30, 9999-99-99 31/31/31",
]
HUGE = {
    "one word": "x" * 100_000,
    "digits": "9" * 100_000,
    # spaCy takes such runs apart sign by sign, in quadratic time: long enough to break what is wrong, short enough to wait
    "emoji": "🚀" * 2_000,
    "commas": "," * 2_000,
    "quotes": '"' * 2_000,
    "lines": "\n" * 50_000 + "Borland attacked Ardia.",
}


def spans(node: object) -> Iterator[tuple[int, int, str]]:
    if isinstance(node, Mapping):
        if {"start", "end", "exact"} <= node.keys():
            yield node["start"], node["end"], node["exact"]
        for part in node.values():
            yield from spans(part)
    elif isinstance(node, list):
        for part in node:
            yield from spans(part)


def reading_of(text: str) -> Reading:
    return read(Report(outlet="Ardia Daily", published=date(2025, 3, 12), text=text))


def hold(text: str) -> None:
    """Read a text and check all that must hold of the reading."""
    reading = reading_of(text)
    assert reading.report.text == text
    validate_all(reading.claims, reading.report)
    record = to_record(reading, mentions=True)
    parsed = json.loads(json.dumps(record, ensure_ascii=False))
    assert parsed == record
    assert claims_from_record(parsed) == reading.claims
    for start, end, exact in spans(parsed):
        assert text[start:end] == exact
        assert exact
    for claim in reading.claims:
        assert tells_no_fact(say(claim, outlet="Ardia Daily")) or is_fact(claim)


MIXED = st.lists(st.sampled_from(NEWS) | st.sampled_from(HOSTILE) | st.text(max_size=20), min_size=1, max_size=8).map(
    "".join
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, derandomize=True
)
@given(text=MIXED)
@example(text=" ")
@example(text=".")
@example(text="\x00")
@example(text="".join(NEWS))
@example(text="\r\n".join(HOSTILE))
@example(text=" ".join(part for pair in zip(NEWS, HOSTILE, strict=False) for part in pair))
def test_hostile_text_is_read(text: str) -> None:
    hold(text)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, derandomize=True)
@given(text=st.sampled_from(NEWS), at=st.integers(0, 90), odd=st.sampled_from(HOSTILE) | st.characters())
def test_news_with_something_odd_in_its_midst_is_read(text: str, at: int, odd: str) -> None:
    hold(text[:at] + odd + text[at:])


@pytest.mark.parametrize("name", HUGE)
def test_huge_text_is_read(name: str) -> None:
    hold(HUGE[name])
    hold(f"{NEWS[0]}{HUGE[name]} {NEWS[1]}")


def test_news_gives_claims() -> None:
    """The texts above are not read as nothing: the properties hold of something."""
    assert len(reading_of("".join(NEWS)).claims) >= 4


def test_offsets_count_code_points() -> None:
    plain, odd = reading_of(NEWS[0]), reading_of("👩‍🚀 é\u0301\n\n" + NEWS[0])
    moved = len("👩‍🚀 é\u0301\n\n")
    assert [(c.trigger.start + moved, c.act) for c in plain.claims] == [(c.trigger.start, c.act) for c in odd.claims]


def test_a_claim_that_does_not_stand_in_its_text_is_caught() -> None:
    reading = reading_of(NEWS[0])
    assert reading.claims
    with pytest.raises(ClaimError):
        validate_all(reading.claims, replace(reading.report, text=" " + reading.report.text))


def test_reading_does_not_depend_on_what_was_read_before() -> None:
    alone = to_record(reading_of(NEWS[0]), mentions=True)
    for text in NEWS:
        reading_of(text)
    assert to_record(reading_of(NEWS[0]), mentions=True) == alone


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    files = sorted(str(path) for path in (HERE / "gold" / "data" / "reports").glob("*.json"))[:6]
    told = []
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "onrecord", "read", *files, "--json", "--mentions", "--no-ledger"]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        told.append(done.stdout)
    assert len(told[0].splitlines()) == len(files)
    assert told[0] == told[1]
