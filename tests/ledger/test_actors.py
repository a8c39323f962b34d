"""Actors in the ledger: rolls of readings, lists of office-holders, decisions on names; older files are brought up."""

import sqlite3
from dataclasses import replace
from datetime import date

import material as m
import pytest

from onrecord.errors import DecisionError, InputError, ReadOnlyLedgerError
from onrecord.ledger.actor_rows import Holder, NameVerb
from onrecord.ledger.opening import open_ledger
from onrecord.model.actor import ActorKind
from onrecord.model.mention import ActorMention, Mentions, OfficeMention, Reading, Tenure
from onrecord.model.report import Report

TEXT = "Ardia's former premier, Ilse Maro, met Jon Berg. Maro said nothing of Borland."
SAID = "Ardia's former premier, Ilse Maro"


def report(day=date(2025, 3, 12), *, own="maro", text=TEXT):
    return Report(outlet="Ardia Daily", published=day, text=text, id=own)


def reading(of=None, *, person="Ilse Maro"):
    told = of or report()

    def at(words):
        return m.span(words, told.text)

    actors = (
        ActorMention(at("Ardia"), "Ardia", ActorKind.STATE, "ARD", "state:ARD", named=True),
        ActorMention(at(person), person, ActorKind.PERSON, "ARD", named=True),
        ActorMention(at("met"), "the two", ActorKind.PEOPLE, None),
        ActorMention(at("Maro said"), person, ActorKind.PERSON, "ARD", named=True),
    )
    office = OfficeMention(at(SAID), person, "prime minister", "ARD", tenure=Tenure.FORMER)
    return Reading(told, (), Mentions(actors=actors, offices=(office,)))


def test_a_roll_comes_back_as_it_was_kept(ledger):
    ledger.keep(reading(), made_by=m.ONE)
    (office,) = ledger.offices(person="ILSE MARO")
    assert office.told == reading().mentions.offices[0]
    assert office.evidence.address == f"maro:0-{len(SAID)}"
    assert [(one.name, one.reports, one.actor) for one in ledger.named()] == [
        ("Ardia", 1, "state:ARD"),
        ("Ilse Maro", 1, None),
    ]
    (place,) = ledger.appearances("ilse maro", ActorKind.PERSON)
    assert TEXT[place.span.start : place.span.end] == "Ilse Maro"
    assert ledger.offices(person="Jon Berg") == ()
    assert ledger.check() == ()


def test_only_the_newest_reading_of_the_newest_version_counts(ledger):
    ledger.keep(reading(), made_by=m.ONE)
    ledger.keep(replace(reading(), mentions=Mentions()), made_by=m.TWO)
    assert (ledger.offices(), ledger.named()) == ((), ())
    ledger.keep(reading(), made_by=m.THREE)
    ledger.keep(reading(report(date(2025, 3, 14))), made_by=m.THREE)
    assert [one.evidence.published for one in ledger.offices()] == [date(2025, 3, 14)]
    assert ledger.check() == ()


def test_first_and_last_day_are_those_of_the_reports(ledger):
    for number, day in enumerate((date(2025, 5, 2), date(2024, 1, 3), date(2025, 2, 1))):
        ledger.keep(reading(report(day, own=f"m{number}")), made_by=m.ONE)
    one = next(one for one in ledger.named() if one.name == "Ilse Maro")
    assert (one.first, one.last, one.reports) == (date(2024, 1, 3), date(2025, 5, 2), 3)


HOLDER = Holder("Ilse Maro", "prime minister", "ARD", date(2020, 1, 1), None, "Gazette")


def test_a_list_is_kept_once_and_whole(ledger):
    assert ledger.import_holders([HOLDER, replace(HOLDER, name="Jon Berg")], name="a.csv", sha256="aa")
    assert not ledger.import_holders([HOLDER], name="b.csv", sha256="aa")
    (kept,) = ledger.holders()
    assert (kept.name, [one.name for one in kept.holders]) == ("a.csv", ["Ilse Maro", "Jon Berg"])
    assert kept.holders[0] == HOLDER
    with pytest.raises(InputError, match="surrogate"):
        ledger.import_holders([HOLDER, replace(HOLDER, name="\ud800")], name="c.csv", sha256="cc")
    assert len(ledger.holders()) == 1
    assert ledger.check() == ()


