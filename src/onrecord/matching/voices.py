"""For whom a source speaks: a government or body with its officials, an outlet, a person, or somebody unnamed.

Invariant: two voices with the same key are one root of information; an unnamed voice never has the key of a named one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.codebook.nouns import Sort, nouns
from onrecord.codebook.register import Role, register
from onrecord.codebook.weighing import weighing
from onrecord.matching.parties import Named, fold, named, singular
from onrecord.matching.sayings import Saying
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Claim
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Polarity

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset("a an the of in on at to for by from with and or s its his her their who close said one".split())
_CLAUSE = re.compile(r"[.;!?,\n](?:\s|$)")
_TOWARDS = re.compile(r"\b(?:to|at|with|from)\s+(?:the\s+)?\S+(?:\s+\S+)?$")
_ELSEWHERE = re.compile(r"\s(?:in|to|at|near)\s")
_LEAKED = re.compile(r"\b(?:leaked|purported|stolen|hacked)\b")
_NEAR = 60
_TITLE = 6
"""Words of a person's title, before or after the name, at most."""

_BODILY = frozenset({ActorKind.STATE, ActorKind.ARMED_FORCE, ActorKind.DELEGATION, ActorKind.PERSON, ActorKind.PEOPLE})
_SPEAKING = frozenset({Sort.UNNAMED, Sort.PEOPLE, Sort.OFFICIAL, Sort.TROOPS, Sort.RANK})


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom a claim goes back to: `key` is the root, `speaker` the very one who spoke, as the report calls him.

    `firm` is False where nobody is named: such a voice may be the same as any other.
    """

    key: str
    name: str
    kind: SourceKind
    country: str | None
    firm: bool
    speaker: str


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: folded, singular, without articles."""
    return frozenset(singular(fold(word)) for word in _WORD.findall(name)) - _STOP


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name has all words of the other, or they share at least half of all their words."""
    shared = one & other
    return bool(shared) and (len(shared) == min(len(one), len(other)) or 2 * len(shared) >= len(one | other))


@lru_cache(maxsize=16384)
def outlet_key(name: str) -> str:
    """The key of an outlet, the same for all its spellings in the register."""
    entry = register().find(name)
    if entry is not None and entry.role is Role.OUTLET:
        return entry.id
    told = " ".join(fold(word) for word in _WORD.findall(name))
    return f"outlet:{told.removeprefix('the ') or name}"


def own_voice(report: Report) -> Voice:
    """The voice of the report's own outlet; one that is itself a government or body speaks as that body."""
    return outlet_voice(report.outlet)


@lru_cache(maxsize=16384)
def outlet_voice(name: str) -> Voice:
    """The voice of an outlet by its name."""
    entry = register().find(name)
    if entry is None or entry.role is not Role.OUTLET:
        body = _official(name)
        if body is not None:
            return replace(body, name=name, speaker=name)
    return Voice(outlet_key(name), name, SourceKind.OUTLET, entry.country if entry else None, True, name)


def _official(name: str) -> Voice | None:
    """The state or body that an outlet's name is one of: "Ministry of Defence of Ukraine", "NATO"."""
    entry = register().find(name)
    if entry is not None and entry.country and entry.speaker is SourceKind.GOVERNMENT and entry.role is not Role.CITY:
        return _state(entry.country, name)
    if entry is not None and entry.role in (Role.BODY, Role.GROUP):
        return _body(entry.id, name)
    found = _whose(name)
    if weighing().issuer.search(name.lower()) is None:
        return None
    if found.bodies:
        return _body(min(found.bodies), name)
    return _state(min(found.countries), name) if len(found.countries) == 1 else None


def _of_state(name: str) -> bool:
    return weighing().state.search(name.lower()) is not None


def _state(country: str, speaker: str) -> Voice:
    return Voice(f"state:{country}", speaker, SourceKind.GOVERNMENT, country, True, speaker)


def _body(identity: str, speaker: str) -> Voice:
    whole = weighing().organs.get(identity, identity)
    return Voice(whole, speaker, SourceKind.ORGANISATION, None, True, speaker)


def source_voice(source: Source, claim: Claim, report: Report) -> Voice:
    """For whom a link of a chain speaks."""
    if source.kind is SourceKind.OUTLET or outlet_key(source.name) == outlet_key(report.outlet):
        return outlet_voice(source.name)
    if source.kind is SourceKind.PERSON:
        return _person(source, claim, report)
    if source.kind is SourceKind.UNNAMED:
        return _unnamed(source, claim, report)
    if source.kind is SourceKind.DOCUMENT:
        return _document(source, report)
    official = source.kind in (SourceKind.GOVERNMENT, SourceKind.OFFICIAL)
    body = _named_body(source.name)
    if body is not None and body.key.startswith("group:"):
        return replace(body, kind=source.kind)
    if source.country and (official or _of_state(source.name)):
        return _state(source.country, source.name)
    if body is not None:
        return replace(body, kind=source.kind)
    return _of_doer(source, claim) or _called(source)


def _called(source: Source) -> Voice:
    """A source outside the register, by its name."""
    return Voice(f"name:{_spelt(source.name)}", source.name, source.kind, source.country, True, source.name)


