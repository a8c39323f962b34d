"""The roots of information behind the claims of one matter: who, in the end, says so.

Invariant: outlets and copies never add a root by retelling; every joining of voices has its reason in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.codebook.weighing import weighing
from onrecord.matching.sayings import Saying, Stand
from onrecord.matching.voices import Voice, alike, outlet_key, outlet_voice, own_voice, source_voice, voice, words
from onrecord.model.matter import NO_RULINGS, ClaimAt, Copy, Origins, Root, Rulings
from onrecord.model.source import SourceKind
from onrecord.model.status import Stance

_GRACE = 1
"""Days by which a report may be dated after one that cites it: the morning paper is read the evening before."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The voice a claim goes back to, and in words how it got there from the voice that the claim names itself."""

    voice: Voice
    reasons: tuple[str, ...] = ()


class Trail:
    """The way back from each claim of one matter, through copies and citing, to its root."""

    def __init__(self, told: Sequence[Saying], copies: Iterable[Copy] = ()) -> None:
        """`told` in order of publication; of `copies` those between their reports count."""
        self._of_outlet: dict[str, list[Saying]] = {}
        self._of_report: dict[str, list[Saying]] = {}
        for saying in told:
            if saying.stand is not Stand.WITHHELD:
                self._of_outlet.setdefault(outlet_key(saying.report.outlet), []).append(saying)
                self._of_report.setdefault(saying.at.report, []).append(saying)
        self._partners: dict[str, set[str]] = {}
        for copy in copies:
            if copy.a in self._of_report and copy.b in self._of_report:
                self._partners.setdefault(copy.a, set()).add(copy.b)
                self._partners.setdefault(copy.b, set()).add(copy.a)
        self._behind = self._cited_sources(told)
        self._known: dict[ClaimAt, Traced] = {}

    def root(self, saying: Saying) -> Traced:
        """The root of a claim, with the reasons for every step back to it."""
        found = self._known.get(saying.at)
        if found is None:
            found = self._known[saying.at] = self._follow(saying)
        return found

    def _cited_sources(self, told: Sequence[Saying]) -> dict[str, Voice]:
        """Whom an outlet's own report is said to rest on, for outlets whose report is cited but not at hand."""
        behind: dict[str, Voice] = {}
        for saying in told:
            chain = saying.claim.sources
            for outer, inner in zip(chain, chain[1:], strict=False):
                if outer.kind is SourceKind.OUTLET and inner.kind is not SourceKind.OUTLET:
                    found = source_voice(inner, saying.claim, saying.report)
                    behind.setdefault(outlet_key(outer.name), _through(found, outlet_key(outer.name)))
        return behind

    def _follow(self, saying: Saying) -> Traced:
        """Back from report to report until none is behind; of a circle of citing, its first report is the root."""
        path = [saying]
        seen = {saying.at}
        reasons: list[str] = []
        while True:
            here = path[-1]
            step = self._behind_copy(here) or self._behind_citing(here)
            if step is None:
                return Traced(self._end(here), tuple(reasons))
            before, reason = step
            reasons.append(reason)
            if before.at in seen:
                circle = path[next(at for at, passed in enumerate(path) if passed.at == before.at) :]
                first = min(circle, key=lambda passed: passed.order)
                names = ", ".join(sorted({passed.report.outlet for passed in circle}))
                return Traced(outlet_voice(first.report.outlet), (*reasons, f"{names} cite each other in a circle"))
            seen.add(before.at)
            path.append(before)

    def _behind_copy(self, saying: Saying) -> tuple[Saying, str] | None:
        """The claim of the original that a copying report has its own from: it has no source of its own for it."""
        partners = self._partners.get(saying.at.report)
        if not partners or saying.claim.status.stance is Stance.CONFIRMS:
            return None
        here = [
            other
            for report in partners
            for other in self._of_report[report]
            if other.stand is saying.stand and self._is_from(saying, other)
        ]
        if not here:
            return None
        before = min(here, key=lambda other: (other.stage is not saying.stage, other.order))
        return before, _copied(saying, before)

    def _is_from(self, saying: Saying, other: Saying) -> bool:
        """Whether a claim of one of two copies is taken from that of the other."""
        if self._speaks_itself(saying):
            seen = weighing().witnessed.search(saying.claim.evidence.exact.lower()) is not None
            return not seen and _precedes(other, saying)
        whole, part = _speaker(other), _speaker(saying)
        if voice(saying).firm:
            return part < whole and other.day <= saying.day
        return alike(part, whole) and not voice(other).firm and _precedes(other, saying)

    @staticmethod
    def _speaks_itself(saying: Saying) -> bool:
        return not saying.claim.sources or voice(saying).key == outlet_key(saying.report.outlet)

    def _behind_citing(self, saying: Saying) -> tuple[Saying, str] | None:
        """The claim, in the report of an outlet cited, that a claim is taken from."""
        chain = saying.claim.sources
        at = next((n for n in range(len(chain) - 1, -1, -1) if chain[n].kind is SourceKind.OUTLET), None)
        if at is None or (at < len(chain) - 1 and not self._vague(saying)):
            return None
        cited = outlet_key(chain[at].name)
        if cited == outlet_key(saying.report.outlet):
            return None
        here = [
            other
            for other in self._of_outlet.get(cited, ())
            if other.stand is saying.stand and (other.day - saying.day).days <= _GRACE
        ]
        if at < len(chain) - 1:
            spoken = voice(saying)
            kindred = [other for other in here if voice(other).kind is spoken.kind or other.claim.sources[:-1]]
            here = kindred if kindred or spoken.firm else here
        if not here:
            return None
        before = min(here, key=lambda other: (other.stage is not saying.stage, other.order))
        return before, f"{saying.report.outlet} cites {before.report.outlet}"

    @staticmethod
    def _vague(saying: Saying) -> bool:
        """Whether the innermost source is only described, so that the cited report must tell who it is."""
        found = voice(saying)
        return not found.firm or (found.key.startswith("name:") and found.kind is not SourceKind.PERSON)

    def _end(self, saying: Saying) -> Voice:
        """The voice of a claim behind which there is no other report."""
        chain = saying.claim.sources
        if not chain:
            return own_voice(saying.report)
        found = voice(saying)
        outlets = [link for link in chain if link.kind is SourceKind.OUTLET]
        if chain[-1].kind is SourceKind.OUTLET:
            return self._behind.get(found.key, found)
        return _through(found, outlet_key(outlets[-1].name)) if outlets else found


