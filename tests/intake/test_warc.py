import gzip
import io

import pytest

from onrecord.intake.inputs import NotRead, Taken, Told, Ways, take
from onrecord.intake.warc import Archived, Damaged, PassedOver, pages

PAGE = (
    "<html><head><title>Launches</title><meta property='og:site_name' content='Coast Wire'>"
    "<meta property='article:published_time' content='2025-03-07'></head><body><article><p>"
    + "Norway’s defence minister handed over two patrol launches to Kenya’s navy on Friday. " * 4
    + "</p><p>Kenya had asked for them in May.</p></article></body></html>"
).encode()
OFF_TOPIC = PAGE.replace(
    "Norway’s defence minister handed over two patrol launches to Kenya’s navy".encode(), b"It rained"
)
LIMIT = 1_000_000


def record(url, body, *, status=b"200 OK", kind=b"text/html; charset=utf-8", packed=False, chunked=False):
    headers = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n"
    if packed:
        headers, body = headers + b"Content-Encoding: gzip\r\n", gzip.compress(body)
    if chunked:
        headers, body = headers + b"Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    http = headers + b"\r\n" + body
    lines = [
        b"WARC/1.0",
        b"WARC-Type: response",
        b"WARC-Target-URI: " + url,
        b"WARC-Date: 2025-03-08T10:00:00Z",
        b"WARC-Record-ID: <urn:uuid:0>",
        b"Content-Type: application/http; msgtype=response",
        b"Content-Length: %d" % len(http),
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + http + b"\r\n\r\n"


def found(data, limit=LIMIT):
    return list(pages(io.BytesIO(data), limit=limit))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
def test_pages_come_unpacked_with_address_and_time(packed, chunked):
    (one,) = found(gzip.compress(record(b"https://coast.example/a", PAGE, packed=packed, chunked=chunked)))
    assert (one.url, one.body, one.charset) == ("https://coast.example/a", PAGE, "utf-8")
    assert one.captured.isoformat() == "2025-03-08T10:00:00+00:00"


def test_what_is_no_page_is_told():
    data = record(b"https://coast.example/a", b"gone", status=b"404 Not Found")
    data += record(b"https://coast.example/b", b"\x89PNG", kind=b"image/png")
    assert found(data) == [
        PassedOver("https://coast.example/a", "answered 404"),
        PassedOver("https://coast.example/b", "a file of type image/png"),
    ]


def test_a_torn_page_is_never_read_as_a_whole_one():
    whole, torn = record(b"https://coast.example/a", PAGE), record(b"https://coast.example/b", PAGE)[:-400]
    assert [type(one) for one in found(whole + torn)] == [Archived, Damaged]
    packed = gzip.compress(whole) + gzip.compress(torn + b"x" * 400)[:-60]
    assert [type(one) for one in found(packed)] == [Archived, Damaged]


def test_damage_in_the_middle_keeps_what_stands_before():
    data = gzip.compress(record(b"https://coast.example/a", PAGE))
    broken = data[:40] + b"xxxx" + data[44:]
    assert [type(one) for one in found(data + broken + data)] == [Archived, Damaged]


def test_a_bomb_is_cut_at_the_limit():
    (one,) = found(record(b"https://coast.example/a", b"0" * 50_000_000, packed=True))
    assert len(one.body) == LIMIT + 1
    (one,) = found(record(b"https://coast.example/a", b"0" * 2_000_000))
    assert isinstance(one, PassedOver)


def test_an_archive_in_a_folder(tmp_path):
    data = record(b"https://coast.example/a", PAGE) + record(b"https://coast.example/b", OFF_TOPIC)
    data += record(b"https://coast.example/c", b"", status=b"301 Moved")
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(data))
    taken, passed, moved, told, off_topic = take([str(tmp_path)], stdin=io.BytesIO())
    assert isinstance(taken, Taken)
    assert (taken.report.id, taken.report.outlet, str(taken.report.published)) == (
        "https://coast.example/a",
        "Coast Wire",
        "2025-03-07",
    )
    assert isinstance(passed, NotRead)
    assert passed.passed
    assert (moved.name, moved.why, moved.passed) == (
        f"{tmp_path / 'crawl.warc.gz'} https://coast.example/c",
        "no page: answered 301",
        True,
    )
    assert off_topic.what == "passed over as off topic: 1 page; --no-gate reads all"
    assert told == Told(str(tmp_path / "crawl.warc.gz"), "passed over, no pages: 1 × answered 301")
    everything = list(take([str(tmp_path)], stdin=io.BytesIO(), ways=Ways(gate=False)))
    assert [type(one) for one in everything] == [Taken, Taken, NotRead, Told]
