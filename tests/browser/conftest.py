"""The real desk, `onrecord serve`, in a real browser: on a ledger of the invented story, for each test its own."""

import io
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.desk.keeping import keep
from onrecord.intake.inputs import Taken, take
from onrecord.ledger.opening import open_ledger

STORY = Path(__file__).parents[2] / "examples" / "story"
WIDTHS = (1440, 390)


@dataclass(frozen=True)
class Served:
    """A desk that is open: the address that opens it, its own address, its ledger's file."""

    opening: str
    home: str
    path: Path


@pytest.fixture(scope="session")
def story(tmp_path_factory) -> Path:
    """A ledger of the story; not to be changed."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    with open_ledger(path) as ledger:
        for arrival in take([str(STORY)], stdin=io.BytesIO()):
            assert isinstance(arrival, Taken)
            keep(ledger, arrival.report)
    return path


@contextmanager
def serving(path: Path, *options: str) -> Iterator[Served]:
    """The command, running."""
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(path), "--port", "0", "--no-browser"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found, process.stderr.read()
            yield Served(found.group(), found.group().split("/open")[0], path)
        finally:
            process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=20)
        assert process.returncode == 0
        assert told[1] == ""


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """From a ledger's file and options to a desk that is open as long as the test."""
    with ExitStack() as stack:
        yield lambda path, *options: stack.enter_context(serving(path, *options))


@pytest.fixture
def desk(story, tmp_path, serve) -> Served:
    """A desk on a ledger of the story of its own, with a coder named."""
    path = tmp_path / "own.db"
    path.write_bytes(story.read_bytes())
    return serve(path, "--coder", "Ada Brook")


@pytest.fixture
def page(chromium, desk):
    """A page of the browser that has opened the desk; a fault of a script or of the policy fails the test."""
    context = chromium.new_context(viewport={"width": WIDTHS[0], "height": 900}, accept_downloads=True)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(desk.opening)
    yield page
    context.close()
    assert faults == []
