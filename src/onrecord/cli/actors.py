"""`onrecord actors`: who acts, in which office, what they do and what is done to them; which names may be one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk.actor_forms import (
    ACTOR_COLUMNS,
    PROPOSAL_COLUMNS,
    actor_cells,
    actor_form,
    page_form,
    proposal_cells,
    proposal_form,
)
from onrecord.desk.actors import ActorPage, ActorSeen, Deed, actor, actors, proposals
from onrecord.desk.offices import OfficeSeen
from onrecord.desk.variants import Proposal
from onrecord.ledger.actor_rows import Evidence
from onrecord.model.actor import ActorKind

NameArgument = Annotated[str | None, typer.Argument(metavar="NAME", help="An id, or a name in any of its forms.")]
KindOption = Annotated[list[ActorKind] | None, typer.Option("--kind", help="Only actors of this kind.")]
EveryOption = Annotated[bool, typer.Option("--all", help="Also names that no claim and no office goes with.")]
ProposedOption = Annotated[bool, typer.Option("--proposed", help="Show which names may be one person's, and why.")]

_INDENT = "      "
_SHOWN = 6
_BEGINNING = 8
"""Characters of a hash that name a report for a person."""


@spread
def show_actors(
    name: NameArgument = None,
    *,
    kind: KindOption = None,
    every: EveryOption = False,
    proposed: ProposedOption = False,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List who acts, with offices and claims; with NAME show one actor: its offices, what it does and what it is done.

    Every number opens to its claims and reports with --json.
    """
    with opened(form.ledger) as ledger:
        if name is not None:
            if proposed or form.as_csv:
                raise typer.BadParameter("NAME shows one actor: as text, or as --json")
            _show_one(actor(ledger, name), form)
            return
        if proposed:
            _show_proposals(proposals(ledger), page, form)
            return
        found = actors(ledger, kinds=tuple(kind or ()))
    wanted = [one for one in found if every or one.done or one.received or one.offices][page.offset :]
    size = page.rows(for_person=form.for_person)
    rows = wanted[:size] if size else wanted
    if form.as_json:
        print_json({**actor_form(one)} for one in rows)
    elif form.as_csv:
        print_csv(ACTOR_COLUMNS, (actor_cells(one) for one in rows))
    else:
        screen = Screen()
        for one in rows:
            _head(one, screen)
            for office in one.offices:
                screen.line(Text(_office(office)), first=_INDENT, rest=_INDENT)
        _left(len(wanted) - len(rows), screen, nothing="" if rows else "no actors")


def _left(left: int, screen: Screen, *, nothing: str) -> None:
    told = f"{left} more; --limit 0 shows all" if left else nothing
    if told:
        screen.line(Text(told, style="bold"))


def _head(one: ActorSeen, screen: Screen) -> None:
    line = Text(f"{len(one.done) + len(one.received):>4}  ", style="bold")
    line.append(one_line(one.name), style="bold")
    told = f"{one.kind}{', ' + one.country if one.country else ''}"
    told += f" · does {len(one.done)}, is done {len(one.received)} · {one.first} to {one.last} · {one.id}"
    line.append("  " + one_line(told), style="dim")
    screen.line(line, rest=_INDENT)
    if len(one.names) > 1:
        others = "also " + ", ".join(one_line(name) for name in one.names[1:])
        screen.line(Text(others, style="dim"), first=_INDENT, rest=_INDENT)


def _office(one: OfficeSeen) -> str:
    """An office in a line: "former defence minister (UKR): told twice, 2025-01-10 to 2025-03-02 (r1:10-40 r2:0-28)"."""
    tenure = "" if one.tenure == "held" else f"{one.tenure} "
    of = one.body or one.country
    told = f"{tenure}{one.office}{f' ({of})' if of else ''}: "
    parts = []
    if one.told:
        places = ", ".join(_quoted(place) for place in one.told[:_SHOWN]) + (", ..." if len(one.told) > _SHOWN else "")
        times = {1: "once", 2: "twice"}.get(len(one.told), f"{len(one.told)} times")
        days = f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"
        parts.append(f"told {times}, {days} ({places})")
    for listed in one.listed:
        holder = listed.holder
        days = f"{holder.starts or '…'} to {holder.ends or '…'}"
        parts.append(f"imported from {listed.list}: {days} (source: {holder.source})")
    return one_line(told + "; ".join(parts))


def _quoted(place: Evidence) -> str:
    """The words and where they stand, the report by the beginning of its hash where it has no other id."""
    report = place.report[:_BEGINNING] if place.report == place.hash else place.report
    return f"“{place.span.exact}” {report}:{place.span.start}-{place.span.end}"


def _show_one(one: ActorPage, form: FormOptions) -> None:
    if form.as_json:
        print_json([{**page_form(one)}])
        return
    screen = Screen()
    _head(one.seen, screen)
    _section("offices", (_office(office) for office in one.seen.offices), screen)
    _section("in office", (f"{one_line(office.person)}, {_office(office)}" for office in one.holders), screen)
    _section("does", _deeds(one.done), screen)
    _section("is done", _deeds(one.received), screen)
    _section("may also be", (_proposal(proposal) for proposal in one.proposals), screen)
    decided = (
        f"{made.number}: “{made.one}” and “{made.other}” {'are one' if made.verb == 'same' else 'differ'}, "
        f"by {made.by}, {made.when:%Y-%m-%d}{': ' + made.why if made.why else ''}"
        for made in one.decisions
    )
    _section("decided", map(one_line, decided), screen)
    more = [f"and in {len(one.named) - _SHOWN} more"] if len(one.named) > _SHOWN else []
    _section("named in", [*(one_line(_quoted(place)) for place in one.named[:_SHOWN]), *more], screen)


def _section(title: str, lines: Iterable[str], screen: Screen) -> None:
    for number, line in enumerate(one for one in lines if one):
        if number == 0:
            screen.line(Text(f"  {title}", style="bold"))
        screen.line(line, first=_INDENT, rest=_INDENT + "  ")


def _deeds(deeds: Sequence[Deed]) -> list[str]:
    """A line for each act and stage: how many claims say so, month by month."""
    rooms: dict[str, list[Deed]] = {}
    for one in deeds:
        rooms.setdefault(f"{one.act.value}, {one.stage.value}", []).append(one)
    lines = []
    for title, found in rooms.items():
        months = Counter({one.month: len(one.claims) for one in found if one.claims})
        denials = sum(len(one.denials) for one in found)
        told = ", ".join(f"{month} {number}" for month, number in sorted(months.items()))
        denied = f"denied in {denials}" if denials else ""
        count = "1 claim" if months.total() == 1 else f"{months.total()} claims"
        lines.append(f"{title}: {count} ({'; '.join(part for part in (told, denied) if part)})")
    return lines


def _proposal(one: Proposal) -> str:
    return one_line(f"“{one.one}” and “{one.other}”: {'; '.join(one.reasons)}")


def _show_proposals(found: Sequence[Proposal], page: PageOptions, form: FormOptions) -> None:
    wanted = found[page.offset :]
    size = page.rows(for_person=form.for_person)
    rows = wanted[:size] if size else wanted
    if form.as_json:
        print_json({**proposal_form(one)} for one in rows)
    elif form.as_csv:
        print_csv(PROPOSAL_COLUMNS, (proposal_cells(one) for one in rows))
    else:
        screen = Screen()
        for one in rows:
            screen.line(_proposal(one), rest=_INDENT)
        _left(len(wanted) - len(rows), screen, nothing="" if rows else "no names that may be one")
