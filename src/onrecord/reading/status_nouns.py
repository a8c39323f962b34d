"""What stands on the nouns that tell or govern an act: adjectives of status, participles behind, gerunds before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.cues import Op, Word
from onrecord.model.status import Flag, Stage
from onrecord.reading.status_links import Link, find_cue
from onrecord.reading.status_ops import OPERATIONS, Draft, apply_cue
from onrecord.reading.status_own import adjectives_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOWNWARD = frozenset({Op.PLAN, Op.APPROVE, Op.SUSPEND, Op.CANCEL, Op.PLEDGE, Op.CONSIDER, Op.EXPECT, Op.AVERT})
_OPS = {
    "plan": Op.PLAN,
    "possible": Op.POSSIBLE,
    "likely": Op.EXPECT,
    "pledge": Op.PLEDGE,
    "approve": Op.APPROVE,
    "under_way": Op.BEGIN,
    "complete": Op.COMPLETE,
    "suspend": Op.SUSPEND,
    "cancel": Op.CANCEL,
    "attempt": Op.ATTEMPT,
    "refuse": Op.REFUSE,
}


def add_adjectives(draft: Draft, noun: Token) -> None:
    """Apply the adjectives of status on a noun that tells an act, and participles on it ("a visit planned for May")."""
    for token, says in adjectives_of(noun):
        if _colours(draft, says):
            pass
        elif says == "fail":
            draft.polarity, draft.stage = False, Stage.DONE
            draft.flags.add(Flag.ATTEMPT)
        elif says in _OPS:
            OPERATIONS[_OPS[says]](draft)
        else:
            continue
        draft.cues.append((token.i, token.i + 1))
    for part in noun.children:
        _add_part(draft, noun, part)


def add_adjectives_of_cue(draft: Draft, noun: Token) -> None:
    """Apply the adjectives on a governing noun ("a failed attempt to", "abandoned plans for")."""
    for token, says in adjectives_of(noun):
        if _colours(draft, says):
            pass
        elif says == "fail":
            draft.polarity = False
        elif says in ("cancel", "refuse", "suspend"):
            OPERATIONS[_OPS[says]](draft)
        else:
            continue
        draft.cues.append((token.i, token.i + 1))


def _colours(draft: Draft, says: str) -> bool:
    """Add a flag where the adjective gives one."""
    if says == "unverified":
        draft.rumour = True
        return True
    if says not in ("hearsay", "secret"):
        return False
    draft.flags.add(Flag.HEARSAY if says == "hearsay" else Flag.SECRET)
    return True


def _add_part(draft: Draft, noun: Token, part: Token) -> None:
    if part.dep_ in ("poss", "nmod", "compound") and any(c.lower_ == "next" for c in part.children):
        OPERATIONS[Op.PLAN](draft)
        draft.cues.append((part.left_edge.i, part.i + 1))
        return
    before = part.dep_ in ("amod", "compound") and part.tag_ == "VBG" and part.i == noun.left_edge.i
    if not before and not (part.dep_ == "acl" and part.tag_ == "VBN"):
        return
    found = find_cue(noun, Link(part, ("obj",)), draft)
    if found is None:
        return
    # "promising help": a gerund read as an adjective of its object.
    if (before and found[0].sort is Word.VERB) or (not before and found[0].op in _DOWNWARD):
        apply_cue(draft, *found)
        draft.last = None  # what stands on the noun is overtaken by what the sentence says of it
