"""Outlets that hear through their people: "told a reporter from the Courier", "speaking to the Courier's N"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.reporting import reporting
from onrecord.reading.attribution_scan import Scan
from onrecord.reading.attribution_speakers import agent
from onrecord.reading.grammar import child
from onrecord.reading.text import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset({"from", "of", "for", "with", "at"})


def heard_by(scan: Scan, hearer: Token) -> Token | None:
    """The outlet whose reporter somebody speaks to: its owner, or the outlet behind "a reporter from"."""
    owner = child(hearer, "poss")
    if owner is not None and owner.tag_[:3] == "NNP" and scan.is_outlet(owner):
        return owner
    if hearer.tag_ not in ("NN", "NNS") or lemma(hearer) not in reporting().sets["venues.reporters"]:
        return None
    behind = hearer.nbor(1) if hearer.i + 1 < len(scan.words) else hearer
    for c in (*hearer.children, behind):
        if c.dep_ == "compound" and c.tag_ == "NNP" and scan.is_outlet(c):
            return c
        obj = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in _AT else None
        if obj is not None and scan.is_outlet(obj):
            return obj
    return None


def asked_by(scan: Scan, participle: Token) -> Token | None:
    """The outlet that asked: "Asked by the Courier, X said"."""
    if participle.tag_ != "VBN" or lemma(participle) not in reporting().sets["silent.asked"]:
        return None
    asker = agent(participle)
    if asker is None:
        return None
    return asker if scan.is_outlet(asker) else heard_by(scan, asker)
