"""A ledger with claims of every origin, a report in two versions, and reports that mean harm."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from material import LEAVE, ONE, REACHED, REPORT, SENT, gold, reading, span

from onrecord.ledger import rows
from onrecord.ledger.opening import open_ledger
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.mention import Mentions, Reading
from onrecord.model.quantity import Bound, Item
from onrecord.model.report import Report
from onrecord.model.status import Stage, Status

ME = "Ada Brook"
HOSTILE = '=HYPERLINK("http://evil.example","x") handed over <script>alert(1)</script> to {{ 7*7 }} & \'co\'\x00\x1b[2J\u202e.\r\nIt left.'


def hostile_report():
    text = HOSTILE
    start = text.index("handed over")
    trigger = Span.of(text, start, start + len("handed over"))
    evidence = Span.of(text, 0, text.index("\r\n"))
    words = "=HYPERLINK"
    item = Item(words, "+what", 3, "item", Bound.EXACT, Span.of(text, 0, len(words)))
    claim = Claim("c1", Act.AID, Kind.OTHER, trigger, evidence, Status(), items=(item,))
    report = Report(
        outlet="@outlet",
        published=date(1899, 12, 31),
        text=text,
        title="-title <img src=x onerror=alert(1)>",
        url="javascript:alert(1)",
        notice="=1+1",
        id="=cmd|' /C'!A0",
    )
    return Reading(report, (claim,), Mentions())


@pytest.fixture
def ledger(tmp_path):
    """A report "lund" with claims accepted, corrected, rejected, added and the machine's, in two versions."""
    both = (
        Item("about 40 generators", "generators", 40, "item", Bound.ABOUT, span("about 40 generators")),
        Item("Harbour Post", "paper", 2.5, "USD", Bound.EXACT, span("Harbour Post")),
    )
    sent = replace(SENT, items=both)
    with open_ledger(tmp_path / "onrecord.db") as opened:
        opened.keep(reading(sent, REACHED, LEAVE), made_by=ONE)
        opened.decide(rows.accept(opened.entry("lund", "c1"), by=ME))
        entry = opened.entry("lund", "c2")
        opened.decide(rows.correct(entry, replace(entry.claim, status=Status(stage=Stage.PLANNED)), by="Jo Lund"))
        opened.decide(rows.reject(opened.entry("lund", "c3"), by=ME, why="no"))
        added = replace(
            REACHED, id="", act=Act.DEPLOY, trigger=span("sent"), evidence=SENT.evidence, when=None, place=()
        )
        opened.decide(rows.add(REPORT.hash, added, by=ME))
        opened.keep(hostile_report(), made_by=ONE)
        for one in gold()[:3]:
            opened.keep(one, made_by=ONE)
        yield opened


@pytest.fixture
def entries(ledger):
    return ledger.claims(limit=10_000)
