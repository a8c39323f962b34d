"""Fetching pages and feeds, politely: robots rules, a delay per site, limits of size and time.

Invariants: only addresses that `addresses.locate` let pass are connected to, after every redirect anew; no answer,
however long, slow or packed, holds the process longer than `seconds` or takes more memory than `limit` allows.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from onrecord.errors import FetchError, InputError
from onrecord.intake.addresses import Address, Resolve, locate, resolve
from onrecord.intake.robots import ROBOTS_BYTES, Rules, rules

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

AGENT = "onrecord"
"""The name by which robots.txt may speak to it."""
PAGE_BYTES = 20_000_000
_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which the same request may succeed at another time."""
_CHUNK = 65_536
_LONGEST_WAIT = 86_400.0
"""Seconds; a site that asks for more with Retry-After is asked again after a day."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address it came from in the end, its bytes, and what the server says of them.

    `status` is 200, or 304 where nothing has changed since `etag` or `modified`. `captured` is UTC.
    """

    url: str
    status: int
    body: bytes
    content_type: str
    charset: str
    etag: str
    modified: str
    captured: datetime


@dataclass(slots=True)
class Fetcher:
    """Fetches one address at a time and remembers each site's rules and when it was last asked.

    `private` also asks machines of this network; `delay` is the least time between two requests to one site in seconds,
    `seconds` the longest time for one answer, `limit` the most bytes of one answer, unpacked.
    """

    private: bool = False
    delay: float = 1.0
    seconds: float = 30.0
    limit: int = PAGE_BYTES
    resolver: Resolve = resolve
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Fetched:
        """The page or feed at an address.

        Raises `InputError` where it may not be asked for, `FetchError` where it did not come; `FetchError.again` then
        tells after how many seconds to try again, None where that is of no use.
        """
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        for _ in range(_REDIRECTS + 1):
            address = locate(url, private=self.private, resolver=self.resolver)
            if not self._site(address).allows(AGENT, address.site + address.target):
                raise InputError("the site's robots.txt does not allow it; ask the outlet, or save the page yourself")
            self._wait(address)
            status, answer, body = self._ask(address, headers, limit=self.limit)
            if status not in _MOVED:
                return _fetched(url, status, answer, body)
            if not answer.get("location"):
                raise FetchError("moved, but the server does not say where to")
            url = urljoin(url, answer["location"])
        raise FetchError(f"moved more than {_REDIRECTS} times; open it in a browser and give the last address")

    def _site(self, address: Address) -> Rules:
        if address.site not in self._rules:
            self._rules[address.site] = self._robots(address)
        return self._rules[address.site]

    def _robots(self, address: Address) -> Rules:
        """The rules of a site. A redirect to its own robots.txt elsewhere is followed under the same care."""
        url = f"{address.site}/robots.txt"
        try:
            for _ in range(_REDIRECTS + 1):
                where = locate(url, private=self.private, resolver=self.resolver)
                status, answer, body = self._ask(where, {}, limit=ROBOTS_BYTES, cut=True)
                if status not in _MOVED or not answer.get("location"):
                    return rules(status, body)
                url = urljoin(url, answer["location"])
        except (FetchError, InputError):
            return rules(0, b"")
        return rules(404, b"")

    def _wait(self, address: Address) -> None:
        pause = max(self.delay, self._site(address).delay(AGENT))
        last = self._asked.get(address.site)
        if last is not None and (left := last + pause - self.clock()) > 0:
            self.sleep(left)
        self._asked[address.site] = self.clock()

    def _ask(
        self, address: Address, headers: dict[str, str], *, limit: int, cut: bool = False
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of one request; redirects are not followed here."""
        from urllib3.exceptions import HTTPError

        sent = {
            "Host": address.named,
            "User-Agent": f"{AGENT}/{version('onrecord')}",
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        ends = self.clock() + self.seconds
        connection = _connection(address, self.seconds)
        try:
            with _ended_after(connection, self.seconds):
                connection.request("GET", address.target, headers=sent, preload_content=False, decode_content=False)
                answer = connection.getresponse()
                with closing(answer):
                    told = {name.lower(): value for name, value in answer.headers.items()}
                    body = self._body(answer, limit=limit, ends=ends, cut=cut) if answer.status == 200 else b""
        except FetchError:
            raise
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise FetchError(self._trouble(error, ends), again=0.0) from error
        finally:
            connection.close()
        return answer.status, told, body

    def _trouble(self, error: Exception, ends: float) -> str:
        from urllib3.exceptions import TimeoutError as WaitedError

        if isinstance(error, WaitedError | TimeoutError) or self.clock() >= ends:
            return f"no whole answer within {self.seconds:g} s; try again later"
        return _why(error)

    def _body(self, answer: BaseHTTPResponse, *, limit: int, ends: float, cut: bool) -> bytes:
        parts, size = [], 0
        # read1 hands over what has come: a server that sends a byte a minute cannot outwait the clock.
        while part := answer.read1(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > limit:
                if cut:
                    break
                raise FetchError(f"too big (more than {limit:,} bytes); save the text itself as .txt")
            if self.clock() > ends:
                raise FetchError(f"too slow (more than {self.seconds:g} s); try again later", again=0.0)
        return b"".join(parts)


def _connection(address: Address, seconds: float) -> HTTPConnection:
    """A connection to the very number that was checked, under the host's own name."""
    import certifi
    from urllib3.connection import HTTPConnection, HTTPSConnection

    timeout = min(15.0, seconds)
    if address.scheme == "http":
        return HTTPConnection(address.number, address.port, timeout=timeout)
    return HTTPSConnection(
        address.number,
        address.port,
        timeout=timeout,
        ca_certs=certifi.where(),
        cert_reqs="CERT_REQUIRED",
        assert_hostname=address.host,
        server_hostname=address.host,
    )


@contextmanager
def _ended_after(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Cut a connection off when its time is over: a server may send its headers, too, a byte at a time."""
    over = threading.Event()

    def end() -> None:
        over.set()  # before the cut, which wakes the one who reads
        sock = connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
        # A connection cut off within its headers reads as a short answer.
        if over.is_set():
            raise TimeoutError
    finally:
        timer.cancel()


def _why(error: Exception) -> str:
    from urllib3.exceptions import SSLError

    if isinstance(error, ssl.SSLError | SSLError):
        return "its certificate cannot be trusted; open it in a browser to see why"
    return f"the connection failed ({type(error).__name__}); check the address and the network, or try again later"


def _fetched(url: str, status: int, answer: dict[str, str], body: bytes) -> Fetched:
    if status not in (200, 304):
        again = _after(answer.get("retry-after", "")) if status in _LATER else None
        advice = "check the address" if again is None else "try again later"
        raise FetchError(f"the server answers {status}; {advice}", again=again)
    kind, _, rest = answer.get("content-type", "").partition(";")
    charset = next(
        (part.partition("=")[2] for part in rest.split(";") if part.strip().lower().startswith("charset")), ""
    )
    return Fetched(
        url=url,
        status=status,
        body=body,
        content_type=kind.strip().lower(),
        charset=charset.strip(" \"'"),
        etag=answer.get("etag", ""),
        modified=answer.get("last-modified", ""),
        captured=datetime.now(UTC).replace(microsecond=0),
    )


def _after(told: str) -> float:
    """The seconds of a Retry-After header, which is a number or a date; 0 where it says nothing of use."""
    try:
        seconds = float(told)
    except ValueError:
        try:
            when = parsedate_to_datetime(told)
        except ValueError:
            return 0.0
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        seconds = (when - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_WAIT) if seconds == seconds else 0.0  # noqa: PLR0124 - nan is no wait
