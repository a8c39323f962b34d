"""Quantities: one table of sentences a construction, near misses, and hostile text."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model.report import Report
from onrecord.reading.quantities import Quantity, quantities
from onrecord.reading.text import parse

type Row = tuple[str, float, str, str]


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(parse(Report("Test Gazette", date(2025, 3, 4), text)))


def rows(text: str) -> list[Row]:
    found = (q.mention for q in read(text))
    return [(m.what, m.value, m.unit or "", m.bound.value if m.bound else "") for m in found if m.value is not None]


COUNTS: list[tuple[str, list[Row]]] = [
    ("The port received 14 patrol boats.", [("patrol boats", 14, "item", "exact")]),
    (
        "Chile ordered 28 Leopard 2A4 tanks and six bridge layers.",
        [("Leopard 2A4 tanks", 28, "item", "exact"), ("bridge layers", 6, "item", "exact")],
    ),
    ("Peru will buy 24 KF-21 fighters.", [("KF-21 fighters", 24, "item", "exact")]),
    (
        "The column lost nine BMP-2s and a single T-90M.",
        [("BMP-2s", 9, "item", "exact"), ("T-90M", 1, "item", "exact")],
    ),
    ("The depot held 9,000 125 mm rounds.", [("125 mm rounds", 9000, "item", "exact")]),
    ("They flew in 1,800 2,000-pound bombs.", [("2,000-pound bombs", 1800, "item", "exact")]),
    (
        "Two of its four submarines are in dock.",
        [("submarines", 2, "item", "exact"), ("submarines", 4, "item", "exact")],
    ),
    (
        "The navy has lost 11 of its 20 corvettes.",
        [("corvettes", 11, "item", "exact"), ("corvettes", 20, "item", "exact")],
    ),
    ("A joint force of 7,000 men will guard the dam.", [("men", 7000, "person", "exact")]),
    ("Oslo gave Kyiv 22 launchers.", [("launchers", 22, "item", "exact")]),
    ("On Friday 30 trucks crossed the bridge.", [("trucks", 30, "item", "exact")]),
    ("The bakery got 300 sacks of flour.", [("sacks of flour", 300, "item", "exact")]),
    ("Herders lost 2,500 head of sheep.", [("sheep", 2500, "item", "exact")]),
    (
        "The ship unloaded 18 more howitzers and two other guns.",
        [("howitzers", 18, "item", "exact"), ("guns", 2, "item", "exact")],
    ),
    ("Tunis sent a 40-man team to Derna.", [("team", 40, "person", "exact")]),
    ("A 1,200-strong garrison held the fort.", [("garrison", 1200, "person", "exact")]),
]

WORDS: list[tuple[str, list[Row]]] = [
    ("Thirty-six Kenyan medics reached Goma.", [("Kenyan medics", 36, "person", "exact")]),
    ("Three hundred and twelve houses burned.", [("houses", 312, "item", "exact")]),
    ("A hundred pumps were flown in.", [("pumps", 100, "item", "exact")]),
    ("Two and a half thousand sandbags were laid.", [("sandbags", 2500, "item", "exact")]),
    (
        "A dozen trawlers and three dozen rafts sank.",
        [("trawlers", 12, "item", "exact"), ("rafts", 36, "item", "about")],
    ),
    ("Half a million doses arrived.", [("doses", 500000, "item", "exact")]),
    ("A third of a million people fled.", [("people", 333333.3333, "person", "exact")]),
    (
        "A pair of gunboats and a couple of barges lay off the port.",
        [("gunboats", 2, "item", "exact"), ("barges", 2, "item", "about")],
    ),
    ("Five lakh doses were shipped.", [("doses", 500000, "item", "exact")]),
    ("The camp shelters 1.2m refugees.", [("refugees", 1200000, "person", "exact")]),
    ("Some 15k rifles are missing.", [("rifles", 15000, "item", "about")]),
    ("The state printed 12 000 ration cards.", [("ration cards", 12000, "item", "exact")]),
]

BOUNDS: list[tuple[str, list[Row]]] = [
    ("Nearly 300 vans were seized.", [("vans", 300, "item", "about")]),
    ("In excess of 90 mortars were found.", [("mortars", 90, "item", "at_least")]),
    ("No fewer than 17 villages were shelled.", [("villages", 17, "item", "at_least")]),
    ("No more than four bombers can land.", [("bombers", 4, "item", "at_most")]),
    ("Just over 600 cadets signed on.", [("cadets", 600, "person", "at_least")]),
    ("Just under 600 cadets signed on.", [("cadets", 600, "person", "at_most")]),
    ("Sixty or more houses collapsed.", [("houses", 60, "item", "at_least")]),
    ("Thirty-odd trucks were burned.", [("trucks", 30, "item", "about")]),
    ("The fort holds 400 rifles or so.", [("rifles", 400, "item", "about")]),
    ("They lost 20 drones at least.", [("drones", 20, "item", "at_least")]),
    ("The clinic has 200-plus beds.", [("beds", 200, "item", "at_least")]),
    ("Sales surpassed 70 aircraft.", [("aircraft", 70, "item", "at_least")]),
    ("The fleet does not exceed 12 ships.", [("ships", 12, "item", "at_most")]),
    ("The grant is limited to £4 million.", [("grant", 4000000, "GBP", "at_most")]),
    ("An estimated 5,000 settlers left.", [("settlers", 5000, "person", "about")]),
    (
        "Anywhere between 50 and 70 divers are needed.",
        [("divers", 50, "person", "at_least"), ("divers", 70, "person", "at_most")],
    ),
    ("The wreck lies 30 to 40 metres down.", [("wreck", 30, "m", "at_least"), ("wreck", 40, "m", "at_most")]),
    (
        "Repairs will cost $2-3 million.",
        [("Repairs", 2000000, "USD", "at_least"), ("Repairs", 3000000, "USD", "at_most")],
    ),
    ("The yard launches three or four tugs a year.", [("tugs", 3, "item", "at_least"), ("tugs", 4, "item", "at_most")]),
    ("The crew grew from 40 to 65 sailors.", [("sailors", 40, "person", "exact"), ("sailors", 65, "person", "exact")]),
]

MONEY: list[tuple[str, list[Row]]] = [
    ("Berne granted 40 million francs for wells.", [("wells", 40000000, "CHF", "exact")]),
    (
        "Kigali paid 900 million francs for two ferries.",
        [("ferries", 900000000, "RWF", "exact"), ("ferries", 2, "item", "exact")],
    ),
    ("Dakar borrowed 30 billion CFA francs.", [("money", 30000000000, "XOF", "exact")]),
    ("Yaoundé spent 12 billion CFA francs on radios.", [("radios", 12000000000, "XAF", "exact")]),
    ("Oslo pledged 600 million kroner for drones.", [("drones", 600000000, "NOK", "exact")]),
    ("Stockholm set aside 2.1bn kronor for bridges.", [("bridges", 2100000000, "SEK", "exact")]),
    ("Cairo lent the company 3 billion pounds.", [("money", 3000000000, "EGP", "exact")]),
    ("Kampala voted 80 billion shillings for the police.", [("police", 80000000000, "UGX", "exact")]),
    ("Islamabad cleared a Rs 40 billion package.", [("package", 40000000000, "PKR", "exact")]),
    ("Colombo owes 5 billion rupees.", [("money", 5000000000, "LKR", "exact")]),
    ("Manila will spend 9 billion pesos on frigates.", [("frigates", 9000000000, "PHP", "exact")]),
    ("Bogotá fined the firm 2 billion pesos.", [("money", 2000000000, "COP", "exact")]),
    ("Doha deposited 700 million riyals.", [("money", 700000000, "QAR", "exact")]),
    ("Amman received 60 million dinars in grants.", [("grants", 60000000, "JOD", "exact")]),
    ("Rabat budgeted 4 billion dirhams for ports.", [("ports", 4000000000, "MAD", "exact")]),
    ("Wellington offered NZ$20m in relief.", [("relief", 20000000, "NZD", "exact")]),
    ("Singapore gave S$3 million.", [("money", 3000000, "SGD", "exact")]),
    ("Hong Kong raised HK$90m for shelters.", [("shelters", 90000000, "HKD", "exact")]),
    ("The hull cost 70 million Canadian dollars.", [("hull", 70000000, "CAD", "exact")]),
    ("They paid ¥300bn for the radars.", [("radars", 300000000000, "JPY", "exact")]),
    ("The bank moved ₹500 crore.", [("money", 5000000000, "INR", "exact")]),
    ("The village got Tk 20 lakh for a school.", [("school", 2000000, "BDT", "exact")]),
    ("Jakarta set Rp 5 trillion aside for the base.", [("base", 5000000000000, "IDR", "exact")]),
    ("Malaysia wants RM40m for patrols.", [("patrols", 40000000, "MYR", "exact")]),
    ("Prague paid Kč300m for rifles.", [("rifles", 300000000, "CZK", "exact")]),
    ("Budapest lent 9 billion forints.", [("money", 9000000000, "HUF", "exact")]),
    ("Bucharest spent 300 million lei on trucks.", [("trucks", 300000000, "RON", "exact")]),
    ("Astana earmarked 50 billion tenge for dams.", [("dams", 50000000000, "KZT", "exact")]),
    ("Baku paid 60 million manats for drones.", [("drones", 60000000, "AZN", "exact")]),
    ("Tbilisi sought 30 million lari in loans.", [("loans", 30000000, "GEL", "exact")]),
    ("Addis Ababa found 4 billion birr for wages.", [("wages", 4000000000, "ETB", "exact")]),
    ("Accra released 70 million cedis for boots.", [("boots", 70000000, "GHS", "exact")]),
    ("Hanoi paid 2 trillion dong for boats.", [("boats", 2000000000000, "VND", "exact")]),
    ("Bangkok cut 3 billion baht from the submarine project.", [("submarine project", 3000000000, "THB", "exact")]),
    ("The repair bill came to 14 million rand.", [("repair bill", 14000000, "ZAR", "exact")]),
    ("A fund of EUR 30 million will pay pensions.", [("fund", 30000000, "EUR", "exact")]),
    (
        "The sale of 12 radars, valued at $310m, was cleared.",
        [("radars", 12, "item", "exact"), ("radars", 310000000, "USD", "exact")],
    ),
    ("Each boat costs 3.2 million euros.", [("boat", 3200000, "EUR", "exact")]),
    (
        "Ghana sold Togo three cutters for $12 million.",
        [("cutters", 3, "item", "exact"), ("cutters", 12000000, "USD", "exact")],
    ),
    ("Parliament raised the budget to 90bn zlotys.", [("budget", 90000000000, "PLN", "exact")]),
    ("About $4m of the $10m grant is left.", [("grant", 4000000, "USD", "about"), ("grant", 10000000, "USD", "exact")]),
    (
        "The batch was worth 3 million dollars (2.8 million euros).",
        [("batch", 3000000, "USD", "exact"), ("batch", 2800000, "EUR", "exact")],
    ),
    ("He asked for $30 million to buy shells.", [("shells", 30000000, "USD", "exact")]),
    ("They shipped $500,000 worth of medicine.", [("medicine", 500000, "USD", "exact")]),
]

MEASURES: list[tuple[str, list[Row]]] = [
    ("The barge carried 300 tonnes of rice.", [("rice", 300, "t", "exact")]),
    ("Crews laid 12 miles of cable.", [("cable", 12, "mi", "exact")]),
    ("The slick covered 90 hectares of marsh.", [("marsh", 90, "ha", "exact")]),
    ("The base takes in 4,000 acres of desert.", [("desert", 4000, "acre", "exact")]),
    ("They burned 60,000 gallons of fuel.", [("fuel", 60000, "gal", "exact")]),
    ("The pipe carries 3 bcm of gas.", [("gas", 3000000000, "m3", "exact")]),
    ("The dam held 5 million cubic metres of water.", [("water", 5000000, "m3", "exact")]),
    ("The plant lost 2 GW of output.", [("output", 2, "GW", "exact")]),
    ("The drone has a 900-km range.", [("range", 900, "km", "exact")]),
    ("It carries a 500 lb bomb.", [("bomb", 500, "lb", "exact")]),
    ("Police seized 200 pounds of heroin.", [("heroin", 200, "lb", "exact")]),
    ("The ship stopped 12 nautical miles off the cape.", [("ship", 12, "nmi", "exact")]),
    ("The tunnel is 40 feet deep.", [("tunnel", 40, "ft", "exact")]),
    ("The rebels hold 3,000 sq km of forest.", [("forest", 3000, "km2", "exact")]),
    ("The field pumps 80,000 barrels of oil a day.", [("oil", 80000, "bbl", "exact")]),
    ("The village used 70 MWh of electricity.", [("electricity", 70, "MWh", "exact")]),
    ("The missile has a range of 350 kilometres.", [("range", 350, "km", "exact")]),
]

SHARES: list[tuple[str, list[Row]]] = [
    ("Some 15 percent of the mines are duds.", [("mines", 15, "%", "about")]),
    ("Output fell by 9 per cent.", [("Output", 9, "%", "exact")]),
    ("Spending will rise to 2.5% of national income.", [("national income", 2.5, "%", "exact")]),
    ("Two thirds of the fleet is ashore.", [("fleet", 66.7, "%", "exact")]),
    ("Half the bridges are down.", [("bridges", 50, "%", "exact")]),
    ("The state bought a 20 percent stake in the yard.", [("stake", 20, "%", "exact")]),
]

ELLIPSIS: list[tuple[str, list[Row]]] = [
    ("Of the 20 trucks promised, 12 have come.", [("trucks", 20, "item", "exact"), ("trucks", 12, "item", "exact")]),
    ("Quito bought 16 radars. Nine, it said, work.", [("radars", 16, "item", "exact"), ("radars", 9, "item", "exact")]),
    (
        "They rescued 90 migrants, and the navy saved 40 more.",
        [("migrants", 90, "person", "exact"), ("migrants", 40, "person", "exact")],
    ),
    (
        "Vilnius has sent 5,000 shells; a further 2,000 will follow.",
        [("shells", 5000, "item", "exact"), ("shells", 2000, "item", "exact")],
    ),
    (
        "Four more guns arrived, bringing the total to 22.",
        [("guns", 4, "item", "exact"), ("guns", 22, "item", "exact")],
    ),
    (
        "At least 30 rebels died, while the army put the toll at 12.",
        [("rebels", 30, "person", "at_least"), ("rebels", 12, "person", "exact")],
    ),
    ("The blast killed 11 and wounded 34.", [("people", 11, "person", "exact"), ("people", 34, "person", "exact")]),
    ("The raid left 17 dead and 40 wounded.", [("dead", 17, "person", "exact"), ("wounded", 40, "person", "exact")]),
]

MORE: list[tuple[str, list[Row]]] = [
    ("A lone Tu-95 passed the cape.", [("Tu-95", 1, "item", "exact")]),
    ("One in five recruits deserted.", [("recruits", 20, "%", "exact")]),
    ("Fewer than one in ten shells failed.", [("shells", 10, "%", "at_most")]),
    (
        "Norway's share rose from €12m to €20m.",
        [("share", 12000000, "EUR", "exact"), ("share", 20000000, "EUR", "exact")],
    ),
    (
        "Bonn cut its garrison from 1,100 to 550.",
        [("garrison", 1100, "person", "exact"), ("garrison", 550, "person", "exact")],
    ),
    ("That takes the number of dead to 61.", [("dead", 61, "person", "exact")]),
    (
        "Rwanda has 1,000 troops there; Burundi has 2,300.",
        [("troops", 1000, "person", "exact"), ("troops", 2300, "person", "exact")],
    ),
    ("Some $20 million-worth of fuel was sent.", [("fuel", 20000000, "USD", "about")]),
    ("Ottawa will spend C$1.1bn over five years on drones.", [("drones", 1100000000, "CAD", "exact")]),
    (
        "Peru's nine Ka-52s, bought for $600m, flew.",
        [("Ka-52s", 9, "item", "exact"), ("Ka-52s", 600000000, "USD", "exact")],
    ),
    ("The loan since 2019 came to £43 million.", [("loan", 43000000, "GBP", "exact")]),
    ("The sale brought the total aid given since 2018 to £43 million.", [("total aid", 43000000, "GBP", "exact")]),
    ("It was worth some €250m.", [("money", 250000000, "EUR", "about")]),
]

NOTHING = [
    "The envoy stayed for three days.",
    "The truce held for 72 hours.",
    "The pact ran for two years and six months.",
    "A tank and an aircraft were seen.",
    "Route 9 leads to Camp 12.",
    "The 14th Brigade left on 3 May 2024.",
    "It happened in 1998, and again in 2011.",
    "The council voted 9-4 against it.",
    "The mayor, 63, resigned.",
    "The pilot, aged 29, survived.",
    "The talks began at 10 a.m. and ended at 16:30 GMT.",
    "Resolution 1540 and Articles 2 and 51 were read out.",
    "One of them resigned.",
    "No one was hurt.",
    "He had been there three times.",
    "The Su-34 and the 2S7 were shown with 152 mm guns.",
    "The Group of Seven met.",
    "A 34-year-old clerk was held.",
    "Posts 542 and 543 were hit on Dec. 3 and 5.",
    "The mob went to 12 Harbour Street.",
    "She is one of the general's closest aides.",
    "The Leopard 2 is heavier than the Type 59.",
]

ALL = [*COUNTS, *WORDS, *BOUNDS, *MONEY, *MEASURES, *SHARES, *ELLIPSIS, *MORE]


def close(found: list[Row], wanted: list[Row]) -> bool:
    return len(found) == len(wanted) and all(
        f[0] == w[0] and abs(f[1] - w[1]) < 1e-4 * max(1, w[1]) and f[2:] == w[2:]
        for f, w in zip(found, wanted, strict=True)
    )


@pytest.mark.parametrize(("text", "wanted"), ALL, ids=[t for t, _ in ALL])
def test_reads(text: str, wanted: list[Row]) -> None:
    assert close(rows(text), wanted), rows(text)


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert rows(text) == []


def test_span_and_noun() -> None:
    (one,) = read("Lagos may lend up to 40 armoured cars.")
    assert one.mention.span.exact == "up to 40 armoured cars"
    assert (one.first, one.last) == (3, 8)
    assert one.noun == 7


def test_range_shares_its_span() -> None:
    low, high = read("Between 30 and 40 guards fled.")
    assert low.mention.span == high.mention.span
    assert low.mention.span.exact == "Between 30 and 40 guards"


HOSTILE = [
    "",
    " ",
    "\n\n\n",
    "%",
    "$",
    "5",
    "$5",
    "half",
    "a",
    "a quarter of a",
    "between 5 and",
    "from $1 to",
    "1" * 5000,
    "9" * 100_000,
    "1,000" * 2000,
    "x" * 100_000,
    "\x00 5 \x00 tanks \x00",
    "5 tanks\r\n6 tanks\r\n",
    "\U0001f600 5 \U0001f600\U0001f600 tanks",
    "五百 5辆坦克 的 5 tanks",
    "\u202e5 tanks\u202c عشرة 5 دبابات",
    "٥ tanks and ² tanks and ½",
    "million million million million",
    "one one one one one one one",
    "5 - 6 - 7 - 8 - 9 or 10 to 11 and 12 tanks",
    "$ $ $ € £ 5 5 5 % % %",
    "twenty-twenty-twenty-two-and-a-half-dozen",
    "- - - 5 -",
    "no more than at least up to about 5",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_does_not_crash(text: str) -> None:
    for found in read(text):
        assert found.mention.span.stands_in(text)
        assert 0 <= found.first < found.last


def test_same_text_same_quantities() -> None:
    text = "Between 5 and 7 tanks, worth 300m kroner, and 40 men left Oslo."
    assert rows(text) == rows(text)


def test_amounts_without_a_figure_are_among_them() -> None:
    first, second = read("Dozens of drones and 12 jets took off.")
    assert (first.mention.what, first.mention.value, first.mention.unit, first.mention.bound) == (
        "drones",
        None,
        None,
        None,
    )
    assert second.mention.value == 12
