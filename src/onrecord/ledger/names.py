"""How names are compared: by whole words, without regard to case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name for comparing, with a blank on either side; "" where it has no letter or figure."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = _BREAKS.sub(" ", plain).strip()
    return f" {words} " if words else ""