def _speaker(saying: Saying) -> frozenset[str]:
    """The words of the innermost source; none for the outlet's own voice."""
    chain = saying.claim.sources
    return words(chain[-1].name) if chain else frozenset()


def _precedes(one: Saying, other: Saying) -> bool:
    """Which of two copies' claims is the original's: the earlier; on one day the better sourced, then the credited."""
    if one.day != other.day:
        return one.day < other.day
    return (_worth(one), not _credited(one, other), one.order) < (_worth(other), not _credited(other, one), other.order)


def _copied(saying: Saying, before: Saying) -> str:
    """Why a copy has the root of the other; which is the original is only said where day or credit tells."""
    copy, original = saying.report.outlet, before.report.outlet
    if before.day < saying.day or (_credited(before, saying) and not _credited(saying, before)):
        return f"{copy} copies {original}"
    return f"{' and '.join(sorted((copy, original)))} share their words"


def _worth(saying: Saying) -> int:
    """0 for a named source, 1 for an unnamed one, 2 for the outlet's own voice."""
    if not saying.claim.sources:
        return 2
    return 0 if voice(saying).firm else 1


def _credited(one: Saying, other: Saying) -> bool:
    """Whether the text of the other names the outlet of this one: a credit line, which is no link of a chain."""
    return one.report.outlet != other.report.outlet and one.report.outlet in other.report.text


def _through(found: Voice, outlet: str) -> Voice:
    """An unnamed voice that is known through an outlet's report alone: the same for all who retell that report."""
    return found if found.firm else replace(found, key=f"unnamed:{outlet}:")


def roots(told: Sequence[Saying], trail: Trail, *, rulings: Rulings = NO_RULINGS) -> tuple[Root, ...]:
    """The roots of the claims that say so and of those that deny, in order of their first claims.

    `told` in order of publication, without claims that withhold.
    """
    joined = _Groups(told, trail)
    joined.join_alike()
    joined.join_ruled(rulings)
    return joined.roots()


def count(found: Iterable[Root], *, against: bool) -> Origins:
    """How many roots say so, or deny: the firm ones at least, with the unnamed at most; never none for some."""
    kept = [root for root in found if root.against is against]
    firm = sum(root.firm for root in kept)
    return Origins(max(firm, 1), max(len(kept), 1)) if kept else Origins(0, 0)


