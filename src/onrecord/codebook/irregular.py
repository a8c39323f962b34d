"""Irregular past forms of the verbs that tell acts, for looking words up without a parse."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from onrecord.codebook.place import data_file
from onrecord.errors import CodebookError


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """The base form by the past form ("struck" is "strike"); raises `CodebookError` on a broken file."""
    try:
        table = tomllib.loads(data_file("irregular.toml").read_text(encoding="utf-8"))["past"]
        return {form: base for base, forms in table.items() for form in forms.split("|")}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise CodebookError(f"irregular.toml: {error}") from error
