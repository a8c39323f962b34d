"""What a person does with matters at the command line: list, show, merge, split, same origin, undo."""

import json
from pathlib import Path

import pytest

BUNDLES = Path(__file__).parent.parent / "gold" / "data" / "matters"


@pytest.fixture
def border(onrecord, tmp_path):
    """A ledger with a bundle of reports on a border."""
    records = json.loads((BUNDLES / "b3.json").read_text())["reports"]
    (tmp_path / "b3.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    assert onrecord("import", "--claims", "b3.jsonl").status == 0
    return records


def listed(onrecord, *options):
    return [json.loads(line) for line in onrecord("matters", "--json", *options).lines]


def home(onrecord, claim):
    return next(one for one in listed(onrecord) if claim in one["claims"])


def test_matters_are_listed_with_how_they_stand(onrecord, border):
    done = onrecord("matters")
    assert done.status == 0
    assert "Disputed: " in done.out
    assert "2 origins" in done.out
    assert done.lines[-1].endswith("matters")


def test_the_json_has_what_the_format_says(onrecord, border):
    found = listed(onrecord)
    assert list(found[0])[:8] == ["id", "title", "status", "stage", "claims", "origins", "contradictions", "copies"]
    assert sorted(claim for one in found for claim in one["claims"]) == sorted(
        f"{one['report']['id']}/{claim['id']}" for one in border for claim in one["claims"]
    )
    assert [sorted(pair) for one in found for pair in one["copies"]][:1] == [["b3-r1", "b3-r2"]]


def test_the_listing_is_filtered_and_paged(onrecord, border):
    disputed = listed(onrecord, "--status", "disputed")
    assert disputed
    assert {one["status"] for one in disputed} == {"disputed"}
    assert len(listed(onrecord, "--limit", "2")) == 2
    assert all("Kirants" in one["title"] for one in listed(onrecord, "--title", "kirants"))
    assert "2 of" in onrecord("matters", "--limit", "2").lines[-1]
    assert onrecord("matters", "--csv").lines[0].startswith("id,title,status")
    assert onrecord("matters", "--report", "nothing").status == 1


def test_a_matter_is_shown_by_its_id_and_by_a_claim(onrecord, border):
    disputed = listed(onrecord, "--status", "disputed")[0]
    by_id = onrecord("matters", "show", disputed["id"])
    assert by_id.status == 0
    for heading in ("what is told", "origins", "contradictions", "stages"):
        assert heading in by_id.lines
    assert all(claim in by_id.out for claim in disputed["claims"])
    assert onrecord("matters", "show", disputed["claims"][0]).out == by_id.out
    whole = json.loads(onrecord("matters", "show", disputed["id"][:8], "--json").out)
    assert whole["claims"] == disputed["claims"]
    assert whole["roots"]
    assert {root["name"] for root in whole["roots"] if root["against"]}
    missing = onrecord("matters", "show", "ffffffffffff")
    assert missing.status == 1
    assert len(missing.err.splitlines()) == 1


def test_a_merge_holds_and_is_undone(onrecord, border):
    before = onrecord("matters", "--json").out
    one, other = "b3-r8/c1", "b3-r1/c1"
    assert home(onrecord, one)["id"] != home(onrecord, other)["id"]
    done = onrecord("merge", home(onrecord, one)["id"], other, "--coder", "Ada Brook", "--why", "one affair")
    assert done.status == 0
    assert done.lines[0] == "ruling 1: merge, by Ada Brook"
    merged = home(onrecord, one)
    assert other in merged["claims"]
    assert "Ada Brook" in onrecord("matters", "show", merged["id"]).out
    assert onrecord("merge", one, other, "--coder", "Ada Brook").status == 1
    assert "one affair" in onrecord("matters", "rulings").out
    assert onrecord("undo", "--ruling", "1", "--coder", "Jo Lund").status == 0
    assert onrecord("matters", "--json").out == before
    assert onrecord("undo", "1", "--ruling", "--coder", "Jo Lund").status == 1
    assert onrecord("check").status == 0


def test_a_split_holds_against_any_matching(onrecord, border, tmp_path):
    disputed = max(listed(onrecord, "--status", "disputed"), key=lambda one: len(one["claims"]))
    out, *rest = disputed["claims"]
    assert onrecord("split", out, "--by", "Ada Brook").status == 0
    assert home(onrecord, out)["claims"] == [out]
    record = json.loads((BUNDLES / "b3.json").read_text())["reports"][0]
    record["report"]["id"] = "again"
    record["report"]["outlet"] = "Another Outlet"
    (tmp_path / "again.jsonl").write_text(json.dumps(record) + "\n")
    onrecord("import", "--claims", "again.jsonl")
    assert not set(rest) & set(home(onrecord, out)["claims"])
    assert onrecord("undo", "--ruling", "--coder", "Ada Brook").status == 0
    assert set(rest) & set(home(onrecord, out)["claims"])


def test_a_ruling_outlives_a_better_reading(onrecord, border, tmp_path):
    assert onrecord("merge", "b3-r8/c1", "b3-r1/c1", "--coder", "Ada Brook").status == 0
    for one in border:
        for number, claim in enumerate(one["claims"]):
            claim["id"] = f"x{number}"
            claim["about"] = None
            claim["flags"] = sorted({*claim["flags"], "hearsay"})
    (tmp_path / "better.jsonl").write_text("".join(json.dumps(one) + "\n" for one in border))
    assert onrecord("import", "--claims", "better.jsonl", "--source", "better").status == 0
    assert "b3-r1/x0" in home(onrecord, "b3-r8/x0")["claims"]


def test_one_origin_is_counted_once(onrecord, border):
    several = next(one for one in listed(onrecord) if one["origins"]["min"] > 1)
    whole = json.loads(onrecord("matters", "show", several["id"], "--json").out)
    roots = [root["claims"][0] for root in whole["roots"] if root["firm"] and not root["against"]]
    assert onrecord("same-origin", *roots[:2], "--coder", "Ada Brook").status == 0
    assert home(onrecord, roots[0])["origins"]["min"] == several["origins"]["min"] - 1
    assert onrecord("undo", "--ruling", "--coder", "Ada Brook").status == 0
    assert home(onrecord, roots[0])["origins"] == several["origins"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["merge", "b3-r1/c1", "--coder", "Ada"],
        ["merge", "b3-r1/c1", "b3-r1/c1", "--coder", "Ada"],
        ["merge", "b3-r1/c1", "nowhere/c1", "--coder", "Ada"],
        ["merge", "b3-r1/c1", "zzzzzz", "--coder", "Ada"],
        ["split", "b3-r1", "--coder", "Ada"],
        ["split", "b3-r1/c1", "b3-r8/c1", "--coder", "Ada"],
        ["same-origin", "b3-r1/c1", "--coder", "Ada"],
        ["undo", "--ruling", "--coder", "Ada"],
        ["undo", "7", "--ruling", "--coder", "Ada"],
    ],
)
def test_what_cannot_be_ruled_is_told_in_a_line(onrecord, border, wrong):
    done = onrecord(*wrong)
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert "no rulings" in onrecord("matters", "rulings").out


