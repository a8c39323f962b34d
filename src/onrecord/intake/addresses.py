"""Which machines may be asked: public ones only, unless the person says otherwise.

Invariant: the address that was checked is the one that is connected to; a name is never resolved a second time.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from onrecord.errors import InputError

type Resolve = Callable[[str, int], list[str]]
"""From a host and a port to its addresses, in the order in which to try them."""

_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a URL leads: the machine's number that was checked, and what to ask it for."""

    scheme: str
    host: str
    port: int
    number: str
    target: str

    @property
    def named(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """The scheme, host and port that robots rules and delays hold for."""
        return f"{self.scheme}://{self.named}"


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host; raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def locate(url: str, *, private: bool = False, resolver: Resolve = resolve) -> Address:
    """The machine that a URL leads to.

    `private` also allows machines of this network and this machine itself. Raises `InputError` where the URL is no web
    address, the host cannot be found, or any of its addresses is not public.
    """
    parts = _parts(url)
    host, port = _host(parts, url), parts.port or _PORTS[parts.scheme]
    try:
        numbers = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host[:80]} cannot be found; check the address and the network") from error
    if not numbers:
        raise InputError(f"the host {host[:80]} has no address; check the name")
    if not private and (closed := [number for number in numbers if not is_public(number)]):
        raise InputError(f"{host[:80]} is a private address ({closed[0]}); it is not asked unless you say --private")
    target = urlunsplit(("", "", quote(parts.path, safe=_SAFE) or "/", quote(parts.query, safe=_SAFE), ""))
    return Address(parts.scheme, host, port, numbers[0], target)


def is_url(text: str) -> bool:
    """Whether a person means a web address by it."""
    return text[:8].lower().startswith(("http://", "https://"))


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public network, also where it is written inside another."""
    try:
        address = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if address in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _UNICAST or address in _EXAMPLES:
            return False
    return address.is_global and not address.is_multicast


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv4 addresses as NAT64 writes them (RFC 6052)."""
_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that has been given out for the public network; other ways of writing IPv4 addresses lie outside."""
_EXAMPLES = ipaddress.IPv6Network("3fff::/20")
"""For documents (RFC 9637)."""


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise InputError("not a web address; give one that begins with https://") from error
    if parts.scheme not in _PORTS:
        raise InputError("not a web address; give one that begins with https:// or http://")
    if parts.username or parts.password:
        raise InputError("the address holds a user name or password; give it without")
    if port == 0:
        raise InputError("not a web address; port 0 cannot be asked")
    return parts


def _host(parts: SplitResult, url: str) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host or any(char.isspace() or char in "\\/<>\"'" for char in host):
        raise InputError(f"no host in the address {url[:80]!r}; check it")
    try:
        return host if ":" in host or host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError(f"the host {host[:80]!r} is no name of a machine; check it") from error
