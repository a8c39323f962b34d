"""Keep and find: reports, readings, what people decided, and the record that comes of it.

`opening.open_ledger` gives a `protocol.Ledger`; `rows` and `filters` are the values that go in and out. SQLAlchemy and
Alembic are known here only, and are loaded when a ledger is opened.
"""
