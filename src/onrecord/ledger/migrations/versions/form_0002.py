"""The second form: who is named with what office, imported office-holders, and what people decided of names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

START = "0" * 64


def upgrade() -> None:
    """Add the tables of actors; a reading kept before has no roll until its report is read again."""
    _make_rolls()
    _make_lists()
    _make_name_decisions()
    _make_indexes()
    if op.get_bind().dialect.name == "sqlite":
        for statement in GUARDS:
            op.execute(statement)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False)


def _of(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), primary_key=True, autoincrement=False)


def _make_rolls() -> None:
    op.create_table("roll", _of("reading", "reading.no"), _text("seal"), sqlite_strict=True)
    op.create_table(
        "office",
        _of("reading", "reading.no"),
        _key("position"),
        *(_text(name) for name in ("person", "folded", "office")),
        *(_text(name, null=True) for name in ("country", "body")),
        _text("tenure"),
        *(_whole(name) for name in ("start", "end")),
        _text("exact"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "named",
        _of("reading", "reading.no"),
        _key("position"),
        *(_text(name) for name in ("name", "folded", "kind")),
        *(_text(name, null=True) for name in ("country", "actor")),
        *(_whole(name) for name in ("start", "end")),
        _text("exact"),
        _whole("mentions"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_lists() -> None:
    op.create_table(
        "holder_list",
        _key("no"),
        *(_text(name) for name in ("name", "sha256", "imported_at", "seal")),
        sqlite_strict=True,
    )
    op.create_table(
        "holder",
        _of("list", "holder_list.no"),
        _key("position"),
        *(_text(name) for name in ("name", "folded", "office")),
        *(_text(name, null=True) for name in ("country", "starts", "ends")),
        _text("source"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_name_decisions() -> None:
    op.create_table(
        "name_decision",
        _key("number"),
        *(_text(name) for name in ("verb", "one", "other", "by", "made_at", "why", "previous", "hash")),
        sqlite_strict=True,
    )
    op.add_column("ledger", sa.Column("name_decisions", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ledger", sa.Column("name_head", sa.Text(), nullable=False, server_default=START))


def _make_indexes() -> None:
    op.create_index("office_person", "office", ["folded"])
    op.create_index("named_actor", "named", ["folded", "kind"])


def _never(table: str, what: str, why: str) -> str:
    name = f"{table}_no_{what.lower()}"
    return f"CREATE TRIGGER {name} BEFORE {what} ON {table} BEGIN SELECT raise(ABORT, '{why}'); END"


GUARDS = tuple(
    _never(table, what, why)
    for table, why in (
        ("roll", "readings never change"),
        ("office", "readings never change"),
        ("named", "readings never change"),
        ("holder_list", "imported lists never change"),
        ("holder", "imported lists never change"),
        ("name_decision", "decisions are only ever added"),
    )
    for what in ("UPDATE", "DELETE")
)
"""What may not be changed, whoever writes to the file."""