def test_decisions_on_names_are_added_and_chained(ledger):
    one = ledger.judge_names(NameVerb.SAME, "Ilse  Maro", "Ilse Marro", by=" Ada Brook ", why="one person")
    two = ledger.judge_names(NameVerb.DIFFER, "Ilse Maro", "Ilse Marro", by="Bo")
    assert (one.one, one.by, two.previous) == ("Ilse Maro", "Ada Brook", one.hash)
    assert ledger.name_decisions() == (one, two)
    assert ledger.check() == ()
    for names, by, told in ((("A", "B"), " ", "name of the person"), (("A B", "a-b"), "Ada", "one name")):
        with pytest.raises(DecisionError, match=told):
            ledger.judge_names(NameVerb.SAME, *names, by=by)
    with pytest.raises(DecisionError, match="surrogate"):
        ledger.judge_names(NameVerb.SAME, "A", "\udfff", by="Ada")
    assert len(ledger.name_decisions()) == 2


@pytest.fixture
def filled(path):
    with open_ledger(path) as ledger:
        ledger.keep(reading(), made_by=m.ONE)
        ledger.import_holders([HOLDER], name="a.csv", sha256="aa")
        ledger.judge_names(NameVerb.SAME, "Ilse Maro", "Ilse Marro", by="Ada")
        ledger.judge_names(NameVerb.DIFFER, "Ilse Maro", "Jon Berg", by="Ada")
        assert ledger.check() == ()
    return path


TABLES = ("roll", "office", "named", "holder_list", "holder", "name_decision")


def tamper(path, statement, *, guarded=False):
    connection = sqlite3.connect(path)
    for table in () if guarded else TABLES:
        for what in ("update", "delete"):
            connection.execute(f"DROP TRIGGER {table}_no_{what}")
    try:
        connection.execute(statement)
        connection.commit()
    finally:
        connection.close()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = 'x'"])
def test_the_file_refuses_a_change(filled, table, statement):
    column = {"roll": "seal", "office": "person", "named": "name"}.get(table, "name" if "holder" in table else "why")
    with pytest.raises(sqlite3.IntegrityError):
        tamper(filled, statement.format(table, column), guarded=True)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE office SET person = 'Jon Berg'", "who is named by its reading 1 has been changed"),
        ("UPDATE office SET start = 3", "does not stand at 3 of its text"),
        ("DELETE FROM named WHERE position = 1", "who is named by its reading 1 has been changed"),
        ("DELETE FROM roll", "but no roll"),
        ("UPDATE holder SET office = 'king'", "changed since it was imported"),
        ("UPDATE holder SET starts = 'soon'", "cannot be checked further"),
        ("DELETE FROM holder", "changed since it was imported"),
        ("UPDATE name_decision SET by = 'Bo' WHERE number = 1", "changed since it was made"),
        ("DELETE FROM name_decision WHERE number = 1", "does not follow"),
        ("DELETE FROM name_decision WHERE number = 2", "should have 2 decisions on names; the chain ends with 1"),
    ],
)
def test_check_finds_what_was_changed_behind_its_back(filled, statement, told):
    tamper(filled, statement)
    with open_ledger(filled) as ledger:
        assert any(told in one.what for one in ledger.check())


@pytest.fixture
def first_form(path):
    """An empty ledger of the first form, as the first version left it."""
    from alembic import command
    from alembic.config import Config

    from onrecord.ledger import sqlite

    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    config.set_main_option("path_separator", "os")
    file = sqlite.connect(path, create=True, read_only=False)
    with file.writing(durable=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        sqlite.claim_application(connection)
        connection.exec_driver_sql(f"INSERT INTO ledger VALUES (1, '2025-01-01T00:00:00+00:00', 0, '{'0' * 64}')")
    file.close()
    return path


def test_a_ledger_of_the_first_form_is_brought_up(first_form):
    with pytest.raises(ReadOnlyLedgerError, match="older onrecord"):
        open_ledger(first_form, read_only=True)
    with open_ledger(first_form) as ledger:
        assert ledger.check() == ()
        ledger.keep(reading(), made_by=m.ONE)
        ledger.judge_names(NameVerb.SAME, "Ilse Maro", "Ilse Marro", by="Ada")
        assert len(ledger.offices()) == 1
        assert ledger.check() == ()


def test_a_reading_of_the_first_form_has_no_roll_and_is_sound(first_form):
    with open_ledger(first_form) as ledger:
        ledger.keep(reading(), made_by=m.ONE)
    for statement in ("DELETE FROM office", "DELETE FROM named", "DELETE FROM roll"):
        connection = sqlite3.connect(first_form)
        connection.execute(f"DROP TRIGGER {statement.rsplit(' ', maxsplit=1)[-1]}_no_delete")
        connection.execute(statement)
        connection.commit()
        connection.close()
    with open_ledger(first_form) as ledger:
        assert (ledger.offices(), ledger.named()) == ((), ())
        assert ledger.check() == ()
        ledger.keep(reading(), made_by=m.TWO)
        assert len(ledger.offices()) == 1
