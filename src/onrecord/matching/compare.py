"""Whether two claims can be of one matter, and why.

Every respect (parties, items, place, time, words of the text) gives points, or says that the two are apart. Two claims
are of one matter where nothing says they are apart and the points reach the bar. The points are few and round: named
the same gives 2, the same figure 1.5, the same state or the same days 1, what only does not speak against it less. They
were set by hand on four written bundles of reports, and on pairs that must and must not be joined (the tests hold
them).
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.matching.candidates import NEARBY
from onrecord.matching.parties import OPEN, Fit, Side, fit_sides, likeness, same_name
from onrecord.matching.places import fit_places
from onrecord.matching.profile import SUPPLY, WORDS, Profile
from onrecord.matching.things import fit_kinds, fit_things, unlike
from onrecord.matching.times import REACH, fit_times
from onrecord.model.claim import Act
from onrecord.model.status import Stage

BAR = 2.0
"""Points from which two claims are of one matter."""
_HARD = {Act.ATTACK: 2.5, Act.DEPLOY: 2.2, **dict.fromkeys(sorted(WORDS), 2.5)}
"""A higher bar for acts of which one pair of parties does many: who did it to whom is not enough."""
_LATER = 0.5
"""How much higher the bar is for aid and trade told of more than `_SOON` days apart: what one giver gives over years is
many gifts, and without it a tenth of 30,000 claims were one chain of look-alikes."""
_SOON = 5
_DOUBT = 0.5
"""Points below the bar at which a claim that would stand alone may still be joined, where there is but one choice."""
_DAILY = frozenset({Act.ATTACK, Act.DEPLOY})
_PERSONAL = frozenset({Act.VISIT, Act.MEET, Act.ACCUSE, Act.THREATEN, Act.SUPPORT, Act.REJECT})
"""Acts that a person does: two ministers of one state do two of them."""
_ONE_PLACE = frozenset({Act.ATTACK, Act.MEET, Act.COOPERATE})
_BY_THINGS = frozenset({Act.AID, Act.TRADE, Act.REQUEST})
_ANYWHERE = _BY_THINGS | {Act.WITHDRAW, Act.RESTRICT, Act.AGREE}
_SPOKEN = 1.5
"""Points for two claims of one act in one report: a report tells one happening unless it says otherwise."""
_TIED = 3.0
"""Points for a denial, a refusal to confirm or to comment, and the claim it is about."""
_DENIAL = 1.0
_SILENCE = 0.5
"""A denial tells only what it denies, a refusal to comment less, so there is less to compare them by."""
_VOICE = 0.5
"""The speaker is of the state that the other claim names as a party."""
_ASKED_LATE = 12
"""Days after the word of an aid within which the request for it may still be told."""
_GIST = 0.75
"""What is said of an accusation, a threat, a support shares words with what is said of the other."""
_MENTION = 1.0
"""The sentence names what the other claim has as a party or a place, where its own parties are not all told."""
_COPIED = 4.0
"""Points for the same sentence in two reports of which one copies the other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing two claims says: `together` where they can be of one matter, `apart` where they cannot.

    Neither holds where too little is said. `points` rank the joins; `reasons` are the words for either. What is not
    `sure` is joined only where nothing else comes into question.
    """

    points: float
    together: bool
    apart: bool
    reasons: tuple[str, ...]
    sure: bool = True


def compatible(a: Profile, b: Profile, *, copied: bool = False) -> Verdict:
    """Whether two claims can be of one matter; `copied` where their reports are copies of one another."""
    if a.family != b.family:
        return _apart(f"{a.act} and {b.act} are other acts")
    if copied and a.act is b.act and a.sentence == b.sentence and a.negative == b.negative:
        return Verdict(_COPIED + BAR, together=True, apart=False, reasons=("the same sentence in a copied report",))
    fits: list[Fit] = []
    # time and place first: they are the cheapest to compare, and tell most look-alikes apart
    for compare in (_when, _where, _sorts, _parties, _what, _turns):
        found = compare(a, b)
        if any(fit.apart for fit in found):
            return _apart(next(fit.words for fit in found if fit.apart))
        fits.extend(found)
    fits.extend(_told(a, b))
    points = sum(fit.points for fit in fits)
    bar = _HARD.get(a.act, BAR)
    if a.family == SUPPLY and abs(a.window.published - b.window.published) > _SOON:
        bar += _LATER
    reasons = tuple(fit.words for fit in fits if fit.words and fit.points > 0)
    doubt = 0.0 if a.act in WORDS else _DOUBT
    return Verdict(points, together=points >= bar - doubt, apart=False, reasons=reasons, sure=points >= bar)


def asks_for(request: Profile, aid: Profile) -> str | None:
    """In words, why the aid is what the request asks for; None where it is not."""
    if request.act is not Act.REQUEST or aid.family != SUPPLY:
        return None
    giver, taker = (aid.both, aid.both) if aid.mutual else (aid.doer, aid.target)
    asker, asked = fit_sides(request.doer, taker, personal=False), fit_sides(request.target, giver, personal=False)
    kinds = fit_kinds(request.kind, aid.kind)
    goods = fit_things(request.things, aid.things, exact=True, same_day=False)
    if asker.apart or asked.apart or kinds.apart or (goods.apart and goods.points == 0) or asker.points < 1:
        return None
    late = aid.window.published - request.window.published
    if not -_ASKED_LATE <= late <= REACH or asker.points + asked.points + max(goods.points, 0) < BAR:
        return None
    about = goods.words if goods.points > 0 else ""
    return f"{request.doer.shown} asked for what {taker.shown} is given" + (f" ({about})" if about else "")


def _apart(why: str) -> Verdict:
    return Verdict(0.0, together=False, apart=True, reasons=(why,))


def _sorts(a: Profile, b: Profile) -> tuple[Fit, ...]:
    if a.act is Act.RESTRICT and a.reversal != b.reversal:
        return (Fit(apart=True, words="one sets up what the other lifts"),)
    standing = (a.window.stage is Stage.STANDING) != (b.window.stage is Stage.STANDING)
    kinds = fit_kinds(a.kind, b.kind)
    if kinds.apart and fit_things(a.things, b.things, exact=False).points >= 0.5:
        kinds = OPEN  # the same things, which one takes for arms and the other for equipment
    return (kinds, Fit(-0.5) if standing else OPEN)


def _parties(a: Profile, b: Profile) -> tuple[Fit, ...]:
    personal = a.act in _PERSONAL
    if a.mutual or b.mutual:
        return (_both_sides(a.both, b.both, personal=personal),)
    return (
        fit_sides(a.doer, b.doer, personal=personal),
        fit_sides(a.target, b.target, personal=False, doers=False),
    )


def _both_sides(one: Side, other: Side, *, personal: bool) -> Fit:
    """Two-sided acts: both parties shared, or one shared and the other one open."""
    fit = fit_sides(one, other, personal=False)
    if fit.apart:
        return fit
    mine, theirs = _count(one), _count(other)
    shared = len(one.countries & other.countries) + len(one.bodies & other.bodies)
    shared += sum(1 for name in one.names if any(same_name(name, with_) for with_ in other.names))
    if mine > 1 and theirs > 1 and shared < 2:
        return Fit(apart=True, words=f"{one.shown} are not {other.shown}")
    if personal and (clash := _clash(one, other)):
        return Fit(apart=True, words=clash)
    points = min(shared, 2) + (1.0 if fit.points >= 2 and one.people and other.people else 0.0)
    points += likeness(one.words, other.words)
    return Fit(points, words=f"same parties: {one.shown}" if shared else "") if points else OPEN


def _count(both: Side) -> int:
    return len(both.countries) + len(both.bodies) + len(both.names)


def _clash(one: Side, other: Side) -> str:
    """The two persons of one state that cannot be one, in words; empty where there are none."""
    for country, name in one.people:
        called = [with_ for land, with_ in other.people if land == country]
        if called and not any(same_name(name, with_) for with_ in called):
            return f"{' '.join(name).title()} is not {' '.join(called[0]).title()}"
    return ""


def _when(a: Profile, b: Profile) -> tuple[Fit, ...]:
    fit = fit_times(a.window, b.window, act=a.act, supply=a.family == SUPPLY)
    if fit.apart and a.act in _DAILY and a.window.gap(b.window) == 1 and _told_alike(a, b):
        return (Fit(words="the night between two days"),)
    return (fit,)


def _told_alike(a: Profile, b: Profile) -> bool:
    """The same place and the same figures: what one dates by its evening and the other by its morning."""
    same = fit_things(a.things, b.things, exact=False).points >= 1.5
    return same and fit_places(a.spot, b.spot, strict=True, loose=False).points >= 1.5


def _where(a: Profile, b: Profile) -> tuple[Fit, ...]:
    return (fit_places(a.spot, b.spot, strict=a.act in _ONE_PLACE, loose=a.act in _ANYWHERE),)


def _what(a: Profile, b: Profile) -> tuple[Fit, ...]:
    same_day = a.window.short and b.window.short and a.window.stage is b.window.stage
    # the dead of one strike are counted for days
    loose = same_day or a.act is Act.ATTACK
    later = (a.window.rank > b.window.rank) - (a.window.rank < b.window.rank)
    first = (a if later > 0 else b).turn == 1
    fit = fit_things(a.things, b.things, exact=a.act in _BY_THINGS, same_day=loose, later=later, first=first)
    far = abs(a.window.published - b.window.published) > REACH // 4
    return (Fit(fit.points, apart=True, words="too far apart in time"),) if far and fit.points < 1 else (fit,)


def _turns(a: Profile, b: Profile) -> tuple[Fit, ...]:
    if a.turn == b.turn or {a.turn, b.turn} == {None, 1}:
        return ()
    early, late = (a, b) if a.place_in_text < b.place_in_text else (b, a)
    one_report = a.at.report == b.at.report
    if one_report and early.turn and late.turn is None:
        return ()
    if one_report or (a.turn and b.turn):
        return (Fit(apart=True, words="another one of a row"),)
    return (Fit(-1.0),)


def _told(a: Profile, b: Profile) -> tuple[Fit, ...]:
    """What the way of telling says: one report, a denial tied to its claim, the voice of a party."""
    fits: list[Fit] = []
    if a.at.report == b.at.report:
        fits.append(_one_report(a, b))
    if a.negative != b.negative:
        same = a.window.stage is b.window.stage
        fits.append(Fit(_DENIAL if same else _SILENCE, words="one denies what the other says" if same else ""))
    elif a.negative or a.silent or b.silent:
        fits.append(Fit(_SILENCE))
    if a.act in WORDS and len(a.gist & b.gist) > 1:
        fits.append(Fit(_GIST, words="in much the same words"))
    if a.at.report != b.at.report and (name := _both_name(a, b)):
        fits.append(Fit(_MENTION, words=f"both speak of {name}"))
    if _speaks_for(a, b) or _speaks_for(b, a):
        fits.append(Fit(_VOICE, words="the speaker is a party to it"))
    return tuple(fits)


def _both_name(a: Profile, b: Profile) -> str:
    """A proper name of one claim's parties, place or sentence that the sentence of the other, which lacks one, has."""
    if not (a.mentions or b.mentions):
        return ""
    mine = (*a.both.names, *a.spot.names, *a.mentions)
    theirs = (*b.both.names, *b.spot.names, *b.mentions)
    found = next((name for name in mine for other in theirs if same_name(name, other)), ())
    return " ".join(word.title() for word in found)


