"""The third form: what people ruled of matters, and the matters themselves with what finds them again quickly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

START = "0" * 64


def upgrade() -> None:
    """Add the tables of matters; every report kept before is to be matched."""
    _make_rulings()
    _make_words()
    _make_matters()
    op.create_index("block_report", "block", ["report"])
    op.create_index("fit_b", "fit", ["b_report", "b_claim"])
    op.create_index("told_matter", "told", ["matter"])
    op.create_index("told_part", "told", ["part"])
    op.create_index("matter_newest", "matter", ["newest", "id"])
    op.create_index("copy_other", "copy", ["other"])
    op.execute("INSERT INTO touched (report) SELECT no FROM report")
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*TOUCHES, *GUARDS):
            op.execute(statement)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False)


def _text_key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _report(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey("report.no"), primary_key=True, autoincrement=False)


def _make_rulings() -> None:
    op.create_table(
        "ruling",
        _key("number"),
        *(_text(name) for name in ("verb", "by", "made_at")),
        sa.Column("undoes", sa.Integer(), sa.ForeignKey("ruling.number"), nullable=True),
        *(_text(name) for name in ("previous", "hash", "body")),
        sqlite_strict=True,
    )
    op.add_column("ledger", sa.Column("rulings", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ledger", sa.Column("ruling_head", sa.Text(), nullable=False, server_default=START))


def _make_words() -> None:
    op.create_table("run", _key("run"), _report("report"), sqlite_strict=True, sqlite_with_rowid=False)
    op.create_table(
        "copy",
        _report("one"),
        _report("other"),
        sa.Column("share", sa.REAL(), nullable=False),
        _text("reason"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_matters() -> None:
    op.create_table("touched", _report("report"), sqlite_strict=True)
    op.create_table(
        "block", _text_key("key"), _report("report"), _text_key("claim"), sqlite_strict=True, sqlite_with_rowid=False
    )
    op.create_table(
        "fit",
        _report("a_report"),
        _text_key("a_claim"),
        _report("b_report"),
        _text_key("b_claim"),
        sa.Column("points", sa.REAL(), nullable=False),
        _whole("sure"),
        _whole("days"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "told",
        _report("report"),
        _text_key("claim"),
        _text("matter"),
        _text("part"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matter",
        _text_key("id"),
        *(_text(name) for name in ("title", "status", "stage", "newest", "changed_at", "body")),
        *(_whole(name) for name in ("claims", "contradictions")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _touches(name: str, what: str, which: str) -> str:
    into = f"INSERT OR IGNORE INTO touched (report) VALUES ({which}.report)"  # noqa: S608 - words of this file alone
    return f"CREATE TRIGGER entry_{name}_touches AFTER {what} ON entry BEGIN {into}; END"


TOUCHES = (_touches("added", "INSERT", "new"), _touches("gone", "DELETE", "old"))
"""A report whose record changes is to be matched again, whoever changes it."""


def _never(what: str) -> str:
    return (
        f"CREATE TRIGGER ruling_no_{what.lower()} BEFORE {what} ON ruling "
        "BEGIN SELECT raise(ABORT, 'rulings are only ever added'); END"
    )


GUARDS = (_never("UPDATE"), _never("DELETE"))
"""What may not be changed, whoever writes to the file."""
