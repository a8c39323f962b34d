"""What a change to the codebook changes: the same reports read with two codebooks, and the claims compared.

A process reads one codebook from start to end, so each side is read in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from onrecord.codebook.place import SETTING
from onrecord.errors import CodebookError, InputError
from onrecord.model.claim import Claim
from onrecord.model.record import claim_record
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report

PACKAGED = "packaged"
"""Instead of a folder: the codebook of the installed onrecord."""

_NOT_COMPARED = frozenset({"id", "about"})
"""Numbers of claims inside one reading; they move when another claim appears."""


class Change(StrEnum):
    """What became of a claim."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that is not the same in both readings; `parts` are the fields of its record that changed."""

    change: Change
    report: Report
    before: Claim | None
    after: Claim | None
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many reports and claims were compared, and what differs, report by report in text order."""

    reports: int
    before: int
    after: int
    differences: tuple[Difference, ...]


type Side = dict[str, tuple[Report, tuple[Claim, ...]]]


def compare(
    before: str, after: str, paths: Sequence[str], *, outlet: str = "", published: date | None = None
) -> Comparison:
    """Read reports with two codebook folders (or `PACKAGED`) and compare the claims.

    `outlet` and `published` are for inputs that have none of their own.
    Raises `CodebookError` where a folder is none or breaks its form, `InputError` where a report cannot be read.
    """
    ways = ["--outlet", outlet] if outlet else []
    ways += ["--published", published.isoformat()] if published is not None else []
    old, new = _read(before, paths, ways), _read(after, paths, ways)
    found = [one for key in old for one in _differences(old[key][0], old[key][1], new[key][1])]
    return Comparison(
        len(old), sum(len(claims) for _, claims in old.values()), sum(len(c) for _, c in new.values()), tuple(found)
    )


def _environment(folder: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != SETTING}
    if folder == PACKAGED:
        return kept
    if not Path(folder).is_dir():
        raise CodebookError(f"{folder} is no folder")
    return {**kept, SETTING: folder}


def _read(folder: str, paths: Sequence[str], ways: Sequence[str]) -> Side:
    """The claims of every report, by the report's hash and its number among equal ones."""
    command = [sys.executable, "-m", "onrecord", "read", "--json", "--no-ledger", *ways, "--", *paths]
    done = subprocess.run(command, env=_environment(folder), capture_output=True, check=False)  # noqa: S603
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = told[-1].removeprefix("onrecord: ") if told else "the reading failed"
        raise InputError(f"with the codebook {folder}: {why}")
    side: Side = {}
    for line in done.stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        report = report_from_record(record["report"])
        again = sum(key.startswith(report.hash) for key in side)
        side[f"{report.hash} {again}"] = (report, claims_from_record(record))
    return side


def _differences(report: Report, before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Difference]:
    """Claims of one report: those alike pass; those with one trigger and act are one that changes; the rest differ."""
    old, new = list(before), list(after)
    for claim in before:
        same = next((other for other in new if not _parts(claim, other)), None)
        if same is not None:
            old.remove(claim)
            new.remove(same)
    found: list[Difference] = []
    for claim in old:
        near = [other for other in new if other.trigger == claim.trigger and other.act is claim.act]
        if near:
            closest = min(near, key=lambda other: len(_parts(claim, other)))
            new.remove(closest)
            found.append(Difference(Change.CHANGES, report, claim, closest, _parts(claim, closest)))
        else:
            found.append(Difference(Change.VANISHES, report, claim, None))
    found.extend(Difference(Change.APPEARS, report, None, claim) for claim in new)
    yield from sorted(found, key=_place)


def _place(one: Difference) -> tuple[int, int, str]:
    claim = one.after or one.before
    return (claim.trigger.start, claim.trigger.end, one.change.value) if claim is not None else (0, 0, "")


def _parts(a: Claim, b: Claim) -> tuple[str, ...]:
    """The fields in which the records of two claims differ."""
    left: Mapping[str, object] = {**claim_record(a)}
    right: Mapping[str, object] = {**claim_record(b)}
    return tuple(key for key in left if key not in _NOT_COMPARED and left[key] != right.get(key))
