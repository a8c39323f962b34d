"""Which language a text is in, told offline by its script and its function words.

Invariant: a text counts as English unless something speaks against it. A short English text full of foreign names
must be read; a short text in another language that slips through costs only an empty reading.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from onrecord.codebook.languages import languages

ENGLISH = "en"
UNKNOWN = "und"
"""ISO 639-3 for "undetermined": words there are, but of no language in the table."""

_SAMPLE = 20_000
"""Characters looked at; a report changes its language in the middle too rarely to read on."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_ENOUGH = 5
"""Points another language needs before it is named: two for every different function word, one where the word comes
with names too. Words that come with names do not speak for a language alone."""
_LONG = 25
"""Words from which a text without a share of English function words is taken for no English."""
_SHARE = 0.04
"""Least share of English function words in a long text; running English news has about a third."""


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]


def _by_script(letters: Counter[str]) -> str | None:
    """The language of the script that most letters belong to; None for Latin and scripts not in the table."""
    counts: Counter[str] = Counter()
    for letter, number in letters.items():
        counts[_script(letter)] += number
    total = sum(counts.values())
    if not total or 2 * counts["LATIN"] >= total:
        return None
    if counts["HIRAGANA"] + counts["KATAKANA"] > total // 20:
        return "ja"
    table = languages().scripts
    for name, _ in counts.most_common():
        if name in table:
            own = [(sum(letters[x] for x in marks), code) for code, marks in table[name].letters]
            best, code = max(own, default=(0, ""), key=lambda pair: pair[0])
            return code if best * 100 > total else table[name].language
    return UNKNOWN


def guess(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, `und` where it is none of the known; None where there are no words."""
    sample = text[:_SAMPLE]
    letters = Counter(letter for letter in sample.lower() if letter.isalpha())
    if not letters:
        return None
    by_script = _by_script(letters)
    if by_script is not None:
        return by_script
    words = Counter(word.lower() for word in _WORD.findall(sample))
    hits = {code: sum(words[word] for word in marks) for code, marks in languages().words.items()}
    english = hits.pop(ENGLISH)
    best = max(hits, key=lambda code: hits[code])
    found = [word for word in languages().words[best] if words[word]]
    own = [word for word in found if word not in languages().names]
    if own and len(found) + len(own) >= _ENOUGH and hits[best] > 2 * english:
        return best
    total = words.total()
    if total >= _LONG and english < _SHARE * total:
        return UNKNOWN
    return ENGLISH
