"""Slots as whole texts fill them."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.mention import Reading
from onrecord.model.report import Report
from onrecord.model.wording import say
from onrecord.reading.read import read


def reading(text: str) -> Reading:
    return read(Report(outlet="Coast Wire", published=date(2025, 3, 7), text=text))


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Kenyan troops shelled a depot near Garsen on Friday, the army said.", "a depot near Garsen", "KEN"),
        ("Kenyan troops killed nine raiders near Garsen on Friday.", "near Garsen", "KEN"),
        ("Two Turkish drones attacked a tanker off Odesa on Friday.", "off Odesa", "UKR"),
        ("Russian missiles killed four soldiers in Kharkiv on Friday.", "Kharkiv", "UKR"),
    ],
)
def test_a_place_is_never_nearer_than_the_text_says(text: str, place: str, country: str) -> None:
    (claim,) = reading(text).claims
    assert [(one.text, one.country) for one in claim.place] == [(place, country)]
    assert text[claim.place[0].span.start : claim.place[0].span.end] == place
    assert place in say(claim, outlet="Coast Wire")


def test_what_is_struck_where_it_lies_is_told_once() -> None:
    (claim,) = reading("Russian forces struck depots in western Ukraine on Friday.").claims
    told = say(claim, outlet="Coast Wire")
    assert told.count("depots") == 1
    assert "struck depots in western Ukraine" in told
