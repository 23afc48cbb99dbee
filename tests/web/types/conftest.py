"""Fixtures of the tests of each type: the application over a small bank that holds one item of each."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.services.gateway import Database, open_database
from tests.web.checking import CheckingClient
from tests.web.conftest import Client, settings_of
from tests.web.items import Shown, published
from tests.web.types.scene import TeaHouse, make_tea_house, put_alone


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TeaHouse]:
    """A database with the small bank and a scene in it; made once a worker, copied for each test."""
    folder = tmp_path_factory.mktemp("tea")
    file = folder / "tea.sqlite3"
    database = open_database(f"sqlite:///{file}")
    scene = make_tea_house(database, settings_of(folder, file).key_for("attempt order"), datetime.now(UTC))
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.close()
    return file, scene


@pytest.fixture
def house(prepared: tuple[Path, TeaHouse]) -> TeaHouse:
    """Who there is, and what belongs to whom."""
    return prepared[1]


@pytest.fixture
def student(client: Client, house: TeaHouse) -> CheckingClient:
    """The student's client."""
    return client(house.student)


@pytest.fixture
def mentor(client: Client, house: TeaHouse) -> CheckingClient:
    """The mentor's client."""
    return client(house.mentor)


@pytest.fixture
def compiled(database: Database) -> dict[str, Shown]:
    """The first variant of each item, as it was compiled, by the item's name."""
    return {shown.name: shown for shown in published(database)}


@pytest.fixture
def ask(database: Database, compiled: dict[str, Shown], house: TeaHouse, secret: bytes) -> Callable[..., Shown]:
    """Put an item before the student, unanswered; returns it with the ids and the order of the attempt."""

    def put(name: str, attempt: str = "") -> Shown:
        there = attempt or house.attempt
        put_alone(database, there, compiled[name])
        return compiled[name].to(secret, there)

    return put
