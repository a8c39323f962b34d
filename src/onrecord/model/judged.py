"""Who answers for a claim on record, in words, from the decisions on it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.decision import JUDGING, Decision, Origin, Reason, Verb

NOT_REVIEWED = "not reviewed"

_PAST = {Verb.ACCEPT: "accepted", Verb.CORRECT: "corrected", Verb.REJECT: "rejected", Verb.ADD: "added"}


REASONS = {
    Reason.NO_COUNTERPART: "the newest reading has no such claim",
    Reason.CHANGED: "the newest reading tells it in another way",
    Reason.NEWER_TEXT: "the report has a newer version",
}
"""Why a decision should be looked at again, in words."""


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The judgements that are not undone, oldest first: no notes, and none of those that undo."""
    undone = {one.undoes for one in decisions if one.verb is Verb.UNDO}
    return tuple(one for one in decisions if one.verb in JUDGING and one.number not in undone)


def judged_words(origin: Origin, decisions: Sequence[Decision]) -> str:
    """The review state: "not reviewed", "corrected by Ada Brook, accepted by Jo Lund", "rejected by …".

    A machine's claim is "not reviewed", whatever was decided of it and undone.
    """
    if origin is Origin.MACHINE:
        return NOT_REVIEWED
    held = standing(decisions)
    if origin is Origin.REJECTED:
        held = held[-1:]
    told = ", ".join(dict.fromkeys(f"{_PAST[one.verb]} by {one.by}" for one in held))
    return told or origin.value
