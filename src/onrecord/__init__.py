"""onrecord reads news reports and keeps an evidence-linked ledger of attributed claims.

The public names. A `Report` goes into `read`, a `Reading` with `Claim`s comes out; `is_fact` says whether a claim is
told as a fact, `say` puts it into a sentence, `to_record` a reading into its JSON form. `open_ledger` gives a `Ledger`:
`keep` reads a report into it, its methods list and find (`reports`, `claims`, `log`, `review`, `check`), and `accept`,
`reject`, `correct` and `add` put on record what a person judges. docs/library.md shows it all.
"""

from typing import TYPE_CHECKING

from onrecord.desk.coders import differences
from onrecord.desk.judging import accept, add, complete, correct, note, reject
from onrecord.desk.keeping import keep
from onrecord.desk.quoting import Quoted, sources
from onrecord.desk.slots import Slots
from onrecord.errors import LedgerError, OnrecordError
from onrecord.ledger.filters import ClaimFilter, Order, ReportFilter
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.protocol import Ledger
from onrecord.ledger.rows import Entry, KeptReport
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.decision import Decision, Origin
from onrecord.model.evidence import Span
from onrecord.model.fact import is_fact
from onrecord.model.mention import Mentions, Reading
from onrecord.model.record import to_record
from onrecord.model.report import Report
from onrecord.model.source import SourceKind
from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance
from onrecord.model.wording import say

if TYPE_CHECKING:
    from onrecord.reading.read import read

__all__ = [
    "Act",
    "Certainty",
    "Claim",
    "ClaimFilter",
    "Decision",
    "Entry",
    "Flag",
    "KeptReport",
    "Kind",
    "Ledger",
    "LedgerError",
    "Mentions",
    "OnrecordError",
    "Order",
    "Origin",
    "Polarity",
    "Quoted",
    "Reading",
    "Report",
    "ReportFilter",
    "Slots",
    "SourceKind",
    "Span",
    "Stage",
    "Stance",
    "accept",
    "add",
    "complete",
    "correct",
    "differences",
    "is_fact",
    "keep",
    "note",
    "open_ledger",
    "read",
    "reject",
    "say",
    "sources",
    "to_record",
]


def __getattr__(name: str) -> object:
    """`read` is loaded when it is first asked for: the reader takes longer to import than all the rest."""
    if name == "read":
        from onrecord.reading.read import read

        return read
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
