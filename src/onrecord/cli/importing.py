"""`onrecord import`: reports with claims, and lists of office-holders, that were made elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption
from onrecord.cli.screen import Screen, complain, one_line
from onrecord.cli.view import kept_words
from onrecord.desk.keeping import NotImported, import_file
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import News

NOT_ALL_IMPORTED = 1
"""Exit status where a record could not be taken over."""


def import_claims(
    *,
    claims: Annotated[
        list[Path] | None,
        typer.Option("--claims", metavar="FILE", help="Records as `read --json` prints them; again too."),
    ] = None,
    offices: Annotated[
        list[Path] | None,
        typer.Option("--offices", metavar="FILE", help="A table: name, office, country, from, to, source; again too."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", metavar="NAME", help="Where the claims come from (default: the file's name).")
    ] = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take over what was made elsewhere: reports with claims, as they stand, and lists of office-holders."""
    if not (claims or offices):
        raise typer.BadParameter("nothing to import: give --claims FILE or --offices FILE")
    with open_ledger(ledger) as into:
        for path in offices or ():
            _import_offices(into, path)
    if claims:
        _import_claims(claims, source=source, ledger=ledger)


def _import_offices(into: Ledger, path: Path) -> None:
    from onrecord.desk.offices import import_offices

    made = import_offices(into, path)
    told = "known already" if made is None else f"{len(made.holders)} office-holders imported"
    Screen().line(one_line(f"{path.name}: {told}"))


def _import_claims(claims: Sequence[Path], *, source: str, ledger: Path) -> None:
    complete, news, number = True, Counter[News](), 0
    with open_ledger(ledger) as into:
        for path in claims:
            for one in import_file(into, path, source=source):
                if isinstance(one, NotImported):
                    complete = False
                    complain(f"not imported: {one.why}", about=one.name)
                else:
                    news[one.kept.news] += 1
                    number += one.claims
    told = "1 claim" if number == 1 else f"{number} claims"
    Screen().line(f"{kept_words(news, ledger)}; {told}")
    if not complete:
        raise typer.Exit(NOT_ALL_IMPORTED)
