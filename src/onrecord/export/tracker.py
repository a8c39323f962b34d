"""The rows of tables: a claim, an item of a claim, or a fact a row.

A claim is one row, however many things it counts. One figure stands as a number; of several, a column holds all of
them in the order of the items, with semicolons, so that no sum over the column can leave some out unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from onrecord.export.cells import Cell
from onrecord.export.forms import Layout
from onrecord.ledger.rows import Entry
from onrecord.model.actor import Participant
from onrecord.model.decision import Origin
from onrecord.model.judged import REASONS, judged_words
from onrecord.model.quantity import Item
from onrecord.model.wording import say, say_chain, say_status

NONE = "–"
"""What stands for a missing figure among several."""


class Look(Enum):
    """How a column is shown where cells have a look."""

    TEXT = auto()
    LONG = auto()
    DAY = auto()
    NUMBER = auto()
    STATUS = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, its look, and what stands in it."""

    head: str
    width: int = 14
    look: Look = Look.TEXT
    tells: str = ""


_CLAIM = Column("claim", 16, tells="the claim's address in the ledger; `onrecord show` opens its report")
_FROM = Column("date from", 12, Look.DAY, "first day of the act as told; empty where the text gives none")
_TO = Column("date to", 12, Look.DAY, "last day of the act as told; empty where it is open")
_AGENT = Column("donor or agent", 24, tells="who acts; empty where the text does not say")
_RECIPIENT = Column("recipient", 24, tells="towards whom")
_AGENT_COUNTRY = Column("agent country", 10, tells="ISO 3166 code")
_RECIPIENT_COUNTRY = Column("recipient country", 10, tells="ISO 3166 code")
_ACT = Column("act", 11, tells="one of the seventeen acts of the codebook")
_KIND = Column("kind", 12, tells="what aid, request, trade, agreement or restriction is about")
_FIGURES = (
    Column("item", 26, tells="what is given, asked for, moved; several with semicolons"),
    Column("count", 11, Look.NUMBER, "how many; a number, or several with semicolons in the order of the items"),
    Column("unit", 9, tells="of the count: item, person, % or a measure"),
    Column("value", 14, Look.NUMBER, "how much money; as count"),
    Column("currency", 9, tells="of the value: ISO 4217 code"),
    Column("bound", 10, tells="exact, about, at_least, at_most: what the words say of the figure"),
)
_QUOTE = Column("quote", 60, Look.LONG, "the sentence of the report that says so")
_PLACE = Column("place", 16)
_STAGE = Column("stage", 11, tells="how far along the act is told to be")
_STATUS = Column("status", 28, Look.STATUS, "stage, certainty and stance in words: read it with every row")
_FACT = Column(
    "fact", 7, Look.STATUS, "yes where the sources tell it as a fact; no for what is planned, possible, denied …"
)
_SOURCES = Column("sources", 34, Look.LONG, "the way the claim came: outlet ← source ← source")
_SOURCE_KINDS = Column("source kinds", 16, tells="of the sources after the outlet, outermost first")
_OUTLET = Column("outlet", 18)
_PUBLISHED = Column("published", 12, Look.DAY)
_TITLE = Column("title", 30, Look.LONG)
_LINK = Column("link", 30, tells="where the report was published")
_REVIEW = Column("review", 20, tells="who answers for it: not reviewed is the machine's alone")
_SENTENCE = Column("in words", 50, Look.LONG, "the whole claim in one sentence")
_NOTICE = Column("notice", 18, tells="what has to be shown with the report")
_PLACING = (
    Column("report", 14, tells="hash of the report"),
    Column("start", 8, Look.NUMBER, "where the quote begins in the report's text, in characters"),
    Column("end", 8, Look.NUMBER, "where it ends"),
)

COLUMNS: dict[Layout, tuple[Column, ...]] = {
    Layout.TRACKER: (
        *(_CLAIM, _FROM, _TO, _AGENT, _AGENT_COUNTRY, _RECIPIENT, _RECIPIENT_COUNTRY, _ACT, _KIND),
        *(*_FIGURES, _QUOTE, _PLACE, _STAGE, _STATUS, _FACT, _SOURCES, _SOURCE_KINDS),
        *(_OUTLET, _PUBLISHED, _TITLE, _LINK, _REVIEW, _SENTENCE, _NOTICE, *_PLACING),
    ),
    Layout.ITEMS: (
        *(_CLAIM, Column("number", 8, Look.NUMBER, "of the item in its claim"), _FROM, _TO, _AGENT, _RECIPIENT),
        *(_ACT, _KIND, *_FIGURES, Column("words", 26, tells="the item in the words of the text"), _QUOTE),
        *(_STAGE, _STATUS, _FACT, _SOURCES, _OUTLET, _PUBLISHED, _LINK, _REVIEW, *_PLACING),
    ),
    Layout.EVENTS: (
        *(_FROM, _TO, Column("actor 1", 24), Column("actor 1 country", 10), _ACT, _KIND),
        *(Column("actor 2", 24), Column("actor 2 country", 10), _PLACE, _SOURCES, _OUTLET, _PUBLISHED, _LINK, _CLAIM),
    ),
}
"""The columns of each layout."""


