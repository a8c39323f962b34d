"""Entries of the record as a person likes to read them, each with who answers for it.

Invariants: a machine's claim is never shown as reviewed; a rejected claim is never shown as a fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from onrecord.cli.screen import Screen, mark, one_line, style
from onrecord.cli.view import around, day_words, status_line, underlined
from onrecord.desk.address import short_address
from onrecord.desk.forms import stands_as_fact
from onrecord.desk.looking import REASONS, judged_by
from onrecord.ledger.rows import Entry, Hit, Place
from onrecord.model.decision import Origin
from onrecord.model.wording import say

REJECTED, REJECTED_STYLE = "✗", "dim"
"""The mark and colour of what a person has rejected."""

_INDENT = "  "
_SHOWN_HITS = 3


def entry_mark(entry: Entry) -> tuple[str, str]:
    """The mark of an entry and its colour."""
    if entry.origin is Origin.REJECTED:
        return REJECTED, REJECTED_STYLE
    fact = stands_as_fact(entry)
    return mark(fact=fact), style(fact=fact)


def show_entry(entry: Entry, screen: Screen, *, alone: bool = True, text: str = "") -> None:
    """Write an entry: who answers for it, its sentence, its status and chain, its evidence.

    `alone` says which report it is of and shows the evidence; without it, only what the report's text does not show.
    `text` is the report's, for hits outside the evidence.
    """
    sign, colour = entry_mark(entry)
    head = entry.report
    told = [short_address(entry) if alone else entry.id]
    if alone:
        told += [f"{head.outlet}, {day_words(head.published)}", *([head.notice] if head.notice else [])]
    line = Text(f"{sign} ", style=colour)
    line.append(" · ".join(one_line(part) for part in told), style="bold")
    line.append(f" · {one_line(judged_by(entry))}", style="cyan" if entry.reviewed else "dim")
    if entry.reason is not None:
        line.append(f" · look again: {REASONS[entry.reason]}", style="magenta")
    screen.line(line, first=_INDENT if not alone else "", rest=_INDENT * 2)
    rest = _INDENT if alone else _INDENT * 2
    strike = " strike" if entry.origin is Origin.REJECTED else ""
    sentence = one_line(say(entry.claim, outlet=head.outlet))
    screen.line(Text(sentence, style=colour + strike), first=rest, rest=rest)
    about = f"about {one_line(entry.claim.about)}" if entry.claim.about else ""
    screen.line(Text(status_line(entry.claim, outlet=head.outlet, about=about), style="dim"), first=rest, rest=rest)
    if alone:
        spans = [hit.span for hit in entry.hits if hit.place is not Place.TITLE]
        evidence = Text.assemble("“", underlined(entry.claim, spans, plain=screen.plain), "”")
        screen.line(evidence, first=rest, rest=rest)
        _show_hits(entry, screen, text, rest)
        screen.line()


def _show_hits(entry: Entry, screen: Screen, text: str, rest: str) -> None:
    """Write where a search hit outside the evidence, unless it hit there."""
    if any(hit.place is Place.EVIDENCE for hit in entry.hits):
        return
    outside = [hit for hit in entry.hits if hit.place is Place.TITLE or not hit.span.overlaps(entry.claim.evidence)]
    show_hits(outside, screen, title=entry.report.title, text=text, rest=rest)


def show_hits(hits: Sequence[Hit], screen: Screen, *, title: str, text: str, rest: str) -> None:
    """Write the first hits in title and text, with the words around them."""
    for hit in [hit for hit in hits if hit.place is not Place.EVIDENCE][:_SHOWN_HITS]:
        within = title if hit.place is Place.TITLE else text
        shown = around(within, hit.span, plain=screen.plain) if within else Text(one_line(hit.span.exact))
        screen.line(Text.assemble((f"{hit.place.value}: ", "dim"), shown), first=rest, rest=rest)
