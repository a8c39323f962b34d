"""Fills docs/status.md from the codebook's own examples and the measured constructions; --check only tells.

    .venv/bin/python tools/status_page.py            write the parts between the marks of the page
    .venv/bin/python tools/status_page.py --check    exit status 1 where the page tells another

A value takes as its example the line of the codebook (then of the constructions) that differs least from a plain
fact, and of those the shortest, so that the example shows that value and little else.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from onrecord.codebook.cues import cues
from onrecord.model.claim import Act
from onrecord.model.fact import is_factual
from onrecord.model.report import Report
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance, Status
from onrecord.model.wording import say_status
from onrecord.reading.seed import Seed
from onrecord.reading.status import status
from onrecord.reading.text import parse

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "status.md"
LINES = ROOT / "tests" / "reading" / "status_constructions.toml"
PLAIN = ("yes", "stated", "done", "says")
MARK = "<!-- {name}: written by tools/status_page.py -->\n"
END = "<!-- end of {name} -->\n"

MEANINGS: dict[str, dict[str, str]] = {
    "polarity": {
        "yes": "The act is said to be so.",
        "no": "The act is said not to be so, at the stage that is told.",
    },
    "certainty": {
        "stated": "The words put the act at its stage without a doubt.",
        "likely": "It is expected, due, probable or believed.",
        "possible": "It may or could be, or is not ruled out.",
        "unknown": "It is asked, unclear, not confirmed, or nobody will say.",
    },
    "stage": {
        "open": "A possibility only; no step has been taken.",
        "considered": "Under discussion or review.",
        "planned": "The doer's own act is intended or scheduled.",
        "pledged": "Promised or announced to somebody else.",
        "approved": "Authorised, signed off, ordered.",
        "under_way": "Going on, or in transit.",
        "done": "It has happened. Of aid: with words of giving, arrival or hand-over.",
        "refused": "The doer will not do it, or holds it back.",
        "suspended": "Paused or delayed.",
        "cancelled": "Given up or ended for good.",
        "standing": "A lasting state, a stock, a habit or a law.",
    },
    "stance": {
        "says": "The source tells it.",
        "confirms": "The source vouches for it.",
        "denies": "The source says with a word of denial that it is not so.",
        "not_confirmed": "The source does not vouch for it, and does not deny it either.",
        "no_comment": "The source was asked, or could have told, and says nothing.",
    },
    "flags": {
        "hearsay": "Told as what others tell; the certainty stays what the words say.",
        "conditional": "It hangs on a condition.",
        "purpose": "It is what something else was done for.",
        "attempt": "It was tried; the outcome is untold, or with polarity `no` it failed.",
        "provisional": "It stands so for now: so far, yet, for the moment.",
        "secret": "It is told as done in secret.",
        "reversal": "What is told is the ending of a restriction; the stage is that of the ending.",
    },
}

TRAPS: dict[str, str] = {
    "plan": "a plan beside the act",
    "will": "going somewhere is no future",
    "pledge": "a promise already kept",
    "announce": "an announcement that it has been done",
    "approve": "the approval of something else, or an order that is only told",
    "disapprove": "a vote against something else",
    "consider": "a debate about something else",
    "debate": "a debate about something else, or about what has happened",
    "begin": "the beginning of something else",
    "complete": "something else that took place",
    "suspend": "a pause in something else",
    "cancel": "something else that was cancelled",
    "stop": "something else that stopped",
    "refuse": "something else that was refused",
    "negate": "something else that failed",
    "attempt": "a word that only looks like trying",
    "hearsay": "an accusation of something else",
    "avert": "something else that was avoided",
    "possible": "a drill for something else",
    "expect": "an expectation that was fulfilled, or that belongs to the next clause",
    "claim": "a claim to something else",
    "confirm": "something else that was confirmed",
    "deny": "denied a visa, dismissed a man: no denial of the act",
    "comment": "silence about something else",
    "silent": "a call that was ignored",
    "ask": "a question of why or how takes the act for granted",
}

CONSTRUCTIONS: dict[str, str] = {
    "past": "a plain past",
    "perfect": "a perfect",
    "negation": "the act's own negation",
    "yet": "not so far, has yet to",
    "rule_out": "ruling out, and not ruling out",
    "refuse": "refusing, declining, holding back",
    "will": "will, is to, a promise or a plan",
    "expected": "expected, due, likely",
    "may": "may, might, could",
    "consider": "considering, weighing, under review",
    "pledge": "pledging and promising",
    "approve": "approving, authorising, ordering",
    "under_way": "going on, begun, resumed",
    "suspend": "pausing and delaying",
    "cancel": "cancelling and giving up",
    "deny": "denying, dismissing, calling false",
    "unconfirmed": "not confirming",
    "no_comment": "not commenting, not answering",
    "confirm": "confirming, admitting",
    "question": "asking whether",
    "conditional": "if, unless, provided that",
    "purpose": "in order to, so that",
    "attempt": "trying, with an outcome or without",
    "double_negation": "two negations that meet",
    "nominal": "the act as a noun",
    "hearsay": "reportedly, allegedly, rumours",
    "counterfactual": "would have been; almost",
    "standing": "habits, laws, stocks",
    "passive": "passives",
    "trap": "a cue that stands beside the act",
    "headline": "headlines",
    "nested": "one cue inside another",
    "secret": "secretly, in secret",
    "reversal": "lifting a restriction",
    "stop": "stopping, preventing, going without",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with an act in it and the status that the codebook gives that act."""

    text: str
    act: Act
    trigger: str
    lists: tuple[str, ...]
    flags: frozenset[str]
    seed: str | None = None
    name: str = ""
    half: str = ""

    def status(self) -> Status:
        """The status that the line is meant to show."""
        polarity, certainty, stage, stance = self.lists
        flags = frozenset(map(Flag, self.flags))
        return Status(Polarity(polarity), Certainty(certainty), Stage(stage), Stance(stance), flags)

    def shown(self) -> str:
        """The sentence with its act in bold."""
        return self.text.replace(self.trigger, f"**{self.trigger}**", 1).replace("|", "\\|")

    def phrase(self) -> str:
        """The status in a few words."""
        return say_status(self.status(), self.act)


