"""The dossier, opened in a browser without a network."""

import pytest

from onrecord.desk.exporting import Choice, write_file
from onrecord.errors import ExportError
from onrecord.export import dossier
from onrecord.export.forms import Form
from onrecord.ledger.filters import ClaimFilter
from onrecord.model.decision import Origin


@pytest.fixture
def browser(chromium):
    return chromium


@pytest.fixture
def path(ledger, tmp_path):
    path = tmp_path / "dossier.html"
    choice = Choice(title="Trial <b>& error</b>", where=ClaimFilter(origins=tuple(Origin)))
    write_file(ledger, Form.DOSSIER, path, choice=choice)
    return path


def opened(browser, path, *, width=1440, scheme="light"):
    """The page with the network off, and all that it complained of or asked for."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: told.append(request.url) if not request.url.endswith(path.name) else None)
    page.goto(path.as_uri())
    return context, page, told


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_it_opens_offline_and_shows_every_claim(browser, path, ledger, width, scheme):
    entries = ledger.claims(ClaimFilter(origins=tuple(Origin)), limit=1000)
    context, page, told = opened(browser, path, width=width, scheme=scheme)
    assert told == []
    assert page.title() == "Trial <b>& error</b> · onrecord"
    assert page.locator(".card").count() == len(entries)
    assert page.locator(".card.fact").count() == sum(entry.stands_as_fact for entry in entries)
    assert page.locator(".card.rejected").count() == 1
    assert page.locator(".days ul li").count() == len(entries) - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("body").evaluate("e => getComputedStyle(e).maxWidth") != "none"
    context.close()


def test_the_evidence_is_underlined_and_leads_to_its_claim(browser, path):
    context, page, _ = opened(browser, path)
    report = page.locator(".report", has=page.locator("h2", has_text="Generators for Ardia"))
    underlined = report.locator(".text .evidence, .text mark").all_text_contents()
    assert "Borland has " in underlined
    assert "sent" in underlined
    card = report.locator(".card", has_text="accepted by Ada Brook").first
    assert card.locator("blockquote mark").text_content() == "sent"
    assert card.locator(".chain li").all_text_contents() == ["Ardia Daily", "Harbour Post", "a customs officer"]
    links = page.eval_on_selector_all("a[href^='#']", "all => all.map(a => a.getAttribute('href').slice(1))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    context.close()


def test_what_a_report_holds_is_never_markup(browser, path):
    context, page, told = opened(browser, path)
    assert page.locator("script, img, iframe, object, form, link, .report b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert "<script>alert(1)</script> to {{ 7*7 }}" in page.locator("main").text_content()
    assert told == []
    context.close()


def test_it_prints_with_the_texts(browser, path):
    context, page, _ = opened(browser, path)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.removeAttribute('open'))")
    page.emulate_media(media="print")
    assert page.locator(".text").first.evaluate("e => e.getBoundingClientRect().height") > 20
    assert page.pdf().startswith(b"%PDF")
    context.close()


def test_its_policy_allows_its_own_style_and_nothing_else(path):
    told = path.read_text()
    assert "default-src 'none'; style-src 'sha256-" in told.replace("&#39;", "'")
    assert "<script" not in told
    assert " style=" not in told
    assert " onclick" not in told


def test_a_page_has_an_end(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(dossier, "MOST", 2)
    with pytest.raises(ExportError, match="too much for one page"):
        write_file(ledger, Form.DOSSIER, tmp_path / "big.html")
    assert not list(tmp_path.glob("*big*"))


def test_nothing_chosen_is_a_page_that_says_so(ledger, tmp_path):
    write_file(ledger, Form.DOSSIER, tmp_path / "none.html", choice=Choice(where=ClaimFilter(agent="nobody")))
    assert "No claims were chosen." in (tmp_path / "none.html").read_text()
