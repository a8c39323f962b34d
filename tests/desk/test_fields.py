"""A claim as the fields of a form, and back."""

import pytest

from onrecord import Slots, Stage
from onrecord.desk.drafting import corrected, drafted, proposed
from onrecord.desk.fields import fields_of, mark_of, slots_of
from onrecord.desk.sight import Sight
from onrecord.errors import InputError
from onrecord.model.claim import Act
from onrecord.model.evidence import Span
from onrecord.model.report import Report
from onrecord.model.status import Flag


def test_a_form_sent_back_as_it_came_changes_nothing(sight, report):
    for claim in sight.reading.claims:
        given = {name: value.replace("\n", "\r\n") for name, value in fields_of(claim).items()}
        assert slots_of(given, text=report.text, before=claim).given() == ()
        assert slots_of({}, text=report.text, before=claim) == Slots()


def test_only_what_was_changed_is_changed(sight, report):
    claim = sight.reading.claims[0]
    given = {
        **fields_of(claim),
        "stage": "pledged",
        "flags": "secret hearsay",
        "recipient": "Ghana = state, GHA\nSweden",
    }
    slots = slots_of(given, text=report.text, before=claim)
    assert slots.given() == ("recipient", "stage", "flags")
    assert slots.recipient == (claim.recipient[0], "Sweden")
    made = corrected(claim, slots, sight)
    assert [party.name for party in made.recipient] == ["Ghana", "Sweden"]
    assert made.recipient[0] is claim.recipient[0]
    assert (made.status.stage, made.status.flags) == (Stage.PLEDGED, {Flag.SECRET, Flag.HEARSAY})
    emptied = slots_of({**fields_of(claim), "when": "", "items": " \r\n "}, text=report.text, before=claim)
    assert (emptied.when, emptied.items) == ("", ())


def test_the_fields_of_a_claim_make_it_again(sight, report):
    for claim in sight.reading.claims:
        slots = slots_of({name: value for name, value in fields_of(claim).items() if name != "about"}, text=report.text)
        again = drafted(slots, sight)
        assert {**fields_of(again), "about": ""} == {**fields_of(claim), "about": ""}


def test_picked_words_are_taken_at_their_place(report):
    at = report.text.rindex("handed over")
    given = {"act": "aid", "trigger": "handed over", "start": str(at), "end": str(at + 11)}
    assert slots_of(given, text=report.text).trigger == Span(at, at + 11, "handed over")
    typed = slots_of({**given, "trigger": "denied", "nth": "1"}, text=report.text)
    assert (typed.trigger, typed.nth) == ("denied", 1)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"act": "<script>"}, "is no act; one of visit"),
        ({"flags": "secret wrong"}, "is no flag"),
        ({"trigger": "", "start": "5", "end": "99999"}, "give the words"),
        ({"trigger": "x", "start": "", "end": "", "nth": "0"}, "which of several"),
        ({"when": "Thursday\nFriday"}, "one period"),
    ],
)
def test_what_cannot_be_taken_is_told(report, given, what):
    with pytest.raises(InputError, match=what):
        slots_of(given, text=report.text)


def test_a_mark_changes_with_anything_a_claim_says(sight):
    claims = sight.reading.claims
    assert len({mark_of(claim) for claim in claims}) == len(claims)
    assert mark_of(claims[0]) == mark_of(claims[0])


def test_a_new_claim_is_prefilled_by_the_nearest_reading(sight, report):
    at = report.text.index("on Friday")
    made = proposed(Span.of(report.text, at, at + 9), sight)
    assert (made.act, [party.name for party in made.agent]) == (Act.MEET, ["Kari Nes"])
    assert made.evidence.exact.startswith("Defence Minister Kari Nes")
    over = sight.reading.claims[2].trigger
    assert proposed(over, sight).act is Act.TRADE


def test_a_report_that_is_not_read_has_no_reading_but_sentences():
    text = "La ministre est arrivée à Accra. Elle a rencontré M. Mensah hier ! Rien de plus."
    from datetime import date

    sight = Sight(Report("Le Fil", date(2025, 3, 7), text, language="fr"))
    at = text.index("rencontré")
    picked = Span.of(text, at, at + 9)
    assert proposed(picked, sight) is None
    assert sight.sentence(picked).exact == "Elle a rencontré M. Mensah hier !"
    slots = Slots(act=Act.MEET, trigger=picked, agent=("Elle = La ministre, person, GHA",))
    made = drafted(slots, sight)
    assert (made.trigger, made.agent[0].name, made.sources) == (picked, "La ministre", ())
