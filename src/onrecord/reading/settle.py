"""What drafts become together: an attack and its toll are one, ordered goods are traded, repeats are dropped.

Invariant: nothing is joined across different sources, stances or stages (codebook, "What is a claim").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

from onrecord.codebook.things import things
from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.quantity import Item
from onrecord.model.status import Stage, Stance
from onrecord.reading.carry import carried
from onrecord.reading.claims import Draft
from onrecord.reading.grammar import child, is_verb
from onrecord.reading.text import Text, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARMING = frozenset({"kill", "wound", "injure", "damage", "destroy", "maim"})
_BY_WAY = frozenset({"in", "during", "by", "with", "through", "after"})
_HANDING = frozenset("shipment delivery deliver hand handover arrive reach delay arrival".split())
_HEADING_WORDS = 14
"""The most words a heading has: headlines of news run to about a dozen."""
_NEAR_TOKENS = 60
"""How many words after a sale a bare "delivery" still means its goods: two sentences of news."""
_HELD = frozenset({Stance.DENIES, Stance.NOT_CONFIRMED, Stance.NO_COMMENT})


def settled(text: Text, made: Sequence[Draft]) -> list[Draft]:
    """The drafts that stand, in text order."""
    kept = _attacks_with_tolls([draft for draft in made if not _mere_mention(draft, made)])
    kept = _ordered_goods(carried(text, kept))
    kept = [draft for draft in kept if not _heading_told_again(text, draft, kept)]
    return _without_repeats(kept)


# -- an attack and its result are one claim -------------------------------------------------------------------------


def _attacks_with_tolls(made: list[Draft]) -> list[Draft]:
    gone: set[int] = set()
    grown: dict[int, Claim] = {}
    for attacks in _by_sentence([draft for draft in made if draft.claim.act is Act.ATTACK]):
        for one, two in permutations(attacks, 2):
            head = two.seen.seed.head.i
            if head in gone or one.seen.seed.head.i in gone or not _tells_result(one, two):
                continue
            gone.add(head)
            base = grown.get(one.seen.seed.head.i, one.claim)
            grown[one.seen.seed.head.i] = _with(base, two.claim)
    return [
        replace(draft, claim=grown.get(draft.seen.seed.head.i, draft.claim))
        for draft in made
        if draft.claim.act is not Act.ATTACK or draft.seen.seed.head.i not in gone
    ]


def _by_sentence(made: list[Draft]) -> list[list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in made:
        groups.setdefault(draft.claim.evidence.start, []).append(draft)
    return list(groups.values())


def _tells_result(one: Draft, two: Draft) -> bool:
    """Whether `two` is the toll or the manner of attack `one`."""
    a, b = one.seen.seed.head, two.seen.seed.head
    if not is_verb(a) and is_verb(b):  # "strikes killed twenty", "a series of strikes killed twenty"
        if a.dep_ == "pobj" and a.head.lower_ == "of" and a.head.head.dep_ == "nsubj":
            a = a.head.head
        return (a.dep_ == "nsubj" and a.head == b) or (b.dep_ == "conj" and a.dep_ == "nsubj" and a.head == b.head)
    if is_verb(a) and not is_verb(b):  # "killed in an ambush", "killed in an air strike"
        prep = b.head
        return b.dep_ == "pobj" and prep.lower_ in _BY_WAY and prep.head == a
    if not is_verb(a) and not is_verb(b):  # "ten airstrikes, including strikes on ..."
        return b.dep_ == "pobj" and b.head.lower_ == "including" and b.head.head == a
    if is_verb(a) and is_verb(b) and b.dep_ == "conj" and b.head == a and lemma(b) in _HARMING:
        return _is_weapon(child(a, "nsubj")) and child(b, "nsubj") is None  # "the bomb hit a bridge and wounded two"
    if is_verb(a) and is_verb(b):  # "fired on the boat, injuring three"
        while b.dep_ == "conj" and b.tag_ == "VBG":  # "killing three and wounding nine"
            b = b.head
        return b.dep_ == "advcl" and b.tag_ == "VBG" and b.head == a and b.i > a.i and not _mark(b)
    return False


def _is_weapon(doer: Token | None) -> bool:
    """Whether an attack or what it was made with is what does the harm."""
    return doer is not None and bool({"attack_noun", "projectile"} & set(things().sorts.get(lemma(doer), ())))


def _mark(verb: Token) -> bool:
    return any(c.dep_ in ("mark", "aux") for c in verb.children)


def _with(base: Claim, more: Claim) -> Claim:
    return replace(
        base,
        agent=base.agent or more.agent,
        recipient=base.recipient or more.recipient,
        items=_joined(base.items, more.items),
        place=base.place or more.place,
        when=base.when or more.when,
    )


def _joined(one: tuple[Item, ...], two: tuple[Item, ...]) -> tuple[Item, ...]:
    return (*one, *(item for item in two if item.span not in [i.span for i in one]))


def _mere_mention(draft: Draft, made: Sequence[Draft]) -> bool:
    """Whether a definite event noun of nothing more only takes up an act told elsewhere ("the planned meeting")."""
    claim, head = draft.claim, draft.seen.seed.head
    if is_verb(head) or claim.status.stance in _HELD or claim.agent or claim.recipient or claim.items or claim.when:
        return False
    if not any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those", "such") for c in head.children
    ):
        return False
    return any(other is not draft and other.claim.act is claim.act and other.claim.agent for other in made)


# -- goods that were ordered or bought are delivered as trade ----------------------------------------------------------


def _ordered_goods(made: list[Draft]) -> list[Draft]:
    """Aid whose goods another claim tells to be bought or sold is trade (codebook, decision 5)."""
    bought = [(_goods(d.claim), _countries(d.claim)) for d in made if d.claim.act is Act.TRADE and d.claim.items]
    if not bought:
        return made
    out = []
    for draft in made:
        claim = draft.claim
        if claim.act is Act.AID and claim.kind is not Kind.TRAINING and _is_bought(draft, made, bought):
            stage = claim.status.stage
            status = replace(claim.status, stage=Stage.PLANNED if stage is Stage.PLEDGED else stage)
            out.append(replace(draft, claim=replace(claim, act=Act.TRADE, status=status)))
        else:
            out.append(draft)
    return out


def _is_bought(draft: Draft, made: list[Draft], bought: list[tuple[set[str], set[str | None]]]) -> bool:
    """Whether the goods are told to be bought: named so, or not named at all right after a sale was told."""
    goods, countries = _goods(draft.claim), _countries(draft.claim)
    here = draft.seen.seed.head
    if goods and any(goods & words and (not countries or not theirs or countries & theirs) for words, theirs in bought):
        return True
    if lemma(here) not in _HANDING or _money_only(draft.claim):
        return False
    sales = [other for other in made if other.claim.act is Act.TRADE]
    if goods:  # "the sale is approved, but no aircraft has been handed over"
        return any(other.claim.evidence == draft.claim.evidence for other in sales)
    return any(0 <= here.i - other.seen.seed.head.i < _NEAR_TOKENS for other in sales)


def _money_only(claim: Claim) -> bool:
    return bool(claim.items) and all(_is_money(item) for item in claim.items)


def _goods(claim: Claim) -> set[str]:
    return {item.what.casefold().split()[-1] for item in claim.items if item.what and not _is_money(item)}


def _is_money(item: Item) -> bool:
    return item.unit is not None and len(item.unit) == 3 and item.unit.isupper()


def _countries(claim: Claim) -> set[str | None]:
    return {p.country for p in (*claim.agent, *claim.recipient) if p.country}


# -- repeats --------------------------------------------------------------------------------------------------------


def _fullness(claim: Claim) -> int:
    return (
        2 * len(claim.agent)
        + 2 * len(claim.recipient)
        + 2 * len(claim.items)
        + len(claim.place)
        + (claim.when is not None)
    )


def _names(parties: tuple[Participant, ...]) -> set[str]:
    return {p.name.casefold() for p in parties}


def _may_be_same(one: Claim, two: Claim) -> bool:
    """Whether two claims of one act tell the same: no slot says otherwise and no new figure comes in."""
    if one.act is not two.act or one.trigger == two.trigger or (one.kind is not two.kind and one.items and two.items):
        return False
    a, b = one.status, two.status
    if (a.polarity, a.certainty, a.stage, a.stance) != (b.polarity, b.certainty, b.stage, b.stance):
        return False
    if [s.name for s in one.sources] != [s.name for s in two.sources]:
        return False
    for mine, theirs in ((one.agent, two.agent), (one.recipient, two.recipient)):
        if mine and theirs and not _names(mine) & _names(theirs):
            return False
    if not one.agent and not two.agent and not one.recipient and not two.recipient:
        return False
    if one.when and two.when and (one.when.start, one.when.end) != (two.when.start, two.when.end):
        return False
    mine_figures = {i.value for i in one.items if i.value is not None}
    return not {i.value for i in two.items if i.value is not None} - mine_figures


def _without_repeats(made: list[Draft]) -> list[Draft]:
    """The fullest telling of each act; only tellings by the same word are compared, so that long texts stay cheap."""
    kept: list[Draft] = []
    told: dict[tuple[Act, str], list[Draft]] = {}
    for draft in sorted(made, key=lambda d: (-_fullness(d.claim), d.seen.seed.head.i)):
        same = told.setdefault((draft.claim.act, lemma(draft.seen.seed.head)), [])
        if draft.claim.status.stance in _HELD or not any(_may_be_same(other.claim, draft.claim) for other in same):
            kept.append(draft)
            same.append(draft)
    return sorted(kept, key=lambda d: d.seen.seed.head.i)


def _heading_told_again(text: Text, draft: Draft, made: list[Draft]) -> bool:
    """Whether a claim of a heading line is told in the body too (codebook, decision 6)."""
    head = draft.seen.seed.head
    if not is_heading(text, head.i):
        return False
    return any(
        other is not draft and other.claim.act is draft.claim.act and not is_heading(text, other.seen.seed.head.i)
        for other in made
    )


def is_heading(text: Text, index: int) -> bool:
    """Whether a token stands in a heading: a line of few words without a full stop, with text after it."""
    number = text.paragraph_of[index]
    start, stop = text.paragraphs[number]
    if stop - start > 2 * _HEADING_WORDS:
        return False
    words = [t for t in text.doc[start:stop] if not t.is_space]
    if not words or len(words) > _HEADING_WORDS or number == len(text.paragraphs) - 1:
        return False
    return words[-1].text[-1:] not in ".!?:;”\"'’)"
