"""Every rule of the codebook that a program can check is broken here once, and must be named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from onrecord.errors import ClaimError, SpanError
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import KINDED, Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.forms import Json
from onrecord.model.quantity import Bound, Item
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report
from onrecord.model.rules import validate, validate_all
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status

STATUSES = st.builds(
    Status,
    polarity=st.sampled_from(Polarity),
    certainty=st.sampled_from(Certainty),
    stage=st.sampled_from(Stage),
    stance=st.sampled_from(Stance),
)
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
HUSH = Status(stance=Stance.NO_COMMENT, certainty=Certainty.UNKNOWN)


def test_a_sound_claim_passes(claim: Claim, report: Report) -> None:
    validate(claim, report)


def test_gold_passes(gold: list[Mapping[str, Json]]) -> None:
    assert gold
    for record in gold:
        validate_all(claims_from_record(record), report_from_record(record))


def moved(span: Span) -> Span:
    return Span(span.start + 1, span.end + 1, span.exact)


def swap[T](parts: tuple[T, ...], part: T) -> tuple[T, ...]:
    return (part, *parts[1:])


SPANS: dict[str, Callable[[Claim], Claim]] = {
    "trigger": lambda c: replace(c, trigger=moved(c.trigger)),
    "evidence": lambda c: replace(c, evidence=replace(c.evidence, exact="Something else")),
    "agent": lambda c: replace(c, agent=swap(c.agent, replace(c.agent[0], span=moved(c.agent[0].span)))),
    "recipient": lambda c: replace(c, recipient=swap(c.recipient, replace(c.recipient[0], span=c.trigger))),
    "item": lambda c: replace(c, items=swap(c.items, replace(c.items[0], span=moved(c.items[0].span)))),
    "place": lambda c: replace(c, place=swap(c.place, replace(c.place[0], span=moved(c.place[0].span)))),
    "when": lambda c: replace(c, when=replace(c.when, span=moved(c.when.span))),
    "source": lambda c: replace(c, sources=swap(c.sources, replace(c.sources[0], span=moved(c.sources[0].span)))),
    "cue of a source": lambda c: replace(
        c, sources=swap(c.sources, replace(c.sources[0], cue=moved(c.sources[0].cue)))
    ),
    "cue of the status": lambda c: replace(c, status=replace(c.status, cues=(moved(c.trigger),))),
}
WITHOUT_SPAN: dict[str, Callable[[Claim], Claim]] = {
    "agent": lambda c: replace(c, agent=(Participant("Nordia", "Nordia", None, ActorKind.STATE),)),
    "item": lambda c: replace(c, items=(Item("nine tents", "tents"),)),
    "place": lambda c: replace(c, place=(replace(c.place[0], text="Oslo", span=None),)),
    "when": lambda c: replace(c, when=replace(c.when, text="Friday", span=None)),
    "source": lambda c: replace(c, sources=(replace(c.sources[0], text="a baker", span=None),)),
}


@pytest.mark.parametrize("part", SPANS)
def test_every_span_is_checked(part: str, claim: Claim, report: Report) -> None:
    with pytest.raises(SpanError, match=part):
        validate(SPANS[part](claim), report)


@pytest.mark.parametrize("part", WITHOUT_SPAN)
def test_a_text_without_span_must_be_in_the_report(part: str, claim: Claim, report: Report) -> None:
    with pytest.raises(SpanError, match=part):
        validate(WITHOUT_SPAN[part](claim), report)


def item(**parts: object) -> Callable[[Claim], Claim]:
    return lambda c: replace(c, items=(replace(c.items[0], **parts),))


BROKEN: list[tuple[str, Callable[[Claim], Claim]]] = [
    ("no id", lambda c: replace(c, id="")),
    ("outside its evidence", lambda c: replace(c, evidence=replace(c.trigger), trigger=c.items[0].span)),
    ("must have a kind", lambda c: replace(c, kind=None)),
    ("has no kind", lambda c: replace(c, act=Act.DEPLOY)),
    ("hold must be standing", lambda c: replace(c, act=Act.HOLD, kind=None)),
    ("value, unit and bound", item(value=None)),
    ("value, unit and bound", item(unit=None)),
    ("value, unit and bound", item(bound=None)),
    ("value, unit and bound", item(value=None, unit=None)),
    ("does not say what", item(what="")),
    ("is no number", item(value=float("nan"))),
    ("is no number", item(value=True)),
    ("none of the codebook's", item(unit="a b")),
    ("ends before it starts", lambda c: replace(c, when=replace(c.when, start=date(2025, 3, 11)))),
    ("neither start nor end", lambda c: replace(c, when=replace(c.when, start=None, end=None))),
    ("three capital letters", lambda c: replace(c, agent=swap(c.agent, replace(c.agent[0], country="Bo")))),
    ("three capital letters", lambda c: replace(c, place=swap(c.place, replace(c.place[0], country="ard")))),
    ("three capital letters", lambda c: replace(c, sources=swap(c.sources, replace(c.sources[0], country="")))),
    ("has no name", lambda c: replace(c, agent=swap(c.agent, replace(c.agent[0], name="")))),
    ("has no text", lambda c: replace(c, place=swap(c.place, replace(c.place[0], text="", span=None)))),
    ("about itself", lambda c: replace(c, about="c1", status=HUSH)),
    ("neither denies it nor", lambda c: replace(c, about="c0")),
]


@pytest.mark.parametrize(("message", "change"), BROKEN)
def test_every_rule_is_kept(message: str, change: Callable[[Claim], Claim], claim: Claim, report: Report) -> None:
    with pytest.raises(ClaimError, match=message):
        validate(change(claim), report)


def test_a_report_needs_an_outlet(claim: Claim, report: Report) -> None:
    with pytest.raises(ClaimError, match="no outlet"):
        validate(claim, replace(report, outlet=" "))


def allowed(status: Status) -> bool:
    """The codebook's rules of status, written a second time."""
    if status.stage == "open" and status.certainty != "possible":
        return False
    if status.stance in ("not_confirmed", "no_comment") and status.certainty != "unknown":
        return False
    return status.stance != "denies" or status.polarity == "no"


