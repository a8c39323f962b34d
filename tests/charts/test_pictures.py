"""Pictures: sound SVG with a text alternative, whatever the numbers and names."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from onrecord.charts.bars import Bar, bars
from onrecord.charts.grid import Cell, grid
from onrecord.charts.volume import stretches, volume

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>&\"'</script>"


def drawn(text):
    """The parsed picture, after what every picture must have."""
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    told = {part.get("id"): part.text for part in (root.find(f"{SVG}title"), root.find(f"{SVG}desc"))}
    assert all(told[name] for name in root.get("aria-labelledby").split())
    assert not list(root.iter(f"{SVG}script"))
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("on") or name == "style"]
    return root


@pytest.mark.parametrize(
    ("days", "columns", "first"),
    [
        ([date(2025, 3, 4)], 1, "4 Mar 2025"),
        ([date(2025, 3, 1), date(2025, 3, 31)], 31, "1 Mar 2025"),
        ([date(2024, 11, 30), date(2025, 2, 1)], 4, "Nov 2024"),
        ([date(2010, 12, 31), date(2025, 1, 1)], 16, "2010"),
        ([date(1, 1, 1), date(2025, 1, 1)], 2025, "1"),
    ],
)
def test_time_is_cut_so_that_it_can_be_read(days, columns, first):
    found = stretches(dict.fromkeys(days, 2))
    assert (len(found), found[0].name) == (columns, first)
    assert sum(one.number for one in found) == 2 * len(days)
    assert all(a.last + timedelta(days=1) == b.first for a, b in zip(found, found[1:], strict=False))
    root = drawn(volume(found, title="Claims"))
    assert sum(part.get("class") == "bar" for part in root.iter(f"{SVG}rect")) == len(days)


def test_the_last_year_of_the_calendar_has_an_end():
    assert len(stretches({date(9999, 12, 31): 1})) == 1
    assert stretches({date(9990, 1, 1): 1, date(9999, 12, 31): 1})[-1].number == 1


def test_nothing_to_show_is_no_picture():
    assert volume((), title="x") == bars([], title="x") == grid({}, rows=(), columns=(), title="x") == ""


def test_a_bar_is_as_long_as_its_number():
    root = drawn(bars([Bar("aid", 10, 4), Bar("visit", 5)], title="By act", part="facts"))
    widths = [float(part.get("width")) for part in root.iter(f"{SVG}rect")]
    assert widths == pytest.approx([240, 96, 120])
    assert root.find(f"{SVG}desc").text == "aid: 10, 4 facts; visit: 5"


def test_a_grid_tells_every_cell():
    cells = {("aid, done", "2025-03"): Cell(4, 1), (EVIL, "2025-04"): Cell(1, 0)}
    root = drawn(grid(cells, rows=["aid, done", EVIL], columns=["2025-03", "2025-04"], title=EVIL))
    told = root.find(f"{SVG}desc").text
    assert "aid, done, 2025-03: 4 claims, 1 as fact" in told
    assert f"{EVIL}, 2025-04: 1 claim, 0 as facts" in told
    rings = [part for part in root.iter(f"{SVG}circle") if part.get("class") == "ring"]
    cores = [part for part in root.iter(f"{SVG}circle") if part.get("class") == "core"]
    assert (len(rings), len(cores)) == (2, 1)
    assert float(rings[0].get("r")) == pytest.approx(2 * float(rings[1].get("r")))
