import json

import pytest

from onrecord.errors import InputError
from onrecord.intake.feeds import is_opml, parse_feed, parse_opml

URL = "https://coast.example/feed"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Wire</title>
<item><title>Two</title><link>/two</link><guid isPermaLink="false">2</guid><pubDate>Sat, 08 Mar 2025 10:00:00 GMT</pubDate></item>
<item><title>One</title><link>https://coast.example/one</link><guid>1</guid></item>
<item><title>None</title><link>javascript:alert(1)</link><guid>0</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Wire</title><entry><id>urn:1</id><title>One</title>
<link href="https://coast.example/one"/><published>2025-03-07T10:00:00Z</published><updated>2025-03-09T10:00:00Z</updated></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Coast Wire",
        "items": [
            {"id": 1, "url": "/one", "title": "One", "date_published": "2025-03-07T10:00:00Z"},
            "no item",
            {"id": "x"},
        ],
    }
).encode()


def test_rss_gives_the_oldest_first_with_whole_addresses():
    feed = parse_feed(RSS, url=URL)
    assert feed.title == "Coast Wire"
    assert [(one.id, one.url, one.published) for one in feed.entries] == [
        ("1", "https://coast.example/one", ""),
        ("2", "https://coast.example/two", "2025-03-08"),
    ]


@pytest.mark.parametrize("data", [ATOM, JSON])
def test_atom_and_json(data):
    (entry,) = parse_feed(data, url=URL).entries
    assert (entry.url, entry.title, entry.published) == ("https://coast.example/one", "One", "2025-03-07")


def test_the_stamp_changes_with_the_page():
    assert parse_feed(ATOM, url=URL).entries != parse_feed(ATOM.replace(b"-09T", b"-10T"), url=URL).entries


@pytest.mark.parametrize("data", [b"", b"<html><body>no feed</body></html>", b"{", b"{}", b'{"items": 7}', b"\x00\xff"])
def test_what_is_no_feed_is_told(data):
    with pytest.raises(InputError, match="feed"):
        parse_feed(data, url=URL)


def test_opml_names_each_feed_once():
    opml = b"""<opml><body><outline text="a"><outline xmlUrl="https://a.example/f"/><outline XMLURL="https://b.example/f"/>
    <outline xmlUrl="https://a.example/f"/><outline xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    assert is_opml(opml)
    assert parse_opml(opml) == ("https://a.example/f", "https://b.example/f")


def test_opml_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/f")
    opml = (
        f"""<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{secret}">]><opml><body><outline xmlUrl="&x;"/></body></opml>"""
    )
    with pytest.raises(InputError):
        parse_opml(opml.encode())


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"<opml/>", b"\xff\xfe"])
def test_what_is_no_opml_is_told(data):
    with pytest.raises(InputError, match="OPML"):
        parse_opml(data)


def test_entries_that_are_not_taken_are_counted():
    items = [{"id": str(n), "url": f"/{n}"} for n in range(2_005)]
    feed = parse_feed(
        json.dumps({"items": ["no entry", {"id": "x"}, *items]}).encode(), url="https://coast.example/feed"
    )
    assert len(feed.entries) == 1_998
    assert feed.left == "entries not taken: 2 without a web address, 7 beyond the first 2,000"
    told = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
    assert parse_feed(told, url="https://coast.example/feed").left == "entries not taken: 1 without a web address"
