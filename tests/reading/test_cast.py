"""Who is who: every construction that names, describes or takes up a party."""

from datetime import date

import pytest

from onrecord.codebook.nouns import Group, nouns
from onrecord.model.actor import ActorKind
from onrecord.model.report import Report
from onrecord.model.source import SourceKind
from onrecord.reading.cast import Cast, Party, cast
from onrecord.reading.text import Text, parse


def read(words: str, outlet: str = "The Test Letter") -> tuple[Text, Cast]:
    text = parse(Report(outlet=outlet, published=date(2025, 3, 4), text=words))
    return text, cast(text)


def at(found: tuple[Text, Cast], words: str, *, nth: int = 0, apart_from: tuple[str, ...] = ()) -> tuple[Party, ...]:
    """The parties at the last word of the nth occurrence of some words."""
    text, cast_ = found
    start = -1
    for _ in range(nth + 1):
        start = text.report.text.index(words, start + 1)
    span = text.doc.char_span(start, start + len(words), alignment_mode="expand")
    return cast_.parties(span.root, apart_from=apart_from)


def one(words: str, of: str, *, nth: int = 0, outlet: str = "The Test Letter") -> Party:
    found = at(read(words, outlet), of, nth=nth)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("words", "of", "name", "country", "kind"),
    [
        ("Defence Minister Ilse Maro flew home.", "Ilse Maro", "Ilse Maro", None, "person"),
        ("Latvian Foreign Minister Janis Ozol flew home.", "Janis Ozol", "Janis Ozol", "LVA", "person"),
        ("Chile's interior minister, Rosa Vidal, flew home.", "Rosa Vidal", "Rosa Vidal", "CHL", "person"),
        ("Deputy Secretary of State Ann Moore flew to Oslo.", "Ann Moore", "Ann Moore", None, "person"),
        ("The troops of Norway landed.", "troops", "troops of Norway", "NOR", "armed_force"),
        ("Kenyan soldiers landed.", "soldiers", "Kenyan soldiers", "KEN", "armed_force"),
        ("Lisbon sent a frigate.", "Lisbon", "Portugal", "PRT", "state"),
        ("Portuguese aid arrived.", "Portuguese", "Portugal", "PRT", "state"),
        ("Gunmen attacked the convoy.", "Gunmen", "Gunmen", None, "armed_group"),
        ("The tanker Morning Sun sank.", "Morning Sun", "Morning Sun", None, "firm"),
        ("The destroyer HMS Valiant sailed.", "HMS Valiant", "HMS Valiant", "GBR", "armed_force"),
        ("A delegation from Tokyo arrived.", "delegation", "A delegation from Tokyo", "JPN", "delegation"),
        ("The US-led coalition struck the camp.", "coalition", "US-led coalition", None, "organisation"),
        ("A Chinese coastguard cutter turned back.", "cutter", "A Chinese coastguard cutter", "CHN", "armed_force"),
        ("Police in Oslo arrested him.", "Police", "Police in Oslo", "NOR", "organisation"),
    ],
)
def test_parties(words: str, of: str, name: str, country: str | None, kind: str) -> None:
    found = one(words, of)
    assert found.name == name
    assert found.kind is ActorKind(kind)
    if country is not None:
        assert found.country == country


@pytest.mark.parametrize(
    ("words", "of", "speaker", "country"),
    [
        ("Danish officials denied it.", "officials", "official", "DNK"),
        ("Two officials denied it.", "officials", "unnamed", None),
        ("A spokesman for the Omani navy denied it.", "spokesman", "official", "OMN"),
        ("The Defence Ministry in Tallinn denied it.", "Ministry", "government", "EST"),
        ("Residents of the town heard shots.", "Residents", "unnamed", None),
        ("The weekly Nowa Fala reported a deal.", "Nowa Fala", "outlet", None),
        ("An official told the Malmo Courier that it was over.", "Malmo Courier", "outlet", None),
        ("The audit found gaps.", "audit", "document", None),
        ("A UN adviser denied it.", "adviser", "official", None),
        ("The rebels denied it.", "rebels", "organisation", None),
    ],
)
def test_speakers(words: str, of: str, speaker: str, country: str | None) -> None:
    found = one(words, of)
    assert found.speaker is SourceKind(speaker)
    assert found.country == country
    assert found.source().text == found.span.exact


def test_documents_do_not_act() -> None:
    assert not one("The audit found gaps.", "audit").acts
    assert one("The rebels withdrew.", "rebels").acts


def test_short_form_is_the_full_name() -> None:
    words = "Estonian Prime Minister Kai Lepik landed. Lepik thanked the crew."
    assert one(words, "Lepik", nth=1).name == "Kai Lepik"
    assert one(words, "Lepik", nth=1).country == "EST"


