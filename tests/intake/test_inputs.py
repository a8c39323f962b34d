import hashlib
import io
import json
import os
from datetime import date

import pytest

from onrecord.errors import InputError
from onrecord.intake import inputs
from onrecord.intake.fieldmap import field_map
from onrecord.intake.inputs import NotRead, Taken, Told, Ways, take, total_size

TEXT = "Norway handed over two launches on Friday.\r\nThe ministry said so.\n"
RECORD = {"outlet": "Coast Wire", "published": "2025-03-07", "text": TEXT}
FILLED = {"outlet": "Coast Wire", "published": date(2025, 3, 7)}


def taken(*paths, stdin=b"", **filled):
    return list(take([str(p) for p in paths], stdin=io.BytesIO(stdin), ways=Ways(**filled)))


def one(path, data, **filled):
    path.write_bytes(data)
    (arrival,) = taken(path, **filled)
    return arrival


def test_a_text_is_taken_exactly_as_given(tmp_path):
    arrival = one(tmp_path / "a.txt", TEXT.encode(), **FILLED)
    assert arrival.report.text == TEXT
    assert (arrival.report.outlet, arrival.report.published, arrival.size) == (
        "Coast Wire",
        date(2025, 3, 7),
        len(TEXT),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_taken_off(tmp_path, encoding):
    assert one(tmp_path / "a.txt", TEXT.encode(encoding), **FILLED).report.text == TEXT


def test_json_text_is_taken_exactly_as_given(tmp_path):
    for record in (RECORD, {"report": RECORD, "claims": [{"id": 7}]}):
        assert one(tmp_path / "a.json", json.dumps(record).encode()).report.text == TEXT


def test_options_fill_and_never_override(tmp_path):
    arrival = one(tmp_path / "a.json", json.dumps(RECORD).encode(), outlet="Other", published=date(2000, 1, 1))
    assert (arrival.report.outlet, arrival.report.published) == ("Coast Wire", date(2025, 3, 7))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-03-07", date(2025, 3, 7)),
        ("2025-03-07T23:30:00-05:00", date(2025, 3, 7)),
        ("2025-03-08T00:30:00+09:00", date(2025, 3, 8)),
        ("2025-03-07T23:59:59Z", date(2025, 3, 7)),
    ],
)
def test_the_offset_of_a_datetime_gives_its_date(tmp_path, published, day):
    assert one(tmp_path / "a.json", json.dumps({**RECORD, "published": published}).encode()).report.published == day


def test_markdown_with_a_head(tmp_path):
    head = '---\nOutlet: Coast Wire\npublished: 2025-03-07\ntitle: "Launches: two"\nurl: ~\nnotice: invented example\n---\n'
    report = one(tmp_path / "a.md", (head + "\n\n" + TEXT).encode()).report
    assert (report.outlet, report.title, report.url, report.notice) == (
        "Coast Wire",
        "Launches: two",
        None,
        "invented example",
    )
    assert report.text == TEXT


def test_markdown_without_a_head_is_text(tmp_path):
    for text in (TEXT, "---\nA rule, then text of the report.\n", "---\nOne.\n---\nTwo of the three.\n"):
        assert one(tmp_path / "a.md", text.encode(), **FILLED).report.text == text


def test_lines_are_reports_and_broken_ones_do_not_stop_the_rest(tmp_path):
    path = tmp_path / "a.jsonl"
    good = json.dumps(RECORD).encode()
    path.write_bytes(good + b"\n\n{broken\n" + good + b"\n[1]\n" + good)
    arrivals = taken(path)
    assert [type(a) for a in arrivals] == [Taken, NotRead, Taken, NotRead, Taken]
    assert [a.name for a in arrivals] == [f"{path}:{n}" for n in (1, 3, 4, 5, 6)]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(RECORD).encode(),
        json.dumps(RECORD, indent=1).encode(),
        b"\xef\xbb\xbf" + json.dumps(RECORD).encode() + b"\n",
        b"---\noutlet: Coast Wire\npublished: 2025-03-07\n---\n" + TEXT.encode(),
    ],
)
def test_standard_input_is_told_by_its_beginning(data):
    (arrival,) = taken("-", stdin=data)
    assert arrival.report.text == TEXT


