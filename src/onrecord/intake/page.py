"""A saved web page: its text with paragraphs, list lines and table rows as lines, its title, outlet and date.

trafilatura finds what the page is about and leaves out menus, scripts and the like; see docs/decisions/0004.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.intake.records import Record

if TYPE_CHECKING:
    from lxml.etree import _Element

_LINES = frozenset({"item", "row"})
_PARAGRAPHS = frozenset({"p", "head", "quote", "code", "list", "table", "body"})
_BREAK = "\u2028"
"""Stands for a line break of the page until the white space of its source is squeezed out."""
_CELL = " | "
_ITEM = "- "
_TAGS = 200_000
"""Tags of a page that is read, opening and closing: some ten seconds of work; long live blogs have a fifth of that."""
_ATTRIBUTES = 5_000
"""Attributes of one tag; the time to read them grows with the square of their number."""
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read_page(page: str) -> Record:
    """The fields of the report on a page; raises `InputError` where no text is found, or it would take minutes."""
    _look_over(page)
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    from trafilatura import bare_extraction

    # Dates only from what the page says of itself: a date found in the running text may be any date.
    found = bare_extraction(
        page,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise InputError("no running text found in the page; save the text itself as .txt")
    title = " ".join((found.title or "").split())
    text = _joined(list(_blocks(found.body)), title)
    return {
        "outlet": found.sitename,
        "published": found.date,
        "title": title,
        "url": found.url,
        "text": text,
    }


def _look_over(page: str) -> None:
    """Raise `InputError` on a page whose reading would take minutes."""
    if page.count("<") > _TAGS:
        raise InputError(f"a page of more than {_TAGS:,} tags; save the text itself as .txt")
    for tag in _LONG_TAG.findall(page):
        bare = _QUOTED.sub("", tag)
        if max(len(bare.split()), bare.count("=")) > _ATTRIBUTES:
            raise InputError(f"a tag with more than {_ATTRIBUTES:,} attributes; save the text itself as .txt")


def _joined(blocks: list[tuple[str, int]], title: str) -> str:
    """The blocks as text: a blank line between paragraphs, a line each for items and rows; not the title again."""
    parts: list[str] = []
    before = 0
    for number, (words, group) in enumerate(blocks):
        if number == 0 and words == title:
            continue
        if parts:
            parts.append("\n" if group and group == before else "\n\n")
        parts.append(words)
        before = group
    return "".join(parts)


def _blocks(body: _Element) -> Iterator[tuple[str, int]]:
    """The blocks of a body in order, with the number of the list or table that a line is of (0: a paragraph)."""
    from lxml import etree

    inline: list[str] = []
    open_lines = group = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        line = element.tag in _LINES
        # A paragraph inside a list line or a table cell is a part of that line.
        if line or (element.tag in _PARAGRAPHS and (not open_lines or element.tag == "list")):
            yield from _block(inline, group if open_lines else 0)
        if element.tag in ("list", "table") and event == "start" and not open_lines:
            group += 1
        if line:
            open_lines += 1 if event == "start" else -1
        if event == "start":
            inline.append(_ITEM if element.tag == "item" else "")
            inline.append(_BREAK if element.tag == "lb" else element.text or "")
        else:
            inline.append(_CELL if element.tag == "cell" else " " if element.tag == "p" else "")
            inline.append(element.tail or "" if element is not body else "")
    yield from _block(inline, 0)


def _block(inline: list[str], group: int) -> Iterator[tuple[str, int]]:
    """What was gathered, as one block; `inline` is emptied."""
    lines = (" ".join(line.split()) for line in "".join(inline).split(_BREAK))
    words = "\n".join(line.removesuffix(_CELL.rstrip()).rstrip() for line in lines if line)
    inline.clear()
    if words.strip(_ITEM):
        yield words, group
