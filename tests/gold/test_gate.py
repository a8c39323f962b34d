"""The quality gate: no figure may fall under its floor. `tools/raise_floors.py` raises floors after a better reading."""

from __future__ import annotations

import sys

import figures
import pytest


@pytest.mark.slow
def test_no_figure_falls_under_its_floor() -> None:
    found, pinned = figures.measured(), figures.floors()
    assert {table: set(rows) for table, rows in found.items()} == {table: set(rows) for table, rows in pinned.items()}
    fallen, told = [], []
    for table, rows in found.items():
        for name, figure in rows.items():
            floor = pinned[table][name]
            ceiling = name in figures.CEILINGS
            told.append(f"{table:8} {name:12} {figure:.3f}  {'at most' if ceiling else 'at least'} {floor:.2f}\n")
            if figure > floor if ceiling else figure < floor:
                fallen.append(f"{table}.{name} is {figure:.3f}, its {'ceiling' if ceiling else 'floor'} {floor:.2f}")
    sys.stdout.writelines(told)
    assert not fallen, "; ".join(fallen)