def test_standard_input_as_lines_text_and_page():
    lines = (json.dumps(RECORD) + "\n") * 3
    assert len(taken("-", stdin=lines.encode())) == 3
    assert taken("-", stdin=TEXT.encode(), **FILLED)[0].report.text == TEXT
    page = b"<!DOCTYPE html><html><body><p>Norway handed over the two launches.</p></body></html>"
    assert taken("-", stdin=page, **FILLED)[0].report.text == "Norway handed over the two launches."


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "no text"),
    "latin.txt": ("Größe der Flotte".encode("latin-1"), "not UTF-8"),
    "cut.txt": ("Größe".encode("utf-16")[:-1], "not UTF-16"),
    "emoji.txt": ("😀😀".encode(), "no words"),
    "list.json": (b"[]", "JSON list"),
    "number.json": (b"7", "no report object"),
    "broken.json": (b'{"text": ', "not JSON"),
    "deep.json": (b"[" * 200_000, "nested too deeply"),
    "twice.json": (b'{"text": "a", "text": "b"}', "stands twice"),
    "long.json": (b'{"text": ' + b"9" * 5000 + b"}", "too long"),
    "type.json": (json.dumps({**RECORD, "text": ["a"]}).encode(), "text is not a string"),
    "null.json": (json.dumps({**RECORD, "text": None}).encode(), "no text"),
    "title.json": (json.dumps({**RECORD, "title": 7}).encode(), "title is not a string"),
    "half.json": (json.dumps({**RECORD, "text": "A \ud83d b"}).encode(), "surrogate"),
    "date.json": (json.dumps({**RECORD, "published": "Friday"}).encode(), "not a date"),
    "inner.json": (b'{"report": 7}', "no text"),
    "head.md": (b"---\ntitle: a: b: c\n---\ntext", "no YAML"),
    "lists.md": (b"---\ntitle: [a, b]\noutlet: Coast Wire\npublished: 2025-03-07\n---\ntext", "title is not a string"),
    "bomb.md": (b"---\n" + b"[" * 30_000 + b"\n---\ntext", "no YAML"),
    "other.docx": (b"PK", "not a kind of file"),
    "cut.pdf": (b"%PDF", "not a PDF that can be opened"),
    "none.warc": (b"", "no page"),
    "torn.warc.gz": (b"\x1f\x8b\x08\x00torn", "holds no page"),
    "bare.html": (b"<html></html>", "no running text"),
    "latin.html": (b"<html><body><p>Gr\xf6\xdfe</p></body></html>", "not UTF-8"),
    "odd.html": (b'<html><head><meta charset="no-such"></head><body>\xf6</body></html>', "no-such"),
    "none.jsonl": (b"\n\n", "empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_told_in_one_line_with_advice(tmp_path, name):
    data, why = BAD[name]
    arrival = one(tmp_path / name, data, **FILLED)
    assert isinstance(arrival, NotRead)
    assert why in arrival.why
    assert "\n" not in arrival.why


@pytest.mark.parametrize(
    ("lacking", "why"), [("outlet", "--outlet"), ("published", "--published"), ("text", "no text")]
)
def test_what_lacks_is_told(tmp_path, lacking, why):
    for record in ({**RECORD}, {"report": {**RECORD}}):
        (record.get("report") or record).pop(lacking)
        arrival = one(tmp_path / "a.json", json.dumps(record).encode())
        assert isinstance(arrival, NotRead)
        assert why in arrival.why


def test_a_declared_encoding_of_a_page_is_used(tmp_path):
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>The ship Größe left the port.</p></body></html>'
    assert one(tmp_path / "a.html", page.encode("latin-1"), **FILLED).report.text == "The ship Größe left the port."


def test_a_given_language_is_trusted(tmp_path):
    record = {
        **RECORD,
        "language": "en",
        "text": "Die Regierung hat das nicht bestätigt, und der Minister ist gereist.",
    }
    assert isinstance(one(tmp_path / "a.json", json.dumps(record).encode()), Taken)


def test_hostile_characters_are_kept(tmp_path):
    text = "The \x00 ship \x1b[31m left\u202e the port 👩‍👩‍👧 of \u05d0\u05d1. " + "x" * 100_000
    assert one(tmp_path / "a.txt", text.encode(), **FILLED).report.text == text


def test_sizes(tmp_path):
    fits = b"The ship left. " * (1_000_000 // 15)
    assert isinstance(one(tmp_path / "a.txt", fits, **FILLED), Taken)
    assert "1,000,005 characters" in one(tmp_path / "a.txt", fits + b"The ship left. ", **FILLED).why
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert "too big" in taken(tmp_path / "big.txt", **FILLED)[0].why
    assert "too big" in taken("-", stdin=b"The ship left.\n" * 400_000, **FILLED)[0].why


def test_a_line_that_is_too_long_does_not_stop_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(inputs, "PAGE_BYTES", 1000)
    monkeypatch.setitem(inputs._KINDS, ".json", inputs._Kind(1000, inputs._KINDS[".json"].record))
    path = tmp_path / "a.jsonl"
    good = json.dumps(RECORD).encode()
    path.write_bytes(b'{"text": "' + b"x" * 5000 + b'"}\n' + good)
    arrivals = taken(path)
    assert [type(a) for a in arrivals] == [NotRead, Taken]
    assert arrivals[1].name.endswith(":2")


def test_a_folder_is_walked_in_order_and_links_in_a_circle_end(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.json", "b/z.json", "a.json"):
        (tmp_path / name).write_text(json.dumps(RECORD))
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / ".hidden.json").write_text("{")
    (tmp_path / "picture.png").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.txt")
    told, *rest = taken(tmp_path)
    assert isinstance(told, Told)
    assert told.what.endswith(": 1 × .png, 1 × no suffix")
    ends = {str(a.name).removeprefix(f"{tmp_path}/"): getattr(a, "why", "") for a in rest}
    assert ends == {
        ".hidden.json": "left alone, hidden",
        "picture.png": inputs.OTHER_KIND,
        "pipe": inputs.OTHER_KIND,
        "a.json": "",
        "b/z.json": "",
        "c.json": "",
        "pipe.txt": "a pipe; name it itself to read from it",
        "self.txt": ends["self.txt"],
    }
    assert list(ends)[3:] == ["a.json", "b/z.json", "c.json", "pipe.txt", "self.txt"]
    assert [getattr(a, "passed", None) for a in rest] == [True, True, True, None, None, None, False, False]


def test_what_is_no_file(tmp_path):
    assert "no such file" in taken(tmp_path / "nothing")[0].why
    assert "holds no report" in taken(tmp_path)[0].why
    assert "not a file" in taken("/dev/null")[0].why
    for other in ("file:///etc/passwd", "gopher://127.0.0.1/", "FTP://coast.example/a.txt"):
        assert "not a web address" in taken(other)[0].why


def test_total_size(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert total_size([str(tmp_path)]) == total_size([str(tmp_path / "a.txt")]) == (tmp_path / "a.txt").stat().st_size
    assert total_size(["-"]) is None
    assert total_size([str(tmp_path / "nothing")]) == 0


OTHERS = {
    "german.txt": "Die Regierung hat das nicht bestätigt, und der Minister ist nach Berlin gereist.".encode(),
    "russian.json": json.dumps({**RECORD, "language": "ru"}).encode(),
}


@pytest.mark.parametrize(("name", "language"), [("german.txt", "de"), ("russian.json", "ru")])
def test_another_language_is_taken_and_marked_as_not_read(tmp_path, name, language):
    arrival = one(tmp_path / name, OTHERS[name], **FILLED)
    assert isinstance(arrival, Taken)
    assert (arrival.unread, arrival.report.language) == (f"not read: language {language}", language)


def test_the_hash_of_the_bytes_comes_with_every_report(tmp_path):
    line = json.dumps(RECORD).encode()
    (stdin,) = taken("-", stdin=line)
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n" + line)
    found = taken(path)
    assert stdin.original.sha256 == hashlib.sha256(line).hexdigest()
    assert [one.original.sha256 for one in found] == [hashlib.sha256(line + b"\n").hexdigest(), stdin.original.sha256]
    assert found[1].original.name == f"{path}:2"


def test_fields_of_other_corpora(tmp_path):
    record = {
        "body": ["Norway handed over two launches.", "Oslo said so."],
        "source": {"name": "Coast Wire"},
        "day": "",
    }
    record["date"] = "2025-03-07"
    fields = field_map(["text=body", "outlet=source.name", "published=day|date"])
    report = one(tmp_path / "a.jsonl", json.dumps(record).encode(), fields=fields).report
    assert (report.text, report.outlet) == ("Norway handed over two launches.\n\nOslo said so.", "Coast Wire")
    assert report.published == date(2025, 3, 7)


@pytest.mark.parametrize(
    "told",
    [
        "2025-03-07 10:00:00",
        "2025-03-07T10:00:00.000+0300",
        "20250307",
        "20250307T101500Z",
        "20250307101500",
        "Fri, 07 Mar 2025 10:00:00 GMT",
        "7 March 2025",
        "Mar 7, 2025",
        "1741341600",
        1741341600,
        1741341600000,
        1741341600.25,
    ],
)
def test_dates_as_other_corpora_write_them(tmp_path, told):
    record = {"headline": {"main": "Launches"}, "date": told, "text": TEXT, "site": "Coast Wire"}
    fields = field_map(["published=date", "outlet=site", "title=headline.main"])
    report = one(tmp_path / "a.jsonl", json.dumps(record).encode(), fields=fields).report
    assert (report.published, report.title) == (date(2025, 3, 7), "Launches")


@pytest.mark.parametrize("told", ["03/07/2025", "07-03-2025", "2025", "yesterday", "nan", 5, 1e300, "9" * 400])
def test_a_date_that_may_be_two_is_none(tmp_path, told):
    record = {"date": told, "text": TEXT, "outlet": "Coast Wire"}
    arrival = one(tmp_path / "a.jsonl", json.dumps(record).encode(), fields=field_map(["published=date"]))
    assert "not a date such as" in arrival.why


def test_the_address_of_its_page_is_the_id_of_a_report_without_one(tmp_path):
    for url, own in (
        ("https://coast.example/1", True),
        ("https://coast.example/?p=1", True),
        ("https://coast.example/", False),
        ("urn:a:1", False),
        ("https://[", False),
    ):
        report = one(tmp_path / "a.json", json.dumps({**RECORD, "url": url}).encode()).report
        assert report.id == (url if own else report.hash[:32])
    report = one(
        tmp_path / "a.json", json.dumps({**RECORD, "url": "https://coast.example/1", "id": "c1"}).encode()
    ).report
    assert report.id == "c1"


@pytest.mark.parametrize("told", [["body"], ["words=body"], ["text="], ["text=a", "text=b"]])
def test_a_wrong_field_is_told(told):
    with pytest.raises(InputError, match=r"FIELD=NAME|twice"):
        field_map(told)
