"""All that is SQLite's own: connections, transactions, full-text search, what its errors mean.

A store on another database needs a module like this one; the rest of the package is plain SQLAlchemy.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, Select, bindparam, column, create_engine, event, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool

from onrecord.errors import (
    BusyLedgerError,
    FullLedgerError,
    LedgerError,
    NoLedgerError,
    OnrecordError,
    ReadOnlyLedgerError,
)

BUSY_SECONDS = 90
"""How long one writer waits for another: many times what keeping the longest report takes."""

APPLICATION = 0x4F6E5265
"""What SQLite's header says of a ledger ("OnRe"), so that `file` and we can tell it from other databases."""

HEADER = b"SQLite format 3\0"
"""How every file of SQLite begins."""

CACHE_KIB = 65_536
"""Page cache: holds the narrow tables that filters scan, up to about half a million claims."""

LOG_PAGES = 8_000
"""The write-ahead log is folded into the file at 32 MB: at the usual 4 MB that took a fifth of the time of keeping."""

PRAGMAS: tuple[str, ...] = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    f"PRAGMA cache_size = -{CACHE_KIB}",
    f"PRAGMA wal_autocheckpoint = {LOG_PAGES}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 268435456",
)
"""Set on every connection."""


@dataclass(frozen=True, slots=True)
class File:
    """A ledger's file and the engine on it."""

    path: Path
    engine: Engine
    read_only: bool

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the file."""
        with self._errors(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def opening(self) -> Iterator[Connection]:
        """A connection outside any transaction."""
        with self._errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool) -> Iterator[Connection]:
        """A transaction that has the file for itself; it waits for others to finish theirs.

        What it commits outlives the process in any case, and a failure of power too where it is `durable`.
        """
        if self.read_only:
            raise ReadOnlyLedgerError(f"{self.path} is open for reading only; nothing can be kept in it")
        with self._errors(), self.engine.connect() as found:
            connection = found.execution_options(writes=True)
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of the file; the last to do so folds the write-ahead log into it."""
        self.engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise told(error.orig, self.path) from error
        except PoolTimeoutError as error:
            raise BusyLedgerError(f"too many threads use {self.path} at once; try again") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self.path} lacks what it should have; `onrecord check` tells more") from error
        except sqlite3.Error as error:
            raise told(error, self.path) from error


def connect(path: Path, *, create: bool, read_only: bool) -> File:
    """The file, made where it is missing and may be; nothing is read or written yet.

    Raises `NoLedgerError` where it is missing.
    """
    if path.is_dir():
        raise NoLedgerError(f"{path} is a folder; name the file of a ledger")
    if not path.exists():
        if not create:
            raise NoLedgerError(f"there is no ledger {path}; `onrecord read` makes one")
        if not path.absolute().parent.is_dir():
            raise NoLedgerError(f"there is no folder {path.parent} to make the ledger {path.name} in")
    elif not _may_be_database(path):
        raise NoLedgerError(f"{path} is no ledger; name another file")
    mode = "ro" if read_only or not _writable(path) else "rwc" if create else "rw"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    if mode == "ro" and not _has_side_files(path) and not os.access(path.absolute().parent, os.W_OK):
        address += "&immutable=1"  # a write-ahead log cannot be opened where its index cannot be made

    def driver() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite+pysqlite://", creator=driver, poolclass=QueuePool)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return File(path, engine, mode == "ro")


def _may_be_database(path: Path) -> bool:
    """Whether SQLite has made the file, or it is empty; SQLite itself would write over a short file of another kind."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER)) in (b"", HEADER)
    except OSError as error:
        raise NoLedgerError(f"{path} cannot be opened ({error.strerror}); check its permissions") from error


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) if path.exists() else os.access(path.absolute().parent, os.W_OK)


def _has_side_files(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _set_up(driver: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        driver.execute(pragma).close()


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once: one that has read first could not wait for another, only fail.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def use_log(connection: Connection) -> None:
    """Have the file use a write-ahead log: readers and the writer do not wait for each other. Not in a transaction."""
    driver = connection.connection.driver_connection
    if driver is None or driver.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    driver.execute("PRAGMA journal_mode = WAL").fetchone()


def told(error: BaseException | None, path: Path) -> OnrecordError:
    """What an error of SQLite means, in one line."""
    name = str(getattr(error, "sqlite_errorname", ""))
    what = " ".join(str(error).split())
    if name.startswith("SQLITE_FULL") or "disk is full" in what:
        return FullLedgerError(f"no room left for {path}; free some space: what was kept before is safe")
    if name.startswith("SQLITE_READONLY"):
        return ReadOnlyLedgerError(f"{path} may not be written; nothing can be kept in it")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyLedgerError(f"another process has been writing to {path} for {BUSY_SECONDS} seconds; try again")
    if name.startswith("SQLITE_NOTADB"):
        return NoLedgerError(f"{path} is no ledger; name another file")
    if name.startswith("SQLITE_CANTOPEN"):
        return NoLedgerError(f"{path} cannot be opened; check the permissions of the file and its folder")
    if name.startswith("SQLITE_CORRUPT"):
        return LedgerError(f"{path} is damaged ({what}); go back to a copy of it")
    return LedgerError(f"{path}: {what}")


# what the file is


def application(connection: Connection) -> int:
    """What the header says the file is for."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def claim_application(connection: Connection) -> None:
    """Write into the header that the file is a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")


def is_blank(connection: Connection) -> bool:
    """Whether there is nothing in the file."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()) == 0


def faults(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds amiss: pages, references, the search indexes."""
    for (what,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if what != "ok":
            yield f"SQLite: {what}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a row of {parent} that is not there"
    counts = "SELECT (SELECT count(*) FROM {index}_docsize) - (SELECT count(*) FROM {source})"
    for index, source in (("report_search", "report"), ("claim_search", "body")):
        if connection.exec_driver_sql(counts.format(index=index, source=source)).scalar_one():
            yield f"the search index {index} does not have the rows of {source}"


# full-text search

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Marks around what was found: code points that no text has, being set apart for use inside a program."""


def matching_entries(words: str) -> Select[int]:
    """The numbers of entries whose evidence has the words."""
    return _numbers("SELECT rowid AS no FROM claim_search WHERE claim_search MATCH :words", words)


def matching_reports(words: str) -> Select[int]:
    """The numbers of reports whose title or text has the words."""
    return _numbers("SELECT rowid AS no FROM report_search WHERE report_search MATCH :words", words)


def _numbers(query: str, words: str) -> Select[int]:
    found = text(query).bindparams(bindparam("words", words, unique=True)).columns(column("no", Integer))
    return select(found.subquery().c.no)


def marked_evidence(connection: Connection, words: str, entries: Sequence[int]) -> dict[int, str]:
    """The evidence of entries with marks around what was found; entries where nothing was are left out."""
    query = "SELECT rowid, highlight(claim_search, 0, ?, ?) FROM claim_search WHERE claim_search MATCH ? AND rowid = ?"
    return {
        row: shown
        for number in entries
        for row, shown in connection.exec_driver_sql(query, (OPEN, CLOSE, words, number))
    }


def marked_reports(connection: Connection, words: str, reports: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Title and text of reports with marks around what was found; reports where nothing was are left out."""
    query = (
        "SELECT rowid, highlight(report_search, 0, ?, ?), highlight(report_search, 1, ?, ?) "
        "FROM report_search WHERE report_search MATCH ? AND rowid = ?"
    )
    return {
        row: (title, shown)
        for number in reports
        for row, title, shown in connection.exec_driver_sql(query, (OPEN, CLOSE, OPEN, CLOSE, words, number))
    }
