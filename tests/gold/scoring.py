"""How well a reading does against gold: a figure for detection, slots, status, facts, and for each suite.

detection   a claim found meets a gold claim of the same act where the triggers overlap, or else where the stance is the
            same and the evidence is the same sentence; one to one, the pairs that agree most first
slots       F1 over all claims that have the slot, found and gold: a claim that was missed has no slot right, so that
            finding more never lowers a figure
strict      F1 where a pair counts only if parties, the four status lists and the whole chain are right
false_fact  of the facts found, the share that stands at a gold act that is no fact
suites      the share of lines that are right (F1 for quantities)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.claim import TWO_SIDED, Claim
from onrecord.model.evidence import Span
from onrecord.model.fact import is_fact
from onrecord.model.forms import Json
from onrecord.model.mention import Attribution, QuantityMention, Reading
from onrecord.model.quantity import Item
from onrecord.model.status import Status

type Pair = tuple[Claim, Claim]
type Row = Mapping[str, Json]
type Figures = dict[str, float]

_SMALL = frozenset("a about an and around at for in its least more of some than the to up his her".split())
_ORGANS = frozenset({"state", "delegation", "armed_force", "government", "official"})


@dataclass(frozen=True, slots=True)
class _Party:
    """A participant or a source, reduced to what is compared."""

    name: str
    kind: str
    country: str | None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - _SMALL


def alike(one: str, other: str) -> bool:
    """Whether half of the words of the shorter text stand in the other."""
    a, b = _words(one), _words(other)
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def _same_party(gold: _Party, found: _Party) -> bool:
    if gold.country and gold.country != found.country and gold.kind != "outlet":
        return False
    organs = gold.country is not None and gold.country == found.country and {gold.kind, found.kind} <= _ORGANS
    return organs or alike(gold.name, found.name)


def _f1[G, F](gold: Sequence[G], found: Sequence[F], same: Callable[[G, F], bool]) -> float:
    if not gold and not found:
        return 1.0
    left, hits = list(found), 0
    for wanted in gold:
        hit = next((one for one in left if same(wanted, one)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return 2 * hits / (len(gold) + len(found))


def _parties(gold: Claim, found: Claim) -> tuple[float, float]:
    def sides(claim: Claim) -> tuple[list[_Party], list[_Party]]:
        agent = [_Party(p.name, p.kind, p.country) for p in claim.agent]
        return agent, [_Party(p.name, p.kind, p.country) for p in claim.recipient]

    (agent, recipient), (mine, theirs) = sides(gold), sides(found)
    straight = (_f1(agent, mine, _same_party), _f1(recipient, theirs, _same_party))
    turned = (_f1(agent, theirs, _same_party), _f1(recipient, mine, _same_party))
    return max(straight, turned, key=sum) if gold.act in TWO_SIDED else straight


def _chain(claim: Claim | Attribution) -> list[_Party]:
    return [_Party(s.name, s.kind, s.country) for s in claim.sources]


def _same_chain(gold: Sequence[_Party], found: Sequence[_Party]) -> bool:
    return len(gold) == len(found) and all(map(_same_party, gold, found))


def _agreeing(gold: Status, found: Status) -> int:
    return sum(getattr(gold, part) == getattr(found, part) for part in ("polarity", "certainty", "stage", "stance"))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _same_sentence(one: Span, other: Span) -> bool:
    whole = max(one.end, other.end) - min(one.start, other.start)
    return _shared(one, other) > 0 and 2 * _shared(one, other) >= whole


def match(gold: Sequence[Claim], found: Sequence[Claim]) -> list[Pair]:
    """The gold claims with the found claims that meet them, one to one."""
    options: list[tuple[bool, float, int, int]] = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            near = _shared(g.trigger, f.trigger) > 0
            if g.act == f.act and (
                near or (g.status.stance == f.status.stance and _same_sentence(g.evidence, f.evidence))
            ):
                agree = _agreeing(g.status, f.status) + sum(_parties(g, f)) + 2 * _same_chain(_chain(g), _chain(f))
                options.append((near, agree, -i, -j))
    pairs: list[Pair] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, _, i, j in sorted(options, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[-i], found[-j]))
    return pairs


def _same_value(gold: Json, found: float | None) -> bool:
    if gold is None or found is None:
        return gold is None and found is None
    return isinstance(gold, int | float) and abs(gold - found) <= 1e-6 * max(1.0, abs(gold))


def _same_item(gold: Item, found: Item) -> bool:
    if not _same_value(gold.value, found.value):
        return False
    if gold.value is None:
        return alike(gold.what, found.what) or alike(gold.text, found.text)
    return gold.unit == found.unit and (alike(gold.what, found.what) or gold.unit not in (None, "item"))


def _slots(gold: Claim, found: Claim) -> dict[str, float]:
    """Each slot of a pair from 0 to 1; those that neither has are left out."""
    row = dict(zip(("agent", "recipient"), _parties(gold, found), strict=True))
    row["sources"] = float(_same_chain(_chain(gold), _chain(found)))
    row["status"] = float(_agreeing(gold.status, found.status) == 4)
    if gold.items or found.items:
        row["items"] = _f1(gold.items, found.items, _same_item)
    if gold.place or found.place:
        row["place"] = _f1(gold.place, found.place, lambda g, f: alike(g.text, f.text))
    if gold.when or found.when:
        ends = [(when.start, when.end) if when else None for when in (gold.when, found.when)]
        row["when"] = float(ends[0] == ends[1])
    if gold.kind or found.kind:
        row["kind"] = float(gold.kind == found.kind)
    return row


def _ratio(hits: float, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 1.0


def score_reports(gold: Sequence[Reading], found: Sequence[Reading]) -> Figures:
    """The figures over reports; `found` has the readings of the same reports in the same order."""
    pairs = [match(g.claims, f.claims) for g, f in zip(gold, found, strict=True)]
    rows = [_slots(g, f) for some in pairs for g, f in some]
    all_gold, all_found = sum(len(g.claims) for g in gold), sum(len(f.claims) for f in found)
    strict = sum(all(row[part] == 1 for part in ("agent", "recipient", "sources", "status")) for row in rows)
    figures: Figures = {
        "detection": _ratio(len(rows), all_found, all_gold),
        "strict": _ratio(strict, all_found, all_gold),
    }
    for part in ("agent", "recipient", "sources", "status", "items", "place", "when", "kind"):
        having = [sum(_has(claim, part) for reading in side for claim in reading.claims) for side in (found, gold)]
        figures[part] = _ratio(sum(row.get(part, 0.0) for row in rows), *having)
    figures["false_fact"] = _false_facts(gold, found)
    return figures


def _has(claim: Claim, part: str) -> bool:
    """Whether a slot of a claim counts: parties, chain and status always do."""
    optional = {"items": claim.items, "place": claim.place, "when": claim.when, "kind": claim.kind}
    return bool(optional.get(part, True))


def _false_facts(gold: Sequence[Reading], found: Sequence[Reading]) -> float:
    facts = wrong = 0
    for g, f in zip(gold, found, strict=True):
        for fact in filter(is_fact, f.claims):
            near = [c for c in g.claims if c.act == fact.act and _shared(c.trigger, fact.trigger) > 0]
            facts += 1
            wrong += bool(near) and not any(map(is_fact, near))
    return wrong / facts if facts else 0.0


def _spots(text: str, part: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(re.escape(part), text)]


def _touches(span: Span, spots: Sequence[tuple[int, int]]) -> bool:
    return any(min(span.end, end) > max(span.start, start) for start, end in spots)


def _text(row: Row, key: str) -> str:
    value = row[key]
    assert isinstance(value, str)
    return value


def _texts(row: Row, key: str) -> list[str]:
    value = row[key]
    assert isinstance(value, list)
    return [str(part) for part in value]


def _rows(row: Row, key: str) -> list[Row]:
    value = row[key]
    assert isinstance(value, list)
    return value


def status_right(row: Row, found: Reading) -> bool:
    """Whether a claim at the trigger has the line's status, and none in the outlet's own voice calls a non-fact a fact."""
    spots = _spots(_text(row, "text"), _text(row, "trigger"))
    near = [c for c in found.claims if c.act == row["act"] and _touches(c.trigger, spots)]
    lists = ("polarity", "certainty", "stage", "stance")
    right = any(all(getattr(c.status, part) == row[part] for part in lists) for c in near)
    plain = (row["polarity"], row["certainty"]) == ("yes", "stated") and row["stance"] in ("says", "confirms")
    hedges = {"hearsay", "attempt", "conditional", "purpose", "reversal"} & set(_texts(row, "flags"))
    fact = plain and row["stage"] in ("done", "under_way", "standing") and not hedges
    return right and (fact or not any(is_fact(c) and not c.sources for c in near))


def dates_right(row: Row, found: Reading) -> bool:
    """Whether the period at the line's words has its ends; without words, whether no period has both ends."""
    when, periods = row["when"], found.mentions.periods
    if not isinstance(when, Mapping) or (when["start"] is None and when["end"] is None):
        return not any(p.start and p.end for p in periods)
    spots = _spots(_text(row, "text"), _text(when, "text"))
    ends = [(p.start and p.start.isoformat(), p.end and p.end.isoformat()) for p in periods if _touches(p.span, spots)]
    return (when["start"], when["end"]) in ends


