"""Puts what the command really shows into the README: `make sample`; with --check, only says whether it is so."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.text import Text

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
STORY = "examples/story/1-arrival.md"
BEGIN, END = "<!-- sample: written by make sample -->\n", "<!-- end of sample -->\n"


def sample() -> str:
    """What a terminal of 80 columns shows of the first report of the story, without colour."""
    keep = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "onrecord", "read", STORY],
            cwd=folder,
            env={**keep, "FORCE_COLOR": "1", "COLUMNS": "80", "TERM": "xterm"},
            capture_output=True,
            check=True,
        )
    lines = [Text.from_ansi(line).plain.rstrip() for line in done.stdout.decode().splitlines()]
    return f"$ onrecord read {STORY}\n" + "\n".join(lines).strip() + "\n"


def main() -> int:
    """Write or check the sample; 1 where the README tells another."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    wanted = f"{before}{BEGIN}```console\n{sample()}```\n{END}{after}"
    if wanted != text and "--check" in sys.argv:
        sys.stderr.write("the sample in README.md is not what the command shows: run make sample\n")
        return 1
    README.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
