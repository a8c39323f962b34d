"""Tellings made by hand: a report a line of words, a claim by who, what, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.matching.telling import Telling
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status

KINDS = {
    "state": ActorKind.STATE,
    "person": ActorKind.PERSON,
    "force": ActorKind.ARMED_FORCE,
    "group": ActorKind.ARMED_GROUP,
    "body": ActorKind.ORGANISATION,
    "envoys": ActorKind.DELEGATION,
    "firm": ActorKind.FIRM,
    "people": ActorKind.PEOPLE,
}


def party(told: str) -> Participant:
    """ "Poland/POL" is a state, "Marek Zawisza/POL/person" a person, "ECOWAS envoys//envoys" of no country."""
    name, country, kind = (*told.split("/"), "", "")[:3]
    return Participant(text=name, name=name, country=country or None, kind=KINDS[kind or "state"])


def item(told: str) -> Item:
    """ "60 missiles", "2200000000 USD: missiles" or "weapons" without a figure."""
    head, _, rest = told.partition(" ")
    if not head.isdigit():
        return Item(told, told)
    unit, _, what = rest.partition(": ")
    if what:
        return Item(told, what, int(head), unit, Bound.EXACT)
    return Item(told, rest, int(head), "item", Bound.EXACT)


def claim(
    act: str,
    doer: str = "",
    target: str = "",
    *,
    items: Sequence[str] = (),
    place: str = "",
    when: str = "",
    stage: str = "done",
    stance: str = "says",
    polarity: str = "yes",
    kind: str = "",
    about: str = "",
    source: str = "",
    words: str = "",
    trigger: str = "act",
    flags: Sequence[str] = (),
) -> Claim:
    """A claim; `doer` and `target` are parties with "; " between, `when` one date or two with ".." between."""
    start, _, end = when.partition("..")
    where = [Place(*(part.split("/"))) for part in place.split("; ") if part]
    spoken = party(source) if source else None
    speaker = Source(spoken.text, spoken.name, SourceKind.GOVERNMENT, spoken.country) if spoken else None
    sentence = words or f"{doer} {trigger} {target}"
    return Claim(
        id="c1",
        act=Act(act),
        kind=Kind(kind) if kind else None,
        trigger=Span(sentence.index(trigger), sentence.index(trigger) + len(trigger), trigger),
        evidence=Span(0, len(sentence), sentence),
        status=Status(
            polarity=Polarity(polarity),
            certainty=Certainty.UNKNOWN if stance in ("not_confirmed", "no_comment") else Certainty.STATED,
            stage=Stage(stage),
            stance=Stance(stance),
            flags=frozenset(Flag(flag) for flag in flags),
        ),
        agent=tuple(party(each) for each in doer.split("; ") if each),
        recipient=tuple(party(each) for each in target.split("; ") if each),
        items=tuple(item(each) for each in items),
        place=tuple(where),
        when=Period(when, date.fromisoformat(start), date.fromisoformat(end or start)) if when else None,
        sources=(speaker,) if speaker else (),
        about=about or None,
    )


def telling(published: str, *claims: Claim, outlet: str = "Kestrel Wire", text: str = "") -> Telling:
    """A report published on a day with these claims, which are numbered c1, c2, ...; its text is theirs."""
    words = text or " ".join(each.evidence.exact for each in claims) + f" [{_details(claims)}]"
    report = Report(outlet=outlet, published=date.fromisoformat(published), text=words)
    placed: list[Claim] = []
    start = 0
    for number, each in enumerate(claims, start=1):
        trigger, evidence = (
            replace(span, start=span.start + start, end=span.end + start) for span in (each.trigger, each.evidence)
        )
        placed.append(replace(each, id=f"c{number}", trigger=trigger, evidence=evidence))
        start += len(each.evidence.exact) + 1
    return Telling(report, tuple(placed))


def _details(claims: Sequence[Claim]) -> str:
    """What tells two reports' texts apart where their sentences do not."""
    return "; ".join(
        ", ".join((str(each.status.stage), *(item.text for item in each.items), *(place.text for place in each.place)))
        + (f", {each.when.text}" if each.when else "")
        for each in claims
    )
