"""`onrecord import`: reports with claims that were made elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_LEDGER, LedgerOption
from onrecord.cli.screen import Screen, complain
from onrecord.cli.view import kept_words
from onrecord.desk.keeping import NotImported, import_file
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import News

NOT_ALL_IMPORTED = 1
"""Exit status where a record could not be taken over."""


def import_claims(
    *,
    claims: Annotated[
        list[Path], typer.Option("--claims", metavar="FILE", help="Records as `read --json` prints them; again too.")
    ],
    source: Annotated[
        str, typer.Option("--source", metavar="NAME", help="Where the claims come from (default: the file's name).")
    ] = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take over reports with claims made elsewhere (by hand, by another reader, in another ledger), as they stand."""
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
