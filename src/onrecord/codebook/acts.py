"""The acts and the constructions that tell them: loaded from `data/acts/*.toml`, one file an act.

A construction is a frame: the words that head it, the grammatical roles its parties and things stand in, and what those
roles must hold for the frame to be meant. Roles are deep ones: `object` is what is acted on, in the active and the
passive alike. Every frame carries examples; the tests read them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError
from onrecord.model.claim import Act, Kind
from onrecord.model.status import Stage

SHAPES = ("verb", "noun", "state")
"""A verb and its arguments; an event noun; a predicate like "on its way"."""


@dataclass(frozen=True, slots=True)
class Condition:
    """At least one of `roles` holds something of one of `sorts` (`any`: anything; `none`: all roles are empty)."""

    roles: tuple[str, ...]
    sorts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """One construction of an act.

    `lemmas` head it (a verb with its particle as "hand over"); `objects` are the object lemmas an idiom is limited to
    ("take delivery"); `agent`, `recipient`, `items`, `place` are roles in order of preference; `need` and `bar` are
    conditions; `rank` decides between frames of one word (higher first).
    """

    act: Act
    shape: str
    lemmas: tuple[str, ...]
    objects: tuple[str, ...]
    agent: tuple[str, ...]
    recipient: tuple[str, ...]
    items: tuple[str, ...]
    place: tuple[str, ...]
    need: tuple[Condition, ...]
    bar: tuple[Condition, ...]
    stage: Stage | None
    kind: Kind | None
    reversal: bool
    rank: int
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActEntry:
    """An act of the codebook: what it covers, its PLOVER event type, its constructions."""

    act: Act
    covers: str
    plover: str
    frames: tuple[Frame, ...]


_FRAME_KEYS = frozenset(
    "lemmas objects agent recipient items place need bar stage kind reversal rank examples near_misses".split()
)


def _conditions(lines: list[str], where: str) -> tuple[Condition, ...]:
    found = []
    for line in lines:
        roles, colon, sorts = line.partition(":")
        if not colon or not roles or not sorts:
            raise CodebookError(f"{where}: condition {line!r} is not of the form role|role:sort|sort")
        found.append(Condition(tuple(roles.split("|")), frozenset(sorts.split("|"))))
    return tuple(found)


def _words(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split("|")) if value else ()
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return tuple(value)
    raise CodebookError(f"{where}: expected words, found {value!r}")


def _frame(act: Act, shape: str, entry: dict[str, object], defaults: dict[str, object], where: str) -> Frame:
    unknown = set(entry) - _FRAME_KEYS
    if unknown:
        raise CodebookError(f"{where}: unknown keys {sorted(unknown)}")
    both = {**defaults, **entry}
    stage, kind, rank = both.get("stage"), both.get("kind"), both.get("rank", 0)
    if not isinstance(rank, int) or not _words(both.get("lemmas", []), where):
        raise CodebookError(f"{where}: a frame needs lemmas, and rank is a whole number")
    return Frame(
        act=act,
        shape=shape,
        lemmas=_words(both["lemmas"], where),
        objects=_words(both.get("objects", []), where),
        agent=_words(both.get("agent", []), where),
        recipient=_words(both.get("recipient", []), where),
        items=_words(both.get("items", []), where),
        place=_words(both.get("place", []), where),
        need=_conditions(list(_words(both.get("need", []), where)), where),
        bar=_conditions(list(_words(both.get("bar", []), where)), where),
        stage=Stage(stage) if isinstance(stage, str) else None,
        kind=Kind(kind) if isinstance(kind, str) else None,
        reversal=both.get("reversal") is True,
        rank=rank,
        examples=_words(both.get("examples", []), where),
        near_misses=_words(both.get("near_misses", []), where),
    )


def _entry(act: Act, raw: str) -> ActEntry:
    where = f"acts/{act.value}.toml"
    try:
        data = tomllib.loads(raw)
        defaults = data.get("defaults", {})
        frames = [
            _frame(act, shape, entry, defaults.get(shape, {}), f"{where} [[{shape}]] {number}")
            for shape in SHAPES
            for number, entry in enumerate(data.get(shape, []), 1)
        ]
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise CodebookError(f"{where}: {error}") from error
    return ActEntry(act, str(data["covers"]), str(data["plover"]), tuple(frames))


@lru_cache(maxsize=1)
def acts() -> tuple[ActEntry, ...]:
    """All acts with their constructions, in the codebook's order; raises `CodebookError` on a broken file."""
    return tuple(_entry(act, data_file("acts", f"{act.value}.toml").read_text(encoding="utf-8")) for act in Act)


@lru_cache(maxsize=1)
def frames_by_word() -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Frames by (shape, head lemma), those of higher rank first, else in the codebook's order.

    The head is the first word of a verb phrase and the last of a noun phrase.
    """
    table: dict[tuple[str, str], list[Frame]] = {}
    for entry in acts():
        for frame in entry.frames:
            at = -1 if frame.shape == "noun" else 0
            for word in dict.fromkeys(phrase.split(" ")[at] for phrase in frame.lemmas):
                table.setdefault((frame.shape, word), []).append(frame)
    return {key: tuple(sorted(found, key=lambda frame: -frame.rank)) for key, found in table.items()}
