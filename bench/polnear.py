"""Who says what in PolNeAR's form: predictions for the corpus's own spans of sources, cues and contents.

    .venv/bin/python bench/polnear.py FOLDER SPLIT OUT.jsonl

FOLDER is the corpus's data folder; SPLIT/text/*.txt are read. One line a document is written: {"doc": id,
"attributions": [{"source": [[start, end], ...], "cue": [...], "content": [...]}]}, in code points.

What is written is what `onrecord read --json --mentions` prints under `attributions` and `positions`, and nothing else
is read from the text. Only the form is changed, by characters alone: nothing is nested in the corpus, so what stands in
another's content is dropped; pieces of a content with nothing but marks between them are one; a content keeps the
"that" and the quotation marks at its ends; a source is the "who" of the clause its cue stands in; the comma that closes
an apposition belongs to it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.model.mention import Attribution
from onrecord.model.report import Report
from onrecord.reading.read import read

type Range = tuple[int, int]

_APART = re.compile(r"\W{0,8}")
_OPENER = re.compile(r"\b(?:that|whether|if|how|why)\s+$", re.IGNORECASE)
_OPENING = re.compile(r"(?:[\"“]|``|'')$")
_CLOSING = re.compile(r"[,.?!]*(?:[\"”]|'')")
_WHO = re.compile(r",?\s*\b(who|which|that)\b(?=[^.!?]{0,60}$)")
"""The relative word between a name and the cue of its clause."""


@dataclass(slots=True)
class Flat:
    """One attribution in the corpus's form: ranges of characters."""

    source: Range | None
    cue: Range
    content: list[Range]


def flat(text: str, found: Sequence[Attribution]) -> list[Flat]:
    """The attributions that stand under no other, one a cue, in text order."""
    by_cue: dict[Range, Flat] = {}
    for one in found:
        if any(_under(one, other) for other in found):
            continue
        source = (one.source.start, one.source.end) if one.source is not None else None
        cue = (one.cue.start, one.cue.end)
        made = by_cue.setdefault(cue, Flat(source, cue, []))
        made.content.extend((part.start, part.end) for part in one.content)
    kept = [made for made in by_cue.values() if made.content]
    for made in kept:
        if made.source is not None:
            made.source = _source(text, made.source, made.cue)
        made.content = _pieces(text, made.content)
    return sorted(kept, key=lambda made: made.cue)


def _under(one: Attribution, other: Attribution) -> bool:
    if other is one or other.cue == one.cue:
        return False
    return any(part.start <= one.cue.start < part.end for part in other.content)


def _source(text: str, source: Range, cue: Range) -> Range:
    """The "who" behind a source, or the source with the comma that closes its apposition."""
    between = text[source[1] : cue[0]]
    who = _WHO.match(between)
    if who is not None:
        return source[1] + who.start(1), source[1] + who.end(1)
    closed = "," in text[source[0] : source[1]] and re.fullmatch(r"\s*,\s*", between) is not None
    return (source[0], source[1] + between.index(",") + 1) if closed else source


def _pieces(text: str, content: Sequence[Range]) -> list[Range]:
    """The pieces of a content, joined where only marks stand between, with "that" and the marks around them."""
    joined: list[Range] = []
    for first, last in sorted(set(content)):
        if joined and _APART.fullmatch(text, joined[-1][1], max(first, joined[-1][1])):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return [_with_marks(text, first, last) for first, last in joined]


def _with_marks(text: str, first: int, last: int) -> Range:
    for pattern in (_OPENING, _OPENER):
        before = pattern.search(text, max(0, first - 12), first)
        first = before.start() if before is not None else first
    after = _CLOSING.match(text, last)
    return first, after.end() if after is not None else last


def predict(name: str, words: str) -> dict[str, object]:
    """The line of one document."""
    mentions = read(Report(outlet="Bench", published=date(2016, 9, 1), text=words)).mentions
    found = flat(words, [*mentions.attributions, *mentions.positions])
    return {
        "doc": name,
        "attributions": [
            {
                "source": [list(made.source)] if made.source is not None else [],
                "cue": [list(made.cue)],
                "content": [list(part) for part in made.content],
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