def test_acronym_in_brackets_is_the_full_name() -> None:
    words = "The Lake Basin Relief Fund (LBRF) sent tents. The LBRF has no more."
    assert one(words, "LBRF", nth=1).name.startswith("Lake Basin Relief Fund")


def test_pronouns_agree_with_their_figure() -> None:
    found = read("Foreign Minister Mia Holm met the rebels. She warned them. Denmark would send its navy, she said.")
    assert [p.name for p in at(found, "She")] == ["Mia Holm"]
    assert [p.name for p in at(found, "its")] == ["Denmark"]


def test_they_takes_up_a_coordination() -> None:
    found = read("Sweden's navy and the Finnish army trained together. They fired missiles.")
    assert [p.country for p in at(found, "They")] == ["SWE", "FIN"]


def test_collective_gives_its_members_with_one_span() -> None:
    found = at(read("Peru met Chile in Lima. Both countries signed a pact."), "Both countries")
    assert [p.name for p in found] == ["Peru", "Chile"]
    assert {p.span.exact for p in found} == {"Both countries"}


def test_definite_description_and_what_it_may_not_mean() -> None:
    found = read("Kenya asked Uganda for help. The country sent 300 soldiers.")
    assert [p.name for p in at(found, "The country")] == ["Kenya"]
    assert [p.name for p in at(found, "The country", apart_from=("Kenya",))] == ["Uganda"]


def test_army_belongs_to_the_state_at_hand() -> None:
    assert one("Chad closed the border. The army sent two battalions.", "army").country == "TCD"


def test_first_person_is_the_speakers_state() -> None:
    found = read('"We will send guns," said Latvian Defence Minister Anda Kalna.')
    assert [p.country for p in at(found, "We")] == ["LVA"]
    found[1].speaker_at = lambda _: "Anda Kalna"
    assert [p.name for p in at(found, "We")] == ["Latvia"]


def test_relative_pronoun_is_its_noun() -> None:
    assert one("The rebels, who hold the town, withdrew.", "who").name == "rebels"


@pytest.mark.parametrize(
    ("words", "of", "place", "country"),
    [
        ("Shells fell near the northern town of Garsen in Kenya.", "town", "Garsen", "KEN"),
        ("Mali's army bombed camps east of the town.", "east", "east of the town", "MLI"),
        ("The ship crossed the Red Sea.", "Red Sea", "Red Sea", None),
        ("Troops entered Chad.", "Chad", "Chad", "TCD"),
        ("The envoy landed in the Omani capital.", "capital", "the Omani capital", "OMN"),
    ],
)
def test_places(words: str, of: str, place: str, country: str | None) -> None:
    text, found = read(words)
    start = words.index(of)
    span = text.doc.char_span(start, start + len(of), alignment_mode="expand")
    named = found.place(span.root)
    assert named is not None
    assert (named.text.removeprefix("the "), named.country) == (place.removeprefix("the "), country)


def test_a_government_outlet_speaks_for_its_state() -> None:
    found = at(read("We will provide more aid.", "Chile Ministry of Defence"), "We")
    assert [p.country for p in found] == ["CHL"]


def test_mentions_stand_in_the_text() -> None:
    text, found = read("Kenyan troops left Kismayo. They thanked Somalia's government.")
    assert found.actors
    assert found.places
    assert all(m.span.stands_in(text.report.text) for m in (*found.actors, *found.places))
    assert list(found.actors) == sorted(found.actors, key=lambda m: (m.span.start, m.span.end))


@pytest.mark.parametrize(
    "words",
    ["", ".", "\x00", "😀 🇺🇦", "A\r\nB", "中国外交部说", "قال الرئيس", "x" * 100_000, "they " * 300, "the ministry " * 300,
     "Ministry of X of " * 200, "(UN) (UN", "Minister Minister", "Gen. Gen.", "North", "US-", "one of one of them"],
)  # fmt: skip
def test_hostile_text(words: str) -> None:
    text, found = read(words)
    for token in text.doc:
        found.parties(token)
        found.parties(token, apart_from=("Ukraine",))
        found.place(token)
    assert isinstance(found.actors, tuple)
    assert isinstance(found.places, tuple)


@pytest.mark.parametrize("group", nouns().groups, ids=lambda g: g.nouns[0].sort.value)
def test_examples_of_the_noun_groups(group: Group) -> None:
    words = {noun.word for noun in group.nouns}
    for example in group.examples:
        start, end = example.index("["), example.index("]") - 1
        text, found = read(example.replace("[", "").replace("]", ""))
        span = text.doc.char_span(start, end, alignment_mode="expand")
        noun = found.noun(span.root)
        assert noun is not None
        assert noun.word in words
    for miss in group.near_misses:
        text, found = read(miss)
        heard = (found.noun(token) for token in text.doc)
        assert not any(noun is not None and noun.sort is group.nouns[0].sort for noun in heard)
