"""How values stand in the store: as JSON of the project's own form, and sealed by hashes.

Invariant: what is read back equals what was written, and the same value is always the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from onrecord.errors import LedgerError, OnrecordError
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Anchor, Decision, Maker, Verb
from onrecord.model.evidence import Span
from onrecord.model.forms import Json
from onrecord.model.mention import Unplaced
from onrecord.model.record import claim_record
from onrecord.model.recorded import claims_from_record
from onrecord.model.report import Report

START = "0" * 64
"""What stands for the hash before the first decision's."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SORTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True)


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def told_digest(told: Sequence[Json]) -> str:
    """SHA-256 of values as JSON, in hexadecimal."""
    return digest(_ENCODER.encode(told))


def moment(when: datetime) -> str:
    """A moment as it is stored: ISO 8601 in UTC, to the second. A time without a zone is taken as UTC."""
    aware = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


def claim_text(claim: Claim) -> str:
    """A claim as JSON."""
    return _ENCODER.encode(claim_record(claim))


def claim_of(text: str) -> Claim:
    """The claim of `claim_text`; raises `LedgerError`."""
    return _claims(f"[{text}]")[0]


def pack(claims: Sequence[str]) -> bytes:
    """The JSON of several claims, compressed."""
    return zlib.compress(f"[{','.join(claims)}]".encode(), 1)


def unpack(data: bytes) -> tuple[Claim, ...]:
    """The claims of `pack`; raises `LedgerError`."""
    try:
        return _claims(zlib.decompress(data).decode("utf-8"))
    except (zlib.error, UnicodeDecodeError) as error:
        raise LedgerError(f"the ledger holds claims that cannot be read ({error})") from error


def _claims(text: str) -> tuple[Claim, ...]:
    try:
        return claims_from_record({"claims": json.loads(text)})
    except (ValueError, RecursionError, OnrecordError) as error:
        raise LedgerError(f"the ledger holds a claim that cannot be read ({error})") from error


def unplaced_text(unplaced: Sequence[Unplaced]) -> str:
    """What could not be placed, as JSON."""
    rows = [[one.span.start, one.span.end, one.span.exact, one.act.value, one.reason] for one in unplaced]
    return _ENCODER.encode(rows)


def unplaced_of(text: str) -> tuple[Unplaced, ...]:
    """What could not be placed, from `unplaced_text`; raises `LedgerError`."""
    try:
        return tuple(Unplaced(Span(*row[:3]), Act(row[3]), row[4]) for row in json.loads(text))
    except (ValueError, TypeError, IndexError) as error:
        raise LedgerError(f"the ledger holds unplaced acts that cannot be read ({error})") from error


def report_seal(report: Report, *, own: str, version: int, kept_at: str, original: Sequence[str | None]) -> str:
    """The hash of all that is kept of a report; `own` is the report's own hash."""
    told = [own, report.id, version, report.title, report.url, report.language, report.notice, kept_at, *original]
    return digest(_ENCODER.encode(told))


def reading_seal(report: str, maker: Maker, *, read_at: str, claims: bytes, unplaced: str) -> str:
    """The hash of all that is kept of a reading; `report` is the report's hash."""
    told = [report, maker.code, maker.codebook, maker.model, maker.imported, read_at, unplaced]
    return hashlib.sha256(_ENCODER.encode(told).encode("utf-8") + claims).hexdigest()


def decision_text(decision: Decision) -> str:
    """A decision as JSON, without the hashes that chain it."""
    anchor, maker = decision.anchor, decision.made_by
    told: dict[str, Json] = {
        "number": decision.number,
        "verb": decision.verb.value,
        "by": decision.by,
        "when": moment(decision.when),
        "why": decision.why,
        "report": anchor.report,
        "act": anchor.act.value if anchor.act else None,
        "trigger": [anchor.trigger.start, anchor.trigger.end, anchor.trigger.exact] if anchor.trigger else None,
        "thread": decision.thread,
        "entry": decision.entry,
        "reading": decision.reading,
        "made_by": [maker.code, maker.codebook, maker.model, maker.imported],
        "versions": decision.versions,
        "machine": decision.machine,
        "judged": _form(decision.judged),
        "claim": _form(decision.claim),
        "undoes": decision.undoes,
    }
    if decision.blind:
        told["blind"] = True
    return _SORTED.encode(told)


def _form(claim: Claim | None) -> Json:
    # A TypedDict is a mapping of JSON values, which mypy cannot see.
    return None if claim is None else cast("Mapping[str, Json]", claim_record(claim))


def link(text: str, previous: str) -> str:
    """The hash of a decision in the chain: of its JSON and of the hash before it."""
    return digest(f"{previous}\n{text}")


def decision_of(text: str, *, previous: str, own: str) -> Decision:
    """The decision of `decision_text` with its hashes; raises `LedgerError`."""
    try:
        told = json.loads(text)
        return Decision(
            number=int(told["number"]),
            verb=Verb(told["verb"]),
            by=str(told["by"]),
            when=datetime.fromisoformat(told["when"]),
            why=str(told["why"]),
            anchor=_anchor(told),
            thread=int(told["thread"]),
            entry=str(told["entry"]),
            reading=int(told["reading"]),
            made_by=Maker(*told["made_by"]),
            versions=int(told["versions"]),
            machine=told["machine"],
            judged=_claim(told["judged"]),
            claim=_claim(told["claim"]),
            undoes=told["undoes"],
            blind=bool(told.get("blind", False)),
            previous=previous,
            hash=own,
        )
    except (KeyError, TypeError, ValueError, OnrecordError) as error:
        raise LedgerError(f"the ledger holds a decision that cannot be read ({error})") from error


def _anchor(told: Mapping[str, Any]) -> Anchor:
    if told["act"] is None or told["trigger"] is None:
        return Anchor(str(told["report"]), None, None)
    return Anchor(str(told["report"]), Act(told["act"]), Span(*told["trigger"]))


def _claim(form: Mapping[str, Json] | None) -> Claim | None:
    return None if form is None else claims_from_record({"claims": [form]})[0]


def day(value: date | None) -> str | None:
    """A day as it is stored."""
    return None if value is None else value.isoformat()
