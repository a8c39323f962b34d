"""The first form: reports, readings, decisions, and the record with its search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of a new ledger."""
    _make_sources()
    _make_decisions()
    _make_record()
    _make_indexes()
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*SEARCH, *GUARDS):
            op.execute(statement)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _whole(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=True, autoincrement=False)


def _of(name: str, target: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(target), nullable=null)


def _in_entry() -> sa.Column[int]:
    foreign = sa.ForeignKey("entry.no", ondelete="CASCADE")
    return sa.Column("entry", sa.Integer(), foreign, primary_key=True, autoincrement=False)


def _make_sources() -> None:
    op.create_table(
        "ledger",
        _key("one"),
        _text("made_at"),
        _whole("decisions"),
        _text("head"),
        sa.CheckConstraint("one = 1", name="ledger_has_one_row"),
        sqlite_strict=True,
    )
    op.create_table(
        "report",
        _key("no"),
        sa.Column("hash", sa.Text(), nullable=False, unique=True),
        _text("id"),
        _whole("version"),
        _whole("newest"),
        *(_text(name) for name in ("outlet", "outlet_folded", "published", "title")),
        _text("url", null=True),
        _text("language"),
        _text("notice", null=True),
        _text("kept_at"),
        *(_text(f"original_{name}", null=True) for name in ("sha256", "captured", "name")),
        _text("seal"),
        _text("text"),
        sa.UniqueConstraint("id", "version", name="report_id_version"),
        sqlite_strict=True,
    )
    op.create_table(
        "reading",
        _key("no"),
        _of("report", "report.no"),
        _whole("current"),
        *(_text(name) for name in ("code", "codebook", "model")),
        _whole("imported"),
        *(_text(name) for name in ("read_at", "unplaced", "seal")),
        sa.Column("claims", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )


def _make_decisions() -> None:
    op.create_table(
        "decision",
        _key("number"),
        *(_text(name) for name in ("verb", "by", "made_at")),
        _of("report", "report.no"),
        _of("thread", "decision.number"),
        _of("reading", "reading.no"),
        _of("undoes", "decision.number", null=True),
        *(_text(name) for name in ("previous", "hash", "body")),
        sqlite_strict=True,
    )


def _make_record() -> None:
    op.create_table(
        "entry",
        _key("no"),
        _of("report", "report.no"),
        _text("id"),
        _whole("position"),
        _text("origin"),
        _of("thread", "decision.number", null=True),
        _text("reason", null=True),
        _whole("listed"),
        _text("act"),
        _text("kind", null=True),
        *(_text(name) for name in ("stage", "certainty", "stance", "polarity")),
        _whole("fact"),
        *(_text(name) for name in ("outlet", "published")),
        *(_text(name, null=True) for name in ("starts", "ends")),
        sa.UniqueConstraint("report", "id", name="entry_report_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "body",
        _in_entry(),
        *(_text(name) for name in ("evidence", "claim")),
        _whole("same"),
        _text("machine", null=True),
        sqlite_strict=True,
    )
    for table, names in (("party", ("role", "name")), ("voice", ("name", "kind"))):
        op.create_table(
            table,
            _in_entry(),
            _key("position"),
            *(_text(name) for name in names),
            _text("country", null=True),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )


def _make_indexes() -> None:
    newest: list[str | sa.TextClause] = [sa.text("published DESC"), sa.text("report DESC"), "position"]
    op.create_index("report_published", "report", ["published"])
    op.create_index("reading_report", "reading", ["report"])
    op.create_index("reading_in_force", "reading", ["report"], unique=True, sqlite_where=sa.text("current = 1"))
    op.create_index("decision_report", "decision", ["report"])
    op.create_index("decision_by", "decision", ["by"])
    op.create_index("entry_newest", "entry", newest)
    op.create_index("entry_oldest", "entry", ["published", "report", "position"])
    op.create_index("entry_reason", "entry", ["reason"], sqlite_where=sa.text("reason IS NOT NULL"))
    op.create_index("party_country", "party", ["country", "entry"])
    op.create_index("party_name", "party", ["role", "name", "entry"])
    op.create_index("voice_name", "voice", ["name", "entry"])
    op.create_index("voice_kind", "voice", ["kind", "entry"])


_WORDS = "tokenize = 'porter unicode61 remove_diacritics 2'"

SEARCH = (
    f"CREATE VIRTUAL TABLE report_search USING fts5(title, text, content = 'report', content_rowid = 'no', {_WORDS})",
    """CREATE TRIGGER report_into_search AFTER INSERT ON report BEGIN
       INSERT INTO report_search (rowid, title, text) VALUES (new.no, new.title, new.text); END""",
    f"CREATE VIRTUAL TABLE claim_search USING fts5(evidence, content = 'body', content_rowid = 'entry', {_WORDS})",
    """CREATE TRIGGER body_into_search AFTER INSERT ON body BEGIN
       INSERT INTO claim_search (rowid, evidence) VALUES (new.entry, new.evidence); END""",
    """CREATE TRIGGER body_out_of_search AFTER DELETE ON body BEGIN
       INSERT INTO claim_search (claim_search, rowid, evidence) VALUES ('delete', old.entry, old.evidence); END""",
)
"""Search by words in any English inflection, without regard to case and accents."""


def _never(table: str, what: str, why: str, *, changed: tuple[str, ...] = ()) -> str:
    when = f"WHEN {' OR '.join(f'old.{name} IS NOT new.{name}' for name in changed)}" if changed else ""
    name = f"{table}_no_{what.lower()}"
    return f"CREATE TRIGGER {name} BEFORE {what} ON {table} {when} BEGIN SELECT raise(ABORT, '{why}'); END"


GUARDS = (
    _never("decision", "UPDATE", "decisions are only ever added"),
    _never("decision", "DELETE", "decisions are only ever added"),
    _never("report", "DELETE", "reports are never taken out"),
    _never("report", "UPDATE", "reports never change", changed=("hash", "id", "title", "text", "seal")),
    _never("reading", "DELETE", "readings are never taken out"),
    _never("reading", "UPDATE", "readings never change", changed=("report", "claims", "seal")),
)
"""What may not be changed, whoever writes to the file: only which version is newest and which reading in force."""
