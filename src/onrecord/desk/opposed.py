"""What cannot all be true, put side by side: who says so and who denies it, one number and the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.desk.matters import MatterView
from onrecord.matching.sayings import Stand, stand
from onrecord.model.matter import ClaimAt, Contradiction, Figures, FigureTold
from onrecord.model.quantity import Bound


@dataclass(frozen=True, slots=True)
class Side:
    """What one side tells, in words, and the claims that tell it."""

    told: str
    claims: tuple[ClaimAt, ...]


@dataclass(frozen=True, slots=True)
class Opposed:
    """Sides that exclude each other, what it is about, and the pairs of claims behind it."""

    about: str
    sides: tuple[Side, ...]
    pairs: tuple[Contradiction, ...]


def stands(view: MatterView) -> dict[ClaimAt, Stand]:
    """What each claim does for the matter."""
    return {at: stand(entry.claim) for at, entry in view.entries.items()}


def opposed(view: MatterView) -> tuple[Opposed, ...]:
    """The contradictions of a matter, gathered into sides: denials first, then numbers, then each other pair."""
    matter, standing = view.kept.matter, stands(view)
    disputes, rest = _parted(
        matter.contradictions, lambda one: {standing[one.a], standing[one.b]} == {Stand.FOR, Stand.AGAINST}
    )
    found = []
    if disputes:
        held = {at for one in disputes for at in (one.a, one.b)}
        told = {Stand.FOR: "It is so", Stand.AGAINST: "It is not so"}
        sides = [
            Side(words, tuple(at for at in matter.claims if at in held and standing[at] is kind))
            for kind, words in told.items()
        ]
        found.append(Opposed("Whether it is so", tuple(sides), disputes))
    for figures in matter.figures:
        values = {told.claim: told for told in figures.told}
        own, rest = _of_numbers(rest, values)
        if own:
            held = {at for one in own for at in (one.a, one.b)}
            found.append(Opposed(f"How many: {figures.what}", _numbers(figures, held), own))
    for one in rest:
        sides = [Side(view.address(at), (at,)) for at in (one.a, one.b)]
        found.append(Opposed(one.reason, tuple(sides), (one,)))
    return tuple(found)


def number_words(told: FigureTold, figures: Figures) -> str:
    """A number as a claim tells it: "at least 14 howitzers"."""
    bound = "" if told.bound in (None, Bound.EXACT) else f"{told.bound.value.replace('_', ' ')} "
    unit = f"{figures.unit} of " if figures.unit and figures.unit not in ("item", "person") else ""
    return f"{bound}{told.value:,} {unit}{figures.what}"


def by_number(figures: Figures) -> tuple[Side, ...]:
    """Each number told of a thing with the claims that tell it, in the order in which it was first told."""
    return _numbers(figures, {told.claim for told in figures.told})


def _numbers(figures: Figures, held: set[ClaimAt]) -> tuple[Side, ...]:
    sides: dict[str, list[ClaimAt]] = {}
    for told in figures.told:
        if told.claim in held:
            sides.setdefault(number_words(told, figures), []).append(told.claim)
    return tuple(Side(words, tuple(dict.fromkeys(claims))) for words, claims in sides.items())


def _of_numbers(
    found: Iterable[Contradiction], values: Mapping[ClaimAt, FigureTold]
) -> tuple[tuple[Contradiction, ...], tuple[Contradiction, ...]]:
    return _parted(found, lambda one: _differ(values.get(one.a), values.get(one.b)))


def _differ(one: FigureTold | None, other: FigureTold | None) -> bool:
    return one is not None and other is not None and (one.value, one.bound) != (other.value, other.bound)


def _parted(
    found: Iterable[Contradiction], fits: Callable[[Contradiction], bool]
) -> tuple[tuple[Contradiction, ...], tuple[Contradiction, ...]]:
    """Those that fit, and the others."""
    yes, no = list[Contradiction](), list[Contradiction]()
    for one in found:
        (yes if fits(one) else no).append(one)
    return tuple(yes), tuple(no)
