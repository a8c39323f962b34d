"""Names in a text: what the register knows, persons behind titles, bodies, outlets, ships and other capitalised words.

The pipeline's own entity types are a hint for names that nothing else explains, never more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.codebook.nouns import TITLES, Noun, Sort, nouns
from onrecord.codebook.register import Entry, Role, register
from onrecord.reading.cast_page import Naming, Page

if TYPE_CHECKING:
    from onrecord.reading.text import Text

_HYPHENS = ("-", "‐", "‑")
_LED = TITLES | {Sort.UNNAMED}
_NAMED_BODIES = frozenset(
    {Sort.BODY, Sort.FORCE, Sort.GROUP, Sort.DELEGATION, Sort.ORGANISATION, Sort.FIRM, Sort.OUTLET, Sort.TROOPS}
)
_APPOSED = _NAMED_BODIES | {Sort.PLACE}
_PLAIN_TAGS = frozenset(
    {"DT", "IN", "PRP", "PRP$", "CC", "WP", "WDT", "WRB", "EX", "TO", "MD", "UH", "CD", "RB", "LS", "PDT"}
)
_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff"
_OPENERS = frozenset("\"“”'‘([–-—:")
_NOUN_LIKE = frozenset({"NNP", "NNPS"})


def page(text: Text) -> Page:
    """The page of a text with all its namings found."""
    doc = text.doc
    words = [t.text for t in doc]
    made = Page(
        text,
        words,
        [w.lower() if w.isascii() else w.lower().strip(_UNSEEN) for w in words],
        [t.tag_ for t in doc],
        [t.ent_type_ for t in doc],
    )
    made.naming = [-1] * len(words)
    _scan(made)
    _openers(made)
    return made


def _openers(made: Page) -> None:
    """A capital at the start of a sentence is a name when the word is part of a person's name elsewhere."""
    known = {made.words[i] for n in made.namings if n.person for i in range(n.first, n.last)}
    for first, _ in made.text.sentences:
        if made.naming[first] < 0 and made.words[first] in known:
            made.add(Naming(first, first + 1))


def _scan(made: Page) -> None:
    known = register()
    words, tags, size = made.words, made.tags, len(made.words)
    i = 0
    while i < size:
        word = words[i]
        if word in ("the", "The"):
            i = _article(made, i, size)
            continue
        if word[0].isupper():
            end = _run(made, i)
            i = _segment(made, i, end) if end > i else i + 1
            continue
        if tags[i][:1] in "NJD" and known.reach(word) > 1:
            entry, end = match(made, i, size)
            if entry is not None and end > i + 1 and any(w[0].isupper() for w in words[i + 1 : end]):
                made.add(Naming(i, end, entry))
                i = end
                continue
        i += 1


def _article(made: Page, first: int, size: int) -> int:
    """Names that only their article makes ("The Hague"); gives the index to go on from."""
    if first + 1 < size and made.words[first + 1][0].isupper():
        entry, end = match(made, first, size)
        if entry is not None and register().find(made.between(first + 1, end)) is None:
            made.add(Naming(first, end, entry))
            return end
    return first + 1


def match(made: Page, first: int, limit: int) -> tuple[Entry | None, int]:
    """The longest register entry that starts at a token and ends before `limit`, and its end."""
    known = register()
    reach = known.reach(made.words[first])
    for end in range(min(limit, first + reach + 2), first, -1) if reach else ():
        if made.words[end - 1] != "." and not made.words[end - 1].isspace():
            entry = known.find(made.between(first, end))
            if entry is not None:
                return entry, end
    return None, first


def _run(made: Page, first: int) -> int:
    """The end of the run of capitalised words that starts at a token; `first` where it is no name at all."""
    if not _capital(made, first, opening=True):
        entry, end = match(made, first, min(len(made.words), first + 14))
        return end if entry is not None and (made.tags[first][:1] in "NJ" or end > first + 1) else first
    end, size = first + 1, len(made.words)
    while end < size:
        step = _step(made, end, size)
        if step == 0:
            break
        end += step
    return end


