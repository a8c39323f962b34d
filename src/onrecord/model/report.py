"""A text that was published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Report:
    """A report: outlet, publication date and the text all offsets refer to; the text never changes.

    `hash` is taken of outlet, date and text; `id` is the id that came with the report, else the hash.
    `language` is an ISO 639-1 code. `notice` is what has to be shown with the text (a licence, "invented example").
    """

    outlet: str
    published: date
    text: str
    title: str = ""
    url: str | None = None
    language: str = "en"
    notice: str | None = None
    id: str = ""
    hash: str = field(init=False)

    def __post_init__(self) -> None:
        told = "\x1f".join((self.outlet, self.published.isoformat(), self.text))
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "hash", digest[:32])
        if not self.id:
            object.__setattr__(self, "id", digest[:32])


def is_english(language: str) -> bool:
    """Whether a language code (ISO 639, with or without a region) is that of English, the language that is read."""
    return language.strip().lower().replace("_", "-").split("-", 1)[0] in ("en", "eng")
