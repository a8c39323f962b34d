"""`onrecord merge`, `split` and `same-origin`: what a person rules of matters; each is undone by `undo --ruling`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.matter_view import show_matter_line, words
from onrecord.cli.options import AddressesArgument, DecideOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk import matters
from onrecord.ledger.protocol import Ledger
from onrecord.model.ruling import Ruling

NamesArgument = Annotated[
    list[str], typer.Argument(metavar="MATTER|REPORT/CLAIM...", help="Matters by id, or claims such as w01/c3.")
]


@spread
def merge_matters(names: NamesArgument, *, by: DecideOptions) -> None:
    """Rule that matters, or claims, tell of one happening; no later matching parts them."""
    _rule(by, lambda ledger: matters.merge(ledger, names, by=by.coder, why=by.why))


@spread
def split_matter(addresses: AddressesArgument, *, by: DecideOptions) -> None:
    """Rule that claims of a matter tell of another happening than the rest of it; no later matching joins them."""
    _rule(by, lambda ledger: matters.split(ledger, addresses, by=by.coder, why=by.why))


@spread
def join_origins(addresses: AddressesArgument, *, by: DecideOptions) -> None:
    """Rule that claims go back to one root of information: they count as one origin."""
    _rule(by, lambda ledger: matters.same_origin(ledger, addresses, by=by.coder, why=by.why))


def undo_ruling(number: int | None, by: DecideOptions) -> None:
    """Take back a ruling: the one of that number, or the last of the person named that still holds."""
    _rule(by, lambda ledger: matters.undo(ledger, number, by=by.coder, why=by.why))


def _rule(by: DecideOptions, rule: Callable[[Ledger], Ruling]) -> None:
    """Rule, tell the ruling, and show the matters as they are after it."""
    with opened(by.ledger) as ledger:
        ruling = rule(ledger)
        after = matters.homes(ledger, ruling)
    screen = Screen()
    what = f"undo ruling {ruling.undoes}" if ruling.undoes else words(ruling.verb.value)
    screen.line(Text(f"ruling {ruling.number}: {what}, by {one_line(ruling.by)}", style="bold"))
    for kept in after:
        show_matter_line(kept, screen)
