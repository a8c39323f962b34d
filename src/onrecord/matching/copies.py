"""Which reports hold the words of which: wire copy, whole or partly rewritten, credited or not.

Two reports are copies of each other when enough of the shorter one's runs of eight words stand in the other. Words in
quotation marks are left out, because several outlets may have heard the same statement; so are runs that are plainly a
form or boilerplate: what one outlet prints on three days, or anybody on more than a week of them.

Reports are not compared all with all: a choice of each report's runs (winnowing: Schleimer, Wilkerson and Aiken, 2003)
is kept in an index, and only reports that share a chosen run are compared.

Invariant: what is found depends on the set of reports alone, never on the order they come in. It rests on a run never
ceasing to be common once it is, and on a common run only ever lowering a share.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from onrecord.ledger.gathering import Holding
from onrecord.model.matter import Copy
from onrecord.model.report import Report

RUN = 8
"""Words in a run. Eight, as measured on 982 news articles: at a share of 0.2 no false pair; five gave some."""

SHARE = 0.2
"""The least share of the shorter report's runs that makes a copy of another outlet's report of about the same day."""

STRICT_SHARE = 0.5
"""The least share where the two are of one outlet or days apart: forms and background are repeated so, copy seldom."""

STRICT_LEAD = 0.5
"""The least share of the shorter one's first paragraph, in the same case: background never stands there."""

NEAR_DAYS = 3
"""How many days wire copy is printed after its original; later is strict."""

LEAST_RUNS = 8
"""The least number of shared runs, whatever their share: fifteen words at one stretch."""

LEAST_CHOSEN = 2
"""The least number of shared runs that the index knows: a stretch of fifteen words has two or more."""

CHOSEN_SHARE = SHARE / 2
"""The least share of the chosen runs of the one that has fewer: where even these differ, the rest is not looked at."""

WINDOW = 4
"""Of each four runs on end one is chosen for the index: eleven words shared at one stretch are never overlooked."""

OUTLET_DAYS = 3
"""A run that one outlet printed on so many days is its boilerplate."""

FORM_DAYS = 8
"""A run printed on so many days, by whomever, is a form of words."""

FORM_REPORTS = 500
"""A run that stands in so many reports is a form of words; it bounds the work that one report can make."""

CREDIT = 240
"""Characters at either end of a report in which it is looked for whom it credits."""

