"""A claim as a piece of HTML: its sentence and its evidence with the trigger underlined.

Invariant: nothing of a report's text reaches the page as markup.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from onrecord.model.fact import is_fact
from onrecord.model.wording import say, say_chain, say_status

if TYPE_CHECKING:
    from onrecord.model.claim import Claim

_HIDDEN = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)), "\ufffd")
"""Control characters, which HTML does not allow."""


def claim_html(claim: Claim, *, outlet: str = "", note: str = "") -> str:
    """A claim for a notebook or a page; `note` is what else is to be said of it, such as who reviewed it."""
    fact = is_fact(claim)
    mark = "● told as a fact" if fact else "○ not a fact"
    status = say_status(claim.status, claim.act, when=claim.when)
    act = f"{claim.act.value}, {claim.kind.value}" if claim.kind else claim.act.value
    told = " · ".join(part for part in (mark, note, act, status, say_chain(claim.sources, outlet=outlet)) if part)
    return (
        f'<div class="onrecord-claim" data-fact="{"yes" if fact else "no"}">'
        f"<p><bdi>{_plain(say(claim, outlet=outlet))}</bdi></p>"
        f"<blockquote><bdi>{evidence_html(claim)}</bdi></blockquote>"
        f"<p><small><bdi>{_plain(told)}</bdi></small></p></div>"
    )


def evidence_html(claim: Claim) -> str:
    """The evidence of a claim with its trigger underlined."""
    text = claim.evidence.exact
    start, end = (offset - claim.evidence.start for offset in (claim.trigger.start, claim.trigger.end))
    return f"{_plain(text[:start])}<b><u>{_plain(text[start:end])}</u></b>{_plain(text[end:])}"


def _plain(text: str) -> str:
    return escape(text.translate(_HIDDEN), quote=True)
