"""A reading as a person likes to read it: the text with its triggers marked, then claim by claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.text import Text

from onrecord.cli.screen import FACT, NO_FACT, Screen, mark, one_line, safe, style
from onrecord.ledger.rows import News
from onrecord.model.claim import Claim
from onrecord.model.evidence import Span
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
    show_head(reading.report, screen)
    numbers = {claim.id: number for number, claim in enumerate(reading.claims, 1)}
    show_text(reading.report, [(claim, str(numbers[claim.id])) for claim in reading.claims], screen)
    for claim in reading.claims:
        _show_claim(claim, numbers, reading.report, screen)
    show_counts(reading.claims, screen)


def show_counts(claims: Sequence[Claim], screen: Screen) -> None:
    """Write how many claims and facts one report has."""
    tally = Tally()
    tally.add(claims)
    screen.line(Text(_counts(tally), style="bold"), first=_INDENT, rest=_INDENT)
    screen.line()


def show_sum(tally: Tally, screen: Screen) -> None:
    """Write what all the reports came to, and what the marks mean."""
    if tally.reports > 1:
        screen.line(Text(f"{tally.reports} reports, {_counts(tally)}", style="bold"))
    if tally.claims:
        show_marks(screen)


def show_marks(screen: Screen) -> None:
    """Write what the marks mean."""
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


_NEWS = {
    News.NEW: "new",
    News.NEW_VERSION: "new version of a report",
    News.NEW_READING: "read anew",
    News.KNOWN: "known already",
}


def kept_words(news: Counter[News], path: Path) -> str:
    """What was kept, in a line: "kept in onrecord.db: 3 new, 1 known already"."""
    told = ", ".join(f"{news[one]} {words}" for one, words in _NEWS.items() if news[one])
    return f"kept in {one_line(str(path))}: {told or 'nothing'}"


def day_words(day: date) -> str:
    """A day in words: "4 March 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def show_head(report: Report, screen: Screen) -> None:
    """Write outlet, date, title, notice and address of a report."""
    screen.rule(Text(f"{one_line(report.outlet)} · {day_words(report.published)}", style="bold"))
    if report.title.strip():
        screen.line(Text(one_line(report.title), style="bold"))
    for more in (report.notice, report.url):
        if more and more.strip():
            screen.line(Text(one_line(more), style="italic" if more is report.notice else "dim"))
    screen.line()


def show_text(report: Report, claims: Sequence[tuple[Claim, str]], screen: Screen) -> None:
    """Write the text of a report with the triggers of claims marked; each claim comes with what it is called."""
    screen.line(_marked(report.text, claims, plain=screen.plain), first=_INDENT, rest=_INDENT)
    screen.line()


def _show_claim(claim: Claim, numbers: Mapping[str, int], report: Report, screen: Screen) -> None:
    fact = is_fact(claim)
    lead = f"{_INDENT}{mark(fact=fact)} {numbers[claim.id]:<3}"
    rest = " " * len(lead)
    sentence = Text(one_line(say(claim, outlet=report.outlet)), style=style(fact=fact))
    screen.line(sentence, first=lead, rest=rest)
    about = f"about {numbers[claim.about]}" if claim.about is not None and claim.about in numbers else ""
    screen.line(Text(status_line(claim, outlet=report.outlet, about=about), style="dim"), first=rest, rest=rest)


def status_line(claim: Claim, *, outlet: str, about: str = "") -> str:
    """Act, kind, status and chain of a claim, and the claim it is about, on one line."""
    act = f"{claim.act.value}, {claim.kind.value}" if claim.kind else claim.act.value
    words = say_status(claim.status, claim.act, when=claim.when)
    chain = say_chain(claim.sources, outlet=outlet)
    return " · ".join(one_line(part) for part in (act, words, chain, about) if part)


def _marked(text: str, claims: Sequence[tuple[Claim, str]], *, plain: bool) -> Text:
    """The text with every trigger underlined, coloured and named; in a pipe, underlined with underscores."""
    shown = Text(safe(text.rstrip()))
    marks: list[tuple[int, int, Text]] = []
    for (start, end), found in _triggers(claims):
        fact = any(is_fact(claim) for claim, _ in found)
        shown.stylize(f"bold underline {style(fact=fact)}", start, end)
        told = Text("_[" if plain else "[")
        for place, (claim, name) in enumerate(found):
            own = is_fact(claim)
            told.append(f"{' ' if place else ''}{mark(fact=own)}{name}", style=style(fact=own))
        told.append("]")
        marks.append((end, 1, told))
        if plain:
            marks.append((start, 2, Text("_")))
    return _with(shown, marks)


def _with(shown: Text, marks: list[tuple[int, int, Text]]) -> Text:
    """The text with the marks put in at their offsets."""
    if not marks:
        return shown
    marks.sort(key=lambda entry: entry[:2])
    parts = shown.divide([offset for offset, _, _ in marks])
    joined = Text()
    for part, (_, _, told) in zip(parts, marks, strict=False):
        joined.append_text(part).append_text(told)
    return joined.append_text(parts[-1])


def _triggers(claims: Sequence[tuple[Claim, str]]) -> Iterator[tuple[tuple[int, int], list[tuple[Claim, str]]]]:
    """Trigger by trigger, in text order, the claims it makes."""
    found: dict[tuple[int, int], list[tuple[Claim, str]]] = {}
    for claim, name in claims:
        found.setdefault((claim.trigger.start, claim.trigger.end), []).append((claim, name))
    yield from sorted(found.items(), key=lambda entry: entry[0])


def underlined(claim: Claim, hits: Sequence[Span], *, plain: bool) -> Text:
    """The evidence of a claim, its trigger underlined and `hits` (offsets in the report's text) set off."""
    base = claim.evidence.start
    shown = Text(safe(claim.evidence.exact).replace("\n", " "))
    shown.stylize("bold underline", claim.trigger.start - base, claim.trigger.end - base)
    marks = [(claim.trigger.start - base, 2, Text("_")), (claim.trigger.end - base, 1, Text("_"))] if plain else []
    for hit in hits:
        if claim.evidence.start <= hit.start and hit.end <= claim.evidence.end:
            marks += hit_marks(shown, hit.start - base, hit.end - base, plain=plain)
    return _with(shown, marks)


def around(text: str, hit: Span, *, plain: bool, room: int = 60) -> Text:
    """The words of a text around a hit, which is set off."""
    start, end = max(0, hit.start - room), min(len(text), hit.end + room)
    shown = Text(safe(text[start:end]).replace("\n", " "))
    told = _with(shown, hit_marks(shown, hit.start - start, hit.end - start, plain=plain))
    return Text.assemble("…" if start else "", told, "…" if end < len(text) else "")


def hit_marks(shown: Text, start: int, end: int, *, plain: bool) -> list[tuple[int, int, Text]]:
    """Set off what a search has found: reversed on a terminal, between « and » in a pipe (by the marks given back)."""
    if not plain:
        shown.stylize("reverse", start, end)
        return []
    return [(start, 3, Text("«")), (end, 0, Text("»"))]
