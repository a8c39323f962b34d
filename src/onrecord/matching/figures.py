"""What the claims of a matter count, made comparable: which numbers are of one thing, and which exclude each other."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.codebook.weighing import weighing
from onrecord.matching.parties import alike, singular
from onrecord.matching.sayings import Saying, Stand
from onrecord.matching.voices import words
from onrecord.model.claim import Act
from onrecord.model.matter import ClaimAt, Figures, FigureTold
from onrecord.model.quantity import Bound, Item

_ABOUT = 0.1
"""How far from a figure told as "about" the truth may lie, as a share of it: 60 and 64 agree, 100 and 120 do not."""

_ROUNDED = 0.05
"""How far from a sum of money or a measure the truth may lie at most, by the rounding of its last digit."""

_REACH = 40
_BREAK = re.compile(r"[.;\n]")
_COUNTS = frozenset({"item", "person"})


type NumberAt = tuple[ClaimAt, int]
"""Where a number stands: its claim and which of the claim's items it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A number of one claim. `value` is what is counted in all: "Corvane and two other firms" is three.

    `low` and `high` are the least and the most it can mean.
    `fate` is what befell the people counted, "" for others; `alone`: the claim has no other number of that noun;
    `lone`: it has no other in that unit (of people: with that fate); `updates`: the sentence brings a count up to date.
    """

    key: NumberAt
    saying: Saying
    item: Item
    value: float
    low: float
    high: float
    unit: str
    head: str
    words: frozenset[str]
    fate: str
    alone: bool
    lone: bool
    updates: bool


def _range(item: Item, value: float) -> tuple[float, float]:
    """The least and the most that a number can mean."""
    if item.bound is Bound.AT_LEAST:
        return value, math.inf
    if item.bound is Bound.AT_MOST:
        return -math.inf, value
    slack = abs(value) * _ABOUT if item.bound is Bound.ABOUT else 0.0
    if item.unit not in _COUNTS:
        slack = max(slack, min(_last_digit(value) / 2, abs(value) * _ROUNDED))
    return value - slack, value + slack


def _last_digit(value: float) -> float:
    """The worth of the last digit that is told: 2.4 billion is told to 100 million."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    digits = f"{abs(value):.12g}"
    if "." in digits or "e" in digits:
        return float(10 ** -len(digits.partition("e")[0].partition(".")[2]))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def counted(saying: Saying) -> tuple[Counted, ...]:
    """The numbers of a claim that can be compared; parts of a larger number are left out."""
    claim = saying.claim
    known = [item for item in claim.items if item.value is not None and item.unit is not None]
    kept = [item for item in known if not weighing().part.search(item.text.lower())]
    updates = weighing().running.search(claim.evidence.exact.lower()) is not None
    heads = [_head(item.what) for item in kept]
    fates = [_fate(saying, item) if item.unit == "person" else "" for item in kept]
    nouns = Counter((item.unit, head) for item, head in zip(kept, heads, strict=True))
    units = Counter((item.unit, fate) for item, fate in zip(kept, fates, strict=True))
    found: list[Counted] = []
    for at, (item, head, fate) in enumerate(zip(kept, heads, fates, strict=True)):
        value = float(item.value or 0) + _named_beside(saying, item)
        low, high = _range(item, value)
        found.append(
            Counted(
                key=(saying.at, at),
                saying=saying,
                item=item,
                value=value,
                low=low,
                high=high,
                unit=item.unit or "",
                head=head,
                words=words(item.what),
                fate=fate,
                alone=nouns[item.unit, head] == 1,
                lone=units[item.unit, fate] == 1,
                updates=updates,
            )
        )
    return tuple(found)


def _head(what: str) -> str:
    """The noun that a description is of: "captured soldiers from the north" is "soldier"."""
    phrase = re.split(r"\s+(?:of|for|from|in|at|on|with|and)\s+", what.strip())[0]
    return singular(phrase.split()[-1].lower()) if phrase.split() else ""


def _named_beside(saying: Saying, item: Item) -> int:
    """How many parties named beside "two other firms" belong to the number in all."""
    if not re.search(r"\bother\b", item.text.lower()):
        return 0
    sides = (saying.claim.agent, saying.claim.recipient)
    side = next((side for side in sides if any(party.name == item.text for party in side)), ())
    return max(0, len(side) - 1)


def _fate(saying: Saying, item: Item) -> str:
    """What befell the people counted: by the nearest word for it in the sentence, else by the act's own word."""
    if saying.claim.act is not Act.ATTACK:
        return ""
    text = saying.claim.evidence.exact.lower()
    at = text.find(item.text.lower())
    best, found = _REACH, ""
    for fate, pattern in weighing().fates.items():
        for met in pattern.finditer(text) if at >= 0 else ():
            gap = max(at - met.end(), met.start() - at - len(item.text), 0)
            between = text[min(met.end(), at) : max(met.start(), at)]
            if gap < best and not _BREAK.search(between):
                best, found = gap, fate
    if found:
        return found
    trigger = saying.claim.trigger.exact.lower()
    return next((fate for fate, pattern in weighing().fates.items() if pattern.search(trigger)), "")


def comparable(one: Counted, other: Counted) -> bool:
    """Whether two numbers count the same thing."""
    if one.unit != other.unit or one.fate != other.fate:
        return False
    if one.unit != "item" and one.lone and other.lone:
        return True
    if one.head == other.head or alike(frozenset({one.head}), frozenset({other.head})):
        return (one.alone and other.alone) or bool((one.words & other.words) - {one.head, other.head})
    return False


def exclude(one: Counted, other: Counted) -> bool:
    """Whether two numbers of the same thing cannot both be true."""
    return one.high < other.low or other.high < one.low


def rises(one: Counted, other: Counted, *, same_root: bool) -> bool:
    """Whether the greater of two numbers is the later state of one count, and no contradiction.

    So where it is told as an update, where one origin tells both and does not go down, or where it counts the dead and
    the like and was published later.
    """
    less, more = (one, other) if one.value <= other.value else (other, one)
    if more.saying.day < less.saying.day:
        return False
    if more.updates or same_root:
        return True
    return bool(more.fate) and more.saying.day > less.saying.day


def figures(told: Sequence[Saying], *, running: frozenset[frozenset[NumberAt]]) -> tuple[Figures, ...]:
    """The things that at least two claims count, with the numbers side by side in order of publication.

    `running` are the pairs of numbers of which one is the later state of the other.
    """
    groups: list[list[Counted]] = []
    for number in _numbers(told):
        group = next((group for group in groups if comparable(group[0], number)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return tuple(_made(group, running) for group in groups if len({number.saying.at for number in group}) > 1)


def _numbers(told: Sequence[Saying]) -> Iterator[Counted]:
    for saying in told:
        if saying.stand is Stand.FOR:
            yield from counted(saying)


def _made(group: Sequence[Counted], running: frozenset[frozenset[NumberAt]]) -> Figures:
    pairs = [(one, other) for at, one in enumerate(group) for other in group[at + 1 :] if exclude(one, other)]
    what = max((number.item.what for number in group), key=lambda what: (len(what), what))
    return Figures(
        what=f"{what} ({group[0].fate})" if group[0].fate else what,
        unit=group[0].unit or None,
        told=tuple(
            FigureTold(number.item.value or 0, number.item.bound, number.saying.at, number.saying.day)
            for number in group
        ),
        running=bool(pairs) and all(frozenset((pair[0].key, pair[1].key)) in running for pair in pairs),
        agree=not pairs,
    )
