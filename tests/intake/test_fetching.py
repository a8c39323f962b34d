import gzip
import time

import pytest

from onrecord.errors import FetchError, InputError
from onrecord.intake import addresses
from onrecord.intake.fetching import Fetcher


@pytest.fixture
def fetcher():
    return Fetcher(private=True, delay=0, seconds=2, limit=100_000)


def test_a_page_comes_with_what_its_server_says(site, fetcher):
    site.says(
        "/a",
        b"words",
        etag='"1"',
        last_modified="Fri, 07 Mar 2025 10:00:00 GMT",
        content_type="text/html; charset=Big5",
    )
    found = fetcher.fetch(f"{site.url}/a")
    assert (found.body, found.content_type, found.charset, found.etag) == (b"words", "text/html", "Big5", '"1"')
    again = fetcher.fetch(f"{site.url}/a", etag=found.etag, modified=found.modified)
    assert (again.status, again.body) == (304, b"")
    assert site.asked[-1][1]["User-Agent"].startswith("onrecord/")


def test_robots_rules_hold(site, fetcher):
    site.says("/robots.txt", b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n")
    site.says("/closed/a", b"words")
    site.says("/open", b"words")
    waited = []
    fetcher.sleep = waited.append
    with pytest.raises(InputError, match="robots"):
        fetcher.fetch(f"{site.url}/closed/a")
    fetcher.fetch(f"{site.url}/open")
    fetcher.fetch(f"{site.url}/open")
    assert site.paths() == ["/open", "/open"]
    assert 6 < waited[0] <= 7


def test_a_site_that_cannot_tell_its_rules_is_left_alone(site, fetcher):
    site.says("/robots.txt", status=503)
    site.says("/a", b"words")
    with pytest.raises(InputError, match="robots"):
        fetcher.fetch(f"{site.url}/a")
    assert site.paths() == []


def test_redirects_are_followed_and_end(site, fetcher):
    site.says("/a", status=301, location="/b?x=1")
    site.says("/b?x=1", b"words")
    site.says("/round", status=302, location="/round")
    site.says("/nowhere", status=302)
    assert fetcher.fetch(f"{site.url}/a").url == f"{site.url}/b?x=1"
    for path in ("/round", "/nowhere"):
        with pytest.raises(FetchError, match="moved"):
            fetcher.fetch(f"{site.url}{path}")
    site.says("/file", status=302, location="file:///etc/passwd")
    with pytest.raises(InputError, match="https://"):
        fetcher.fetch(f"{site.url}/file")


def test_a_redirect_to_a_private_address_is_refused(site, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    fetcher = Fetcher(delay=0)
    site.says("/a", b"words")
    assert fetcher.fetch(f"{site.url}/a").body == b"words"
    for number in ("127.0.0.2", "10.0.0.1", "169.254.169.254", "[::1]"):
        site.says("/to", status=302, location=f"http://{number}:{site.port}/a")
        with pytest.raises(InputError, match="private"):
            fetcher.fetch(f"{site.url}/to")
    assert site.paths() == ["/a", *["/to"] * 4]


def test_a_name_is_resolved_once_and_that_number_asked(site):
    asked = []

    def resolver(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    site.says("/a", b"words")
    Fetcher(private=True, delay=0, resolver=resolver).fetch(f"http://coast.example:{site.port}/a")
    assert set(asked) == {"coast.example"}
    assert site.asked[-1][1]["Host"] == f"coast.example:{site.port}"


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 fe80::1%eth0 fd00::1 "
    "::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 255.255.255.255 no-number "
    "::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b:1::7f00:1 3fff::1".split(),
)
def test_what_is_no_public_address(number):
    assert not addresses.is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_what_is_a_public_address(number):
    assert addresses.is_public(number)


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "https://", "http://u:p@a.example/", "http://a.example:0/", "http://[::1", "a.example"]
)
def test_what_is_no_address_is_told(fetcher, url):
    with pytest.raises(InputError):
        fetcher.fetch(url)


@pytest.mark.parametrize("written", ["http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://localhost/"])
def test_other_ways_to_write_this_machine_are_refused_too(written):
    with pytest.raises(InputError):
        Fetcher().fetch(written)


def test_answers_too_big_or_packed_are_cut_off(site, fetcher):
    site.says("/big", b"x" * 100_001)
    site.says("/bomb", gzip.compress(b"0" * 80_000_000), content_encoding="gzip")
    for path in ("/big", "/bomb"):
        with pytest.raises(FetchError, match="too big"):
            fetcher.fetch(f"{site.url}{path}")


@pytest.mark.parametrize(
    "part", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\n\r\n<p>", b""], ids=["head", "body", "none"]
)
def test_endless_answers_are_cut_off(site, part):
    def drip(handler):
        handler.wfile.write(part)
        try:
            while part:
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
            time.sleep(2)
        except OSError:
            pass

    site.answers["/drip"] = drip
    fetcher = Fetcher(private=True, delay=0, seconds=0.6)
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"within|slow") as trouble:
        fetcher.fetch(f"{site.url}/drip")
    assert trouble.value.again is not None
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("status", "headers", "again"), [(404, {}, None), (503, {}, 0), (429, {"retry_after": "90"}, 90)]
)
def test_a_refusal_says_when_to_ask_again(site, fetcher, status, headers, again):
    site.says("/a", status=status, **headers)
    with pytest.raises(FetchError, match=str(status)) as trouble:
        fetcher.fetch(f"{site.url}/a")
    assert trouble.value.again == again


def test_a_closed_port_is_told(fetcher):
    with pytest.raises(InputError):
        fetcher.fetch("http://127.0.0.1:9/")
