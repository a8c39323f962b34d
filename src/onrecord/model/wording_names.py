"""Parties, items, places and days in plain words: articles, agreement, prepositions.

English allows only guesses here (is "Corvane Dynamics" one or many?); every guess is a small closed list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from onrecord.model.actor import ActorKind, Participant
from onrecord.model.period import Period
from onrecord.model.place import Place
from onrecord.model.quantity import Bound, Item
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Stage

_DETERMINERS = frozenset(
    "a an the this that these those its their his her our some any no all both each every either many several few most "
    "more another other one two three four five six seven eight nine ten eleven twelve twenty dozens hundreds "
    "thousands at around about up nearly almost".split()
)
"""Words before which no article stands; they lose their capital inside a sentence."""

_COMMON_STARTS = frozenset(
    "aid armed attackers commanders dockers experts fighters gunmen insurgents lawmakers local militants mutineers "
    "officials people police raiders rebels "
    "refugees reports residents scientists security senior sailors soldiers sources troops villagers witnesses".split()
)
"""Common words that often open a description; a capital there comes from the start of a sentence."""

_ARTICLED = frozenset(
    "Administration Agency Alliance Army Authority Bank Bureau Coalition Command Commission Committee Council Court "
    "Department Directorate Emirates Federation Foundation Front Forces Force Fund Government Guard Guards House "
    "Institute Kingdom Kremlin League Marines Ministry Mission Nations Navy Netherlands Office Organisation "
    "Organization Parliament Pentagon Philippines Presidency Republic Secretariat Senate Service Staff States Taliban "
    "Tribunal Union Vatican EU UN US U.S. UK U.K. UAE AU IMF IAEA OSCE DRC".split()
)
"""Last words of names that take "the"."""

_SINGULAR_S = frozenset("States Nations Emirates Netherlands Philippines Headquarters Dynamics Systems".split())
"""Last words of names that look plural and are not."""

_PLURAL = frozenset(
    "people police troops personnel men women gunmen marines militia children military-men crew".split()
)
"""Words without an s that are many."""

_ONE_NAME = ("Trinidad and", "Bosnia and", "Antigua and", "Saint ", "St ", "St. ", "Sao ", "São ")
"""How the names of single states begin that hold "and"."""

_BREAKS = frozenset(
    "of in from for at on near with to by led who that which whose close based briefed familiar".split()
)
"""Words that end the head of a described party: "commanders of the army"."""

_PREPOSITIONS = frozenset(
    "near on off along at in inside outside between across around over above under toward towards from to into "
    "through within".split()
)
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_AT = frozenset(
    "airport airfield airbase base camp port dam crossing post posts ground grounds garrison station checkpoint "
    "headquarters compound border barracks dockyard harbour harbor".split()
)
_ON = frozenset("coast island islands road river front frontline highway shore".split())

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not by locale: the same bytes everywhere


def join(parts: Iterable[str]) -> str:
    """Parts in a row: "a", "a and b", "a, b and c"; a part told twice is told once."""
    told = list(dict.fromkeys(parts))
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""


def sentence(words: str) -> str:
    """The words with a capital first and a full stop last."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"


def party_words(party: Participant) -> str:
    """A participant inside a sentence: "the Ukrainian delegation", "Poland", "three gunmen"."""
    if party.kind is ActorKind.PERSON and _is_name(party.name):
        return party.name
    if party.name.casefold().startswith("no "):
        return _with_article(party.name[3:].lstrip(), _article(party.name[3:].lstrip()))
    return _with_article(party.name, "the")


def source_words(source: Source) -> str:
    """A source inside a sentence: "the Polish defence ministry", "several residents", "Radio Jeliba"."""
    if source.kind is SourceKind.OUTLET or (source.kind is SourceKind.PERSON and _is_name(source.name)):
        return source.name
    described = source.kind in (SourceKind.OFFICIAL, SourceKind.UNNAMED)
    return _with_article(source.name, _article(source.name) if described else "the")


def _article(name: str) -> str:
    return "an" if name[:1].lower() in tuple("aeiou") else "a"


def is_plural(parties: Sequence[Participant]) -> bool:
    """Whether a verb after these parties stands in the plural."""
    names = {party.name for party in parties}
    return len(names) > 1 or any(_plural_name(name) for name in names)


def is_plural_source(source: Source) -> bool:
    """Whether a verb after this source stands in the plural."""
    return _plural_name(source.name)


def _head(name: str) -> list[str]:
    words = name.split()
    for number, word in enumerate(words):
        if number and word.lower().strip(",") in _BREAKS:
            return words[:number]
    return words


def _is_name(name: str) -> bool:
    head = _head(name)
    return 0 < len(head) < 6 and head[0][:1].isupper() and _is_proper(head[-1])


def _is_proper(word: str) -> bool:
    return word[:1].isupper() or word.startswith(("al-", "el-", "as-", "ash-", "ar-"))


def _named(name: str) -> list[str]:
    """The head of a name, without a short form in brackets after it."""
    return _head(name.split(" (", maxsplit=1)[0].split(" [", maxsplit=1)[0])


def _plural_name(name: str) -> bool:
    head = _named(name)
    if not head or name.startswith(_ONE_NAME):
        return False
    first, last = head[0].lower(), head[-1].strip(",.")
    if first in ("a", "an", "one", "another", "each", "every", "either"):
        return False
    if " and " in name and " of " not in name.split(" and ", maxsplit=1)[0]:
        return True
    if last.lower() in _PLURAL:
        return True
    if last in _SINGULAR_S or not last.endswith("s") or last.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return last[:1].islower() or last in ("Forces", "Guards", "Marines", "Rebels") or first in _COMMON_STARTS


