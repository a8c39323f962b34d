"""Add: paste a text, drop files, give an address; each piece is told, and the report is on record."""

import io
import re
import time
import zipfile

import pytest

TEXT = "Sweden sent 12 generators to Ghana on Monday, officials said."
KNOWN = {"outlet": "Coast Wire", "published": "2025-03-11"}


@pytest.fixture
def send(empty, form_token):
    """Send a form of the page and give the answer, without following where it leads."""
    token = form_token(empty)

    def sent(path, files=None, **fields):
        return empty.post(path, data={"form_token": token, **fields}, files=files, follow_redirects=False)

    return sent


@pytest.fixture
def finished(empty):
    """From the answer that began a reading to that of its page when it is done."""

    def wait(answer):
        assert answer.status_code == 303, answer.text
        job = answer.headers["location"]
        for _ in range(400):
            told = empty.get(f"/api{job}").json()
            if told["finished"]:
                return empty.get(job)
            time.sleep(0.05)
        raise AssertionError(job)

    return wait


def listed(client):
    return client.get("/reports.json").json()["reports"]


def dropped(*files):
    return [("files", (name, data, "application/octet-stream")) for name, data in files]


def test_the_page_offers_the_three_ways(empty):
    page = empty.get("/add").text
    for action in ("/add/text", "/add/files", "/add/address"):
        assert re.search(rf'<form[^>]*action="{action}"', page)
    assert "enctype" in page


def test_a_pasted_text_becomes_a_report_with_its_claims(empty, send, finished, words):
    page = finished(send("/add/text", text=TEXT, title="Generators", **KNOWN))
    assert page.url.path.startswith("/report/")
    assert "Sweden" in words(page)
    (one,) = listed(empty)
    assert (one["report"]["outlet"], one["report"]["title"]) == ("Coast Wire", "Generators")
    (entry,) = empty.get("/api/claims").json()["entries"]
    assert (entry["claim"]["act"], entry["claim"]["trigger"]["exact"]) == ("aid", "sent")


def test_the_same_text_twice_is_one_report(empty, send, finished):
    for _ in range(2):
        finished(send("/add/text", text=TEXT, **KNOWN))
    assert len(listed(empty)) == 1


@pytest.mark.parametrize(
    ("missing", "told"),
    [("outlet", "outlet"), ("published", "publication date"), ("text", "text")],
)
def test_what_is_missing_is_told_in_a_line_and_nothing_is_kept(empty, send, missing, told):
    answer = send("/add/text", **{"text": TEXT, **KNOWN, missing: ""})
    assert answer.status_code == 400
    assert told in re.search(r'role="alert"[^>]*>(.*?)</', answer.text, re.DOTALL)[1]
    assert listed(empty) == []


@pytest.mark.parametrize("published", ["12/3/2025", "tomorrow", "2025-02-30", "٢٠٢٥"])
def test_a_day_that_is_none_is_told(send, published):
    answer = send("/add/text", text=TEXT, outlet="Coast Wire", published=published)
    assert (answer.status_code, "is no day; write it as 2025-03-12" in answer.text) == (400, True)


def test_files_of_several_kinds_are_read_each_on_its_own(empty, send, finished, words):
    record = b'{"text": "Norway handed over two launches to Ghana.", "outlet": "Post", "published": "2025-03-07"}'
    files = dropped(("one.txt", TEXT.encode()), ("two.json", record), ("three.txt", b""), ("../../four.exe", b"MZ"))
    page = finished(send("/add/files", files, **KNOWN))
    told = words(page)
    assert {one["report"]["outlet"] for one in listed(empty)} == {"Coast Wire", "Post"}
    assert "one.txt" in told
    assert "four.exe : " in told or "four.exe:" in told
    assert ".." not in told
    assert page.text.count("is-added") == 2
    assert page.text.count("is-refused") == 2


def test_one_file_leads_to_its_report(send, finished):
    page = finished(send("/add/files", dropped(("one.txt", TEXT.encode())), **KNOWN))
    assert page.url.path.startswith("/report/")


def test_a_packed_file_that_is_broken_stops_nothing(empty, send, finished):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.txt", TEXT)
    files = dropped(("whole.zip", packed.getvalue()), ("half.docx", packed.getvalue()[:40]), ("one.txt", TEXT.encode()))
    page = finished(send("/add/files", files, **KNOWN))
    assert "is-refused" in page.text
    assert len(listed(empty)) == 1


