"""Where two coders differ, judging through the desk's own functions."""

import pytest

from onrecord import Slots, Stage, accept, add, correct, reject
from onrecord.desk.coders import Coder, check_seen, differences, find, seen
from onrecord.desk.fields import mark_of
from onrecord.desk.judging import complete, note, split
from onrecord.errors import DecisionError, InputError, NotInLedgerError
from onrecord.model.claim import Act
from onrecord.model.decision import Origin

ADA, JO = "Ada Brook", "Jo Lund"


def told(found):
    return [(one.address, [(word.by, word.origin.value) for word in one.words], one.slots) for one in found.differences]


def test_nothing_is_compared_where_one_judges_alone(ledger):
    accept(ledger, "cw-17/c1", by=ADA)
    note(ledger, "cw-17/c1", by=JO, why="seen")
    found = differences(ledger)
    assert (found.claims, found.differences, found.share) == (0, (), None)


def test_differences_name_both_words_and_the_slots(ledger):
    correct(ledger, "cw-17/c1", Slots(stage=Stage.PLEDGED), by=ADA, blind=True)
    correct(ledger, "cw-17/c1", Slots(stage=Stage.PLANNED, when=""), by=JO, blind=True)
    reject(ledger, "cw-17/c2", by=ADA, blind=True)
    accept(ledger, "cw-17/c2", by=JO, blind=True)
    for by in (ADA, JO):
        accept(ledger, "cw-17/c3", by=by, blind=True)
    accept(ledger, "cw-17/c4", by=JO, blind=True)
    found = differences(ledger)
    assert told(found) == [
        ("cw-17/c1", [(ADA, "corrected"), (JO, "corrected")], ("when", "stage")),
        ("cw-17/c2", [(ADA, "rejected"), (JO, "accepted")], ()),
    ]
    assert (found.claims, round(found.share, 2)) == (3, 0.33)
    assert told(differences(ledger, report="cw-17", coders=[ADA])) == []


def test_deciding_again_settles_a_difference(ledger):
    reject(ledger, "cw-17/c2", by=ADA, blind=True)
    accept(ledger, "cw-17/c2", by=JO, blind=True)
    accept(ledger, "cw-17/c2", by=ADA)
    found = differences(ledger)
    assert (found.claims, found.differences) == (1, ())


def test_in_a_complete_report_what_was_left_counts_too(ledger):
    reject(ledger, "cw-17/c2", by=ADA, blind=True)
    add(ledger, "cw-17", Slots(act=Act.MEET, trigger="colleague"), by=ADA, blind=True)
    assert differences(ledger).claims == 0
    complete(ledger, "cw-17", by=JO, blind=True)
    assert told(differences(ledger)) == [
        ("cw-17/c2", [(ADA, "rejected"), (JO, "machine")], ()),
        ("cw-17/a1", [(ADA, "added"), (JO, "rejected")], ()),
    ]


def test_a_blind_view_has_own_numbers_and_own_completion(ledger):
    reject(ledger, "cw-17/c2", by=ADA)
    complete(ledger, "cw-17", by=ADA)
    blind, open_ = seen(ledger, "cw-17", Coder(JO, blind=True)), seen(ledger, "cw-17", Coder(JO))
    assert (blind.kept.complete, blind.kept.reviewed, blind.kept.claims) == ((), 0, 4)
    assert ([one.by for one in open_.kept.complete], open_.kept.reviewed, open_.kept.claims) == ([ADA], 1, 3)
    assert find(ledger, "cw-17/c2", Coder(JO, blind=True)).origin is Origin.MACHINE
    with pytest.raises(NotInLedgerError):
        find(ledger, "cw-17/a1", Coder(JO, blind=True))


def test_what_changed_since_it_was_seen_is_refused(ledger):
    entry = find(ledger, "cw-17/c1")
    mark = mark_of(entry.claim)
    check_seen(entry, mark)
    check_seen(entry, "")
    correct(ledger, "cw-17/c1", Slots(stage=Stage.PLEDGED), by=ADA)
    with pytest.raises(DecisionError, match="look at it again"):
        check_seen(find(ledger, "cw-17/c1"), mark)


def test_a_claim_is_split_in_one_step(ledger):
    first, second = split(
        ledger,
        "cw-17/c3",
        Slots(items=()),
        Slots(act=Act.MEET, trigger="met", sources=()),
        by=ADA,
        why="two acts",
    )
    assert (first.verb.value, second.verb.value, second.entry, second.why) == ("correct", "add", "a1", "two acts")
    assert (find(ledger, "cw-17/c3").claim.items, find(ledger, "cw-17/a1").claim.trigger.exact) == ((), "met")
    with pytest.raises(InputError, match="the same"):
        split(ledger, "cw-17/c1", Slots(), Slots(), by=ADA)
    kept, _ = split(ledger, "cw-17/c1", Slots(), Slots(stage=Stage.PLEDGED), by=ADA)
    assert kept.verb.value == "accept"
