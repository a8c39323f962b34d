"""Who may reach the desk and what a page may do.

Invariants: nothing but the style sheet is given to a request without the session's cookie; a request that changes
something comes from a page of this desk and carries its form token; no page may load or run what is not our own file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.state import desk_of

LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names by which this machine reaches itself; another Host is a page elsewhere that had its name pointed here."""

MAX_BODY = 64 * 1024 * 1024
"""Bytes of a request, at most: many times the longest report."""

SAFE_METHODS = frozenset({"GET", "HEAD"})
FORM_FIELD, FORM_HEADER = "form_token", "X-Form-Token"
STATIC = "/static/"
"""Where the style sheet and our script are: they tell nothing of a ledger."""
DOOR = "/open"
"""Where the one-time token is exchanged for a cookie."""

POLICY = "; ".join(
    (
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
        *("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"),
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # nothing to others; with "no-referrer" the browser would also hide the Origin of our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

_CLOSED = "This desk is open to its owner only. Open the address that `onrecord serve` has printed.\n"
_USED = "This address has been used: it opens the desk once. Start `onrecord serve` again for a new one.\n"


@dataclass(slots=True)
class Keys:
    """The one-time token of the opened address, and the session it is exchanged for."""

    token: str
    session: str = field(default_factory=token_urlsafe)

    def exchange(self, given: str) -> bool:
        """Whether `given` is the token; it is used up by that."""
        if not self.token or not compare_digest(given.encode(), self.token.encode()):
            return False
        self.token = ""
        return True

    def fits(self, session: str) -> bool:
        """Whether a cookie holds the session."""
        return compare_digest(session.encode(), self.session.encode())


class Safety:
    """What every request passes before it reaches a page, and every answer on its way out."""

    def __init__(self, app: ASGIApp, *, keys: Keys, hosts: Collection[str] = LOCAL) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request or pass it on; add the headers of safety to the answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith(STATIC) else "no-store")
            await send(message)

        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, send_safely)
        else:
            await self._app(scope, receive, send_safely)

    def _answer(self, scope: Scope) -> Response | None:
        """The answer where the request goes no further, else None."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return PlainTextResponse("This desk does not answer to that name.\n", 421)
        cookie = f"onrecord-{_port(host)}"
        known = self._keys.fits(_cookie(headers, cookie))
        if scope["path"] == DOOR and scope["method"] in SAFE_METHODS:
            return self._open(scope, cookie, known=known)
        if not known and not scope["path"].startswith(STATIC):
            return PlainTextResponse(_CLOSED, 403)
        if scope["method"] not in SAFE_METHODS and not _from_here(headers, scope):
            return PlainTextResponse("A page from elsewhere may not change anything here.\n", 403)
        return None

    def _open(self, scope: Scope, cookie: str, *, known: bool) -> Response:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not known and not self._keys.exchange(given):
            return PlainTextResponse(_USED, 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(cookie, self._keys.session, httponly=True, samesite="strict")
        return answer


async def has_form_token(request: Request) -> None:
    """Every request that changes something carries the token of this desk's forms, as a field or a header.

    Raises `HTTPException` 403 where it does not.
    """
    if request.method in SAFE_METHODS:
        return
    given: object = request.headers.get(FORM_HEADER)
    if given is None and "form" in request.headers.get("content-type", ""):
        given = (await request.form(max_part_size=MAX_BODY)).get(FORM_FIELD)
    if not isinstance(given, str) or not compare_digest(given.encode(), desk_of(request).form_token.encode()):
        raise HTTPException(403, "this form is out of date; load the page again")


def _from_here(headers: Headers, scope: Scope) -> bool:
    """Whether the browser says that a page of this desk asks. A program says so by the header Origin."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin == f"{scope['scheme']}://{headers.get('host', '')}"
    return site is not None


def _name(host: str) -> str:
    return host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host.lower()


def _port(host: str) -> str:
    last = host.rpartition(":")[2]
    return last if last.isdecimal() else "80"


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found is not None else ""