def test_no_file_at_all_is_told(send):
    answer = send("/add/files", **KNOWN)
    assert (answer.status_code, "choose a file first" in answer.text) == (400, True)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x",
        "http://localhost/x",
        "http://10.0.0.8/",
        "http://[::1]/",
        "http://169.254.169.254/latest",
    ],
)
def test_no_private_address_is_asked(empty, send, finished, words, address):
    page = finished(send("/add/address", address=address, **KNOWN))
    assert "is-refused" in page.text
    assert address.split("/")[2].split(":")[0].strip("[") in words(page)
    assert listed(empty) == []


@pytest.mark.parametrize(
    "address", ["", "example.org", "ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)"]
)
def test_only_web_addresses_are_taken(send, address):
    answer = send("/add/address", address=address, **KNOWN)
    assert (answer.status_code, "begins with https:// or http://" in answer.text) == (400, True)


def test_a_name_of_markup_stays_text(send, finished):
    page = finished(send("/add/files", dropped(("<script>x.exe", b"MZ")), **KNOWN))
    assert "<script>x" not in page.text


def test_a_reading_that_is_not_known_is_told(empty):
    assert empty.get("/add/nothing").status_code == 404
    assert "nothing is known of this reading" in empty.get("/api/add/nothing").json()["error"]


# the same by the API


@pytest.fixture
def tell(empty, form_token):
    """Send JSON, or files, and give the answer."""
    headers = {"X-Form-Token": form_token(empty)}
    return lambda path, **what: empty.post(path, headers=headers, **what)


@pytest.fixture
def outcomes(empty):
    """From the answer that began a reading to what became of its pieces."""

    def wait(answer):
        assert answer.status_code == 202, answer.text
        told = answer.json()
        for _ in range(400):
            if told["finished"]:
                assert told["done"] == told["pieces"]
                return told["outcomes"]
            time.sleep(0.05)
            told = empty.get(f"/api/add/{told['key']}").json()
        raise AssertionError(told)

    return wait


def test_a_text_sent_as_json_is_read(empty, tell, outcomes):
    (one,) = outcomes(tell("/api/add/text", json={"text": TEXT, **KNOWN, "title": "Generators"}))
    assert (one["name"], one["news"], one["claims"], one["why"]) == ("Generators", "new", 1, "")
    assert empty.get(f"/api/report/{one['report']}").json()["report"]["text"] == TEXT
    (again,) = outcomes(tell("/api/add/text", json={"text": TEXT, **KNOWN, "title": "Generators"}))
    assert (again["news"], again["report"]) == ("known", one["report"])


def test_files_sent_to_the_api_are_read_each_on_its_own(tell, outcomes):
    files = dropped(("one.txt", TEXT.encode()), ("two.exe", b"MZ"))
    one, two = outcomes(tell("/api/add/files", files=files, data=KNOWN))
    assert (one["name"], one["claims"], one["why"]) == ("one.txt", 1, "")
    assert (two["name"], two["report"], two["news"]) == ("two.exe", None, None)
    assert "not a kind of file that is read" in two["why"]


def test_no_private_address_is_asked_by_the_api(empty, tell, outcomes):
    (one,) = outcomes(tell("/api/add/address", json={"address": "http://127.0.0.1:9/x", **KNOWN}))
    assert (one["report"], bool(one["why"])) == (None, True)
    assert listed(empty) == []


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("text", {"json": {**KNOWN, "text": ""}}, 400),
        ("text", {"json": {**KNOWN, "text": TEXT, "outlet": " "}}, 400),
        ("text", {"json": {"text": TEXT, "outlet": "Post"}}, 422),
        ("text", {"json": {**KNOWN, "text": TEXT, "by": "somebody"}}, 422),
        ("address", {"json": {"address": "file:///etc/passwd"}}, 400),
        ("files", {"data": KNOWN}, 422),
    ],
)
def test_what_cannot_be_read_is_told_at_once(empty, tell, path, sent, status):
    answer = tell(f"/api/add/{path}", **sent)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert "--" not in answer.json()["error"]
    assert listed(empty) == []