def _one_report(a: Profile, b: Profile) -> Fit:
    at_odds = a.negative != b.negative
    if at_odds and a.root and a.root == b.root:
        return Fit(-2 * _SPOKEN)
    if a.about == b.at.claim or b.about == a.at.claim:
        return Fit(_TIED, words="one is about the other")
    if abs(a.place_in_text - b.place_in_text) > NEARBY:
        return OPEN
    if a.act is Act.ATTACK:
        if _bare(a) or _bare(b):
            return Fit(_SPOKEN + 0.5, words="told of in one report")
    elif unlike(a.things, b.things):
        return OPEN
    if a.spot.names and b.spot.names and fit_places(a.spot, b.spot, strict=False, loose=True).points < 1:
        return OPEN
    if a.root == b.root and a.manner == b.manner:
        # one source tells one act once, so what it tells twice is two acts, save where the second adds a number
        return Fit(_SPOKEN, words="told of in one report") if _adds(a, b) else Fit(-_SPOKEN / 2)
    return Fit(_SPOKEN, words="told of in one report")


def _bare(told: Profile) -> bool:
    """Whether only the rest of the report tells whose attack it was and where: "twelve people were killed"."""
    return not told.doer.known and not told.spot.names and not told.window.told


def _adds(a: Profile, b: Profile) -> bool:
    return fit_things(a.things, b.things, exact=True, same_day=False).points > 0


def _speaks_for(a: Profile, b: Profile) -> bool:
    """Whether the voice of a claim with an open side is of a state that the other claim names on that side."""
    if a.voice is None:
        return False
    if a.mutual:
        return a.voice in b.both.countries and a.voice not in a.both.countries
    return (not a.target.known and a.voice in b.target.countries) or (not a.doer.known and a.voice in b.doer.countries)
