"""A desk on a ledger of the invented story, reached as a browser reaches it."""

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from onrecord.desk.keeping import keep
from onrecord.intake.inputs import Taken, take
from onrecord.ledger.opening import open_ledger
from onrecord.model.actor import ActorKind, Participant
from onrecord.model.claim import Act, Claim
from onrecord.model.decision import Maker
from onrecord.model.evidence import Span
from onrecord.model.mention import ActorMention, Mentions, Reading
from onrecord.model.report import Report
from onrecord.model.source import Source, SourceKind
from onrecord.model.status import Status
from onrecord.web.app import make_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client would rather stand on a successor of httpx
    from starlette.testclient import TestClient

TestClient.__test__ = False
BASE = "http://127.0.0.1:8765"
STORY = Path(__file__).parents[2] / "examples" / "story"


@pytest.fixture(scope="session")
def story(tmp_path_factory) -> Path:
    """A ledger of the story; not to be changed."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    with open_ledger(path) as ledger:
        for arrival in take([str(STORY)], stdin=io.BytesIO()):
            assert isinstance(arrival, Taken)
            keep(ledger, arrival.report)
    return path


@pytest.fixture
def own_story(story, tmp_path) -> Path:
    """A ledger of the story to change."""
    path = tmp_path / "own.db"
    path.write_bytes(story.read_bytes())
    return path


def enter(path: Path, **options: str) -> Iterator[TestClient]:
    """A client that has opened the desk by its token."""
    app = make_app(path, token="once", **options)
    with TestClient(app, base_url=BASE, headers={"Origin": BASE}) as client:
        assert client.get("/open?token=once").status_code == 200
        yield client


@pytest.fixture
def entered() -> Iterator[Callable[..., TestClient]]:
    """From the file of a ledger to a client that has opened a desk on it."""
    with ExitStack() as stack:
        yield lambda path, **options: stack.enter_context(contextmanager(enter)(path, **options))


@pytest.fixture
def client(story) -> Iterator[TestClient]:
    yield from enter(story)


@pytest.fixture
def own_client(own_story) -> Iterator[TestClient]:
    yield from enter(own_story, coder="Ada Brook")


@pytest.fixture
def stranger(own_story) -> Iterator[TestClient]:
    """A client that has not opened the desk."""
    with TestClient(make_app(own_story, token="once"), base_url=BASE) as client:
        yield client


@pytest.fixture
def form_token():
    """From a client to the token of its desk's forms, as a page carries it."""
    return lambda client: re.search(r'name="form-token" content="([^"]+)"', client.get("/").text)[1]


@pytest.fixture
def named(tmp_path) -> Callable[..., Path]:
    """From names to a ledger of one report each, in which whoever has the name attacks and says so."""

    def make(*names: str) -> Path:
        path = tmp_path / "named.db"
        with open_ledger(path) as ledger:
            for number, name in enumerate(names):
                text = f"{name} attacked Port Vell, {name} said."
                who, at = Span.of(text, 0, len(name)), len(name) + 1
                claim = Claim(
                    "c1",
                    Act.ATTACK,
                    None,
                    Span.of(text, at, at + len("attacked")),
                    Span.of(text, 0, len(text)),
                    Status(),
                    agent=(Participant(name, name, None, ActorKind.ARMED_GROUP, who),),
                    sources=(Source(name, name, SourceKind.ORGANISATION, None, who),),
                )
                report = Report(
                    outlet="Harbour Post", published=date(2025, 3, 1 + number % 28), text=text, id=f"n{number}"
                )
                mention = ActorMention(who, name, ActorKind.ARMED_GROUP, None, named=True)
                ledger.keep(Reading(report, (claim,), Mentions(actors=(mention,))), made_by=Maker("test"))
        return path

    return make


@pytest.fixture
def empty(tmp_path, entered) -> TestClient:
    """A client at a desk on a ledger that has nothing."""
    return entered(tmp_path / "empty.db", coder="Ada Brook")


@pytest.fixture
def rows():
    """From the answer of a .csv address to its rows by column."""
    return lambda answer: list(csv.DictReader(io.StringIO(answer.text)))


@pytest.fixture
def words():
    """From an answer to the words of its page as a person sees them."""
    return lambda answer: " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
