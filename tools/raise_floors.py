"""Write what the reader measures on the gold texts as the new floors, rounded down to two digits.

.venv/bin/python tools/raise_floors.py            raise every floor that the reader now stands above
.venv/bin/python tools/raise_floors.py --all      write all figures, also those that fell: say why in the change log
"""

from __future__ import annotations

import math
import os
import sys
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "gold"))

import figures

HEAD = """\
# The floors of the quality gate: figures of the reader on tests/gold/data, rounded down to two digits.
# `false_fact` is a ceiling. Written by tools/raise_floors.py; a floor rises with the reading and never falls silently.
"""


def rounded(figure: float, *, up: bool) -> float:
    """A figure to two digits, on the side where the reader still passes."""
    return (math.ceil(figure * 100 - 1e-9) if up else math.floor(figure * 100 + 1e-9)) / 100


def main() -> None:
    """Measure, and write the floors file."""
    everything = "--all" in sys.argv[1:]
    pinned = figures.floors() if figures.FLOORS.exists() else {}
    lines = [HEAD]
    for table, rows in figures.measured().items():
        lines.append(f"\n[{table}]\n")
        for name, figure in rows.items():
            ceiling = name in figures.CEILINGS
            floor = rounded(figure, up=ceiling)
            old = pinned.get(table, {}).get(name)
            if old is not None and not everything:
                floor = min(floor, old) if ceiling else max(floor, old)
            note = "" if old is None or old == floor else f"  (was {old:.2f})"
            sys.stdout.write(f"{table:8} {name:12} measured {figure:.3f}, floor {floor:.2f}{note}\n")
            lines.append(f"{name} = {floor:.2f}\n")
    figures.FLOORS.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
