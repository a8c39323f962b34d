"""The forms a record can be written in, and the layouts of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    DOSSIER = "dossier"

    @property
    def suffix(self) -> str:
        """How a file of this form ends."""
        return _SUFFIXES.get(self, f".{self.value}")

    @property
    def media_type(self) -> str:
        """What it is sent as."""
        return _MEDIA_TYPES[self]

    @property
    def is_table(self) -> bool:
        """Whether it has rows and columns to lay out."""
        return self in (Form.CSV, Form.XLSX)

    @classmethod
    def of_suffix(cls, suffix: str) -> Form | None:
        """The form of a file's ending (".xlsx"), or None."""
        return {**{form.suffix: form for form in cls}, ".htm": cls.DOSSIER}.get(suffix.lower())


_SUFFIXES = {Form.WEBANNOTATION: ".jsonld", Form.DOSSIER: ".html"}
_MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8; header=present",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.JSONL: "application/jsonl",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.WEBANNOTATION: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    Form.DOSSIER: "text/html; charset=utf-8",
}


class Layout(StrEnum):
    """What a row of a table is."""

    TRACKER = "tracker"
    """A claim, with its status."""
    ITEMS = "items"
    """An item of a claim, with its figure and the claim's status; a claim without items has one row too."""
    EVENTS = "events"
    """A fact: date, actor, act, actor. There is no room for a status, so all else is left out and told."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a layout has no room for, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many claims, of how many reports, and what was left out."""

    claims: int
    reports: int = 0
    left_out: tuple[LeftOut, ...] = ()
