"""The stores that must all behave alike. Each is a function that opens the store kept under a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from onrecord.ledger.opening import open_ledger
from onrecord.ledger.protocol import Ledger

STORES: dict[str, Callable[[Path], Ledger]] = {"sqlite": lambda folder: open_ledger(folder / "ledger.db")}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Ledger]:
    """Opens the same ledger each time."""
    return lambda: STORES[request.param](tmp_path)


@pytest.fixture
def ledger(store: Callable[[], Ledger]) -> Iterator[Ledger]:
    with store() as found:
        yield found
        assert found.check() == ()
