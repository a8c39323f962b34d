"""Claims as a person wants them: one on record with slots changed, or a new one over words of the text.

What the person leaves open stays as it is, or comes from the reader; the status words (`cues`) of the machine are
dropped with the status they gave. The codebook's rules are kept where one slot forces another: a denial has polarity
no, what is not confirmed is unknown, what is open is possible, a stock is standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.desk.filling import Filling
from onrecord.desk.sight import Sight
from onrecord.desk.slots import Slots
from onrecord.desk.words import trigger
from onrecord.errors import InputError
from onrecord.model.claim import KINDED, Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.rules import WITHHOLDING
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status

_NEW = "new"


def corrected(claim: Claim, slots: Slots, sight: Sight, *, claims: Sequence[Claim] = ()) -> Claim:
    """`claim` with what `slots` give; `claims` are those on record for its report.

    Raises `InputError` where a slot cannot be filled.
    """
    place, evidence = claim.trigger, claim.evidence
    if slots.trigger is not None:
        place = trigger(sight.report.text, slots.trigger, nth=slots.nth)
        if not (evidence.start <= place.start and place.end <= evidence.end):
            evidence = sight.sentence(place)
    elif slots.nth is not None:
        raise InputError("--nth tells which of several triggers is meant: give --trigger with it")
    act = slots.act or claim.act
    kept = replace(claim, act=act, kind=_kind(act, slots, claim.kind), trigger=place, evidence=evidence)
    return _filled(kept, slots, Filling(sight, place, (claim, *claims)))


def drafted(slots: Slots, sight: Sight, *, claims: Sequence[Claim] = ()) -> Claim:
    """A new claim over the words of `slots.trigger`.

    What `slots` leave open is that of a claim of the same act over the same words, if there is one; else status and
    sources are what the reader sees at these words, and the other slots are empty.
    Raises `InputError` where act or trigger are missing, or a slot cannot be filled.
    """
    if slots.act is None or not slots.trigger:
        raise InputError("a claim to add needs its act and its trigger, the words of the text that name the act")
    place = trigger(sight.report.text, slots.trigger, nth=slots.nth)
    near = [one for one in (*claims, *sight.reading.claims) if one.trigger.overlaps(place)]
    like = next((one for one in near if one.act is slots.act), None)
    evidence = sight.sentence(place)
    if like is not None:
        about = like.about if like in claims else None
        plain = replace(
            like, id=_NEW, about=about, trigger=place, evidence=evidence, kind=_kind(slots.act, slots, like.kind)
        )
    else:
        status, chain = sight.status(slots.act, place), sight.sources(place)
        kind = _kind(slots.act, slots, near[0].kind if near else None)
        plain = Claim(_NEW, slots.act, kind, place, evidence, status, sources=chain)
    return _filled(plain, slots, Filling(sight, place, (*claims, *sight.reading.claims)))


def proposed(trigger: Span, sight: Sight, *, claims: Sequence[Claim] = ()) -> Claim | None:
    """A new claim over picked words as the nearest reading suggests it, for a person to go on from.

    Its act is that of a claim or an unplaced act at these words, else that of the nearest claim of the same sentence
    or report, whose parties and period it takes over. None where nothing has been read in the report.
    """
    near = [*claims, *sight.reading.claims]
    here = next((one.act for one in near if one.trigger.overlaps(trigger)), None)
    here = here or next((one.act for one in sight.reading.mentions.unplaced if one.span.overlaps(trigger)), None)
    closest = min(near, key=lambda one: (_apart(one.evidence, trigger), _apart(one.trigger, trigger)), default=None)
    act = here or (closest.act if closest is not None else None)
    if act is None:
        return None
    kind = None
    if act in KINDED:
        kind = closest.kind if closest is not None and closest.kind is not None else Kind.OTHER
    slots = Slots(act=act, kind=kind, trigger=trigger)
    if here is None and closest is not None:
        slots = replace(slots, agent=closest.agent, recipient=closest.recipient, when=closest.when)
    return drafted(slots, sight, claims=claims)


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _kind(act: Act, slots: Slots, before: Kind | None) -> Kind | None:
    if act not in KINDED:
        if slots.kind is not None:
            raise InputError(f"{act} has no kind; leave it out")
        return None
    kind = slots.kind or before
    if kind is None:
        raise InputError(f"{act} must have a kind: one of {', '.join(Kind)}")
    return kind


def _filled(claim: Claim, slots: Slots, fill: Filling) -> Claim:
    status = _status(claim, slots)
    about = claim.about if slots.about is None else slots.about or None
    if status.stance not in {*WITHHOLDING, Stance.DENIES} and slots.about is None:
        about = None
    when = claim.when
    if slots.when is not None:
        when = None if slots.when == "" else fill.when(slots.when)
    return replace(
        claim,
        status=status,
        agent=claim.agent if slots.agent is None else tuple(fill.party(one) for one in slots.agent),
        recipient=claim.recipient if slots.recipient is None else tuple(fill.party(one) for one in slots.recipient),
        items=claim.items if slots.items is None else tuple(fill.item(one) for one in slots.items),
        place=claim.place if slots.place is None else tuple(fill.place(one) for one in slots.place),
        when=when,
        sources=claim.sources if slots.sources is None else tuple(fill.source(one) for one in slots.sources),
        about=about,
    )


def _status(claim: Claim, slots: Slots) -> Status:
    before = claim.status
    stance = slots.stance or before.stance
    stage = slots.stage or before.stage
    polarity, certainty = slots.polarity or before.polarity, slots.certainty or before.certainty
    if claim.act is Act.HOLD and slots.stage is None:
        stage = Stage.STANDING
    if stance is Stance.DENIES and slots.polarity is None:
        polarity = Polarity.NO
    if slots.certainty is None:
        if stance in WITHHOLDING:
            certainty = Certainty.UNKNOWN
        elif stage is Stage.OPEN:
            certainty = Certainty.POSSIBLE
    flags = before.flags if slots.flags is None else frozenset(slots.flags)
    told = Status(polarity, certainty, stage, stance, flags)
    return replace(told, cues=before.cues) if told == replace(before, cues=()) else told