def _of_doer(source: Source, claim: Claim) -> Voice | None:
    """A ministry or army of no told country that says of an act that it is not so: it answers for the doer's state."""
    if claim.status.polarity is not Polarity.NO or not _of_state(source.name):
        return None
    countries = {party.country for party in claim.agent if party.country and party.kind in _BODILY}
    return _state(min(countries), source.name) if len(countries) == 1 else None


def _whose(name: str) -> Named:
    """Whom a name tells: "Estonian embassy in Oslo" is Estonia's; where nobody stands before "in", who stands after."""
    found = named(_ELSEWHERE.split(name, maxsplit=1)[0])
    return found if found.countries or found.bodies else named(name)


def _named_body(name: str) -> Voice | None:
    """The international body or group that a name holds ("EU mission in Armenia"), else the state it is a part of."""
    found = _whose(name)
    if found.bodies:
        return _body(min(found.bodies), name)
    if len(found.countries) == 1 and _of_state(name):
        return _state(min(found.countries), name)
    return None


def _person(source: Source, claim: Claim, report: Report) -> Voice:
    near = _around(source.name, report.text)
    if source.name[:1].islower() or source.name.startswith(("A ", "An ", "One ")):
        described = nouns().find(singular(fold(source.name.split()[-1])))
        if source.country is None or described is None or described.sort not in (Sort.OFFICE, Sort.OFFICIAL):
            return _nobody(source, report)
    if weighing().private.search(near.lower()):
        return _called(source)
    body = _spoken_for(source, claim, near)
    if body is not None:
        return replace(body, name=source.name, speaker=source.name, kind=source.kind)
    return _state(source.country, source.name) if source.country else _called(source)


def _spoken_for(source: Source, claim: Claim, near: str) -> Voice | None:
    """The body or group a person speaks for: one that stands in his title; without a country, the doer's or nearest."""
    if not any(_sort(word) in (Sort.OFFICIAL, Sort.OFFICE, Sort.RULER, Sort.RANK) for word in near.split()):
        return None
    titled = named(near).bodies if not _TOWARDS.search(near) else frozenset()
    if titled:
        return _body(min(titled), source.name)
    if source.country:
        return None
    for key in (key for party in claim.agent for key in party_keys(party)):
        return Voice(key, source.name, source.kind, None, True, source.name)
    return _named_body(claim.evidence.exact)


def _sort(word: str) -> Sort | None:
    noun = nouns().find(singular(fold(word.strip(",.;:\"'"))))
    return noun.sort if noun else None


def _around(name: str, text: str) -> str:
    """A person's title: the words just before his name where the text first has it whole, and an apposition after."""
    at = text.find(name)
    if at < 0:
        name = name.rsplit(maxsplit=1)[-1] if name.split() else name
        at = text.find(name)
    if at < 0:
        return ""
    before = _CLAUSE.split(text[max(0, at - _NEAR) : at])[-1].split()[-_TITLE:]
    after = text[at + len(name) : at + len(name) + _NEAR]
    # what follows is a title only as an apposition: "Adam Lis, an analyst"
    title = _CLAUSE.split(after[1:])[0].split()[:_TITLE] if after.startswith(",") else []
    return " ".join((*before, *title))


def _unnamed(source: Source, claim: Claim, report: Report) -> Voice:
    """Somebody unnamed; only where the words name a body alone ("the ministry's press service") is it that body."""
    sorts = {_sort(word) for word in source.name.split()}
    if not sorts & _SPEAKING and sorts & {Sort.BODY, Sort.FORCE} and _of_state(source.name):
        body = _state(source.country, source.name) if source.country else _of_doer(source, claim)
        if body is not None:
            return body
    return _nobody(source, report)


def _nobody(source: Source, report: Report) -> Voice:
    key = f"unnamed:{outlet_key(report.outlet)}:{_spelt(source.name)}"
    return Voice(key, source.name, SourceKind.UNNAMED, source.country, False, source.name)


def _document(source: Source, report: Report) -> Voice:
    """A document speaks for who issued it, where that is told; a leaked one for itself."""
    if not _LEAKED.search(source.name.lower()):
        body = _state(source.country, source.name) if source.country else _named_body(source.name)
        if body is not None:
            return replace(body, kind=source.kind)
    if named(source.name).names:
        return _called(source)
    return Voice(
        f"name:{outlet_key(report.outlet)} {_spelt(source.name)}", source.name, source.kind, None, True, source.name
    )


def _spelt(name: str) -> str:
    return " ".join(sorted(words(name))) or fold(name)


def party_keys(party: Participant) -> tuple[str, ...]:
    """The keys of the voices that speak for a participant; firms and people answer for themselves only."""
    found = named(party.name)
    bodies = tuple(weighing().organs.get(body, body) for body in sorted(found.bodies))
    if party.country and party.kind in _BODILY:
        return (f"state:{party.country}", *bodies)
    return (*bodies, f"name:{_spelt(party.name)}")


def voice(saying: Saying) -> Voice:
    """Who speaks in a claim: the innermost source of its chain, else the outlet itself."""
    chain = saying.claim.sources
    return source_voice(chain[-1], saying.claim, saying.report) if chain else own_voice(saying.report)
