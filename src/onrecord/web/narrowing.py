"""What a view of the ledger can be narrowed by: facets as links, with the number each leads to."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.codebook.register import state_names
from onrecord.ledger.facets import Count, Facet, Facets
from onrecord.web.views import ClaimQuery, Value, address, changed

PATH = "/ledger"

_TITLES = {
    Facet.ACT: "Act",
    Facet.FACT: "Told as a fact",
    Facet.STAGE: "Stage",
    Facet.CERTAINTY: "Certainty",
    Facet.STANCE: "Stance",
    Facet.POLARITY: "Polarity",
    Facet.AGENT: "Agent",
    Facet.RECIPIENT: "Recipient",
    Facet.COUNTRY: "Country",
    Facet.KIND: "Kind",
    Facet.SOURCE_KIND: "Kind of source",
    Facet.OUTLET: "Outlet",
    Facet.DAY: "Published",
    Facet.REVIEWED: "Reviewed",
}
"""The facets in the order in which they are shown; each parameter of an address has its facet's name."""

_ONE = frozenset({Facet.FACT, Facet.REVIEWED, Facet.POLARITY, Facet.AGENT, Facet.RECIPIENT, Facet.COUNTRY})
"""Facets of which a view has one value; of the others it may have several."""

_WHOLE = frozenset({Facet.AGENT, Facet.RECIPIENT})
_SHOWN = 6
_MONTHS = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: what it is called, how many claims it has, whether it is chosen, where it leads."""

    name: str
    claims: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A facet: the choices shown at once, and those behind "more"; `active` where the view is narrowed by it."""

    title: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the view in words, and where the view without it is."""

    name: str
    url: str


def panels(facets: Facets, query: ClaimQuery) -> list[Panel]:
    """The facets of a view; those with nothing to choose are left out."""
    told = query.told()
    found = []
    for facet, title in _TITLES.items():
        counts = facets.counts[facet]
        choices = list(_published(counts, told) if facet is Facet.DAY else _choices(facet, counts, told))
        active = any(choice.chosen for choice in choices) or facet.value in told
        if choices and (len(choices) > 1 or active):
            choices.sort(key=lambda choice: not choice.chosen)
            found.append(Panel(title, tuple(choices[:_SHOWN]), tuple(choices[_SHOWN:]), active))
    return found


def _choices(facet: Facet, counts: tuple[Count, ...], told: dict[str, Value]) -> Iterator[Choice]:
    chosen = _list(told.get(facet.value, []))
    for count in counts:
        value = f'"{count.value}"' if facet in _WHOLE else count.value
        is_chosen = value in chosen
        others = [one for one in chosen if one != value]
        if facet in _ONE:
            to: Value = "" if is_chosen else value
        else:
            to = others if is_chosen else [*others, value]
        yield Choice(_name(facet, count), count.claims, is_chosen, address(PATH, changed(told, **{facet.value: to})))


def _published(counts: tuple[Count, ...], told: dict[str, Value]) -> Iterator[Choice]:
    """Months, or years where there are many months; newest first."""
    months = Counter[str]()
    for count in counts:
        months[count.value[:7]] += count.claims
    if len(months) > _MONTHS:
        years = Counter[str]()
        for month, claims in months.items():
            years[month[:4]] += claims
        months = years
    for stretch in sorted(months, reverse=True):
        first, last = _days(stretch)
        ends: dict[str, Value] = {"since": first.isoformat(), "until": last.isoformat()}
        chosen = all(told.get(name) == value for name, value in ends.items())
        to: dict[str, Value] = dict.fromkeys(ends, "") if chosen else ends
        name = f"{first:%B} {first.year}" if len(stretch) > 4 else stretch
        yield Choice(name, months[stretch], chosen, address(PATH, changed(told, **to)))


def _days(stretch: str) -> tuple[date, date]:
    if len(stretch) == 4:
        return date(int(stretch), 1, 1), date(int(stretch), 12, 31)
    first = date.fromisoformat(f"{stretch}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def chips(query: ClaimQuery) -> list[Chip]:
    """The filters of a view one by one."""
    told = query.told()
    found = []
    for name, value in told.items():
        if name in ("order", "limit", "offset"):
            continue
        several = _list(value)
        for one in several:
            rest: Value = [other for other in several if other != one] if isinstance(value, list) else ""
            found.append(
                Chip(f"{_CALLED.get(name, name)}: {_shown(name, one)}", address(PATH, changed(told, **{name: rest})))
            )
    return found


_CALLED = {
    "source_kind": "kind of source",
    "since": "published since",
    "until": "published until",
    "when_since": "happened since",
    "when_until": "happened until",
    "fact": "told as a fact",
    "origin": "state",
    "all_versions": "with older versions",
}


def _shown(name: str, value: str) -> str:
    if name in ("agent", "recipient", "party", "source"):
        return value.strip('"')
    if name == "country":
        return state_names().get(value.upper(), value)
    return value if name in ("search", "outlet", "report") else value.replace("_", " ")


def _name(facet: Facet, count: Count) -> str:
    return state_names().get(count.value, count.name) if facet is Facet.COUNTRY else count.name


def _list(value: Value) -> list[str]:
    return value if isinstance(value, list) else [value]
