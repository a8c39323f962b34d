"""Reading, judging and adding in a real browser: by keyboard alone, without script, and against hostile texts."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from python_calamine import CalamineWorkbook

from onrecord import Report, Slots, accept, add, correct, keep, open_ledger, reject
from onrecord.desk.coders import differences
from onrecord.model.claim import Act
from onrecord.model.decision import Origin
from onrecord.model.status import Stage

ADA = "Ada Brook"
GRAVE = {"serious", "critical"}
NEWS = (
    "Norway handed over two launches to Ghana on Thursday, two officials said. Ghana's minister praised the boats and "
    "thanked Oslo. The launches had lain in Bergen for a year."
)
EVIL = '<script>document.title="owned"</script><img src=x onerror="document.title=1">'


def reach(page, name, *, presses=60):
    """Press Tab until the focus is on what has this name."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(document.activeElement.labels?.[0]?.innerText || document.activeElement.innerText || '').trim()"
        )
        if told.startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def ready(page):
    """Wait until the page's keys work."""
    page.wait_for_selector("html[data-ready]")


def in_hand(page):
    return page.locator("#review").get_attribute("data-claim")


def picked(page):
    return page.evaluate("getSelection().toString()")


def step_to(page, word):
    """Step through the words of the text until this one is picked."""
    for _ in range(80):
        page.keyboard.press("ArrowRight")
        if picked(page) == word:
            return
    raise AssertionError(word)


def told(page, words):
    page.wait_for_function("words => document.querySelector('#told').innerText.includes(words)", arg=words)


def records(path):
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        return {entry.address: entry for entry in ledger.claims(limit=500)}, ledger.log()


def test_the_whole_way_by_keyboard_alone(page, desk, tmp_path):
    keys = page.keyboard
    reach(page, "Add")
    keys.press("Enter")
    page.wait_for_url("**/add")
    keys.type("Coast Wire")  # the first field has the focus
    keys.press("Tab")
    keys.type("03072025")
    reach(page, "Title")
    keys.type("Launches for Ghana")
    keys.press("Tab")
    keys.insert_text(NEWS)
    reach(page, "Read it")
    keys.press("Enter")
    page.wait_for_url("**/report/*")
    assert page.locator("h1").inner_text() == "Launches for Ghana"
    assert page.locator("#text").inner_text().replace("c1", "").startswith("Norway handed over")

    ready(page)
    keys.press("r")  # review this report
    page.wait_for_selector("#review")
    ready(page)
    first = in_hand(page)
    keys.press("e")  # correct the first claim: a slot by picked words, and the stage
    page.wait_for_selector("#slots")
    reach(page, "Place")
    keys.press("Escape")
    step_to(page, "Bergen")
    keys.press("Enter")
    assert page.input_value("[name='f.place']") == "Bergen"
    reach(page, "Stage")
    keys.type("pledged")
    keys.press("Control+Enter")
    told(page, "Corrected")

    step_to(page, "praised")  # add one that was missed
    keys.press("Shift+ArrowRight")
    keys.press("Shift+ArrowRight")
    assert picked(page) == "praised the boats"
    page.wait_for_function("() => document.querySelector('#picked').innerText.includes('praised the boats')")
    keys.press("Shift+ArrowLeft")
    keys.press("Shift+ArrowLeft")
    keys.press("c")
    page.wait_for_selector("#slots")
    assert page.input_value("[name='f.trigger']") == "praised"
    page.locator("[name='f.act']").focus()
    keys.type("support")
    page.locator("[name='f.kind']").focus()
    keys.press("Home")
    for field, words in (("agent", "Ghana's minister = person, GHA"), ("recipient", "Oslo = Norway, state, NOR")):
        page.locator(f"[name='f.{field}']").focus()
        keys.press("Control+a")
        keys.insert_text(words)
    page.locator("[name='f.sources']").focus()
    keys.press("Control+a")
    keys.press("Delete")
    keys.press("Control+Enter")
    told(page, "Added")
    added = in_hand(page)

    keys.press("u")  # undo it, and add it again
    told(page, "is undone")
    assert added not in records(desk.path)[0]
    keys.press("u")
    told(page, "is undone")
    found, log = records(desk.path)
    assert found[first].origin is Origin.MACHINE
    assert [one.verb.value for one in log] == ["undo", "undo", "add", "correct"]
    page.wait_for_function("claim => document.querySelector('#review').dataset.claim === claim", arg=first)
    keys.press("a")
    told(page, "Accepted")
    assert records(desk.path)[0][first].origin is Origin.ACCEPTED

    page.goto(desk.home)  # find it in the ledger
    reach(page, "Ledger")
    keys.press("Enter")
    page.wait_for_url("**/ledger*")
    reach(page, "Search evidence")
    keys.type("launches")
    keys.press("Enter")
    page.wait_for_url("**search=launches*")
    reach(page, "XLSX", presses=400)
    with page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(tmp_path / "seen.xlsx")
    head, *rows = CalamineWorkbook.from_path(tmp_path / "seen.xlsx").get_sheet_by_index(0).to_python()
    assert any("Norway" in str(cell) for row in rows for cell in row)
    assert "in words" in head


