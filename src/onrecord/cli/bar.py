"""A progress bar on standard error, for readings that take a while; none in a pipe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

AFTER = 2.0
"""Seconds of work before the bar shows."""


class Bar:
    """Progress over inputs, by bytes read where `total` is known, else by reports."""

    def __init__(self, total: int | None, *, after: float = AFTER) -> None:
        console = Console(stderr=True)
        self._wanted = console.is_terminal and not console.is_dumb_terminal
        self._progress = Progress(
            TextColumn("reading"),
            BarColumn(),
            TextColumn("{task.fields[reports]} reports"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("reading", total=total or None, reports=0)
        self._lock = threading.Lock()
        self._shown = False
        self._timer = threading.Timer(after, self._show)
        self._timer.daemon = True
        self._reports = 0

    def __enter__(self) -> Self:
        if self._wanted:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._wanted = False
            if self._shown:
                self._progress.stop()

    def _show(self) -> None:
        with self._lock:
            if self._wanted and not self._shown:
                self._shown = True
                self._progress.start()

    def advance(self, size: int) -> None:
        """One more input is done, of `size` bytes."""
        self._reports += 1
        self._progress.update(self._task, advance=size, reports=self._reports)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is written to it."""
        with self._lock:
            if self._shown:
                self._progress.stop()
            try:
                yield
            finally:
                if self._shown and self._wanted:
                    self._progress.start()
