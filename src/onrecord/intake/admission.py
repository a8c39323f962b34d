"""What a report must have to be taken in: an outlet, a date, a text of some size; and which language it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.intake.language import guess
from onrecord.intake.records import Record
from onrecord.model.recorded import report_from_record
from onrecord.model.report import Report, is_english

CHARACTERS = 1_000_000
"""The longest text that is read; the language model takes no longer one, and no news report comes near it."""

_ADVICE = {
    "text": "give the text of the report",
    "outlet": "give --outlet NAME, or outlet in the file's head",
    "published": "give --published YYYY-MM-DD, or published in the file's head",
}


def admit(record: Record, *, outlet: str = "", published: date | None = None) -> Report:
    """The report of a record, `outlet` and `published` filling what it lacks.

    Where it has no id of its own, the address of its page is its id, so that another text from there is a new version.
    Its language is the one the record gives, else told from the text: whether that language is read, `unread` says.
    Raises `InputError`, what is wrong and what to do, on a record that is no report, is empty or too long.
    """
    inner = record.get("report")
    fields = inner if isinstance(inner, Mapping) else record
    for key, filled in (("outlet", outlet.strip()), ("published", published)):
        given = fields.get(key)
        if not filled and (given is None or (isinstance(given, str) and not given.strip())):
            raise InputError(f"no {_name(key)}; {_ADVICE[key]}")
    text = fields.get("text")
    if text is None or (isinstance(text, str) and not text.strip()):
        raise InputError(f"no text; {_ADVICE['text']}")
    report = report_from_record(record, outlet=outlet, published=published)
    if len(report.text) > CHARACTERS:
        raise InputError(
            f"a text of {len(report.text):,} characters, more than {CHARACTERS:,}; split it into several reports"
        )
    if not fields.get("id") and (page := _page(report.url)):
        report = replace(report, id=page)
    return report if fields.get("language") else replace(report, language=_guessed(report.text))


def _page(url: str | None) -> str:
    """The address of a page of its own; empty where it is none, or only a site's first page, which many may share."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    own = parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query)
    return url or "" if own else ""


def _name(key: str) -> str:
    return "publication date" if key == "published" else key


def unread(report: Report) -> str:
    """Why a report is kept and not read: its language; empty where it is read."""
    return "" if is_english(report.language) else f"not read: language {report.language[:20]}"


def _guessed(text: str) -> str:
    language = guess(text)
    if language is None:
        raise InputError("no words in the text; give the text of a report")
    return language
