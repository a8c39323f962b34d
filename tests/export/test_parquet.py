"""Parquet, read by another program."""

import duckdb
import pytest

from onrecord.desk.exporting import write_file
from onrecord.export import parquet
from onrecord.export.forms import Form


@pytest.fixture
def path(ledger, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 2)
    path = tmp_path / "claims.parquet"
    write_file(ledger, Form.PARQUET, path)
    return path


def test_another_program_reads_every_claim_with_its_types(path, ledger):
    entries = ledger.claims(limit=1000)
    with duckdb.connect() as db:
        told = db.execute(
            "select address, fact, quote, quote_end - quote_start, published, judged, reviewed from read_parquet(?)",
            [str(path)],
        ).fetchall()
        types = dict(
            db.execute("select column_name, column_type from (describe from read_parquet(?))", [str(path)]).fetchall()
        )
        total = db.execute(
            "select sum(item.value) from (select unnest(items) as item from read_parquet(?)) where item.unit = 'USD' and item.what = 'paper'",
            [str(path)],
        ).fetchone()
    assert [row[:3] for row in told] == [(e.address, e.fact, e.claim.evidence.exact) for e in entries]
    assert all(row[3] == len(row[2]) for row in told)
    assert [row[4] for row in told] == [e.report.published for e in entries]
    assert {row[5] for row in told if not row[6]} == {"not reviewed"}
    assert (types["when_start"], types["fact"], types["quote_start"]) == ("DATE", "BOOLEAN", "INTEGER")
    assert "DOUBLE" in types["items"]
    assert total == (2.5,)