_PRIME = (1 << 61) - 1
_BASE = 0x1F3D_5B79_AC2E_4F61 % _PRIME
_TOP = pow(_BASE, RUN - 1, _PRIME)

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(
    r"""(?<!\d)"[^"\n]*(?:"|$)|“[^”\n]*(?:”|$)|„[^“”\n]*(?:[“”]|$)|«[^»\n]*(?:»|$)|(?<!\w)‘[^‘\n]*?’(?!\w)""",
    re.MULTILINE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A report as its runs of words: each as a whole number below 2**61, the same in every process.

    `runs` stand in the order of the text, the first `lead` of them begin in its first paragraph; `chosen` are those
    that the index knows the report by. `ends` is its beginning and end, folded: where credit is given.
    """

    hash: str
    outlet: str
    published: date
    runs: array[int]
    lead: int
    chosen: tuple[int, ...]
    ends: str = ""

    def credits(self, outlet: str) -> bool:
        """Whether it names an outlet where wires are named."""
        return bool(outlet) and outlet in self.ends


def imprint(report: Report) -> Imprint:
    """The imprint of a report, without what it quotes."""
    opening = _PARAGRAPH.split(report.text.lstrip(), maxsplit=1)[0] if report.text.strip() else ""
    first_end = len(report.text) - len(report.text.lstrip()) + len(opening)
    runs = array("Q")
    chosen: dict[int, None] = {}
    lead = 0
    begin = 0
    for quoted in [*_QUOTED.finditer(report.text), None]:
        end = quoted.start() if quoted else len(report.text)
        words = list(_WORD.finditer(report.text, begin, end))
        stretch = _stretch([word.group().casefold() for word in words])
        lead += sum(word.start() < first_end for word in words[: len(stretch)])
        runs.extend(stretch)
        chosen.update(dict.fromkeys(_choose(stretch)))
        begin = quoted.end() if quoted else end
    return Imprint(
        report.hash, report.outlet.casefold(), report.published, runs, lead, tuple(chosen), _ends(report.text)
    )


def is_common(holders: Collection[Holding]) -> bool:
    """Whether a run that these reports hold is boilerplate or a form of words. True remains true with more holders."""
    if len(holders) < OUTLET_DAYS:
        return False
    if len(holders) >= FORM_REPORTS or len({holder.published for holder in holders}) >= FORM_DAYS:
        return True
    if len({holder.outlet for holder in holders}) == len(holders):
        return False
    days = Counter(outlet for outlet, _ in {(holder.outlet, holder.published) for holder in holders})
    return max(days.values()) >= OUTLET_DAYS


def compare(one: Imprint, other: Imprint, common: Collection[int] = ()) -> Copy | None:
    """The copy that two reports are of each other, or None. `common` holds chosen runs that are common.

    Where some of the chosen runs that both hold are common, only the part of the shared runs counts that is not.
    """
    if one.hash == other.hash:
        return None
    both = set(one.chosen).intersection(other.chosen)
    living = [run for run in both if run not in common]
    if len(living) < _least_chosen(one, other):
        return None
    shorter, longer = sorted((one, other), key=lambda each: (len(each.runs), each.hash))
    held = set(longer.runs)
    own = set(shorter.runs)
    shared = len(own & held)
    counted = shared * len(living) // len(both)
    share = counted / len(own)
    if counted < LEAST_RUNS or share < SHARE:
        return None
    if _is_strict(one, other) and (share < STRICT_SHARE or not _shares_lead(shorter, held)):
        return None
    first, second = _in_order(one, other)
    told = f"{counted} of the shorter report's {len(own)} runs of {RUN} words stand in the other, quotations left out"
    return Copy(first.hash, second.hash, round(share, 3), told)


def _least_chosen(one: Imprint, other: Imprint) -> float:
    return max(LEAST_CHOSEN, CHOSEN_SHARE * min(len(one.chosen), len(other.chosen)))


def copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """All copies among reports, by the hashes of the pair."""
    index = CopyIndex()
    for report in reports:
        index.add(report)
    return index.copies()


class CopyIndex:
    """An index of reports in memory, to which reports are added one at a time."""

    def __init__(self) -> None:
        self._imprints: list[Imprint] = []
        self._held: list[Holding] = []
        self._numbers: dict[str, int] = {}
        self._holders: dict[int, list[int]] = {}
        self._common: set[int] = set()
        self._copies: dict[tuple[str, str], Copy] = {}
        self._partners: dict[str, set[str]] = {}

    def __len__(self) -> int:
        return len(self._imprints)

    def add(self, report: Report) -> tuple[Copy, ...]:
        """Keep a report; the copies it makes with those kept before. Keeping one again changes nothing.

        A later report may show that words are common and so end a copy told of before: `copies` has what stands.
        """
        if report.hash in self._numbers:
            return ()
        new = imprint(report)
        number = self._numbers[report.hash] = len(self._imprints)
        self._imprints.append(new)
        self._held.append(Holding(new.hash, new.outlet, new.published))
        met: Counter[int] = Counter()
        for run in new.chosen:
            if run in self._common:
                continue
            holders = self._holders.setdefault(run, [])
            holders.append(number)
            if len(holders) >= OUTLET_DAYS and is_common([self._held[one] for one in holders]):
                self._make_common(run)
            elif len(holders) > 1:
                met.update(holders)
        met.pop(number, None)
        near = sorted(other for other, shared in met.items() if shared >= _least_chosen(new, self._imprints[other]))
        found = (compare(new, self._imprints[other], self._common) for other in near)
        return _ordered(self._keep(copy) for copy in found if copy)

    def copies(self) -> tuple[Copy, ...]:
        """All copies among the reports kept, by the hashes of the pair."""
        return _ordered(self._copies.values())

    def _keep(self, copy: Copy) -> Copy:
        self._copies[copy.a, copy.b] = copy
        self._partners.setdefault(copy.a, set()).add(copy.b)
        self._partners.setdefault(copy.b, set()).add(copy.a)
        return copy

    def _make_common(self, run: int) -> None:
        self._common.add(run)
        hashes = [self._imprints[number].hash for number in self._holders.pop(run)]
        held = set(hashes)
        for a in hashes:
            for b in sorted(self._partners.get(a, set()) & held):
                if (a, b) in self._copies:
                    self._judge_again(a, b)

    def _judge_again(self, a: str, b: str) -> None:
        again = compare(self._imprints[self._numbers[a]], self._imprints[self._numbers[b]], self._common)
        if again:
            self._copies[a, b] = again
            return
        del self._copies[a, b]
        self._partners[a].discard(b)
        self._partners[b].discard(a)


def _ordered(found: Iterable[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(found, key=lambda copy: (copy.a, copy.b)))


def _in_order(one: Imprint, other: Imprint) -> tuple[Imprint, Imprint]:
    """The one published first, else the one that both credit (a wire names itself in its dateline), else by hash."""

    def late(each: Imprint, another: Imprint) -> tuple[date, bool, str]:
        own = each.credits(each.outlet) or another.credits(each.outlet)
        its = another.credits(another.outlet) or each.credits(another.outlet)
        return each.published, its and not own, each.hash

    return (one, other) if late(one, other) <= late(other, one) else (other, one)


def _ends(text: str) -> str:
    return f"{text[:CREDIT]} {text[-CREDIT:]}".casefold()


def _is_strict(one: Imprint, other: Imprint) -> bool:
    return one.outlet == other.outlet or abs((one.published - other.published).days) > NEAR_DAYS


def _shares_lead(shorter: Imprint, held: set[int]) -> bool:
    lead = set(shorter.runs[: shorter.lead])
    return not lead or len(lead & held) >= STRICT_LEAD * len(lead)


def _stretch(words: Sequence[str]) -> list[int]:
    """The hashes of all runs of these words: a polynomial over the words' check sums, carried on from run to run."""
    if len(words) < RUN:
        return []
    sums = [crc32(word.encode("utf-8", "surrogatepass")) + 1 for word in words]
    value = 0
    for each in sums[:RUN]:
        value = (value * _BASE + each) % _PRIME
    runs = [value]
    for gone, come in zip(sums, sums[RUN:], strict=False):
        value = ((value - gone * _TOP) * _BASE + come) % _PRIME
        runs.append(value)
    return runs


def _choose(runs: Sequence[int]) -> list[int]:
    """The least run of each window, windows that move by one."""
    if len(runs) <= WINDOW:
        return [min(runs)] if runs else []
    return [min(window) for window in zip(*(runs[shift:] for shift in range(WINDOW)), strict=False)]
