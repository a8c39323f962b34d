"""The options that say how inputs are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from onrecord.cli.options import day
from onrecord.errors import InputError
from onrecord.intake.fetching import Fetcher
from onrecord.intake.fieldmap import FieldMap, field_map
from onrecord.intake.inputs import Ways

OutletOption = Annotated[str, typer.Option("--outlet", metavar="NAME", help="The outlet, where an input has none.")]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="The publication date, where an input has none.")
]
FieldsOption = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="FIELD=NAME", help="The name that a field has in JSON inputs (text=body)."),
]
GateOption = Annotated[
    bool, typer.Option("--gate/--no-gate", help="Pass over pages of archives that cannot hold a claim.")
]
PrivateOption = Annotated[bool, typer.Option("--private", help="Also fetch from machines of this network.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOptions:
    """How inputs are taken in, as a person says it."""

    outlet: OutletOption = ""
    published: PublishedOption = None
    field: FieldsOption = None
    gate: GateOption = True
    private: PrivateOption = False

    def ways(self) -> Ways:
        """The ways; wrong usage where a date is none or a field is unknown."""
        return Ways(
            outlet=self.outlet,
            published=day(self.published),
            fields=_fields(self.field),
            gate=self.gate,
            fetcher=Fetcher(private=self.private),
        )


def _fields(told: list[str] | None) -> FieldMap:
    try:
        return field_map(told or ())
    except InputError as error:
        raise typer.BadParameter(f"--field: {error}") from None
