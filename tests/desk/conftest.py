"""A report, what the reader sees in it, and a ledger that holds it."""

from datetime import date

import pytest

from onrecord import Report, keep, open_ledger
from onrecord.desk.sight import Sight

TEXT = (
    "Norway handed over two launches to Ghana on Thursday, two officials said.\n"
    "Defence Minister Kari Nes met her colleague Kofi Mensah in Accra on Friday. The officials said Ghana may buy "
    "about 40 tanks from Sweden.\n"
    "The ministry in Stockholm denied that it had handed over tanks."
)


@pytest.fixture(scope="session")
def report():
    return Report(id="cw-17", outlet="Coast Wire", published=date(2025, 3, 7), text=TEXT)


@pytest.fixture(scope="session")
def sight(report):
    return Sight(report)


@pytest.fixture
def ledger(tmp_path, report):
    with open_ledger(tmp_path / "onrecord.db") as opened:
        keep(opened, report)
        yield opened
