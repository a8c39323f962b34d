"""Matters as a person likes to read them: how each stands in one line, then why.

Invariant: every number opens to the claims it is counted from.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord.cli.screen import Screen, one_line
from onrecord.cli.view import day_words
from onrecord.desk.matter_forms import reports_of
from onrecord.desk.matters import MatterView
from onrecord.ledger.matter_filters import KeptMatter
from onrecord.model.matter import Matter, MatterStatus, Origins, Relation
from onrecord.model.wording import say

_STYLES = {
    MatterStatus.DISPUTED: "red",
    MatterStatus.DENIED: "red",
    MatterStatus.CONFIRMED: "green",
    MatterStatus.CORROBORATED: "green",
    MatterStatus.UNCONFIRMED: "yellow",
    MatterStatus.SINGLE_SOURCE: "yellow",
}
_RELATIONS = {Relation.ASKS_FOR: "asks for", Relation.ASKED_BY: "was asked for in"}
_INDENT = "  "


def show_matter_line(kept: KeptMatter, screen: Screen) -> None:
    """Write a matter in two lines: its title, and how it stands."""
    matter = kept.matter
    screen.line(Text.assemble((matter.id, "bold"), "  ", (one_line(matter.title), "bold")), rest=_INDENT)
    screen.line(truth_of(matter), first=_INDENT, rest=_INDENT)
    told = [f"stage {words(matter.stage.value)}", many(len(matter.claims), "claim")]
    told.append(f"last told {day_words(kept.newest)}")
    if matter.contradictions:
        told.append(many(len(matter.contradictions), "contradiction"))
    screen.line(Text(" · ".join(told), style="dim"), first=_INDENT, rest=_INDENT)


def show_matter(view: MatterView, screen: Screen) -> None:
    """Write a matter with all that is known of it."""
    show_matter_line(view.kept, screen)
    for heading, lines in (
        ("what is told", _told(view)),
        ("origins", _roots(view)),
        ("contradictions", _contradictions(view)),
        ("numbers", _figures(view)),
        ("stages", _steps(view)),
        ("copies", _copies(view)),
        ("why together", _joins(view)),
        ("linked", _links(view)),
    ):
        found = list(lines)
        if found:
            screen.line()
            screen.line(Text(heading, style="bold"))
            for line in found:
                screen.line(line, first=_INDENT, rest=_INDENT * 2)


def truth_of(matter: Matter) -> Text:
    """How a matter stands, in its colour."""
    plain = f"{words(matter.status.value)}; {many(reports_of(matter), 'report')}, {origins_words(matter.origins)}"
    return Text(one_line(matter.truth or plain), style=_STYLES[matter.status])


def origins_words(found: Origins) -> str:
    """How many origins: "2 origins", "1 to 3 origins"."""
    return many(found.min, "origin") if found.min == found.max else f"{found.min} to {found.max} origins"


def many(number: int, noun: str) -> str:
    """A number of things: "1 claim", "3 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def words(value: str) -> str:
    """A value of a closed list in words."""
    return value.replace("_", " ")


def _told(view: MatterView) -> Iterator[str]:
    for at in view.kept.matter.claims:
        entry = view.entries[at]
        sentence = say(entry.claim, outlet=entry.report.outlet)
        yield one_line(f"{view.address(at)} · {day_words(entry.report.published)} · {sentence}")


def _roots(view: MatterView) -> Iterator[str]:
    matter = view.kept.matter
    yield origins_words(matter.origins) + (
        f", against it {origins_words(matter.against)}" if matter.against.max else ""
    )
    for root in matter.roots:
        kind = words(root.kind.value) if root.firm else "unnamed, may be any other"
        bent = "against: " if root.against else ""
        yield one_line(f"{bent}{root.name} ({kind}): {', '.join(view.address(at) for at in root.claims)}")
        yield from (one_line(f"  {reason}") for reason in root.reasons)


def _contradictions(view: MatterView) -> Iterator[str]:
    for one in view.kept.matter.contradictions:
        yield one_line(f"{view.address(one.a)} against {view.address(one.b)}: {one.reason}")


def _figures(view: MatterView) -> Iterator[str]:
    for each in view.kept.matter.figures:
        told = ", ".join(
            f"{words(one.bound.value) + ' ' if one.bound and one.bound.value != 'exact' else ''}{one.value:,} "
            f"({view.address(one.claim)})"
            for one in each.told
        )
        bent = "rising" if each.running else "agree" if each.agree else "disagree"
        unit = f" in {each.unit}" if each.unit and each.unit not in ("item", "person") else ""
        yield one_line(f"{each.what}{unit}: {told}; {bent}")


def _steps(view: MatterView) -> Iterator[str]:
    for step in view.kept.matter.steps:
        back = ", taken back since" if step.retracted else ""
        yield f"{day_words(step.published)}: {words(step.stage.value)} ({view.address(step.claim)}){back}"


def _copies(view: MatterView) -> Iterator[str]:
    heads = {at.report: entry.report for at, entry in view.entries.items()}
    for one in view.kept.matter.copies:
        yield one_line(f"{heads[one.a].id} and {heads[one.b].id}: {one.reason}")


def _joins(view: MatterView) -> Iterator[str]:
    for join in view.kept.matter.joins:
        by = f" ({join.by})" if join.by else ""
        yield one_line(f"{view.address(join.a)} and {view.address(join.b)}: {'; '.join(join.reasons)}{by}")


def _links(view: MatterView) -> Iterator[str]:
    for link in view.kept.matter.links:
        yield one_line(f"{_RELATIONS[link.relation]} {link.to} {view.linked[link.to]}: {link.reason}")