def test_nobody_rules_without_a_name(onrecord, border):
    assert onrecord("merge", "b3-r1/c1", "b3-r8/c1").status == 2


def test_a_changed_ruling_is_found_out(onrecord, border):
    import sqlite3

    onrecord("merge", "b3-r8/c1", "b3-r1/c1", "--coder", "Ada Brook")
    with sqlite3.connect("onrecord.db") as connection:
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE ruling SET body = replace(body, 'Ada', 'Eve')")
        connection.execute("DROP TRIGGER ruling_no_update")
        connection.execute("UPDATE ruling SET body = replace(body, 'Ada', 'Eve')")
    connection.close()
    done = onrecord("check")
    assert done.status == 1
    assert "ruling 1" in done.out


def test_the_story_of_the_demo_is_one_disputed_matter(onrecord):
    folder = Path(__file__).parents[2] / "examples" / "airlift"
    assert onrecord("read", str(folder)).status == 0
    (told,) = listed(onrecord, "--claims", "6")
    assert told["status"] == "disputed"
    assert len({claim.split("/")[0] for claim in told["claims"]}) >= 6
    assert told["origins"]["min"] >= 2
    assert told["copies"], "one outlet prints another's words"
    line = onrecord("matters", "--claims", "6").lines[1]
    assert "Disputed: " in line
    assert line.rstrip().endswith("origins")
