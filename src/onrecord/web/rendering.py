"""Pages from templates: what comes from reports is always escaped, whoever writes the template.

Invariant: the environment escapes every value; only `drawn` (our own SVG) passes as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.codebook.register import state_names
from onrecord.desk.address import SHORT, short, short_address
from onrecord.desk.looking import REASONS, judged_by
from onrecord.ledger.rows import Entry, ReportHead
from onrecord.model.claim import Claim
from onrecord.model.evidence import Span
from onrecord.model.wording import say, say_chain, say_status
from onrecord.web.state import desk_of
from onrecord.web.tones import TONES, claim_tone, tone

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of characters, which HTML does not allow."""

_HASH = re.compile(r"[0-9a-f]{32}")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def plain(value: object) -> object:
    """A value as it may stand on a page; text keeps its length."""
    if isinstance(value, str) and not isinstance(value, Markup) and _HIDDEN.search(value):
        return _HIDDEN.sub("\ufffd", value)
    return value


def day_words(day: date | None) -> str:
    """A day in words: "4 March 2025"."""
    return f"{day.day} {day:%B} {day.year}" if day is not None else ""


def words(value: object) -> str:
    """A value of the codebook in plain words: "under way"."""
    return str(value).replace("_", " ")


def number(value: int) -> str:
    """A number as people write it: 12,400."""
    return f"{value:,}"


def report_name(head: ReportHead) -> str:
    """What a report goes by in an address: its id where it is plain and the newest version's, else its hash."""
    return head.id if head.newest and _PLAIN_ID.fullmatch(head.id) else head.hash


def report_url(head: ReportHead) -> str:
    """The page of a report."""
    return f"/report/{quote(report_name(head), safe='')}"


def claim_anchor(claim_id: str) -> str:
    """The id of a claim's element on the page of its report."""
    return f"claim-{claim_id}"


def claim_url(entry: Entry) -> str:
    """Where a claim stands on the page of its report."""
    return f"{report_url(entry.report)}#{quote(claim_anchor(entry.id), safe='')}"


def address_url(address: str) -> str:
    """Where a claim stands, by its address REPORT/CLAIM."""
    return f"/claim?{urlencode({'at': address})}"


def short_name(address: str) -> str:
    """An address for a person: the beginning of a hash is enough to tell reports apart."""
    report, _, claim = address.rpartition("/")
    return f"{report[:SHORT]}/{claim}" if _HASH.fullmatch(report) else address


def actor_url(actor: str) -> str:
    """The page of an actor by its id."""
    return f"/actors/{quote(actor, safe=':')}"


def country(code: str | None) -> str:
    """The name of a country by its code, the code itself where no state has it."""
    return state_names().get(code, code) if code else ""


def web_address(url: str | None) -> str:
    """An address that may be linked: http or https with a host, else ""."""
    if not url or _HIDDEN.search(url):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def sentence(entry: Entry) -> str:
    """The claim of an entry in one sentence."""
    return say(entry.claim, outlet=entry.report.outlet)


def status_words(claim: Claim) -> str:
    """Act, kind and status of a claim in words."""
    act = f"{claim.act.value}, {claim.kind.value}" if claim.kind else claim.act.value
    return f"{act} · {say_status(claim.status, claim.act, when=claim.when)}"


def chain(entry: Entry) -> list[str]:
    """The way a claim came, from its outlet to its origin."""
    return [entry.report.outlet, *(source.name for source in entry.claim.sources)]


def marked(text: str, marks: list[tuple[int, int, str]]) -> Markup:
    """`text` escaped, with the parts from start to end (sorted, none over another) in elements of the given name."""
    parts, at = [], 0
    for start, end, element in sorted(marks):
        if start < at or end > len(text):
            continue
        parts += [_escaped(text[at:start]), Markup("<{0}>{1}</{0}>").format(element, _escaped(text[start:end]))]
        at = end
    return Markup("").join([*parts, _escaped(text[at:])])


def _escaped(text: str) -> Markup:
    return Markup.escape(str(plain(text)))


def evidence(entry: Entry) -> Markup:
    """The evidence of a claim with its trigger underlined (`u`) and what a search has hit marked (`mark`)."""
    span = entry.claim.evidence
    inside = [hit.span for hit in entry.hits if hit.place.value != "title" and _within(hit.span, span)]
    trigger = entry.claim.trigger
    marks = [(hit.start - span.start, hit.end - span.start, "mark") for hit in inside]
    if not any(hit.overlaps(trigger) for hit in inside):
        marks.append((trigger.start - span.start, trigger.end - span.start, "u"))
    return marked(span.exact, marks)


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The environment of the templates, made once."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=plain,
    )
    made.filters |= {
        "day": day_words,
        "words": words,
        "number": number,
        "report_url": report_url,
        "report_short": short,
        "claim_url": claim_url,
        "claim_anchor": claim_anchor,
        "address_url": address_url,
        "short_name": short_name,
        "actor_url": actor_url,
        "country": country,
        "claim_short": short_address,
        "web_address": web_address,
        "sentence": sentence,
        "status_words": status_words,
        "chain": chain,
        "evidence": evidence,
        "tone": tone,
        "claim_tone": claim_tone,
        "judged_by": judged_by,
    }
    made.globals |= {"TONES": TONES, "REASONS": REASONS}
    return made


def drawn(svg: str) -> Markup:
    """A picture of our own making as markup: `charts` escapes what it writes."""
    return Markup(svg)  # noqa: S704


def page(
    request: Request, template: str, values: Mapping[str, object] | None = None, *, status: int = 200
) -> HTMLResponse:
    """A page; templates extend `base.html` and have `desk`, `nav`, `here` (the path) beside their values."""
    desk = desk_of(request)
    shared = {"desk": desk, "nav": request.app.state.nav, "here": request.url.path, "say_chain": say_chain}
    return HTMLResponse(environment().get_template(template).render({**shared, **(values or {})}), status)
