"""English verb phrases in every tense a status needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tense(Enum):
    """The finite forms a phrase is put into."""

    PAST = "past"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    PERFECT = "perfect"


@dataclass(frozen=True, slots=True)
class Verb:
    """The five forms of a verb; `particle` follows directly ("call" + "off")."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str
    particle: str = ""

    def forms(self) -> tuple[str, ...]:
        """All five forms."""
        return (self.base, self.third, self.past, self.participle, self.gerund)


def regular(base: str, *, double: bool = False, particle: str = "") -> Verb:
    """A verb with regular forms; `double`: its last consonant is doubled ("bar", "barred")."""
    stem = base + base[-1] if double else base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeou":
        return Verb(base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base[:-1]}ied", f"{base}ing", particle)
    third = f"{base}es" if base.endswith(("s", "sh", "ch", "x", "z")) else f"{base}s"
    return Verb(base, third, f"{stem}ed", f"{stem}ed", f"{stem}ing", particle)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with all that follows it; `passive` phrases have only a participle (or an adjective) after "be"."""

    verb: Verb
    rest: str = ""
    passive: bool = False

    def infinitive(self) -> str:
        """The phrase after "to": "supply shells to Ukraine", "be supplied to Ukraine"."""
        return self._with(f"be {self.verb.participle}" if self.passive else self.verb.base)

    def gerund(self) -> str:
        """The phrase as a noun: "supplying shells to Ukraine", "being supplied"."""
        return self._with(f"being {self.verb.participle}" if self.passive else self.verb.gerund)

    def finite(
        self, tense: Tense, *, plural: bool, negated: bool = False, adverb: str = "", so_far: bool = False
    ) -> str:
        """The phrase as the predicate of a sentence; `so_far` is said after an auxiliary, so in the perfect."""
        be = ("were" if plural else "was") if tense is Tense.PAST else ("are" if plural else "is")
        have = "have" if plural else "has"
        verb = self.verb
        if tense is Tense.PERFECT:
            aux, rest = have, f"been {verb.participle}" if self.passive else verb.participle
        elif tense is Tense.PROGRESSIVE:
            aux, rest = be, f"being {verb.participle}" if self.passive else verb.gerund
        elif self.passive:
            aux, rest = be, verb.participle
        elif negated:
            aux, rest = "did" if tense is Tense.PAST else "do" if plural else "does", verb.base
        else:
            aux, rest = "", verb.past if tense is Tense.PAST else verb.base if plural else verb.third
        far = "so far" if so_far else ""
        order = [adverb, aux, far, "not", rest] if negated else [aux, adverb, far, rest]
        return self._with(" ".join(word for word in order if word))

    def modal(self, word: str, tense: Tense, *, negated: bool = False, adverb: str = "") -> str:
        """The phrase after a modal: "might supply", "may have supplied", "may be supplying"."""
        verb = self.verb
        if tense in (Tense.PAST, Tense.PERFECT):
            rest = f"have been {verb.participle}" if self.passive else f"have {verb.participle}"
        elif tense is Tense.PROGRESSIVE:
            rest = f"be being {verb.participle}" if self.passive else f"be {verb.gerund}"
        else:
            rest = f"be {verb.participle}" if self.passive else verb.base
        order = [word, adverb, "not" if negated else "", rest]
        return self._with(" ".join(part for part in order if part))

    def _with(self, head: str) -> str:
        return " ".join(part for part in (head, self.verb.particle, self.rest) if part)
