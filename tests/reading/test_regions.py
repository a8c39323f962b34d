"""Regions that the text gives, and the city, the state and the government that share a name."""

from datetime import date

import pytest

from onrecord.model.mention import PlaceMention
from onrecord.model.report import Report
from onrecord.reading.read import read


def places(words: str) -> dict[str, PlaceMention]:
    found = read(Report(outlet="The Test Letter", published=date(2025, 3, 12), text=words)).mentions.places
    return {place.span.exact: place for place in found}


@pytest.mark.parametrize(
    ("words", "span", "region", "country"),
    [
        ("Shells hit a village in Sumy Oblast.", "Sumy Oblast", "Sumy Oblast", "UKR"),
        ("A convoy reached the Gao region.", "Gao region", "Gao region", "MLI"),
        ("In Donetsk province, Russian forces advanced.", "Donetsk", "Donetsk province", "UKR"),
        ("The oblast of Kherson was shelled.", "Kherson", "oblast of Kherson", "UKR"),
        ("Drones struck Kramatorsk in Donetsk province.", "Kramatorsk", "Donetsk province", "UKR"),
        ("A base in Washington state was put on alert.", "Washington state", "Washington state", "USA"),
        ("A depot near Spokane, Washington, burned.", "Washington", "Washington", "USA"),
    ],
)
def test_the_region_that_the_text_gives(words: str, span: str, region: str, country: str) -> None:
    place = places(words)[span]
    assert (place.region, place.country) == (region, country)


def test_a_region_has_not_the_coordinates_of_its_city() -> None:
    city = places("Shells hit Donetsk on Monday.")["Donetsk"]
    region = places("In Donetsk province, Russian forces advanced.")["Donetsk"]
    assert city.geonames is not None
    assert city.region is None
    assert region.geonames is None
    assert (region.latitude, region.longitude) != (city.latitude, city.longitude)


def test_a_capital_is_a_city_only_where_something_is_there() -> None:
    city = places("The minister arrived in Washington on Monday.")["Washington"]
    assert (city.name, city.geonames is not None, city.region) == ("Washington", True, None)
    government = places("Washington said it had sent rifles to Mali.")["Washington"]
    assert (government.name, government.geonames, government.latitude) == ("United States", None, None)
