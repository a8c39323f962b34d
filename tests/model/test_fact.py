"""A fact, by the codebook's own words written a second time, over every status there is."""

from __future__ import annotations

from itertools import combinations, product

from onrecord.model.fact import is_factual
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status


def test_is_factual_agrees_with_the_codebook_over_all_combinations() -> None:
    flags = [frozenset(some) for size in range(3) for some in combinations(Flag, size)]
    facts = 0
    for polarity, certainty, stage, stance, some in product(Polarity, Certainty, Stage, Stance, flags):
        wanted = (
            (polarity, certainty) == ("yes", "stated")
            and stage in ("done", "under_way", "standing")
            and stance in ("says", "confirms")
            and not some & {"hearsay", "attempt", "conditional", "purpose", "reversal"}
        )
        assert is_factual(Status(polarity, certainty, stage, stance, some)) == wanted
        facts += wanted
    assert facts == 3 * 2 * 4  # three stages, two stances, and {}, {provisional}, {secret}, both
