"""Which claims are worth comparing: keys that two claims of one matter share.

Invariant: the keys of a claim depend on nothing but the claim and its report, so that a new report finds the claims it
concerns, and reading all at once compares the same pairs as reading one after the other.

Most claims tell both sides of an act, and two such claims of one matter share both: they meet under a key of both
sides. A claim that tells only one side, or only a place, has to meet all that fit it. So each claim is kept under its
`blocks` and looks under what it `seeks`; `a` finds `b` just where `b` finds `a`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from onrecord.matching.parties import Side
from onrecord.matching.profile import SUPPLY, Profile, profile
from onrecord.matching.times import REACH
from onrecord.model.claim import Act, Claim
from onrecord.model.report import Report

NEARBY = 8000
"""Characters between two claims of one report that may be told as one happening for that alone."""
_SPAN = {Act.ATTACK: 1, Act.DEPLOY: 2}
"""Days in a bucket: few for the acts told of daily, else about a week."""
_WEEK = 8
_MOST = 8
"""Most buckets of one claim; a longer window is taken to start and to end with these."""
_SPELT = 5
"""Letters of a town's name that its spellings share."""
_CROWD = 6
"""Most names of one side by which a claim is found: a summit of thirty states is found by six."""


def blocks(claim: Claim, report: Report) -> tuple[str, ...]:
    """The keys under which a claim is kept; in a fixed order, each once."""
    return kept_under(profile(claim, report))


def seeks(claim: Claim, report: Report) -> tuple[str, ...]:
    """The keys of `blocks` under which the claims that this one may be joined with are found."""
    return looked_under(profile(claim, report))


def kept_under(told: Profile) -> tuple[str, ...]:
    """The blocks of a profile."""
    both, single = _places_in_time(told)
    mark = "one" if both else "half"
    spots, sorts = _sites(told)
    paired = (f"{key}{site}" for key in both for site in (*spots, sorts[0]))
    return tuple(dict.fromkeys((*_in_report(told), *paired, *(f"{mark}:{key}" for key in single), *asking(told))))


def looked_under(told: Profile) -> tuple[str, ...]:
    """What a profile seeks."""
    both, single = _places_in_time(told)
    marks = ("half",) if both else ("half", "one")
    spots, sorts = _sites(told)
    paired = (f"{key}{site}" for key in both for site in (*spots, *sorts[1]))
    return tuple(dict.fromkeys((*_in_report(told), *paired, *(f"{mark}:{key}" for mark in marks for key in single))))


def asking(told: Profile) -> tuple[str, ...]:
    """The blocks that a request shares with the aid it may ask for; empty for other acts."""
    if told.act is Act.REQUEST:
        asker = told.doer
    elif told.family == SUPPLY:
        asker = told.both if told.mutual else told.target
    else:
        return ()
    slot = told.window.published // (REACH // 2)
    return tuple(f"ask:{name}:{at}" for name in _marks(asker) for at in (slot, slot + 1, slot + 2))


def _in_report(told: Profile) -> tuple[str, ...]:
    page = told.place_in_text // NEARBY
    return tuple(f"report:{told.at.report}:{told.family}:{at}" for at in (page, page + 1))


def _sites(told: Profile) -> tuple[tuple[str, ...], tuple[str, tuple[str, ...]]]:
    """The sites by which an attack is found, and the sort of site it has with the sorts it has to meet.

    Two attacks at two told towns are never one, so those of a war meet town by town, and those that tell none meet all.
    """
    if told.act is not Act.ATTACK or told.spot.wide or not told.spot.names:
        return (), ("", ("", "@")) if told.act is Act.ATTACK else ("", ("",))
    return tuple(f"@{name[-1][:_SPELT]}" for name in told.spot.names), ("@", ("",))


def _places_in_time(told: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of both sides, and keys of one side or of the place, each with its stretch of time."""
    both, single = _who(told)
    times = [f"{told.family}:{bucket}" for bucket in _buckets(told)]
    if told.family == SUPPLY or told.act is Act.REQUEST:
        times.extend(_things(told))
    return (
        tuple(f"{time}:{pair}" for pair in both for time in times),
        tuple(f"{time}:{name}" for name in single for time in times),
    )


def _who(told: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pairs of names of the two sides (none where one is not told), and the names one by one."""
    named = (*told.both.names, *told.spot.names, *told.mentions)
    spots = tuple(dict.fromkeys(f"@{name[-1]}" for name in named))[:_CROWD]
    if told.mutual or told.family == SUPPLY:
        names = _marks(told.both)
        return tuple(f"{one}+{other}" for one, other in combinations(names, 2)), (*names, *spots)
    doers, targets = _marks(told.doer), _marks(told.target)
    pairs = tuple(f"{one}>{other}" for one, other in product(doers, targets))
    return pairs, (*(f"{name}>" for name in doers), *(f">{name}" for name in targets), *spots)


def _marks(one: Side) -> tuple[str, ...]:
    """The names of a side, in order: states (those of its bodies too), bodies by the first word of their names, which
    the parts of one share, other names, persons of no state.
    """
    names: Iterable[str] = (
        *one.countries, *one.home, *(body.partition("-")[0] for body in one.bodies), *(name[-1] for name in one.names),
        *(name[-1] for country, name in one.people if not country),
    )  # fmt: skip
    return tuple(sorted(set(names))[:_CROWD])


def _buckets(told: Profile) -> Iterator[int]:
    size = _SPAN.get(told.act, _WEEK)
    window = told.window
    if told.family == SUPPLY or window.step:
        # told by their steps: what counts is when the step was published
        yield from range((window.published - 2 * _WEEK) // size, (window.published + _WEEK) // size + 1)
        return
    first, last = (window.first - 1) // size, (window.last + 1) // size
    if last - first < _MOST:
        yield from range(first, last + 1)
    else:
        yield from range(first, first + _MOST // 2)
        yield from range(last - _MOST // 2 + 1, last + 1)


def _things(told: Profile) -> Iterator[str]:
    """The same things in the same number, and of the same model, are looked for over months."""
    slot = told.window.published // REACH
    for thing in told.things[:_CROWD]:
        marks = [f"{thing.head}:{model}" for model in sorted(thing.models)[:2]]
        if thing.value is not None:
            marks.append(f"{thing.head}:{thing.value:g}")
        yield from (f"{told.family}:{mark}:{at}" for mark in marks for at in (slot, slot + 1))
