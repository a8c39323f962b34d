"""`onrecord watch` against a web server of the test's own."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import open_ledger
from onrecord.desk.changes import changes
from onrecord.desk.followed import Feeds, Settled

COMMAND = [sys.executable, "-m", "onrecord", "watch", "--private", "--delay", "0"]


def page(number, words="two patrol launches"):
    return f"""<html><head><title>Launches {number}</title><meta property="og:site_name" content="Coast Wire">
    <meta property="article:published_time" content="2025-03-07T10:00:00Z"></head><body><article>
    <p>Norway handed over {words} to Kenya’s navy in Mombasa on Friday, harbour number {number}, officials said.</p>
    <p>Kenya had asked for boats in May, after the storm had sunk three of its own. It has a long coast to guard.</p>
    </article><script>alert(1)</script></body></html>""".encode()


def feed(site, entries):
    items = [{"id": str(n), "url": f"/{n}", "date_modified": stamp} for n, stamp in entries]
    site.says("/feed", json.dumps({"items": items}).encode(), etag=f'"{len(entries)}{entries[-1][1]}"')


def reports(path):
    with open_ledger(path) as ledger:
        return {kept.head.url: (kept.head.version, kept.claims) for kept in ledger.reports(limit=1000)}


@pytest.fixture
def watch(onrecord, site):
    def run(*more):
        return onrecord("watch", f"{site.url}/feed", "--private", "--delay", 0, "--once", *more)

    return run


def test_a_round_keeps_what_is_new_and_no_more(watch, site):
    feed(site, [(1, "a"), (2, "a")])
    for number in (1, 2):
        site.says(f"/{number}", page(number))
    done = watch()
    assert done.status == 0
    assert [line.split(" (")[0] for line in done.lines] == [
        "new: 2025-03-07 Coast Wire: Launches 2",
        "new: 2025-03-07 Coast Wire: Launches 1",
    ]
    assert reports("onrecord.db")[f"{site.url}/1"] == (1, 2)
    before = len(site.asked)
    assert watch().lines == []
    assert len(site.asked) == before


def test_a_page_that_reads_differently_is_a_new_version_told_with_what_changed(watch, site):
    feed(site, [(1, "a")])
    site.says("/1", page(1))
    watch()
    feed(site, [(1, "b")])
    site.says("/1", page(1, "three patrol launches"))
    ask_again()
    done = watch()
    assert done.lines[0].startswith("new version: 2025-03-07 Coast Wire: Launches 1")
    assert "    - Norway handed over two patrol launches" in done.out
    assert "    + Norway handed over three patrol launches" in done.out
    assert reports("onrecord.db")[f"{site.url}/1"][0] == 2


def ask_again():
    """Let every feed be due, whatever its pause."""
    path = Path("onrecord.db.feeds")
    told = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps({**one, "next": 0.0} if "next" in one else one) + "\n" for one in told))


def test_an_unchanged_feed_is_not_sent_again(watch, site):
    feed(site, [(1, "a")])
    site.says("/1", page(1))
    watch()
    ask_again()
    watch()
    assert site.asked[-1][1]["If-None-Match"] == '"1a"'
    assert site.paths() == ["/feed", "/1", "/feed"]


def test_a_page_that_does_not_come_is_tried_again_and_told_in_the_end(watch, site):
    feed(site, [(1, "a"), (2, "a")])
    site.says("/1", status=503)
    site.says("/2", page(2))
    assert len(watch().lines) == 1
    site.says("/1", page(1))
    ask_again()
    assert len(watch().lines) == 1
    assert len(reports("onrecord.db")) == 2
    feed(site, [(1, "a"), (2, "a"), (3, "a")])
    site.says("/3", status=503)
    for _ in range(4):
        ask_again()
        assert watch().err == ""
    ask_again()
    assert "the server answers 503" in watch().err
    ask_again()
    assert watch().err == ""


def test_a_feed_that_fails_is_asked_less_and_less_often(watch, site):
    site.says("/feed", status=500)
    pauses = []
    for _ in range(3):
        begun = time.time()
        assert watch("--every", 1).status == 1
        pauses.append(Feeds(Path("onrecord.db"))[f"{site.url}/feed"].next - begun)
        ask_again()
    assert pauses[0] < pauses[1] < pauses[2]
    site.says("/feed", b"<html>no feed</html>")
    assert "no feed" in watch().err


def test_lists_of_feeds_and_wrong_ones(onrecord, site, tmp_path):
    feed(site, [(1, "a")])
    site.says("/1", page(1))
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{site.url}/feed"/></body></opml>')
    assert len(onrecord("watch", opml, "--private", "--delay", 0, "--once").lines) == 1
    for wrong in (tmp_path / "none.opml", tmp_path):
        done = onrecord("watch", wrong, "--once")
        assert done.status == 1
        assert len(done.err.splitlines()) == 1
    assert "private" in onrecord("watch", f"{site.url}/feed", "--once", "--ledger", "other.db").err


def test_runs_tell_of_feeds_and_pages_that_did_not_come(watch, onrecord, site):
    site.says("/feed", json.dumps({"items": [{"id": "1", "url": "/1"}, {"id": "2"}]}).encode())
    site.says("/1", status=503)
    assert watch().err.endswith("/feed: entries not taken: 1 without a web address\n")
    site.says("/feed", status=500)
    ask_again()
    assert watch().status == 1
    told = [json.loads(line)["unread"] for line in onrecord("runs", "--json").lines][::-1]
    assert [[(one["input"].removeprefix(site.url), one["why"]) for one in run] for run in told] == [
        [
            ("/1", "the server answers 503; try again later; it is asked for again"),
            ("/feed", "entries not taken: 1 without a web address"),
        ],
        [("/feed", "the server answers 500; try again later")],
    ]


def test_killed_at_any_moment_nothing_is_lost_or_double(site, tmp_path):
    number = 12
    feed(site, [(n, "a") for n in range(number)])
    for n in range(number):
        site.says(f"/{n}", page(n))
    path = tmp_path / "kept.db"
    command = [*COMMAND, f"{site.url}/feed", "--once", "--ledger", str(path)]
    for wait in range(1, 5):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for _ in range(wait):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0
    assert reports(path) == {f"{site.url}/{n}": (1, 2) for n in range(number)}
    with open_ledger(path) as ledger:
        assert ledger.check() == ()


def test_what_is_known_of_feeds_outlives_a_torn_line(tmp_path):
    feeds = Feeds(tmp_path / "a.db")
    feeds.settle("u", "1", Settled("s"))
    feeds.settle("u", "2", Settled("s", 3))
    with (tmp_path / "a.db.feeds").open("ab") as file:
        file.write(b'{"feed": "u", "entry": "3", "st')
    again = Feeds(tmp_path / "a.db")
    assert again["u"].entries == {"1": Settled("s"), "2": Settled("s", 3)}


def test_changes_are_told_by_sentence():
    old = "Norway gave two launches. Kenya thanked it.\n\nThe end."
    new = "Norway gave three launches. Kenya thanked it.\n\nThe end.\nCorrection: three."
    assert changes(old, new) == (
        "- Norway gave two launches.",
        "+ Norway gave three launches.",
        "+ Correction: three.",
    )
