"""A reading as a person likes to read it: the text with its triggers marked, then claim by claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.text import Text

from onrecord.cli.screen import FACT, NO_FACT, Screen, mark, one_line, safe, style
from onrecord.model.claim import Claim
from onrecord.model.fact import is_fact
from onrecord.model.mention import Reading
from onrecord.model.report import Report
from onrecord.model.wording import say, say_chain, say_status

_INDENT = "  "


@dataclass(slots=True)
class Tally:
    """How much was read: reports, claims, and those of them that are facts."""

    reports: int = 0
    claims: int = 0
    facts: int = 0

    def add(self, claims: Sequence[Claim]) -> None:
        """Count one more report with its claims."""
        self.reports += 1
        self.claims += len(claims)
        self.facts += sum(1 for claim in claims if is_fact(claim))


def show(reading: Reading, screen: Screen) -> None:
    """Write one reading: head, text, claims, counts."""
    _show_head(reading.report, screen)
    screen.line(_marked(reading.report.text, reading.claims, plain=screen.plain), first=_INDENT, rest=_INDENT)
    screen.line()
    numbers = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    for claim in reading.claims:
        _show_claim(claim, numbers, reading.report, screen)
    tally = Tally()
    tally.add(reading.claims)
    screen.line(Text(_counts(tally), style="bold"), first=_INDENT, rest=_INDENT)
    screen.line()


def show_sum(tally: Tally, screen: Screen) -> None:
    """Write what all the reports came to, and what the marks mean."""
    if tally.reports > 1:
        screen.line(Text(f"{tally.reports} reports, {_counts(tally)}", style="bold"))
    if tally.claims:
        told = Text(f"{FACT} ", style=style(fact=True))
        told.append("told as a fact by the sources named   ", style="default")
        told.append(f"{NO_FACT} ", style=style(fact=False))
        told.append("planned, possible, refused, denied, hearsay …: not a fact", style="default")
        screen.line(told)


def _counts(tally: Tally) -> str:
    if not tally.claims:
        return "no claims"
    claims = "1 claim" if tally.claims == 1 else f"{tally.claims} claims"
    facts = "1 fact" if tally.facts == 1 else f"{tally.facts} facts"
    rest = tally.claims - tally.facts
    return f"{claims}: {FACT} {facts}, {NO_FACT} {rest} {'other' if rest == 1 else 'others'}"


def _show_head(report: Report, screen: Screen) -> None:
    day = report.published
    screen.rule(Text(f"{one_line(report.outlet)} · {day.day} {day:%B} {day.year}", style="bold"))
    if report.title.strip():
        screen.line(Text(one_line(report.title), style="bold"))
    for more in (report.notice, report.url):
        if more and more.strip():
            screen.line(Text(one_line(more), style="italic" if more is report.notice else "dim"))
    screen.line()


def _show_claim(claim: Claim, numbers: Mapping[str, int], report: Report, screen: Screen) -> None:
    fact = is_fact(claim)
    lead = f"{_INDENT}{mark(fact=fact)} {numbers[claim.id]:<3}"
    rest = " " * len(lead)
    sentence = Text(one_line(say(claim, outlet=report.outlet)), style=style(fact=fact))
    screen.line(sentence, first=lead, rest=rest)
    act = f"{claim.act.value}, {claim.kind.value}" if claim.kind else claim.act.value
    about = f"about {numbers[claim.about]}" if claim.about is not None and claim.about in numbers else ""
    words = say_status(claim.status, claim.act, when=claim.when)
    chain = say_chain(claim.sources, outlet=report.outlet)
    told = " · ".join(one_line(part) for part in (act, words, chain, about) if part)
    screen.line(Text(told, style="dim"), first=rest, rest=rest)


def _marked(text: str, claims: Sequence[Claim], *, plain: bool) -> Text:
    """The text with every trigger underlined, coloured and numbered; in a pipe, underlined with underscores."""
    shown = Text(safe(text.rstrip()))
    marks: list[tuple[int, int, Text]] = []
    for (start, end), numbers in _triggers(claims):
        fact = any(is_fact(claims[number - 1]) for number in numbers)
        shown.stylize(f"bold underline {style(fact=fact)}", start, end)
        told = Text("_[" if plain else "[")
        for place, number in enumerate(numbers):
            own = is_fact(claims[number - 1])
            told.append(f"{' ' if place else ''}{mark(fact=own)}{number}", style=style(fact=own))
        told.append("]")
        marks.append((end, 1, told))
        if plain:
            marks.append((start, 2, Text("_")))
    if not marks:
        return shown
    marks.sort(key=lambda entry: entry[:2])
    parts = shown.divide([offset for offset, _, _ in marks])
    joined = Text()
    for part, (_, _, told) in zip(parts, marks, strict=False):
        joined.append_text(part).append_text(told)
    return joined.append_text(parts[-1])


def _triggers(claims: Sequence[Claim]) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Trigger by trigger, in text order, the numbers of the claims it makes."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims, 1):
        found.setdefault((claim.trigger.start, claim.trigger.end), []).append(number)
    yield from sorted(found.items())
