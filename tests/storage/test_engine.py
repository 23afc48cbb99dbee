"""Engines: what is acknowledged is on the disk."""

import dataclasses
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from quizapp.storage.engine import Database, open_database
from quizapp.storage.tables import Membership, Throttle
from tests.conftest import NOW

SAVER = """
import os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import insert
from quizapp.storage.engine import open_database
from quizapp.storage.tables import Throttle

database = open_database(sys.argv[1])
row = {"key": "acknowledged", "window_started_at": datetime(2026, 3, 2, tzinfo=UTC), "tries": 7}
saved = database.execute_durably(insert(Throttle).returning(Throttle.tries), row)
print(saved.tries, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _insert(database: Database, key: str, *, ignore: bool = False) -> object:
    dialect = database.engine.dialect.name
    statement = postgresql.insert(Throttle) if dialect == "postgresql" else sqlite.insert(Throttle)
    if ignore:
        statement = statement.on_conflict_do_nothing()
    row = {"key": key, "window_started_at": NOW, "tries": 1}
    return database.execute_durably(statement.returning(Throttle.key), row)


def _is_kept(database: Database, key: str) -> bool:
    """Look from a connection that has never seen the writer's."""
    other = open_database(database.engine.url.render_as_string(hide_password=False))
    with other.transaction() as session:
        found = session.scalar(select(Throttle.key).where(Throttle.key == key))
    other.close()
    return found is not None


@pytest.mark.parametrize("name", ["engine", "saving"])
@pytest.mark.parametrize(
    ("pragma", "expected"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_both_engines_of_sqlite_are_set_for_durability(
    sqlite_url: str, name: str, pragma: str, expected: object
) -> None:
    database = open_database(sqlite_url)
    with getattr(database, name).connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == expected
    database.close()


def test_a_durable_statement_is_seen_by_others_as_soon_as_it_returns(database: Database) -> None:
    assert _insert(database, "seen") is not None
    assert _is_kept(database, "seen")


def test_a_durable_statement_outlives_a_request_that_is_rolled_back(database: Database) -> None:
    with database.sessions() as session:
        session.scalars(select(Throttle)).all()
        assert _insert(database, "kept") is not None
        session.rollback()
    assert _is_kept(database, "kept")


def test_the_check_notices_an_engine_that_does_not_commit_by_itself(database: Database) -> None:
    # The fault of trap 1, planted: the statement runs, a row comes back, and nothing is kept.
    forgetful = create_engine(database.engine.url)
    faulty = dataclasses.replace(database, saving=forgetful)
    assert _insert(faulty, "lost") is not None
    forgetful.dispose()
    assert not _is_kept(database, "lost")


def test_nothing_comes_back_when_nothing_was_written(database: Database) -> None:
    assert _insert(database, "once", ignore=True) is not None
    assert _insert(database, "once", ignore=True) is None


def test_an_acknowledged_statement_survives_the_death_of_its_process(database: Database) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", SAVER, url], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "7", done.stderr
    assert done.returncode == -signal.SIGKILL
    assert _is_kept(database, "acknowledged")


def test_a_transaction_is_kept_on_return_and_undone_on_raise(database: Database) -> None:
    with database.transaction() as session:
        session.add(Throttle(key="returned", window_started_at=NOW, tries=1))
    with pytest.raises(ZeroDivisionError), database.transaction() as session:
        session.add(Throttle(key="raised", window_started_at=NOW, tries=1))
        session.flush()
        _ = 1 // 0
    assert _is_kept(database, "returned")
    assert not _is_kept(database, "raised")


def test_a_row_that_points_nowhere_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(Membership(cohort_id="nowhere", student_id=4711, joined_at=NOW))


def test_opening_a_database_touches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "untouched.sqlite3"
    open_database(f"sqlite:///{file}").close()
    assert not file.exists()
