"""Actors at the command: who is named, in which office, what they do; names that may be one; lists of office-holders."""

import json

import pytest

REPORTS = {
    "r1": ("2024-09-10", "Ukraine's defence minister, Rustem Umerov, visited Poland on Monday. Poland sent 40 tanks to Ukraine."),
    "r2": ("2024-10-02", "Ukrainian Defense Minister Rustem Umierov met Polish officials in Warsaw on Tuesday."),
    "r3": ("2025-08-01", "Former Ukrainian defence minister Rustem Umerov visited Turkey on Thursday."),
    "r4": ("2024-10-02", "South Korean Defense Minister Kim Yong-hyun visited Poland. North Korean leader Kim Jong-un visited Russia."),
    "r5": ("2024-10-05", "South Korea's defense minister, Kim Yonghyun, visited Poland on Friday."),
}  # fmt: skip


@pytest.fixture
def kept(onrecord, tmp_path):
    for own, (day, text) in REPORTS.items():
        record = {"id": own, "outlet": "Test Post", "published": day, "text": text}
        (tmp_path / f"{own}.json").write_text(json.dumps(record), encoding="utf-8")
    done = onrecord("read", *(tmp_path / f"{own}.json" for own in REPORTS))
    assert (done.status, done.err) == (0, "")
    return onrecord


def rows(done):
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.lines]


def person(onrecord, name):
    (page,) = rows(onrecord("actors", name, "--json"))
    return page


def test_the_mentions_of_a_reading_tell_offices(onrecord, tmp_path):
    (tmp_path / "one.txt").write_text(REPORTS["r1"][1], encoding="utf-8")
    (made,) = rows(
        onrecord("read", tmp_path / "one.txt", "--outlet", "Post", "--published", "2024-09-10", "--json", "--mentions")
    )
    assert made["mentions"]["offices"] == [
        {
            "span": {"start": 0, "end": 41, "exact": "Ukraine's defence minister, Rustem Umerov"},
            "person": "Rustem Umerov",
            "office": "defence minister",
            "country": "UKR",
            "body": None,
            "tenure": "held",
        }
    ]


def test_an_office_has_its_words_and_its_first_and_last_day(kept):
    page = person(kept, "person:rustem-umerov")
    held, former = page["actor"]["offices"]
    assert (held["tenure"], held["first"], held["last"]) == ("held", "2024-09-10", "2024-09-10")
    assert (former["tenure"], former["first"]) == ("former", "2025-08-01")
    for place in (*held["told"], *former["told"]):
        text, span = REPORTS[place["report"]][1], place["span"]
        assert text[span["start"] : span["end"]] == span["exact"]


def test_every_number_opens_to_claims(kept):
    listed = {row["id"]: row for row in rows(kept("actors", "--json"))}
    claims = {json.loads(line)["address"] for line in kept("claims", "--json").lines}
    assert claims
    for row in listed.values():
        assert set(row["done"]) | set(row["received"]) <= claims
    for own, row in listed.items():
        page = person(kept, own)["actor"]
        assert (sorted(page["done"]), sorted(page["received"])) == (sorted(row["done"]), sorted(row["received"]))
        assert page["names"] == row["names"]
    poland = person(kept, "Poland")
    assert poland["actor"]["id"] == "state:POL"
    told = [address for deed in poland["done"] for address in (*deed["claims"], *deed["denials"])]
    assert sorted(told) == sorted(listed["state:POL"]["done"])
    assert [(deed["act"], deed["month"]) for deed in poland["done"]] == [("aid", "2024-09")]


def test_the_holders_of_a_states_offices_stand_on_its_page(kept):
    assert "Rustem Umerov" in {one["person"] for one in person(kept, "Ukraine")["holders"]}


def test_a_listing_can_be_of_one_kind_and_a_table(kept):
    assert {row["kind"] for row in rows(kept("actors", "--kind", "person", "--json"))} == {"person"}
    assert kept("actors", "--csv").lines[0].startswith("id,name,kind,country,names,first,last,done,received")
    assert "defence minister (UKR): told once, 2024-09-10 (“" in kept("actors", "Umerov").out
    assert "” r1:0-41)" in kept("actors", "Umerov").out
    assert "Rustem Umerov  person, UKR" in kept("actors").out


def test_mere_names_come_only_when_asked_for(kept):
    listed, every = ({row["id"]: row for row in rows(kept("actors", *more, "--json"))} for more in ((), ("--all",)))
    assert set(listed) < set(every)
    assert all(row["done"] or row["received"] or row["offices"] for row in listed.values())


def test_a_name_but_for_case_accents_and_hyphens_is_one_name(kept):
    assert person(kept, "KIM YONG HYUN")["actor"]["names"] == ["Kim Yong-hyun"]


def test_names_are_proposed_with_reasons_and_different_people_are_not(kept):
    found = {(one["one"], one["other"]): one["reasons"] for one in rows(kept("actors", "--proposed", "--json"))}
    assert set(found) == {("Kim Yong-hyun", "Kim Yonghyun"), ("Rustem Umerov", "Rustem Umierov")}
    reasons = found["Rustem Umerov", "Rustem Umierov"]
    assert reasons[0] == "“Umerov” and “Umierov”: a Slavic name in two transliterations"
    assert "both are told to be defence minister (UKR) between 2024-09-10 and 2024-10-02" in reasons
    assert "“Kim Yong-hyun” and “Kim Yonghyun”: one spelling but for hyphens" in kept("actors", "--proposed").out


