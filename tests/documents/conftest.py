"""Patience for documents that are meant to be read: the machine may be busy with other tests."""

from collections.abc import Iterator

import pytest

from quizapp.documents import sandbox


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give a worker a minute; its limit of CPU time holds all the same."""
    monkeypatch.setattr(sandbox, "SECONDS", 60.0)
    yield
