"""The calendar's data is well formed, and what is malformed is named."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from onrecord.codebook.calendar import FILES, STAGES, Form, build, calendar, example
from onrecord.errors import CodebookError
from onrecord.reading.calendar_compose import CHANGES, JOINS, reading_of
from onrecord.reading.calendar_days import easter, orthodox_easter

C = calendar()
ALL = [*C.atoms, *C.joins, *C.before, *C.after]


def contents() -> dict[str, str]:
    folder = files("onrecord.codebook").joinpath("data")
    return {name: folder.joinpath(f"calendar{name}.toml").read_text(encoding="utf-8") for name in FILES}


def test_every_form_has_its_own_name_and_examples() -> None:
    names = [form.name for form in ALL]
    assert len(names) == len(set(names))
    assert [form.name for form in ALL if not form.examples] == []
    for form in ALL:
        for line in form.examples:
            example(line)


def test_every_reading_is_written() -> None:
    for form in C.atoms:
        assert callable(reading_of(form))
    assert {form.reading for form in C.joins} <= set(JOINS)
    assert {form.reading for form in (*C.before, *C.after)} <= set(CHANGES)
    assert {form.stage for form in C.before} == set(STAGES)


@pytest.mark.parametrize("form", C.atoms, ids=lambda form: form.name)
def test_an_atom_is_tried_where_its_examples_begin(form: Form) -> None:
    assert any(form in forms for forms in C.starting.values())


def test_words_are_lower_case_and_in_range() -> None:
    assert sorted(set(C.months.values())) == list(range(1, 13))
    assert sorted(set(C.weekdays.values())) == list(range(7))
    for table in (C.months, C.weekdays, C.numbers, C.ordinals, C.units, C.deictics, C.seasons, C.holidays):
        assert all(word == word.lower() for word in table)


def test_holidays_have_a_rule() -> None:
    tables = set(C.holiday_tables) | set(C.national_days)
    for name, rule in C.holidays.items():
        by_day = rule[0].isdigit() and date(2024, int(rule[:2]), int(rule[3:]))
        assert by_day or rule.startswith(("easter", "orthodox")) or rule in tables, name
    for days in C.holiday_tables.values():
        found = [[date.fromisoformat(end) for end in day.split("/")] for day in days]
        assert found == sorted(found)
        assert all(pair[0] <= pair[-1] for pair in found)
    for table in C.national_days.values():
        assert all(date(2024, int(day[:2]), int(day[3:])) for day in table.values())


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2023, date(2023, 4, 9), date(2023, 4, 16)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert easter(year) == western
    assert orthodox_easter(year) == eastern


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("", "june = 6", "June = 6", r"\[months\]"),
        ("", "[units]", "[unit]", "units"),
        ("_joins", 'stage = "near"', 'stage = "close"', "close"),
        ("_forms", 'reading = "iso_date"', 'reading = "iso_date"\nreeding = 1', "reeding"),
        ("_forms", "{weekday_abbreviations}", "{weekday_names}", "weekday_names"),
        ("_stretches", "(?P<kind>", "(?P<kind", "unit told by its place"),
        ("_holidays", '"easter+0"', "easter+0", "calendar_holidays"),
    ],
)
def test_a_broken_file_is_named(name: str, old: str, new: str, told: str) -> None:
    broken = contents()
    assert old in broken[name]
    broken[name] = broken[name].replace(old, new, 1)
    with pytest.raises(CodebookError, match=told):
        build(broken)


def test_a_broken_example_is_named() -> None:
    with pytest.raises(CodebookError, match="day: sentence"):
        example("It left on Monday.")
