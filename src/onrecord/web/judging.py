"""What a request asks to be decided: the same for forms and for JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from onrecord.desk import judging
from onrecord.desk.coders import Coder, check_seen, find, seen
from onrecord.desk.fields import slots_of
from onrecord.errors import InputError
from onrecord.model.decision import Decision, Verb
from onrecord.web.state import Desk

_NAME = 100

_FIRST, _SECOND = "f.", "g."
"""How the fields of a claim are called in a form, and those of the second claim of a split."""


class Request(BaseModel):
    """A decision to make. Which of the fields are needed depends on the verb."""

    model_config = ConfigDict(extra="forbid")

    claim: str = Field(default="", description="The address of the claim, REPORT/CLAIM.", examples=["lund-1/c2"])
    report: str = Field(default="", description="The report, by id or hash: for a claim to add, and to mark complete.")
    seen: str = Field(default="", description="The mark of the claim that the person saw; another one is refused.")
    why: str = Field(default="", max_length=10_000, description="A reason or a note, kept with the decision.")
    number: int | None = Field(default=None, description="The decision to undo; without it the person's last one.")
    fields: dict[str, str] = Field(default_factory=dict, description="Slots to change, as lines of text.")
    second: dict[str, str] = Field(default_factory=dict, description="The second claim of a split.")


def from_form(sent: Sequence[tuple[str, str]]) -> Request:
    """A decision from the fields of a form; fields sent several times (flags) are joined by blanks."""
    joined: dict[str, str] = {}
    for name, value in sent:
        joined[name] = f"{joined[name]} {value}" if name in joined else value
    number = joined.get("number", "")
    return Request(
        claim=joined.get("claim", ""),
        report=joined.get("report", ""),
        seen=joined.get("seen", ""),
        why=joined.get("why", "")[:10_000],
        number=int(number) if number.isascii() and number.isdigit() else None,
        fields=_under(joined, _FIRST),
        second=_under(joined, _SECOND),
    )


def _under(sent: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in sent.items() if name.startswith(prefix)}


def name_coder(desk: Desk, name: str, *, blind: bool) -> None:
    """Take the name of the person who judges at a desk, and whether they judge blind. Raises `InputError`."""
    plain = " ".join(name.split())
    if not plain:
        raise InputError("a decision needs the name of the person who decides")
    if len(plain) > _NAME:
        raise InputError(f"a name of more than {_NAME} characters; give a shorter one")
    desk.coder, desk.blind = plain, blind


def coder_of(desk: Desk) -> Coder:
    """Who judges at a desk. Raises `InputError` where nobody has given a name."""
    if not desk.coder:
        raise InputError("who judges? Give your name first")
    return Coder(desk.coder, desk.blind)


def sight_of(desk: Desk) -> Coder | None:
    """As whom the desk is looked at; None while nobody has given a name."""
    return Coder(desk.coder, desk.blind) if desk.coder else None


def decide(desk: Desk, verb: Verb | str, asked: Request) -> Decision:
    """Make the decision; the first of two where a claim is split.

    Raises `InputError`, `ClaimError`, `DecisionError`, `NotInLedgerError` as the desk's own functions.
    """
    coder = coder_of(desk)
    ledger, by, why, blind = desk.ledger, coder.name, asked.why, coder.blind
    if verb == Verb.UNDO:
        return ledger.undo(asked.number, by=by, why=why)
    if verb == Verb.COMPLETE:
        return judging.complete(ledger, asked.report, by=by, why=why, blind=blind)
    if verb == Verb.ADD:
        text = seen(ledger, asked.report, coder).kept.report.text
        slots = slots_of(asked.fields, text=text)
        return judging.add(ledger, asked.report, slots, by=by, why=why, blind=blind)
    entry = find(ledger, asked.claim, coder)
    check_seen(entry, asked.seen)
    if verb == Verb.ACCEPT:
        return judging.accept(ledger, asked.claim, by=by, why=why, blind=blind)
    if verb == Verb.REJECT:
        return judging.reject(ledger, asked.claim, by=by, why=why, blind=blind)
    if verb == Verb.NOTE:
        return judging.note(ledger, asked.claim, by=by, why=why, blind=blind)
    text = seen(ledger, entry.report.hash, coder).kept.report.text
    first = slots_of(asked.fields, text=text, before=entry.claim)
    if verb == Verb.CORRECT:
        return judging.correct(ledger, asked.claim, first, by=by, why=why, blind=blind)
    second = slots_of(asked.second, text=text, before=entry.claim)
    return judging.split(ledger, asked.claim, first, second, by=by, why=why, blind=blind)[0]
