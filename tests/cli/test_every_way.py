"""A folder with a file of each kind, whole and broken, read, exported, imported and checked."""

import gzip
import json
import zipfile

import pytest

from onrecord import open_ledger

TEXT = "Norway handed over two patrol launches to Kenya on Thursday. Kenya's navy had asked for them in May.\n"
HEAD = "---\noutlet: Coast Wire\npublished: 2025-03-07\ntitle: Launches\n---\n"
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="{charset}"><title>Launches</title>'
    '<meta property="og:site_name" content="Coast Wire">'
    '<meta property="article:published_time" content="2025-03-07"></head><body><article>'
    "<h1>Launches</h1><p>Norway handed over two patrol launches to Kenya on Thursday – officials in Ålesund said.</p>"
    '<script>document.write("Norway denied it.")</script><ul><li>2 launches</li><li>40 rafts</li></ul>'
    '<p onclick="alert(1)">Kenya’s navy had asked for them in May, after it had lost three boats in a storm.</p>'
    "</article></body></html>"
)
RECORD = {"outlet": "Coast Wire", "published": "2025-03-07", "text": TEXT}
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coast.example/{n}\r\nWARC-Date: 2025-03-08T10:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:{n}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
)


def archived(n, page):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    return WARC.format(n=n, size=len(http)).encode() + http + b"\r\n\r\n"


@pytest.fixture
def folder(tmp_path, make_paper):
    top = tmp_path / "inputs"
    top.mkdir()
    put = {
        "whole.txt": TEXT.encode(),
        "whole.md": (HEAD + TEXT + "Told a second time.").encode(),
        "whole.html": PAGE.format(charset="utf-8").encode(),
        "old.html": PAGE.format(charset="windows-1252").replace("storm", "gale").encode("windows-1252"),
        "whole.json": json.dumps({**RECORD, "id": "j1"}).encode(),
        "whole.jsonl": b"".join(
            json.dumps({**RECORD, "id": f"l{n}", "title": str(n)}).encode() + b"\n" for n in (1, 2)
        ),
        "whole.pdf": make_paper(
            [["Delivery list", TEXT.strip(), f"This is part {n}.", "It goes on.", str(n)] for n in range(200)]
        ),
        "whole.warc.gz": gzip.compress(archived(1, PAGE.format(charset="utf-8").replace("storm", "fog").encode())),
        "french.txt": "Le ministre a dit que les navires ont été livrés au Kenya, mais il n’a pas donné de date.".encode(),
        "latin.txt": "Ålesund".encode("latin-1"),
        "empty.txt": b"",
        "broken.json": b'{"outlet": "Coast Wire", ',
        "half.jsonl": json.dumps({**RECORD, "id": "h1"}).encode() + b'\n{"text": 7}\n',
        "broken.pdf": b"%PDF-1.4\nnothing",
        "bare.html": b"<html><body><script>alert(1)</script></body></html>",
        "torn.warc": archived(2, PAGE.format(charset="utf-8").encode())[:-300],
        "bomb.warc.gz": gzip.compress(archived(3, b"<p>" + b"0" * 60_000_000)),
    }
    for name, data in put.items():
        (top / name).write_bytes(data)
    with zipfile.ZipFile(top / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.txt", "0" * 20_000_000)
    return top


APART = {"whole.md", "whole.html", "old.html", "whole.pdf"}
"""Files whose text no other file has."""
WHY = {
    "french.txt": "not read: language fr",
    "latin.txt": "not UTF-8",
    "empty.txt": "empty",
    "broken.json": "not JSON",
    "half.jsonl:2": "report.text is not a string",
    "broken.pdf": "not a PDF",
    "bare.html": "no running text",
    "torn.warc": "in the middle of a page",
}


@pytest.fixture
def kept(folder, onrecord):
    return onrecord("read", folder, "--outlet", "Coast Wire", "--published", "2025-03-07", "--json")


def test_every_input_ends_in_the_summary(folder, kept, onrecord):
    assert kept.status == 1
    (run,) = [json.loads(line) for line in onrecord("runs", "--json").lines]
    unread = {one["input"].rsplit("/", 1)[-1]: one for one in run["unread"]}
    for name, why in WHY.items():
        assert why in unread.pop(name)["why"]
    assert run["counts"]["failed"] == 0
    assert run["counts"]["not_read"] == len(run["unread"])
    with open_ledger("onrecord.db") as ledger:
        reports = ledger.reports(limit=100)
        # The text of whole.txt, whole.json, whole.jsonl and half.jsonl is one report; the French one is kept too.
        assert len(reports) == run["counts"]["read"] + 1
    assert run["counts"]["known"] == 4
    made = {one.original.name.removeprefix(f"{folder}/") for one in reports}
    assert made == {"half.jsonl:1", *APART, "whole.warc.gz https://coast.example/1", "french.txt"}
    again = onrecord("read", folder, "--outlet", "Coast Wire", "--published", "2025-03-07", "--json")
    last = max((json.loads(line) for line in onrecord("runs", "--json").lines), key=lambda run: run["run"])
    assert again.out == kept.out
    assert last["counts"]["read"] == 0


def test_scripts_are_no_text(kept):
    texts = [json.loads(line)["report"]["text"] for line in kept.lines]
    assert not [text for text in texts if "denied" in text or "alert" in text]
    assert [text for text in texts if "- 2 launches\n- 40 rafts" in text]
    assert [text for text in texts if "Ålesund" in text and "gale" in text and "–" in text]


def test_out_and_in_again_every_quote_at_its_place(kept, onrecord):
    assert onrecord("export", "--format", "jsonl", "--out", "all.jsonl").status == 0
    assert onrecord("import", "--claims", "all.jsonl", "--ledger", "other.db").status == 0
    assert onrecord("check", "--ledger", "other.db").status == 0
    with open_ledger("onrecord.db") as ours, open_ledger("other.db") as other:
        assert [(e.report.hash, e.claim) for e in ours.claims(limit=10_000)] == [
            (e.report.hash, e.claim) for e in other.claims(limit=10_000)
        ]
        for entry in other.claims(limit=10_000):
            text = other.report(entry.report.hash).report.text
            assert text[entry.claim.evidence.start : entry.claim.evidence.end] == entry.claim.evidence.exact
