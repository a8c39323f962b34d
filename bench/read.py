"""CPU time of the reading against the stock spaCy pipeline alone.

    .venv/bin/python bench/read.py FOLDER

Reads every .txt file of FOLDER once with onrecord and once with `spacy.load` of the same model as it comes (default
ops, all components). Each side runs in its own process, on one thread, after a warm-up on other words; loading the
model is not counted. The sides take turns; the median of the rounds is printed. The exit status is 0 always.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
WARM_UP = (
    "LUND, March 12 - Borland has sent about 40 generators worth $3 million to Ardia, a customs officer told the "
    "Harbour Post on Monday. The Ardian defence ministry did not confirm the delivery. Its army may deploy 200 troops "
    "in the northern town of Lund before the end of May, according to two officials who asked not to be named.\n\n"
    '"We have not attacked anybody," the spokesman said. Borland denied that it had shelled the port last week.'
)


def texts_of(folder: Path) -> list[str]:
    """The texts of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.glob("*.txt"))]


def ours() -> Callable[[str], int]:
    """The reading: claims, mentions and their JSON-ready record. Gives the number of claims."""
    from onrecord.model.record import to_record
    from onrecord.model.report import Report
    from onrecord.reading.read import read

    def run(text: str) -> int:
        report = Report(outlet="Bench", published=date(2025, 3, 12), text=text)
        return len(to_record(read(report), mentions=True)["claims"])

    return run


def stock() -> Callable[[str], int]:
    """The same model as spaCy loads it. Gives the number of tokens."""
    import spacy

    from onrecord.reading.pipeline import model_name

    name = model_name()
    try:
        path = getattr(importlib.import_module(name), "model_path", None)
    except ImportError:
        path = None
    nlp = spacy.load(path() if callable(path) else name)
    return lambda text: len(nlp(text))


def measure(side: str, folder: Path) -> dict[str, float]:
    """CPU seconds of one side over all texts, each read once, and the sum of what it gives."""
    texts = texts_of(folder)
    run = {"ours": ours, "stock": stock}[side]()
    for _ in range(3):
        run(WARM_UP)
    start = time.process_time()
    given = sum(run(text) for text in texts)
    return {"seconds": time.process_time() - start, "given": given}


def processor() -> str:
    """The processor's name, as the kernel tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.lower().startswith("model name")]
    return names[0] if names else platform.machine()


def blis_kernel() -> str:
    """The kernel that the installed BLIS picks here, asked of the library itself ("generic" is the slow one)."""
    try:
        library = ctypes.CDLL(importlib.import_module("blis.cy").__file__)
        library.bli_arch_query_id.restype = ctypes.c_int
        library.bli_arch_string.argtypes = [ctypes.c_int]
        library.bli_arch_string.restype = ctypes.c_char_p
        return str(library.bli_arch_string(library.bli_arch_query_id()).decode("ascii"))
    except (ImportError, OSError, AttributeError) as error:
        return f"unknown ({type(error).__name__})"


def in_own_process(side: str, folder: Path) -> dict[str, float]:
    """`measure` in a fresh process, so that neither side sees the other's ops or caches."""
    command = [sys.executable, str(Path(__file__).resolve()), str(folder), "--side", side]
    done = subprocess.run(command, env={**os.environ, **THREADS}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{side}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(folder: Path, rounds: int) -> None:
    """Measure both sides in turns and print the figures."""
    texts = texts_of(folder)
    taken: dict[str, list[dict[str, float]]] = {"stock": [], "ours": []}
    for _ in range(rounds):
        for side, rows in taken.items():
            rows.append(in_own_process(side, folder))
    seconds = {side: statistics.median(row["seconds"] for row in rows) for side, rows in taken.items()}
    words, tokens = sum(len(text.split()) for text in texts), taken["stock"][0]["given"]
    print(f"processor    {processor()}")
    print(f"BLIS kernel  {blis_kernel()}")
    print(f"Python       {platform.python_version()}")
    print(f"texts        {len(texts)}, {words:,} words, {tokens:,} tokens")
    for side, rows in taken.items():
        spread = ", ".join(f"{row['seconds']:.2f}" for row in rows)
        each = 1e6 * seconds[side] / max(tokens, 1)
        print(f"{side:12} {seconds[side]:.2f} s CPU, {each:.1f} µs a token (rounds: {spread})")
    print(f"claims       {taken['ours'][0]['given']:,}")
    print(f"ratio        {seconds['ours'] / seconds['stock']:.3f} (ours / stock)")


def main() -> None:
    """Read the arguments; a folder without texts is told in one line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="a folder of .txt files")
    parser.add_argument("--rounds", type=int, default=3, help="how often each side is measured (default 3)")
    parser.add_argument("--side", choices=["ours", "stock"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"bench/read.py: {given.folder} is no folder")
    elif not any(given.folder.glob("*.txt")):
        print(f"bench/read.py: {given.folder} holds no .txt file")
    elif given.side:
        print(json.dumps(measure(given.side, given.folder)))
    else:
        try:
            compare(given.folder, max(given.rounds, 1))
        except RuntimeError as error:
            print(f"bench/read.py: {error}")


if __name__ == "__main__":
    os.environ.update(THREADS)
    main()