def _step(made: Page, end: int, size: int) -> int:
    """How many tokens a run goes on by."""
    word, lower, doc = made.words[end], made.lowers[end], made.text.doc
    if word[0].isupper():
        return 1 if _capital(made, end, opening=False) else 0
    if end + 1 >= size:
        return 0
    if word == ".":
        short = nouns().find(made.lowers[end - 1] + ".")
        return 1 if short is not None and short.sort in TITLES and made.words[end + 1][0].isupper() else 0
    if word in _HYPHENS:
        tail = made.words[end + 1]
        tight = not doc[end - 1].whitespace_ and not doc[end].whitespace_
        return 2 if tight and tail[0].isalpha() and made.tags[end + 1] not in ("VBN", "VBG") else 0
    if lower in nouns().particles:
        return 1 if _particle(made, end) else 0
    if lower in ("of", "for", "and", "the", "in", "&"):
        return 1 if _inner(made, end) else 0
    numbered = word[0].isdigit() and made.ents[end] == made.ents[end - 1] != ""
    return 1 if numbered and made.ents[end] not in ("DATE", "CARDINAL") else 0


def _capital(made: Page, index: int, *, opening: bool) -> bool:
    tag, lower = made.tags[index], made.lowers[index]
    if (
        lower in nouns().calendar
        and not _titles_paper(made, index)
        and (tag[:1] == "N" or made.ents[index] in ("DATE", "TIME"))
    ):
        return False
    if tag in _NOUN_LIKE:
        return True
    if tag in _PLAIN_TAGS:
        return tag == "CD" and made.ents[index] in ("ORG", "PERSON")
    if not opening:
        return True
    starts = made.text.doc[index].is_sent_start or (index > 0 and made.words[index - 1] in _OPENERS)
    if not starts:
        return True
    following = index + 1 < len(made.words) and made.words[index + 1][0].isupper()
    if tag in ("NN", "NNS", "JJ", "FW"):
        return following or register().reach(made.words[index]) > 0
    return following and made.ents[index] in ("PERSON", "ORG") and made.ents[index + 1] == made.ents[index]


def _titles_paper(made: Page, index: int) -> bool:
    """Whether the word after a day or month makes the two the name of a paper."""
    after = index + 1
    return after < len(made.words) and made.words[after][0].isupper() and made.lowers[after] in nouns().outlet_words


def _particle(made: Page, index: int) -> bool:
    """Whether a particle stands inside a name: a capital follows, straight or behind a hyphen or another particle."""
    after = index + 1
    if made.words[after] in _HYPHENS and after + 1 < len(made.words):
        after += 1
    return made.words[after][0].isupper() or made.lowers[after] in nouns().particles


def _inner(made: Page, index: int) -> bool:
    """Whether "of", "for", "and", "the" stand inside one name: the entity types say so, or a body's noun precedes."""
    after = index + 1
    if made.lowers[after] == "the" and after + 1 < len(made.words):
        after += 1
    if not made.words[after][0].isupper():
        return False
    lower, ents = made.lowers[index], made.ents
    if lower in ("and", "&", "in"):
        if ents[index] == ents[index - 1] == "ORG" and made.tags[index - 1][:2] == "NN":
            return True
        return (
            lower == "and" and made.lowers[index - 1] in nouns().portfolio and made.lowers[after] in nouns().portfolio
        )
    if ents[index] == ents[index - 1] == "ORG" == ents[after]:
        return True
    noun = made.noun(index - 1)
    if noun is None or not made.words[index - 1][0].isupper():
        return False
    if noun.sort in TITLES:
        return made.lowers[after] in nouns().portfolio
    return lower == "of" and noun.sort in (Sort.BODY, Sort.ORGANISATION)


def _segment(made: Page, first: int, last: int) -> int:
    """Cut a run of capitalised words into namings; gives the index to go on from."""
    entry, end = match(made, first, min(len(made.words), max(last, first + 12)))
    if entry is not None and end >= last:
        made.add(Naming(first, end, entry))
        return end
    title = _title_end(made, first, last)
    if title is not None and title < last:
        _nested(made, first, title)
        made.add(Naming(title, last, person=True, title=first))
        return last
    noun = made.noun(last - 1) or _first_noun(made, first, last)
    if last - first > 1 and made.lowers[last - 1] in nouns().outlet_words and _sounds_like_outlet(made, first, last):
        made.add(Naming(first, last, outlet=True))
        return last
    if noun is not None:
        return _body(made, first, last, noun)
    if last - first > 1 and _sounds_like_outlet(made, first, last):
        made.add(Naming(first, last, outlet=True))
        return last
    return _plain(made, first, last, entry, end)


def _first_noun(made: Page, first: int, last: int) -> Noun | None:
    """The noun of a body named with "of" ("Ministry of Defence"); None for other runs."""
    for j in range(first + 1, last - 1):
        if made.lowers[j] in ("of", "for"):
            noun = made.noun(j - 1)
            return noun if noun is not None and noun.sort in _NAMED_BODIES else None
    return None


