"""What the ledger's tests keep: a small report with claims that can be varied, and the annotated reports of the gate."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import KINDED, Act, Claim, Kind
from onrecord.model.decision import Maker
from onrecord.model.evidence import Span
from onrecord.model.mention import Mentions, Reading, Unplaced
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.recorded import claims_from_record, report_from_record
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Polarity, Stage, Stance, Status

GOLD = Path(__file__).parent.parent / "gold" / "data" / "reports"
TEXT = (
    "Borland has sent about 40 generators to Ardia, a customs officer told the Harbour Post. "
    "The first truck reached Lund on Monday. "
    "Ardia's ministry denied that its army had shelled Port Vell. "
    "Borland may withdraw its missile crews in May."
)
REPORT = Report(outlet="Ardia Daily", published=date(2025, 3, 12), text=TEXT, title="Generators for Ardia", id="lund")
ONE = Maker("onrecord 0.1.0", "aaaa", "model-1")
TWO = Maker("onrecord 0.2.0", "bbbb", "model-1")
THREE = Maker("onrecord 0.3.0", "cccc", "model-1")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def sentence(at: Span, text: str = TEXT) -> Span:
    start = text.rfind(". ", 0, at.start) + 2 if ". " in text[: at.start] else 0
    end = text.find(". ", at.end)
    return Span.of(text, start, len(text) if end < 0 else end + 1)


def party(words: str, country: str | None = None, kind: ActorKind = ActorKind.STATE) -> Participant:
    return Participant(words, words, country, kind, span(words))


def claim(own: str, act: Act, trigger: str | Span, **slots: object) -> Claim:
    """A claim over TEXT; the kind is filled in where the act needs one."""
    at = span(trigger) if isinstance(trigger, str) else trigger
    kind = Kind.OTHER if act in KINDED else None
    status = Status(stage=Stage.STANDING) if act is Act.HOLD else Status()
    return replace(Claim(own, act, kind, at, sentence(at), status), **slots)  # type: ignore[arg-type]


SENT = claim(
    "c1",
    Act.AID,
    "sent",
    kind=Kind.HUMANITARIAN,
    agent=(party("Borland", "BOR"),),
    recipient=(party("Ardia", "ARD"),),
    sources=(
        Source("Harbour Post", "Harbour Post", SourceKind.OUTLET, None, span("Harbour Post"), span("told")),
        Source("a customs officer", "a customs officer", SourceKind.OFFICIAL, None, span("a customs officer")),
    ),
)
REACHED = claim(
    "c2",
    Act.VISIT,
    "reached",
    place=(Place("Lund", "ARD", span("Lund")),),
    when=Period("Monday", date(2025, 3, 10), date(2025, 3, 10), span("Monday")),
)
SHELLED = claim("c3", Act.ATTACK, "shelled", agent=(party("army", "ARD", ActorKind.ARMED_FORCE),))
DENIED = replace(
    SHELLED,
    id="c4",
    about="c3",
    status=Status(polarity=Polarity.NO, stance=Stance.DENIES),
    sources=(Source("Ardia's ministry", "Ministry of Ardia", SourceKind.GOVERNMENT, "ARD", span("Ardia's ministry")),),
)
LEAVE = claim(
    "c5",
    Act.WITHDRAW,
    "withdraw",
    agent=(party("Borland", "BOR"),),
    status=Status(certainty=Certainty.POSSIBLE, stage=Stage.OPEN, cues=(span("may"),)),
    when=Period("May", date(2025, 5, 1), date(2025, 5, 31), span("May")),
)
CLAIMS = (SENT, REACHED, SHELLED, DENIED, LEAVE)
UNPLACED = Unplaced(span("told"), Act.ACCUSE, "nobody is accused")


def reading(*claims: Claim, report: Report = REPORT) -> Reading:
    """A reading of these claims, numbered anew in their order."""
    names = {one.id: f"c{number}" for number, one in enumerate(claims, 1)}
    numbered = (replace(one, id=names[one.id], about=names.get(one.about) if one.about else None) for one in claims)
    return Reading(report, tuple(numbered), Mentions(unplaced=(UNPLACED,)))


def gold() -> list[Reading]:
    """The annotated reports, by machine reading as far as the ledger can tell."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))]
    return [Reading(report_from_record(one), claims_from_record(one), Mentions()) for one in records]


def many(number: int) -> list[Reading]:
    """That many different reports, each with its claims."""
    bases = gold()
    found = []
    for n in range(number):
        base = bases[n % len(bases)]
        report = Report(base.report.outlet, base.report.published, f"{base.report.text}\n{n}", id=f"r{n}")
        found.append(Reading(report, base.claims, Mentions()))
    return found
