"""How fast the desk answers: the ledger's page with 100,000 claims, facets included, and the page of a long report.

The ledger is made as in bench/ledger.py; the long report is put together from the annotated ones and read. Served by
`onrecord serve` in a process of its own and asked over HTTP as a browser does. Timed from the request to the first byte
of the answer; first is the first time that address is asked for, median of seven more.
"""

from __future__ import annotations

import argparse
import http.client
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ledger import fill, real
from onrecord.desk.keeping import keep
from onrecord.ledger.opening import open_ledger
from onrecord.model.report import Report

LEDGER_MS, REPORT_MS, COUNTED_MS = 300.0, 200.0, 1000.0
WORDS = 5_000
TIMES = 7

VIEWS = {
    "everything": "/ledger",
    "no facts": "/ledger?fact=no",
    "an act": "/ledger?act=attack",
    "two acts, one country": "/ledger?act=attack&act=aid&country=UKR",
    "an agent, whole name": "/ledger?agent=%22Ukraine%22",
    "an outlet and a stage": "/ledger?outlet=Harbour+Post&stage=done",
    "search: said": "/ledger?search=said",
    "search: missiles": "/ledger?search=missiles",
    "search and filters": "/ledger?search=said&country=UKR&fact=no",
    "page 900": "/ledger?offset=45000",
    "by when it happened": "/ledger?order=happened",
    "the start page": "/",
}
COUNTED = {
    "the actors": "/actors",
    "an actor": "/actors/state:UKR",
    "the sources": "/sources",
    "the sources of an outlet": "/sources?outlet=Harbour+Post",
}
"""Pages that count over the whole ledger when they are first asked for."""


def long_report() -> Report:
    texts = [one.report.text for one in real()]
    words, parts = 0, []
    while words < WORDS:
        parts.append(texts[len(parts) % len(texts)])
        words += len(parts[-1].split())
    return Report(outlet="Harbour Post", published=date(2024, 12, 1), text="\n\n".join(parts), title="Long", id="long")


class Desk:
    """The command, running, and a connection to it that stays open."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(path), "--port", "0", "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        told = self.process.stdout.readline() if self.process.stdout else ""
        found = re.search(r"http://\S+", told)
        if found is None:
            raise SystemExit(f"the desk has not opened: {told}")
        opening = urlsplit(found.group())
        self.connection = http.client.HTTPConnection(opening.netloc)
        self.connection.request("GET", f"{opening.path}?{opening.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = (answer.getheader("set-cookie") or "").split(";")[0]

    def first_byte(self, path: str) -> float:
        begun = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookie})
        answer = self.connection.getresponse()
        answer.read(1)
        spent = 1000 * (time.perf_counter() - begun)
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return spent

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


def measure(path: Path, claims: int) -> bool:
    with open_ledger(path) as ledger:
        kept, _ = fill(ledger, claims)
        report = long_report()
        keep(ledger, report)
        own = ledger.report(report.hash).claims
    print(f"{kept:,} claims; the long report has {len(report.text.split()):,} words and {own} claims")
    desk, sound = Desk(path), True
    try:
        for told, address in {**VIEWS, **COUNTED, f"the report of {WORDS:,} words": f"/report/{report.hash}"}.items():
            first = desk.first_byte(address)
            median = statistics.median(desk.first_byte(address) for _ in range(TIMES))
            most = REPORT_MS if "report" in address else COUNTED_MS if told in COUNTED else LEDGER_MS
            sound = sound and median <= most
            print(f"{told:28} first {first:7.1f} ms  median {median:7.1f} ms  (at most {most:.0f} warm)")
    finally:
        desk.close()
    return sound


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if measure(Path(folder) / "bench.db", wanted.claims) else 1


if __name__ == "__main__":
    sys.exit(main())
