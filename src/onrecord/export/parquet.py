"""Parquet: a claim a row, with typed columns and nested parties, items, places and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import batched
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.forms import Written
from onrecord.export.tracker import is_money, status_words
from onrecord.ledger.rows import Entry
from onrecord.model.actor import Participant
from onrecord.model.evidence import Span
from onrecord.model.judged import judged_words
from onrecord.model.wording import say, say_chain

if TYPE_CHECKING:
    from pyarrow import DataType, Schema

GROUP = 5_000
"""Claims written at a time."""

type Value = str | int | float | bool | object
type Row = dict[str, Value]


@cache
def schema() -> Schema:
    """The columns and their types."""
    import pyarrow as pa

    span = [("start", pa.int32()), ("end", pa.int32())]
    text = pa.string()
    days = pa.date32()
    party = pa.struct([("text", text), ("name", text), ("country", text), ("kind", text), *span])
    item = [("text", text), ("what", text), ("value", pa.float64()), ("unit", text), ("bound", text)]
    columns: list[tuple[str, DataType]] = [
        *((name, text) for name in ("address", "report", "report_id", "claim")),
        *(("version", pa.int32()), ("outlet", text), ("published", days), ("title", text), ("url", text)),
        *(("language", text), ("notice", text), ("act", text), ("kind", text)),
        *(("agent", pa.list_(party)), ("recipient", pa.list_(party))),
        ("items", pa.list_(pa.struct([*item, ("money", pa.bool_()), *span]))),
        ("place", pa.list_(pa.struct([("text", text), ("country", text), *span]))),
        *(("when_text", text), ("when_start", days), ("when_end", days)),
        *((name, text) for name in ("polarity", "certainty", "stage", "stance")),
        *(("flags", pa.list_(text)), ("status", text), ("fact", pa.bool_())),
        ("sources", pa.list_(pa.struct([("text", text), ("name", text), ("kind", text), ("country", text), *span]))),
        *(("chain", text), ("sentence", text), ("quote", text)),
        *((f"quote_{end}", pa.int32()) for end in ("start", "end")),
        *(("trigger", text), ("trigger_start", pa.int32()), ("trigger_end", pa.int32())),
        *(("about", text), ("origin", text), ("reviewed", pa.bool_()), ("judged", text), ("reason", text)),
        *((name, text) for name in ("code", "codebook", "model")),
        ("imported", pa.bool_()),
    ]
    return pa.schema(columns)


def write(entries: Iterable[Entry], stream: BinaryIO) -> Written:
    """Write entries as Parquet, in groups of `GROUP`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    claims, reports = 0, set[str]()
    with pq.ParquetWriter(stream, schema(), compression="zstd") as writer:
        for group in batched(entries, GROUP):
            writer.write_table(pa.Table.from_pylist([_row(entry) for entry in group], schema=schema()))
            claims += len(group)
            reports.update(entry.report.hash for entry in group)
    return Written(claims, len(reports))


def _row(entry: Entry) -> Row:
    return {**_head(entry), **_slots(entry), **_status(entry), **_review(entry)}


def _head(entry: Entry) -> Row:
    head = entry.report
    return {
        "address": entry.address,
        "report": head.hash,
        "report_id": head.id,
        "claim": entry.id,
        "version": head.version,
        "outlet": head.outlet,
        "published": head.published,
        "title": head.title,
        "url": head.url,
        "language": head.language,
        "notice": head.notice,
    }


def _slots(entry: Entry) -> Row:
    claim = entry.claim
    when = claim.when
    return {
        "act": claim.act.value,
        "kind": claim.kind.value if claim.kind else None,
        "agent": _parties(claim.agent),
        "recipient": _parties(claim.recipient),
        "items": [
            {
                "text": item.text,
                "what": item.what,
                "value": None if item.value is None else float(item.value),
                "unit": item.unit,
                "bound": item.bound.value if item.bound else None,
                "money": is_money(item),
                **_span(item.span),
            }
            for item in claim.items
        ],
        "place": [{"text": place.text, "country": place.country, **_span(place.span)} for place in claim.place],
        "when_text": when.text if when else None,
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "about": claim.about,
    }


def _status(entry: Entry) -> Row:
    claim, status = entry.claim, entry.claim.status
    outlet = entry.report.outlet
    return {
        "polarity": status.polarity.value,
        "certainty": status.certainty.value,
        "stage": status.stage.value,
        "stance": status.stance.value,
        "flags": [flag.value for flag in status.ordered_flags()],
        "status": status_words(entry),
        "fact": entry.stands_as_fact,
        "sources": [
            {"text": one.text, "name": one.name, "kind": one.kind.value, "country": one.country, **_span(one.span)}
            for one in claim.sources
        ],
        "chain": say_chain(claim.sources, outlet=outlet),
        "sentence": say(claim, outlet=outlet),
        "quote": claim.evidence.exact,
        "quote_start": claim.evidence.start,
        "quote_end": claim.evidence.end,
        "trigger": claim.trigger.exact,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
    }


def _review(entry: Entry) -> Row:
    maker = entry.made_by
    return {
        "origin": entry.origin.value,
        "reviewed": entry.reviewed,
        "judged": judged_words(entry.origin, entry.decisions),
        "reason": entry.reason.value if entry.reason else None,
        "code": maker.code,
        "codebook": maker.codebook,
        "model": maker.model,
        "imported": maker.imported,
    }


def _parties(parties: Sequence[Participant]) -> list[Row]:
    return [
        {"text": one.text, "name": one.name, "country": one.country, "kind": one.kind.value, **_span(one.span)}
        for one in parties
    ]


def _span(span: Span | None) -> Row:
    return {"start": span.start if span else None, "end": span.end if span else None}
