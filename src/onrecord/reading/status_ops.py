"""What cues do to the status of an act: one draft, changed step by step from the act outwards.

Invariant: an operation only reads and changes the draft; which words it stands for is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook.cues import Cue, Op
from onrecord.model.claim import Act
from onrecord.model.status import Certainty, Flag, Stage, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE = frozenset({Stage.REFUSED, Stage.SUSPENDED, Stage.CANCELLED})
"""Stages at which the act is held off: what governs them tells of the holding off."""

SPOKEN = frozenset({Act.REQUEST, Act.ACCUSE, Act.THREATEN, Act.REJECT, Act.SUPPORT})
"""Acts of words: done once said, whatever becomes of what was said."""

_ANNOUNCED = frozenset({Act.AID, Act.TRADE, Act.VISIT, Act.DEPLOY, Act.WITHDRAW})
"""Acts that are usually announced before they are done."""

SPEECH = frozenset({Op.CONFIRM, Op.DENY, Op.TRUTH, Op.COMMENT})
"""Operations of cues by which a source vouches for an act or does not."""

_ORDER = (Certainty.STATED, Certainty.LIKELY, Certainty.POSSIBLE, Certainty.UNKNOWN)


@dataclass(slots=True)
class Draft:
    """A status in the making. `stage` None: not told yet; `settled`: a finite verb has told it, nothing moves it now.

    `speech`: the cue of vouching the climb stands on, `withheld` when it is negated; `asked`: inside a whether-clause;
    `saying`: the climb stands on a noun that means words ("a report"); `rumour`: such a noun of doubtful words;
    `tried`: an attempt stands below; `told`: the draft as it stood below a saying noun; `before`: the stage that a
    holding off has replaced; `last`: the operation applied last; `verbal`: the act is told by a verb.
    """

    act: Act
    stage: Stage | None = None
    polarity: bool = True
    certainty: Certainty = Certainty.STATED
    stance: Stance = Stance.SAYS
    flags: set[Flag] = field(default_factory=set)
    cues: list[tuple[int, int]] = field(default_factory=list)
    settled: bool = False
    speech: Op | None = None
    withheld: bool = False
    asked: bool = False
    saying: bool = False
    rumour: bool = False
    told: Draft | None = None
    before: Stage | None = None
    last: Op | None = None
    verbal: bool = False

    def reach(self, stage: Stage) -> None:
        """Move to a stage that is intended or possible, unless the act is held off or already told."""
        if not self.settled and self.stage not in NEGATIVE:
            self.stage = stage

    def doubt(self, certainty: Certainty) -> None:
        """Be at most as sure as `certainty`."""
        self.certainty = max(self.certainty, certainty, key=_ORDER.index)


def _is_to(d: Draft) -> None:
    if d.settled and d.stage is Stage.DONE:
        d.polarity = False  # "was to have been delivered"
    d.reach(Stage.PLANNED)


def _plan(d: Draft) -> None:
    d.reach(Stage.PLANNED)


def _pledge(d: Draft) -> None:
    d.reach(Stage.PLEDGED if d.act is Act.AID else Stage.PLANNED)


def _announce(d: Draft) -> None:
    """To announce aid, a sale, a visit or a movement is not to do it; of an attack it is word that it was done."""
    if d.act in _ANNOUNCED and d.stage is None:
        _pledge(d)


def _approve(d: Draft) -> None:
    if d.stage is Stage.OPEN and not d.settled:
        d.certainty = Certainty.STATED  # "approved a possible sale": the approval itself is not in doubt
    d.reach(Stage.APPROVED)


def _disapprove(d: Draft) -> None:
    if d.polarity:
        d.polarity = False
    if d.stage not in NEGATIVE:
        d.stage = Stage.APPROVED
    d.flags.discard(Flag.CONDITIONAL)


def _consider(d: Draft) -> None:
    if d.settled and d.stage in (Stage.DONE, Stage.UNDER_WAY):
        return
    if d.stage in NEGATIVE:
        d.doubt(Certainty.POSSIBLE)
    else:
        d.stage = Stage.CONSIDERED
        d.certainty = Certainty.STATED
    d.asked = False


def _debate(d: Draft) -> None:
    """Those for and against an act that can be taken back have it before them; an attack they condemn has happened."""
    if d.act in _ANNOUNCED or d.act is Act.RESTRICT:
        _consider(d)


def _begin(d: Draft) -> None:
    d.flags.discard(Flag.ATTEMPT)
    if d.act in SPOKEN:
        d.stage = d.stage or (Stage.UNDER_WAY if d.verbal else Stage.DONE)
        return
    if d.stage is Stage.CONSIDERED and d.last in (Op.CONSIDER, Op.CONSIDERED, Op.DEBATE):
        return  # "talks on sending troops continue"
    if d.stage in NEGATIVE and d.last is None and not d.verbal:
        d.stage = Stage.UNDER_WAY  # "the airlift, halted in March, resumed"
    elif d.stage not in NEGATIVE and not (d.settled and d.stage is Stage.DONE):
        d.stage = Stage.UNDER_WAY


def _complete(d: Draft) -> None:
    if d.stage not in NEGATIVE:
        d.stage = Stage.DONE
        d.certainty = Certainty.STATED


def _hold_off(stage: Stage) -> Callable[[Draft], None]:
    def change(d: Draft) -> None:
        d.before = d.stage
        if d.stage is Stage.REFUSED and stage is Stage.CANCELLED:
            d.stage, d.certainty, d.settled = Stage.OPEN, Certainty.POSSIBLE, True  # "dropped its opposition to"
            return
        if d.stage in NEGATIVE and stage is Stage.REFUSED:
            d.stage = Stage.UNDER_WAY
        else:
            d.stage = stage
        d.certainty = Certainty.STATED

    return change


def _refuse(d: Draft) -> None:
    if d.speech is not None:
        d.withheld = not d.withheld
    else:
        _hold_off(Stage.REFUSED)(d)


def _negate(d: Draft) -> None:
    if d.speech is not None:
        d.withheld = not d.withheld
    elif d.stage in (Stage.REFUSED, Stage.CANCELLED):
        d.stage = Stage.UNDER_WAY
    else:
        d.polarity = not d.polarity
        d.stage = d.stage or Stage.DONE


def _not_yet(d: Draft) -> None:
    if not d.asked and not (d.stage is Stage.CONSIDERED and d.settled):
        _negate(d)
    d.flags.add(Flag.PROVISIONAL)
    d.settled = True


def _attempt(d: Draft) -> None:
    if d.speech is None:
        d.flags.add(Flag.ATTEMPT)


def _request(d: Draft) -> None:
    if not d.settled and d.speech is None:
        d.certainty = Certainty.POSSIBLE
        d.reach(Stage.OPEN)


def _expect(d: Draft) -> None:
    d.doubt(Certainty.LIKELY)
    d.reach(Stage.PLANNED)


def _unlikely(d: Draft) -> None:
    _expect(d)
    d.polarity = not d.polarity


def possible(d: Draft) -> None:
    """Put the act among the things that may be."""
    d.asked = False
    d.doubt(Certainty.POSSIBLE)
    if d.stage is not Stage.CONSIDERED:
        d.reach(Stage.OPEN)


def _believe(d: Draft) -> None:
    if not (d.settled and d.stage is None):
        d.doubt(Certainty.LIKELY)


def _hearsay(d: Draft) -> None:
    d.flags.add(Flag.HEARSAY)


def _rumour(d: Draft) -> None:
    d.rumour = True
    _saying(d)


def _saying(d: Draft) -> None:
    d.saying = True


def _standing(d: Draft) -> None:
    if d.stage is None or (d.stage is Stage.DONE and not d.settled):
        d.stage = Stage.STANDING


def _ask(d: Draft) -> None:
    d.asked = True


def will(d: Draft) -> None:
    """Put the act ahead: aid is promised by telling of it, other acts are planned."""
    if d.settled or d.stage in NEGATIVE or d.stage is Stage.CONSIDERED:
        return
    fresh = d.stage is None and d.act is Act.AID and d.polarity
    d.stage = Stage.PLEDGED if fresh else Stage.PLANNED


def _speak(op: Op) -> Callable[[Draft], None]:
    def change(d: Draft) -> None:
        if d.stance is Stance.SAYS:
            d.speech, d.withheld = op, False

    return change


def _report(d: Draft) -> None:
    if d.asked and d.stance is Stance.SAYS:
        d.speech, d.withheld = Op.COMMENT, False


def _silent(d: Draft) -> None:
    if d.stance is Stance.SAYS:
        d.speech, d.withheld = Op.COMMENT, True


def _nothing(d: Draft) -> None:
    del d


OPERATIONS: dict[Op, Callable[[Draft], None]] = {
    Op.PLAN: _plan,
    Op.IS_TO: _is_to,
    Op.MUST: _plan,
    Op.WILL: will,
    Op.PLEDGE: _pledge,
    Op.ANNOUNCE: _announce,
    Op.APPROVE: _approve,
    Op.DISAPPROVE: _disapprove,
    Op.CONSIDER: _consider,
    Op.CONSIDERED: _consider,
    Op.DEBATE: _debate,
    Op.BEGIN: _begin,
    Op.COMPLETE: _complete,
    Op.SUSPEND: _hold_off(Stage.SUSPENDED),
    Op.CANCEL: _hold_off(Stage.CANCELLED),
    Op.STOP: _hold_off(Stage.CANCELLED),
    Op.STANDING: _standing,
    Op.REFUSE: _refuse,
    Op.NEGATE: _negate,
    Op.AVERT: _negate,
    Op.MANAGE: _nothing,
    Op.ATTEMPT: _attempt,
    Op.REQUEST: _request,
    Op.THREAT: _request,
    Op.NOT_YET: _not_yet,
    Op.EXPECT: _expect,
    Op.UNLIKELY: _unlikely,
    Op.POSSIBLE: possible,
    Op.BELIEVE: _believe,
    Op.HEARSAY: _hearsay,
    Op.CLAIM: _hearsay,
    Op.RUMOUR: _rumour,
    Op.SAYING: _saying,
    Op.FACT: _nothing,
    Op.REPORT: _report,
    Op.ASK: _ask,
    Op.SILENT: _silent,
    **{op: _speak(op) for op in SPEECH},
}


def apply_cue(d: Draft, cue: Cue, tokens: Iterable[Token]) -> None:
    """Apply a cue's operation and keep its words as evidence."""
    OPERATIONS[cue.op](d)
    d.last = cue.op
    d.cues.extend((token.i, token.i + 1) for token in tokens)