def _content_f1(wanted: str, content: Sequence[Span]) -> float:
    gold, found = wanted.split(), " ".join(span.exact for span in content).split()
    both = sum(min(gold.count(word), found.count(word)) for word in set(gold))
    return _ratio(both, len(found), len(gold))


def sources_right(row: Row, found: Reading) -> bool:
    """Whether an attribution of the line's content has its chain; without a chain, whether there is none at all."""
    wanted = [
        _Party(_text(s, "name"), _text(s, "kind"), str(s["country"] or "") or None) for s in _rows(row, "sources")
    ]
    if not wanted:
        return not found.mentions.attributions
    content = _text(row, "content")
    spots = _spots(_text(row, "text"), content)
    return any(
        _same_chain(wanted, _chain(a))
        for a in found.mentions.attributions
        if _content_f1(content, a.content) >= 0.5 and any(_touches(span, spots) for span in a.content)
    )


def _same_quantity(gold: Row, found: QuantityMention) -> bool:
    same = (gold["unit"], gold["bound"]) == (found.unit, found.bound) and _same_value(gold["value"], found.value)
    return same and alike(str(gold["what"]), found.what)


def quantities_f1(rows: Sequence[Row], found: Sequence[Reading]) -> float:
    """F1 over all quantities of the lines: value, unit, bound and what."""
    hits = all_gold = all_found = 0
    for row, reading in zip(rows, found, strict=True):
        gold, mine = _rows(row, "items"), reading.mentions.quantities
        hits += round(_f1(gold, mine, _same_quantity) * (len(gold) + len(mine)) / 2) if gold or mine else 0
        all_gold += len(gold)
        all_found += len(mine)
    return _ratio(hits, all_found, all_gold)


def score_suite(name: str, rows: Sequence[Row], found: Sequence[Reading]) -> float:
    """The figure of a suite: the share of lines that are right, or F1 for quantities."""
    if name == "quantities":
        return quantities_f1(rows, found)
    right = {"status": status_right, "dates": dates_right, "sources": sources_right}[name]
    return sum(right(row, reading) for row, reading in zip(rows, found, strict=True)) / len(rows)
