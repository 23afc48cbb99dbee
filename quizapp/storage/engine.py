"""Engines and sessions: the database's side of durability."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Executable, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MILLISECONDS = 5_000


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # FULL, because WAL with NORMAL survives a killed process and not a power cut.
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.close()


def _engine(url: str, **options: Any) -> Engine:
    # What people type stands in the parameters, and a failed statement's message would carry them into the logs.
    engine = create_engine(url, hide_parameters=True, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


@dataclass(frozen=True)
class Database:
    """One database, reached in two ways: sessions for use cases, and single durable statements for answers."""

    engine: Engine
    saving: Engine
    """Every statement is its own transaction, committed before it returns."""
    sessions: sessionmaker[Session]

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session that commits on return and rolls back on raise."""
        with self.sessions() as session, session.begin():
            yield session

    def execute_durably(self, statement: Executable, values: Mapping[str, Any]) -> Row[Any] | None:
        """Run one writing statement, commit it, and return its first row.

        A row comes back only when the statement has RETURNING and wrote: row counts are not to be trusted.
        """
        with self.saving.connect() as connection:
            return connection.execute(statement, values).first()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
        self.saving.dispose()


def open_database(url: str) -> Database:
    """Open the database at a SQLAlchemy address; nothing is read or written yet."""
    options: dict[str, Any] = {}
    saving: dict[str, Any] = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None}
    if make_url(url).get_backend_name() == "postgresql":
        options = {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}
        saving |= options
    engine = _engine(url, **options)
    return Database(engine, _engine(url, **saving), sessionmaker(engine, expire_on_commit=False))
