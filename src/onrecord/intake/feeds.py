"""Feeds and lists of feeds: RSS, Atom, JSON Feed, OPML.

Invariant: whatever the bytes are, what comes out is a list of entries with web addresses, or `InputError`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from onrecord.errors import InputError
from onrecord.intake.addresses import is_url
from onrecord.intake.characters import decode
from onrecord.model.forms import Json

ENTRIES = 2_000
"""The most entries of one feed that are looked at."""
_OUTLINES = 10_000


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A report that a feed tells of.

    `stamp` changes when the feed says that the page has; `published` is an ISO date, both empty where it does not say.
    """

    id: str
    url: str
    title: str
    published: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it calls itself, and its entries, the oldest first; `left` says how many are not taken, and why."""

    title: str
    entries: tuple[FeedEntry, ...]
    left: str = ""


def parse_feed(data: bytes, *, url: str, content_type: str = "") -> Feed:
    """The feed in `data`, which came from `url`; relative addresses are taken from there. Raises `InputError`."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(data, url)
    import feedparser

    found = feedparser.parse(data, response_headers={"content-type": content_type or "application/xml"})
    if not found.get("version") and not found.entries:
        raise InputError("no feed (RSS, Atom or JSON Feed); give the address of the feed itself")
    entries = []
    # Plain dictionaries: feedparser's own take one date for another where it is missing.
    for entry in map(dict, found.entries[:ENTRIES]):
        link = _joined(url, entry.get("link") or _permalink(entry))
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        published = f"{when[0]:04}-{when[1]:02}-{when[2]:02}" if when else ""
        entries.append(_entry(entry.get("id"), link, entry.get("title"), published, entry.get("updated")))
    return Feed(_words(found.feed.get("title")), _whole(entries), _left(len(found.entries), entries))


def parse_opml(data: bytes) -> tuple[str, ...]:
    """The addresses of the feeds in an OPML list, in its order, each once. Raises `InputError`."""
    from lxml import etree

    # No entities and no network: what stands in the file is all there is.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("not an OPML list; export the list of feeds anew") from error
    if root is None or str(root.tag).lower() != "opml":
        raise InputError("not an OPML list; export the list of feeds anew")
    found = dict.fromkeys(_outlines(root))
    if not found:
        raise InputError("the OPML list names no feed; add outlines with an xmlUrl")
    return tuple(found)


def is_opml(data: bytes) -> bool:
    """Whether bytes look like a list of feeds."""
    return b"<opml" in data[:2048].lower()


def _outlines(root: object) -> Iterator[str]:
    from lxml import etree

    if not isinstance(root, etree._Element):  # noqa: SLF001 - lxml names its element type so
        return
    for number, outline in enumerate(root.iter("outline")):
        if number >= _OUTLINES:
            return
        told = {str(name).lower(): str(value).strip() for name, value in outline.attrib.items()}
        if is_url(told.get("xmlurl", "")):
            yield told["xmlurl"]


def _json_feed(data: bytes, url: str) -> Feed:
    """JSON Feed 1 and 1.1, https://www.jsonfeed.org/version/1.1/."""
    try:
        feed: Json = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise InputError("not a JSON feed; give the address of the feed itself") from error
    items = feed.get("items") if isinstance(feed, Mapping) else None
    if not isinstance(feed, Mapping) or not isinstance(items, list):
        raise InputError("not a JSON feed: no items; give the address of the feed itself")
    entries = []
    for item in items[:ENTRIES]:
        if isinstance(item, Mapping):
            link = _joined(url, item.get("url") or item.get("external_url"))
            published = _words(item.get("date_published"))[:10]
            entries.append(_entry(item.get("id"), link, item.get("title"), published, item.get("date_modified")))
        else:
            entries.append(None)
    return Feed(_words(feed.get("title")), _whole(entries), _left(len(items), entries))


def _joined(url: str, link: object) -> str:
    try:
        return urljoin(url, link) if link and isinstance(link, str) else ""
    except ValueError:
        return ""


def _permalink(entry: Mapping[str, object]) -> str:
    identity = entry.get("id")
    return identity if isinstance(identity, str) and is_url(identity) else ""


def _entry(identity: object, link: str, title: object, published: str, stamp: object) -> FeedEntry | None:
    if not is_url(link):
        return None
    return FeedEntry(_words(identity) or link, link, _words(title), published, _words(stamp))


def _words(value: object) -> str:
    return " ".join(str(value).split())[:2000] if isinstance(value, str | int) else ""


def _left(number: int, entries: list[FeedEntry | None]) -> str:
    """How many entries of a feed are not taken, and why."""
    bare, over = entries.count(None), number - len(entries)
    told = [f"{bare:,} without a web address"] if bare else []
    told += [f"{over:,} beyond the first {ENTRIES:,}"] if over else []
    return f"entries not taken: {', '.join(told)}" if told else ""


def _whole(entries: list[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    """Entries with an address, each id once; feeds give the newest first."""
    found: dict[str, FeedEntry] = {}
    for entry in entries:
        if entry is not None:
            found.setdefault(entry.id, entry)
    return tuple(reversed(found.values()))
