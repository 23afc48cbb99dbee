"""Saving an answer: one statement that asks who, what and in which order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

from quizapp.services import accounts, quizzes
from quizapp.services.accounts import STUDENT_LIFETIME
from quizapp.services.gateway import Database, Session
from quizapp.services.quizzes import Answer
from quizapp.storage import attempts
from quizapp.storage.tables import Response
from tests.conftest import NOW
from tests.factories.takers import Taker, make_taker


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    """Collect every SQL statement that is sent to the database."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    for engine in (database.engine, database.saving):
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in (database.engine, database.saving):
        event.remove(engine, "before_cursor_execute", note)


def _stored(database: Database, attempt: str, position: int = 1) -> Response | None:
    with database.transaction() as session:
        return session.scalar(select(Response).where(Response.attempt_id == attempt, Response.position == position))


@pytest.fixture
def taker(database: Database) -> Taker:
    return make_taker(database)


@pytest.fixture
def attempt(taker: Taker) -> str:
    return taker.start()


def test_an_answer_is_stored_as_it_was_given(taker: Taker, attempt: str) -> None:
    value = {"Ünïcode ✓": [1, "two", None], "": 0.5}
    saved = taker.save(attempt, 1, value, key="k1")
    stored = _stored(taker.database, attempt)
    assert saved is not None
    assert stored is not None
    assert (stored.answer, stored.confidence, stored.seconds) == (value, 70, 20)
    assert (stored.revision, stored.saved_at, stored.save_key) == (saved.revision, saved.at, "k1")
    assert (saved.revision, saved.at) == (1, taker.now)
    assert stored.graded_at is None
    assert stored.score is None


def test_saving_takes_exactly_one_statement(taker: Taker, attempt: str) -> None:
    taker.save(attempt, 1, "warm", key="warm")  # the first connection sets its pragmas
    with _counted(taker.database) as statements:
        assert taker.save(attempt, 1, "cold", revision=1, key="k2")
    assert len(statements) == 1
    assert statements[0].startswith("INSERT INTO response")


def _by_a_foreign_student(owner: Taker, _attempt: str) -> str:
    return make_taker(owner.database).token


def _by_nobody(_owner: Taker, _attempt: str) -> str:
    return "no-such-token"


def _after_signing_out(owner: Taker, _attempt: str) -> str:
    with owner.database.transaction() as session:
        accounts.sign_out(session, owner.token)
    return owner.token


def _after_the_sign_in_ran_out(owner: Taker, _attempt: str) -> str:
    owner.now = NOW + STUDENT_LIFETIME
    return owner.token


def _after_the_end(owner: Taker, attempt: str) -> str:
    owner.finish(attempt)
    return owner.token


def _after_going_on(owner: Taker, attempt: str) -> str:
    value = owner.answer_worth(attempt, 1)
    assert owner.save(attempt, 1, value, revision=1, key="readable")
    owner.advance(attempt, 1)
    return owner.token


@pytest.mark.parametrize(
    "situation",
    [
        _by_a_foreign_student,
        _by_nobody,
        _after_signing_out,
        _after_the_sign_in_ran_out,
        _after_the_end,
        _after_going_on,
    ],
)
def test_nothing_is_written(taker: Taker, attempt: str, situation: Callable[[Taker, str], str]) -> None:
    assert taker.save(attempt, 1, taker.answer_worth(attempt, 1), key="mine")
    token = situation(taker, attempt)
    before = _stored(taker.database, attempt)
    assert before is not None
    intruder = Taker(taker.database, taker.id, token, taker.now)
    assert intruder.save(attempt, 1, "planted", revision=before.revision, key="planted") is None
    after = _stored(taker.database, attempt)
    assert after is not None
    assert (after.answer, after.revision, after.save_key) == (before.answer, before.revision, before.save_key)


@pytest.mark.parametrize("position", [0, 2, -1, 10**6])
def test_nothing_is_written_where_nothing_was_asked(taker: Taker, attempt: str, position: int) -> None:
    assert taker.save(attempt, position, "planted") is None
    assert _stored(taker.database, attempt, position) is None


def test_nothing_is_written_into_an_attempt_that_does_not_exist(taker: Taker) -> None:
    assert taker.save("no-such-attempt", 1, "planted") is None


