"""`onrecord reject`: a claim is no claim of its report."""

from __future__ import annotations

from onrecord.cli.judging import judge_each
from onrecord.cli.options import AddressesArgument, DecideOptions
from onrecord.cli.spread import spread
from onrecord.desk import judging


@spread
def reject_claims(addresses: AddressesArgument, *, by: DecideOptions) -> None:
    """Put on record that a claim is no claim of its report."""
    judge_each(addresses, by, lambda ledger, one: judging.reject(ledger, one, by=by.coder, why=by.why))
