"""When the act of a claim can have happened, from what it says and from when it was published."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.matching.parties import Fit
from onrecord.model.claim import Act, Claim
from onrecord.model.report import Report
from onrecord.model.status import Stage

_PAST = frozenset({Stage.DONE, Stage.UNDER_WAY, Stage.REFUSED, Stage.SUSPENDED, Stage.CANCELLED})
_STEPS = frozenset({Stage.CONSIDERED, Stage.PLEDGED, Stage.APPROVED, Stage.SUSPENDED, Stage.CANCELLED, Stage.REFUSED})
_ROW = (Stage.OPEN, Stage.CONSIDERED, Stage.PLANNED, Stage.PLEDGED, Stage.APPROVED, Stage.UNDER_WAY, Stage.DONE)

_BACK = {Act.ATTACK: 3, Act.DEPLOY: 5, Act.MEET: 7, Act.VISIT: 7, Act.ACCUSE: 5, Act.THREATEN: 5, Act.SUPPORT: 5}
"""Days before publication within which an undated act of the past is looked for."""
_BACK_ELSE = 14
_AHEAD = 45
"""Days after publication within which an undated act of the future is looked for."""
_SHORT = 3
"""A period of at most so many days tells one act from the next."""
_NEAR = {Act.ATTACK: 0, Act.DEPLOY: 0}
"""Days between two told dates that may still be one act told differently: else one."""
_ORDER = 3
"""Days by which a later stage may be dated before an earlier one: two reports' versions of a date."""
REACH = 120
"""Days from the first word of an aid to its delivery, where the same things in the same number are told of."""


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day (ordinals) of a claim's act; `told` where the claim says so itself; `step` where the day is
    that of a step towards the act (a pledge, an approval, a delay), not of the act; `stage` is the claim's.
    """

    first: int
    last: int
    published: int
    told: bool
    step: bool
    stage: Stage

    def gap(self, other: Window) -> int:
        """Days from the end of the one to the start of the other; 0 or less where they overlap."""
        return max(self.first, other.first) - min(self.last, other.last)

    @property
    def rank(self) -> int:
        """How far along the stage is; what ends an act comes last."""
        return _ROW.index(self.stage) if self.stage in _ROW else len(_ROW)

    @property
    def short(self) -> bool:
        """Whether it tells one act from the next of its sort."""
        return self.told and self.last - self.first < _SHORT


def window(claim: Claim, report: Report) -> Window:
    """The window of a claim; the past ends with the publication, an open end reaches so far as undated acts do."""
    published = report.published.toordinal()
    stage = claim.status.stage
    back = _BACK.get(claim.act, _BACK_ELSE)
    past = stage in _PAST
    first, last = (published - back, published) if past else (published - back, published + _AHEAD)
    told = claim.when is not None and (claim.when.start is not None or claim.when.end is not None)
    if told and claim.when is not None:
        start, end = claim.when.start, claim.when.end
        first = start.toordinal() if start else min(published, end.toordinal() if end else published)
        last = end.toordinal() if end else max(first, published if past else first + _AHEAD)
        if start is None and past:
            first = last - back
    return Window(first, max(first, last), published, told, stage in _STEPS, stage)


def fit_times(one: Window, other: Window, *, act: Act, supply: bool) -> Fit:
    """How two windows of one sort of act fit: overlapping, near, too far apart, or steps in their order.

    `supply` acts (aid, trade) are told by their steps: dates of two different stages need only come in their order.
    """
    if supply and one.stage is not other.stage:
        return _in_order(one, other)
    if one.step != other.step:
        return _step_and_act(one, other)
    gap = one.gap(other)
    if gap <= 0:
        return _overlap(one, other)
    if one.told and other.told:
        if gap <= _NEAR.get(act, 1):
            return Fit(0.5, words="a day apart, as two tell one date")
        return Fit(apart=True, words="on other days")
    if gap <= (_NEAR.get(act, 1) and 2):
        return Fit(-0.25)
    return Fit(apart=True, words="too far apart in time")


def _overlap(one: Window, other: Window) -> Fit:
    if one.short and other.short:
        return Fit(1.0, words="both on the same day" if one.first == one.last else "both in the same days")
    if one.told and other.told:
        return Fit(0.6, words="their dates overlap")
    if one.told or other.told:
        return Fit(0.5, words="the date fits when the other was published")
    near = abs(one.published - other.published)
    return Fit(0.4 if near <= _SHORT else 0.2, words="published close together")


def _in_order(one: Window, other: Window) -> Fit:
    early, late = sorted((one, other), key=lambda each: each.rank)
    apart = late.last - early.first
    if early.told and late.told and apart < -_ORDER:
        return Fit(apart=True, words=f"{late.stage} before it was {early.stage}")
    if abs(one.published - other.published) > REACH:
        return Fit(apart=True, words="too far apart in time")
    near = abs(one.published - other.published) <= _BACK_ELSE
    words = f"{early.stage}, then {late.stage}".replace("_", " ")
    return Fit(0.4 if near else -0.5, words=words if near else "")


def _step_and_act(one: Window, other: Window) -> Fit:
    """A step towards an act and the act itself: the step is told no later than the act is over, and not long before."""
    step, act = (one, other) if one.step else (other, one)
    if step.stage in (Stage.SUSPENDED, Stage.CANCELLED, Stage.REFUSED):
        return Fit(0.4, words="") if abs(one.published - other.published) <= _AHEAD else _far()
    if act.last < step.first - _ORDER or act.first > step.published + _AHEAD:
        return _far()
    return Fit(0.4, words=f"{step.stage}, then {act.stage}".replace("_", " "))


def _far() -> Fit:
    return Fit(apart=True, words="too far apart in time")
