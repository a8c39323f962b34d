"""What form a file is in, and how it is brought up to this version's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, text

from onrecord.errors import NewerLedgerError, NoLedgerError, ReadOnlyLedgerError
from onrecord.ledger import codec, schema, sqlite


def bring_up(file: sqlite.File) -> None:
    """Check that the file is a ledger and bring it up to this version's form, in one transaction.

    Raises `NoLedgerError`, `NewerLedgerError`, and `ReadOnlyLedgerError` where it is older and may not be written.
    """
    with file.reading() as connection:
        if _is_current(connection, file.path):
            return
    if file.read_only:
        raise ReadOnlyLedgerError(f"{file.path} was made by an older onrecord and may not be written to be brought up")
    with file.opening() as connection:
        sqlite.use_log(connection)
    with file.writing(durable=True) as connection:
        if not _is_current(connection, file.path):  # another process may have been first
            _upgrade(connection)


def _is_current(connection: Connection, path: Path) -> bool:
    """Whether the file has the last form; raises where it is no ledger, or a newer one."""
    if sqlite.is_blank(connection):
        return False
    if sqlite.application(connection) != sqlite.APPLICATION:
        raise NoLedgerError(f"{path} is a database, but no ledger; name another file")
    found = None
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise NoLedgerError(f"{path} does not say what form of ledger it is; go back to a copy of it")
    if found not in schema.REVISIONS:
        raise NewerLedgerError(
            f"{path} was made by a newer onrecord (form {found}, not {schema.REVISIONS[-1]}); update onrecord"
        )
    return bool(found == schema.REVISIONS[-1])


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    new = sqlite.is_blank(connection)
    config = Config()
    config.set_main_option("script_location", "onrecord.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if new:
        sqlite.claim_application(connection)
        row = {"one": 1, "made_at": codec.moment(datetime.now(UTC)), "decisions": 0, "head": codec.START}
        connection.execute(insert(schema.ledger), row)
