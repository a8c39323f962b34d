"""What a report must have before it is read: an outlet, a date, a text of some size, in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.errors import InputError
from onrecord.intake.language import ENGLISH, guess
from onrecord.intake.records import Record
from onrecord.model.recorded import report_from_record
from onrecord.model.report import Report

CHARACTERS = 1_000_000
"""The longest text that is read; the language model takes no longer one, and no news report comes near it."""

_ADVICE = {
    "text": "give the text of the report",
    "outlet": "give --outlet NAME, or outlet in the file's head",
    "published": "give --published YYYY-MM-DD, or published in the file's head",
}


def admit(record: Record, *, outlet: str = "", published: date | None = None) -> Report:
    """The report of a record, `outlet` and `published` filling what it lacks.

    Raises `InputError`, what is wrong and what to do, on a record that is no report, is empty or too long, or is in
    another language than English. A language that the record gives is trusted.
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
    _check_language(report, given=bool(fields.get("language")))
    return report


def _name(key: str) -> str:
    return "publication date" if key == "published" else key


def _check_language(report: Report, *, given: bool) -> None:
    language = report.language.strip().lower().replace("_", "-").split("-", 1)[0] if given else guess(report.text)
    if language is None:
        raise InputError("no words in the text; give a text in English")
    if language not in (ENGLISH, "eng"):
        raise InputError(f"not read: language {language}; onrecord reads English")
