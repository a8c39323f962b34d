"""`onrecord same` and `onrecord differ`: whether two names are one actor's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from onrecord.cli.options import DecideOptions, opened
from onrecord.cli.screen import Screen, one_line
from onrecord.cli.spread import spread
from onrecord.desk import naming
from onrecord.ledger.actor_rows import NameDecision, NameVerb

OneArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name as reports write it.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="The other name.")]


@spread
def join_names(one: OneArgument, other: OtherArgument, *, by: DecideOptions) -> None:
    """Decide that two names are one actor's: `onrecord actors` then shows them under one. The newest decision holds."""
    _decide(one, other, by, naming.same)


@spread
def part_names(one: OneArgument, other: OtherArgument, *, by: DecideOptions) -> None:
    """Decide that two names are not one actor's: they are shown apart and not proposed again."""
    _decide(one, other, by, naming.differ)


def _decide(one: str, other: str, by: DecideOptions, decide: Callable[..., NameDecision]) -> None:
    with opened(by.ledger) as ledger:
        made = decide(ledger, one, other, by=by.coder, why=by.why)
    told = "are one" if made.verb is NameVerb.SAME else "differ"
    Screen().line(one_line(f"decision on names {made.number}: “{made.one}” and “{made.other}” {told}, by {made.by}"))
