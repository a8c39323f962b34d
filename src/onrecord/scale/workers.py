"""Processes of one's own that do one thing to many values: each loads what it needs once, and outlives its faults.

Invariants: a value that kills its process fails alone, and is told as such; none outlives the process that asked; what
is in hand at any moment is bounded by who asks, so memory stays level however many values there are.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pickle import PicklingError
from queue import SimpleQueue
from types import TracebackType
from typing import Self, cast

from onrecord.errors import WorkerError

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Libraries that would start threads of their own: with a process a core they only get in each other's way."""
_PATIENCE = 5.0
"""Seconds that a process is given to go once it has been ended."""


class Workers[Q, A, H]:
    """That many processes, each answering `task(question)`; `hello()` is asked of one when it has started.

    Both are functions of a module, found there by the processes, which start afresh (nothing of this process is in
    them but what is sent). An answer that is an exception is raised by the future. Used as a context; leaving it early
    ends the processes at once.
    """

    def __init__(self, number: int, *, task: Callable[[Q], A], hello: Callable[[], H]) -> None:
        self._task, self._hello = task, hello
        self._idle: SimpleQueue[_Worker[Q, A, H]] = SimpleQueue()
        self._all: list[_Worker[Q, A, H]] = []
        self._open = True
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="onrecord-worker")
        for _ in range(number):
            self._idle.put(self._start())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what has not been answered is dropped."""
        self._open = False
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in tuple(self._all):  # a thread whose process has died takes it out meanwhile
            worker.end()
        self._threads.shutdown(wait=True)

    def hello(self) -> H:
        """What a process says once it has loaded what it needs; raises what kept it from that."""
        worker = self._idle.get()
        try:
            return worker.hello()
        finally:
            self._idle.put(worker)

    def ask(self, question: Q) -> Future[A]:
        """The answer to come; raises `WorkerError` in it where the process died of the question."""
        return self._threads.submit(self._answer, question)

    def _answer(self, question: Q) -> A:
        worker = self._idle.get()
        try:
            return worker.answer(question)
        except WorkerError:
            self._all.remove(worker)
            worker.end()
            if self._open:
                worker = self._start()
            raise
        finally:
            self._idle.put(worker)

    def _start(self) -> _Worker[Q, A, H]:
        worker = _Worker(self._task, self._hello)
        self._all.append(worker)
        if not self._open:  # closed while it started
            worker.end()
        return worker


class _Worker[Q, A, H]:
    """One process and the line to it."""

    def __init__(self, task: Callable[[Q], A], hello: Callable[[], H]) -> None:
        fresh = get_context("spawn")
        self._line, theirs = fresh.Pipe()
        self._process: BaseProcess = fresh.Process(target=_work, args=(theirs, task, hello), daemon=True)
        self._process.start()
        theirs.close()
        self._said: tuple[bool, object] | None = None

    def hello(self) -> H:
        """What it says first."""
        if self._said is None:
            self._said = self._receive()
        return cast("H", _opened(self._said))

    def answer(self, question: Q) -> A:
        """Its answer; raises `WorkerError` where it has died."""
        self.hello()
        try:
            self._line.send(question)
        except OSError as error:
            raise WorkerError("the process that read it has ended") from error
        return cast("A", _opened(self._receive()))

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.join(_PATIENCE)
        with suppress(OSError):
            self._line.close()

    def _receive(self) -> tuple[bool, object]:
        try:
            return cast("tuple[bool, object]", self._line.recv())
        except (EOFError, OSError) as error:
            self._process.join(_PATIENCE)
            raise WorkerError(f"the process that read it has ended (exit status {self._process.exitcode})") from error


def _opened(said: tuple[bool, object]) -> object:
    """The answer of a process; raises where it is an exception."""
    good, value = said
    if not good and isinstance(value, BaseException):
        raise value
    return value


def _work[Q, A, H](line: Connection, task: Callable[[Q], A], hello: Callable[[], H]) -> None:
    """The life of a process: say hello, answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks; it ends this one
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    with suppress(EOFError, OSError):
        _send(line, *_done(hello))
        while True:
            question = line.recv()
            _send(line, *_done(lambda: task(question)))  # noqa: B023 - called before the next question


def _done(act: Callable[[], object]) -> tuple[bool, object]:
    try:
        return True, act()
    except Exception as error:  # noqa: BLE001 - whatever it is, who asked is told
        return False, error


def _send(line: Connection, good: bool, value: object) -> None:
    try:
        line.send((good, value))
    except (PicklingError, TypeError, AttributeError, RecursionError) as error:
        told = value if isinstance(value, Exception) else error
        line.send((False, WorkerError(f"{type(told).__name__}: {told}")))
