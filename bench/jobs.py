"""Wall time of reading a folder by several processes against one.

    .venv/bin/python bench/jobs.py FOLDER [--jobs 2] [--rounds 3] [--reports 300]

Reads .txt files of FOLDER with the command, each round once with `--jobs 1` and once with `--jobs N`, each into a new
ledger. The sides take turns, and the second of a round is the first of the next. Everything is counted: starting,
loading the model, reading, keeping, printing. What both print must be the same. Prints the median of the rounds, and
the machine's load beside it: with other work on the machine the ratio says little.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def timed(files: list[Path], *, jobs: int, folder: Path) -> tuple[float, float, str]:
    """Seconds that reading takes by the clock and of the processors, and the hash of what was printed."""
    ledger = folder / "bench.db"
    for file in folder.glob("bench.db*"):
        file.unlink()
    command = [sys.executable, "-m", "onrecord", "read", str(folder / "in"), "--json", "--ledger", str(ledger)]
    command += ["--outlet", "Bench", "--published", "2025-03-12", "--jobs", str(jobs)]
    begun, before = time.perf_counter(), _processors()
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"})
    taken = time.perf_counter() - begun
    if len(done.stdout.splitlines()) < len(files) // 2:
        sys.exit(f"too little was read: {done.stderr.decode()[:500]}")
    return taken, _processors() - before, hashlib.sha256(done.stdout).hexdigest()


def _processors() -> float:
    """Seconds of the processors that ended processes of this one have taken, with those that they have started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=300)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))[: options.reports]
    one: list[float] = []
    many: list[float] = []
    cpu: dict[int, list[float]] = {1: [], options.jobs: []}
    loads: list[float] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "in").mkdir()
        for number, file in enumerate(files):
            shutil.copyfile(file, folder / "in" / f"{number:05}.txt")
        for number in range(options.rounds):
            printed = set()
            for jobs in ((1, options.jobs), (options.jobs, 1))[number % 2]:
                loads.append(os.getloadavg()[0])
                taken, used, digest = timed(files, jobs=jobs, folder=folder)
                (one if jobs == 1 else many).append(taken)
                cpu[jobs].append(used)
                printed.add(digest)
            if len(printed) != 1:
                sys.exit("the two print different things")
            sys.stderr.write(f"round {number + 1}: {one[-1]:.1f} s, {many[-1]:.1f} s with {options.jobs}\n")
    ratios = [a / b for a, b in zip(one, many, strict=True)]
    told = {
        "reports": len(files),
        "jobs": options.jobs,
        "seconds_one": round(statistics.median(one), 2),
        "seconds_many": round(statistics.median(many), 2),
        "processor_seconds_one": round(statistics.median(cpu[1]), 2),
        "processor_seconds_many": round(statistics.median(cpu[options.jobs]), 2),
        "ratio_median": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "load_before": [round(load, 2) for load in loads],
        "cores": os.cpu_count(),
        "python": platform.python_version(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
