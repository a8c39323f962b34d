"""Processes that answer, stumble, die, and are ended."""

import os
import time

import pytest
import tasks

from onrecord.errors import InputError, ModelMissingError, WorkerError
from onrecord.scale.workers import Workers


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_answers_faults_and_deaths_one_by_one():
    with Workers(2, task=tasks.answer, hello=tasks.hello) as workers:
        asked = [workers.ask(question) for question in (1, "wrong", 2, "die", "unsendable", 3, 4)]
        told = []
        for one in asked:
            try:
                told.append(one.result(60))
            except (InputError, WorkerError) as error:
                told.append(type(error).__name__)
        assert told == [2, "InputError", 4, "WorkerError", "WorkerError", 6, 8]
        with pytest.raises(WorkerError, match="has ended"):
            workers.ask("die").result(60)
        assert workers.ask(5).result(60) == 10


def test_nothing_is_left_behind():
    with Workers(2, task=tasks.answer, hello=tasks.hello) as workers:
        pids = {workers.ask("pid").result(60) for _ in range(6)}
        slow = [workers.ask("sleep 30") for _ in range(4)]
        begun = time.monotonic()
    assert time.monotonic() - begun < 10
    assert not [pid for pid in pids if is_alive(pid)]
    assert not [one for one in slow if one.done() and not one.cancelled() and one.exception() is None]


def test_what_keeps_a_process_from_starting_is_told():
    with Workers(1, task=tasks.answer, hello=tasks.cannot_start) as workers:
        with pytest.raises(ModelMissingError, match="not installed"):
            workers.hello()
        with pytest.raises(ModelMissingError):
            workers.ask(1).result(60)


def test_a_process_has_one_thread_and_nothing_of_this_one():
    with Workers(1, task=tasks.answer, hello=tasks.threads) as workers:
        assert workers.hello() == ("1", False)
