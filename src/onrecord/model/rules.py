"""The codebook's rules that a program can check.

Invariant: a claim that passes `validate` rests on exact characters of its report and breaks no rule of the codebook.
Meant to be called whenever a claim is made, and again when it is kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from onrecord.errors import ClaimError, SpanError
from onrecord.model.claim import KINDED, Act, Claim
from onrecord.model.evidence import Span
from onrecord.model.quantity import Item
from onrecord.model.report import Report
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status

WITHHOLDING = frozenset({Stance.NOT_CONFIRMED, Stance.NO_COMMENT})
"""The stances that leave a claim unknown."""

_COUNTRY = re.compile(r"[A-Z]{3}")
_UNIT = re.compile(r"%|[A-Za-z][A-Za-z0-9/]{0,11}")


def validate(claim: Claim, report: Report) -> None:
    """Pass a claim that keeps the codebook's rules over its report.

    Raises `SpanError` where characters are not at their offsets and `ClaimError` where a rule is broken; the message
    names the claim, the part and what is wrong.
    """
    if not claim.id:
        raise ClaimError("a claim has no id")
    if not report.outlet.strip():
        raise _broken(claim, "its report has no outlet")
    _check_spans(claim, report.text)
    _check_texts(claim, report.text)
    _check_status(claim)
    _check_act(claim)
    _check_slots(claim)
    _check_about(claim)


def validate_all(claims: Sequence[Claim], report: Report) -> None:
    """Pass the claims of one report: each by itself, their ids unique, every `about` one of them.

    Raises `SpanError` and `ClaimError` as `validate` does.
    """
    seen: set[str] = set()
    for claim in claims:
        validate(claim, report)
        if claim.id in seen:
            raise _broken(claim, "its id is used twice")
        seen.add(claim.id)
    for claim in claims:
        if claim.about is not None and claim.about not in seen:
            raise _broken(claim, f"it is about {claim.about}, which is no claim of its report")


def _broken(claim: Claim, what: str) -> ClaimError:
    return ClaimError(f"claim {claim.id} ({claim.act.value}): {what}")


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span of a claim with the name of its part."""
    yield "trigger", claim.trigger
    yield "evidence", claim.evidence
    for name, text, span in _texts(claim):
        if span is not None:
            if span.exact != text:
                raise SpanError(f"claim {claim.id} ({claim.act.value}): {name} {text!r} has the span of {span.exact!r}")
            yield name, span
    for source in claim.sources:
        if source.cue is not None:
            yield "cue of a source", source.cue
    for cue in claim.status.cues:
        yield "cue of the status", cue


def _texts(claim: Claim) -> Iterator[tuple[str, str, Span | None]]:
    """Every quoted text of a claim with the name of its part and its span, where it has one."""
    for party in claim.agent:
        yield "agent", party.text, party.span
    for party in claim.recipient:
        yield "recipient", party.text, party.span
    for item in claim.items:
        yield "item", item.text, item.span
    for place in claim.place:
        yield "place", place.text, place.span
    if claim.when is not None:
        yield "when", claim.when.text, claim.when.span
    for source in claim.sources:
        yield "source", source.text, source.span


def _check_spans(claim: Claim, text: str) -> None:
    for name, span in _spans(claim):
        if not 0 <= span.start < span.end or not span.stands_in(text):
            there = text[max(span.start, 0) : max(span.end, 0)]
            raise SpanError(
                f"claim {claim.id} ({claim.act.value}): {name} {span.exact!r} is not at {span.start}-{span.end}, "
                f"where the text has {there[:80]!r}"
            )
    if not (claim.evidence.start <= claim.trigger.start and claim.trigger.end <= claim.evidence.end):
        raise _broken(claim, f"its trigger {claim.trigger.exact!r} is outside its evidence")


def _check_texts(claim: Claim, text: str) -> None:
    for name, part, span in _texts(claim):
        if not part:
            raise _broken(claim, f"its {name} has no text")
        if span is None and part not in text:
            raise SpanError(f"claim {claim.id} ({claim.act.value}): {name} {part!r} is not in the text")


def _check_status(claim: Claim) -> None:
    status: Status = claim.status
    if status.stage is Stage.OPEN and status.certainty is not Certainty.POSSIBLE:
        raise _broken(claim, f"stage open must be possible, not {status.certainty.value}")
    if status.stance in WITHHOLDING and status.certainty is not Certainty.UNKNOWN:
        raise _broken(claim, f"stance {status.stance.value} must be unknown, not {status.certainty.value}")
    if status.stance is Stance.DENIES and status.polarity is not Polarity.NO:
        raise _broken(claim, "stance denies must have polarity no")


def _check_act(claim: Claim) -> None:
    if claim.act is Act.HOLD and claim.status.stage is not Stage.STANDING:
        raise _broken(claim, f"hold must be standing, not {claim.status.stage.value}")
    if claim.act in KINDED and claim.kind is None:
        raise _broken(claim, "it must have a kind")
    if claim.act not in KINDED and claim.kind is not None:
        raise _broken(claim, f"it has no kind, but {claim.kind.value} is given")


def _check_slots(claim: Claim) -> None:
    named = [(party.text, party.name, party.country) for party in (*claim.agent, *claim.recipient)]
    named += [(source.text, source.name, source.country) for source in claim.sources]
    named += [(place.text, place.text, place.country) for place in claim.place]
    for text, name, country in named:
        if not name:
            raise _broken(claim, f"the party {text!r} has no name")
        if country is not None and not _COUNTRY.fullmatch(country):
            raise _broken(claim, f"country {country!r} of {text!r} is not three capital letters")
    for item in claim.items:
        _check_item(claim, item)
    when = claim.when
    if when is not None:
        if when.start is None and when.end is None:
            raise _broken(claim, f"when {when.text!r} has neither start nor end")
        if when.start is not None and when.end is not None and when.start > when.end:
            raise _broken(claim, f"when {when.text!r} ends before it starts")


def _check_item(claim: Claim, item: Item) -> None:
    given = [part is not None for part in (item.value, item.unit, item.bound)]
    if any(given) and not all(given):
        raise _broken(claim, f"value, unit and bound of item {item.text!r} must stand together")
    if not item.what:
        raise _broken(claim, f"item {item.text!r} does not say what it is")
    if item.value is not None and (isinstance(item.value, bool) or not math.isfinite(item.value)):
        raise _broken(claim, f"value of item {item.text!r} is no number")
    if item.unit is not None and not _UNIT.fullmatch(item.unit):
        raise _broken(claim, f"unit {item.unit!r} of item {item.text!r} is none of the codebook's")


def _check_about(claim: Claim) -> None:
    if claim.about is None:
        return
    if claim.about == claim.id:
        raise _broken(claim, "it is about itself")
    if claim.status.stance not in WITHHOLDING and claim.status.stance is not Stance.DENIES:
        raise _broken(claim, f"it is about {claim.about} but neither denies it nor leaves it unconfirmed")
