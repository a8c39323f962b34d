"""Who acts and who is acted upon."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.evidence import Span


class ActorKind(StrEnum):
    """What sort of party a participant is."""

    STATE = "state"
    PERSON = "person"
    ARMED_FORCE = "armed_force"
    ARMED_GROUP = "armed_group"
    ORGANISATION = "organisation"
    DELEGATION = "delegation"
    FIRM = "firm"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Participant:
    """A party to an act: `text` as it stands nearest to the act, `name` its best full name in the report."""

    text: str
    name: str
    country: str | None
    kind: ActorKind
    span: Span | None = None
