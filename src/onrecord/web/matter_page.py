"""What the pages of matters show: signs of how a matter stands, its timeline, its claims by their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.charts.lanes import Lane, Mark, lanes
from onrecord.desk.lineage import rootless, trees
from onrecord.desk.matter_forms import reports_of
from onrecord.desk.matters import MatterView
from onrecord.desk.opposed import by_number, opposed, stands
from onrecord.ledger.matter_filters import KeptMatter
from onrecord.ledger.rows import Entry
from onrecord.matching.sayings import Stand
from onrecord.model.matter import ClaimAt, MatterStatus, Origins, Relation
from onrecord.model.ruling import Ruling, RulingVerb
from onrecord.web.rendering import drawn
from onrecord.web.state import Desk

SIGNS = {
    MatterStatus.DISPUTED: ("⇄", "one says it, another denies it"),
    MatterStatus.DENIED: ("⊘", "there are only denials"),
    MatterStatus.CONFIRMED: ("●", "a party to it says or confirms it itself"),
    MatterStatus.UNCONFIRMED: ("?", "a party has not confirmed it or would not comment"),
    MatterStatus.CORROBORATED: ("◎", "at least two origins say so"),
    MatterStatus.SINGLE_SOURCE: ("○", "one origin says so"),
}
"""Mark and meaning of every status, in the order of a legend."""

RELATIONS = {Relation.ASKS_FOR: "This asks for", Relation.ASKED_BY: "This was asked for in"}
VERBS = {
    RulingVerb.MERGE: "merged: they tell of one happening",
    RulingVerb.SPLIT: "split: they tell of two happenings",
    RulingVerb.SAME_ORIGIN: "of one origin",
    RulingVerb.UNDO: "undone",
}
DOES = {Stand.FOR: "says", Stand.AGAINST: "denies", Stand.WITHHELD: "withheld"}

_LANES = 24
_OTHERS = 200
"""Matters offered to merge with."""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in a list."""

    kept: KeptMatter
    url: str
    reports: int
    origins: str
    against: str
    """How many origins say that it is not so, where others say that it is; else ""."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a matter on its page: its number there, what it does, whether its stage was taken back."""

    number: int
    at: ClaimAt
    entry: Entry
    does: str
    back: bool


def matter_url(matter: str) -> str:
    """The page of a matter by its id."""
    return f"/matters/{quote(matter, safe='')}"


def row_of(kept: KeptMatter) -> Row:
    """A matter as a list shows it."""
    matter = kept.matter
    both = matter.against.max and any(not root.against for root in matter.roots)
    against = origins_words(matter.against).split(" origin")[0] if both else ""
    return Row(kept, matter_url(matter.id), reports_of(matter), origins_words(matter.origins), against)


def origins_words(found: Origins) -> str:
    """How many origins: "2 origins", "1 to 3 origins"."""
    if found.min != found.max:
        return f"{found.min} to {found.max} origins"
    return f"{found.min} origin{'' if found.min == 1 else 's'}"


def page_values(desk: Desk, view: MatterView, *, ruled: int = 0) -> dict[str, object]:
    """What the page of a matter shows."""
    matter = view.kept.matter
    told = _told(view)
    heads = {at.report: entry.report for at, entry in view.entries.items()}
    rulings = _rulings(desk, view)
    return {
        "MATTER_SIGNS": SIGNS,
        "view": view,
        "matter": matter,
        "row": row_of(view.kept),
        "sign": SIGNS[matter.status],
        "told": told,
        "heads": heads,
        "picture": drawn(_timeline(view, told)),
        "trees": trees(view),
        "rootless": rootless(view),
        "opposed": opposed(view),
        "numbers": [(one, by_number(one)) for one in matter.figures],
        "relations": RELATIONS,
        "verbs": VERBS,
        "rulings": rulings,
        "ruled": _made_here(desk, ruled, rulings),
        "others": [one.matter for one in desk.ledger.matters(limit=_OTHERS) if one.matter.id != matter.id],
        "url": matter_url(matter.id),
        "matter_url": matter_url,
    }


def _made_here(desk: Desk, number: int, rulings: Sequence[tuple[Ruling, bool]]) -> tuple[Ruling, bool] | None:
    """The ruling of that number, where it is on this matter, or undoes one that is; and whether it can be undone."""
    made = next((one for one in desk.ledger.rulings() if one.number == number), None)
    if made is None:
        return None
    here = {one.number: holds for one, holds in rulings}
    if made.undoes is not None:
        return (made, False) if made.undoes in here else None
    return (made, here[made.number]) if made.number in here else None


def _told(view: MatterView) -> Mapping[ClaimAt, Told]:
    standing = stands(view)
    back = {step.claim for step in view.kept.matter.steps if step.retracted}
    return {
        at: Told(number, at, view.entries[at], DOES[standing[at]], at in back)
        for number, at in enumerate(view.kept.matter.claims, 1)
    }


def _timeline(view: MatterView, told: Mapping[ClaimAt, Told]) -> str:
    """A lane an origin, then one for each who does not confirm."""
    matter = view.kept.matter
    rows = [Lane(root.name, _marks([told[at] for at in root.claims])) for root in matter.roots]
    loose: dict[str, list[Told]] = {}
    for at in rootless(view):
        entry = told[at].entry
        name = entry.claim.sources[-1].name if entry.claim.sources else entry.report.outlet
        loose.setdefault(name, []).append(told[at])
    rows += [Lane(name, _marks(one)) for name, one in loose.items()]
    if len(rows) > _LANES:
        rest = [mark for row in rows[_LANES - 1 :] for mark in row.marks]
        rest.sort(key=lambda mark: (mark.day, mark.number))
        rows = [*rows[: _LANES - 1], Lane(f"{len(rows) - _LANES + 1} more sources", tuple(rest))]
    return lanes(rows, title=f"Who told it when: {matter.title}")


def _marks(told: list[Told]) -> tuple[Mark, ...]:
    ordered = sorted(told, key=lambda one: (one.entry.report.published, one.number))
    return tuple(
        Mark(one.number, one.entry.report.published, one.does, one.entry.report.outlet, f"#told-{one.number}", one.back)
        for one in ordered
    )


def _rulings(desk: Desk, view: MatterView) -> list[tuple[Ruling, bool]]:
    """What people ruled of the claims of a matter, newest first, and whether each still holds."""
    every = desk.ledger.rulings()
    undone = {one.undoes for one in every}
    held = {(at.report, view.entries[at].claim.trigger, view.entries[at].claim.act) for at in view.kept.matter.claims}
    found = [
        one
        for one in every
        if one.undoes is None
        and any((seen.report, seen.claim.trigger, seen.claim.act) in held for seen in (*one.one, *one.other))
    ]
    return [(one, one.number not in undone) for one in reversed(found)]
