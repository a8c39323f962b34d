"""How fast copies are found and claims become matters: 100,000 reports, and 100,000 claims, on one core.

The annotated reports of the quality gate are varied as in `ledger.py`; of the reports that come, two in five retell one
of the last days: half of them word for word for the most part, half in other words. Each size runs in a process of its
own, so that its memory is its own; its time is that of the processor. Then a ledger is filled, its matters are brought
up to date, and single reports are added: timed from the call to keep until the matters stand again.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ledger import MAKER, WORD, Variation, real
from onrecord.ledger.opening import open_ledger
from onrecord.matching.copies import CopyIndex
from onrecord.matching.matching import match
from onrecord.matching.telling import Telling
from onrecord.matching.updating import update_matters
from onrecord.model.claim import Claim
from onrecord.model.evidence import Span
from onrecord.model.mention import Mentions, Reading
from onrecord.model.report import Report

SIZES = (12_500, 25_000, 50_000, 100_000)
RETOLD = 0.4
WORDS_CHANGED = 0.35
SINGLE = 25
GROWTH = 1.3
"""How much more than n log n the time or the memory may grow from the smallest size to the largest: what noise adds."""
LIMIT_SECONDS = 1.0


class Stream:
    """Readings as they come, day after day, over four years."""

    def __init__(self, reports: int) -> None:
        self.chance = random.Random(7)
        self.variation = Variation(real())
        self.things = sorted({item.what for one in real() for claim in one.claims for item in claim.items})
        self.recent: list[Reading] = []
        self.reports = reports

    def __iter__(self) -> Iterator[Reading]:
        for number in range(self.reports):
            if self.recent and self.chance.random() < RETOLD:
                yield self._retold(self.chance.choice(self.recent), number)
                continue
            made = self._other_things(self.variation.make(number))
            self.recent = [*self.recent[-30:], made]
            yield made

    def _other_things(self, one: Reading) -> Reading:
        """A reading with other things in other numbers: a dozen reports would supply the same again and again."""
        claims = []
        for claim in one.claims:
            items = tuple(
                replace(
                    item,
                    what=self.chance.choice(self.things),
                    value=None if item.value is None else round(math.exp(self.chance.uniform(0, 9))),
                )
                for item in claim.items
            )
            claims.append(replace(claim, items=items))
        return replace(one, claims=tuple(claims))

    def _retold(self, one: Reading, number: int) -> Reading:
        before = one.report
        copied = self.chance.random() < 0.5
        text = before.text if copied else WORD.sub(self._other, before.text)
        report = Report(
            outlet=f"{before.outlet} {self.chance.choice(('North', 'South', 'Evening'))}",
            published=before.published + timedelta(days=self.chance.randrange(2)),
            text=f"{text} {number}",
            id=f"b{number}",
        )
        return Reading(report, tuple(_moved(claim, text) for claim in one.claims), Mentions())

    def _other(self, found: re.Match[str]) -> str:
        word = found.group()
        return self.chance.choice(self.variation.by_length[len(word)]) if self.chance.random() < WORDS_CHANGED else word


def _moved(claim: Claim, text: str) -> Claim:
    """A claim over a text whose words are others of the same length."""

    def at(span: Span | None) -> Span:
        return Span.of(text, span.start, span.end)

    def part[T](one: T) -> T:
        return one if one.span is None else replace(one, text=at(one.span).exact, span=at(one.span))

    return replace(
        claim,
        trigger=at(claim.trigger),
        evidence=at(claim.evidence),
        status=replace(claim.status, cues=tuple(at(cue) for cue in claim.status.cues)),
        agent=tuple(part(one) for one in claim.agent),
        recipient=tuple(part(one) for one in claim.recipient),
        items=tuple(part(one) for one in claim.items),
        place=tuple(part(one) for one in claim.place),
        when=None if claim.when is None else part(claim.when),
        sources=tuple(part(one) for one in claim.sources),
    )


def told(claims: int) -> list[Telling]:
    made: list[Telling] = []
    count = 0
    for reading in Stream(claims):
        made.append(Telling(reading.report, reading.claims))
        count += len(reading.claims)
        if count >= claims:
            break
    return made


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def copies_of(size: int) -> tuple[float, float, str]:
    reports = [reading.report for reading in Stream(size)]
    before, begun = memory(), time.process_time()
    index = CopyIndex()
    for report in reports:
        index.add(report)
    return time.process_time() - begun, memory() - before, f"{len(index.copies()):,} copies"


def matters_of(size: int) -> tuple[float, float, str]:
    tellings = told(size)
    before, begun = memory(), time.process_time()
    found = match(tellings)
    spent = time.process_time() - begun
    return spent, memory() - before, f"{len(tellings):,} reports, {len(found):,} matters"


def growth(kind: str, sizes: tuple[int, ...]) -> bool:
    """Print time and memory at each size; whether the time grows no faster than n log n."""
    spent: dict[int, float] = {}
    held: dict[int, float] = {}
    for size in sizes:
        line = subprocess.run(
            [sys.executable, __file__, "--one", kind, "--size", str(size)], check=True, capture_output=True, text=True
        ).stdout
        seconds, megabytes, what = line.strip().split("\t")
        spent[size], held[size] = float(seconds), float(megabytes)
        print(f"{kind:8} {size:9,}  {spent[size]:8.1f} s  {held[size]:7.0f} MB  {what}", flush=True)
    first, last = sizes[0], sizes[-1]
    fair = last * math.log(last) / (first * math.log(first))
    times, room = spent[last] / spent[first], held[last] / max(held[first], 1.0)
    print(f"{kind:8} grew {times:.1f} times in time, {room:.1f} in memory; n log n grows {fair:.1f} times")
    return times <= GROWTH * fair and room <= GROWTH * fair


def single(size: int) -> bool:
    """Fill a ledger, bring its matters up to date, then add single reports."""
    stream = iter(Stream(10 * size))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "bench.db") as ledger:
        count, reports = 0, 0
        begun = time.perf_counter()
        while count < size:
            reading = next(stream)
            ledger.keep(reading, made_by=MAKER)
            count, reports = count + len(reading.claims), reports + 1
        print(f"ledger   {count:,} claims of {reports:,} reports kept in {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        update_matters(ledger)
        print(f"ledger   matters brought up to date in {time.perf_counter() - begun:.1f} s, {memory():.0f} MB in all")
        times = []
        for _ in range(SINGLE):
            reading = next(stream)
            begun = time.perf_counter()
            ledger.keep(reading, made_by=MAKER)
            update_matters(ledger)
            times.append(time.perf_counter() - begun)
        times.sort()
        print(f"ledger   one report more: median {times[SINGLE // 2]:.3f} s, slowest {times[-1]:.3f} s")
    return times[-1] <= LIMIT_SECONDS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZES[-1])
    parser.add_argument("--one", choices=("copies", "matters", "ledger"))
    wanted = parser.parse_args()
    if wanted.one == "ledger":
        return 0 if single(wanted.size) else 1
    if wanted.one:
        seconds, megabytes, what = {"copies": copies_of, "matters": matters_of}[wanted.one](wanted.size)
        print(f"{seconds}\t{megabytes}\t{what}")
        return 0
    sizes = tuple(size for size in SIZES if size <= wanted.size)
    sound = [growth("copies", sizes), growth("matters", sizes), single(wanted.size)]
    return 0 if all(sound) else 1


if __name__ == "__main__":
    sys.exit(main())
