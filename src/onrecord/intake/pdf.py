"""A PDF's text: lines put together into paragraphs, words divided at a line's end made whole, running heads left out.

What a PDF keeps is where letters stand on paper; paragraphs are told by the length of lines and how they end.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.intake.records import Record

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

PAGES = 1_000
"""The most pages of one document that are read."""
_CHARACTERS = 1_000_001
"""One more than a report may have: what is longer is refused as such."""
_HYPHENS = "\x02\ufffe\u00ad"
"""How a division at the end of a line comes out; the line break itself may be gone."""
_BREAK = re.compile(rf"[\r\n]+|(?<=[{_HYPHENS}])")
_MARKER = re.compile(r"(?:[-–—•▪◦‣*·]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "’")
_SHORT = 0.75
"""A line that stops before this part of the page's usual line is its paragraph's last."""
_FULL = 4
"""A page with fewer lines keeps them all."""
_RUNNING = 3
"""On so many pages the same first or last line is a running head or foot."""


def read_pdf(data: bytes) -> Record:
    """The fields of the report in a PDF; a PDF does not say where and when it was published. Raises `InputError`."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        why = "locked with a password; save it without" if "assword" in str(error) else "not a PDF that can be opened"
        raise InputError(f"{why}; or save the text itself as .txt") from error
    try:
        pages = [_lines(text) for text in _pages(document)]
        title = " ".join(document.get_metadata_value("Title").split())
    except PdfiumError as error:
        raise InputError("the PDF is damaged; open it and save it anew, or save the text itself as .txt") from error
    finally:
        document.close()
    text = _text(_without_running(pages))
    if not text.strip():
        raise InputError("no text in the PDF, perhaps a scan; make its text readable by OCR first")
    return {"title": title, "text": text}


def _pages(document: PdfDocument) -> list[str]:
    if len(document) > PAGES:
        raise InputError(f"a PDF of {len(document):,} pages, more than {PAGES:,}; split it into its parts")
    texts, size = [], 0
    for number in range(len(document)):
        page = document[number]
        part = page.get_textpage()
        texts.append(part.get_text_range())
        part.close()
        page.close()
        size += len(texts[-1])
        if size > _CHARACTERS:
            break
    return texts


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.replace("\x00", " ").split()) for line in _BREAK.split(text))
    return [line for line in lines if line]


def _without_running(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the heads, feet and page numbers that run through them."""
    edges = Counter(_shape(line) for page in pages for line in dict.fromkeys((*page[:1], *page[-1:])))
    running = {shape for shape, times in edges.items() if times >= _RUNNING}
    kept = []
    for page in pages:
        if len(page) < _FULL:
            kept.append(page)
            continue
        start = 1 if _shape(page[0]) in running else 0
        stop = len(page) - 1 if _shape(page[-1]) in running else len(page)
        kept.append(page[start:stop])
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.casefold())


def _text(pages: list[list[str]]) -> str:
    lines = [line for page in pages for line in page]
    usual = _usual(lines)
    parts: list[str] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line[-1] in _HYPHENS and following:
            parts.append(line.rstrip(_HYPHENS) + ("" if following[0].islower() else "-"))
            continue
        parts.append(line.rstrip(_HYPHENS))
        if following:
            parts.append(_between(line, following, usual))
    return "".join(parts)


def _usual(lines: list[str]) -> int:
    """The length that full lines have: that of the line longer than nine of ten."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _between(line: str, following: str, usual: int) -> str:
    if _MARKER.match(following):
        return "\n"
    if len(line) < _SHORT * usual and (line.endswith(_ENDS) or following[:1].isupper() or _MARKER.match(line)):
        return "\n\n"
    return " "
