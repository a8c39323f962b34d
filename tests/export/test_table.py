"""Tables: what a person opens in a spreadsheet is what is on record."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from onrecord.errors import ExportError
from onrecord.export import table, workbook
from onrecord.export.cells import guarded, starts_formula
from onrecord.export.forms import Form, Layout
from onrecord.export.tracker import COLUMNS
from onrecord.ledger import rows as judgements
from onrecord.ledger.filters import ClaimFilter
from onrecord.model.decision import Origin
from onrecord.model.wording import say_status


def written(entries, form=Form.CSV, layout=Layout.TRACKER):
    stream = io.BytesIO()
    done = table.write(entries, form, stream, layout=layout)
    return stream.getvalue(), done


def csv_rows(entries, layout=Layout.TRACKER):
    data, done = written(entries, layout=layout)
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""))), done


def sheets(entries, layout=Layout.TRACKER):
    data, done = written(entries, Form.XLSX, layout)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python() or [[]]
        found[name] = [dict(zip(head, row, strict=True)) for row in rows]
    return found, done


def test_one_row_a_claim_with_its_status_and_the_quote_beside_the_figures(entries):
    rows, done = csv_rows(entries)
    assert len(rows) == len(entries) == done.claims
    assert done.reports == len({entry.report.hash for entry in entries})
    for row, entry in zip(rows, entries, strict=True):
        assert row["fact"] == ("yes" if entry.fact else "no")
        assert row["status"] == say_status(entry.claim.status, entry.claim.act)
        assert entry.report.outlet.strip("@") in row["sources"]
    heads = [column.head for column in COLUMNS[Layout.TRACKER]]
    assert heads.index("quote") == heads.index("bound") + 1
    told = {row["claim"]: row for row in rows}
    sent = told["lund/c1"]
    assert (sent["donor or agent"], sent["recipient"], sent["agent country"]) == ("Borland", "Ardia", "BOR")
    assert (sent["item"], sent["count"], sent["unit"]) == ("generators; paper", "40", "item")
    assert (sent["value"], sent["currency"], sent["bound"]) == ("2.5", "USD", "about; exact")
    assert sent["quote"].startswith("Borland has sent about 40 generators")
    assert sent["sources"] == "Ardia Daily ← Harbour Post ← a customs officer"
    assert sent["review"] == "accepted by Ada Brook"
    assert (told["lund/c2"]["date from"], told["lund/c2"]["fact"]) == ("2025-03-10", "no")
    assert told["lund/c2"]["review"] == "corrected by Jo Lund"
    assert "lund/c3" not in told


def test_a_rejected_claim_is_no_fact_in_any_table(ledger):
    ledger_entry = next(e for e in ledger.claims(limit=1000) if e.fact)
    ledger.decide(judgements.reject(ledger_entry, by="Jo Lund"))
    rejected = ledger.claims(ClaimFilter(origins=(Origin.REJECTED,)))
    found, _ = csv_rows(rejected)
    assert {row["fact"] for row in found} == {"no"}
    assert all(row["review"].startswith("rejected by ") for row in found)
    events, done = csv_rows(rejected, Layout.EVENTS)
    assert events == []
    assert all(one.reason.startswith("rejected by ") for one in done.left_out)


def test_several_figures_of_one_kind_stay_together(ledger):
    entry = ledger.entry("lund", "c1")
    item = entry.claim.items[0]
    three = (
        item,
        replace(item, what="crews", value=None, unit=None, bound=None),
        replace(item, what="trucks", value=3),
    )
    rows, _ = csv_rows([replace(entry, claim=replace(entry.claim, items=three))])
    assert (rows[0]["count"], rows[0]["unit"], rows[0]["value"]) == ("40; –; 3", "item; –; item", "")
    items, _ = csv_rows([replace(entry, claim=replace(entry.claim, items=three))], Layout.ITEMS)
    assert [(row["number"], row["item"], row["count"]) for row in items] == [
        ("1", "generators", "40"),
        ("2", "crews", ""),
        ("3", "trucks", "3"),
    ]
    assert {row["quote"] for row in items} == {entry.claim.evidence.exact}


def test_a_workbook_has_real_days_and_numbers(entries):
    found, done = sheets(entries)
    assert list(found) == ["claims", "items", "how to read"]
    assert len(found["claims"]) == done.claims == len(entries)
    told = {row["claim"]: row for row in found["claims"]}
    sent = told["lund/c1"]
    assert (sent["count"], sent["value"]) == (40, 2.5)
    assert isinstance(sent["count"], float)
    assert sent["published"] == date(2025, 3, 12)
    assert told["lund/c2"]["date from"] == date(2025, 3, 10)
    text, _ = csv_rows(entries)
    for row, plain in zip(found["claims"], text, strict=True):
        for head in ("act", "status", "fact", "sources", "review"):
            assert row[head] == plain[head].removeprefix("'")
    assert len(found["items"]) == sum(len(entry.claim.items) for entry in entries)
    assert {row["fact"] for row in found["items"]} <= {"yes", "no"}


def test_text_is_never_a_formula_or_a_link(entries):
    data, _ = written(entries, Form.XLSX)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            content = book.read(name).decode()
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in content
                assert "<hyperlink" not in content
            assert "\x1b" not in content
            assert "\u202e" not in content
    found, _ = sheets(entries)
    (row,) = [row for row in found["claims"] if row["outlet"] == "@outlet"]
    assert row["quote"].startswith('=HYPERLINK("http://evil.example"')
    assert row["published"] == "1899-12-31"
    for layout in Layout:
        text, _ = written(entries, layout=layout)
        for line in csv.reader(io.StringIO(text.decode(), newline="")):
            assert not [value for value in line if starts_formula(value)]
        assert not {b"\x1b", b"\x00", "\u202e".encode()} & {text[i : i + 1] for i in range(len(text))}


def test_what_starts_a_formula_is_guarded():
    assert [guarded(text) for text in ("=1", " +1", "\t-1", "@A", "a=1", "–", "")] == [
        "'=1",
        "' +1",
        "' -1",
        "'@A",
        "a=1",
        "–",
        "",
    ]


def test_events_are_facts_only_and_the_rest_is_told(entries):
    rows, done = csv_rows(entries, Layout.EVENTS)
    facts = [entry.address for entry in entries if entry.fact]
    assert [row["claim"].removeprefix("'") for row in rows] == facts
    assert [one.claim for one in done.left_out] == [entry.address for entry in entries if not entry.fact]
    assert all(one.reason.startswith("no fact: ") for one in done.left_out)
    assert "status" not in {column.head for column in COLUMNS[Layout.EVENTS]}
    found, _ = sheets(entries, Layout.EVENTS)
    assert [(row["claim"], row["reason"]) for row in found["left out"]] == [(o.claim, o.reason) for o in done.left_out]
    stream = io.BytesIO()
    table.write_left_out(done.left_out, stream)
    assert stream.getvalue().count(b"\r\n") == len(done.left_out) + 1


def test_the_same_entries_give_the_same_bytes(entries):
    for form in (Form.CSV, Form.XLSX):
        assert written(entries, form)[0] == written(entries, form)[0]


def test_what_a_cell_cannot_hold_is_cut_and_said(ledger):
    entry = ledger.entry("lund", "c1")
    head = replace(entry.report, title="𝒳" * 40_000)
    found, _ = sheets([replace(entry, report=head)])
    title = found["claims"][0]["title"]
    assert title.endswith(workbook.CUT)
    assert len(title.encode("utf-16-le")) // 2 <= workbook.LONGEST


def test_more_rows_than_a_sheet_has_are_an_error(entries, monkeypatch):
    monkeypatch.setattr(workbook, "LAST_ROW", 3)
    with pytest.raises(ExportError, match="too much for a spreadsheet"):
        written(entries, Form.XLSX)


def test_nothing_chosen_is_a_table_with_a_head(ledger):
    rows, done = csv_rows([])
    assert (rows, done.claims) == ([], 0)
    assert sheets([])[0]["claims"] == []
    with pytest.raises(ExportError, match="no table"):
        table.write([], Form.JSONL, io.BytesIO())
