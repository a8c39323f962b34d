"""What a claim leaves unsaid because the text has just said it.

"The strikes hit three units" has the doer of the strikes told before; the second half of "declined to arm Kyiv and
instead gave money" has the recipient of the first. Only parties are carried over, only from claims before, never into a
passive that leaves its doer out on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model.actor import Participant
from onrecord.model.claim import Act, Claim
from onrecord.reading.claims import Draft
from onrecord.reading.grammar import is_verb
from onrecord.reading.text import Text

if TYPE_CHECKING:
    from spacy.tokens import Token

_GIVING = frozenset({Act.AID, Act.TRADE, Act.REQUEST})
_DEFINITE = frozenset({"the", "this", "these", "those", "that", "such", "its", "their"})
_GOODS_REACH = 2
_REACH = 4
"""Sentences back that a definite event noun may find the event it names again."""


def carried(text: Text, made: Sequence[Draft]) -> list[Draft]:
    """The drafts with parties filled from what was told before them, in text order."""
    done: list[Draft] = []
    for draft in sorted(made, key=lambda d: d.seen.seed.head.i):
        claim = draft.claim
        if _takes_up(draft):
            goods = _told_goods(text, draft, done)
            if goods is None:
                continue
            done.append(replace(draft, claim=_taking_up(draft, goods)))
            continue
        if not claim.agent or not claim.recipient:
            claim = _filled(text, draft, done)
        done.append(replace(draft, claim=claim))
    return done


def _filled(text: Text, draft: Draft, before: list[Draft]) -> Claim:
    claim, head = draft.claim, draft.seen.seed.head
    for other in reversed(before):
        back = text.sentence_of[head.i] - text.sentence_of[other.seen.seed.head.i]
        if back > _REACH:
            break
        known = other.claim
        if known.act is claim.act and _names_again(head) and not claim.agent and not claim.recipient:
            return _taking(claim, agent=known.agent, recipient=known.recipient)
        same_giver = claim.act in _GIVING and known.act is claim.act and _same(claim.agent, known.agent)
        if same_giver and back == 0 and not claim.recipient:
            return _taking(claim, recipient=known.recipient)
        if claim.act in (Act.AID, Act.TRADE) and known.act is claim.act and back <= 1 and _shares_goods(claim, known):
            agent = () if claim.agent else known.agent
            claim = _taking(claim, agent=agent, recipient=known.recipient)
    return claim


def _takes_up(draft: Draft) -> bool:
    """Whether what is given is named by a pronoun or "the first" alone."""
    return any("object" in need.roles and "taken_up" in need.sorts for need in draft.seen.frame.need)


def _told_goods(text: Text, draft: Draft, before: list[Draft]) -> Claim | None:
    """The claim that last told of goods given, sold or asked for, a sentence or two back."""
    here = text.sentence_of[draft.seen.seed.head.i]
    for other in reversed(before):
        if here - text.sentence_of[other.seen.seed.head.i] > _GOODS_REACH:
            return None
        if other.claim.act in _GIVING and any(item.what != "money" for item in other.claim.items):
            return other.claim
    return None


def _taking_up(draft: Draft, told: Claim) -> Claim:
    """The claim with the goods and the parties told before; who asked is who is given to."""
    claim = draft.claim
    asked = told.act is Act.REQUEST
    act = Act.AID if asked else told.act
    goods = claim.items or told.items
    giver, taker = (told.recipient, told.agent) if asked else (told.agent, told.recipient)
    if act is Act.TRADE and claim.agent and claim.agent[0].name in {p.name for p in taker}:
        giver, taker = taker, giver
    return _taking(replace(claim, act=act, kind=told.kind, items=goods), agent=giver, recipient=taker)


def _taking(claim: Claim, *, agent: tuple[Participant, ...] = (), recipient: tuple[Participant, ...] = ()) -> Claim:
    """The claim with empty sides filled, where that does not make one party both sides."""
    agent = claim.agent or agent
    recipient = claim.recipient or recipient
    if {p.name for p in agent} & {p.name for p in recipient}:
        return claim
    return replace(claim, agent=agent, recipient=recipient)


def _names_again(head: Token) -> bool:
    return not is_verb(head) and any(c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in head.children)


def _same(one: tuple[Participant, ...], two: tuple[Participant, ...]) -> bool:
    return bool({p.name for p in one} & {p.name for p in two})


def _shares_goods(one: Claim, two: Claim) -> bool:
    mine = {i.what.casefold().split()[-1] for i in one.items if i.what}
    return bool(mine & {i.what.casefold().split()[-1] for i in two.items if i.what})