UNMOVED = frozenset({Op.REQUEST, Op.THREAT, Op.CLAIM, Op.RUMOUR, Op.SAYING, Op.HEARSAY, Op.ASK, Op.NOT_YET, Op.MUST})
"""Operations whose own negation says nothing of the act."""

LIFTED: dict[Op, tuple[Stage, Certainty]] = {
    Op.REFUSE: (Stage.OPEN, Certainty.POSSIBLE),
    Op.DISAPPROVE: (Stage.OPEN, Certainty.POSSIBLE),
    Op.STOP: (Stage.UNDER_WAY, Certainty.STATED),
}
"""Where the act stands when the cue that holds it off is negated."""


_THROUGH = frozenset({None, Op.REPORT, Op.BELIEVE, Op.MANAGE})


def negate_cue(d: Draft, op: Op | None) -> None:
    """Apply a negation that stands on the cue `op` (None: on the act itself or on a word that only carries it)."""
    if d.speech is not None:
        d.withheld = not d.withheld
    elif (d.asked and op in _THROUGH) or (op is Op.PLAN and d.stage is Stage.CONSIDERED and d.settled):
        return
    elif op is Op.FACT:
        d.asked = True  # "no evidence that"
    elif op is Op.REPORT:
        d.asked = d.asked or not d.settled
    elif op in LIFTED:
        d.stage, d.certainty = LIFTED[op]
        d.polarity, d.settled = True, True
    elif op in (Op.CANCEL, Op.SUSPEND) and d.before in (Stage.PLANNED, Stage.PLEDGED, Stage.APPROVED):
        d.stage, d.settled = d.before, True
    elif op is Op.ATTEMPT:
        d.flags.discard(Flag.ATTEMPT)
        d.polarity, d.stage = not d.polarity, d.stage or Stage.DONE
    elif (op is Op.POSSIBLE and not d.settled and d.stage is Stage.OPEN) or op not in UNMOVED:
        d.polarity = not d.polarity
