"""What a matter is called: its act, parties, place and day in a few words, from the claim that tells most."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.matching.origins import Trail
from onrecord.matching.partake import Parties
from onrecord.matching.sayings import Saying
from onrecord.matching.standing import Weighed
from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.period import Period
from onrecord.model.status import Flag
from onrecord.model.wording_acts import THINGS
from onrecord.model.wording_names import join, party_words, places_words

_MONTHS = "January February March April May June July August September October November December".split()
_LONGEST = 31
"""A longer stretch of days says too little for a title."""

_FIRM = 0.4
"""What a named source, and once more a party, is worth in filled slots when the claim for the title is chosen."""

_ATTACKS = (
    (re.compile(r"\bshell"), "Shelling of"),
    (re.compile(r"\b(?:bomb|airstrike|air strike)"), "Bombing of"),
    (re.compile(r"\braid"), "Raid on"),
    (re.compile(r"\bambush"), "Ambush on"),
    (re.compile(r"\b(?:captur|seiz|retak|retook|recaptur)"), "Capture of"),
    (re.compile(r"\b(?:str(?:ike|uck)|missile|drone)"), "Strike on"),
    (re.compile(r"\b(?:invad|invasion)"), "Invasion of"),
)
_BEFORE = {Act.VISIT: "to", Act.WITHDRAW: "from"}
_ARRIVING = re.compile(r"\b(?:arriv|land|came|come)")
_RELEASING = re.compile(r"\b(?:freed|free|releas|let go|came back|handed)")
_SANCTIONING = re.compile(r"\bsanction")
_SELLING = re.compile(r"\b(?:sale|sell|sold|export)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The slots of a claim as a title has them; "" for what is not told."""

    claim: Claim
    doer: str
    to: str
    things: str
    where: str

    def says(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.claim.trigger.exact.lower()) is not None


def title(weighed: Weighed, trail: Trail, parties: Parties) -> str:
    """The title of a matter: "Visit of Elena Rusu to Poland, 11 March 2025"."""
    told = weighed.told
    best = max(told, key=lambda saying: _slots(saying) + _FIRM * _firmness(saying, trail, parties))
    claim = best.claim
    named = _TITLES[claim.act](_words(claim))
    when = claim.when or next((s.claim.when for s in told if s.claim.when and s.stage is best.stage), None)
    day = when_told(when)
    words = " ".join(named.split())
    return f"{words[:1].upper()}{words[1:]}{', ' + day if day else ''}"


def _slots(saying: Saying) -> int:
    claim = saying.claim
    return sum(map(bool, (claim.agent, claim.recipient, claim.items, claim.place)))


def _firmness(saying: Saying, trail: Trail, parties: Parties) -> int:
    root = trail.root(saying).voice
    return root.firm + (parties.part(root.key) is not None)


def _words(claim: Claim) -> _Words:
    places = [place for place in claim.place if place.text[:1].isupper() or " " in place.text]
    said = f"{_parties(claim.agent)} {_parties(claim.recipient)}"
    return _Words(
        claim=claim,
        doer=_parties(claim.agent),
        to=_parties(claim.recipient),
        things=join(item.what for item in claim.items),
        where=places_words(places, said=said, before=_BEFORE.get(claim.act, "")) if places else "",
    )


def _parties(parties: Sequence[Participant]) -> str:
    return join(party_words(party) for party in parties)


def when_told(when: Period | None) -> str:
    """A day or a short stretch of days in words: "12-13 January 2025"; "" for open or long ones."""
    if when is None or when.start is None or when.end is None or (when.end - when.start).days >= _LONGEST:
        return ""
    one, other = when.start, when.end
    if one == other:
        return _day(one)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}-{_day(other)}"
    return f"{one.day} {_MONTHS[one.month - 1]}{'' if one.year == other.year else f' {one.year}'} to {_day(other)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _with(preposition: str, words: str) -> str:
    return f"{preposition} {words}" if words else ""


def _between(noun: str) -> Callable[[_Words], str]:
    def told(w: _Words) -> str:
        sides = _with("of", join(side for side in (w.doer, w.to) if side))
        return f"{noun} {sides} {w.where}"

    return told


