"""The table of units: complete, consistent, refused when broken."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from onrecord.codebook import units
from onrecord.errors import CodebookError
from onrecord.model.quantity import Bound
from onrecord.model.report import Report
from onrecord.reading.quantities import quantities
from onrecord.reading.text import parse


def raw() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.codebook").joinpath("data", units.FILE).read_text(encoding="utf-8"))


def bounds_of(text: str) -> set[Bound]:
    return {q.mention.bound for q in quantities(parse(Report("Test Gazette", date(2025, 3, 4), text)))}


def test_loads_once() -> None:
    assert units.load() is units.load()


def test_currencies_in_common_use() -> None:
    codes = {c.code for c in units.load().currencies}
    common = (
        "USD EUR GBP JPY CNY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON UAH RUB TRY ILS SAR AED QAR INR PKR KRW TWD"
    )
    assert codes >= set(common.split())
    assert len(codes) > 120


def test_every_currency_can_be_named() -> None:
    for currency in units.load().currencies:
        assert currency.words, currency.code
        assert currency.code in currency.symbols or currency.code == "XDR", currency.code


def test_a_shared_name_has_a_sense() -> None:
    table = units.load()
    shared = {" ".join(words): codes for rows in table.money.values() for words, codes in rows if len(codes) > 1}
    assert set(shared) - set(table.senses) == set()
    for word, codes in shared.items():
        assert table.senses[word].default in codes


def test_no_word_is_two_measures() -> None:
    words = [w for m in units.load().measures for w in m.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("rule", units.load().bounds, ids=lambda rule: f"{rule.bound}-{rule.place}")
def test_bound_examples(rule: units.BoundWords) -> None:
    assert rule.examples
    for example in rule.examples:
        assert bounds_of(example) == {rule.bound}, example
    for miss in rule.near_misses:
        assert rule.bound not in bounds_of(miss), miss


def test_spellings() -> None:
    assert units.spellings("sq. km") == (("sq.", "km"), ("sq", ".", "km"))
    assert ("kilowatt", "-", "hours") in units.spellings("kilowatt-hours")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("currency", {"code": "usd"}),
        ("currency", {"symbols": "x"}),
        ("currency", {"words": ["Dollar"]}),
        ("measure", {"kind": "odd"}),
        ("measure", {"factor": 0}),
        ("bound", {"bound": "perhaps"}),
        ("bound", {"place": "inside"}),
        ("word_sense", {"default": "ABC"}),
    ],
)
def test_a_broken_entry_is_refused(table: str, change: dict[str, object]) -> None:
    data = raw()
    data[table][0].update(change)
    with pytest.raises(CodebookError):
        units.build(data)


@pytest.mark.parametrize("table", ["currency", "numbers", "persons", "vague"])
def test_a_missing_table_is_refused(table: str) -> None:
    data = raw()
    del data[table]
    with pytest.raises(CodebookError):
        units.build(data)


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(CodebookError):
        units.load().words("no.such")
