"""One parsing process for the tests of a run, ended with it."""

from collections.abc import Iterator

import pytest

from quizapp.documents import sandbox


@pytest.fixture(scope="session", autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    sandbox.close()
