"""One act in eleven wordings: what onrecord records of each, beside one event coder.

    .venv/bin/python bench/status.py            write bench/status.md
    .venv/bin/python bench/status.py --check    exit status 1 where bench/status.md tells another

The side of PETRARCH2 is recorded here and not run: it gives one record for ten wordings, and another for the last.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from onrecord.model.claim import Act, Claim
from onrecord.model.fact import is_fact
from onrecord.model.report import Report
from onrecord.model.wording import say, say_status
from onrecord.reading.read import read

PAGE = Path(__file__).with_name("status.md")
FRAME = "South Korea {} artillery shells to Ukraine."
MILITARY_AID, REJECT = "military aid", "reject"
WORDINGS = {
    "supplied": MILITARY_AID,
    "secretly supplied": MILITARY_AID,
    "denied supplying": MILITARY_AID,
    "resisted supplying": MILITARY_AID,
    "refused to supply": MILITARY_AID,
    "may supply": MILITARY_AID,
    "could supply": MILITARY_AID,
    "will supply": MILITARY_AID,
    "stopped supplying": MILITARY_AID,
    "has yet to supply": MILITARY_AID,
    "does not rule out supplying": REJECT,
}
"""The wordings, with the event that PETRARCH2 makes of each."""

HEAD = f"""\
# One act in eleven wordings

"{FRAME.format("…")}" Only the verb changes. What onrecord records of each, and what it
shows to a person, is measured by `bench/status.py`, which writes this page. PETRARCH2 codes who did what to whom and
has no place for a status: for the first ten wordings it gives one identical record, {MILITARY_AID} from South Korea to
Ukraine, and for the last one "{REJECT}". Its side is recorded, not run by the script.

"""


def claim_of(wording: str) -> Claim:
    """The one claim of aid that a wording gives; raises ValueError where there is none, or more."""
    report = Report(outlet="Bench", published=date(2025, 3, 12), text=FRAME.format(wording))
    found = [claim for claim in read(report).claims if claim.act is Act.AID]
    if len(found) != 1:
        raise ValueError(f"{wording}: {len(found)} claims of aid")
    return found[0]


def row(wording: str, claim: Claim) -> tuple[str, ...]:
    """A wording's line of the table."""
    status = claim.status
    return (
        wording,
        status.polarity.value,
        status.certainty.value,
        status.stage.value,
        status.stance.value,
        ", ".join(flag.value for flag in status.ordered_flags()) or "-",
        "yes" if is_fact(claim) else "no",
        say_status(status, claim.act),
        WORDINGS[wording],
    )


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as a table, the first being its head."""
    lines = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def page() -> str:
    """The whole page."""
    claims = {wording: claim_of(wording) for wording in WORDINGS}
    head = ("wording", "polarity", "certainty", "stage", "stance", "flags", "fact", "in words", "PETRARCH2")
    rows = [row(wording, claim) for wording, claim in claims.items()]
    records = {line[1:6] for line in rows}
    facts = sum(is_fact(claim) for claim in claims.values())
    said = [("wording", "cue", "the sentence shown")]
    for wording, claim in claims.items():
        cue = ", ".join(f'"{span.exact}"' for span in claim.status.cues) or "-"
        said.append((wording, cue, say(claim, outlet="Bench")))
    return (
        f"{HEAD}{table([head, *rows])}\n"
        f"{len(records)} different statuses of {len(rows)} wordings, {facts} facts; with PETRARCH2 "
        f"{len(set(WORDINGS.values()))} different records, and nothing that tells a fact from the rest.\n\n"
        f"Each status keeps the words that say so, and each claim is shown as one sentence:\n\n{table(said)}"
    )


def main() -> int:
    """Write or check the page; 1 where it tells another than the reading."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, only tell whether the page is up to date")
    made = page()
    if parser.parse_args().check:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
            return 0
        print("bench/status.md is not what the reading gives: run bench/status.py", file=sys.stderr)
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
