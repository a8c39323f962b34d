"""Who is quoted: every number opens to the claims behind it."""

import json


def test_every_number_opens_to_its_claims(onrecord, story):
    onrecord("read", story)
    done = onrecord("sources", "--json")
    assert (done.status, done.err) == (0, "")
    rows = [json.loads(line) for line in done.lines]
    assert [row["claims"] for row in rows] == sorted((row["claims"] for row in rows), reverse=True)
    for row in rows:
        assert row["claims"] == len(set(row["addresses"])) == sum(row["acts"].values()) == sum(row["outlets"].values())
        found = onrecord("sources", row["name"], "--kind", row["kind"], "--json")
        assert row["addresses"] == [json.loads(line)["address"] for line in found.lines]


def test_a_source_opens_to_its_sentences(onrecord, story):
    onrecord("read", story)
    (row,) = [json.loads(line) for line in onrecord("sources", "--kind", "unnamed", "--limit", "1", "--json").lines]
    told = onrecord("sources", row["name"].upper())
    assert all(address in told.out for address in row["addresses"])
    nobody = onrecord("sources", "nobody at all")
    assert nobody.status != 0
    assert "no claim has a source called" in nobody.err


def test_a_source_of_one_kind_or_outlet(onrecord, story):
    onrecord("read", story)
    kinds = {json.loads(line)["kind"] for line in onrecord("sources", "--kind", "government", "--json").lines}
    assert kinds == {"government"}
    outlets = [json.loads(line)["outlets"] for line in onrecord("sources", "--outlet", "Vistula Wire", "--json").lines]
    assert outlets
    assert all(set(found) == {"Vistula Wire"} for found in outlets)


def test_a_person_sees_name_kind_acts_and_outlets(onrecord, story):
    onrecord("read", story)
    told = onrecord("sources").out
    assert "two officials familiar with the trip  unnamed" in told
    assert "quoted by Vistula Wire 3" in told
    assert onrecord("sources", "--csv").lines[0] == "name,kind,country,claims,innermost,acts,outlets,addresses"


def test_outlets_in_their_own_voice_give_no_sources(onrecord, tmp_path):
    (tmp_path / "one.txt").write_text("Norway has sent 40 generators to Moldova.", encoding="utf-8")
    onrecord("read", tmp_path / "one.txt", "--outlet", "Test Post", "--published", "2025-03-12")
    assert onrecord("sources").lines == ["no sources"]
