"""Claims as a person wants them, from words of the text."""

import re
from datetime import date

import pytest

from onrecord import Act, Certainty, Flag, Kind, Polarity, Slots, Stage, Stance
from onrecord.desk.drafting import corrected, drafted
from onrecord.errors import InputError
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.quantity import Bound
from onrecord.model.rules import validate
from onrecord.model.source import SourceKind


@pytest.fixture
def first(sight):
    return next(claim for claim in sight.reading.claims if claim.trigger.exact == "handed over")


@pytest.fixture
def fix(sight, first):
    """The first claim with slots changed, which keeps the codebook's rules."""

    def change(**slots):
        claim = corrected(first, Slots(**slots), sight, claims=sight.reading.claims)
        validate(claim, sight.report)
        return claim

    return change


def test_what_is_not_given_stays(first, sight):
    assert corrected(first, Slots(), sight) == first


def test_words_take_their_meaning_from_the_report(fix, sight):
    claim = fix(
        agent=("Kari Nes",), recipient=("Mensah",), place=("Accra",), when="on Friday", sources=("The officials",)
    )
    assert (claim.agent[0].name, claim.agent[0].kind) == ("Kari Nes", ActorKind.PERSON)
    assert claim.recipient[0].name == "Kofi Mensah"
    assert claim.place[0].country == "GHA"
    assert (claim.when.start, claim.when.end) == (date(2025, 3, 7), date(2025, 3, 7))
    assert claim.sources[0].text == "The officials"
    assert claim.sources[0].kind is SourceKind.OFFICIAL or claim.sources[0].kind is SourceKind.UNNAMED
    for part in (*claim.agent, *claim.recipient, *claim.place, claim.when):
        assert part.span.stands_in(sight.report.text)


def test_items_take_their_figure_from_the_text(fix):
    (item,) = fix(items=("about 40 tanks",)).items
    assert (item.what, item.value, item.unit, item.bound) == ("tanks", 40, "item", Bound.ABOUT)
    (item,) = fix(items=("launches = boats, 2",)).items
    assert (item.text, item.what, item.value, item.unit, item.bound) == ("launches", "boats", 2, "item", Bound.EXACT)
    (item,) = fix(items=("launches = boats",)).items
    assert (item.what, item.value, item.unit, item.bound) == ("boats", None, None, None)


def test_a_meaning_may_be_given(fix):
    (party,) = fix(agent=("The ministry = MDA, Ministry of Peace, organisation",)).agent
    assert (party.text, party.name, party.kind, party.country) == (
        "The ministry", "Ministry of Peace", ActorKind.ORGANISATION, "MDA"
    )  # fmt: skip
    given = Participant("Norway", "Norway", "NOR", ActorKind.STATE)
    assert fix(recipient=(given,)).recipient == (given,)
    assert fix(place=("Stockholm = SWE",)).place[0].country == "SWE"
    when = fix(when="Thursday = 2025-02-20..").when
    assert (when.text, when.start, when.end) == ("Thursday", date(2025, 2, 20), None)
    assert fix(when="Thursday = ..2025-02-20").when.end == date(2025, 2, 20)
    (source,) = fix(sources=("Stockholm = Swedish government, government, SWE",)).sources
    assert (source.text, source.name, source.kind) == ("Stockholm", "Swedish government", SourceKind.GOVERNMENT)


def test_an_empty_value_empties_a_slot(fix):
    claim = fix(agent=(), recipient=(), items=(), place=(), when="", sources=(), flags=())
    assert (claim.agent, claim.recipient, claim.items, claim.place, claim.when, claim.sources) == ((),) * 4 + (None, ())


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ({"agent": ("Atlantis",)}, "'Atlantis' is not in the text"),
        ({"agent": ("launches to",)}, "write launches to = KIND, with one of state, person"),
        ({"sources": ("launches to",)}, "write launches to = KIND, with one of person, government"),
        ({"agent": ("= state",)}, "is not WORDS = MEANING"),
        ({"items": ("launches = boats, many",)}, "not WORDS = WHAT, VALUE, UNIT, BOUND"),
        ({"items": ("launches = boats, 2, item, nearly",)}, "is no bound"),
        ({"place": ("Accra = Ghana",)}, "is no country's code"),
        ({"when": "launches"}, "which days 'launches' means is not known"),
        ({"when": "Thursday = soon"}, "is not a day"),
        ({"nth": 1}, "--trigger"),
        ({"act": Act.MEET, "kind": Kind.LETHAL}, "meet has no kind"),
    ],
)
def test_what_cannot_be_filled_is_one_line(first, sight, slots, told):
    with pytest.raises(InputError, match=re.escape(told)) as caught:
        corrected(first, Slots(**slots), sight)
    assert "\n" not in str(caught.value)


def test_one_value_forces_another(fix):
    assert fix(stance=Stance.DENIES).status.polarity is Polarity.NO
    assert fix(stance=Stance.NO_COMMENT).status.certainty is Certainty.UNKNOWN
    assert fix(stage=Stage.OPEN).status.certainty is Certainty.POSSIBLE
    assert fix(act=Act.HOLD).status.stage is Stage.STANDING
    assert fix(act=Act.VISIT).kind is None
    claim = fix(flags=(Flag.HEARSAY,))
    assert (claim.status.flags, claim.status.cues) == ({Flag.HEARSAY}, ())


def test_a_trigger_may_move_with_its_sentence(fix, sight):
    claim = fix(trigger="met")
    assert claim.trigger.exact == "met"
    assert claim.evidence.exact.startswith("Defence Minister")
    assert fix(trigger="two launches").evidence.exact.startswith("Norway")


def test_a_new_claim_takes_what_is_open_from_the_reader(sight):
    claim = drafted(Slots(act=Act.TRADE, kind=Kind.LETHAL, trigger="may buy", sources=None), sight)
    validate(claim, sight.report)
    assert claim.sources
    assert claim.evidence.exact.startswith("The officials")
    assert claim.status.certainty is not Certainty.STATED, "what is not told as a fact is not made one"


def test_a_new_claim_where_the_reader_has_one_is_that_one(sight):
    seen = next(claim for claim in sight.reading.claims if claim.act is Act.MEET)
    claim = drafted(Slots(act=Act.MEET, trigger=seen.trigger.exact), sight)
    assert (claim.agent, claim.recipient, claim.place, claim.when) == (
        seen.agent,
        seen.recipient,
        seen.place,
        seen.when,
    )


@pytest.mark.parametrize(
    "slots", [Slots(), Slots(act=Act.MEET), Slots(trigger="met"), Slots(act=Act.AID, trigger="met")]
)
def test_a_new_claim_needs_act_trigger_and_kind(sight, slots):
    with pytest.raises(InputError, match=r"needs its act|must have a kind"):
        drafted(slots, sight)