def _with_article(name: str, article: str) -> str:
    head = _named(name)
    if not head:
        return name
    first, last = head[0], head[-1].strip(",")
    if first.lower() in _DETERMINERS or first.lower() in _COMMON_STARTS:
        name = _lowered(name)
        plain = first.lower() in _DETERMINERS or _plural_name(name) or last.lower() in ("police", "people")
        return name if plain else f"{article} {name}"
    owners = [word[:-2] for word in head if word.endswith(("'s", "’s", "s'", "s’")) and word[:6] != "People"]
    owned = bool(owners) and owners[0][:1].isupper() and owners[0] not in _ARTICLED
    if first[:1].isdigit() or owned:
        return name
    if last in _ARTICLED or owners:
        return f"the {name}"
    if _is_proper(last) or not last[:1].isalpha():
        return name
    return name if _plural_name(name) else f"{article} {name}"


def _lowered(words: str) -> str:
    """Without the capital that a common first word has from the start of its sentence."""
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    common = first.lower() in _DETERMINERS or first.lower() in _COMMON_STARTS
    return words[:1].lower() + words[1:] if common and (first[1:].islower() or len(first) == 1) else words


def items_words(items: Sequence[Item]) -> str:
    """Items in a row; a sum that pays for another of them follows in brackets."""
    goods = [item for item in items if not _is_money(item)]
    paid = {item.what.casefold() for item in goods}
    prices = [item for item in items if _is_money(item) and item.what.casefold() in paid]
    told = join(item_words(item) for item in items if item not in prices)
    return f"{told} ({join(item.text for item in prices)})" if prices else told


def are_many(items: Sequence[Item]) -> bool:
    """Whether a verb after these items as its subject stands in the plural."""
    if len(items) != 1:
        return len(items) > 1
    item = items[0]
    if item.value is not None:
        return item.value != 1 and not _is_money(item)
    return _plural_name(item.text)


def _is_money(item: Item) -> bool:
    return item.unit is not None and len(item.unit) == 3 and item.unit.isupper()


def item_words(item: Item) -> str:
    """An item inside a sentence; where the text has the figure alone, or a row of a table, what it counts is said too.

    The "no" of "no weapons" is left to the verb, whose "not" tells it.
    """
    if item.text.casefold().startswith("no ") and item.value is None:
        return item.text[3:].lstrip()
    if ("|" in item.text or "\t" in item.text) and item.value is not None:
        return f"{_figure(item)} {item.what}"
    kind = item.what.casefold().split()[-1:] or [""]
    bare = kind[0] not in item.text.casefold()
    if item.value is None:
        return item.what if bare and item.text.casefold() in item.what.casefold() else _lowered(item.text)
    if _is_money(item):
        return f"{_lowered(item.text)} for {item.what}" if bare and item.what != "money" else _lowered(item.text)
    # "launchers stays at 12": the figure after its noun makes no phrase
    turned = item.text[-1:].isdigit() and item.text[:1].isalpha() and not item.what.endswith(item.text.split()[-1])
    if (bare or turned) and item.unit in ("item", "person"):
        return f"{_figure(item)} {item.what}"
    return _lowered(item.text)


def _figure(item: Item) -> str:
    before = {Bound.ABOUT: "about ", Bound.AT_LEAST: "at least ", Bound.AT_MOST: "up to "}
    return f"{before.get(item.bound, '') if item.bound else ''}{item.value:,}"


def places_words(places: Sequence[Place], *, said: str, before: str = "") -> str:
    """Places after a verb, as in " in Warsaw", with a leading blank; empty where the words `said` name them all.

    `before` is the preposition, where the verb gives it; else it is guessed from the place.
    """
    left = [place.text for place in places if place.text.casefold() not in said.casefold()]
    if not left:
        return ""
    words = {word.strip(",.").casefold() for word in left[0].split()}
    first = left[0].split()[0].casefold()
    led = first in _PREPOSITIONS or (first in _COMPASS and " of " in left[0])
    if led and len(left[0].split()) > 1 and left[0][:1].islower():
        return f" {join(left)}"
    guessed = "at" if words & _AT else "on" if words & _ON else "in"
    return f" {before or guessed} {join(left)}"


def day_words(day: date) -> str:
    """A day as in "5 March 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def when_words(when: Period, stage: Stage) -> str:
    """A period in words: "on 5 March 2025", "in May 2025", "by …", "not before …", "from … on"."""
    start, end = when.start, when.end
    if start is None:
        return f"by {day_words(end)}" if end else ""
    if end is None:
        coming = stage in (Stage.OPEN, Stage.CONSIDERED, Stage.PLANNED)
        return f"not before {day_words(start)}" if coming else f"from {day_words(start)} on"
    if start == end:
        return f"on {day_words(start)}"
    after = end + timedelta(days=1) if end < date.max else end
    if start.day == 1 and after.day == 1 and (start.year, start.month) == (end.year, end.month):
        return f"in {_MONTHS[start.month - 1]} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"in {start.year}" if start.year == end.year else f"between {start.year} and {end.year}"
    return f"between {_short(start, end)} and {day_words(end)}"


def _short(start: date, end: date) -> str:
    """The first of two days, without what it shares with the second."""
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    return f"{start.day} {_MONTHS[start.month - 1]}" if start.year == end.year else day_words(start)
