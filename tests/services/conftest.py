"""What several use cases start from."""

from collections.abc import Iterator

import pytest

from quizapp.config import PROJECT
from quizapp.services.gateway import Database, open_database
from quizapp.services.reading import Reader, make_reader
from tests.factories.takers import Taker, make_taker


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The project's own reader, read once."""
    return make_reader(PROJECT / "question_banks")


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """All content on SQLite alone, where the database makes no difference."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def taker(database: Database) -> Taker:
    """A student who is signed in."""
    return make_taker(database)