def _of_codebook(raw: str, name: str) -> Line:
    text, act, trigger, lists, flags = (part.strip() for part in raw.split("|"))
    return Line(text, Act(act), trigger, tuple(lists.split()), frozenset(flags.split(",")) - {""}, name=name)


def examples() -> list[Line]:
    """The examples of the codebook's cues."""
    return [_of_codebook(raw, entry.op) for entry in cues().entries for raw in entry.examples]


def near_misses() -> list[Line]:
    """The codebook's sentences in which a cue stands beside the act and must not touch it."""
    return [_of_codebook(raw, entry.op) for entry in cues().entries for raw in entry.near_misses]


def constructions() -> list[Line]:
    """The lines of the construction tests."""
    return [
        Line(
            row["text"],
            Act(row["act"]),
            row["trigger"],
            tuple(row["status"].split()),
            frozenset(row.get("flags", ())),
            row.get("seed"),
            construction["name"],
            row["half"],
        )
        for construction in tomllib.loads(LINES.read_text(encoding="utf-8"))["construction"]
        for row in construction["lines"]
    ]


def _oddness(line: Line) -> tuple[int, bool, bool, int]:
    """How far a line is from a plain fact told by the codebook in a short whole sentence."""
    odd = sum(a != b for a, b in zip(line.lists, PLAIN, strict=True)) + len(line.flags)
    return odd, bool(line.half), not line.text.endswith("."), len(line.text)


