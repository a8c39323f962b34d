"""Who says so: the codebook's own examples, chains, quotations, runs, silences, and what attributes nothing."""

import re
from datetime import date

import pytest

from onrecord.codebook.reporting import reporting
from onrecord.model.report import Report
from onrecord.reading.attribution import Attributed, Manner, attributions, chain_at, cued_at
from onrecord.reading.cast import cast
from onrecord.reading.text import Text, parse

_EXAMPLES = [(entry.name, line) for entry in reporting().entries for line in entry.examples]
_NEAR_MISSES = [(entry.name, line) for entry in reporting().entries for line in entry.near_misses]


def read(words: str, outlet: str = "The Test Letter") -> tuple[Text, tuple[Attributed, ...]]:
    text = parse(Report(outlet=outlet, published=date(2025, 3, 4), text=words))
    return text, attributions(text, cast(text))


def content(text: Text, one: Attributed) -> str:
    return " ".join(text.span(*part).exact for part in one.content)


def chains(words: str, outlet: str = "The Test Letter") -> dict[str, list[str]]:
    """Content → names of the chain."""
    text, found = read(words, outlet)
    return {content(text, one): [link.name for link in one.chain] for one in found}


def ends(words: str, outlet: str = "The Test Letter") -> list[list[str]]:
    return list(chains(words, outlet).values())


def alike(a: str, b: str) -> float:
    left, right = re.findall(r"\w+", a), re.findall(r"\w+", b)
    both = sum(min(left.count(w), right.count(w)) for w in set(left))
    return 2 * both / (len(left) + len(right)) if left and right else 0.0


@pytest.mark.parametrize(("entry", "line"), _EXAMPLES)
def test_examples_of_the_codebook(entry: str, line: str) -> None:
    plain = re.sub(r"[\[\]<>]", "", line)
    source = re.search(r"\[([^]]+)]", line)
    wanted = " ".join(re.findall(r"<([^>]+)>", line))
    assert source is not None, entry
    text, found = read(plain)
    fitting = [one for one in found if alike(content(text, one), wanted) >= 0.7]
    assert fitting, [(content(text, one), one.chain) for one in found]
    named = [text.span(*one.source).exact for one in fitting if one.source is not None]
    assert any(alike(name, source[1]) > 0 for name in named), named


@pytest.mark.parametrize(("entry", "line"), _NEAR_MISSES)
def test_near_misses_of_the_codebook(entry: str, line: str) -> None:
    text, found = read(line)
    assert not found, (entry, [(content(text, one), one.chain) for one in found])


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The minister told the Baltic Courier that the bridge was open.", ["Baltic Courier", "minister"]),
        (
            "In an interview with the Baltic Courier, the minister said the bridge was open.",
            ["Baltic Courier", "minister"],
        ),
        ("The bridge is open, the Baltic Courier wrote, citing two drivers.", ["Baltic Courier", "two drivers"]),
        (
            "The bridge is open, according to the Baltic Courier, which quoted two drivers.",
            ["Baltic Courier", "two drivers"],
        ),
        ("Drivers quoted by the Baltic Courier said the bridge was open.", ["Baltic Courier", "Drivers"]),
        ("The Baltic Courier quoted two drivers as saying the bridge was open.", ["Baltic Courier", "two drivers"]),
        (
            "Two drivers were quoted by the Baltic Courier as saying the bridge was open.",
            ["Baltic Courier", "Two drivers"],
        ),
        ("A letter seen by the Baltic Courier says the bridge is open.", ["Baltic Courier", "A letter"]),
        ("Latvia says Estonia told it that the bridge was open.", ["Latvia", "Estonia"]),
        (
            "The Baltic Courier, citing the weekly Nordic Star, whose sources were drivers, said the bridge was open.",
            ["Baltic Courier", "Nordic Star", "drivers"],
        ),
    ],
)
def test_chains_run_from_the_outermost_source(words: str, wanted: list[str]) -> None:
    text, found = read(words)
    inner = max(found, key=lambda one: len(one.chain))
    names = [link.name for link in inner.chain]
    assert len(names) == len(wanted)
    assert all(alike(name.lower(), want.lower()) > 0.4 for name, want in zip(names, wanted, strict=True)), names
    assert "bridge" in content(text, inner)


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Two drivers told the Baltic Courier that the bridge was open.", "Baltic Courier"),
        ("Two drivers told this newspaper that the bridge was open.", "Baltic Courier"),
        ("Two drivers told Baltic that the bridge was open.", "Baltic News Agency"),
        ("Two drivers told BNA that the bridge was open.", "Baltic News Agency"),
    ],
)
def test_the_outlet_that_tells_it_is_no_link(words: str, outlet: str) -> None:
    assert ends(words, outlet) == [["Two drivers"]]


