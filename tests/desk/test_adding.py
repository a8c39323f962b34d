"""Adding reports at the desk."""

from datetime import date

import pytest

from onrecord import Slots, add, open_ledger
from onrecord.desk.adding import Added, Dropped, NotAdded, add_files, keep, pasted, plain_name
from onrecord.desk.coders import seen
from onrecord.desk.keeping import reader_version
from onrecord.errors import InputError
from onrecord.ledger.rows import News
from onrecord.model.claim import Act

DAY = date(2025, 3, 7)
ENGLISH = "Norway sent 40 generators to Ghana on Thursday, two officials said."
FRENCH = "La ministre de la Défense est arrivée à Accra mercredi et elle a rencontré le président dans son palais."


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "onrecord.db") as opened:
        yield opened
        assert opened.check() == ()


def test_a_pasted_text_is_taken_as_it_is(ledger):
    report = pasted(f"  {ENGLISH}\n", outlet=" Wire ", published=DAY, title=" Generators ", url="")
    assert (report.text, report.outlet, report.title, report.url) == (f"  {ENGLISH}\n", "Wire", "Generators", None)
    made = keep(ledger, report, reader_version())
    assert (made.kept.news, made.claims > 0, made.note) == (News.NEW, True, "")


def test_a_report_in_another_language_is_kept_for_people_to_code(ledger):
    report = pasted(FRENCH, outlet="Le Fil", published=DAY)
    made = keep(ledger, report, reader_version())
    assert (report.language, made.claims) == ("fr", 0)
    assert made.note.startswith("not read: language fr")
    slots = Slots(act=Act.MEET, trigger="rencontré", agent=("La ministre de la Défense = person, FRA",))
    add(ledger, report.hash, slots, by="Ada Brook")
    (entry,) = seen(ledger, report.hash).entries
    assert (entry.claim.trigger.exact, entry.claim.agent[0].country) == ("rencontré", "FRA")


@pytest.mark.parametrize(
    ("text", "outlet", "day", "what"),
    [
        ("", "Wire", DAY, "no text"),
        (" \n", "Wire", DAY, "no text"),
        (ENGLISH, " ", DAY, "no outlet"),
        (ENGLISH, "Wire", None, "no publication date"),
        ("a" * 1_000_001, "Wire", DAY, "split it"),
        ("12 34 …", "Wire", DAY, "no words"),
        ("half \ud800 of it", "Wire", DAY, "surrogate"),
    ],
)
def test_what_lacks_something_is_refused(text, outlet, day, what):
    with pytest.raises(InputError, match=what):
        pasted(text, outlet=outlet, published=day)


def test_files_are_read_one_by_one_and_none_stops_the_others(ledger):
    head = f"---\noutlet: Wire\npublished: {DAY}\n---\n"
    files = [
        Dropped("../../etc/one.md", (head + ENGLISH).encode()),
        Dropped("picture.jpg", b"\xff\xd8"),
        Dropped("two.txt", ENGLISH.replace("Norway", "Sweden").encode()),
        Dropped("one.md", (head + ENGLISH).encode()),
    ]
    found = list(add_files(ledger, files, reader_version(), outlet="Post", published=DAY))
    assert [type(one) for one in found] == [Added, NotAdded, Added, Added]
    assert [one.name for one in found] == ["one.md", "picture.jpg", "two.txt", "one.md"]
    assert "not a kind of file" in found[1].why
    assert [one.kept.news for one in found if isinstance(one, Added)] == [News.NEW, News.NEW, News.KNOWN]
    assert [one.head.outlet for one in ledger.reports()] == ["Post", "Wire"]
    assert {one.original.name for one in ledger.reports() if one.original} == {"one.md", "two.txt"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a/b/c.txt", "c.txt"),
        (r"C:\reports\c.txt", "c.txt"),
        ("..", "report.txt"),
        ("", "report.txt"),
        ("a\0b\n.txt", "a_b_.txt"),
        (f"{'x' * 300}.html", f"{'x' * 80}.html"),
    ],
)
def test_names_of_files_are_made_harmless(given, name):
    assert plain_name(given) == name
