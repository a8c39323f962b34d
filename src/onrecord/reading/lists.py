"""Lists of goods under a heading or lead-in: one claim each, every line an item (codebook, decision 18).

Lines with bullets or numbers and the rows of a table are found first. What they are about is told by the line before
them: by an act seen in it, by the act told shortly before that it points to ("The package includes:"), or by a word of
its own that gives a stage ("In planning:").
Invariant: a list of whole sentences is no list of goods; its lines are read like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.codebook.lists import lists
from onrecord.codebook.things import things
from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.quantity import Bound, Item
from onrecord.model.status import Stage, Status
from onrecord.reading.claims import Draft
from onrecord.reading.grammar import SUBJECTS, child, prepositional
from onrecord.reading.quantities import Quantity
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.reading.cast import Cast, Party

type Range = tuple[int, int]
type Sides = tuple[tuple[Participant, ...], tuple[Participant, ...]]

_NUMBERED = re.compile(r"\d{1,2}[.)]|\(?[a-z]\)")
_COUNT = re.compile(r"\d{1,3}(?:[,. ]\d{3})+|\d+")
_RULE = re.compile(r"[\s|:+=-]+")
_CELL = re.compile(r"[^|\t\n]*[^|\t\n\s]")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset(";,.()[]–—:")
_LISTED = frozenset({Act.AID, Act.TRADE, Act.REQUEST, Act.PRODUCE, Act.HOLD, Act.DEPLOY})
_GIVEN = frozenset({Act.AID, Act.TRADE})
_BACK = 8
"""How many lines before a list its giver and taker may be named."""
_LONGEST = 40
"""The most words of a heading that tells an act by a word alone."""


@dataclass(frozen=True, slots=True)
class Goods:
    """A list: its lead-in's token range, the token range of its lines, its items with the nouns that head them."""

    lead: Range
    lines: Range
    items: tuple[Item, ...]
    heads: tuple[int, ...]


def goods(text: Text, counted: Sequence[Quantity]) -> tuple[Goods, ...]:
    """The lists of goods of a text, in text order."""
    if text.report.text.count("\n") < 2:
        return ()
    by_line: dict[int, list[Quantity]] = {}
    for quantity in counted:
        by_line.setdefault(text.paragraph_of[quantity.first], []).append(quantity)
    marked = [_body(text, pair) for pair in text.paragraphs]
    found: list[Goods] = []
    number = 0
    while number < len(marked):
        first = number
        while number < len(marked) and marked[number] is not None:
            number += 1
        if first and number - first > 1 and (made := _goods(text, first, marked[first:number], by_line)) is not None:
            found.append(made)
        number += 1
    return tuple(found)


def _body(text: Text, line: Range) -> Range | None:
    """The words of a line behind its bullet or number, or of a table's row; None where it is neither."""
    first, last = line
    words = text.span(first, last).exact
    opening = words.split(maxsplit=1)[0] if words.strip() else ""
    if len(words) > 400:
        return None
    if "|" in words or "\t" in words.strip():
        return line
    if not (opening in lists().bullets or _NUMBERED.fullmatch(opening)) or len(words) == len(opening):
        return None
    at = text.report.text.find(words, text.doc[first].idx) + len(opening)
    while first < last and text.doc[first].idx < at:
        first += 1
    return (first, last) if first < last else None


def _goods(text: Text, number: int, bodies: Sequence[Range | None], by_line: dict[int, list[Quantity]]) -> Goods | None:
    items: list[Item] = []
    heads: list[int] = []
    for offset, body in enumerate(bodies):
        if body is None or _RULE.fullmatch(text.span(*body).exact):
            continue
        if any(_is_finite(token) for token in text.doc[body[0] : body[1]]):
            return None
        item, noun = _item(text, body, by_line.get(number + offset, []))
        if item is not None:
            items.append(item)
            heads.append(noun)
    if len(items) < 2 or sum(item.value is not None for item in items) * 2 < len(items):
        return None
    lines = (text.paragraphs[number][0], text.paragraphs[number + len(bodies) - 1][1])
    return Goods(text.paragraphs[number - 1], lines, tuple(items), tuple(heads))


def _is_finite(token: Token) -> bool:
    """Whether a word makes its line a sentence; a figure's noun tagged as a verb does not ("40 rounds")."""
    if token.tag_ not in _FINITE or (token.i and token.doc[token.i - 1].tag_ == "CD"):
        return False
    return token.tag_ == "MD" or child(token, *SUBJECTS) is not None


