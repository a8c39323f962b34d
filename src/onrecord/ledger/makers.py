"""What made a reading, as it is kept with it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from onrecord.model.decision import Maker


def machine(model: str) -> Maker:
    """The installed onrecord with the language model `model` (name and version)."""
    return Maker(code=f"onrecord {version('onrecord')}", codebook=codebook(), model=model)


def imported(source: str) -> Maker:
    """Claims taken as they stand from `source`."""
    return Maker(code=source, imported=True)


@lru_cache(maxsize=1)
def codebook() -> str:
    """A hash of the codebook's data files, their names and bytes: the same files give the same."""
    digest = hashlib.sha256()
    for name, content in sorted(_contents(files("onrecord.codebook") / "data", "")):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for part in folder.iterdir():
        name = f"{path}/{part.name}"
        if part.is_dir():
            found += [] if part.name == "__pycache__" else _contents(part, name)
        elif part.name.endswith((".toml", ".csv")):
            found.append((name, part.read_bytes()))
    return found
