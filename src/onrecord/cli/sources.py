"""`onrecord sources`: who is quoted in the ledger, how often, on which acts, by which outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.claims import how_many
from onrecord.cli.entries import show_entry
from onrecord.cli.listing import print_csv, print_json
from onrecord.cli.options import FormOptions, PageOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.cli.view import show_marks
from onrecord.desk import looking
from onrecord.desk.forms import entry_form
from onrecord.desk.quoting import Quoted, sources, told_by
from onrecord.desk.tables import CLAIM_COLUMNS, claim_row
from onrecord.errors import InputError
from onrecord.ledger.filters import ClaimFilter
from onrecord.ledger.rows import Entry
from onrecord.model.source import SourceKind

NameArgument = Annotated[str | None, typer.Argument(metavar="NAME", help="A source as listed: open its number.")]
KindOption = Annotated[list[SourceKind] | None, typer.Option("--kind", help="Only sources of this kind.")]
OutletOption = Annotated[list[str] | None, typer.Option("--outlet", help="Only claims of this outlet's reports.")]

_INDENT = "      "
_SHOWN = 5
COLUMNS = "name kind country claims innermost acts outlets addresses".split()


@spread
def show_sources(
    name: NameArgument = None,
    *,
    kind: KindOption = None,
    outlet: OutletOption = None,
    page: PageOptions,
    form: FormOptions,
) -> None:
    """List who is quoted: how often, of which kind, on which acts, by which outlets; each names its claims.

    With NAME: the claims that one source is counted with, each with its sentence.
    """
    where = ClaimFilter(outlets=tuple(outlet or ()))
    with opened(form.ledger) as ledger:
        if name is not None:
            _open(told_by(looking.claims(ledger, where), name, kinds=kind or ()), name, page, form)
            return
        found = sources(ledger, where)
    wanted = [one for one in found if not kind or one.kind in kind][page.offset :]
    size = page.rows(for_person=form.for_person)
    rows = wanted[:size] if size else wanted
    if form.as_json:
        print_json(_row(one) for one in rows)
    elif form.as_csv:
        print_csv(COLUMNS, (_cells(one) for one in rows))
    else:
        _show(rows, left=len(wanted) - len(rows))


def _open(found: list[Entry], name: str, page: PageOptions, form: FormOptions) -> None:
    if not found:
        raise InputError(f"no claim has a source called {name!r}; onrecord sources --limit 0 lists all")
    size = page.rows(for_person=form.for_person)
    rows = found[page.offset :][: size or None]
    if form.as_json:
        print_json(entry_form(entry) for entry in rows)
    elif form.as_csv:
        print_csv(CLAIM_COLUMNS, (claim_row(entry) for entry in rows))
    else:
        screen = Screen()
        for entry in rows:
            show_entry(entry, screen, text="")
        screen.line(Text(how_many(len(rows), "claim", of=len(found), offset=page.offset), style="bold"))
        if rows:
            show_marks(screen)


def _row(one: Quoted) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "country": one.country,
        "claims": len(one.addresses),
        "innermost": len(one.innermost),
        "acts": {act.value: number for act, number in _ranked(one.acts)},
        "outlets": dict(_ranked(one.outlets)),
        "addresses": one.addresses,
    }


def _cells(one: Quoted) -> list[str | int | None]:
    return [
        *(one.name, one.kind.value, one.country, len(one.addresses), len(one.innermost)),
        "; ".join(f"{act} {number}" for act, number in _ranked(one.acts)),
        "; ".join(f"{outlet} {number}" for outlet, number in _ranked(one.outlets)),
        "; ".join(one.addresses),
    ]


def _ranked[T: str](counts: Counter[T]) -> list[tuple[T, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _show(found: Sequence[Quoted], *, left: int) -> None:
    screen = Screen()
    for one in found:
        line = Text(f"{len(one.addresses):>4}  ", style="bold")
        line.append(one_line(one.name), style="bold")
        line.append(f"  {one.kind}{', ' + one.country if one.country else ''}", style="dim")
        screen.line(line, rest=_INDENT)
        acts = ", ".join(f"{act} {number}" for act, number in _ranked(one.acts)[:_SHOWN])
        outlets = ", ".join(f"{one_line(outlet)} {number}" for outlet, number in _ranked(one.outlets)[:_SHOWN])
        screen.line(Text(f"{acts} · quoted by {outlets}", style="dim"), first=_INDENT, rest=_INDENT)
        named = " ".join(one.addresses[: 2 * _SHOWN]) + (" ..." if len(one.addresses) > 2 * _SHOWN else "")
        screen.line(Text(one_line(named), style="dim"), first=_INDENT, rest=_INDENT)
    told = f"{left} more; --limit 0 shows all" if left else "" if found else "no sources"
    if told:
        screen.line(Text(told, style="bold"))