def test_accepted_names_are_shown_as_one_and_can_be_parted_again(kept):
    done = kept("same", "Rustem Umerov", "Rustem Umierov", "--coder", "Ada Brook", "--why", "one minister")
    assert done.lines == ["decision on names 1: “Rustem Umerov” and “Rustem Umierov” are one, by Ada Brook"]
    page = person(kept, "rustem umierov")
    assert page["actor"]["names"] == ["Rustem Umerov", "Rustem Umierov"]
    assert page["actor"]["offices"][0]["last"] == "2024-10-02"
    assert page["proposals"] == []
    assert [(one["by"], one["why"]) for one in page["decisions"]] == [("Ada Brook", "one minister")]
    assert "one minister" in kept("actors", "Umerov").out
    kept("differ", "Rustem Umerov", "Rustem Umierov", "--coder", "Bo Lund")
    page = person(kept, "Rustem Umierov")
    assert page["actor"]["names"] == ["Rustem Umierov"]
    assert page["proposals"] == [], "what was refused is not proposed again"
    assert len(page["decisions"]) == 2
    assert kept("check").lines == ["sound: nothing is amiss"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("same", "Rustem Umerov", "Nobody Known", "--coder", "Ada"), "no report names 'Nobody Known'"),
        (("same", "Rustem Umerov", "rustem umerov", "--coder", "Ada"), "are one name"),
        (("same", "Poland", "Ukraine", "--coder", "Ada"), "is in the register"),
        (("same", "Rustem Umerov", "Rustem Umierov"), "who decides?"),
        (("actors", "Nobody Known"), "no report names 'Nobody Known'"),
        (("actors", "Rustem"), "fits 2 actors"),
        (("import",), "nothing to import"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(kept, words, told):
    done = kept(*words)
    assert done.status != 0
    assert told in done.err
    assert kept("check").status == 0


TABLE = "name,office,country,from,to,source\n"


def table(tmp_path, text):
    path = tmp_path / "holders.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_of_office_holders_stands_beside_what_reports_tell(kept, tmp_path):
    path = table(
        tmp_path,
        TABLE
        + "Rustem Umerov,Minister of Defense,Ukraine,2023-09-06,2025-07,Cabinet gazette\n"
        + '"Kallas, Kaja",prime minister,EST,2021,2024,Government list\n',
    )
    assert kept("import", "--offices", path).lines == ["holders.csv: 2 office-holders imported"]
    assert kept("import", "--offices", path).lines == ["holders.csv: known already"]
    held = person(kept, "person:rustem-umerov")["actor"]["offices"][0]
    assert held["told"]
    assert held["listed"] == [
        {"list": "holders.csv", "starts": "2023-09-06", "ends": "2025-07-31", "source": "Cabinet gazette"}
    ]
    assert "imported from holders.csv: 2023-09-06 to 2025-07-31 (source: Cabinet gazette)" in kept("actors").out
    assert kept("check").status == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: the columns must be"),
        ("name,office\n", "line 1: the columns must be"),
        (TABLE, "line 2: there are no office-holders"),
        (TABLE + "A B,minister,UKR,2024,,list\nC D,minister,UKR\n", "line 3: 3 fields instead of 6"),
        (TABLE + "A B,minister,UKR,2024,,list\n,minister,UKR,,,list\n", "line 3: the name is missing"),
        (TABLE + "A B,minister,UKR,yesterday,,list\n", "line 2: from is 'yesterday', which is no date"),
        (TABLE + "A B,minister,UKR,2024-02-30,,list\n", "line 2: from is '2024-02-30'"),
        (TABLE + "A B,minister,UKR,2025,2024,list\n", "line 2: it ends (2024-12-31) before it starts (2025-01-01)"),
        (TABLE + "A B,minister,Nowhereland,2025,,list\n", "line 2: 'Nowhereland' is no country"),
        (TABLE + "A B,minister,UKR,2025,,\n", "line 2: the source is missing"),
        (TABLE + '"A B,minister,UKR,2025,,list\n', "line 2: this is no table"),
    ],
)
def test_a_faulty_list_is_told_with_its_line_and_leaves_nothing(kept, tmp_path, text, told):
    before = kept("actors", "--json").out
    done = kept("import", "--offices", table(tmp_path, text))
    assert done.status == 1
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert kept("actors", "--json").out == before


def test_an_empty_ledger_has_no_actors(onrecord, tmp_path):
    (tmp_path / "one.txt").write_text("Nothing was said.", encoding="utf-8")
    onrecord("read", tmp_path / "one.txt", "--outlet", "Test Post", "--published", "2025-03-12")
    assert onrecord("actors").lines == ["no actors"]
    assert onrecord("actors", "--proposed").lines == ["no names that may be one"]


def test_claims_made_elsewhere_have_their_actors_too(kept, tmp_path):
    done = kept("read", tmp_path / "r1.json", "--json", "--no-ledger")
    (tmp_path / "claims.jsonl").write_text(done.out, encoding="utf-8")
    assert kept("import", "--claims", tmp_path / "claims.jsonl", "--ledger", "other.db").status == 0
    listed = {row["id"]: row for row in rows(kept("actors", "--ledger", "other.db", "--json"))}
    assert {"state:POL", "person:rustem-umerov"} <= set(listed)
    for own, row in listed.items():
        (page,) = rows(kept("actors", own, "--ledger", "other.db", "--json"))
        assert page["actor"]["done"] == row["done"]
        assert page["actor"]["received"] == row["received"]