class _Groups:
    """Claims by root: joined by key, then by names that are alike, then by what people ruled."""

    def __init__(self, told: Sequence[Saying], trail: Trail) -> None:
        self._told = told
        self._traced = {saying.at: trail.root(saying) for saying in told}
        self._to: dict[tuple[bool, str], tuple[bool, str]] = {}
        self._words: dict[tuple[bool, str], list[str]] = {}

    def _key(self, saying: Saying) -> tuple[bool, str]:
        key = (saying.stand is Stand.AGAINST, self._traced[saying.at].voice.key)
        while key in self._to:
            key = self._to[key]
        return key

    def _join(self, one: tuple[bool, str], other: tuple[bool, str], reason: str) -> None:
        """Join two roots into the firm one of them, else the first."""
        if one == other:
            return
        if one[1].startswith("unnamed:") and not other[1].startswith("unnamed:"):
            one, other = other, one
        self._to[other] = one
        self._words.setdefault(one, []).extend([*self._words.pop(other, ()), reason])

    def join_alike(self) -> None:
        """Named bodies and persons outside the register by their names; an outlet's unnamed source by its words."""
        seen: dict[tuple[bool, str], list[tuple[frozenset[str], Voice, tuple[bool, str]]]] = {}
        done: set[tuple[bool, str]] = set()
        for saying in self._told:
            found, key = self._traced[saying.at].voice, self._key(saying)
            sort, _, rest = found.key.partition(":")
            if sort not in ("name", "unnamed") or key in done:
                continue
            done.add(key)
            near = seen.setdefault((key[0], found.key.rpartition(":")[0] if sort == "unnamed" else sort), [])
            mine = frozenset(rest.rpartition(":")[2].split()) or words(found.name)
            for theirs, other, earlier in near:
                if mine <= theirs or theirs <= mine or (sort == "unnamed" and alike(mine, theirs)):
                    self._join(self._root(earlier), self._root(key), f"{other.name}, {found.name}: one source")
                    break
            near.append((mine, found, key))

    def _root(self, key: tuple[bool, str]) -> tuple[bool, str]:
        while key in self._to:
            key = self._to[key]
        return key

    def join_ruled(self, rulings: Rulings) -> None:
        """Roots that a person ruled to be one."""
        by_claim = {saying.at: saying for saying in self._told}
        for one, other, person in rulings.same_origin:
            if one in by_claim and other in by_claim:
                a, b = self._key(by_claim[one]), self._key(by_claim[other])
                if a[0] is b[0]:
                    self._join(a, b, f"ruled one origin by {person}")

    def roots(self) -> tuple[Root, ...]:
        groups: dict[tuple[bool, str], list[Saying]] = {}
        for saying in self._told:
            groups.setdefault(self._key(saying), []).append(saying)
        return tuple(self._made(key, group) for key, group in groups.items())

    def _made(self, key: tuple[bool, str], group: Sequence[Saying]) -> Root:
        voices = [self._traced[saying.at].voice for saying in group]
        best = next((found for found in voices if found.key == key[1]), voices[0])
        reasons = [reason for saying in group for reason in self._traced[saying.at].reasons]
        reasons += [*_one_body(voices), *_same_source(group, reasons), *self._words.get(key, ())]
        return Root(
            name=best.name,
            kind=best.kind,
            country=best.country,
            firm=best.firm,
            against=key[0],
            claims=tuple(saying.at for saying in group),
            reasons=tuple(dict.fromkeys(reasons)),
        )


def _one_body(voices: Sequence[Voice]) -> list[str]:
    """Why several speakers are one root: they speak for one government or body."""
    speakers = list(dict.fromkeys(found.speaker for found in voices if not found.key.startswith("unnamed:")))
    if len(speakers) < 2:
        return []
    whole = "government" if voices[0].key.startswith("state:") else "body"
    return [f"{', '.join(speakers)}: one {whole}"]


def _same_source(group: Sequence[Saying], told: Sequence[str]) -> list[str]:
    """Why several reports are one root that neither cite nor copy each other: they name the same source."""
    outlets = list(dict.fromkeys(saying.report.outlet for saying in group))
    if len(outlets) < 2 or len(set(told)) >= len(outlets) - 1:
        return []
    return [f"{', '.join(outlets)} name the same source"]


def by_claim(found: Iterable[Root]) -> Mapping[ClaimAt, Root]:
    """The root of each claim."""
    return {at: root for root in found for at in root.claims}
