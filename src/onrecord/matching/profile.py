"""A claim as matching sees it: who, what, where and when, worked out once and compared many times."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.codebook.sameness import sameness
from onrecord.matching.parties import Name, Side, fold, named, pooled, side, singular
from onrecord.matching.places import Spot, spot
from onrecord.matching.telling import Telling
from onrecord.matching.things import Thing, things
from onrecord.matching.times import Window, window
from onrecord.model.claim import TWO_SIDED, Act, Claim, Kind
from onrecord.model.matter import ClaimAt
from onrecord.model.report import Report
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance

SUPPLY = "supply"
"""The family of aid and trade, which reports tell one from the other by a word of payment only."""
_SUPPLIES = frozenset({Act.AID, Act.TRADE})
_DIRECTED = frozenset({Act.VISIT, Act.DEPLOY, Act.ATTACK, Act.AID})
"""Acts whose place tells at whom they are directed where nobody is named."""
WORDS = frozenset({Act.ACCUSE, Act.THREATEN, Act.SUPPORT, Act.REJECT})
"""Acts that are done by saying something: what is said tells one from another."""
_WORD = re.compile(r"[^\W_]+(?:[-.'\u2019][^\W_]+)*")
_ARTICLES = frozenset({"a", "an", "the"})
_LONG = 5
_SHORTEST = 3
_BEFORE = 3
"""Words before a trigger or in front of an item that may say that it is a second one."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a claim.

    `order` sorts claims by publication, then the report's hash, then the place in the text. `doer` and `target` are
    the sides of a directed act, `both` those of a two-sided one. `turn` is the place in a row that the words tell
    ("second tranche" is 2, "another" 0), else None. `voice` is the country of the innermost source, `root` its name,
    `manner` how it tells the act, `gist` the longer words of its sentence,
    `mentions` the proper names in it where a side of the act is not told.
    """

    at: ClaimAt
    order: tuple[int, str, int, str]
    family: str
    act: Act
    kind: Kind | None
    doer: Side
    target: Side
    both: Side
    mutual: bool
    spot: Spot
    things: tuple[Thing, ...]
    window: Window
    turn: int | None
    negative: bool
    silent: bool
    reversal: bool
    voice: str | None
    root: str
    about: str | None
    sentence: str
    gist: frozenset[str]
    mentions: tuple[Name, ...]
    manner: tuple[Stage, Stance, Certainty, Polarity]

    @property
    def place_in_text(self) -> int:
        """Where its trigger starts."""
        return self.order[2]


def family(act: Act) -> str:
    """Acts of one family may be one happening: aid and trade are one family, every other act is its own."""
    return SUPPLY if act in _SUPPLIES else act.value


def profile(claim: Claim, report: Report) -> Profile:
    """The profile of a claim."""
    where = spot(claim.place)
    doer = side(claim.agent)
    directed = claim.act in _DIRECTED and not any(party.country for party in claim.recipient)
    target = side(claim.recipient, countries=sorted(where.countries - doer.countries) if directed else ())
    last = claim.sources[-1] if claim.sources else None
    return Profile(
        at=ClaimAt(report.hash, claim.id),
        order=(report.published.toordinal(), report.hash, claim.trigger.start, claim.id),
        family=family(claim.act),
        act=claim.act,
        kind=claim.kind,
        doer=doer,
        target=target,
        both=pooled(doer, target),
        mutual=claim.act in TWO_SIDED,
        spot=where,
        things=things(claim.items),
        window=window(claim, report),
        turn=_turn(claim),
        negative=claim.status.polarity is Polarity.NO or claim.status.stance is Stance.DENIES,
        silent=claim.status.stance in (Stance.NOT_CONFIRMED, Stance.NO_COMMENT),
        reversal=Flag.REVERSAL in claim.status.flags,
        voice=last.country if last else None,
        root=fold(last.name) if last else "",
        about=claim.about,
        sentence=" ".join(claim.evidence.exact.split()),
        gist=_gist(claim),
        mentions=() if doer.known and target.known else _mentions(claim),
        manner=(claim.status.stage, claim.status.stance, claim.status.certainty, claim.status.polarity),
    )


def profiles(telling: Telling) -> tuple[Profile, ...]:
    """The profiles of a report's claims."""
    return tuple(profile(claim, telling.report) for claim in telling.claims)


def _mentions(claim: Claim) -> tuple[Name, ...]:
    """Proper names in the sentence, without those of its sources and of what starts it."""
    sources = {word for source in claim.sources for name in named(source.name).names for word in name}
    found = named(claim.evidence.exact[:1000]).names
    return tuple(name for name in found if not sources.intersection(name) and len(name[-1]) > _SHORTEST)


def _gist(claim: Claim) -> frozenset[str]:
    """What is said in an act of words: the longer words of its sentence that name nobody, without its trigger."""
    if claim.act not in WORDS:
        return frozenset()
    said = (word for word in _WORD.findall(claim.evidence.exact[:1000]) if len(word) > _LONG and word[0].islower())
    return frozenset(singular(fold(word)) for word in said) - frozenset(_words(claim.trigger.exact))


def _turn(claim: Claim) -> int | None:
    """The place in a row that the claim's words give it: "a second tranche", "another 40 tanks", "further talks"."""
    turns = sameness().turns
    for item in claim.items:
        found = next((turns[word] for word in _words(item.text)[:_BEFORE] if word in turns), None)
        if found is not None:
            return found
    sentence = claim.evidence.exact[:1000]
    for item in claim.items:
        at = sentence.find(item.text)
        if at > 0 and (found := _counted(_words(sentence[max(0, at - 40) : at])[-_BEFORE:])) is not None:
            return found
    before = sentence[: max(0, claim.trigger.start - claim.evidence.start)]
    return _counted([*_words(before[-60:])[-_BEFORE:], *_words(claim.trigger.exact)])


def _counted(words: list[str]) -> int | None:
    """The place in a row where a word for it counts a noun: "a first shipment of"."""
    turns, turned = sameness().turns, sameness().turned
    for at, word in enumerate(words):
        # the noun follows, or one word between them: "a second mortar attack", not "in the first week an attack"
        near = words[at + 1 : at + 3]
        if word in turns and not _ARTICLES.intersection(near) and any(singular(noun) in turned for noun in near):
            return turns[word]
    return None


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text[:400])]