def rows(entry: Entry, layout: Layout) -> list[list[Cell]]:
    """The rows of an entry under `COLUMNS[layout]`; none where the layout has no room for what it is."""
    if layout is Layout.TRACKER:
        return [tracker_row(entry)]
    if layout is Layout.ITEMS:
        return [_item_row(entry, number, item) for number, item in enumerate(entry.claim.items, 1)] or [
            _item_row(entry, None, None)
        ]
    return [] if left_out(entry) else [_event_row(entry)]


def left_out(entry: Entry) -> str:
    """Why an entry may not stand where there is no room for a status; "" where it may."""
    if entry.origin is Origin.REJECTED:
        return review_words(entry)
    return "" if entry.stands_as_fact else f"no fact: {status_words(entry)}"


def status_words(entry: Entry) -> str:
    """The status of an entry in words."""
    return say_status(entry.claim.status, entry.claim.act)


def review_words(entry: Entry) -> str:
    """Who answers for an entry, and why it should be looked at again, if it should."""
    told = judged_words(entry.origin, entry.decisions)
    return f"{told}; look again: {REASONS[entry.reason]}" if entry.reason else told


def tracker_row(entry: Entry) -> list[Cell]:
    """An entry as one row."""
    head, claim = entry.report, entry.claim
    return [
        entry.address,
        *_days(entry),
        *(_names(claim.agent), _countries(claim.agent), _names(claim.recipient), _countries(claim.recipient)),
        *(claim.act.value, claim.kind and claim.kind.value),
        *_figures(claim.items),
        *(claim.evidence.exact, _joined(place.text for place in claim.place)),
        *_standing(entry),
        _joined((source.kind.value for source in claim.sources), once=False),
        *(head.outlet, head.published, head.title, head.url, review_words(entry)),
        *(say(claim, outlet=head.outlet), head.notice, *_placing(entry)),
    ]


def _item_row(entry: Entry, number: int | None, item: Item | None) -> list[Cell]:
    head, claim = entry.report, entry.claim
    return [
        *(entry.address, number, *_days(entry), _names(claim.agent), _names(claim.recipient)),
        *(claim.act.value, claim.kind and claim.kind.value, *_figures((item,) if item else ())),
        *(item.text if item else None, claim.evidence.exact, *_standing(entry)),
        *(head.outlet, head.published, head.url, review_words(entry), *_placing(entry)),
    ]


def _event_row(entry: Entry) -> list[Cell]:
    head, claim = entry.report, entry.claim
    return [
        *(
            *_days(entry),
            _names(claim.agent),
            _countries(claim.agent),
            claim.act.value,
            claim.kind and claim.kind.value,
        ),
        *(_names(claim.recipient), _countries(claim.recipient), _joined(place.text for place in claim.place)),
        *(say_chain(claim.sources, outlet=head.outlet), head.outlet, head.published, head.url, entry.address),
    ]


def _days(entry: Entry) -> tuple[Cell, Cell]:
    when = entry.claim.when
    return (when.start, when.end) if when else (None, None)


def _standing(entry: Entry) -> tuple[Cell, Cell, Cell, Cell]:
    """Stage, status in words, whether it is a fact, and the chain of sources."""
    claim = entry.claim
    fact = "yes" if entry.stands_as_fact else "no"
    return claim.status.stage.value, status_words(entry), fact, say_chain(claim.sources, outlet=entry.report.outlet)


def _placing(entry: Entry) -> tuple[Cell, Cell, Cell]:
    return entry.report.hash, entry.claim.evidence.start, entry.claim.evidence.end


def is_money(item: Item) -> bool:
    """Whether an item's unit is a currency."""
    return item.unit is not None and len(item.unit) == 3 and item.unit.isupper()


def _figures(items: Sequence[Item]) -> tuple[Cell, ...]:
    """Item, count, unit, value, currency, bound of a claim's items."""
    money = [is_money(item) for item in items]
    return (
        _joined((item.what for item in items), once=False),
        _column([None if paid else item.value for item, paid in zip(items, money, strict=True)]),
        _column([None if paid else item.unit for item, paid in zip(items, money, strict=True)]),
        _column([item.value if paid else None for item, paid in zip(items, money, strict=True)]),
        _column([item.unit if paid else None for item, paid in zip(items, money, strict=True)]),
        _column([item.bound.value if item.bound else None for item in items]),
    )


def _column(values: Sequence[str | int | float | None]) -> Cell:
    """The one value that is there, or all in the order of the items."""
    there = [value for value in values if value is not None]
    if len(there) < 2:
        return there[0] if there else None
    return "; ".join(NONE if value is None else str(value) for value in values)


def _names(parties: Iterable[Participant]) -> str:
    return _joined(party.name for party in parties)


def _countries(parties: Iterable[Participant]) -> str:
    return _joined(party.country or "" for party in parties)


def _joined(parts: Iterable[str], *, once: bool = True) -> str:
    told = [part for part in parts if part]
    return "; ".join(dict.fromkeys(told) if once else told)
