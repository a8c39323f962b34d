"""The dossier: one page with reports, their evidence, the claims with their chains, and a timeline.

Invariants: the page is one file that asks for nothing else, and its policy forbids it to; it has no script; nothing
of a report reaches it as markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import ExportError
from onrecord.export.cells import visible
from onrecord.export.forms import Written
from onrecord.export.passages import Passage, passages
from onrecord.export.selected import Selected, web_address
from onrecord.export.timeline import Day, Strip, days, moment, strip
from onrecord.export.tracker import review_words
from onrecord.ledger.rows import Entry
from onrecord.model.decision import Origin
from onrecord.model.wording import say, say_status
from onrecord.model.wording_names import day_words

if TYPE_CHECKING:
    from jinja2 import Template

MOST = 10_000
"""Claims that a page can have and still be read."""
OPEN = 5
"""Up to that many reports, their texts stand open."""
TITLE = "Claims on record"


@dataclass(frozen=True, slots=True)
class Figure:
    """An item: its words, and what is read from them."""

    words: str
    read: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as the page shows it."""

    anchor: str
    name: str
    said: str
    fact: bool
    rejected: bool
    act: str
    status: str
    chain: tuple[str, ...]
    evidence: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    place: str
    review: str
    reviewed: bool
    about: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report as the page shows it."""

    anchor: str
    outlet: str
    day: str
    title: str
    link: str | None
    url: str | None
    notice: str | None
    language: str
    text: tuple[Passage, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template needs."""

    title: str
    sheets: tuple[Sheet, ...]
    days: tuple[Day, ...]
    strip: Strip | None
    claims: int
    facts: int
    span: str
    texts_open: bool


def write(selected: Iterable[Selected], stream: BinaryIO, *, title: str = "") -> Written:
    """Write the dossier. Raises `ExportError` where there are more claims than a page can show (`MOST`)."""
    held: list[Selected] = []
    claims = 0
    for one in selected:
        held.append(one)
        claims += len(one.entries)
        check_room(claims)
    page = page_of(held, title=title)
    style = _style()
    parts = _template().generate(page=page, style=style, policy=_policy(style))
    stream.writelines(part.encode("utf-8", "replace") for part in parts)
    return Written(claims, len(held))


def check_room(claims: int) -> None:
    """Raise `ExportError` where there are more claims than a page can show (`MOST`)."""
    if claims > MOST:
        raise ExportError(f"too much for one page (more than {MOST:,} claims); filter, or write xlsx or parquet")


def page_of(held: Sequence[Selected], *, title: str = "") -> Page:
    """The page of some reports with their claims."""
    anchors = [[f"r{n}-{number}" for number, _ in enumerate(one.entries, 1)] for n, one in enumerate(held, 1)]
    moments = [
        moment(entry, anchor)
        for one, names in zip(held, anchors, strict=True)
        for entry, anchor in zip(one.entries, names, strict=True)
        if entry.origin is not Origin.REJECTED
    ]
    sheets = tuple(_sheet(one, f"r{n}", names) for n, (one, names) in enumerate(zip(held, anchors, strict=True), 1))
    named = (one.report.title.strip() for one in held[:1]) if len(held) == 1 else iter(())
    dates = sorted(one.report.published for one in held)
    span = "" if not dates else _span(day_words(dates[0]), day_words(dates[-1]))
    return Page(
        title=title.strip() or next(named, "") or TITLE,
        sheets=sheets,
        days=tuple(days(moments)),
        strip=strip(moments),
        claims=sum(len(sheet.cards) for sheet in sheets),
        facts=sum(card.fact for sheet in sheets for card in sheet.cards),
        span=span,
        texts_open=len(sheets) <= OPEN,
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _sheet(one: Selected, anchor: str, names: Sequence[str]) -> Sheet:
    report = one.report
    standing = [(e, name) for e, name in zip(one.entries, names, strict=True) if e.origin is not Origin.REJECTED]
    text = passages(report.text, [entry for entry, _ in standing], [name for _, name in standing])
    at = {entry.id: name for entry, name in zip(one.entries, names, strict=True)}
    return Sheet(
        anchor=anchor,
        outlet=report.outlet,
        day=day_words(report.published),
        title=report.title,
        link=web_address(report.url),
        url=report.url,
        notice=report.notice,
        language=report.language,
        text=tuple(text),
        cards=tuple(_card(entry, name, at) for entry, name in zip(one.entries, names, strict=True)),
    )


def _card(entry: Entry, anchor: str, at: dict[str, str]) -> Card:
    claim = entry.claim
    start = claim.evidence.start
    quoted = Passage(claim.evidence.exact[: claim.trigger.start - start])
    act = Passage(claim.trigger.exact, trigger=True, fact=entry.stands_as_fact)
    rest = Passage(claim.evidence.exact[claim.trigger.end - start :])
    return Card(
        anchor=anchor,
        name=entry.id,
        said=say(claim, outlet=entry.report.outlet),
        fact=entry.stands_as_fact,
        rejected=entry.origin is Origin.REJECTED,
        act=f"{claim.act.value}, {claim.kind.value}" if claim.kind else claim.act.value,
        status=say_status(claim.status, claim.act, when=claim.when),
        chain=(entry.report.outlet, *(source.name for source in claim.sources)),
        evidence=(quoted, act, rest),
        figures=tuple(_figure(entry)),
        place="; ".join(dict.fromkeys(place.text for place in claim.place)),
        review=review_words(entry),
        reviewed=entry.reviewed,
        about=at.get(claim.about or ""),
    )


def _figure(entry: Entry) -> Iterable[Figure]:
    for item in entry.claim.items:
        if item.value is None:
            yield Figure(item.text, "")
            continue
        bound = item.bound.value.replace("_", " ") if item.bound and item.bound.value != "exact" else ""
        yield Figure(
            item.text, " ".join(part for part in (bound, f"{item.value:,}", item.unit or "", item.what) if part)
        )


def _style() -> str:
    return files("onrecord.export").joinpath("templates/dossier.css").read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """What the page may do: show itself in its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    rooms = Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return rooms.get_template("dossier.html")
