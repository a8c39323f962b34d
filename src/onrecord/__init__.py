"""onrecord reads news reports and keeps an evidence-linked ledger of attributed claims.

The public names: a `Report` goes into `read`, a `Reading` with `Claim`s comes out; `is_fact` says whether a claim is
told as a fact, `say` puts it into a sentence, `to_record` a reading into its JSON form.
"""

from typing import TYPE_CHECKING

from onrecord.errors import OnrecordError
from onrecord.model.claim import Act, Claim, Kind
from onrecord.model.evidence import Span
from onrecord.model.fact import is_fact
from onrecord.model.mention import Mentions, Reading
from onrecord.model.record import to_record
from onrecord.model.report import Report
from onrecord.model.wording import say

if TYPE_CHECKING:
    from onrecord.reading.read import read

__all__ = [
    "Act",
    "Claim",
    "Kind",
    "Mentions",
    "OnrecordError",
    "Reading",
    "Report",
    "Span",
    "is_fact",
    "read",
    "say",
    "to_record",
]


def __getattr__(name: str) -> object:
    """`read` is loaded when it is first asked for: the reader takes longer to import than all the rest."""
    if name == "read":
        from onrecord.reading.read import read

        return read
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
