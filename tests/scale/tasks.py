"""What the processes of the tests are given to do; they find it by its module's name."""

import os
import sys
import time
from pathlib import Path

from onrecord.errors import InputError, ModelMissingError


def hello():
    return os.getpid()


def cannot_start():
    raise ModelMissingError("the language model 'x' is not installed")


def threads():
    return os.environ["OMP_NUM_THREADS"], "spacy" in sys.modules


def answer(question):
    """Doubles numbers; words are orders."""
    if not isinstance(question, str):
        return question * 2
    order, _, more = question.partition(" ")
    if order == "die":
        os._exit(7)
    if order == "wrong":
        raise InputError("that is wrong")
    if order == "unsendable":
        return lambda: None
    if order == "touch":
        Path(more).write_text(str(os.getpid()))
        time.sleep(60)
    if order == "pid":
        return os.getpid()
    time.sleep(float(more))
    return question


def read_badly(report):
    """Reads as ever, but dies of one report and stumbles over another."""
    from onrecord.desk.keeping import read_report

    if "DIE" in report.text:
        os._exit(9)
    if "STUMBLE" in report.text:
        raise ValueError("stumbled")
    return read_report(report)