def test_the_next_claim_is_there_at_once_and_saving_goes_on_behind(page, desk):
    page.goto(desk.home + "/review")
    page.evaluate(
        """() => { window.times = []; let from = 0;
        addEventListener("keydown", () => { from = performance.now(); }, true);
        new MutationObserver(() => requestAnimationFrame(() => {
          if (from) { times.push(performance.now() - from); from = 0; } }))
          .observe(document.getElementById("main"), {childList: true}); }"""
    )
    seen = []
    for number in range(1, 6):
        seen.append(in_hand(page))
        page.wait_for_load_state("networkidle")
        page.keyboard.press("a" if number % 2 else "x")
        told(page, f"decision {number}")
    assert len(set(seen)) == 5
    times = sorted(page.evaluate("times"))
    assert len(times) == 5
    assert times[2] < 100, times
    entries, log = records(desk.path)
    assert {one.anchor.report + "/" + one.entry for one in log} == set(seen)
    assert sum(entry.reviewed for entry in entries.values()) == 3


def test_what_could_not_be_saved_comes_back(page, desk):
    page.goto(desk.home + "/review")
    ready(page)
    claim = in_hand(page)
    with open_ledger(desk.path) as ledger:
        correct(ledger, claim, Slots(stage=Stage.DONE), by="Jo Lund")
    page.keyboard.press("a")
    told(page, "look at it again")
    assert in_hand(page) == claim
    assert page.locator("#told.is-wrong").count() == 1


def test_a_faulty_form_keeps_what_was_typed(page, desk):
    page.goto(desk.home + "/review")
    ready(page)
    claim = in_hand(page)
    page.keyboard.press("e")
    page.locator("[name='f.agent']").fill("Nobody at all = nonsense")
    page.keyboard.press("Control+Enter")
    told(page, "Nobody at all")
    assert in_hand(page) == claim
    assert page.input_value("[name='f.agent']") == "Nobody at all = nonsense"
    assert records(desk.path)[1] == ()


