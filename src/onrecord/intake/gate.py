"""A cheap look at a page before the careful one: whether it can hold a claim at all.

In a big crawl nine pages of ten are about something else. The gate takes a page's plain text by Resiliparse, some
twenty times as fast as the careful way, and asks for three things: a word of an act, a state, body or force by name,
and a word that tells of arms, forces, aid or office. What it costs in pages that hold claims is measured by
`bench/intake.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.codebook.acts import acts
from onrecord.codebook.irregular import irregular
from onrecord.codebook.nouns import Sort, nouns
from onrecord.codebook.register import Role, register
from onrecord.codebook.things import things

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SORTS = frozenset({"war", "arms", "soldiers", "aid", "ban", "drill"})
"""Sorts of things that are hardly spoken of elsewhere."""
_NOUNS = frozenset({Sort.OFFICE, Sort.RULER, Sort.FORCE, Sort.TROOPS, Sort.GROUP, Sort.DELEGATION})
_ROLES = frozenset({Role.NAME, Role.DEMONYM, Role.PEOPLE, Role.CAPITAL, Role.SEAT, Role.BODY, Role.FORCE, Role.GROUP})
_SHORTEST = 3
"""Shorter names ("UN", "AU") are too often other words; where they matter a longer one stands beside them."""
_ENDINGS = (("ies", ("y",)), ("ied", ("y",)), ("es", ("",)), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e")))
_CHARACTERS = 20_000
"""A report says early what it is about."""


@dataclass(frozen=True, slots=True)
class _Words:
    acts: frozenset[str]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    marks: frozenset[str]


def passes(text: str) -> bool:
    """Whether a text may hold claims of the field."""
    line = _WORD.findall(text[:_CHARACTERS].replace("’s", "").replace("'s", ""))
    known, words = _words(), frozenset(line)
    if known.names.isdisjoint(words) and known.pairs.isdisjoint(pairwise(line)):
        return False
    bases = frozenset(base for word in words for base in _bases(word.lower()))
    return not known.marks.isdisjoint(bases) and not known.acts.isdisjoint(bases)


def page_passes(page: str) -> bool:
    """Whether a page may hold claims of the field; a page that cannot be looked at so passes."""
    from resiliparse.extract.html2text import extract_plain_text

    try:
        text = extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False)
    except ValueError:
        return True
    return passes(text)


@lru_cache(maxsize=1)
def _words() -> _Words:
    names = [_WORD.findall(form) for form, entry in register().forms() if entry.role in _ROLES and form[0].isupper()]
    things_of = {noun for noun, sorts in things().sorts.items() if not _SORTS.isdisjoint(sorts)}
    people = {noun.word for group in nouns().groups for noun in group.nouns if noun.sort in _NOUNS}
    return _Words(
        acts=frozenset(lemma.split()[0] for entry in acts() for frame in entry.frames for lemma in frame.lemmas),
        names=frozenset(words[0] for words in names if len(words) == 1 and len(words[0]) >= _SHORTEST),
        pairs=frozenset((words[0], words[1]) for words in names if len(words) > 1),
        marks=frozenset(noun for noun in things_of | people if " " not in noun),
    )


def _bases(word: str) -> Iterator[str]:
    """The forms that an English word may be an inflection of, itself first."""
    yield word
    if word in irregular():
        yield irregular()[word]
    for ending, others in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            for other in others:
                yield stem + other
            if ending in ("ed", "ing") and stem[-1] == stem[-2]:
                yield stem[:-1]