def test_the_first_answer_of_a_foreign_student_is_not_written_either(taker: Taker, attempt: str) -> None:
    assert make_taker(taker.database).save(attempt, 1, "planted") is None
    assert _stored(taker.database, attempt) is None


def test_a_sign_in_holds_until_the_moment_it_ends(taker: Taker, attempt: str) -> None:
    taker.now = NOW + STUDENT_LIFETIME - timedelta(seconds=31)
    assert taker.save(attempt, 1, "in time", key="in time")
    assert taker.save(attempt, 1, "too late", revision=1, key="too late") is None


def test_a_tab_that_knows_an_old_revision_does_not_overwrite_a_newer_answer(taker: Taker, attempt: str) -> None:
    assert taker.save(attempt, 1, "first", key="tab one")
    assert taker.save(attempt, 1, "second", revision=1, key="tab one again")
    assert taker.save(attempt, 1, "stale", revision=1, key="tab two") is None
    assert taker.save(attempt, 1, "staler", revision=0, key="tab three") is None
    stored = _stored(taker.database, attempt)
    assert stored is not None
    assert (stored.answer, stored.revision) == ("second", 2)


def test_a_save_that_is_sent_again_changes_nothing_and_tells_the_first_time(taker: Taker, attempt: str) -> None:
    first = taker.save(attempt, 1, "A", key="k1")
    for _ in range(3):
        assert taker.save(attempt, 1, "A", key="k1") == first
    second = taker.save(attempt, 1, "B", revision=1, key="k2")
    assert second is not None
    assert second.revision == 2
    assert taker.save(attempt, 1, "B", revision=1, key="k2") == second
    stored = _stored(taker.database, attempt)
    assert stored is not None
    assert (stored.answer, stored.revision, stored.saved_at) == ("B", 2, second.at)


def test_an_old_save_that_comes_late_does_not_bring_its_answer_back(taker: Taker, attempt: str) -> None:
    taker.save(attempt, 1, "A", key="k1")
    taker.save(attempt, 1, "B", revision=1, key="k2")
    assert taker.save(attempt, 1, "A", revision=0, key="k1") is None
    stored = _stored(taker.database, attempt)
    assert stored is not None
    assert stored.answer == "B"


def test_not_knowing_is_stored_as_no_answer(taker: Taker, attempt: str) -> None:
    taker.save(attempt, 1, "A", key="k1")
    assert taker.save(attempt, 1, None, revision=1, key="k2")
    with taker.database.transaction() as session:
        unknown = session.scalars(select(Response.position).where(Response.answer.is_(None))).all()
    assert list(unknown) == [1]


def test_grading_is_for_the_revision_that_was_read(taker: Taker, attempt: str) -> None:
    taker.save(attempt, 1, "A", key="k1")
    read = _stored(taker.database, attempt)
    assert read is not None
    assert taker.save(attempt, 1, "B", revision=1, key="k2")

    def grade(session: Session, response: Response) -> bool:
        return attempts.grade_response(session, response, score=1.0, feedback={}, now=taker.now)

    with taker.database.transaction() as session:
        assert not grade(session, read)
    newest = _stored(taker.database, attempt)
    assert newest is not None
    assert newest.graded_at is None
    with taker.database.transaction() as session:
        assert grade(session, newest)
        assert not grade(session, newest)


def test_a_refusal_is_explained_in_one_sentence(taker: Taker, attempt: str) -> None:
    taker.answer(attempt, 1, 1)
    assert taker.save(attempt, 2, "second", key="k1")

    def reason(position: int) -> str:
        with taker.database.transaction() as session:
            return quizzes.explain_refusal(session, student=taker.id, attempt=attempt, position=position)

    assert "gone on" in reason(1)
    assert "newer answer" in reason(2)
    taker.finish(attempt)
    assert "finished" in reason(2)


def test_confidence_and_time_follow_the_answer(taker: Taker, attempt: str) -> None:
    taker.save(attempt, 1, "A", key="k1")
    later = Answer("A", None, 95, 1, "k2")
    assert quizzes.save_answer(
        taker.database, token=taker.token, attempt=attempt, position=1, answer=later, now=taker.now
    )
    stored = _stored(taker.database, attempt)
    assert stored is not None
    assert (stored.confidence, stored.seconds) == (None, 95)
