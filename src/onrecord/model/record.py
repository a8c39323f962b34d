"""The JSON form of a reading: what is written for a report, its claims and its mentions.

Invariant: `claims_from_record(to_record(reading), ...)` gives the reading's claims again, and the same reading always
gives the same keys in the same order. The way back is in `recorded`.
"""

from __future__ import annotations

from datetime import date

from onrecord.model.actor import Participant
from onrecord.model.claim import Claim
from onrecord.model.evidence import Span
from onrecord.model.forms import (
    AttributionForm,
    ClaimForm,
    ItemForm,
    MentionsForm,
    OfficeForm,
    PartyForm,
    PeriodForm,
    PlaceForm,
    QuantityForm,
    ReadingForm,
    ReportForm,
    SourceForm,
    SpanForm,
    WhenForm,
)
from onrecord.model.mention import Attribution, Mentions, OfficeMention, QuantityMention, Reading
from onrecord.model.period import Period, PeriodMention
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.model.report import Report
from onrecord.model.source import Source


def to_record(reading: Reading, *, mentions: bool = False) -> ReadingForm:
    """A reading ready for JSON, with all that was found in the text where `mentions` asks for it."""
    record: ReadingForm = {
        "report": report_record(reading.report),
        "claims": [claim_record(claim) for claim in reading.claims],
    }
    if mentions:
        record["mentions"] = _mentions(reading.mentions)
    return record


def report_record(report: Report) -> ReportForm:
    """A report ready for JSON."""
    return {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published.isoformat(),
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "notice": report.notice,
        "hash": report.hash,
        "text": report.text,
    }


def claim_record(claim: Claim) -> ClaimForm:
    """A claim ready for JSON."""
    status = claim.status
    return {
        "id": claim.id,
        "act": claim.act.value,
        "kind": claim.kind.value if claim.kind else None,
        "trigger": _span(claim.trigger),
        "evidence": _span(claim.evidence),
        "agent": [_party(party) for party in claim.agent],
        "recipient": [_party(party) for party in claim.recipient],
        "items": [_item(item) for item in claim.items],
        "place": [_place(place) for place in claim.place],
        "when": _when(claim.when) if claim.when else None,
        "polarity": status.polarity.value,
        "certainty": status.certainty.value,
        "stage": status.stage.value,
        "stance": status.stance.value,
        "flags": [flag.value for flag in status.ordered_flags()],
        "sources": [_source(source) for source in claim.sources],
        "about": claim.about,
        "cues": [_span(cue) for cue in status.cues],
    }


def _span(span: Span) -> SpanForm:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _maybe(span: Span | None) -> SpanForm | None:
    return None if span is None else _span(span)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _party(party: Participant) -> PartyForm:
    return {
        "text": party.text,
        "name": party.name,
        "country": party.country,
        "kind": party.kind.value,
        "span": _maybe(party.span),
    }


def _item(item: Item) -> ItemForm:
    return {
        "text": item.text,
        "what": item.what,
        "value": item.value,
        "unit": item.unit,
        "bound": item.bound.value if item.bound else None,
        "span": _maybe(item.span),
    }


def _place(place: Place) -> PlaceForm:
    return {"text": place.text, "country": place.country, "span": _maybe(place.span)}


def _when(when: Period) -> WhenForm:
    return {"text": when.text, "start": _day(when.start), "end": _day(when.end), "span": _maybe(when.span)}


def _source(source: Source) -> SourceForm:
    return {
        "text": source.text,
        "name": source.name,
        "kind": source.kind.value,
        "country": source.country,
        "span": _maybe(source.span),
        "cue": _maybe(source.cue),
    }


def _quantity(quantity: QuantityMention) -> QuantityForm:
    return {
        "span": _span(quantity.span),
        "what": quantity.what,
        "value": quantity.value,
        "unit": quantity.unit,
        "bound": quantity.bound.value if quantity.bound else None,
    }


def _period(period: PeriodMention) -> PeriodForm:
    return {
        "span": _span(period.span),
        "start": _day(period.start),
        "end": _day(period.end),
        "granularity": period.granularity,
        "timex": {"type": period.timex_type, "value": period.timex_value},
    }


def _attribution(one: Attribution) -> AttributionForm:
    return {
        "source": _maybe(one.source),
        "cue": _span(one.cue),
        "content": [_span(part) for part in one.content],
        "sources": [_source(source) for source in one.sources],
    }


def _office(one: OfficeMention) -> OfficeForm:
    return {
        "span": _span(one.span),
        "person": one.person,
        "office": one.office,
        "country": one.country,
        "body": one.body,
        "tenure": one.tenure.value,
    }


def _mentions(found: Mentions) -> MentionsForm:
    return {
        "quantities": [_quantity(quantity) for quantity in found.quantities],
        "periods": [_period(period) for period in found.periods],
        "places": [
            {
                "span": _span(p.span),
                "name": p.name,
                "country": p.country,
                "geonames": p.geonames,
                "latitude": p.latitude,
                "longitude": p.longitude,
                "region": p.region,
            }
            for p in found.places
        ],
        "actors": [
            {"span": _span(a.span), "name": a.name, "kind": a.kind.value, "country": a.country, "actor": a.actor}
            for a in found.actors
        ],
        "offices": [_office(one) for one in found.offices],
        "attributions": [_attribution(one) for one in found.attributions],
        "positions": [_attribution(one) for one in found.positions],
        "unplaced": [{"span": _span(u.span), "act": u.act.value, "reason": u.reason} for u in found.unplaced],
    }