def test_picking_with_the_mouse_and_back_and_forth(page, desk):
    page.goto(desk.home + "/review")
    first = in_hand(page)
    page.locator("#text .trigger").first.dblclick()
    words = page.locator("#picked strong").inner_text().strip("“” ")
    assert words
    page.keyboard.press("c")
    page.wait_for_selector("#slots")
    assert words in page.input_value("[name='f.trigger']")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_selector("#slots", state="detached")
    page.keyboard.press("j")
    page.wait_for_function("claim => document.querySelector('#review').dataset.claim !== claim", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("claim => document.querySelector('#review').dataset.claim === claim", arg=first)
    page.keyboard.press("?")
    assert page.locator("#keys[open] dt").count() > 10
    page.go_back()
    page.wait_for_function("claim => document.querySelector('#review').dataset.claim !== claim", arg=first)


def test_words_and_claims_light_each_other_up(page, desk):
    page.goto(desk.home + "/reports")
    page.locator("main a[href^='/report/']").first.click()
    page.wait_for_selector("#text .trigger")
    page.locator("#text .trigger").first.hover()
    assert page.locator("li.is-lit").count() >= 1
    page.keyboard.press("j")
    assert page.locator("#text .is-lit").count() >= 1
    page.locator("a.ref").first.click()
    assert "#claim-" in page.url


def test_review_works_without_script(chromium, serve, story, tmp_path):
    path = tmp_path / "plain.db"
    path.write_bytes(story.read_bytes())
    desk = serve(path)
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(desk.opening)
    page.goto(desk.home + "/review")
    page.get_by_label("Your name").fill("Jo Lund")
    page.get_by_role("button", name="Begin").click()
    first = in_hand(page)
    page.get_by_role("button", name="Accept").click()
    assert "Saved as decision 1" in page.locator("#told").inner_text()
    assert in_hand(page) != first
    page.get_by_role("link", name="Note").click()
    page.get_by_label("What is to be said").fill("to be asked")
    page.get_by_role("button", name="Save").click()
    assert "to be asked" in page.locator(".history").inner_text()
    page.locator("#undo-form button").click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Stage").select_option("considered")
    page.get_by_role("button", name="Save").click()
    page.goto(desk.home + "/add")
    page.get_by_label("Outlet", exact=True).fill("Le Fil")
    page.get_by_label("Published", exact=True).fill("2025-03-11")
    page.get_by_label("Text", exact=True).fill(
        "La ministre est arrivée à Accra et elle a rencontré le président du pays."
    )
    page.get_by_role("button", name="Read it", exact=True).click()
    page.wait_for_url("**/report/*")
    assert "not read: language" in page.locator("main").inner_text()
    assert [one.verb.value for one in records(path)[1]] == ["correct", "undo", "note", "accept"]
    page.context.close()


def test_script_in_a_report_a_title_or_a_name_never_runs(page, desk):
    text = f"{EVIL} Norway handed over two launches to Ghana on Thursday, officials said. {EVIL}"
    with open_ledger(desk.path) as ledger:
        day = date(2025, 3, 8)
        keep(
            ledger,
            Report(id="evil", outlet=EVIL, published=day, text=text, title=EVIL, notice=EVIL, url="javascript:1"),
        )
        add(
            ledger,
            "evil",
            Slots(act=Act.MEET, trigger="Thursday", agent=(f"Norway = {EVIL}, person",)),
            by=EVIL,
            why=EVIL,
        )
    for path in (
        "/report/evil",
        "/review?report=evil",
        "/review?claim=evil/a1&do=edit",
        "/ledger",
        "/review/differences",
    ):
        page.goto(desk.home + path)
        assert page.title() not in ("owned", "1")
        assert page.locator("main img").count() == 0
    page.goto(desk.home + "/review?report=evil")
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.wait_for_selector("#slots")
    assert page.title() not in ("owned", "1")
    assert page.locator("main img").count() == 0


def test_a_page_from_elsewhere_changes_nothing(page, desk):
    address = next(iter(records(desk.path)[0]))
    other = page.context.new_page()
    other.goto("data:text/html,<title>elsewhere</title>")
    other.set_content(
        f'<form method="post" action="{desk.home}/review/accept"><input name="claim" value="{address}"><button>x</button></form>'
    )
    other.click("button")
    other.wait_for_load_state()
    assert records(desk.path)[1] == ()
    other.goto("data:text/html,<title>elsewhere</title>")
    blocked = other.evaluate(
        """([home, claim]) => fetch(home + "/api/accept", {method: "POST", credentials: "include",
        headers: {"Content-Type": "application/json"}, body: JSON.stringify({claim})}).then(() => "let in", () => "kept out")""",
        [desk.home, address],
    )
    assert blocked == "kept out"
    assert records(desk.path)[1] == ()


def test_two_coders_judge_blind_and_see_where_they_differ(page, desk):
    with open_ledger(desk.path) as ledger:
        claims = [entry.address for entry in ledger.claims()]
        for address in claims:
            reject(ledger, address, by=ADA)
        report = claims[0].rsplit("/", 1)[0]
    page.goto(desk.home + "/review")
    ready(page)
    page.keyboard.press("?")
    page.locator("#other-name").fill("Jo Lund")
    page.locator("#keys input[name=blind]").check()
    page.get_by_role("button", name="Change").click()
    assert "blind to others" in page.locator("h1 + .lead").inner_text()
    page.wait_for_load_state("networkidle")
    ready(page)
    page.keyboard.press("a")
    told(page, "Accepted")
    assert ADA not in page.locator("main").inner_text()
    with open_ledger(desk.path) as ledger:
        assert len(differences(ledger).differences) == 1
        accept(ledger, claims[-1], by="Kim Roe")
        assert ledger.report(report).complete == ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_barrier_and_nothing_beyond_the_edge(page, desk, width, scheme):
    found, _ = records(desk.path)
    claim = next(address for address, entry in found.items() if entry.claim.about)
    report = claim.rsplit("/", 1)[0]
    with open_ledger(desk.path) as ledger:
        for by, verb in ((ADA, accept), ("Jo Lund", reject)):
            verb(ledger, claim, by=by)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    paths = [f"/review?claim={claim}{more}" for more in ("", "&do=edit", "&do=split", "&do=note", "&do=add")]
    for path in (f"/report/{report}", "/review", *paths, "/review/differences", "/add"):
        page.goto(desk.home + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        faults = Axe().run(page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in faults if one["impact"] in GRAVE], path
