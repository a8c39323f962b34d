"""How far the words of a source reach: its whole noun phrase, as it is shown beside cue and content.

The links of a chain keep the shorter words by which a source is known; here it has its article, title and apposition.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.reading.attribution_scan import Range
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"relcl", "acl", "advcl"})
_LOOSE = frozenset({",", "-", "--", "—", "–"})


def whole_phrase(text: Text, source: Range, cue: Range, content: Iterable[Range]) -> Range:
    """The noun phrase that `source` heads or stands in, within its sentence and clear of `cue` and `content`."""
    first, last = source
    head = text.doc[first:last].root
    start, stop = text.sentences[text.sentence_of[head.i]]
    low, high = max(head.left_edge.i, start), min(_own_end(text, head, last, cue), stop)
    for other_first, other_last in (cue, *content):
        if other_first > head.i:
            high = min(high, other_first)
        elif other_last <= head.i:
            low = max(low, other_last)
    return _bare(text, min(low, first), max(high, last))


def _own_end(text: Text, head: Token, last: int, cue: Range) -> int:
    """Past the last token that belongs to a phrase: before a clause set off by a comma or a dash, or with the cue."""
    if head.dep_ == "poss":
        return last
    end = head.right_edge.i + 1
    for part in head.subtree:
        edge = part.left_edge.i
        if part.dep_ not in _CLAUSES or edge <= head.i:
            continue
        if text.doc[edge - 1].text in _LOOSE or edge <= cue[0] <= part.right_edge.i:
            end = min(end, edge)
    return end


def _bare(text: Text, first: int, last: int) -> Range:
    """A range without blanks, commas and marks at its ends."""
    doc = text.doc
    while last - first > 1 and not any(c.isalnum() or c in "$(" for c in doc[first].text):
        first += 1
    while last - first > 1 and not any(c.isalnum() or c == ")" for c in doc[last - 1].text):
        last -= 1
    return first, last
