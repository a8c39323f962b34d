"""What listings print, for people, programs and spreadsheets."""

import csv
import io
import json

import pytest

from onrecord.cli.listing import cell

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


@pytest.fixture
def kept(onrecord, story):
    assert onrecord("read", story).status == 0
    return onrecord


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("  =1", "'  =1"),
        ("\r=1", "'␍=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        (None, ""),
        (-3, -3),
        ("a\x1b[2J", "a␛[2J"),
    ],
)
def test_no_cell_starts_a_formula(given, safe):
    assert cell(given) == safe


def test_a_hostile_report_in_all_listings(onrecord, tmp_path):
    text = f"=HYPERLINK(1) Norway {HOSTILE} handed over two launches to Ghana.\r\nIt left.\n"
    record = {"id": "=cmd|' /C'!A0", "outlet": f"=A{HOSTILE}", "published": "2025-03-07", "title": f"+B{HOSTILE}"}
    (tmp_path / "a.json").write_text(json.dumps({**record, "notice": HOSTILE, "text": text}))
    assert onrecord("read", "a.json").status == 0
    coder = ("--coder", f"=Ada{HOSTILE}", "--why", f"-why{HOSTILE}")
    (row,) = onrecord("claims", "--json").lines
    address = json.loads(row)["address"]
    assert onrecord("accept", address, *coder).status == 0
    for verb in (["reports"], ["claims"], ["claims", "--search", "launches"], ["show", record["id"]], ["log"]):
        for form in ([], ["--csv"]):
            done = onrecord(*verb, *form)
            assert done.status == 0
            for bad in ("\x1b", "\x07", "\x9b", "\u202e", "\r"):
                assert bad not in done.out, (verb, form)
    for verb in ("reports", "claims", "log"):
        for line in csv.reader(io.StringIO(onrecord(verb, "--csv").out)):
            assert not [value for value in line if value.lstrip()[:1] in tuple("=+-@")]


def test_tables_have_a_head_and_a_row_each(kept):
    head, *lines = csv.reader(io.StringIO(kept("claims", "--csv").out))
    assert {"address", "origin", "judged", "fact", "sentence", "evidence"} <= set(head)
    assert len(lines) == len(kept("claims", "--json").lines)
    assert {len(line) for line in lines} == {len(head)}
    for line in lines:
        told = dict(zip(head, line, strict=True))
        assert (told["origin"], told["judged"]) == ("machine", "not reviewed")
        status = told["polarity"], told["certainty"], told["flags"]
        vouched = told["stance"] in ("says", "confirms") and told["stage"] in ("done", "under_way", "standing")
        assert told["fact"] == ("yes" if vouched and status == ("yes", "stated", "") else "no")
    for verb in ("reports", "log", "review", "check"):
        head, *lines = csv.reader(io.StringIO(kept(verb, "--csv").out))
        assert {len(line) for line in lines} <= {len(head)}


def test_a_search_shows_where_it_hit(kept):
    told = kept("claims", "--search", "launchers").out
    assert "«launchers»" in told
    (row, *_) = [json.loads(line) for line in kept("claims", "--search", "fog", "--json").lines]
    (hit,) = row["hits"]
    assert (hit["place"], hit["span"]["exact"]) == ("text", "fog")
    assert "text: …" in kept("claims", "--search", "fog").out
    assert "«fog»" in kept("reports", "--search", "fog").out
    done = kept("claims", "--search", '"')
    assert (done.status, done.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--act", "aid", "--act", "visit"], lambda c: c["act"] in ("aid", "visit")),
        (["--kind", "training"], lambda c: c["kind"] == "training"),
        (["--stage", "considered"], lambda c: c["stage"] == "considered"),
        (["--certainty", "unknown"], lambda c: c["certainty"] == "unknown"),
        (["--stance", "no_comment"], lambda c: c["stance"] == "no_comment"),
        (["--agent", "poland"], lambda c: any("Poland" in p["name"] for p in c["agent"])),
        (["--recipient", "moldova"], lambda c: any("Moldova" in p["name"].split() for p in c["recipient"])),
        (["--source", "spokeswoman"], lambda c: any("spokeswoman" in s["name"] for s in c["sources"])),
        (["--source-kind", "person"], lambda c: any(s["kind"] == "person" for s in c["sources"])),
    ],
)
def test_filters(kept, options, holds):
    found = [json.loads(line)["claim"] for line in kept("claims", *options, "--json").lines]
    everything = [json.loads(line)["claim"] for line in kept("claims", "--json").lines]
    assert found
    assert all(holds(claim) for claim in found)
    assert len(found) == sum(1 for claim in everything if holds(claim)) < len(everything)


def test_filters_of_reports_days_and_review(kept):
    def count(*options):
        return len(kept("claims", *options, "--json").lines)

    everything = count()
    assert (
        count("--outlet", "Vistula Wire")
        + count("--outlet", "Dniester Today", "--outlet", "Gazeta Stoleczna")
        + count("--outlet", "Chisinau Courier")
        == everything
    )
    assert count("--until", "2025-03-06") + count("--since", "2025-03-07") == everything
    assert count("--fact") + count("--no-fact") == everything
    assert (count("--reviewed"), count("--not-reviewed")) == (0, everything)
    assert 0 < count("--when-since", "2025-03-05", "--when-until", "2025-03-05") < everything
    assert len(kept("reports", "--since", "2025-03-05", "--json").lines) == 4
    assert len(kept("claims", "--limit", "2", "--json").lines) == 2
    assert f"claims 2-3 of {everything}; --limit 0 shows all" in kept("claims", "--limit", "2", "--offset", "1").out


def test_show_lists_every_claim_with_its_review_state(kept):
    kept("accept", "s1/c1", "--coder", "Ada Brook")
    kept("reject", "s1/c2", "--coder", "Ada Brook")
    told = kept("show", "s1").out
    assert "_arrived_[●c1]" in told
    assert "_ask_" not in told
    assert "● c1 · accepted by Ada Brook" in told
    assert "✗ c2 · rejected by Ada Brook" in told
    assert "○ c3 · not reviewed" in told
    assert "✗ 1 rejected" in told
    standing = json.loads(kept("show", "s1", "--json").out)
    assert [claim["id"] for claim in standing["claims"]] == ["c1", "c3", "c4"]


@pytest.mark.parametrize("path", ["s1", "a b", "/", "s1/"])
def test_what_is_no_address_is_wrong_usage(kept, path):
    assert kept("accept", path, "--coder", "Ada Brook").status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("accept", "s1/c1"),
        ("claims", "--json", "--csv"),
        ("claims", "--act", "dance"),
        ("claims", "--since", "Friday"),
        ("correct", "s1/c1", "--coder", "A"),
        ("add", "s1", "--act", "aid", "--coder", "A"),
        ("read", "x", "--ledger", "y", "--no-ledger"),
    ],
)
def test_wrong_usage_is_2(kept, arguments):
    done = kept(*arguments)
    assert done.status == 2
    assert done.out == ""


def test_what_is_not_there_is_one_line(kept):
    for arguments in (("show", "nowhere"), ("accept", "s1/c99", "--coder", "A"), ("undo", "7", "--coder", "A")):
        done = kept(*arguments)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert done.err.startswith("onrecord: ")
