"""Which reports are copies of each other, and which only look so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from onrecord.matching.copies import CopyIndex, copies
from onrecord.model.report import Report

DAY = date(2025, 3, 4)

WIRE = """HARBOUR CITY, March 4 (Delta Wire) - A Norwegian delegation led by the deputy defence minister arrived in Tallinn
on Tuesday to discuss the transfer of coastal radars, two officials familiar with the trip said.

The delegation is due to meet its hosts on Wednesday at a barracks outside the town, the officials said. Estonia's
defence ministry has not confirmed the visit. The radars were built in the nineties and have been in store since 2019.
"""

BACKGROUND = (
    "Estonia borders Russia and has raised what it spends on its defence every year since 2015, as have its two Baltic "
    "neighbours, who buy much of their equipment together and train on the same grounds every summer."
)

QUOTE = (
    "“We will not be hurried by anybody, we have told our neighbours what we mean to do with these radars, and we shall "
    "do it at the time that suits our own people and nobody else”"
)


def report(outlet: str, text: str, *, days: int = 0) -> Report:
    """A report, so many days after the first."""
    return Report(outlet, DAY + timedelta(days), text)


def pairs(*reports: Report) -> set[frozenset[str]]:
    """The outlets of every pair found."""
    outlet = {each.hash: each.outlet for each in reports}
    return {frozenset((outlet[copy.a], outlet[copy.b])) for copy in copies(reports)}


def news(number: int) -> str:
    """Sixty words that no other number shares eight of in a row."""
    return " ".join(f"story{number}word{word}" for word in range(60))


def test_wire_copy_is_found_with_and_without_its_credit_line() -> None:
    bare = WIRE.split(" - ", 1)[1]
    credited = bare + "\n(With Delta Wire)\n\n" + news(1)
    found = pairs(report("Delta Wire", WIRE), report("Courier", bare + news(2)), report("Digest", credited))
    assert found == {
        frozenset({"Delta Wire", "Courier"}),
        frozenset({"Delta Wire", "Digest"}),
        frozenset({"Courier", "Digest"}),
    }


def test_a_rewritten_lead_and_another_order_hide_no_copy() -> None:
    kept = WIRE.split("\n\n")[1].replace("The radars were built", "Built")
    first, *rest = kept.split(". ")
    turned = f"Norway's deputy minister is in town over old radars. {'. '.join(rest)} {first}. {news(3)}"
    assert pairs(report("Delta Wire", WIRE), report("Courier", turned)) == {frozenset({"Delta Wire", "Courier"})}


def test_a_copy_says_how_much_of_the_shorter_report_it_is() -> None:
    first, second = report("Delta Wire", WIRE), report("Courier", WIRE, days=1)
    (copy,) = copies([second, first])
    assert (copy.a, copy.b, copy.share) == (first.hash, second.hash, 1.0)
    assert "runs of 8 words" in copy.reason


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»", "„“"])
def test_the_same_statement_in_quotation_marks_is_no_copy(marks: str) -> None:
    quote = marks[0] + QUOTE[1:-1] + marks[1]
    assert not pairs(report("Post", f"{news(1)} {quote}, he said."), report("Courier", f"{quote} {news(2)}"))


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_no_copy() -> None:
    quote = QUOTE.removesuffix("”")
    assert not pairs(report("Post", f"He said: {quote}\n\n{news(1)}"), report("Courier", f"{news(2)}\n\n{quote}"))


def test_background_that_an_outlet_prints_under_its_reports_makes_no_copies() -> None:
    assert not pairs(*(report("Post", f"{news(number)}\n\n{BACKGROUND}", days=number) for number in range(2)))
    long_background = "\n\n".join([BACKGROUND, BACKGROUND.swapcase()[::-1], news(9), news(10)])
    assert not pairs(*(report("Post", f"{news(number)}\n\n{long_background}") for number in range(3)))


def test_the_same_form_filled_in_anew_is_no_copy() -> None:
    form = (
        "The ministry said that {} aircraft had been seen in the twenty-four hours to six in the morning on {}, that "
        "crews were on alert, and that it would go on telling the public what it saw. {}"
    )
    assert not pairs(
        report("Post", form.format(31, "Monday", news(1)[:200])),
        report("Courier", form.format(45, "Saturday", news(2)[:200]), days=5),
    )


def test_what_an_outlet_prints_on_three_days_no_longer_counts_for_anybody() -> None:
    index = CopyIndex()
    short = news(5)[:240]
    wire = report("Delta Wire", f"{short}\n\n{BACKGROUND}")
    reprint = report("Courier", f"{news(6)[:240]}\n\n{BACKGROUND}")
    index.add(wire)
    assert index.add(reprint)
    for day in (1, 2):
        index.add(report("Delta Wire", f"{news(day)}\n\n{BACKGROUND}", days=day))
    assert not index.copies()


def test_any_order_gives_the_same_copies() -> None:
    told = [
        report("Delta Wire", WIRE + BACKGROUND),
        report("Courier", WIRE + news(1)),
        report("Delta Wire", news(2) + "\n\n" + BACKGROUND, days=1),
        report("Delta Wire", news(3) + "\n\n" + BACKGROUND, days=2),
        report("Digest", BACKGROUND + "\n\n" + news(4)[:300], days=1),
    ]
    assert len({copies(order) for order in permutations(told)}) == 1
    assert copies(told)


def test_a_report_kept_twice_is_no_copy_of_itself() -> None:
    index = CopyIndex()
    index.add(report("Delta Wire", WIRE))
    assert index.add(report("Delta Wire", WIRE)) == ()
    assert len(index) == 1


@pytest.mark.parametrize(
    "text", ["", "   \n\n ", "one two", "“" * 20_000, "‘ ’" * 9_000, "x" * 50_000, "\ud800 " * 20, "字" * 99]
)
def test_odd_texts_are_kept_and_copy_nothing(text: str) -> None:
    assert not pairs(report("Post", text), report("Delta Wire", WIRE))
