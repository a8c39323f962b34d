"""How a ledger's file is brought from one form to the next; run by `form`, never by hand."""
