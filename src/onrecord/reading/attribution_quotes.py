"""Quotations: where they open and close, over sentences and over paragraphs."""

from __future__ import annotations

from onrecord.reading.attribution_scan import CLOSING, OPENING, STRAIGHT, Range, Scan


def find_quotes(scan: Scan) -> None:
    """Fill `scan.quotes` with the ranges between quotation marks (marks left out) and `scan.quote_at`.

    A quotation ends with its paragraph; one that is not closed there goes on if the next paragraph opens with a mark.
    """
    words, text = scan.words, scan.text
    if not any(w in OPENING or w in STRAIGHT for w in words):
        return
    for first, last in text.paragraphs:
        _in_paragraph(scan, first, last)
    for number, (first, last) in enumerate(scan.quotes):
        for i in range(first, last):
            scan.quote_at[i] = number


def _in_paragraph(scan: Scan, first: int, last: int) -> None:
    words = scan.words
    opened = -1
    mark = ""
    for i in range(first, last):
        word = words[i]
        if opened < 0:
            if _opens(scan, i, first):
                opened, mark = i, word
        elif _closes(scan, i, mark):
            if i > opened + 1:
                scan.quotes.append((opened + 1, i))
            opened = -1
    if opened >= 0 and last > opened + 1 and mark not in {"'", "‘"}:
        end = last
        while end > opened + 1 and words[end - 1].isspace():
            end -= 1
        if opened > first + 1:
            end = min(end, scan.sentence(opened + 1)[1])
        if end > opened + 1:
            scan.quotes.append((opened + 1, end))


def _opens(scan: Scan, index: int, start: int) -> bool:
    word = scan.words[index]
    if word in ("“", "«", "„", "``"):
        return True
    if word == '"':
        return True
    if word == "''":
        fresh = index == start or bool(scan.token(index - 1).whitespace_) or scan.words[index - 1].isspace()
        return fresh and not scan.token(index).whitespace_
    if word in ("‘", "'"):
        fresh = index == start or scan.words[index - 1].isspace() or bool(scan.token(index - 1).whitespace_)
        tight = not scan.token(index).whitespace_
        return fresh and tight and scan.tags[index] != "POS" and index + 1 < len(scan.words)
    return False


def _closes(scan: Scan, index: int, mark: str) -> bool:
    word = scan.words[index]
    if mark == "„":
        return word in ("“", "”", '"')
    if mark in ('"', "“", "``", "''"):
        return word in ('"', "”", "''")
    if mark == "«":
        return word == "»"
    if mark in ("‘", "'"):
        return (word in CLOSING or word == "'") and scan.tags[index] != "POS"
    return False


def whole(scan: Scan, first: int, last: int) -> Range:
    """A range widened to the whole of the quotations that it cuts into at its ends."""
    for i in (first, last - 1):
        number = scan.quote_at.get(i)
        if number is not None:
            start, end = scan.quotes[number]
            if i == first:
                first = min(first, start)
            if i == last - 1:
                last = max(last, end)
    return first, last
