"""Someone changes the file behind the ledger's back: `check` finds it, and the file itself refuses the worst."""

import sqlite3

import material as m
import pytest

from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept, add, correct, reject
from onrecord.model.claim import Act

GUARDS = (
    "decision_no_update",
    "decision_no_delete",
    "report_no_update",
    "report_no_delete",
    "reading_no_update",
    "reading_no_delete",
)


@pytest.fixture
def filled(path):
    with open_ledger(path) as ledger:
        for one in [m.reading(*m.CLAIMS), *m.gold()]:
            ledger.keep(one, made_by=m.ONE)
        ledger.decide(accept(ledger.entry("lund", "c1"), by="Ann"))
        ledger.decide(reject(ledger.entry("lund", "c2"), by="Ann"))
        ledger.decide(correct(ledger.entry("lund", "c5"), m.LEAVE, by="Bo"))
        ledger.decide(add(m.REPORT.hash, m.claim("", Act.COOPERATE, "told"), by="Bo"))
        ledger.undo(2, by="Ann")
        ledger.keep(m.reading(m.SENT, m.LEAVE), made_by=m.TWO)
        assert ledger.check() == ()
    return path


def tamper(path, *statements, guarded=False):
    connection = sqlite3.connect(path)
    for guard in () if guarded else GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decision SET why = ''",
        "UPDATE decision SET by = 'Cy' WHERE number = 1",
        "DELETE FROM decision WHERE number = 4",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision WHERE number = 1",
        "DELETE FROM report",
        "UPDATE report SET text = text || '.'",
        "UPDATE report SET title = 'Another'",
        "DELETE FROM reading",
        "UPDATE reading SET claims = x''",
        "UPDATE report SET version = 'one'",
        "INSERT INTO body (entry, evidence, claim, same) VALUES (99999, '', '', 0)",
    ],
)
def test_the_file_refuses(filled, statement):
    with pytest.raises(sqlite3.Error):
        tamper(filled, "PRAGMA foreign_keys = ON", "PRAGMA recursive_triggers = ON", statement, guarded=True)


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE decision SET by = 'Cy' WHERE number = 1", "decision 1", "columns"),
        ("UPDATE decision SET body = replace(body, 'Ann', 'Cy') WHERE number = 1", "decision 1", "has been changed"),
        ("DELETE FROM decision WHERE number = 3", "decision 4", "decision 3 before it is missing"),
        ("DELETE FROM decision WHERE number = 5", "ledger", "should have 5 decisions"),
        ("UPDATE decision SET previous = hash WHERE number = 4", "decision 4", "does not follow"),
        ("UPDATE ledger SET decisions = 4", "ledger", "should have 4 decisions"),
        ("UPDATE report SET text = replace(text, 'sent', 'sold') WHERE id = 'lund'", "report", "the hash does not fit"),
        ("UPDATE report SET text = replace(text, 'sent', 'sold') WHERE id = 'lund'", "report", "is not at"),
        ("UPDATE report SET outlet = 'Other' WHERE id = 'lund'", "report", "the hash does not fit"),
        ("UPDATE report SET title = 'Other' WHERE id = 'lund'", "report", "the seal does not fit"),
        ("UPDATE report SET kept_at = '2020-01-01T00:00:00+00:00'", "report", "the seal does not fit"),
        ("UPDATE reading SET code = 'other' WHERE no = 2", "report", "reading 2 has been changed"),
        ("UPDATE reading SET claims = (SELECT claims FROM reading WHERE no = 3) WHERE no = 2", "report", "reading 2"),
        ("UPDATE reading SET claims = x'00' WHERE no = 2", "report", "cannot be checked further"),
        ("UPDATE reading SET current = 0 WHERE no = 2", "report", "0 readings in force"),
        ("UPDATE entry SET origin = 'accepted' WHERE origin = 'machine'", "claim", "the record differs"),
        ("UPDATE entry SET fact = 1 - fact WHERE no = (SELECT max(no) FROM entry)", "claim", "the record differs"),
        ("UPDATE body SET claim = replace(claim, 'stated', 'likely')", "claim", "the record differs"),
        ("DELETE FROM party", "claim", "the record differs"),
        ("UPDATE voice SET kind = 'person'", "claim", "the record differs"),
        ("DELETE FROM entry WHERE id = 'c2'", "claim c2", "missing from the record"),
        ("UPDATE entry SET id = 'x9' WHERE id = 'a1'", "claim x9", "nothing puts it there"),
        ("UPDATE report SET newest = 0 WHERE id = 'lund'", "report lund", "none of its versions"),
        ("UPDATE report SET version = 3 WHERE id = 'lund'", "report lund", "does not follow"),
        ("DELETE FROM claim_search_docsize", "file", "search index"),
        ("DELETE FROM report WHERE id = 'lund'", "file", "refers to a row"),
    ],
)
def test_check_finds(filled, statement, where, what):
    tamper(filled, statement)
    with open_ledger(filled) as ledger:
        found = ledger.check()
    assert any(where in one.where and what in one.what for one in found), found
    assert not any("\n" in one.where + one.what for one in found)


def test_check_survives_a_damaged_page(filled):
    data = bytearray(filled.read_bytes())
    data[4096 * 9 : 4096 * 9 + 600] = b"\xff" * 600
    filled.write_bytes(data)
    try:
        with open_ledger(filled) as ledger:
            assert ledger.check()
    except Exception as error:  # noqa: BLE001 - whichever it is, it must be the ledger's own, in one line
        assert type(error).__module__ == "onrecord.errors", repr(error)  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
