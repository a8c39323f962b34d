"""The start page: what is new, what is denied or unconfirmed, what waits for review."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.desk import matters
from onrecord.ledger.facets import Facet, Facets
from onrecord.ledger.filters import ClaimFilter, Order
from onrecord.ledger.matter_filters import MatterFilter
from onrecord.model.matter import MatterStatus
from onrecord.model.status import Stance
from onrecord.web.claims import charts
from onrecord.web.matter_page import SIGNS, row_of
from onrecord.web.narrowing import PATH
from onrecord.web.rendering import page
from onrecord.web.state import TheDesk
from onrecord.web.views import Value, address

router = APIRouter(include_in_schema=False)

DOUBTED = (Stance.DENIES, Stance.NOT_CONFIRMED, Stance.NO_COMMENT)
"""What a source has denied or would not confirm."""

_DISPUTED = MatterFilter(statuses=(MatterStatus.DISPUTED,))
_FEW = 50
"""Reports that are matched before the page is shown; it does not wait for more, and shows matters as they were."""

_REPORTS, _CLAIMS, _MATTERS = 6, 5, 3


@router.get("/")
def start(request: Request, desk: TheDesk) -> HTMLResponse:
    """The page; of an empty ledger it tells how to fill it."""
    ledger = desk.ledger
    newest = ledger.reports(order=Order.KEPT, limit=_REPORTS)
    if not newest:
        return page(request, "empty.html")
    if ledger.touched() <= _FEW:
        matters.bring_up(ledger)
    facets = ledger.facets()
    doubts = ClaimFilter(stances=DOUBTED)
    values = {
        "reports": newest,
        "claims": facets.claims,
        "facts": _of(facets, Facet.FACT, "yes"),
        "reviewed": _of(facets, Facet.REVIEWED, "yes"),
        "waiting": _of(facets, Facet.REVIEWED, "no"),
        "doubted": ledger.claims(doubts, limit=_CLAIMS),
        "doubts": ledger.count(doubts),
        "doubted_url": address(PATH, {"stance": [stance.value for stance in DOUBTED]}),
        "links": {name: address(PATH, view) for name, view in _LINKS.items()},
        "disputed": [row_of(one) for one in ledger.matters(_DISPUTED, limit=_MATTERS)],
        "disputes": ledger.count_matters(_DISPUTED),
        "MATTER_SIGNS": SIGNS,
        "again": len(ledger.review(limit=100)),
        "charts": charts(facets),
    }
    return page(request, "start.html", values)


_LINKS: dict[str, dict[str, Value]] = {
    "facts": {"fact": "yes"},
    "reviewed": {"reviewed": "yes"},
    "waiting": {"reviewed": "no"},
}


def _of(facets: Facets, facet: Facet, value: str) -> int:
    return next((count.claims for count in facets.counts[facet] if count.value == value), 0)
