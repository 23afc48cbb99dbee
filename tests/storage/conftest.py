"""Databases without any table, and what the storage tests count with."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from quizapp.storage.engine import Database, open_database


@contextmanager
def _new_postgresql(url: str) -> Iterator[str]:
    name = f"quizapp_empty_{uuid.uuid4().hex[:12]}"
    server = make_url(url).set(drivername="postgresql+psycopg", database="postgres")
    engine: Engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        opened = open_database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield opened
        opened.close()
        return
    with _new_postgresql(request.getfixturevalue("postgresql_url")) as url:
        opened = open_database(url)
        yield opened
        opened.close()
