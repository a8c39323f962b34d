"""How a matter stands in one line of words, made by rule from its status, its roots and its claims."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.matching.sayings import Saying
from onrecord.matching.standing import Weighed
from onrecord.matching.voices import voice
from onrecord.model.claim import TWO_SIDED, Act
from onrecord.model.matter import MatterStatus, Part, Root
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Stance
from onrecord.model.wording_names import is_plural_source, join, source_words

_MOST = 2
"""Roots named one by one; more are counted."""

_COUNTED = "no one two three four five six seven eight nine ten eleven twelve".split()
_CLOSING = {MatterStatus.CORROBORATED: "Corroborated", MatterStatus.SINGLE_SOURCE: "Single source"}


def truth(status: MatterStatus, weighed: Weighed, roots: Sequence[Root], *, reports: int) -> str:
    """The line: "Disputed: Armenia's defence ministry says so, Azerbaijan denies it; 4 reports, 2 origins"."""
    said = [root for root in roots if not root.against]
    denied = [root for root in roots if root.against]
    tail = f"{_many(reports, 'report')}, {_range(roots)}"
    if status is MatterStatus.DISPUTED:
        return f"Disputed: {_say(said)}, {_deny(denied, weighed)}; {tail}"
    if status is MatterStatus.DENIED:
        return f"Denied: {_deny(denied, weighed)}, and nobody says so; {tail}"
    if status is MatterStatus.CONFIRMED:
        return f"Confirmed by {_confirming(said, weighed.said[0].claim.act)}; {tail}"
    if status is MatterStatus.UNCONFIRMED:
        return f"Unconfirmed: {_told(said)}{_withheld(weighed.withheld)}; {tail}"
    if not said:
        return f"Nobody says so; {_many(reports, 'report')}"
    return f"{_CLOSING[status]}: {_say(said)}; {tail}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _range(roots: Sequence[Root]) -> str:
    """All origins, for and against: "2 origins", "1 to 3 origins" where some are unnamed."""
    sides = ([root for root in roots if root.against is against] for against in (False, True))
    least, most = sum(max(1, sum(root.firm for root in side)) for side in sides if side), len(roots)
    return _many(most, "origin") if least == most else f"{least} to {most} origins"


def _names(roots: Sequence[Root]) -> str:
    """The roots in a row; many are counted: "two named sources and one unnamed"."""
    if len(roots) <= _MOST:
        return join(_name(root) for root in roots)
    firm = sum(root.firm for root in roots)
    rest = len(roots) - firm
    if not firm or not rest:
        return f"{_word(len(roots))} {'named' if firm else 'unnamed'} sources"
    return f"{_word(firm)} named source{'' if firm == 1 else 's'} and {_word(rest)} unnamed"


def _word(number: int) -> str:
    return _COUNTED[number] if number < len(_COUNTED) else str(number)


def _name(root: Root) -> str:
    return source_words(Source(root.name, root.name, root.kind, root.country))


def _verb(roots: Sequence[Root], one: str, many: str) -> str:
    plural = len(roots) > 1 or (bool(roots) and _plural(roots[0]))
    return many if plural else one


def _plural(root: Root) -> bool:
    return is_plural_source(Source(root.name, root.name, root.kind, root.country))


def _say(roots: Sequence[Root]) -> str:
    return f"{_names(roots)} {_verb(roots, 'says', 'say')} so"


def _told(roots: Sequence[Root]) -> str:
    return f"{_say(roots)}, " if roots else ""


def _deny(roots: Sequence[Root], weighed: Weighed) -> str:
    denies = any(saying.claim.status.stance is Stance.DENIES for saying in weighed.denied)
    if denies:
        return f"{_names(roots)} {_verb(roots, 'denies', 'deny')} it"
    return f"{_names(roots)} {_verb(roots, 'says', 'say')} it is not so"


def _confirming(roots: Sequence[Root], act: Act) -> str:
    """The parties that confirm, with their part: "the doer (Poland) and the host (Moldova)"; of a meeting its sides."""
    named: dict[Part, list[str]] = {}
    for root in roots:
        if root.part is not None:
            named.setdefault(root.part, []).append(_name(root))
    if act in TWO_SIDED:
        sides = [*named.pop(Part.DOER, []), *named.pop(Part.RECIPIENT, [])]
        told = [f"{'both sides' if len(sides) > 1 else 'one side'} ({join(sides)})"] if sides else []
    else:
        told = []
    return join(
        [*told, *(f"the {part.value} ({join(names)})" for part, names in sorted(named.items(), key=_doer_first))]
    )


def _doer_first(entry: tuple[Part, list[str]]) -> int:
    return list(Part).index(entry[0])


def _withheld(told: Sequence[Saying]) -> str:
    """The parties that do not confirm: "Poland has not confirmed it"."""
    shown: dict[str, tuple[str, Stance]] = {}
    for saying in told:
        found = voice(saying)
        shown[found.key] = (found.name, saying.claim.status.stance)
    parts = []
    for name, stance in shown.values():
        who = source_words(Source(name, name, SourceKind.GOVERNMENT, None))
        parts.append(f"{who} {'would not comment' if stance is Stance.NO_COMMENT else 'has not confirmed it'}")
    return join(parts)
