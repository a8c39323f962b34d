"""The register: complete, without double claims, tolerant where reports differ, silent about ordinary words."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.codebook import register as module
from onrecord.codebook.register import Register, Role, register
from onrecord.errors import CodebookError
from onrecord.model.actor import ActorKind
from onrecord.model.source import SourceKind

MEMBERS = (
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF "
    "CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI "
    "FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN "
    "KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT "
    "MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT "
    "ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON "
    "TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE"
).split()


@pytest.fixture(scope="module")
def book() -> Register:
    return register()


def test_every_member_of_the_united_nations_has_a_name_and_a_demonym(book: Register) -> None:
    assert len(MEMBERS) == 193
    for role in (Role.NAME, Role.DEMONYM):
        found = {entry.country for _, entry in book.forms() if entry.role is role}
        assert sorted(set(MEMBERS) - found - ({"DMA"} if role is Role.DEMONYM else set())) == []
    assert {"XKX", "PSE", "TWN", "VAT", "HKG", "ESH"} <= {entry.country for _, entry in book.forms()}


def test_members_without_a_capital_of_another_name_are_few(book: Register) -> None:
    found = {entry.country for _, entry in book.forms() if entry.role is Role.CAPITAL}
    assert sorted(set(MEMBERS) - found) == ["DJI", "MCO", "SGP", "SMR", "STP", "SYC"]


@pytest.mark.parametrize(
    ("words", "country", "role"),
    [
        ("US", "USA", Role.NAME),
        ("U.S.", "USA", Role.NAME),
        ("the U.S.A.", "USA", Role.NAME),
        ("Washington", "USA", Role.CAPITAL),
        ("the Pentagon", "USA", Role.SEAT),
        ("Foggy Bottom", "USA", Role.SEAT),
        ("UK", "GBR", Role.NAME),
        ("Downing Street", "GBR", Role.SEAT),
        ("the Kremlin", "RUS", Role.SEAT),
        ("Britons", "GBR", Role.PEOPLE),
        ("Czechs", "CZE", Role.PEOPLE),
        ("Spaniards", "ESP", Role.PEOPLE),
        ("Turks", "TUR", Role.PEOPLE),
        ("Israelis", "ISR", Role.PEOPLE),
        ("Malians", "MLI", Role.PEOPLE),
        ("Türkiye", "TUR", Role.NAME),
        ("Turkiye", "TUR", Role.NAME),
        ("Turkey", "TUR", Role.NAME),
        ("Burma", "MMR", Role.NAME),
        ("Ivory Coast", "CIV", Role.NAME),
        ("Côte d’Ivoire", "CIV", Role.NAME),
        ("the DRC", "COD", Role.NAME),
        ("Congolese", "COD", Role.DEMONYM),
        ("Congo-Brazzaville", "COG", Role.NAME),
        ("Nigerien", "NER", Role.DEMONYM),
        ("Nigerian", "NGA", Role.DEMONYM),
        ("Dominican", "DOM", Role.DEMONYM),
        ("Guinean", "GIN", Role.DEMONYM),
        ("Burkinabè", "BFA", Role.DEMONYM),
        ("Malagasy", "MDG", Role.DEMONYM),
        ("South Korean", "KOR", Role.DEMONYM),
        ("DPRK", "PRK", Role.NAME),
        ("Kiev", "UKR", Role.CAPITAL),
        ("Kyiv", "UKR", Role.CAPITAL),
        ("N’Djamena", "TCD", Role.CAPITAL),
        ("Brussels", "BEL", Role.CAPITAL),
        ("Pristina", "XKX", Role.CAPITAL),
        ("the Vatican", "VAT", Role.NAME),
        ("Holland", "NLD", Role.NAME),
        ("Somaliland", None, Role.NAME),
    ],
)
def test_forms_of_states(book: Register, words: str, country: str | None, role: Role) -> None:
    entry = book.find(words)
    assert entry is not None
    assert (entry.country, entry.role, entry.kind, entry.speaker) == (
        country,
        role,
        ActorKind.STATE,
        SourceKind.GOVERNMENT,
    )


def test_a_capital_is_its_state_at_its_own_place(book: Register) -> None:
    seoul, state = book.find("Seoul"), book.find("South Korea")
    assert seoul is not None
    assert state is not None
    assert (seoul.id, seoul.name) == (state.id, "South Korea") == ("state:KOR", state.name)
    assert seoul.geonames == 1835848
    assert seoul.latitude == pytest.approx(37.57, abs=0.1)


@pytest.mark.parametrize(
    ("words", "country", "kind", "speaker", "role"),
    [
        ("the State Department", "USA", ActorKind.STATE, SourceKind.GOVERNMENT, Role.BODY),
        ("Verkhovna Rada", "UKR", ActorKind.STATE, SourceKind.GOVERNMENT, Role.BODY),
        ("the U.N. Security Council", None, ActorKind.ORGANISATION, SourceKind.ORGANISATION, Role.BODY),
        ("EU", None, ActorKind.ORGANISATION, SourceKind.ORGANISATION, Role.BODY),
        ("ECOWAS", None, ActorKind.ORGANISATION, SourceKind.ORGANISATION, Role.BODY),
        ("CENTCOM", "USA", ActorKind.ARMED_FORCE, SourceKind.GOVERNMENT, Role.FORCE),
        ("the IDF", "ISR", ActorKind.ARMED_FORCE, SourceKind.GOVERNMENT, Role.FORCE),
        ("KPA", "PRK", ActorKind.ARMED_FORCE, SourceKind.GOVERNMENT, Role.FORCE),
        ("the Houthis", "YEM", ActorKind.ARMED_GROUP, SourceKind.ORGANISATION, Role.GROUP),
        ("Al Shabaab", "SOM", ActorKind.ARMED_GROUP, SourceKind.ORGANISATION, Role.GROUP),
        ("ISIL", None, ActorKind.ARMED_GROUP, SourceKind.ORGANISATION, Role.GROUP),
        ("al-Qaeda", None, ActorKind.ARMED_GROUP, SourceKind.ORGANISATION, Role.GROUP),
        ("Reuters", "GBR", ActorKind.ORGANISATION, SourceKind.OUTLET, Role.OUTLET),
        ("The Guardian", "GBR", ActorKind.ORGANISATION, SourceKind.OUTLET, Role.OUTLET),
        ("the New York Times", "USA", ActorKind.ORGANISATION, SourceKind.OUTLET, Role.OUTLET),
        ("Rheinmetall", "DEU", ActorKind.FIRM, SourceKind.ORGANISATION, Role.BODY),
    ],
)
def test_bodies(
    book: Register, words: str, country: str | None, kind: ActorKind, speaker: SourceKind, role: Role
) -> None:
    entry = book.find(words)
    assert entry is not None
    assert (entry.country, entry.kind, entry.speaker, entry.role) == (country, kind, speaker, role)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Kursk Oblast", "RUS"),
        ("Donbas", "UKR"),
        ("the West Bank", "PSE"),
        ("the Red Sea", None),
        ("the Sahel", None),
        ("Hodeidah", "YEM"),
        ("Raqqah", "SYR"),
        ("Tillaberi", "NER"),
        ("Kharkiv", "UKR"),
        ("Niš", "SRB"),
        ("Port Sudan", "SDN"),
        ("Geneva", "CHE"),
        ("The Hague", "NLD"),
        ("BENGHAZI", "LBY"),
    ],
)
def test_places(book: Register, words: str, country: str | None) -> None:
    entry = book.find(words)
    assert entry is not None
    assert entry.role in (Role.CITY, Role.REGION)
    assert (entry.country, entry.latitude is None, entry.longitude is None) == (country, False, False)


@pytest.mark.parametrize(
    "words",
    [
        *"Nice Reading Mobile March Of Nancy Split Male Dawn Van Austin Guardian Independent Sun us who it chad turkey poles Smith Jackson Carter Lincoln Hassan The the A 1 | . ' - \x00 😀 한국".split(),
        "",
        " ",
        "the ",
        "x" * 100000,
    ],
)
def test_near_misses(book: Register, words: str) -> None:
    assert book.find(words) is None
    assert book.reach(words) in range(book.longest + 1)


@pytest.mark.parametrize("words", ["", " ", "the ", "x" * 100_000, "X" * 100_000, "\n"])
def test_empty_and_endless_words(book: Register, words: str) -> None:
    assert book.find(words) is None
    assert book.reach("x" * 100_000) == book.reach("X" * 100_000) == book.reach("") == 0


def test_each_form_is_found_and_announced(book: Register) -> None:
    for form, entry in book.forms():
        assert book.find(form) == entry
        assert book.starts(form.split()[0])
        assert book.reach(form.split()[0]) <= book.longest
    assert [book.starts(word) for word in ("al", "U.S.", "MOGADISHU", "bread")] == [True, True, True, False]


def test_entries_are_well_formed(book: Register) -> None:
    names: dict[str, str] = {}
    for _, entry in book.forms():
        assert names.setdefault(entry.id, entry.name) == entry.name
        assert (entry.latitude is None) == (entry.longitude is None)
        if entry.latitude is not None and entry.longitude is not None:
            assert abs(entry.latitude) <= 90
            assert abs(entry.longitude) <= 180


def test_a_form_claimed_twice_needs_a_winner() -> None:
    malian, nigerien = register().find("Malian"), register().find("Nigerien")
    assert malian is not None
    assert nigerien is not None
    forms = {"Sahelian": malian}
    with pytest.raises(CodebookError, match=r"winners\.csv"):
        module._claim(forms, "Sahelian", nigerien, {})
    module._claim(forms, "Sahelian", nigerien, {"Sahelian": nigerien.id})
    assert forms["Sahelian"] is nigerien


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    file = tmp_path / "forces.csv"
    file.write_text("name,country,forms\nHome Guard,GB,\n", "utf-8")
    with pytest.raises(CodebookError, match=r"forces\.csv, line 2"):
        list(module._rows(file, ("name", "country", "forms")))


def test_loading_is_quick() -> None:
    script = "import time\nfrom onrecord.codebook.register import register\nt = time.process_time()\nregister()\n"
    script += "print(time.process_time() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout)
        for _ in range(2)
    ]
    assert min(runs) < 0.3


def test_finding_is_quick(book: Register) -> None:
    words = ["the", "South", "delegation", "arrived", "Seoul", "Ukraine", "tanks"] * 2000
    start = time.process_time()
    for word in words:
        if book.reach(word):
            book.find(word)
    assert time.process_time() - start < 0.2
