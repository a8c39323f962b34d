"""What to find, and in which order.

Fields left empty do not filter; several values of one field are alternatives, several fields must all hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.claim import Act, Kind
from onrecord.model.decision import STANDING, Origin
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance


class Order(StrEnum):
    """The order of a listing; within it reports by arrival and claims by their place in the text."""

    NEWEST = "newest"
    """By date of publication, newest first."""
    OLDEST = "oldest"
    """By date of publication, oldest first."""
    HAPPENED = "happened"
    """By the first day of the claim's own period; claims without one come last."""
    KEPT = "kept"
    """By arrival in the ledger, latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims of the record to find.

    Names (`agent`, `recipient`, `party` for either, `source`) are found by whole words in a row, without regard to case
    and accents: "zelensky" finds "Volodymyr Zelensky"; a name of three capitals is also taken as a country's code; in
    double quotes it is the whole name.
    `country` (ISO 3166 alpha-3) is that of a party or place. `outlets` are whole names. `published_*` and `when_*` are
    inclusive days; `when_*` finds claims whose own period shares a day with the interval. `reports` are ids or hashes;
    an id means its newest version. `reviewed` is True for claims a person decided on. `origins` are those that stand
    unless rejected ones are asked for. Of reports with several versions, the newest counts, with what people accepted,
    corrected or added in older ones; `all_versions` gives everything. `complete` is True for claims of reports that
    somebody has marked complete. `doer` is True for claims that name an agent.
    """

    acts: tuple[Act, ...] = ()
    kinds: tuple[Kind, ...] = ()
    stages: tuple[Stage, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    stances: tuple[Stance, ...] = ()
    polarity: Polarity | None = None
    fact: bool | None = None
    agent: str = ""
    recipient: str = ""
    party: str = ""
    country: str = ""
    source: str = ""
    source_kinds: tuple[SourceKind, ...] = ()
    outlets: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    when_from: date | None = None
    when_to: date | None = None
    reports: tuple[str, ...] = ()
    reviewed: bool | None = None
    origins: tuple[Origin, ...] = STANDING
    all_versions: bool = False
    complete: bool | None = None
    doer: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """Which reports to find; fields as in `ClaimFilter`. `all_versions` gives older versions of a report too."""

    outlets: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    reviewed: bool | None = None
    all_versions: bool = False
    complete: bool | None = None
