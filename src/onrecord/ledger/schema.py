"""The tables of the store, as SQLAlchemy knows them.

What people and outlets gave stands in `report`, `reading` and `decision` and is never changed. `entry`, `body`, `party`
and `voice` hold the record, made from these by `overlay`: they are narrow where filters look and wide only in `body`.
The migrations make the tables; a test compares them with these.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

REVISIONS = ("0001", "0002", "0003")
"""The forms a ledger has had, oldest first; the last is the one this version writes."""

type Number = Column[int]

metadata = MetaData()


type _Part = Column[int] | Column[str] | Column[float] | Column[bytes] | Unique | CheckConstraint


def _table(name: str, *parts: _Part, rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=rowid)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _whole(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _text_key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _of(name: str, target: str, *, null: bool = False, cascade: bool = False, key: bool = False) -> Column[int]:
    foreign = ForeignKey(target, ondelete="CASCADE" if cascade else None)
    return Column(name, Integer, foreign, nullable=null, primary_key=key, autoincrement=False)


ledger = _table(
    "ledger",
    _key("one"),
    _text("made_at"),
    _whole("decisions"),
    _text("head"),
    Column("name_decisions", Integer, nullable=False, server_default="0"),
    Column("name_head", Text, nullable=False, server_default="0" * 64),
    Column("rulings", Integer, nullable=False, server_default="0"),
    Column("ruling_head", Text, nullable=False, server_default="0" * 64),
    CheckConstraint("one = 1", name="ledger_has_one_row"),
)
"""One row: how many decisions there are, and the hash of the last; the same for those on names, and for rulings."""

report = _table(
    "report",
    _key("no"),
    Column("hash", Text, nullable=False, unique=True),
    _text("id"),
    _whole("version"),
    _whole("newest"),
    _text("outlet"),
    _text("outlet_folded"),
    _text("published"),
    _text("title"),
    _text("url", null=True),
    _text("language"),
    _text("notice", null=True),
    _text("kept_at"),
    _text("original_sha256", null=True),
    _text("original_captured", null=True),
    _text("original_name", null=True),
    _text("seal"),
    _text("text"),
    Unique("id", "version", name="report_id_version"),
)
Index("report_published", report.c.published)

reading = _table(
    "reading",
    _key("no"),
    _of("report", "report.no"),
    _whole("current"),
    _text("code"),
    _text("codebook"),
    _text("model"),
    _whole("imported"),
    _text("read_at"),
    _text("unplaced"),
    _text("seal"),
    Column("claims", LargeBinary, nullable=False),
)
Index("reading_report", reading.c.report)
Index("reading_in_force", reading.c.report, unique=True, sqlite_where=text("current = 1"))

decision = _table(
    "decision",
    _key("number"),
    _text("verb"),
    _text("by"),
    _text("made_at"),
    _of("report", "report.no"),
    _of("thread", "decision.number"),
    _of("reading", "reading.no"),
    _of("undoes", "decision.number", null=True),
    _text("previous"),
    _text("hash"),
    _text("body"),
)
Index("decision_report", decision.c.report)
Index("decision_by", decision.c.by)

entry = _table(
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
    _text("stage"),
    _text("certainty"),
    _text("stance"),
    _text("polarity"),
    _whole("fact"),
    _text("outlet"),
    _text("published"),
    _text("starts", null=True),
    _text("ends", null=True),
    Unique("report", "id", name="entry_report_id"),
)
"""`listed` is 0 for what only `all_versions` shows; `outlet` is folded; `position` is the place within the report."""
Index("entry_newest", entry.c.published.desc(), entry.c.report.desc(), entry.c.position)
Index("entry_oldest", entry.c.published, entry.c.report, entry.c.position)
Index("entry_reason", entry.c.reason, sqlite_where=text("reason IS NOT NULL"))

body = _table(
    "body",
    _of("entry", "entry.no", cascade=True, key=True),
    _text("evidence"),
    _text("claim"),
    _whole("same"),
    _text("machine", null=True),
)
"""`same` is 1 where the machine's claim is the claim itself; else it stands in `machine`, if there is one."""

party = _table(
    "party",
    _of("entry", "entry.no", cascade=True, key=True),
    _key("position"),
    _text("role"),
    _text("name"),
    _text("country", null=True),
    rowid=False,
)
"""`role` is agent, recipient or place; `name` is folded, with a blank on either side."""
Index("party_country", party.c.country, party.c.entry)
Index("party_name", party.c.role, party.c.name, party.c.entry)

