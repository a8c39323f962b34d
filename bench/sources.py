"""How many chains of sources are right over a suite of single sentences, and how many links have the right kind.

    .venv/bin/python bench/sources.py SUITE.jsonl

SUITE holds one line a sentence: {"id", "text", "sources": [{"name", "kind", "country"}, ...], "content"}; a line with
no sources is right where nothing is attributed. A link's kind is counted over the links of right chains only.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from onrecord.model.report import Report
from onrecord.model.source import Chain, Source
from onrecord.reading.attribution import Attributed, attributions
from onrecord.reading.cast import cast
from onrecord.reading.text import Text, parse

SMALL = frozenset("the a an of and in for to its his her some around about more than up at least".split())
STATELY = frozenset({"government", "official"})
HALF = 0.5


class Wanted(TypedDict):
    """A link as the suite gives it."""

    name: str
    kind: str
    country: str | None


class Line(TypedDict):
    """A line of the suite."""

    id: str
    text: str
    sources: list[Wanted]
    content: str


def words(text: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(re.findall(r"\w+", text.casefold())) - SMALL


def is_same(wanted: Wanted, found: Source) -> bool:
    """Whether a link is the one wanted: the country agrees and half the words of the shorter name are shared."""
    country = wanted["country"]
    if country and country != found.country and wanted["kind"] != "outlet":
        return False
    one, other = words(wanted["name"]), words(found.name)
    if one and other and len(one & other) / min(len(one), len(other)) >= HALF:
        return True
    return bool(country) and country == found.country and {wanted["kind"], found.kind.value} <= STATELY


def fits(text: Text, one: Attributed, content: str) -> bool:
    """Whether at least half the words of an attribution's content are the wanted ones (F1)."""
    left, right = Counter(content.split()), Counter(" ".join(text.span(*p).exact for p in one.content).split())
    total = left.total() + right.total()
    return total > 0 and 2 * (left & right).total() / total >= HALF


def right_chain(line: Line) -> Chain | None:
    """The chain that agrees with the line's, link by link; None where there is none."""
    text = parse(Report(outlet="Suite", published=date(2025, 1, 15), text=line["text"]))
    found = attributions(text, cast(text))
    if not line["sources"]:
        return None if found else ()
    for one in found:
        whole = len(one.chain) == len(line["sources"]) and fits(text, one, line["content"])
        if whole and all(is_same(a, b) for a, b in zip(line["sources"], one.chain, strict=True)):
            return one.chain
    return None


def count(lines: Sequence[Line]) -> None:
    """Print the figures, and every link of a right chain whose kind is wrong."""
    right = links = kinds = 0
    for line in lines:
        chain = right_chain(line)
        if chain is None:
            continue
        right += 1
        for wanted, found in zip(line["sources"], chain, strict=True):
            links += 1
            kinds += wanted["kind"] == found.kind.value
            if wanted["kind"] != found.kind.value:
                print(f"{line['id']}: {found.text} is {wanted['kind']}, read as {found.kind.value}")
    print(f"chains right {right} of {len(lines)} ({right / max(len(lines), 1):.3f})")
    print(f"kinds right  {kinds} of {links} links of right chains ({kinds / max(links, 1):.3f})")


def main() -> None:
    """Read the arguments and count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("suite", type=Path, help="a file of sentences with their chains, one JSON object a line")
    given = parser.parse_args()
    rows = given.suite.read_text(encoding="utf-8").splitlines()
    count([json.loads(row) for row in rows if row.strip()])


if __name__ == "__main__":
    main()
