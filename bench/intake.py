"""Time of the whole intake against trafilatura alone, over the same pages; and what the gate costs.

    .venv/bin/python bench/intake.py FOLDER [--reports FILE.jsonl ...]

Pages are made from the .txt files of FOLDER (news of the field) and from the short texts on other subjects of
`tests/reading/controls.toml`, in a frame with menus, links, scripts and a foot as news sites have them. They are packed
into a web archive. "alone" reads the archive and has trafilatura take text and metadata of each page; "intake" is what
`onrecord read` does up to the report. Twice: all pages on topic, all let through; and a stream in which one page in ten
is on topic, with the gate. The sides take turns; the median of the rounds is printed.

With `--reports` (one report with its claims a line, as `onrecord read --json` prints) it tells how many of the reports
with claims the gate would have passed over.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import statistics
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
MENU = "".join(f'<li><a href="/{n}/section-{n}">Section {n}</a></li>' for n in range(40))
ASIDE = "".join(
    f'<div class="teaser"><a href="/{n}/story"><img src="/i/{n}.jpg" alt="picture"><h3>Another story {n}</h3></a>'
    f"<p>Some words on what else happened today, in a line or two.</p></div>"
    for n in range(30)
)
SCRIPT = "<script>" + "var q = q || []; q.push(['event', 'view', 1]);\n" * 200 + "</script>"


def page(text: str, number: int) -> bytes:
    """A news page with a text in it."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.replace("<", "&lt;").split("\n") if part.strip())
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>Report {number} - The Bench</title>'
        f'<meta property="og:site_name" content="The Bench"><meta property="og:title" content="Report {number}">'
        f'<meta property="article:published_time" content="2025-03-07T10:00:00Z">{SCRIPT}</head><body>'
        f"<header><nav><ul>{MENU}</ul></nav></header>"
        f"<main><article><h1>Report {number}</h1>{paragraphs}</article></main>"
        f"<aside>{ASIDE}</aside><footer><ul>{MENU}</ul><p>All rights reserved.</p></footer>{SCRIPT}</body></html>"
    ).encode()


def archive(texts: list[str]) -> bytes:
    """A web archive of pages, each packed on its own."""
    parts = []
    for number, text in enumerate(texts):
        body = page(text, number)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bench.example/{number}\r\n"
            f"WARC-Date: 2025-03-08T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        parts.append(gzip.compress(head.encode() + http + b"\r\n\r\n", 6))
    return b"".join(parts)


def alone(data: bytes) -> int:
    """trafilatura by itself, over the pages of an archive. Gives the number of texts."""
    from fastwarc import ArchiveIterator
    from trafilatura import bare_extraction

    number = 0
    for record in ArchiveIterator(io.BytesIO(data)):
        found = bare_extraction(
            record.reader.read().decode(),
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        number += found is not None
    return number


def intake(path: Path, *, gate: bool) -> Callable[[bytes], int]:
    """The whole intake. Gives the number of reports."""
    from onrecord.intake.inputs import Taken, Ways, take

    def run(_: bytes) -> int:
        arrivals = take([str(path)], stdin=io.BytesIO(), ways=Ways(gate=gate))
        return sum(isinstance(one, Taken) for one in arrivals)

    return run


def timed(sides: dict[str, Callable[[bytes], int]], data: bytes, rounds: int) -> dict[str, float]:
    """Median CPU seconds of each side; they take turns."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + 1):
        for name, run in sides.items():
            begun = time.process_time()
            number = run(data)
            if turn:
                found[name].append(time.process_time() - begun)
            else:
                print(f"  {name}: {number} texts")
    return {name: statistics.median(times) for name, times in found.items()}


def compare(name: str, texts: list[str], *, gate: bool, rounds: int, folder: Path) -> None:
    """Print the ratio for one archive."""
    data = archive(texts)
    path = folder / "bench.warc.gz"
    path.write_bytes(data)
    print(f"{name}: {len(texts)} pages, {len(data):,} bytes packed")
    times = timed({"trafilatura alone": alone, "intake": intake(path, gate=gate)}, data, rounds)
    for side, seconds in times.items():
        print(f"  {side}: {seconds:.2f} s, {len(texts) / seconds:.0f} pages/s")
    print(f"  ratio {times['intake'] / times['trafilatura alone']:.3f}")


def loss(paths: list[Path]) -> None:
    """Print how many reports with claims, and how many claims, the gate passes over."""
    from onrecord.intake.gate import passes

    records = [json.loads(line) for path in paths for line in path.read_text().splitlines() if line.strip()]
    held = [record for record in records if record["claims"]]
    lost = [record for record in held if not passes(record["report"]["text"])]
    claims = sum(len(record["claims"]) for record in held)
    gone = sum(len(record["claims"]) for record in lost)
    print(f"gate: passes over {len(lost)} of {len(held)} reports with claims, {gone} of {claims} claims")


def main() -> None:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=Path, nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    on_topic = [path.read_text(errors="replace") for path in sorted(options.folder.glob("**/*.txt"))][:80]
    controls = [one["text"] for one in tomllib.loads((ROOT / "tests/reading/controls.toml").read_text())["control"]]
    size = statistics.median(map(len, on_topic))
    dice = random.Random(1)  # a fixed seed: the same pages every time
    off_topic = []
    for _ in range(9 * len(on_topic) // 4):
        text = dice.choice(controls)
        while len(text) < size:
            text += "\n" + text
        off_topic.append(text)
    stream = [*on_topic[: len(off_topic) // 9], *off_topic]
    dice.shuffle(stream)
    with tempfile.TemporaryDirectory() as folder:
        compare("all pages on topic", on_topic, gate=False, rounds=options.rounds, folder=Path(folder))
        compare("one in ten on topic", stream, gate=True, rounds=options.rounds, folder=Path(folder))
    if options.reports:
        loss(options.reports)


if __name__ == "__main__":
    main()
