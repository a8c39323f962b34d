"""`onrecord note`: something to say of a claim."""

from __future__ import annotations

from onrecord.cli.judging import judge_each
from onrecord.cli.options import AddressesArgument, DecideOptions
from onrecord.cli.spread import spread
from onrecord.desk import judging


@spread
def note_claims(addresses: AddressesArgument, *, by: DecideOptions) -> None:
    """Keep a note (`--why`) on a claim, without judging it."""
    judge_each(addresses, by, lambda ledger, one: judging.note(ledger, one, by=by.coder, why=by.why))
