"""Options in groups."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from onrecord.cli.spread import spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    north: Annotated[int, typer.Option("--north", min=0)] = 1
    south: Annotated[list[str] | None, typer.Option("--south")] = None


def test_the_fields_of_a_group_are_options():
    seen = []

    @spread
    def go(
        first: Annotated[str, typer.Argument()], *, where: Where, fast: Annotated[bool, typer.Option("--fast")] = False
    ):
        """Go somewhere."""
        seen.append((first, where, fast))

    app = typer.Typer()
    app.command()(go)
    run = CliRunner().invoke
    assert run(app, ["a", "--north", "2", "--south", "x", "--south", "y", "--fast"]).exit_code == 0
    assert run(app, ["a"]).exit_code == 0
    assert seen == [("a", Where(north=2, south=["x", "y"]), True), ("a", Where(), False)]
    assert run(app, ["a", "--north", "-1"]).exit_code == 2
    told = run(app, ["--help"]).output
    assert "--south" in told
    assert "Go somewhere." in told
