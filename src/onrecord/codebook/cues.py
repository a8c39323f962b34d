"""The cues of status (`data/status.toml`): which words govern an act, how it hangs on them, what they do to it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.status import Stage


class Op(StrEnum):
    """What a cue does to the act it governs."""

    PLAN = "plan"
    IS_TO = "is_to"
    WILL = "will"
    PLEDGE = "pledge"
    ANNOUNCE = "announce"
    APPROVE = "approve"
    DISAPPROVE = "disapprove"
    CONSIDER = "consider"
    DEBATE = "debate"
    CONSIDERED = "considered"
    BEGIN = "begin"
    COMPLETE = "complete"
    SUSPEND = "suspend"
    CANCEL = "cancel"
    STOP = "stop"
    STANDING = "standing"
    REFUSE = "refuse"
    NEGATE = "negate"
    AVERT = "avert"
    MANAGE = "manage"
    MUST = "must"
    ATTEMPT = "attempt"
    REQUEST = "request"
    THREAT = "threat"
    NOT_YET = "not_yet"
    EXPECT = "expect"
    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    BELIEVE = "believe"
    HEARSAY = "hearsay"
    CLAIM = "claim"
    RUMOUR = "rumour"
    SAYING = "saying"
    FACT = "fact"
    REPORT = "report"
    CONFIRM = "confirm"
    DENY = "deny"
    TRUTH = "truth"
    COMMENT = "comment"
    ASK = "ask"
    SILENT = "silent"


class Word(StrEnum):
    """The sort of word that heads a cue."""

    VERB = "verbs"
    NOUN = "nouns"
    ADJECTIVE = "adjectives"


FORMS = ("", "passive", "progressive")


@dataclass(frozen=True, slots=True)
class Cue:
    """One governing word: `words` is its head and the dependents that belong to it, in dictionary form.

    `frames`: how the act hangs on it (xcomp, xcomp_perfect, ccomp, ccomp_weak, obj, subj, whether, or a preposition).
    `saying`: an object counts only where it is a saying; `falsehood`: only with a word for untruth in the clause.
    """

    op: Op
    sort: Word
    words: tuple[str, ...]
    frames: frozenset[str]
    form: str
    saying: bool
    falsehood: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the data file: its operation, and lines that show it (text | act | trigger | lists | flags)."""

    op: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues: `governing` by sort and head word (longest phrase first), the others by word, and the word sets."""

    governing: dict[tuple[Word, str], tuple[Cue, ...]]
    adverbs: dict[str, str]
    adjectives: dict[str, str]
    stages: dict[str, Stage]
    sets: dict[str, frozenset[str]]
    entries: tuple[Entry, ...]

    def words(self, name: str) -> frozenset[str]:
        """A word set of the data file by its name."""
        return self.sets[name]


_KEYS = frozenset("op verbs nouns adjectives frames form saying falsehood examples near_misses".split())
_SETS = (
    "negative emphatic condition time falsehood ordinal habit ahead lasting vain journey topic comment_nouns "
    "light silent purpose failing mandative"
).split()
_ADVERBS = frozenset({"likely", "possible", "hearsay", "secret", "miss", "provisional"})


def _split(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, str) or not value:
        raise CodebookError(f"{where}: expected words with | between them, found {value!r}")
    found = tuple(dict.fromkeys(value.split("|")))
    if any(word != word.strip().lower() or not word for word in found):
        raise CodebookError(f"{where}: words have to be lower case without outer blanks")
    return found


def _lines(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise CodebookError(f"{where}: expected a list of lines, found {value!r}")
    for line in value:
        if str(line).count("|") != 4:
            raise CodebookError(f"{where}: {line!r} is not of the form text | act | trigger | lists | flags")
    return tuple(map(str, value))


def _cues(table: dict[str, object], at: int) -> tuple[list[Cue], Entry]:
    where = f"status.toml, cue {at}"
    if set(table) - _KEYS:
        raise CodebookError(f"{where}: unknown keys {sorted(set(table) - _KEYS)}")
    try:
        op = Op(str(table.get("op")))
    except ValueError as error:
        raise CodebookError(f"{where}: {error}") from error
    form = str(table.get("form", ""))
    if form not in FORMS:
        raise CodebookError(f"{where}: form {form!r} is none of {FORMS}")
    frames = frozenset(_split(table.get("frames"), where))
    saying, falsehood = table.get("saying") is True, table.get("falsehood") is True
    found = [
        Cue(op, sort, tuple(phrase.split(" ")), frames, form, saying, falsehood)
        for sort in Word
        if sort.value in table
        for phrase in _split(table[sort.value], where)
    ]
    if not found:
        raise CodebookError(f"{where}: it has no words")
    examples = _lines(table.get("examples", []), where)
    return found, Entry(op.value, examples, _lines(table.get("near_misses", []), where))


def _adverbs(tables: list[dict[str, object]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in tables:
        says = str(table.get("says"))
        if says not in _ADVERBS:
            raise CodebookError(f"status.toml, own: {says!r} is none of {sorted(_ADVERBS)}")
        found |= dict.fromkeys(_split(table.get("words"), f"status.toml, own {says}"), says)
    return found


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The cues of the codebook; raises `CodebookError` where the data file breaks its form."""
    text = data_file("status.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"status.toml: {error}") from error
    table: dict[tuple[Word, str], list[Cue]] = {}
    entries = []
    for at, raw in enumerate(data.get("cue", []), 1):
        found, entry = _cues(raw, at)
        entries.append(entry)
        for cue in found:
            table.setdefault((cue.sort, cue.words[0]), []).append(cue)
    sets = data.get("words", {})
    adjectives = {
        word: str(says)
        for says, words in data.get("adjectives", {}).items()
        for word in _split(words, f"status.toml, adjectives {says}")
    }
    return Cues(
        governing={key: tuple(sorted(rows, key=_rank)) for key, rows in table.items()},
        adverbs=_adverbs(data.get("own", [])),
        adjectives=adjectives,
        stages={
            word: Stage(name)
            for name, words in data.get("stages", {}).items()
            for word in _split(words, f"status.toml, stages {name}")
        },
        sets={name: frozenset(_split(sets.get(name), f"status.toml, words {name}")) for name in _SETS},
        entries=tuple(entries),
    )


def _rank(cue: Cue) -> tuple[int, bool]:
    """Longer phrases before shorter ones, those with a condition before those without."""
    return -len(cue.words), not (cue.falsehood or cue.saying)