def _things(w: _Words) -> str:
    return w.things or THINGS[w.claim.kind or Kind.OTHER]


def _visit(w: _Words) -> str:
    return f"Visit {_with('of', w.doer)} {_with('to', w.to) if w.to else w.where}"


def _request(w: _Words) -> str:
    wanted = "" if w.claim.kind is Kind.OTHER and not w.things else _with("for", _things(w))
    return f"Request {_with('of', w.doer)} {_with('to', w.to)} {wanted}"


def _aid(w: _Words) -> str:
    if w.claim.kind is Kind.TRAINING:
        return f"Training {_with('of', w.to or w.things)} {_with('by', w.doer)} {w.where}"
    return f"{_things(w)} {_with('from', w.doer)} {_with('for', w.to)}"


def _trade(w: _Words) -> str:
    if w.says(_SELLING):
        return f"Sale of {_things(w)} {_with('by', w.doer)} {_with('to', w.to)}"
    return f"Deal over {_things(w)} {_with('of', join(side for side in (w.doer, w.to) if side))}"


def _deploy(w: _Words) -> str:
    noun = "Arrival" if w.says(_ARRIVING) else "Deployment"
    by = w.doer if w.things and w.things.casefold() not in w.doer.casefold() and not _owned(w) else ""
    return f"{noun} {_with('of', w.things or w.doer)} {_with('by', by)} {w.where or _with('to', w.to)}"


def _owned(w: _Words) -> bool:
    """Whether the things name their owner themselves: "Russian instructors"."""
    return any(word[:1].isupper() for word in w.things.split()[:1])


def _withdraw(w: _Words) -> str:
    if w.says(_RELEASING) or (w.to and not w.claim.agent):
        return f"Release {_with('of', w.to or w.things)} {_with('by', w.doer)} {w.where}"
    return f"Withdrawal {_with('of', w.doer or w.things)} {_with('from', w.to) if w.to else w.where}"


def _attack(w: _Words) -> str:
    noun = next((noun for pattern, noun in _ATTACKS if w.says(pattern)), "Attack on")
    places = join(place.text for place in w.claim.place)
    if places[:1].isupper() or (places and not w.to):
        return f"{noun} {places} {_with('by', w.doer)}"
    if w.to:
        return f"{noun} {w.to} {_with('by', w.doer)} {w.where}"
    return f"Attack {_with('by', w.doer)} {w.where}"


def _restrict(w: _Words) -> str:
    if Flag.REVERSAL in w.claim.status.flags:
        return f"Lifting of restrictions {_with('on', w.to)} {_with('by', w.doer)}"
    noun = "Sanctions" if w.says(_SANCTIONING) else "Restrictions"
    return f"{noun} {_with('on', w.to or w.things)} {_with('by', w.doer)}"


def _by(noun: str, towards: str) -> Callable[[_Words], str]:
    return lambda w: f"{noun} {_with('by', w.doer)} {_with(towards, w.to)}"


def _of_things(noun: str) -> Callable[[_Words], str]:
    return lambda w: f"{noun} {_with('of', w.things)} {_with('by', w.doer)} {w.where}"


_TITLES: Mapping[Act, Callable[[_Words], str]] = {
    Act.VISIT: _visit,
    Act.MEET: _between("Meeting"),
    Act.REQUEST: _request,
    Act.AID: _aid,
    Act.TRADE: _trade,
    Act.AGREE: _between("Agreement"),
    Act.COOPERATE: _between("Cooperation"),
    Act.DEPLOY: _deploy,
    Act.WITHDRAW: _withdraw,
    Act.ATTACK: _attack,
    Act.RESTRICT: _restrict,
    Act.THREATEN: _by("Threat", "against"),
    Act.ACCUSE: _by("Accusation", "against"),
    Act.SUPPORT: _by("Support", "for"),
    Act.REJECT: _by("Rejection", "of what was asked by"),
    Act.HOLD: _of_things("Possession"),
    Act.PRODUCE: _of_things("Production"),
}
