"""How each act is told: its verb, where its recipient and items go, and what to say when the doer is unknown.

The verb is the act's own plain one, or the nearest to the trigger where a list below has it ("shelled", "sold").
Each entry of `_FRAMES` gives the active phrase, the passive subject and verb, and a noun for the act alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.model.actor import ActorKind
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.status import Flag, Stage
from onrecord.model.wording_names import are_many, is_plural, items_words, join, party_words
from onrecord.model.wording_verbs import Phrase, Verb, regular


@dataclass(frozen=True, slots=True)
class Frame:
    """An act in words, before its status.

    `subject` and `passive` tell it without a doer where something can stand as the subject; `event` always can.
    `aside` holds the items that have no sure place in the phrase.
    """

    active: Phrase
    event: str
    subject: str = ""
    passive: Phrase | None = None
    plural: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class _Slots:
    """The slots of a claim in words; `things` is a stand-in for items by kind ("humanitarian aid")."""

    claim: Claim
    to: str
    items: str
    trigger: tuple[str, ...]

    def things(self) -> str:
        return THINGS[self.claim.kind] if self.claim.kind else "something"

    def aside(self) -> str:
        places = " ".join(place.text for place in self.claim.place).casefold()
        return f" ({self.items})" if self.items and self.items.casefold() not in places else ""

    def nearest(self, verbs: Mapping[str, Verb]) -> Verb | None:
        return next((verbs[word] for word in self.trigger if word in verbs), None)


THINGS: Mapping[Kind, str] = {
    Kind.LETHAL: "arms",
    Kind.NONLETHAL: "non-lethal military equipment",
    Kind.MILITARY: "military aid",
    Kind.FINANCIAL: "financial aid",
    Kind.HUMANITARIAN: "humanitarian aid",
    Kind.TRAINING: "training",
    Kind.INTELLIGENCE: "intelligence",
    Kind.POLITICAL: "political support",
    Kind.OTHER: "help",
}
"""What aid, a request or a trade is about where no item is told."""

_KEEP = Verb("keep", "keeps", "kept", "kept", "keeping")
_GIVE = Verb("give", "gives", "gave", "given", "giving")
_MAKE = Verb("make", "makes", "made", "made", "making")
_HOLD = Verb("hold", "holds", "held", "held", "holding")
_MEET = Verb("meet", "meets", "met", "met", "meeting")
_BUY = Verb("buy", "buys", "bought", "bought", "buying")
_SELL = Verb("sell", "sells", "sold", "sold", "selling")
_STRIKE = Verb("strike", "strikes", "struck", "struck", "striking")
_WITHDRAW = Verb("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing")
_TAKE_PLACE = Verb("take", "takes", "took", "taken", "taking", particle="place")
_CARRY_OUT = regular("carry", particle="out")
_SPEAK = Verb("speak", "speaks", "spoke", "spoken", "speaking")

TAKE_PLACE = Phrase(_TAKE_PLACE)
"""What an act does that has neither doer nor subject."""


def _by_form(*verbs: Verb, also: Mapping[str, Verb] | None = None) -> dict[str, Verb]:
    return {form: verb for verb in verbs for form in verb.forms()} | dict(also or {})


# Attacks that are done to their items ("killed 14 soldiers") and those done to a party or place ("shelled the port").
_ON_ITEMS = _by_form(
    *(regular(base) for base in ("kill", "wound", "injure", "capture", "seize", "destroy", "liberate", "clear")),
    Verb("sink", "sinks", "sank", "sunk", "sinking"),
    Verb("retake", "retakes", "retook", "retaken", "retaking"),
    also={"slaughtered": regular("kill")},
)
_ON_PARTY = _by_form(
    *(regular(base) for base in ("shell", "bomb", "raid", "ambush", "invade", "storm", "attack", "bombard")),
    Verb("hit", "hits", "hit", "hit", "hitting"),
    _STRIKE,
    also=dict.fromkeys(("airstrike", "airstrikes"), _STRIKE),
)
_FIRING = frozenset("fire fired fires firing launch launched launches launching".split())
_BUYING = frozenset(
    "buy buys buying bought purchase purchased purchasing order ordered ordering procure procured acquire acquired "
    "received receive paid pay".split()
)
_SELLING = frozenset("sell sells selling sold sale sales export exported exports re-exported exporting".split())
_HANDING = frozenset("deliver delivered delivery deliveries shipment shipped handed flown left transfer".split())
_RELEASING = frozenset("free freed frees release released releasing releases let".split())
_EVACUATING = frozenset("evacuate evacuated evacuating evacuates evacuation".split())
_RESTRICTING = {
    **_by_form(regular("expel", double=True), regular("bar", double=True), regular("blacklist")),
    **_by_form(regular("ban", double=True), regular("suspend"), regular("blockade")),
}
_ACCUSING = _by_form(*(regular(base) for base in ("accuse", "blame", "criticise", "criticize", "condemn")))


def _passive(verb: Verb, rest: str = "") -> Phrase:
    return Phrase(verb, rest, passive=True)


def _after(preposition: str, words: str) -> str:
    return f"{preposition} {words}" if words else ""


def _both(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _of(noun: str, preposition: str, words: str) -> str:
    return f"{noun} {preposition} {words}" if words else noun


def _visit(s: _Slots) -> Frame:
    event = _of("a visit", "to", s.to)
    active = Phrase(regular("visit"), s.to) if s.to else Phrase(_MAKE, "a visit")
    return Frame(active, event, aside=s.aside())


def _meet(s: _Slots) -> Frame:
    alone = not s.to and not is_plural(s.claim.agent)
    active = Phrase(_HOLD, "a meeting") if alone else Phrase(_MEET, s.to)
    return Frame(active, _of("a meeting", "with", s.to), aside=s.aside())


def _request(s: _Slots) -> Frame:
    wanted = _after("for", s.items or ("" if s.claim.kind is Kind.OTHER else s.things()))
    event = _both("a request", _after("to", s.to), wanted)
    if not wanted:
        return Frame(Phrase(_MAKE, _of("a request", "to", s.to)), event)
    plural = is_plural(s.claim.recipient)
    passive = _passive(regular("ask"), wanted) if s.to else None
    return Frame(Phrase(regular("ask"), _both(s.to, wanted)), event, s.to, passive, plural)


def _aid(s: _Slots) -> Frame:
    people = all(item.unit == "person" for item in s.claim.items)
    # the helped may be told twice, as recipient and with their number: then the number speaks
    to = s.items if people and s.items and s.to else s.to
    if s.claim.kind is Kind.TRAINING and (to or s.items):
        whom, train = to or s.items, regular("train")
        plural = are_many(s.claim.items) if whom == s.items else is_plural(s.claim.recipient)
        aside = s.aside() if whom != s.items else ""
        return Frame(Phrase(train, whom), f"training of {whom}", whom, _passive(train), plural, aside)
    given = s.things() if people else s.items
    verb = _GIVE if people or s.claim.kind in (Kind.FINANCIAL, Kind.HUMANITARIAN) else regular("supply")
    rest = _after("to", to)
    plural = (given == THINGS[Kind.LETHAL]) if people else are_many(s.claim.items)
    active = Phrase(verb, _both(given, rest))
    return Frame(active, _both("a delivery of", given, rest), given, _passive(verb, rest), plural)


def _trade(s: _Slots) -> Frame:
    goods = s.items or (
        "arms" if s.claim.kind is Kind.LETHAL else "goods" if s.claim.kind is Kind.OTHER else s.things()
    )
    many = are_many(s.claim.items) if s.items else s.claim.kind in (Kind.LETHAL, Kind.OTHER)
    words = set(s.trigger)
    event = _both("a deal", _after("with", s.to), "for", goods)
    if words & _BUYING or {"taken", "delivery"} <= words:
        return Frame(Phrase(_BUY, _both(goods, _after("from", s.to))), event, goods, _passive(_BUY), many)
    to = _after("to", s.to)
    if words & (_SELLING | _HANDING):
        verb = _SELL if words & _SELLING else regular("deliver")
        return Frame(Phrase(verb, _both(goods, to)), event, goods, _passive(verb, to), many)
    deal = Phrase(_MAKE, _both("a deal", _after("with", s.to), "for", goods))
    return Frame(deal, event, goods, _passive(regular("deliver"), to), many)


def _agree(s: _Slots) -> Frame:
    named = {Kind.LETHAL: "an arms", Kind.OTHER: "an", Kind.INTELLIGENCE: "an intelligence"}
    kind = s.claim.kind
    noun = f"{named[kind]} agreement" if kind in named else f"a {kind.value} agreement" if kind else "an agreement"
    whole = _of(noun, "with", s.to)
    subject = Phrase(regular("conclude"), whole)
    return Frame(subject, whole, noun, _passive(regular("conclude"), _after("with", s.to)), aside=s.aside())


def _cooperate(s: _Slots) -> Frame:
    return Frame(Phrase(regular("cooperate"), _after("with", s.to)), _of("cooperation", "with", s.to), aside=s.aside())


def _deploy(s: _Slots) -> Frame:
    deploy, to = regular("deploy"), _after("to", s.to)
    lasting = s.claim.status.stage is Stage.STANDING
    event = _both("a deployment", _after("of", s.items), to)
    if _moves_itself(s.claim):
        return Frame(_passive(deploy, to) if lasting else Phrase(deploy, to), event, aside=s.aside())
    what = s.items or "forces"
    keep = Phrase(_KEEP, _both(what, "deployed", to))
    active = keep if lasting else Phrase(deploy, _both(what, to))
    return Frame(active, event, s.items, _passive(deploy, to), are_many(s.claim.items))


def _moves_itself(claim: Claim) -> bool:
    """Whether the doer is what moves: no items are told but its own number, and it is a force if there are none."""
    if not claim.agent or any(party.kind is ActorKind.STATE for party in claim.agent):
        return False
    own = {word.casefold() for party in claim.agent for word in party.name.split()[-1:]}
    told = [set(item.what.casefold().split()) | set(item.text.casefold().split()) for item in claim.items]
    force = claim.agent[0].kind in (ActorKind.ARMED_FORCE, ActorKind.ARMED_GROUP)
    return all(words & own for words in told) and (force or bool(told))


def _withdraw(s: _Slots) -> Frame:
    words = set(s.trigger)
    event = _both("a withdrawal", _after("of", s.items))
    if _moves_itself(s.claim) and not s.to:
        return Frame(Phrase(_WITHDRAW), event, aside=s.aside())
    let_go = s.items or s.to
    many = are_many(s.claim.items) if s.items else is_plural(s.claim.recipient)
    if words & _RELEASING and let_go:
        verb, rest = regular("release"), let_go
    elif words & _EVACUATING and let_go:
        verb, rest = regular("evacuate"), let_go
    else:
        verb, rest = _WITHDRAW, _both(s.items, _after("from", s.to))
    return Frame(Phrase(verb, rest), event, let_go, _passive(verb) if let_go else None, many)


def _attack(s: _Slots) -> Frame:
    places = join(place.text for place in s.claim.place)
    done = s.nearest(_ON_ITEMS)
    if done is not None and (hurt := s.items or s.to or places):
        many = are_many(s.claim.items) if s.items else is_plural(s.claim.recipient) or len(s.claim.place) > 1
        return Frame(Phrase(done, hurt), _of("an attack", "on", hurt), hurt, _passive(done), many)
    event = _of("an attack", "on", s.to)
    fired = [item for item in s.claim.items if item.unit != "person"]
    if _FIRING & set(s.trigger) and fired:
        fire, at, what = regular("fire"), _after("at", s.to), items_words(fired)
        hurt_too = items_words([item for item in s.claim.items if item.unit == "person"])
        aside = f" ({hurt_too})" if hurt_too else ""
        return Frame(Phrase(fire, _both(what, at)), event, what, _passive(fire, at), are_many(fired), aside)
    verb = s.nearest(_ON_PARTY)
    within = any(item.text.casefold() in places.casefold() for item in s.claim.items)
    target = s.to or (places if verb and (within or places[:1].isupper()) else "")
    if not target:
        return Frame(Phrase(_CARRY_OUT, "an attack"), event, aside=s.aside())
    many = is_plural(s.claim.recipient) if s.to else len(s.claim.place) > 1
    verb = verb or regular("attack")
    return Frame(Phrase(verb, target), event, target, _passive(verb), many, s.aside())


def _restrict(s: _Slots) -> Frame:
    if Flag.REVERSAL in s.claim.status.flags:
        what = _both("restrictions", _after("on", s.to))
        return Frame(Phrase(regular("lift"), what), "", what, _passive(regular("lift")), True, s.aside())
    verb = s.nearest(_RESTRICTING)
    if verb is not None and (whom := s.to or s.items):
        aside = s.aside() if s.to else ""
        many = is_plural(s.claim.recipient) if s.to else are_many(s.claim.items)
        return Frame(Phrase(verb, whom), _of("a restriction", "on", whom), whom, _passive(verb), many, aside)
    noun = "sanctions" if {"sanction", "sanctions", "sanctioned"} & set(s.trigger) else "restrictions"
    what = _of(noun, "on", s.to)
    impose = regular("impose")
    return Frame(Phrase(impose, what), what, what, _passive(impose), True, s.aside())


def _threaten(s: _Slots) -> Frame:
    active = Phrase(regular("threaten"), s.to) if s.to else Phrase(_MAKE, "a threat")
    passive = _passive(regular("threaten")) if s.to else None
    return Frame(active, "a threat", s.to, passive, is_plural(s.claim.recipient), s.aside())


def _accuse(s: _Slots) -> Frame:
    verb = s.nearest(_ACCUSING)
    if not s.to:
        active = Phrase(_MAKE, "an accusation") if verb is None or verb.base == "accuse" else None
        return Frame(active or Phrase(_SPEAK, "out in condemnation"), "an accusation", aside=s.aside())
    active = Phrase(verb, s.to) if verb else Phrase(_MAKE, f"an accusation against {s.to}")
    return Frame(active, _of("an accusation", "against", s.to), aside=s.aside())


def _support(s: _Slots) -> Frame:
    words = _of("support", "for", s.to)
    return Frame(Phrase(regular("voice"), words), words, words, _passive(regular("voice")), aside=s.aside())


def _reject(s: _Slots) -> Frame:
    what = s.items or _of("a proposal", "from", s.to)
    return Frame(Phrase(regular("reject"), what), what, what, _passive(regular("reject")))


def _hold(s: _Slots) -> Frame:
    what = s.items or join(place.text for place in s.claim.place) or "what is in question"
    many = are_many(s.claim.items) if s.items else len(s.claim.place) > 1
    return Frame(Phrase(_HOLD, what), f"possession of {what}", what, _passive(_HOLD), many)


def _produce(s: _Slots) -> Frame:
    what = s.items or "military goods"
    many = are_many(s.claim.items) if s.items else True
    return Frame(Phrase(regular("produce"), what), f"production of {what}", what, _passive(regular("produce")), many)


_FRAMES: Mapping[Act, Callable[[_Slots], Frame]] = {
    Act.VISIT: _visit,
    Act.MEET: _meet,
    Act.REQUEST: _request,
    Act.AID: _aid,
    Act.TRADE: _trade,
    Act.AGREE: _agree,
    Act.COOPERATE: _cooperate,
    Act.DEPLOY: _deploy,
    Act.WITHDRAW: _withdraw,
    Act.ATTACK: _attack,
    Act.RESTRICT: _restrict,
    Act.THREATEN: _threaten,
    Act.ACCUSE: _accuse,
    Act.SUPPORT: _support,
    Act.REJECT: _reject,
    Act.HOLD: _hold,
    Act.PRODUCE: _produce,
}

DONE_WORDS: Mapping[Act, str] = {
    Act.VISIT: "made",
    Act.MEET: "held",
    Act.REQUEST: "made",
    Act.AID: "given",
    Act.TRADE: "carried out",
    Act.AGREE: "concluded",
    Act.COOPERATE: "carried out",
    Act.DEPLOY: "carried out",
    Act.WITHDRAW: "carried out",
    Act.ATTACK: "carried out",
    Act.RESTRICT: "imposed",
    Act.THREATEN: "made",
    Act.ACCUSE: "made",
    Act.SUPPORT: "voiced",
    Act.REJECT: "made",
    Act.HOLD: "held",
    Act.PRODUCE: "carried out",
}
"""What each act is at stage done, in a word or two after which nothing needs to follow."""


_NUMBERED = frozenset({Act.RESTRICT, Act.MEET, Act.ACCUSE, Act.SUPPORT})
"""Acts whose items, where they are the recipients with their number, stand in the recipients' place."""


def frame(claim: Claim) -> Frame:
    """A claim's act and slots in words, without place, time and status."""
    to = join(party_words(party) for party in claim.recipient)
    items = [item for item in claim.items if item.text.casefold() not in to.casefold()]
    if claim.act in _NUMBERED and len(items) == 1 and to and to.casefold() in items[0].text.casefold():
        to, items = items_words(items), []
    slots = _Slots(
        claim=claim,
        to=to,
        items=items_words(items),
        trigger=tuple(re.findall(r"\w+(?:-\w+)*", claim.trigger.exact.lower())),
    )
    return _FRAMES[claim.act](slots)
