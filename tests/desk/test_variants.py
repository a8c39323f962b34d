"""Which names are proposed as one person's, and which never."""

from datetime import date
from itertools import combinations

import pytest

from onrecord.codebook.names import names
from onrecord.desk.variants import Bearer, Term, likeness, propose

EXAMPLES = [*names().examples, *(pair for family in names().families for pair in family.examples)]
NEAR_MISSES = [*names().near_misses, *(pair for family in names().families for pair in family.near_misses)]


@pytest.mark.parametrize(("one", "other"), EXAMPLES)
def test_two_forms_of_one_name_are_alike_with_a_reason(one: str, other: str) -> None:
    found, back = likeness(one, other), likeness(other, one)
    assert found is not None
    assert back is not None
    assert all(found.reasons)
    assert found.firm is back.firm
    bearers = [Bearer(name, frozenset({"XXX"} if not found.firm else ())) for name in (one, other)]
    assert len(propose(bearers)) == 1, "what is alike is also found among others"


@pytest.mark.parametrize(("one", "other"), NEAR_MISSES)
def test_near_misses_are_never_alike(one: str, other: str) -> None:
    assert likeness(one, other) is None
    assert likeness(other, one) is None


PEOPLE = [
    "Kim Yong-hyun", "Kim Jong-un", "Kim Jong-il", "Kim Yo-jong", "Kim Il-sung", "Kim Keon-hee", "Kim Dae-jung", "Kim Young-sam", "Cho Tae-yong", "Cho Tae-yul", "Shin Won-sik", "Shin Yong-hae",
    "Choe Son-hui", "Choe Ryong-hae", "Park Jin", "Lee Jae-myung", "Lee Jong-sup", "Ri Son-gwon", "Ri Yong-ho", "Ri Yong-gil", "Pak Jong-chon", "Hwang Pyong-so",
    "Rustem Umerov", "Oleksii Reznikov", "Volodymyr Zelensky", "Vladimir Putin", "Dmitry Medvedev", "Dmitry Peskov", "Sergei Lavrov", "Sergei Shoigu", "Sergei Naryshkin", "Dmytro Kuleba", "Andriy Yermak", "Andrii Sybiha",
    "Bashar al-Assad", "Hafez al-Assad", "Asma al-Assad", "Mohammed bin Salman", "Mohammed bin Zayed", "Salman bin Abdulaziz", "Khalid bin Salman", "Abdel Fattah al-Sisi", "Abdel Fattah al-Burhan",
    "Hassan Rouhani", "Hassan Nasrallah", "Hossein Salami", "Ali Khamenei", "Mojtaba Khamenei", "George W. Bush", "George H. W. Bush", "Joe Biden", "Hunter Biden", "Xi Jinping", "Wang Yi", "Wang Wenbin", "Li Qiang", "Li Keqiang",
]  # fmt: skip


def test_of_many_people_of_the_news_no_two_are_proposed() -> None:
    assert [pair for pair in combinations(PEOPLE, 2) if likeness(*pair) is not None] == []
    assert propose(Bearer(name) for name in PEOPLE) == ()


def test_an_office_of_one_country_at_one_time_is_told_as_a_reason() -> None:
    term = Term("defence minister", "UKR", date(2024, 9, 3), date(2025, 1, 10))
    later = Term("defence minister", "UKR", date(2025, 2, 1), date(2025, 2, 1))
    bearers = [
        Bearer("Rustem Umerov", frozenset({"UKR"}), (term,)),
        Bearer("Rustem Umierov", frozenset({"UKR"}), (later,)),
    ]
    (found,) = propose(bearers)
    assert "“Umerov” and “Umierov”: a Slavic name in two transliterations" in found.reasons
    assert "both are told to be defence minister (UKR) between 2024-09-03 and 2025-02-01" in found.reasons


def test_persons_of_different_countries_are_not_proposed() -> None:
    assert propose([Bearer("Kim Yong-hyun", frozenset({"KOR"})), Bearer("Kim Yong Hyun", frozenset({"PRK"}))]) == ()


def test_what_needs_a_common_country_is_not_proposed_without() -> None:
    assert propose([Bearer("R. Umerov"), Bearer("Rustem Umerov")]) == ()
    assert len(propose([Bearer("R. Umerov", frozenset({"UKR"})), Bearer("Rustem Umerov", frozenset({"UKR"}))])) == 1
    assert propose([Bearer("Zelensky"), Bearer("Zelenskyy")]) == ()
    assert len(propose([Bearer("Zelensky", frozenset({"UKR"})), Bearer("Zelenskyy", frozenset({"UKR"}))])) == 1


def test_what_was_decided_is_not_proposed_again() -> None:
    bearers = [Bearer("Rustem Umerov"), Bearer("Rustem Umierov")]
    assert propose(bearers, settled=frozenset({frozenset({"Rustem Umerov", "Rustem Umierov"})})) == ()


@pytest.mark.parametrize("name", ["", " ", "-", "🙂", "\x00", "-" * 5000, "a" * 20_000, "王毅", "ß"])
def test_odd_names_harm_nothing(name: str) -> None:
    assert likeness(name, "Rustem Umerov") is None
    assert propose([Bearer(name), Bearer("Rustem Umerov")]) == ()
