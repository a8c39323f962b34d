"""Names and items inside a sentence: what negates is told once, rows of tables become words."""

from dataclasses import replace

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.quantity import Bound, Item
from onrecord.model.status import Certainty, Polarity, Stage, Status
from onrecord.model.wording import say

BORLAND = Participant("Borland", "Borland", "BOR", ActorKind.STATE)


def test_a_negation_in_a_name_is_told_once(claim: Claim) -> None:
    nobody = Participant("no delegation", "no delegation", None, ActorKind.DELEGATION)
    status = Status(Polarity.NO, Certainty.LIKELY, Stage.PLANNED)
    visit = replace(
        claim,
        act=Act.VISIT,
        kind=None,
        agent=(nobody,),
        recipient=(BORLAND,),
        items=(),
        place=(),
        when=None,
        sources=(),
    )
    assert say(replace(visit, status=status), outlet="") == "A delegation is not expected to visit Borland."


def test_no_weapons_is_told_once(claim: Claim) -> None:
    none = Item("no weapons", "weapons")
    status = Status(Polarity.NO)
    found = say(replace(claim, kind=Kind.LETHAL, items=(none,), status=status, when=None, sources=()), outlet="")
    assert "weapons" in found
    assert "no weapons" not in found


def test_a_row_of_a_table_is_said_as_words(claim: Claim) -> None:
    row = Item("155 mm shells | 12,000", "155 mm shells", 12000, "item", Bound.EXACT)
    assert "12,000 155 mm shells" in say(replace(claim, items=(row,), sources=()), outlet="")
