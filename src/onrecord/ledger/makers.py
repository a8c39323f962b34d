"""What made a reading, as it is kept with it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from onrecord.codebook.place import data_file
from onrecord.model.decision import Maker


def machine(model: str) -> Maker:
    """The installed onrecord with the language model `model` (name and version)."""
    return Maker(code=f"onrecord {version('onrecord')}", codebook=codebook(), model=model)


def imported(source: str) -> Maker:
    """Claims taken as they stand from `source`."""
    return Maker(code=source, imported=True)


@lru_cache(maxsize=1)
def codebook() -> str:
    """A hash of the codebook's data files as this process reads them, their names and bytes.

    A file of one's own folder counts in the place of the package's: the same files give the same, wherever they lie.
    """
    digest = hashlib.sha256()
    for name, content in sorted(_contents(())):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _contents(parts: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """The data files of the package under a path, each as `data_file` finds it (a register of one's own is whole)."""
    found: list[tuple[str, bytes]] = []
    whole = parts == ("register",)
    for part in (data_file(*parts) if whole else files("onrecord.codebook").joinpath("data", *parts)).iterdir():
        name = (*parts, part.name)
        if part.is_dir():
            found += [] if part.name.startswith(("__", ".")) else _contents(name)
        elif part.name.endswith((".toml", ".csv", ".tsv")):
            found.append(("/".join(name), (part if whole else data_file(*name)).read_bytes()))
    return found