def test_the_outlets_own_silence_has_no_chain() -> None:
    assert ends("Baltic could not verify the claim.", "Baltic News Agency") == []


def test_joint_speakers_are_one_link() -> None:
    (names,) = ends("Two drivers and a farmer said the bridge was open.")
    assert len(names) == 1


def test_quotations_over_sentences_and_paragraphs() -> None:
    words = '"We lost the bridge," the mayor said. "It burnt at dawn. Nobody slept."\n\n"We will build it again."'
    text, found = read(words)
    told = " ".join(content(text, one) for one in found)
    assert "Nobody slept" in told
    assert "build it again" in told
    assert {link.name for one in found for link in one.chain} == {"mayor"}


def test_a_statement_after_a_colon_runs_over_paragraphs() -> None:
    text, found = read("The mayor said:\n\nThe bridge is gone.\n\nWe will build it again.")
    assert any("build it again" in content(text, one) for one in found)


@pytest.mark.parametrize(
    ("words", "goes_on"),
    [
        ("The mayor said the bridge fell at dawn. Her men had then left the town.", True),
        ("The mayor said the bridge fell at dawn. It would be built again.", True),
        ("The mayor said the bridge fell at dawn. The town has two bridges.", False),
        ("The mayor said the bridge fell at dawn.\n\nIt had been built in May.", False),
        ("The mayor gave her account on Monday. The bridge had fallen at dawn.", True),
        ("The mayor left on Monday. The bridge had fallen at dawn.", False),
    ],
)
def test_attribution_runs_on_only_while_the_text_goes_on_reporting(words: str, goes_on: bool) -> None:
    text, found = read(words)
    last = text.sentences[-1][1] - 2
    assert (chain_at(found, last) is not None) is goes_on


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("The mayor declined to comment on the sale of the bridge.", Manner.SILENT),
        ("The mayor has not confirmed the sale of the bridge.", Manner.SILENT),
        ("The mayor would not say whether the bridge had been sold.", Manner.SILENT),
        ("Asked whether the bridge had been sold, the mayor declined to answer.", Manner.SILENT),
        ("The mayor neither confirmed nor denied the sale of the bridge.", Manner.SILENT),
        ("The mayor denied that the bridge had been sold.", Manner.DENIES),
        ("The mayor dismissed claims that the bridge had been sold.", Manner.DENIES),
        ("The mayor said the bridge had been sold.", Manner.SAYS),
    ],
)
def test_negative_cues_attribute_what_they_are_about(words: str, manner: Manner) -> None:
    text, found = read(words)
    assert [one.manner for one in found] == [manner]
    assert "bridge" in content(text, found[0])


def test_a_denied_report_keeps_its_own_chain() -> None:
    text, found = read("The Kremlin dismissed a British accusation that the ship had cut a cable.")
    cut = next(token.i for token in text.doc if token.text == "cut")
    one = chain_at(found, cut)
    assert one is not None
    assert [link.country for link in one.chain] == ["GBR"]
    denied = cued_at(found, next(token.i for token in text.doc if token.text == "dismissed"))
    assert denied is not None
    assert [link.country for link in denied.chain] == ["RUS"]


def test_which_and_turning_clauses_are_the_outlets() -> None:
    text, found = read(
        "The mayor said the bridge was sold, which would bring the total to nine, but the guild said it was safe."
    )
    assert not any("total" in content(text, one) for one in found)
    assert chain_at(found, next(t.i for t in text.doc if t.text == "safe")) is not None


def test_content_leaves_out_cue_source_and_marks() -> None:
    text, found = read('"The bridge," said the mayor, "is safe."')
    (one,) = found
    assert [text.span(*part).exact for part in one.content] == ["The bridge", "is safe"]


def test_us_the_state_is_a_source_and_us_the_teller_is_not() -> None:
    assert ends("The US says the bridge is safe.") == [["United States"]]
    assert ends("We say the bridge is safe.") == []


def test_an_unknown_pronoun_is_still_somebody_else() -> None:
    assert ends("The bridge is safe, he said.") == [["he"]]


