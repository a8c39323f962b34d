"""Who says what in PolNeAR's form: predictions for the corpus's own spans of sources, cues and contents.

    .venv/bin/python bench/polnear.py FOLDER SPLIT OUT.jsonl

FOLDER is the corpus's data folder; SPLIT/text/*.txt are read. One line a document is written: {"doc": id,
"attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}, in code points.

The corpus and the codebook differ, and the difference is bridged here and not in the engine. Nothing is nested there,
so an attribution inside another's content is dropped. Its sources are whole noun phrases with title and apposition, or
the relative word of the cue's own clause. Its contents keep "that", "whether" and the quotation marks. And it counts
what is wanted, urged, backed or blamed (`onrecord.reading.positions`), which the codebook has the outlet tell.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.report import Report
from onrecord.reading.attribution import Attributed, attributions
from onrecord.reading.cast import cast
from onrecord.reading.positions import positions
from onrecord.reading.text import Text, parse

if TYPE_CHECKING:
    from spacy.tokens import Token

type Range = tuple[int, int]

MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", "'"})
DOUBLE = MARKS - {"'", "’", "‘"}
STOPS = frozenset({",", ".", "?", "!"})
OPENERS = frozenset({"that", "whether", "if", "how", "why"})
GAP = 3
"""Most tokens without a letter that may stand between two pieces of one content."""


@dataclass(slots=True)
class Flat:
    """One attribution in the corpus's form: token ranges (first, past-last)."""

    source: Range | None
    cue: Range
    content: list[Range]


def flat(text: Text, found: Sequence[Attributed]) -> list[Flat]:
    """The attributions that stand under no other, one a cue, in text order."""
    by_cue: dict[Range, Flat] = {}
    for one in found:
        if any(_under(one, other) for other in found):
            continue
        made = by_cue.setdefault(one.cue, Flat(one.source, one.cue, []))
        made.content.extend(one.content)
    kept = [made for made in by_cue.values() if made.content]
    for made in kept:
        made.source = _phrase(text, made)
        made.content = _pieces(text, made)
    return sorted((made for made in kept if made.content), key=lambda made: made.cue)


def _under(one: Attributed, other: Attributed) -> bool:
    if other is one or other.cue == one.cue:
        return False
    return any(first <= one.cue[0] < last for first, last in other.content)


def _phrase(text: Text, made: Flat) -> Range | None:
    """The noun phrase of a source as the corpus takes it, clear of cue and content.

    With article, title and apposition (and the comma that closes it), without a relative clause behind a comma; the
    relative word alone where the cue stands in its clause.
    """
    if made.source is None:
        return None
    doc = text.doc
    relative = _relative(text, made)
    if relative is not None:
        return relative
    first, last = made.source
    head = doc[first:last].root
    start, stop = text.sentences[text.sentence_of[head.i]]
    wide_first, wide_last = max(head.left_edge.i, start), min(_own_end(text, head, last), stop)
    for low, high in (made.cue, *made.content):
        if low > head.i:
            wide_last = min(wide_last, low)
        elif high <= head.i:
            wide_first = max(wide_first, high)
    wide = _bare(text, min(wide_first, first), max(wide_last, last))
    inside = any(token.text == "," for token in doc[wide[0] : wide[1]])
    after = wide[1]
    closed = after < len(doc) and doc[after].text == "," and made.cue[0] == after + 1
    return (wide[0], after + 1) if inside and closed else wide


def _relative(text: Text, made: Flat) -> Range | None:
    """The "who" whose clause holds the cue."""
    verb = text.doc[made.cue[0] : made.cue[1]].root
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None or verb.dep_ not in ("conj", "xcomp"):
            break
        verb = verb.head
    if subject is None or subject.tag_ not in ("WP", "WDT") or subject.i > made.cue[0]:
        return None
    return (subject.i, subject.i + 1)


def _own_end(text: Text, head: Token, last: int) -> int:
    """Past the last token that belongs to a phrase: before a relative clause set off by a comma or a dash."""
    if head.dep_ == "poss":
        return last
    end = head.right_edge.i + 1
    for part in head.subtree:
        before = text.doc[part.left_edge.i - 1].text if part.left_edge.i else ""
        loose = part.dep_ in ("relcl", "acl", "advcl") and part.left_edge.i > head.i
        if loose and before in (",", "-", "--", "—", "–"):
            end = min(end, part.left_edge.i)
    return end


def _bare(text: Text, first: int, last: int) -> Range:
    """A range without blanks, commas and marks at its ends."""
    doc = text.doc
    while last - first > 1 and not any(c.isalnum() or c in "$(" for c in doc[first].text):
        first += 1
    while last - first > 1 and not any(c.isalnum() or c == ")" for c in doc[last - 1].text):
        last -= 1
    return first, last


def _pieces(text: Text, made: Flat) -> list[Range]:
    """The pieces of a content, joined where only marks stand between, with "that" and the marks around them."""
    words = [token.text for token in text.doc]
    joined: list[list[int]] = []
    for first, last in sorted(set(made.content)):
        near = joined and first <= joined[-1][1] + GAP
        if near and not any(w.isalnum() for w in words[joined[-1][1] : first]):
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    return [_with_marks(words, first, last) for first, last in joined]


def _with_marks(words: Sequence[str], first: int, last: int) -> Range:
    if first and words[first - 1] in DOUBLE:
        first -= 1
    if first and words[first - 1].lower() in OPENERS:
        first -= 1
    end = last
    while end < len(words) and words[end] in STOPS:
        end += 1
    if end < len(words) and words[end] in DOUBLE:
        last = end + 1
    return first, last


def predict(name: str, words: str) -> dict[str, object]:
    """The line of one document."""
    text = parse(Report(outlet="Bench", published=date(2016, 9, 1), text=words))
    who = cast(text)
    said = attributions(text, who)
    found = flat(text, [*said, *positions(text, who, said)])

    def spans(ranges: Sequence[Range]) -> list[list[int]]:
        return [[span.start, span.end] for span in (text.span(*r) for r in ranges)]

    return {
        "doc": name,
        "attributions": [
            {
                "source": spans([made.source]) if made.source is not None else [],
                "cue": spans([made.cue]),
                "content": spans(made.content),
            }
            for made in found
        ],
    }


def lines(folder: Path) -> Iterator[str]:
    """The lines of all documents of a split, by the order of their names."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield json.dumps(predict(path.name.removesuffix(".txt"), file.read()), ensure_ascii=False)


def main() -> None:
    """Read the arguments and write the predictions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="the corpus's data folder")
    parser.add_argument("split", help="train, dev or test")
    parser.add_argument("out", type=Path, help="where to write the predictions")
    given = parser.parse_args()
    if not (given.folder / given.split / "text").is_dir():
        parser.error(f"{given.folder / given.split} holds no folder of texts")
    with given.out.open("w", encoding="utf-8") as file:
        for line in lines(given.folder / given.split):
            file.write(line + "\n")


if __name__ == "__main__":
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    main()
