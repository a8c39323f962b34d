"""What a person judged of a claim, and what is on record after it.

Invariant: decisions are only ever added. Each is anchored to (report hash, act, trigger span), stores the claim as
judged, and carries the hash of the decision before it, so that none can be changed or taken out unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.claim import Act, Claim
from onrecord.model.evidence import Span


class Verb(StrEnum):
    """What a person did."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    NOTE = "note"
    """Say something of a claim without judging it."""
    COMPLETE = "complete"
    """Say that a report has been gone through: what stands is right, and nothing is missing."""
    UNDO = "undo"


JUDGING = (Verb.ACCEPT, Verb.CORRECT, Verb.REJECT, Verb.ADD)
"""What puts a claim on record or takes it off."""


class Origin(StrEnum):
    """Who answers for a claim on record: the machine alone, or a person, and how."""

    MACHINE = "machine"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"


STANDING = (Origin.MACHINE, Origin.ACCEPTED, Origin.CORRECTED, Origin.ADDED)
"""All origins but rejected: the claims that stand."""


class Reason(StrEnum):
    """Why a decision should be looked at again."""

    NO_COUNTERPART = "no_counterpart"
    """The newest reading has no claim of the same act at the place judged."""
    CHANGED = "changed"
    """The newest reading tells the claim that was judged in another way."""
    NEWER_TEXT = "newer_text"
    """The outlet has published a newer version of the report since."""


@dataclass(frozen=True, slots=True)
class Maker:
    """What made a reading: versions of the code, the codebook (hash of its data files) and the language model.

    Claims that were imported as they stand have the name of what they came from as `code`, and the rest empty.
    """

    code: str
    codebook: str = ""
    model: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a decision is fixed: the report's hash, the act and the trigger as judged.

    Act and trigger are None together, for a decision on the report as a whole.
    """

    report: str
    act: Act | None
    trigger: Span | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision about to be made; `ledger.rows` has functions that make one from an entry of the record.

    `report` is the report's hash, `entry` the id of the judged claim in the record, `judged` that claim as the person
    saw it (None for `add`), `claim` the claim as it shall stand (for `correct` and `add`; its id is not used). A note
    without an entry, and `complete`, are on the report as a whole. `blind` says that the person saw the machine's
    claims and their own decisions only; `entry` and `judged` are then those of that view (`Ledger.coded`).
    """

    verb: Verb
    report: str
    by: str
    why: str = ""
    entry: str | None = None
    judged: Claim | None = None
    claim: Claim | None = None
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on record.

    `number` counts from 1 over the whole ledger; `when` is in UTC. `thread` is the number of the first decision on the
    same claim. `reading` is the number of the reading that was before the person's eyes and `made_by` what made it;
    `machine` the id of the judged claim in that reading, None where the person judged a claim the machine has not.
    `judged` and `claim` are the claim before and after (None where there is none). `versions` says how many versions
    of the report there were. `undoes` is the number of the decision an `undo` takes back. `blind` is True where the
    person saw no decisions but their own. `entry` is empty for a decision on the report as a whole.
    """

    number: int
    verb: Verb
    by: str
    when: datetime
    why: str
    anchor: Anchor
    thread: int
    entry: str
    reading: int
    made_by: Maker
    versions: int
    machine: str | None = None
    judged: Claim | None = None
    claim: Claim | None = None
    undoes: int | None = None
    blind: bool = False
    previous: str = ""
    hash: str = ""