@pytest.mark.parametrize(
    "words",
    [
        "", ".", '"', "said", "said:", "said that that", "According to", "whose source was", "citing", "as far as can tell",
        '"""""', "“" * 40, "\x00said\x00", "نیرو said «مرحبا»", "中国说 said “你好”", "😀 said 😀", "X" * 100_000, "He said: ",
        "Asked whether", "declined to", "said;;;said", "\r\n'a'\r\n", "quoted as saying", "neither nor confirmed denied",
    ],
)  # fmt: skip
def test_hostile_text_does_not_crash(words: str) -> None:
    text, found = read(words)
    for one in found:
        assert one.chain
        for first, last in (*one.content, one.cue):
            assert text.span(first, last).stands_in(words)


def test_the_same_text_gives_the_same_attributions() -> None:
    words = 'The army, citing two officers, said "the bridge" had fallen; Kyiv denied it. "Go," the general added.'
    assert read(words)[1] == read(words)[1]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The driver told a reporter from the Baltic Courier that the bridge was open.", ["Baltic Courier", "driver"]),
        ("Asked by the Baltic Courier, the driver said the bridge was open.", ["Baltic Courier", "driver"]),
        ("The driver, speaking to the Baltic Courier, said the bridge was open.", ["Baltic Courier", "driver"]),
        ("The mayor said the bridge was open in a broadcast on Radio Courier.", ["Radio Courier", "mayor"]),
        (
            "The Baltic Courier, which based its report on two drivers, said the bridge was open.",
            ["Baltic Courier", "two drivers"],
        ),
        (
            "The bridge is open, the Baltic Courier wrote, attributing the information to two drivers.",
            ["Baltic Courier", "two drivers"],
        ),
        ("The bridge is open, says the drivers' group Open Wheels.", ["Open Wheels"]),
        ("The bridge, the Latvian transport minister said on Monday, will be open.", ["Latvian transport minister"]),
        ("Half the bridge, Riga claims, is open.", ["Latvia"]),
        ("The bridge cost too much, three former drivers alleged on Monday.", ["three former drivers"]),
        ("The opening of the bridge was confirmed by the Latvian army.", ["Latvian army"]),
        ("Reports that the bridge had fallen were dismissed by the Latvian army.", ["Latvian army"]),
        ("It was claimed by two drivers that the bridge had fallen.", ["two drivers"]),
        ("Two drivers met at noon. Both said the bridge was open.", ["two drivers"]),
        ('Latvia\'s mayor Anna Berg: "The bridge is open to everybody."', ["Anna Berg"]),
        ("The treaty provides that the bridge stays open.", ["treaty"]),
    ],
)
def test_forms_of_speaking_and_citing(words: str, wanted: list[str]) -> None:
    text, found = read(words)
    told = [one for one in found if re.search("bridge|open", content(text, one), re.IGNORECASE) and one.chain]
    chains_found = [[link.name for link in one.chain] for one in told]
    fitting = [
        names
        for names in chains_found
        if len(names) == len(wanted)
        and all(alike(a.lower(), b.lower()) > 0.4 for a, b in zip(names, wanted, strict=True))
    ]
    assert fitting, chains_found


@pytest.mark.parametrize(
    "words",
    [
        "Drivers stressed by months of work are sent home.",
        "The budget was rejected by the council.",
        "The driver mentioned in the letter was ill.",
    ],
)
def test_participles_and_performatives_attribute_nothing(words: str) -> None:
    assert chains(words) == {}


def test_the_date_of_saying_is_no_content() -> None:
    assert list(chains("The guild said on Monday it had sold the mill.")) == ["it had sold the mill"]


def test_what_is_joined_under_one_would_is_all_told() -> None:
    (told,) = chains("The guild said it would close the mill and would sell the barges.")
    assert "sell the barges" in told


def test_a_force_is_of_the_state_that_owns_it() -> None:
    _, (one,) = read("South Korea's Joint Chiefs of Staff said two jets had left.")
    assert one.chain[0].country == "KOR"


def test_a_ministrys_own_bulletin_is_a_document() -> None:
    _, (one,) = read("Two jets left, according to the ministry's daily bulletin.")
    assert one.chain[0].kind.value == "document"


def test_a_pronoun_in_a_parenthesis_is_not_what_it_speaks_of() -> None:
    found = chains("The Irish navy said it had found the rope. A trawler, it added, had dragged it for a mile.")
    assert {names[-1] for names in found.values()} == {"Irish navy"}
