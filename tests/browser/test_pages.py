"""The pages as they are seen: without a barrier, within the width of a screen, light and dark, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from python_calamine import CalamineWorkbook

PAGES = (
    "/",
    "/ledger",
    "/ledger?search=missiles&act=aid",
    "/reports",
    "/actors",
    "/actors/state:MDA",
    "/sources",
    "/api",
)
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_barrier_and_nothing_beyond_the_edge(page, desk, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for path in PAGES:
        page.goto(desk.home + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE], path


def test_the_ledger_is_narrowed_searched_and_downloaded_by_links_alone(chromium, serve, story, tmp_path):
    desk = serve(story)
    context = chromium.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(desk.opening)
    page.get_by_role("link", name="Ledger", exact=True).click()
    page.wait_for_url("**/ledger")
    before = page.locator("article.claim").count()
    page.get_by_role("link", name="aid", exact=False).filter(has=page.locator(".num")).first.click()
    page.wait_for_url("**act=aid*")
    shown = page.locator("article.claim").count()
    assert 0 < shown < before
    assert "act=aid" in page.url
    page.get_by_label("Search evidence, texts and titles").fill("missiles")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**search=missiles*")
    assert "act=aid" in page.url
    assert page.locator("mark").first.inner_text() == "missiles"
    seen = page.locator("article.claim .sentence bdi").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="XLSX").click()
    path = tmp_path / "seen.xlsx"
    download.value.save_as(path)
    head, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[head.index("in words")] for row in rows] == seen
    context.close()


def test_the_keyboard_reaches_the_content_first(page, desk):
    page.goto(desk.home + "/ledger")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_page_elsewhere_cannot_frame_or_change_the_desk(page, desk, chromium):
    page.route(
        "http://elsewhere.example/", lambda route: route.fulfill(body="<h1>elsewhere</h1>", content_type="text/html")
    )
    page.goto("http://elsewhere.example/")
    status = page.evaluate(
        """async home => {
            try {
                return (await fetch(home + "/api/undo", {method: "POST", mode: "no-cors", credentials: "include"})).type
            } catch (error) { return "refused" }
        }""",
        desk.home,
    )
    assert status in ("refused", "opaque")
    page.evaluate(
        "home => { const f = document.createElement('iframe'); f.src = home + '/'; document.body.append(f) }", desk.home
    )
    page.wait_for_timeout(300)
    assert not [frame for frame in page.frames if "What is on record" in frame.content()]
