"""What a person says of a claim: the slots to change or fill, as typed values or in words of the text."""

from __future__ import annotations

from dataclasses import dataclass, fields

from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Kind
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Item
from onrecord.model.source import Source
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Slots of a claim; None leaves a slot as it is, an empty tuple or string empties it.

    Parties, items, places, days and sources are values of the model, or strings: the exact words of the text,
    followed by ` = ` and what they mean where that is not known ("the delegation = Moldovan delegation, delegation,
    MDA"; "on Friday = 2025-03-07"). `trigger` is the exact words, `nth` which of several such, counted from 1; or the
    span of the words.
    """

    act: Act | None = None
    kind: Kind | None = None
    trigger: str | Span | None = None
    nth: int | None = None
    agent: tuple[str | Participant, ...] | None = None
    recipient: tuple[str | Participant, ...] | None = None
    items: tuple[str | Item, ...] | None = None
    place: tuple[str | Place, ...] | None = None
    when: str | Period | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    stage: Stage | None = None
    stance: Stance | None = None
    flags: tuple[Flag, ...] | None = None
    sources: tuple[str | Source, ...] | None = None
    about: str | None = None

    def given(self) -> tuple[str, ...]:
        """The names of the slots that are given."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)
