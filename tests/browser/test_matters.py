"""Matters in a real browser: looked at without a barrier, and ruled on by clicks alone."""

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from onrecord.desk.keeping import keep
from onrecord.intake.inputs import Taken, take
from onrecord.ledger.opening import open_ledger

AIRLIFT = Path(__file__).parents[2] / "examples" / "airlift"
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Path:
    """A ledger of the disputed delivery, in place of the other story."""
    path = tmp_path_factory.mktemp("airlift") / "airlift.db"
    with open_ledger(path) as ledger:
        for arrival in take([str(AIRLIFT)], stdin=io.BytesIO()):
            assert isinstance(arrival, Taken)
            keep(ledger, arrival.report)
    return path


@pytest.fixture
def matter(page, desk):
    """The page of the disputed matter, reached by links."""
    page.goto(desk.home)
    page.get_by_role("link", name="Matters", exact=True).click()
    page.wait_for_url("**/matters")
    page.get_by_role("link", name="disputed").first.click()
    page.wait_for_url("**status=disputed*")
    page.get_by_role("link", name="Howitzers from Croatia").click()
    page.wait_for_url("**/matters/*")
    return page


def shown(page):
    return page.locator("ol.claims > li").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_barrier_and_nothing_beyond_the_edge(matter, desk, width, scheme):
    matter.set_viewport_size({"width": width, "height": 900})
    matter.emulate_media(color_scheme=scheme)
    for address in (matter.url, desk.home + "/matters"):
        matter.goto(address)
        assert matter.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        found = Axe().run(matter).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE], address


def test_a_matter_tells_itself_in_one_line_and_opens_to_the_words(matter):
    assert matter.locator(".truth").inner_text().strip(" ⇄≠").startswith(("Disputed", "⇄ Disputed"))
    opened = matter.locator("#origins >> xpath=..").locator("details").first
    opened.locator("summary").click()
    assert "delivered" in opened.inner_text()
    mark = matter.locator("svg a").first
    where = mark.get_attribute("href")
    mark.click()
    assert matter.url.endswith(where)
    assert matter.locator(where).is_visible()


def test_a_claim_is_split_off_undone_and_matters_are_merged(matter):
    before = shown(matter)
    matter.get_by_label("pick claim 4", exact=False).check()
    matter.get_by_label("Why", exact=True).first.fill("another airlift")
    matter.get_by_role("button", name="Split", exact=False).click()
    matter.wait_for_url("**ruled=1")
    assert shown(matter) in (1, before - 1)
    matter.get_by_role("button", name="Undo it").click()
    matter.wait_for_url("**ruled=2")
    assert shown(matter) == before
    assert "ruling 1 is undone" in matter.get_by_role("status").inner_text()
    home = matter.url.split("?")[0]
    matter.goto(matter.url.rsplit("/", 1)[0] + "?title=request")
    matter.get_by_role("link", name="Request of", exact=False).first.click()
    matter.wait_for_url("**/matters/*")
    asked = shown(matter)
    matter.get_by_label("Id of a matter", exact=False).fill(home.rsplit("/", 1)[1])
    matter.get_by_role("button", name="Merge", exact=False).click()
    matter.wait_for_url("**ruled=3")
    assert shown(matter) == before + asked


def test_two_claims_are_ruled_to_be_of_one_origin(matter):
    counted = matter.locator("dl.figures dd").nth(1).inner_text()
    for number in (1, 4):
        matter.get_by_label(f"pick claim {number}", exact=False).check()
    matter.get_by_role("button", name="Same origin", exact=False).click()
    matter.wait_for_url("**ruled=1")
    assert matter.locator("dl.figures dd").nth(1).inner_text() == str(int(counted) - 1)
    assert "Ada Brook" in matter.locator("#rulings >> xpath=..").inner_text()
