"""A text's words as plain lists, with the namings found in it and what its nouns mean.

Invariant: every naming is a run of whole tokens; `Page.naming` gives for a token the innermost naming that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.codebook.nouns import Noun, Sort, nouns
from onrecord.codebook.register import Entry

if TYPE_CHECKING:
    from onrecord.reading.text import Text


@dataclass(frozen=True, slots=True)
class Naming:
    """Tokens `first` to `last` (past the last) that name something.

    `entry` is what the register knows of it, `noun` the noun that says what it is (in the name, or put before it),
    `person` whether it is a human being, `title` the first token of the title in capitals before it (-1: none).
    """

    first: int
    last: int
    entry: Entry | None = None
    noun: Noun | None = None
    person: bool = False
    title: int = -1
    outlet: bool = False


@dataclass(slots=True)
class Page:
    """A text's words, lower-case words, tags and entity types as plain lists, with its namings."""

    text: Text
    words: list[str]
    lowers: list[str]
    tags: list[str]
    ents: list[str]
    namings: list[Naming] = field(default_factory=list)
    naming: list[int] = field(default_factory=list)
    _nouns: dict[int, Noun | None] = field(default_factory=dict)

    def at(self, index: int) -> Naming | None:
        """The innermost naming that holds a token."""
        found = self.naming[index]
        return self.namings[found] if found >= 0 else None

    def between(self, first: int, last: int) -> str:
        """The characters of tokens `first` to `last` (past the last)."""
        doc = self.text.doc
        end = doc[last - 1]
        return self.text.report.text[doc[first].idx : end.idx + len(end)]

    def noun(self, index: int) -> Noun | None:
        """What the noun at a token means, by the longest listed phrase that ends there; None for other words."""
        if index in self._nouns:
            return self._nouns[index]
        tag = self.tags[index]
        found = self._noun(index) if tag[:2] in ("NN", "JJ") else None
        if found is not None and tag[:2] == "JJ":
            named = index + 1 < len(self.words) and self.words[index + 1][0].isupper()
            if "-" not in found.word and found.sort is not Sort.OUTLET and not (named and found.sort is Sort.RANK):
                found = None
        self._nouns[index] = found
        return found

    def _noun(self, index: int) -> Noun | None:
        known = nouns()
        for form in _forms(self.lowers[index]):
            if not known.heads(form):
                continue
            if index > 1 and self.words[index - 1] == "-":
                found = known.find(f"{self.lowers[index - 2]}-{form}")
                if found is not None:
                    return found
            if index and known.ends(form):
                before = f"{self.lowers[index - 1]} {form}"
                if index > 1:
                    found = known.find(f"{self.lowers[index - 2]} {before}")
                    if found is not None:
                        return found
                found = known.find(before)
                if found is not None:
                    return found
            found = known.find(form)
            if found is not None:
                return found
        return None

    def add(self, found: Naming) -> None:
        """Keep a naming; its tokens now belong to it, those of namings inside it stay theirs."""
        number = len(self.namings)
        self.namings.append(found)
        for i in range(found.first, found.last):
            if self.naming[i] < 0:
                self.naming[i] = number


def _forms(lower: str) -> tuple[str, ...]:
    """A noun's own form and its likely singulars, the likeliest last."""
    if len(lower) < 4 or not lower.endswith(("s", "men", "children")):
        return (lower,)
    if lower.endswith("men"):
        return (lower, lower[:-3] + "man")
    if lower == "children":
        return ("child",)
    if lower.endswith("ies"):
        return (lower, lower[:-3] + "y")
    if lower.endswith(("ches", "shes", "sses", "xes")):
        return (lower, lower[:-2])
    return (lower, lower[:-1]) if not lower.endswith("ss") else (lower,)