def _example(fits: Callable[[Line], bool]) -> Line:
    return min(filter(fits, [*examples(), *constructions()]), key=_oddness)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def values() -> str:
    """A table for each of the four lists and one for the flags."""
    parts = []
    for at, (name, enum) in enumerate(
        {"polarity": Polarity, "certainty": Certainty, "stage": Stage, "stance": Stance, "flags": Flag}.items()
    ):
        rows = []
        for value in enum:
            line = _example(lambda x, at=at, v=value.value: v in x.flags if at == len(PLAIN) else x.lists[at] == v)
            rows.append((f"`{value.value}`", MEANINGS[name][value.value], line.shown(), line.phrase()))
        parts.append(f"### {name}\n\n{_table((name, 'means', 'for instance', 'shown as'), rows)}")
    return "\n".join(parts)


def traps() -> str:
    """The near misses of the codebook."""
    rows = [(TRAPS[line.name], line.shown(), line.phrase()) for line in near_misses()]
    return _table(("what misleads", "sentence", "shown as"), rows)


@lru_cache(maxsize=1)
def _measured() -> tuple[tuple[Line, bool, bool], ...]:
    """Each construction line, whether all four lists are right, and whether it is wrongly told as a fact."""
    rows = []
    for line in constructions():
        text = parse(Report(outlet="Test", published=date(2025, 1, 15), text=line.text))
        start = line.text.index(line.trigger)
        span = text.doc.char_span(start, start + len(line.trigger), alignment_mode="expand")
        if span is None:
            raise ValueError(line.text)
        stage = Stage(line.seed) if line.seed else None
        found = status(text, Seed(line.act, span.root, span.start, span.end, stage, "reversal" in line.flags))
        wanted = line.status()
        right = (found.polarity, found.certainty, found.stage, found.stance) == (
            wanted.polarity,
            wanted.certainty,
            wanted.stage,
            wanted.stance,
        )
        rows.append((line, right, is_factual(found) and not is_factual(wanted)))
    return tuple(rows)


def figures() -> str:
    """What the reading gets right of the constructions, by half and by construction."""
    halves = []
    for half, words in (("before", "before the rules, not looked at meanwhile"), ("after", "with the rules")):
        rows = [row for row in _measured() if row[0].half == half]
        right, false = sum(row[1] for row in rows), sum(row[2] for row in rows)
        share = f"{right} ({right / len(rows):.3f})"
        halves.append((words, str(len(rows)), share, f"{false} ({false / len(rows):.3f})"))
    table = _table(("written", "sentences", "all four lists right", "wrongly a fact"), halves)
    names = dict.fromkeys(line.name for line in constructions())
    rows = []
    for name in names:
        of = [row for row in _measured() if row[0].name == name]
        shares = [_share([row[1] for row in of if row[0].half == half]) for half in ("before", "after")]
        first = next(row[0] for row in of if row[0].half == "after")
        rows.append((CONSTRUCTIONS[name], first.shown(), first.phrase(), *shares))
    return f"{table}\n{_table(('construction', 'for instance', 'shown as', 'before', 'with'), rows)}"


def _share(right: list[bool]) -> str:
    return f"{sum(right)}/{len(right)}"


def page(text: str) -> str:
    """The page with its written parts made anew."""
    for name, made in (("values", values), ("traps", traps), ("figures", figures)):
        begin, end = MARK.format(name=name), END.format(name=name)
        if text.count(begin) != 1 or text.count(end) != 1:
            raise ValueError(f"docs/status.md has no part {name}")
        text = f"{text[: text.index(begin)]}{begin}\n{made()}\n{text[text.index(end) :]}"
    return text


def main() -> int:
    """Write or check the page; 1 where it tells another than the codebook."""
    text = PAGE.read_text(encoding="utf-8")
    wanted = page(text)
    if wanted != text and "--check" in sys.argv:
        sys.stderr.write("docs/status.md is not what the codebook says: run tools/status_page.py\n")
        return 1
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