def _sounds_like_outlet(made: Page, first: int, last: int) -> bool:
    """Whether a name has an outlet's word and no noun before it says that it is something else."""
    if not any(made.lowers[j] in nouns().outlet_words for j in range(first, last)):
        return False
    before = made.noun(first - 1) if first else None
    return before is None or before.sort not in (Sort.FIRM, Sort.TROOPS, Sort.ORGANISATION, Sort.GROUP)


def _title_end(made: Page, first: int, last: int) -> int | None:
    """Where the person's name begins behind the last title of a run; None without a title."""
    closing = made.noun(last - 1)
    if closing is not None and closing.sort in _APPOSED and last - first > 2:
        return None
    for j in range(last - 2, first - 1, -1):
        noun = made.noun(j)
        if noun is None or noun.sort not in TITLES:
            continue
        name = j + 2 if made.words[j + 1] == "." and j + 2 < last else j + 1
        if made.lowers[name] in ("of", "for"):
            while name < last and (
                made.lowers[name] in nouns().portfolio or made.lowers[name] in ("of", "for", "the", "and")
            ):
                name += 1
        if made.words[name if name < last else j] in _HYPHENS:
            continue
        return name
    return None


def _body(made: Page, first: int, last: int, noun: Noun) -> int:
    """A run that ends in a noun: a body, force, outlet or place of that name; a mere title stays for the nouns."""
    _nested(made, first, last)
    if noun.sort in _NAMED_BODIES or (noun.sort is Sort.PLACE and last - first > 1):
        if made.naming[last - 1] < 0:
            made.add(Naming(first, last, noun=noun))
    elif made.words[first] in ("North", "South") and last - first == 1:
        made.add(Naming(first, last))
    return last


def _nested(made: Page, first: int, last: int) -> None:
    """Keep the register's names inside a longer run ("Pentagon" of "Pentagon Press Secretary")."""
    j = first
    while j < last:
        entry, end = match(made, j, last)
        if entry is not None:
            made.add(Naming(j, end, entry))
            j = end
        else:
            j += 1


def _plain(made: Page, first: int, last: int, entry: Entry | None, end: int) -> int:
    """A run that holds no noun of its own: told by the noun before it, by its first words, or by its entity type."""
    before = made.noun(first - 1) if first else None
    if before is not None and before.sort in _LED and made.tags[first - 1] != "NNS":
        made.add(Naming(first, last, person=True))
        return last
    if (
        before is not None
        and before.sort in _APPOSED
        and before.sort is not Sort.PLACE
        and made.tags[first - 1] != "NNS"
    ):
        made.add(Naming(first, last, noun=before))
        return last
    if entry is not None and end < last:
        hyphen = made.words[end] in _HYPHENS
        if hyphen or (made.ents[end] == "PERSON" and made.ents[first] != "PERSON"):
            made.add(Naming(first, end, entry))
            start = end + 1 if hyphen else end
            return _segment(made, start, last) if start < last else last
        if entry.role is Role.DEMONYM and made.tags[last - 1] in ("NN", "NNS"):
            made.add(Naming(first, end, entry))
            return end
    inner = _inner_match(made, first, last) if entry is None else None
    if inner is not None:
        _plain(made, first, inner[0], None, first)
        made.add(Naming(inner[0], inner[1], inner[2]))
        return last
    if entry is None and last - first == 1 and made.tags[first] == "JJ" and made.text.doc[first].is_sent_start:
        return last  # an adjective that opens a sentence ("Military aid") names nobody
    kinds = made.ents[first:last]
    if entry is None and _told(made, first, last):
        made.add(Naming(first, last, outlet=True))
        return last
    made.add(Naming(first, last, person=kinds.count("PERSON") * 2 >= len(kinds) and entry is None))
    return last


def _told(made: Page, first: int, last: int) -> bool:
    """Whether a name stands where reports name the outlet: "told X", "citing X", "X reported"."""
    if "PERSON" in made.ents[first:last]:
        return False
    before = first - 2 if first > 1 and made.lowers[first - 1] == "the" else first - 1
    if before >= 0 and made.lowers[before] in nouns().before_outlet:
        return True
    return last < len(made.words) and made.lowers[last] in nouns().after_outlet


def _inner_match(made: Page, first: int, last: int) -> tuple[int, int, Entry] | None:
    """A register entry that closes a run ("Gulf of X, Yemen"), unless the run is plainly a person's name."""
    if made.ents[last - 1] == "PERSON":
        return None
    for j in range(first + 1, last):
        entry, end = match(made, j, last)
        if entry is not None and end == last:
            return j, end, entry
    return None