voice = _table(
    "voice",
    _of("entry", "entry.no", cascade=True, key=True),
    _key("position"),
    _text("name"),
    _text("kind"),
    _text("country", null=True),
    rowid=False,
)
"""The links of the chains of sources; `name` as in `party`."""
Index("voice_name", voice.c.name, voice.c.entry)
Index("voice_kind", voice.c.kind, voice.c.entry)

# who is named, with what office; see `roll`, `holders` and `naming`

roll = _table("roll", _of("reading", "reading.no", key=True), _text("seal"))
"""One row a reading that has told its named actors and offices, with the hash of both."""

office = _table(
    "office",
    _of("reading", "reading.no", key=True),
    _key("position"),
    _text("person"),
    _text("folded"),
    _text("office"),
    _text("country", null=True),
    _text("body", null=True),
    _text("tenure"),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    rowid=False,
)
Index("office_person", office.c.folded)

named = _table(
    "named",
    _of("reading", "reading.no", key=True),
    _key("position"),
    _text("name"),
    _text("folded"),
    _text("kind"),
    _text("country", null=True),
    _text("actor", null=True),
    _whole("start"),
    _whole("end"),
    _text("exact"),
    _whole("mentions"),
    rowid=False,
)
"""Each named actor of a reading once, with the words that name it first and how often it is mentioned."""
Index("named_actor", named.c.folded, named.c.kind)

holder_list = _table("holder_list", _key("no"), _text("name"), _text("sha256"), _text("imported_at"), _text("seal"))
"""A file of office-holders that was imported, whole; `seal` is the hash of it with its rows."""

holder = _table(
    "holder",
    _of("list", "holder_list.no", key=True),
    _key("position"),
    _text("name"),
    _text("folded"),
    _text("office"),
    _text("country", null=True),
    _text("starts", null=True),
    _text("ends", null=True),
    _text("source"),
    rowid=False,
)

name_decision = _table(
    "name_decision",
    _key("number"),
    *(_text(name) for name in ("verb", "one", "other", "by", "made_at", "why", "previous", "hash")),
)
"""What people decided of two names, chained by hash as `decision` is."""

# matters; see `ruling` and `gathered`

ruling = _table(
    "ruling",
    _key("number"),
    *(_text(name) for name in ("verb", "by", "made_at")),
    _of("undoes", "ruling.number", null=True),
    *(_text(name) for name in ("previous", "hash", "body")),
)
"""What people ruled of claims of two matters or one, chained by hash as `decision` is."""

run = _table("run", _key("run"), _of("report", "report.no", key=True), rowid=False)
"""Runs of words by which copies are found; they follow from the reports' texts."""

copy = _table(
    "copy",
    _of("one", "report.no", key=True),
    _of("other", "report.no", key=True),
    Column("share", REAL, nullable=False),
    _text("reason"),
    rowid=False,
)
Index("copy_other", copy.c.other)

touched = _table("touched", _of("report", "report.no", key=True))
"""The reports whose record has changed since they were matched; triggers on `entry` fill it."""

block = _table("block", _text_key("key"), _of("report", "report.no", key=True), _text_key("claim"), rowid=False)
"""The keys that claims share with those they may be of one matter with."""
Index("block_report", block.c.report)

fit = _table(
    "fit",
    _of("a_report", "report.no", key=True),
    _text_key("a_claim"),
    _of("b_report", "report.no", key=True),
    _text_key("b_claim"),
    Column("points", REAL, nullable=False),
    _whole("sure"),
    _whole("days"),
    rowid=False,
)
"""Which claims can be of one matter, and how well they fit; each pair once."""
Index("fit_b", fit.c.b_report, fit.c.b_claim)

told = _table(
    "told", _of("report", "report.no", key=True), _text_key("claim"), _text("matter"), _text("part"), rowid=False
)
"""The matter of each claim, and the part of all claims that it was found in: those that can be joined, by any steps."""
Index("told_matter", told.c.matter)
Index("told_part", told.c.part)

matter = _table(
    "matter",
    _text_key("id"),
    *(_text(name) for name in ("title", "status", "stage", "newest", "changed_at", "body")),
    _whole("claims"),
    _whole("contradictions"),
    rowid=False,
)
"""Matters as they follow from the record and the rulings; `newest` is the publication of the last claim."""
Index("matter_newest", matter.c.newest, matter.c.id)
