"""The verbs of the command, put together."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from onrecord.cli.accept import accept_claims
from onrecord.cli.actors import show_actors
from onrecord.cli.acts import show_acts
from onrecord.cli.add import add_claim
from onrecord.cli.check import check_ledger
from onrecord.cli.claims import show_claims
from onrecord.cli.codebook import codebook_app
from onrecord.cli.complete import complete_report
from onrecord.cli.correct import correct_claim
from onrecord.cli.export import export_claims
from onrecord.cli.importing import import_claims
from onrecord.cli.log import show_log
from onrecord.cli.matters import matters_app
from onrecord.cli.names import join_names, part_names
from onrecord.cli.note import note_claims
from onrecord.cli.read import read_reports
from onrecord.cli.reject import reject_claims
from onrecord.cli.reports import show_reports
from onrecord.cli.review import show_review
from onrecord.cli.ruling import join_origins, merge_matters, split_matter
from onrecord.cli.runs import show_runs
from onrecord.cli.serve import serve_desk
from onrecord.cli.show import show_report
from onrecord.cli.sources import show_sources
from onrecord.cli.undo import undo_decision
from onrecord.cli.watch import watch_feeds

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Read news reports and keep what they claim: who says what, how sure, with the words that say so."""


app.command("read")(read_reports)
app.command("watch")(watch_feeds)
app.command("runs")(show_runs)
app.command("reports")(show_reports)
app.command("show")(show_report)
app.command("claims")(show_claims)
app.command("sources")(show_sources)
app.command("actors")(show_actors)
app.command("same")(join_names)
app.command("differ")(part_names)
app.command("accept")(accept_claims)
app.command("reject")(reject_claims)
app.command("correct")(correct_claim)
app.command("add")(add_claim)
app.command("note")(note_claims)
app.command("complete")(complete_report)
app.command("undo")(undo_decision)
app.command("log")(show_log)
app.command("review")(show_review)
app.command("serve")(serve_desk)
app.command("import")(import_claims)
app.command("export")(export_claims)
app.command("check")(check_ledger)
app.command("acts")(show_acts)
app.add_typer(matters_app, name="matters")
app.command("merge")(merge_matters)
app.command("split")(split_matter)
app.command("same-origin")(join_origins)
app.add_typer(codebook_app, name="codebook")
