"""What a word's own auxiliaries, tense and adverbs do to the status of an act."""

from __future__ import annotations

from onrecord.codebook.cues import Op
from onrecord.model.claim import Act
from onrecord.model.status import Certainty, Flag, Stage
from onrecord.reading.status_ops import SPEECH, Draft, negate_cue, possible, will
from onrecord.reading.status_own import Mood


def apply_mood(d: Draft, mood: Mood, op: Op | None) -> None:
    """Apply what a word's own auxiliaries, tense and adverbs say, after the cue it is has done its work."""
    d.cues.extend(mood.cues)
    d.flags.update(mood.flags)
    if mood.negative:
        negate_cue(d, op)
    if mood.miss and d.speech is None:
        d.polarity, d.stage, d.settled = not d.polarity, d.stage or Stage.DONE, True
    if d.speech is not None and op in SPEECH:
        if mood.modal in ("will", "may", "must") and not d.withheld:
            d.speech = None
        return
    if op is Op.REPORT or op is Op.CLAIM:
        return
    _tense(d, mood, op)
    if mood.certainty is Certainty.POSSIBLE:
        possible(d)
    elif mood.certainty is Certainty.LIKELY:
        d.doubt(Certainty.LIKELY)
    if mood.conditional and d.act is Act.THREATEN:
        d.flags.add(Flag.CONDITIONAL)
    if mood.conditional and not (d.settled and d.stage in (Stage.DONE, Stage.UNDER_WAY, Stage.STANDING)):
        d.flags.add(Flag.CONDITIONAL)


def _tense(d: Draft, mood: Mood, op: Op | None) -> None:
    if d.settled and mood.modal != "counter":
        return
    match mood.modal:
        case "will":
            will(d)
        case "is_to":
            d.reach(Stage.PLANNED)
        case "may":
            d.doubt(Certainty.POSSIBLE)
            if d.polarity or op is not Op.BEGIN:
                possible(d)
        case "must":
            if op is not Op.REFUSE:
                possible(d)
        case "may_have":
            d.stage, d.settled = d.stage or Stage.DONE, True
            d.doubt(Certainty.POSSIBLE)
        case "must_have":
            d.stage, d.settled = d.stage or Stage.DONE, True
            d.doubt(Certainty.LIKELY)
        case "counter":
            d.polarity, d.stage, d.settled = False, d.stage or Stage.DONE, True
            d.flags.add(Flag.CONDITIONAL)
        case _:
            _settle(d, mood, op)


def _settle(d: Draft, mood: Mood, op: Op | None) -> None:
    if mood.stage is None:
        return
    if op is Op.MUST and mood.past and d.stage is Stage.PLANNED:
        d.stage = Stage.DONE
    if mood.ahead and (d.stage is None or op is None):
        will(d)
        return
    if d.stage is None:
        d.stage = mood.stage
        if mood.stage is Stage.STANDING and d.flags & {Flag.ATTEMPT}:
            d.stage = Stage.UNDER_WAY
    d.settled = True
