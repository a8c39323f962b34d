"""Actors of one's own, beside the register's: the file `actors.csv` in the folder of the setting.

Every row adds forms to an actor, one that the register knows or a new one; nothing of the register is copied or lost.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.codebook.place import OWN_ACTORS, own_folder
from onrecord.errors import CodebookError

COLUMNS = ("sort", "name", "country", "forms")
SORTS = ("state", "demonym", "seat", "body", "force", "group", "outlet", "firm")
"""What a row adds: other names of a state, words for its people or its seat of power, or an actor of another sort."""

_OF_STATE = ("state", "demonym", "seat")
_CODE = 3


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A row: for a state, demonym or seat `country` says whose; `forms` begin with the name. `where` names the line."""

    sort: str
    name: str
    country: str | None
    forms: tuple[str, ...]
    where: str


def own_actors() -> tuple[OwnActor, ...]:
    """The rows of the file; none where there is no such file. Raises `CodebookError` with file and line."""
    folder = own_folder()
    path = folder / OWN_ACTORS if folder is not None else None
    if path is None or not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{OWN_ACTORS}: cannot be read as UTF-8 ({error})") from error
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[OwnActor]:
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        head = tuple(field.strip() for field in next(reader, []))
        if head != COLUMNS:
            raise CodebookError(f"{OWN_ACTORS}, line 1: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            if any(field.strip() for field in row):
                yield _row([field.strip() for field in row], f"{OWN_ACTORS}, line {reader.line_num}")
    except csv.Error as error:
        raise CodebookError(f"{OWN_ACTORS}, line {reader.line_num}: {error}") from error


def _row(row: list[str], where: str) -> OwnActor:
    if len(row) != len(COLUMNS):
        raise CodebookError(f"{where}: {len(row)} fields instead of {len(COLUMNS)}; put names with commas in quotes")
    sort, name, country, listed = row
    if sort not in SORTS:
        raise CodebookError(f"{where}: {sort!r} is none of {', '.join(SORTS)}")
    if not name or not any(char.isalpha() for char in name):
        raise CodebookError(f"{where}: the name is missing")
    if country and not (len(country) == _CODE and country.isascii() and country.isalpha() and country.isupper()):
        raise CodebookError(f"{where}: {country!r} is no ISO 3166 alpha-3 code, such as UKR")
    if sort in _OF_STATE and not country:
        raise CodebookError(f"{where}: a {sort} needs the code of its country, such as UKR")
    forms = (name, *(form.strip() for form in listed.split("|") if form.strip()))
    if len(set(forms)) != len(forms):
        raise CodebookError(f"{where}: a form stands in it twice")
    return OwnActor(sort, name, country or None, forms, where)
