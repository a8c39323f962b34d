"""A text cut into runs under its claims."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.marking import LANES, mark
from onrecord.ledger.rows import Entry, ReportHead
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Maker, Origin
from onrecord.model.evidence import Span
from onrecord.model.status import Status

HEAD = ReportHead("h", "r", 1, True, "Wire", date(2025, 3, 7), "", None, "en", None)


def entry(name, text, evidence, trigger, origin=Origin.MACHINE):
    claim = Claim(name, Act.MEET, None, Span.of(text, *trigger), Span.of(text, *evidence), Status())
    return Entry(HEAD, name, claim, origin, True, claim, Maker("x"))


def shown(runs):
    return [(run.text, run.claims, run.triggers) for run in runs]


def test_overlapping_and_stacked_evidence():
    text = "Alpha met Beta and left."
    one = entry("c1", text, (0, 14), (6, 9))
    two = entry("c2", text, (6, 24), (19, 23))
    marked = mark(text, [one, two])
    assert shown(marked.runs) == [
        ("Alpha ", ("c1",), ()),
        ("met", ("c1", "c2"), ("c1",)),
        (" Beta", ("c1", "c2"), ()),
        (" and ", ("c2",), ()),
        ("left", ("c2",), ("c2",)),
        (".", ("c2",), ()),
    ]
    assert marked.shown_by == {"c1": (0, 1, 2), "c2": (1, 2, 3, 4, 5)}
    assert [run.closes for run in marked.runs if run.closes] == [("c1",), ("c2",)]
    assert [line.lane for line in marked.runs[1].lines] == [0, 1]


def test_two_claims_on_the_same_words_lead_to_both():
    text = "They denied it."
    both = [entry("c1", text, (0, 15), (5, 11)), entry("c2", text, (0, 15), (5, 11))]
    run = next(run for run in mark(text, both).runs if run.triggers)
    assert (run.triggers, run.closes) == (("c1", "c2"), ("c1", "c2"))


def test_claims_in_different_sentences_share_a_lane_and_rejected_ones_come_last():
    text = "A met B. C met D."
    gone = entry("c1", text, (0, 8), (2, 5), Origin.REJECTED)
    held, far = entry("c2", text, (0, 8), (2, 5)), entry("c3", text, (9, 17), (11, 14))
    lanes = {line.claim: line.lane for run in mark(text, [gone, held, far]).runs for line in run.lines}
    assert lanes == {"c2": 0, "c1": 1, "c3": 0}


def test_more_claims_than_lanes_share_the_last():
    text = "All of it."
    runs = mark(text, [entry(f"c{n}", text, (0, 10), (0, 3)) for n in range(9)]).runs
    assert max(line.lane for run in runs for line in run.lines) == LANES - 1
    assert len(runs[0].claims) == 9


def test_offsets_count_code_points():
    text = "🚀🚀 e\u0301 met \u202eB\r\n."
    marked = mark(text, [entry("c1", text, (0, len(text)), (6, 9))])
    assert [(run.text, run.start) for run in marked.runs if run.triggers] == [("met", 6)]


def test_a_text_without_claims_is_one_run():
    assert shown(mark("Nothing here.", []).runs) == [("Nothing here.", (), ())]


@st.composite
def material(draw):
    text = draw(st.text(alphabet="ab🚀\n ", min_size=1, max_size=40))
    found = []
    for number in range(draw(st.integers(0, 6))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1))))
        first, last = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
        found.append(entry(f"c{number}", text, (start, end + 1), (first, last + 1)))
    return text, found


@given(material())
def test_runs_are_the_text_and_lead_both_ways(case):
    text, entries = case
    marked = mark(text, entries)
    assert "".join(run.text for run in marked.runs) == text
    assert all(text[run.start : run.end] == run.text and run.text for run in marked.runs)
    for one in entries:
        evidence, trigger = one.claim.evidence, one.claim.trigger
        under = [run for run in marked.runs if one.id in run.claims]
        assert "".join(run.text for run in under) == evidence.exact
        assert [marked.runs[number] for number in marked.shown_by[one.id]] == under
        assert "".join(run.text for run in marked.runs if one.id in run.triggers) == trigger.exact
        assert sum(one.id in run.closes for run in marked.runs) == 1
    for run in marked.runs:
        lanes = [line.lane for line in run.lines if line.lane < LANES - 1]
        assert len(lanes) == len(set(lanes))
