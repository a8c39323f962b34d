"""A page that reads differently than before, by every way in: a new version, told with what has changed."""

import gzip
import hashlib
import json

import pytest

from onrecord import open_ledger
from onrecord.desk.changes import changes

URL = "https://coast.example/2025/launches"
PAGE = """<!DOCTYPE html><html><head><title>Launches</title><link rel="canonical" href="{url}">
<meta property="og:site_name" content="Coast Wire">
<meta property="article:published_time" content="2025-03-07T10:00:00Z"></head><body><article>
<p>Norway handed over {words} to Kenya’s navy in Mombasa on Friday, officials said.</p>
<p>Kenya had asked for boats in May, after the storm had sunk three of its own. It has a long coast to guard.</p>
</article></body></html>"""
TEXT = (
    "Norway handed over {words} to Kenya’s navy in Mombasa on Friday, officials said. Kenya has a long coast to guard."
)
RECORD = {"outlet": "Coast Wire", "published": "2025-03-07", "url": URL}
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-08T10:00:00Z\r\n"
    "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
)


def page(words):
    return PAGE.format(url=URL, words=words).encode()


def archive(words):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(words)
    return gzip.compress(WARC.format(url=URL, size=len(http)).encode() + http + b"\r\n\r\n")


def record(words):
    return json.dumps({**RECORD, "text": TEXT.format(words=words)}).encode()


def head(words):
    return f"---\noutlet: Coast Wire\npublished: 2025-03-07\nurl: {URL}\n---\n{TEXT.format(words=words)}\n".encode()


WAYS = {"a.html": page, "a.json": record, "a.jsonl": record, "a.md": head, "a.warc.gz": archive}


@pytest.mark.parametrize("name", WAYS)
def test_another_text_from_a_known_address_is_a_new_version(onrecord, tmp_path, name):
    for words in ("two patrol launches", "three patrol launches"):
        (tmp_path / name).write_bytes(WAYS[name](words))
        done = onrecord("read", name)
        assert done.status == 0
    first, *lines = done.err.splitlines()
    assert first.startswith(f"onrecord: {name}")
    assert first.endswith(": a new version of a report; what has changed:")
    assert [line[:41] for line in lines] == [
        "    - Norway handed over two patrol launc",
        "    + Norway handed over three patrol lau",
    ]
    assert "1 new version of a report" in done.lines[-1]
    assert onrecord("read", name).err == ""


def test_an_address_that_reads_differently_is_told_with_what_changed(onrecord, site):
    for words in ("two patrol launches", "three patrol launches"):
        site.says("/1", page(words))
        done = onrecord("read", f"{site.url}/1", "--private", "--json")
        assert (done.status, len(done.lines)) == (0, 1)
    assert "+ Norway handed over three patrol launches" in done.err


ORIGINALS = {
    "a.html": page,
    "a.json": record,
    "a.jsonl": record,
    "a.md": head,
    "a.txt": lambda words: TEXT.format(words=words).encode(),
}


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_report_has_the_hash_and_time_of_its_original_and_its_address(onrecord, tmp_path, name):
    data = ORIGINALS[name]("two patrol launches")
    (tmp_path / name).write_bytes(data)
    assert onrecord("read", name, "--outlet", "Coast Wire", "--published", "2025-03-07").status == 0
    with open_ledger("onrecord.db") as ledger:
        (kept,) = ledger.reports()
    assert kept.original.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.original.captured is not None
    assert kept.original.name.removesuffix(":1") == name
    assert kept.head.url == (None if name == "a.txt" else URL)


def test_papers_archives_and_addresses_have_their_originals_too(onrecord, site, tmp_path, make_paper):
    paper = make_paper([[TEXT.format(words=f"{n} launches").replace("’", "'"), "It goes on."] for n in (2, 3)])
    (tmp_path / "a.pdf").write_bytes(paper)
    (tmp_path / "a.warc.gz").write_bytes(archive("two patrol launches"))
    site.says("/1", page("four patrol launches"))
    site.says("/2", paper.replace(b"3 launches", b"7 launches"), content_type="application/pdf")
    paths = ("a.pdf", "a.warc.gz", f"{site.url}/1", f"{site.url}/2")
    done = onrecord("read", *paths, "--private", "--outlet", "Coast Wire", "--published", "2025-03-07")
    assert done.status == 0
    with open_ledger("onrecord.db") as ledger:
        kept = {one.original.name.split()[-1]: one for one in ledger.reports()}
    assert set(kept) == {"a.pdf", URL, f"{site.url}/1", f"{site.url}/2"}
    assert kept["a.pdf"].original.sha256 == hashlib.sha256(paper).hexdigest()
    assert kept[URL].original.sha256 == hashlib.sha256(page("two patrol launches")).hexdigest()
    assert kept[URL].original.captured.isoformat() == "2025-03-08T10:00:00+00:00"
    assert {name for name, one in kept.items() if one.head.url == name} == {URL, f"{site.url}/1", f"{site.url}/2"}


def test_long_changes_are_counted_and_told_soon():
    old, new = (" ".join(f"{word} {n}." for n in range(100_000)) for word in ("Ship", "Boat"))
    assert changes(f"One. {old} End.", f"One. {new} End.") == ("- 100,000 sentences", "+ 100,000 sentences")
    assert changes("a. " * 100_000, "a. " * 100_001) == ("+ a.",)


def test_many_changes_are_cut_short(onrecord, tmp_path):
    for word in ("one", "two"):
        (tmp_path / "a.json").write_text(
            json.dumps(
                {**RECORD, "text": " ".join(f"The {word} ship of harbour {n} left the port." for n in range(60))}
            )
        )
        done = onrecord("read", "a.json")
    assert len(done.err.splitlines()) == 42
    assert done.err.splitlines()[-1] == "    … and 80 more changes"
