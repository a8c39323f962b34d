"""Following feeds: each report that a feed tells of is fetched, read and kept, once.

Invariant: an entry is marked as done only after its report is kept, and a report that is kept twice is one report; so
a watch that is killed at any moment goes on later without loss and without double.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from onrecord.desk.followed import Feeds, Followed, Settled
from onrecord.desk.keeping import Keeper
from onrecord.desk.running import Outcome, run
from onrecord.desk.runs import End
from onrecord.errors import FetchError, InputError
from onrecord.intake.addresses import is_url
from onrecord.intake.admission import admit
from onrecord.intake.arrivals import Arrival, NotRead, Told
from onrecord.intake.feeds import FeedEntry, is_opml, parse_feed, parse_opml
from onrecord.intake.fetching import Fetched
from onrecord.intake.inputs import Ways, fetched_report

TRIES = 5
"""How often a page that does not come is asked for, once a round."""
_OPML_BYTES = 5_000_000
_LONGEST_PAUSE = 86_400.0
"""Seconds: a feed that fails is asked at least once a day."""


def feeds_of(told: Sequence[str], ways: Ways) -> tuple[str, ...]:
    """The addresses of the feeds that a person names: addresses, and OPML lists as files or addresses.

    Raises `InputError` where a list cannot be read.
    """
    found: list[str] = []
    for one in told:
        if is_url(one):
            found += _listed(one, ways) if one.lower().endswith(".opml") else [one]
            continue
        try:
            with Path(one).open("rb") as file:
                data = file.read(_OPML_BYTES)
        except OSError as error:
            raise InputError(
                f"{one}: no address of a feed, and no OPML file ({(error.strerror or 'no reason given').lower()})"
            ) from error
        if not is_opml(data):
            raise InputError(f"{one}: not an OPML list; give the addresses of feeds, or an OPML list of them")
        found += parse_opml(data)
    return tuple(dict.fromkeys(found))


def _listed(url: str, ways: Ways) -> tuple[str, ...]:
    return parse_opml(ways.fetcher.fetch(url).body)


@dataclass(slots=True)
class Watch:
    """Follows feeds into a ledger; `every` is the pause between two rounds, in seconds."""

    keeper: Keeper
    feeds: Feeds
    ways: Ways
    every: float
    now: Callable[[], float] = time.time

    def round(self, urls: Sequence[str]) -> Iterator[Outcome | Told]:
        """Ask each feed whose time has come, and take what is new in it: what became of each report.

        A feed that does not come is an outcome too, and so (`passed`) is a page that is to be tried again.
        Raises `LedgerError`, `ModelMissingError`.
        """
        for url in urls:
            if self.feeds[url].next <= self.now():
                yield from self._feed(url)

    def pause(self, urls: Sequence[str]) -> float:
        """Seconds until the next feed may be asked."""
        return max(0.0, min((self.feeds[url].next for url in urls), default=0.0) - self.now())

    def _feed(self, url: str) -> Iterator[Outcome | Told]:
        known = self.feeds[url]
        try:
            fetched = self.ways.fetcher.fetch(url, etag=known.etag, modified=known.modified)
            feed = (
                parse_feed(fetched.body, url=fetched.url, content_type=fetched.content_type) if fetched.body else None
            )
        except InputError as error:
            failures = known.failures + 1
            asked = error.again if isinstance(error, FetchError) and error.again else 0.0
            pause = min(max(asked, self.every * 2 ** min(failures, 12)), _LONGEST_PAUSE)
            self.feeds.answered(url, replace(known, failures=failures, next=self.now() + pause))
            yield Outcome(url, 0, End.NOT_READ, str(error))
            return
        whole = True
        for entry in feed.entries if feed is not None else ():
            if self._is_new(known, entry):
                seen = self._entry(url, entry, feed.title if feed is not None else "")
                whole = whole and not seen.passed
                yield seen
        if feed is not None and feed.left:
            yield Told(url, feed.left)
            yield Outcome(url, 0, End.NOT_READ, feed.left, passed=True)
        # As long as an entry waits to be tried again the feed must come whole next time.
        etag, modified = (fetched.etag, fetched.modified) if whole else ("", "")
        self.feeds.answered(url, _answered(known, etag, modified, self.now() + self.every))

    def _is_new(self, known: Followed, entry: FeedEntry) -> bool:
        settled = known.entries.get(entry.id)
        return settled is None or settled.stamp != entry.stamp or 0 < settled.tries < TRIES

    def _entry(self, url: str, entry: FeedEntry, title: str) -> Outcome:
        """Fetch, read and keep the report of an entry; `passed` where it is to be tried again."""
        tries = self._tries(url, entry)
        arrival, again = self._arrival(entry, title)
        if again and tries < TRIES and isinstance(arrival, NotRead):
            self.feeds.settle(url, entry.id, Settled(entry.stamp, tries))
            return Outcome(entry.url, 0, End.NOT_READ, f"{arrival.why}; it is asked for again", passed=True)
        outcome = next(one for one in run([arrival], keeper=self.keeper) if not isinstance(one, Told))
        self.feeds.settle(url, entry.id, Settled(entry.stamp))
        return outcome

    def _tries(self, url: str, entry: FeedEntry) -> int:
        settled = self.feeds[url].entries.get(entry.id)
        return settled.tries + 1 if settled is not None and settled.stamp == entry.stamp else 1

    def _arrival(self, entry: FeedEntry, title: str) -> tuple[Arrival, bool]:
        """What the page of an entry gives, and whether it may come at another time."""
        try:
            fetched: Fetched = self.ways.fetcher.fetch(entry.url)
        except InputError as error:
            return NotRead(entry.url, 0, str(error)), isinstance(error, FetchError) and error.again is not None
        outlet = self.ways.outlet or title
        admitted = partial(admit, outlet=outlet, published=self.ways.published)
        return fetched_report(fetched, asked=entry.url, admitted=admitted, published=entry.published), False


def _answered(known: Followed, etag: str, modified: str, at: float) -> Followed:
    return replace(known, etag=etag, modified=modified, next=at, failures=0)
