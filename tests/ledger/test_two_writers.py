"""Two processes (and several threads) write to one file: they wait for each other and lose nothing."""

import subprocess
import sys
import threading
from pathlib import Path

import material as m

from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept

WRITER = """
import sys
sys.path.insert(0, {folder!r})
import material as m
from onrecord.ledger.opening import open_ledger
from onrecord.ledger.rows import accept
with open_ledger(sys.argv[1]) as ledger:
    for number, reading in enumerate(m.many(60)):
        if number % 2 == int(sys.argv[2]) or number < 20:
            ledger.keep(reading, made_by=m.ONE)
            entry = ledger.entry(reading.report.id, reading.claims[int(sys.argv[2])].id)
            ledger.decide(accept(entry, by="writer " + sys.argv[2]))
"""


def test_two_processes_lose_nothing(path):
    code = WRITER.format(folder=str(Path(m.__file__).parent))
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(n)], stderr=subprocess.PIPE, text=True)
        for n in (0, 1)
    ]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    with open_ledger(path) as ledger:
        assert len(ledger.reports(limit=1000)) == 60
        assert len(ledger.log(by="writer 0")) == len(ledger.log(by="writer 1")) == 40
        assert [one.number for one in ledger.log()] == list(range(80, 0, -1))
        assert ledger.check() == ()


def test_threads_share_one_ledger(ledger):
    readings = m.many(24)
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for one in readings[number::3]:
                ledger.keep(one, made_by=m.ONE)
                ledger.decide(accept(ledger.entry(one.report.id, one.claims[0].id), by="Ann"))
        except BaseException as error:  # noqa: BLE001 - told by the test
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(ledger.reports()) == len(ledger.log()) == 24
    assert ledger.check() == ()


def test_a_reader_sees_one_state_and_does_not_wait(path, ledger):
    ledger.keep(m.reading(*m.CLAIMS), made_by=m.ONE)
    with open_ledger(path) as other, ledger._file.writing(durable=False) as connection:
        connection.exec_driver_sql("DELETE FROM entry")
        assert len(other.claims()) == 5
