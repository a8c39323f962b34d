"""A claim that is no fact never reads as a plain statement, and a fact reads as nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, cycle, product

import pytest

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import KINDED, Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.fact import is_fact
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.model.wording import say, say_chain, say_status, tells_no_fact

BORLAND = Participant("Borland", "Borland", "BOR", ActorKind.STATE)
ARDIA = Participant("Ardia", "Ardia", "ARD", ActorKind.STATE)
SOLDIERS = Participant("soldiers", "Ardian soldiers", "ARD", ActorKind.ARMED_FORCE)
SHELLS = Item("some 40 shells", "shells", 40, "item", Bound.ABOUT)
LUND = Place("Lund", "ARD")
MONDAY = Period("Monday", date(2025, 3, 10), date(2025, 3, 10))
POST = Source("Harbour Post", "Harbour Post", SourceKind.OUTLET, None)
MINISTRY = Source("the ministry", "Ardian defence ministry", SourceKind.GOVERNMENT, "ARD")
RESIDENTS = Source("two residents", "two residents", SourceKind.UNNAMED, None)

STATUSES = [
    Status(*parts)
    for parts in product(Polarity, Certainty, Stage, Stance)
    if (parts[2] is not Stage.OPEN or parts[1] is Certainty.POSSIBLE)
    and (parts[3] not in (Stance.NOT_CONFIRMED, Stance.NO_COMMENT) or parts[1] is Certainty.UNKNOWN)
    and (parts[3] is not Stance.DENIES or parts[0] is Polarity.NO)
]
FLAGS = [frozenset(some) for size in range(len(Flag) + 1) for some in combinations(Flag, size)]
TRIGGERS = [
    "act",
    "killed",
    "shelled",
    "fired",
    "sold",
    "bought",
    "delivered",
    "freed",
    "evacuated",
    "expelled",
    "sanctions",
    "blamed",
]


def made(act: Act, status: Status, *, slots: int = 63, trigger: str = "act", kind: Kind = Kind.LETHAL) -> Claim:
    """A claim of any act; the bits of `slots` say which of its slots are filled."""
    span = Span(0, len(trigger), trigger)
    return Claim(
        id="c1",
        act=act,
        kind=kind if act in KINDED else None,
        trigger=span,
        evidence=span,
        status=status,
        agent=(BORLAND,) if slots & 1 else (),
        recipient=((SOLDIERS,) if slots & 32 else (ARDIA,)) if slots & 2 else (),
        items=(SHELLS,) if slots & 4 else (),
        place=(LUND,) if slots & 8 else (),
        when=MONDAY if slots & 16 else None,
        sources=(POST, MINISTRY) if slots & 32 else (),
    )


def claims() -> Iterator[Claim]:
    slots, triggers, kinds, acts = cycle(range(64)), cycle(TRIGGERS), cycle(Kind), cycle(Act)
    for status, act in product(STATUSES, Act):
        for bits in (0, 1, 2, 4, 12, 63):
            yield made(act, status, slots=bits, trigger=next(triggers), kind=next(kinds))
    for status, flags in product(STATUSES, FLAGS):
        flagged = replace(status, flags=flags)
        yield made(next(acts), flagged, slots=next(slots), trigger=next(triggers), kind=next(kinds))
    for act, stage, bits, trigger in product(Act, Stage, range(64), TRIGGERS[:5]):
        certainty = Certainty.POSSIBLE if stage is Stage.OPEN else Certainty.STATED
        yield made(act, Status(stage=stage, certainty=certainty), slots=bits, trigger=trigger)


def test_no_claim_that_is_no_fact_reads_as_one() -> None:
    facts = 0
    for claim in claims():
        told = say(claim, outlet="Ardia Daily")
        assert tells_no_fact(told) != is_fact(claim), f"{told} {claim.status}"
        facts += is_fact(claim)
    assert facts > 1000


def test_sentences_are_well_formed() -> None:
    for claim in claims():
        told = say(claim, outlet="")
        assert told[0].isupper()
        assert told.endswith(".")
        assert not re.search(r"  |\s[.,]|,,|\.\.|None|\(\)| (to|of|on|for|with|from)[.,]", told), told


@pytest.mark.parametrize("act", Act)
def test_every_status_has_a_phrase(act: Act) -> None:
    for status, flags in product(STATUSES, FLAGS[:20]):
        words = say_status(replace(status, flags=flags), act)
        assert words
        assert "_" not in words
        assert "None" not in words


PLANNED = Status(certainty=Certainty.LIKELY, stage=Stage.PLANNED)
SENTENCES = [
    (made(Act.AID, Status(), slots=7), "Ardia Daily: Borland supplied some 40 shells to Ardia."),
    (made(Act.AID, Status(), slots=6), "Ardia Daily: some 40 shells were supplied to Ardia."),
    (
        made(Act.AID, Status(stage=Stage.REFUSED, flags=frozenset({Flag.PROVISIONAL})), slots=3),
        "Ardia Daily: Borland has so far refused to give arms to Ardia.",
    ),
    (
        made(Act.AID, Status(stage=Stage.PLEDGED), slots=19),
        "Ardia Daily: Borland has promised to give arms to Ardia, on 10 March 2025.",
    ),
    (made(Act.AID, Status(Polarity.NO), slots=3), "Ardia Daily: Borland has not given arms to Ardia."),
    (
        made(Act.AID, Status(certainty=Certainty.UNKNOWN), slots=3),
        "Ardia Daily: it is not known whether Borland gave arms to Ardia.",
    ),
    (made(Act.MEET, PLANNED, slots=27), "Ardia Daily: Borland is expected to meet Ardia in Lund on 10 March 2025."),
    (
        made(Act.VISIT, Status(stage=Stage.OPEN, certainty=Certainty.POSSIBLE), slots=3),
        "Ardia Daily: Borland might visit Ardia.",
    ),
    (
        made(Act.ATTACK, Status(), slots=35, trigger="shelled"),
        "Harbour Post, citing the Ardian defence ministry: Borland shelled Ardian soldiers.",
    ),
    (made(Act.ATTACK, Status(), slots=8), "Ardia Daily: an attack took place in Lund."),
    (made(Act.ATTACK, Status(flags=frozenset({Flag.ATTEMPT})), slots=3), "Ardia Daily: Borland tried to attack Ardia."),
    (
        made(Act.RESTRICT, Status(stage=Stage.PLANNED, flags=frozenset({Flag.REVERSAL})), slots=3),
        "Ardia Daily: Borland plans to lift restrictions on Ardia.",
    ),
    (
        made(Act.REQUEST, Status(stage=Stage.PLANNED, flags=frozenset({Flag.PURPOSE})), slots=7),
        "Ardia Daily: Borland aims to ask Ardia for some 40 shells.",
    ),
    (
        made(Act.TRADE, Status(stage=Stage.APPROVED), slots=7, trigger="sold"),
        "Ardia Daily: Borland has approved selling some 40 shells to Ardia.",
    ),
    (
        made(Act.AID, Status(Polarity.NO, flags=frozenset({Flag.CONDITIONAL})), slots=3),
        "Ardia Daily: Borland would have given arms to Ardia but did not.",
    ),
    (
        made(Act.DEPLOY, Status(flags=frozenset({Flag.HEARSAY, Flag.SECRET})), slots=13),
        "Ardia Daily: Borland reportedly deployed some 40 shells to Lund, in secret.",
    ),
]


@pytest.mark.parametrize(("claim", "sentence"), SENTENCES, ids=[str(n) for n in range(len(SENTENCES))])
def test_say(claim: Claim, sentence: str) -> None:
    assert say(claim, outlet="Ardia Daily") == sentence


def stance(stance: Stance, *sources: Source) -> Claim:
    polarity = Polarity.NO if stance is Stance.DENIES else Polarity.YES
    certainty = Certainty.STATED if stance in (Stance.DENIES, Stance.CONFIRMS) else Certainty.UNKNOWN
    return replace(made(Act.VISIT, Status(polarity, certainty, Stage.DONE, stance), slots=3), sources=sources)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        (stance(Stance.DENIES, MINISTRY), "The Ardian defence ministry denies that Borland visited Ardia."),
        (stance(Stance.DENIES, POST, RESIDENTS), "Harbour Post: two residents deny that Borland visited Ardia."),
        (
            stance(Stance.NOT_CONFIRMED, MINISTRY),
            "The Ardian defence ministry has not confirmed that Borland visited Ardia.",
        ),
        (stance(Stance.NOT_CONFIRMED), "Ardia Daily could not confirm that Borland visited Ardia."),
        (stance(Stance.NO_COMMENT, RESIDENTS), "Two residents have not commented on whether Borland visited Ardia."),
        (stance(Stance.CONFIRMS, MINISTRY), "The Ardian defence ministry confirms that Borland visited Ardia."),
    ],
)
def test_stances(claim: Claim, sentence: str) -> None:
    assert say(claim, outlet="Ardia Daily") == sentence


@pytest.mark.parametrize(
    ("when", "stage", "words"),
    [
        (MONDAY, Stage.DONE, "on 10 March 2025"),
        (Period("May", date(2025, 5, 1), date(2025, 5, 31)), Stage.DONE, "in May 2025"),
        (Period("2023", date(2023, 1, 1), date(2023, 12, 31)), Stage.DONE, "in 2023"),
        (Period("early May", date(2025, 5, 1), date(2025, 5, 10)), Stage.PLANNED, "between 1 and 10 May 2025"),
        (
            Period("late", date(2024, 12, 29), date(2025, 1, 2)),
            Stage.DONE,
            "between 29 December 2024 and 2 January 2025",
        ),
        (Period("by May", None, date(2025, 5, 31)), Stage.PLANNED, "by 31 May 2025"),
        (Period("since May", date(2025, 5, 1), None), Stage.UNDER_WAY, "from 1 May 2025 on"),
        (Period("as early as Monday", date(2025, 3, 10), None), Stage.PLANNED, "not before 10 March 2025"),
    ],
)
def test_dates_in_words(when: Period, stage: Stage, words: str) -> None:
    assert words in say(replace(made(Act.VISIT, Status(stage=stage), slots=3), when=when), outlet="")
    assert say_status(Status(stage=stage), Act.VISIT, when=when).endswith(words)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (PLANNED, "expected"),
        (Status(stage=Stage.REFUSED, flags=frozenset({Flag.PROVISIONAL})), "refused so far"),
        (Status(Polarity.NO, stance=Stance.DENIES), "denied"),
        (Status(certainty=Certainty.UNKNOWN, stance=Stance.NOT_CONFIRMED), "not confirmed"),
        (
            Status(certainty=Certainty.UNKNOWN, stance=Stance.NO_COMMENT, stage=Stage.PLANNED),
            "no comment on whether it is planned",
        ),
        (Status(Polarity.NO), "not given"),
        (Status(certainty=Certainty.POSSIBLE, stage=Stage.OPEN), "possible"),
        (Status(flags=frozenset({Flag.HEARSAY})), "given, by hearsay"),
        (Status(stance=Stance.CONFIRMS), "given, confirmed"),
    ],
)
def test_say_status(status: Status, words: str) -> None:
    assert say_status(status, Act.AID) == words


def test_say_status_names_who_denies() -> None:
    assert say_status(Status(Polarity.NO, stance=Stance.DENIES), Act.AID, by="the ministry") == "denied by the ministry"


SOON = Period("as early as Wednesday", date(2024, 11, 27), None)
FEW_WORDS = [
    (PLANNED, Act.VISIT, SOON, "", "expected, not before 27 November 2024"),
    (Status(stage=Stage.REFUSED, flags=frozenset({Flag.PROVISIONAL})), Act.AID, None, "", "refused so far"),
    (Status(Polarity.NO, stance=Stance.DENIES), Act.AID, MONDAY, "", "denied that it was given on 10 March 2025"),
    (
        Status(Polarity.NO, stage=Stage.PLEDGED, stance=Stance.DENIES),
        Act.AID,
        None,
        "the ministry",
        "denied by the ministry that it has been promised",
    ),
    (
        Status(certainty=Certainty.UNKNOWN, stance=Stance.NOT_CONFIRMED, flags=frozenset({Flag.PROVISIONAL})),
        Act.VISIT,
        None,
        "the palace",
        "not confirmed so far by the palace",
    ),
    (
        Status(Polarity.NO, Certainty.UNKNOWN, Stage.DONE, Stance.NOT_CONFIRMED),
        Act.AID,
        None,
        "",
        "not confirmed that it was not given",
    ),
    (Status(certainty=Certainty.UNKNOWN, stage=Stage.PLANNED), Act.MEET, None, "", "not known whether it is planned"),
    (Status(Polarity.NO, Certainty.UNKNOWN), Act.AID, None, "", "not known whether it was given"),
    (Status(Polarity.NO, Certainty.POSSIBLE, Stage.OPEN), Act.AID, None, "", "may not be given"),
    (Status(Polarity.NO, Certainty.LIKELY, Stage.PLANNED), Act.VISIT, None, "", "not expected"),
    (Status(Polarity.NO, flags=frozenset({Flag.CONDITIONAL})), Act.AID, None, "", "would have been given but was not"),
    (Status(Polarity.NO, flags=frozenset({Flag.ATTEMPT})), Act.ATTACK, None, "", "attempted without success"),
    (
        Status(Polarity.NO, stage=Stage.UNDER_WAY, flags=frozenset({Flag.ATTEMPT})),
        Act.ATTACK,
        None,
        "",
        "attempt not under way",
    ),
    (Status(stage=Stage.REFUSED, flags=frozenset({Flag.REVERSAL})), Act.RESTRICT, None, "", "lifting refused"),
    (
        Status(Polarity.NO, stage=Stage.PLANNED, flags=frozenset({Flag.REVERSAL})),
        Act.RESTRICT,
        None,
        "",
        "lifting not planned",
    ),
    (Status(stage=Stage.PLANNED, flags=frozenset({Flag.PURPOSE})), Act.REQUEST, None, "", "planned, as an aim"),
    (Status(stage=Stage.STANDING), Act.RESTRICT, None, "", "in force"),
    (Status(Polarity.NO, stage=Stage.STANDING), Act.HOLD, None, "", "not held"),
    (Status(Polarity.NO, stage=Stage.STANDING), Act.AID, None, "", "not the case"),
    (
        Status(stance=Stance.CONFIRMS),
        Act.DEPLOY,
        MONDAY,
        "the army",
        "carried out, confirmed by the army, on 10 March 2025",
    ),
]


@pytest.mark.parametrize(("status", "act", "when", "by", "words"), FEW_WORDS, ids=[row[-1] for row in FEW_WORDS])
def test_a_status_in_few_words(status: Status, act: Act, when: Period | None, by: str, words: str) -> None:
    assert say_status(status, act, when=when, by=by) == words


def test_no_phrase_of_a_status_says_more_than_the_status() -> None:
    acts = cycle(Act)
    negated = re.compile(r"\b(?:not|denied|no comment|without success)\b")
    for status, flags in product(STATUSES, FLAGS):
        found = replace(status, flags=flags)
        words = say_status(found, next(acts), when=MONDAY, by="the ministry")
        assert not re.search(r"  | ,|,,|\bnot not\b|: |not (?:lifting|attempt)", words), words
        if status.polarity is Polarity.NO and status.certainty is not Certainty.UNKNOWN:
            assert negated.search(words), f"{words} {found}"
        if status.stance not in (Stance.SAYS, Stance.CONFIRMS) or status.certainty is Certainty.UNKNOWN:
            assert negated.search(words), f"{words} {found}"
        if status.stance in (Stance.DENIES, Stance.CONFIRMS, Stance.NOT_CONFIRMED, Stance.NO_COMMENT):
            assert "by the ministry" in words


def test_say_chain() -> None:
    assert say_chain((POST, RESIDENTS), outlet="Ardia Daily") == "Ardia Daily ← Harbour Post ← two residents"
    assert say_chain((), outlet="Ardia Daily") == "Ardia Daily"


def test_names_take_their_articles() -> None:
    names = {
        "United States": "the United States gave",
        "Ukrainian delegation": "the Ukrainian delegation gave",
        "Poland's defence ministry": "Poland's defence ministry gave",
        "Trinidad and Tobago": "Trinidad and Tobago gave",
        "Gunmen": "gunmen gave",
    }
    for name, words in names.items():
        party = Participant(name, name, None, ActorKind.ORGANISATION)
        told = say(replace(made(Act.AID, Status(), slots=3), agent=(party,)), outlet="Post")
        assert told.startswith(f"Post: {words}"), told


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (Item("47", "planes", 47, "item", Bound.EXACT), "47 planes"),
        (Item("up to nine", "tanks", 9, "item", Bound.AT_MOST), "up to 9 tanks"),
        (Item("$3 million", "shells", 3000000, "USD", Bound.EXACT), "$3 million for shells"),
        (Item("A second batch", "batch"), "a second batch"),
        (Item("humanitarian", "humanitarian aid"), "humanitarian aid"),
    ],
)
def test_items_say_what_they_count(item: Item, words: str) -> None:
    told = say(replace(made(Act.AID, Status(), slots=1), items=(item,)), outlet="")
    assert words in told


def test_a_price_follows_what_it_pays_for() -> None:
    items = (SHELLS, Item("€2m", "shells", 2000000, "EUR", Bound.EXACT))
    told = say(replace(made(Act.TRADE, Status(), slots=1, trigger="sold"), items=items), outlet="")
    assert told == "Borland sold some 40 shells (€2m)."


def test_hostile_names_do_not_break_the_sentence() -> None:
    for name in ("\u202eevil", "👩‍🚀", "a" * 5000, "'s", ", , ,", "( [", "\u0000", "of"):
        party = Participant(name, name, None, ActorKind.PEOPLE)
        source = Source(name, name, SourceKind.UNNAMED, None)
        odd = Item(name, name, 1, "item", Bound.EXACT)
        claim = replace(
            made(Act.DEPLOY, Status(), slots=1),
            agent=(party,),
            items=(odd,),
            place=(Place(name, None),),
            sources=(source,),
        )
        assert say(claim, outlet="")
        assert say(replace(claim, act=Act.ATTACK, recipient=(party,)), outlet="")


def test_all_flags_and_stances_are_covered() -> None:
    seen = set(chain.from_iterable((c.status.stance, c.status.stage, c.act) for c in claims()))
    assert seen == {*Stance, *Stage, *Act}
