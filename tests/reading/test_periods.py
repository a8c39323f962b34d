"""Every example of the calendar's constructions, near misses, and what holds for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.codebook.calendar import Form, calendar, example
from onrecord.model.report import Report
from onrecord.reading.periods import When, periods
from onrecord.reading.text import parse

ALL = (*calendar().atoms, *calendar().joins, *calendar().before, *calendar().after)
EXAMPLES = [pytest.param(form, line, id=f"{form.name}-{n}") for form in ALL for n, line in enumerate(form.examples)]
NEAR = [pytest.param(form, line, id=f"{form.name}-{n}") for form in ALL for n, line in enumerate(form.near_misses)]


def read(text: str, published: str = "2026-03-11") -> tuple[When, ...]:
    return periods(parse(Report("Example", date.fromisoformat(published), text)))


def ends(when: When) -> tuple[str | None, str | None]:
    start, end = when.mention.start, when.mention.end
    return start.isoformat() if start else None, end.isoformat() if end else None


@pytest.mark.parametrize(("form", "line"), EXAMPLES)
def test_example(form: Form, line: str) -> None:
    wanted = example(line)
    found = read(wanted.text, wanted.published)
    meant = [
        when
        for when in found
        if not wanted.words or any(w in when.mention.span.exact or when.mention.span.exact in w for w in wanted.words)
    ]
    assert (wanted.start, wanted.end) in [ends(when) for when in meant], (form.name, [ends(w) for w in found])


@pytest.mark.parametrize(("form", "line"), NEAR)
def test_near_miss(form: Form, line: str) -> None:
    found = [when for when in read(line) if when.mention.start and when.mention.end]
    assert not found, (form.name, [(w.mention.span.exact, ends(w)) for w in found])


@pytest.mark.parametrize(
    ("text", "words", "granularity", "sort", "value"),
    [
        ("The guns came on Monday.", "Monday", "day", "DATE", "2026-03-09"),
        ("The guns came last week.", "last week", "week", "DATE", "2026-W10"),
        ("The guns came in February.", "February", "month", "DATE", "2026-02"),
        ("The guns came last quarter.", "last quarter", "quarter", "DATE", "2025-Q4"),
        ("The guns came in the autumn of 2024.", "the autumn of 2024", "season", "DATE", "2024-FA"),
        ("The guns came in the first half of 2025.", "the first half of 2025", "half", "DATE", "2025-H1"),
        ("The guns came in 2021.", "2021", "year", "DATE", "2021"),
        ("The guns came in the 1990s.", "the 1990s", "decade", "DATE", "199"),
        ("The guns came at the weekend.", "the weekend", "range", "DATE", "2026-W10-WE"),
        ("The guns came overnight.", "overnight", "night", "TIME", "2026-03-10TNI"),
        ("The guns came since May.", "since May", "range", "DATE", "2025-05-01/.."),
        ("The guns came for three weeks.", "for three weeks", "duration", "DURATION", "P3W"),
        ("The guns came every Monday.", "every Monday", "set", "SET", "XXXX"),
        ("The guns came recently.", "recently", "range", "DATE", "PAST_REF"),
        ("The guns came at 5 a.m. on Monday.", "5 a.m. on Monday", "day", "TIME", "2026-03-09"),
    ],
)
def test_granularity_and_timex(text: str, words: str, granularity: str, sort: str, value: str) -> None:
    (when,) = read(text)
    mention = when.mention
    assert (mention.span.exact, mention.granularity, mention.timex_type, mention.timex_value) == (
        words,
        granularity,
        sort,
        value,
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The envoy landed on Friday.", "2026-03-06"),
        ("The envoy lands on Friday.", "2026-03-13"),
        ("The envoy will land on Friday.", "2026-03-13"),
        ("The envoy could land on Friday.", "2026-03-13"),
        ("The envoy is to land on Friday.", "2026-03-13"),
        ("The envoy is due on Friday.", "2026-03-13"),
        ("The envoy was seen on Friday.", "2026-03-06"),
        ("The envoy managed to land on Friday.", "2026-03-06"),
        ("The envoy plans to land on Friday.", "2026-03-13"),
        ("The envoy may have landed on Friday.", "2026-03-06"),
        ("The visit was put off until Friday.", None),
        ("The talks, moved from Monday to Friday, are in Graz.", "2026-03-13"),
        ("Friday's planned talks are in Graz.", "2026-03-13"),
        ("Friday's raid will be examined by the court.", "2026-03-06"),
        ("The clerk said on Tuesday that the envoy would land on Friday.", "2026-03-13"),
        ("The clerk said the envoy, who landed on Friday, was well.", "2026-03-06"),
    ],
)
def test_bare_weekday_follows_the_tense(text: str, start: str | None) -> None:
    found = [when for when in read(text) if "Friday" in when.mention.span.exact]
    assert ends(found[0])[0] == start


def test_a_plan_is_seen_from_the_day_it_was_made() -> None:
    found = read("In November Oslo promised to send the guns by the end of January.")
    assert ends(found[1]) == (None, "2026-01-31")


def test_day_and_month_order_follows_the_report() -> None:
    assert ends(read("It came on 02/25/2026. It was read on 02/03/2026.")[1])[0] == "2026-02-03"
    assert ends(read("It came on 25/02/2026. It was read on 02/03/2026.")[1])[0] == "2026-03-02"


def test_tokens_of_an_expression() -> None:
    text = parse(Report("Example", date(2026, 3, 11), "The guns came from Monday to Wednesday, he said."))
    (when,) = periods(text)
    assert text.doc[when.first : when.last].text == "from Monday to Wednesday" == when.mention.span.exact


HOSTILE = [
    "",
    ".",
    "31 February 2025, 30/02/2025, 2025-02-30 and 0000-00-00.",
    "It fell 99999 years ago, will rise in 99999 years and within 99999 months, over the past 99999 decades.",
    "29 February, 29 February 2023, February 29, the 31st of last month.",
    "In the year 0000 and 9999-12-31, on 31 December 2199, by 2199, in the 2090s.",
    "May May May May 5 5 5 May 5-5 May, from May to May to May.",
    "Monday\x00 on\r\nTuesday \U0001f680 Wednesday‍Thursday İİİ on Friday.",
    "٣ مايو على ٢٠٢٥, 二〇二五年五月三日 on Monday",
    "a" * 100_000,
    "on Monday " * 400,
    " " * 5_000 + "Monday" + "\n" * 500 + "last " * 500 + "week",
    "the end of " * 3_000 + "May",
    "two days after " * 60 + "Monday",
    "-".join(["2025"] * 300),
    "1/" * 2_000 + "2025",
]


def check(found: tuple[When, ...], text: str) -> None:
    for when in found:
        mention = when.mention
        assert mention.span.stands_in(text)
        assert when.first < when.last
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        assert mention.timex_value
    for left, right in pairwise(found):
        assert left.mention.span.end <= right.mention.span.start


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text(text: str) -> None:
    check(read(text), text)


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2024-02-29"])
def test_days_at_the_ends_of_the_calendar(published: str) -> None:
    text = " ".join(part for part in HOSTILE if len(part) < 200)
    check(read(text, published), text)


WORDS = (
    "on in by since until from to between and the of last next this early late mid- Monday Friday's March May 5 12th 31 2024 2025-23 "
    "week month year quarter weekend ago two three days later earlier before after end beginning first second half will left leave "
    "was is due said overnight night Easter Christmas fiscal 3-4 , . as early than no not at 14:00 noon summer decade 1990s Q3 within"
).split()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=24), st.dates())
def test_any_order_of_time_words(words: list[str], published: date) -> None:
    text = " ".join(words)
    check(periods(parse(Report("Example", published, text))), text)
