"""A match of a form in a text, with the questions readings put to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from onrecord.codebook.calendar import Calendar, Form

_WORD_BEFORE = re.compile(r"([^\W_]+\.?)[ \t\xa0–‑-]{0,3}$")
_STOP = re.compile(r"[.;,\n]")
_WORD_AFTER = re.compile(r"[ \t\xa0]{1,3}([^\W_]+)")


def lowered(text: str) -> str:
    """The text in lower case, of the same length, with straight apostrophes."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("’", "'")


@dataclass(frozen=True, slots=True)
class Hit:
    """`match` of `form` in `low` (the lower-case `text`); `is_person` tells characters of a person's name."""

    form: Form
    match: re.Match[str]
    text: str
    low: str
    calendar: Calendar
    is_person: Callable[[int, int], bool]

    def part(self, name: str) -> str:
        """The words of a group, empty where it is not there."""
        if name not in self.match.re.groupindex:
            return ""
        return self.match[name] or ""

    def whole(self, name: str) -> int | None:
        """A group that is a number in figures."""
        return int(found) if (found := self.part(name)) else None

    def count(self) -> float:
        """The counted figure of the group `count`; 1 where there is none; "and a half" adds a half."""
        words = re.sub(r"[\s-]+", " ", self.part("count")).strip()
        extra = 0.5 if re.search(r"and[\s-]a[\s-]half", self.match.group()) else 0.0
        if not words:
            return 1 + extra
        if words[0].isdigit():
            return float(words) + extra
        if words in self.calendar.numbers:
            return self.calendar.numbers[words] + extra
        return sum(self.calendar.numbers.get(word, 0) for word in words.split()) + extra

    def unit(self, name: str = "unit") -> str:
        """The unit of a group in the singular."""
        return singular(self.part(name))

    def month(self, name: str = "month") -> int:
        """The number of the month of a group."""
        return self.calendar.months[self.part(name).rstrip(".")]

    def year(self, name: str = "year") -> int | None:
        """The year of a group; of two figures after a year it is of that year's century, alone of 1950-2049."""
        found = self.part(name)
        if not found:
            return None
        if len(found) > 2:
            return int(found)
        before = self.part("year") if name != "year" else ""
        if len(before) > 2:
            return int(before) // 100 * 100 + int(found)
        return int(found) + (2000 if int(found) < 50 else 1900)

    def capital(self, name: str) -> bool:
        """Whether a group begins with a capital."""
        at = self.match.start(name)
        return self.text[at].isupper()

    def before(self, back: int = 0) -> tuple[str, bool]:
        """The word right before the match (or before `back` characters earlier) and whether it has a capital."""
        at = self.match.start() - back
        found = _WORD_BEFORE.search(self.low, max(at - 40, 0), at)
        if found is None:
            return "", False
        return found[1], self.text[found.start(1)].isupper()

    def after(self) -> tuple[str, bool]:
        """The word right after the match and whether it has a capital."""
        found = _WORD_AFTER.match(self.low, self.match.end(), self.match.end() + 40)
        if found is None:
            return "", False
        return found[1], self.text[found.start(1)].isupper()

    def clause(self) -> str:
        """The words before the match, back to a comma or stop, at most 70 characters."""
        at = self.match.start()
        return _STOP.split(self.low[max(at - 70, 0) : at])[-1]

    def nearest(self, words: Collection[str]) -> str | None:
        """The one of `words` that stands nearest to the match in its sentence ("us" only in capitals)."""
        low, start, end = self.low, self.match.start(), self.match.end()
        left = max(low.rfind("\n", 0, start), low.rfind(". ", 0, start), start - 300) + 1
        right = min(x for x in (low.find("\n", end), low.find(". ", end), end + 300) if x >= 0)
        found: list[tuple[int, str]] = []
        for word in sorted(words):
            at = low.find(word, left, right)
            while at >= 0:
                inside = low[at - 1 : at].isalnum() or low[at + len(word) : at + len(word) + 1].isalnum()
                if not inside and (word != "us" or self.text[at : at + 2] == "US"):
                    found.append((max(start - at, at - end, 0), word))
                at = low.find(word, at + 1, right)
        return min(found)[1] if found else None

    def mark_after(self) -> str:
        """The first character after the match that is no blank; empty at the end of line or text."""
        rest = self.low[self.match.end() : self.match.end() + 3].lstrip(" \t\xa0")
        return rest[:1].strip()

    def named(self) -> bool:
        """Whether what follows or goes before makes the match part of a name ("23 March Movement", "Black Friday")."""
        names = self.calendar.names
        after, high = self.after()
        if high and (after in names["names"] or after in names["mastheads"]):
            return True
        before, high = self.before()
        return high and before in names["before"]


def singular(unit: str) -> str:
    """A unit's word in the singular."""
    if unit == "centuries":
        return "century"
    return unit.removesuffix("s")
