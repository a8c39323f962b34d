"""`onrecord accept`: a claim is right as it stands."""

from __future__ import annotations

from onrecord.cli.judging import judge_each
from onrecord.cli.options import AddressesArgument, DecideOptions
from onrecord.cli.spread import spread
from onrecord.desk import judging


@spread
def accept_claims(addresses: AddressesArgument, *, by: DecideOptions) -> None:
    """Put on record that a claim is right as it stands."""
    judge_each(addresses, by, lambda ledger, one: judging.accept(ledger, one, by=by.coder, why=by.why))