@SHARED
@given(status=STATUSES)
def test_a_status_passes_exactly_when_the_codebook_allows_it(claim: Claim, report: Report, status: Status) -> None:
    changed = replace(claim, status=status)
    if allowed(status):
        validate(changed, report)
    else:
        with pytest.raises(ClaimError):
            validate(changed, report)


@SHARED
@given(act=st.sampled_from(Act), kind=st.none() | st.sampled_from(Kind))
def test_kinds_belong_to_their_acts(claim: Claim, report: Report, act: Act, kind: Kind | None) -> None:
    changed = replace(claim, act=act, kind=kind, status=Status(stage=Stage.STANDING))
    if (kind is not None) == (act in KINDED):
        validate(changed, report)
    else:
        with pytest.raises(ClaimError, match="kind"):
            validate(changed, report)


@SHARED
@given(start=st.integers(-3, 140), end=st.integers(-3, 140), exact=st.text(max_size=5))
def test_no_false_trigger_passes(claim: Claim, report: Report, start: int, end: int, exact: str) -> None:
    inside = 0 <= claim.evidence.start <= start < end <= claim.evidence.end
    assume(not (inside and report.text[start:end] == exact))
    with pytest.raises(ClaimError):
        validate(replace(claim, trigger=Span(start, end, exact)), report)


@SHARED
@given(
    value=st.none() | st.integers(0, 10**12) | st.floats(0, 1e9),
    unit=st.none() | st.sampled_from(["item", "person", "USD", "%", "km2"]),
    bound=st.none() | st.sampled_from(Bound),
)
def test_figures_are_whole(
    claim: Claim, report: Report, value: float | None, unit: str | None, bound: Bound | None
) -> None:
    changed = item(value=value, unit=unit, bound=bound)(claim)
    if (value is None) == (unit is None) == (bound is None) and len({value is None, unit is None, bound is None}) == 1:
        validate(changed, report)
    else:
        with pytest.raises(ClaimError):
            validate(changed, report)


def test_ids_are_unique_and_about_points_at_a_claim(claim: Claim, report: Report) -> None:
    hushed = replace(claim, id="c2", status=HUSH, about="c1")
    validate_all((claim, hushed), report)
    with pytest.raises(ClaimError, match="used twice"):
        validate_all((claim, claim), report)
    with pytest.raises(ClaimError, match="no claim of its report"):
        validate_all((hushed,), report)
