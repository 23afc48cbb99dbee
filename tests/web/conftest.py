"""Fixtures of the web tests: an application over a fresh copy of one prepared scene, and clients of every role."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event, text

from quizapp.config import PROJECT, Settings
from quizapp.factory import make_app
from quizapp.services.gateway import Database, open_database
from quizapp.web.kit.state import attach
from tests.conftest import SECRET_KEY
from tests.web.checking import CheckingClient
from tests.web.scene import Member, Scene, make_scene

Client = Callable[[Member | None], CheckingClient]


@pytest.fixture(scope="session")
def prepared(content_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scene]:
    """A database with all content and a scene in it; made once a worker, copied for each test."""
    folder = tmp_path_factory.mktemp("scene")
    file = folder / "scene.sqlite3"
    shutil.copyfile(content_file, file)
    database = open_database(f"sqlite:///{file}")
    # Sign-ins run out by the real clock, which the application reads at its edge.
    scene = make_scene(database, settings_of(folder, file).key_for("attempt order"), datetime.now(UTC))
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.close()
    return file, scene


def settings_of(folder: Path, file: Path, **changes: object) -> Settings:
    """Make settings of an application over a database file."""
    values: dict[str, object] = {
        "instance": folder,
        "database_url": f"sqlite:///{file}",
        "secret_key": SECRET_KEY,
        "banks": PROJECT / "question_banks",
        "seeds": PROJECT / "seeds",
        "https": False,
    }
    return Settings(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def scene(prepared: tuple[Path, Scene]) -> Scene:
    """Who there is, and what belongs to whom."""
    return prepared[1]


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates as Python, kept from test to test: each is compiled once a worker and anew when its text differs."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def make_app_of(compiled_templates: FileSystemBytecodeCache) -> Callable[[Settings], Flask]:
    """Make an application whose clients check what they get."""

    def make(settings: Settings) -> Flask:
        app = make_app(settings)
        app.test_client_class = CheckingClient
        app.jinja_env.bytecode_cache = compiled_templates
        return app

    return make


@pytest.fixture
def make_web(
    prepared: tuple[Path, Scene], tmp_path: Path, make_app_of: Callable[[Settings], Flask]
) -> Iterator[Callable[..., Flask]]:
    """Make an application over a fresh copy of the scene, with changed settings."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        file = tmp_path / f"scene{len(made)}.sqlite3"
        shutil.copyfile(prepared[0], file)
        made.append(make_app_of(settings_of(tmp_path, file, **changes)))
        return made[-1]

    yield make
    for app in made:
        app.extensions["quizapp"].database.close()


@pytest.fixture(scope="session")
def kept_app(tmp_path_factory: pytest.TempPathFactory, make_app_of: Callable[[Settings], Flask]) -> Flask:
    """An application that is made once a worker, since its routes take longer to set up than most tests take."""
    folder = tmp_path_factory.mktemp("kept")
    app = make_app_of(settings_of(folder, folder / "quizapp.sqlite3"))
    app.extensions["quizapp"].database.close()
    return app


@pytest.fixture
def app(kept_app: Flask, prepared: tuple[Path, Scene], tmp_path: Path) -> Iterator[Flask]:
    """An application over a fresh copy of the scene."""
    file = tmp_path / "scene.sqlite3"
    shutil.copyfile(prepared[0], file)
    settings = settings_of(tmp_path, file)
    state = replace(kept_app.extensions["quizapp"], settings=settings, database=open_database(settings.database_url))
    attach(kept_app, state)
    yield kept_app
    state.database.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's database."""
    opened = app.extensions["quizapp"].database
    assert isinstance(opened, Database)
    return opened


@pytest.fixture
def secret(app: Flask) -> bytes:
    """The secret behind the order of options."""
    key = app.extensions["quizapp"].order_key
    assert isinstance(key, bytes)
    return key


def client_of(app: Flask, member: Member | None) -> CheckingClient:
    """Open a client in which somebody is signed in, or a visitor's."""
    client = app.test_client()
    assert isinstance(client, CheckingClient)
    if member is not None:
        with client.session_transaction() as session:
            session["_user_id"] = member.token
            session["_fresh"] = True
    return client


@pytest.fixture
def client(app: Flask) -> Client:
    """Open a client in which somebody is signed in, or a visitor's."""
    return lambda member: client_of(app, member)


class QueryRecorder:
    """Notes each SQL statement that reaches the database."""

    def __init__(self, database: Database) -> None:
        self.statements: list[str] = []
        self.saving: list[str] = []
        event.listen(database.engine, "before_cursor_execute", self._note)
        event.listen(database.saving, "before_cursor_execute", self._note_saving)

    def _note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.statements.append(statement)

    def _note_saving(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.saving.append(statement)

    def clear(self) -> None:
        """Forget what was noted."""
        self.statements.clear()
        self.saving.clear()


@pytest.fixture
def recorder(database: Database) -> QueryRecorder:
    """A recorder of the application's statements."""
    return QueryRecorder(database)