def _item(text: Text, body: Range, counted: Sequence[Quantity]) -> tuple[Item | None, int]:
    """The item of a line with its head noun's token; no item for the head of a table."""
    span = text.span(*body)
    if "|" in span.exact or "\t" in span.exact:
        return _row(text, span)
    first = next((q for q in counted if q.first <= body[0] + 1), None) or next(iter(counted), None)
    if first is not None and first.mention.value is not None:
        noun = first.noun if first.noun is not None else first.last - 1
        return _to_line_end(text, body, first, noun), noun
    end = body[1]
    while end > body[0] + 1 and (text.doc[end - 1].is_space or text.doc[end - 1].text in ";.,"):
        end -= 1
    span = text.span(body[0], end)
    head = text.doc[body[0] : end].root.i
    return Item(span.exact, span.exact, span=span), head


def _to_line_end(text: Text, body: Range, counted: Quantity, noun: int) -> Item:
    """A counted thing with what its line says it is of ("rounds of 155 mm ammunition"), up to a comma or bracket."""
    seen = counted.mention
    last = min(counted.last, body[1])
    end = last
    if end < body[1] and counted.first <= noun < last and (text.doc[end].lower_ == "of" or text.doc[end].like_num):
        while end < body[1] and text.doc[end].text not in _STOPS and not text.doc[end].is_space:
            end += 1
    if end <= last + 1 or seen.unit not in ("item", "person"):
        return Item(seen.span.exact, seen.what, seen.value, seen.unit, seen.bound, seen.span)
    span = text.span(counted.first, end)
    what = f"{seen.what} {text.span(last, end).exact}"
    return Item(span.exact, what, seen.value, seen.unit, seen.bound, span)


def _row(text: Text, span: Span) -> tuple[Item | None, int]:
    """A row of a table: the cell that is a number counts the first cell with words."""
    cells = [(m.start(), m.end()) for m in _CELL.finditer(span.exact)]
    cells = [(a + len(span.exact[a:b]) - len(span.exact[a:b].lstrip()), b) for a, b in cells]
    counts = [(a, b) for a, b in cells if _COUNT.fullmatch(span.exact[a:b])]
    names = [(a, b) for a, b in cells if (a, b) not in counts and any(c.isalpha() for c in span.exact[a:b])]
    if not counts or not names:
        return None, -1
    name, count = names[0], counts[-1]
    first, last = min(name[0], count[0]), max(name[1], count[1])
    whole = Span.of(text.report.text, span.start + first, span.start + last)
    named = Span.of(text.report.text, span.start + name[0], span.start + name[1])
    value = int(re.sub(r"\D", "", span.exact[count[0] : count[1]]))
    head = text.tokens_of(named)[1] - 1
    return Item(whole.exact, named.exact, value, "item", Bound.EXACT, whole), head


def with_lists(text: Text, who: Cast, made: Sequence[Draft], found: Sequence[Goods]) -> tuple[list[Draft], list[Claim]]:
    """The drafts with the items of the lists they lead in, and the claims of lists with no act but a heading's word.

    Drafts that stand inside such a list are left out: their words are items.
    """
    if not found:
        return list(made), []
    drafts, more = list(made), []
    for one in found:
        outside = [d for d in drafts if not one.lines[0] <= d.seen.seed.head.i < one.lines[1]]
        leading = _leading(text, outside, one)
        claim = _headed(text, who, outside, one) if leading is None else None
        if leading is None and claim is None:
            continue
        drafts = [_filled(text, who, d, one, outside) if d is leading else d for d in outside]
        more += [claim] if claim is not None else []
    return drafts, more


def _leading(text: Text, drafts: Sequence[Draft], one: Goods) -> Draft | None:
    """The draft whose act a list is about."""
    near = [d for d in drafts if one.lead[0] <= d.seen.seed.head.i < one.lead[1] and d.claim.act in _LISTED]
    last = text.sentence_of[max(i for i in range(*one.lead) if not text.doc[i].is_space)]
    in_last = [d for d in near if text.sentence_of[d.seen.seed.head.i] == last]
    if in_last:
        return in_last[-1]
    words = {token.lower_ for token in text.doc[text.sentences[last][0] : one.lead[1]]}
    if not words & lists().pointing or _stage_words(text, (text.sentences[last][0], one.lead[1])) is not None:
        return None
    line = text.paragraph_of[one.lead[0]]
    before = [d for d in drafts if d.claim.act in _GIVEN and d.seen.seed.head.i < one.lead[1]]
    close = [d for d in before if line - text.paragraph_of[d.seen.seed.head.i] <= 1]
    return close[-1] if close else None


def _filled(text: Text, who: Cast, draft: Draft, one: Goods, drafts: Sequence[Draft]) -> Draft:
    heads = tuple(text.doc[i] for i in one.heads)
    claim = replace(draft.claim, items=one.items)
    if claim.kind is not None and claim.act is not Act.REQUEST:
        claim = replace(claim, kind=_kind(text.doc[one.lines[0] : one.lines[1]]) or claim.kind)
    if claim.act is Act.AID and not (claim.agent and claim.recipient):
        agent, recipient = _sides(text, who, drafts, one)
        taker = claim.recipient or recipient
        given = claim.agent or tuple(p for p in agent if p.name not in {t.name for t in taker})
        claim = replace(claim, agent=given, recipient=taker)
    return replace(draft, claim=claim, slots=replace(draft.slots, items=one.items, item_heads=heads))


