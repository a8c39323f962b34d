"""What the pages of one running desk share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, cast

from fastapi import Depends, FastAPI, Request

from onrecord.ledger.protocol import Ledger


@dataclass(slots=True)
class Desk:
    """The ledger that is served and who works at it; `coder` is "" until the person has given a name.

    `blind` is True where the coder judges without seeing what others have decided.

    `form_token` stands in every form (and in the page's head for scripts): a request that changes something without it
    is refused.
    """

    ledger: Ledger
    path: Path
    coder: str = ""
    blind: bool = False
    form_token: str = field(default_factory=token_urlsafe)
    _kept: dict[str, tuple[tuple[int, ...], object]] = field(default_factory=dict)

    def kept[T](self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once as long as the ledger stays as it is; `name` is what it is kept under."""
        state = self.ledger.state()
        before = self._kept.get(name)
        if before is None or before[0] != state:
            before = self._kept[name] = (state, make())
        return cast(T, before[1])


def desk_in(app: FastAPI) -> Desk:
    """The desk of an app."""
    desk = app.state.desk
    if not isinstance(desk, Desk):  # `make_app` puts it there
        raise TypeError("the app has no desk")
    return desk


def desk_of(request: Request) -> Desk:
    """The desk that answers a request."""
    app: FastAPI = request.app
    return desk_in(app)


TheDesk = Annotated[Desk, Depends(desk_of)]
"""The desk as an argument of a page: `def page(request: Request, desk: TheDesk)`."""
