"""What a person does with a ledger: read into it, look things up, judge claims. No HTTP, no printing."""