def _headed(text: Text, who: Cast, drafts: Sequence[Draft], one: Goods) -> Claim | None:
    """The claim of a list whose heading gives a stage by a word alone; it needs goods of aid, or aid told before."""
    if sum(not token.is_space for token in text.doc[one.lead[0] : one.lead[1]]) > _LONGEST:
        return None
    told = _stage_words(text, one.lead)
    kind = _kind(text.doc[one.lines[0] : one.lines[1]])
    if told is None or kind is None:
        return None
    (first, last), stage = told
    bought = _bought_by(who, text.doc[last - 1])
    agent, recipient = bought or _sides(text, who, drafts, one)
    if not agent and not recipient:
        return None
    names = {party.name for party in recipient}
    return Claim(
        id="",
        act=Act.TRADE if bought else Act.AID,
        kind=kind,
        trigger=text.span(first, last),
        evidence=text.sentence(text.doc[first]),
        status=Status(stage=stage),
        agent=tuple(party for party in agent if party.name not in names),
        recipient=recipient,
        items=one.items,
    )


def _stage_words(text: Text, lead: Range) -> tuple[Range, Stage] | None:
    """The words of a lead-in that give a stage, the longest first, then the last of them."""
    words = [text.doc[i].lower_ for i in range(*lead)]
    for wanted, stage in lists().stages:
        for at in range(len(words) - len(wanted), -1, -1):
            if tuple(words[at : at + len(wanted)]) == wanted:
                return (lead[0] + at, lead[0] + at + len(wanted)), stage
    return None


def _bought_by(who: Cast, verb: Token) -> Sides | None:
    """Buyer and seller where a lead-in says who ordered or bought what is listed."""
    doer = child(verb, *SUBJECTS)
    if verb.lower_ not in lists().trading or doer is None:
        return None
    agent = tuple(p.participant() for p in who.parties(doer))
    sellers = prepositional(verb, "from", "with")
    return (agent, tuple(p.participant() for seller in sellers for p in who.parties(seller))) if agent else None


def _kind(lines: Iterable[Token]) -> Kind | None:
    """The kind of the first listed things that have one; arms count before all else."""
    table = things()
    nouns = (lemma(word) for word in lines if word.tag_.startswith("N"))
    kinds = [table.kinds[sort] for noun in nouns for sort in table.sorts.get(noun, ()) if sort in table.kinds]
    return Kind.LETHAL if Kind.LETHAL in kinds else kinds[0] if kinds else None


def _sides(text: Text, who: Cast, drafts: Sequence[Draft], one: Goods) -> Sides:
    """Giver and taker of what is listed: by the heading, the headings and lines before it, or an act told before."""
    agent: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    line = text.paragraph_of[one.lead[0]]
    for number in range(line, max(-1, line - _BACK), -1):
        if any(lead[0] <= text.paragraphs[number][0] < lead[1] for lead in (one.lines,)):
            continue
        giver, taker = _told_sides(who, list(text.doc[slice(*text.paragraphs[number])]))
        agent, recipient = agent or giver, recipient or taker
        inside = [d.claim for d in drafts if text.paragraph_of[d.seen.seed.head.i] == number]
        for claim in (c for c in reversed(inside) if c.act in _GIVEN):
            agent, recipient = agent or claim.agent, recipient or claim.recipient
        if agent and recipient:
            break
    return agent, recipient


def _told_sides(who: Cast, line: Sequence[Token]) -> Sides:
    """The X and Y of "X's support for Y", "equipment delivered to Y", "X has delivered"."""
    words = lists()
    stages = {word for group, _ in words.stages for word in group}
    agent: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    for token in line:
        if token.lower_ not in words.headed and token.lower_ not in stages and token.dep_ != "ROOT":
            continue
        for part in token.children:
            if part.dep_ in ("poss", "nsubj") and not agent:
                agent = tuple(p.participant() for p in who.parties(part) if _known(p))
            elif part.dep_ in ("prep", "dative") and part.lower_ in ("to", "for") and not recipient:
                inner = next((c for c in part.children if c.dep_ == "pobj"), None)
                found = who.parties(inner) if inner is not None else ()
                recipient = tuple(p.participant() for p in found if _known(p))
    return agent, recipient


def _known(party: Party) -> bool:
    """Whether a party belongs to a state or stands in the register: headings capitalise words that name nobody."""
    return party.country is not None or party.actor is not None
