"""Many saves at once: what was acknowledged is there, and one write never hides another."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

from sqlalchemy import select

from quizapp.services import quizzes
from quizapp.services.gateway import Database
from quizapp.storage.tables import Response
from tests.factories.takers import SECRET, Taker, make_taker

THREADS = 16
SAVES = 40


@dataclass(frozen=True)
class Acknowledged:
    """A save that the database confirmed."""

    revision: int
    value: str


def _at_once(work: Callable[[int], list[Acknowledged]]) -> list[list[Acknowledged]]:
    """Run the work in all threads from the same moment on."""
    barrier = threading.Barrier(THREADS)

    def start(number: int) -> list[Acknowledged]:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(start, range(THREADS)))


def _stored(database: Database, attempt: str) -> Response:
    with database.transaction() as session:
        return session.scalars(select(Response).where(Response.attempt_id == attempt)).one()


def test_sixteen_students_saving_at_once_lose_nothing(database: Database) -> None:
    takers = [make_taker(database) for _ in range(THREADS)]
    sittings = [(taker, taker.start()) for taker in takers]

    def work(number: int) -> list[Acknowledged]:
        taker, attempt = sittings[number]
        done = []
        for turn in range(SAVES):
            saved = taker.save(attempt, 1, f"{number}-{turn}", revision=turn, key=f"k{turn}")
            if saved is not None:
                done.append(Acknowledged(saved.revision, f"{number}-{turn}"))
        return done

    acknowledged = _at_once(work)
    for (_, attempt), done in zip(sittings, acknowledged, strict=True):
        stored = _stored(database, attempt)
        assert [a.revision for a in done] == list(range(1, SAVES + 1))
        assert (stored.revision, stored.answer) == (SAVES, done[-1].value)


def test_sixteen_tabs_of_one_question_never_overwrite_each_other_unseen(database: Database) -> None:
    taker = make_taker(database)
    attempt = taker.start()
    newest = [0]  # what the tabs know: deliberately read and written without a lock

    def work(number: int) -> list[Acknowledged]:
        tab = Taker(database, taker.id, taker.token)
        done = []
        for turn in range(SAVES):
            value = f"{number}-{turn}"
            saved = tab.save(attempt, 1, value, revision=newest[0], key=value)
            if saved is not None:
                newest[0] = saved.revision
                done.append(Acknowledged(saved.revision, value))
        return done

    acknowledged = [save for done in _at_once(work) for save in done]
    revisions = sorted(save.revision for save in acknowledged)
    assert revisions == list(range(1, len(acknowledged) + 1))
    stored = _stored(database, attempt)
    last = max(acknowledged, key=lambda save: save.revision)
    assert (stored.revision, stored.answer, stored.save_key) == (last.revision, last.value, last.value)


def test_of_saves_that_follow_the_same_revision_exactly_one_is_taken(database: Database) -> None:
    taker = make_taker(database)
    attempt = taker.start()
    assert taker.save(attempt, 1, "start", key="start")
    for round_number in range(1, 6):

        def work(number: int, revision: int = round_number) -> list[Acknowledged]:
            tab = Taker(database, taker.id, taker.token)
            value = f"{revision}-{number}"
            saved = tab.save(attempt, 1, value, revision=revision, key=value)
            return [] if saved is None else [Acknowledged(saved.revision, value)]

        winners = [save for done in _at_once(work) for save in done]
        assert [save.revision for save in winners] == [round_number + 1]
        assert _stored(database, attempt).answer == winners[0].value


def test_the_same_save_sent_sixteen_times_at_once_is_one_save(database: Database) -> None:
    taker = make_taker(database)
    attempt = taker.start()

    def work(_number: int) -> list[Acknowledged]:
        saved = Taker(database, taker.id, taker.token).save(attempt, 1, "once", key="once")
        return [] if saved is None else [Acknowledged(saved.revision, "once")]

    acknowledged = [save for done in _at_once(work) for save in done]
    assert [save.revision for save in acknowledged] == [1] * THREADS
    assert _stored(database, attempt).revision == 1


def test_an_answer_saved_while_the_attempt_ends_counts_or_is_refused(database: Database) -> None:
    taker = make_taker(database)
    attempt = taker.start()
    late = Taker(database, taker.id, taker.token)
    value = taker.answer_worth(attempt, 1)
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            quizzes.finish_attempt(session, student=taker.id, attempt=attempt, secret=SECRET, now=taker.now)
            saving = pool.submit(late.save, attempt, 1, value)
            wait([saving], timeout=0.5)  # a save that does not wait for the end is through by now
        saved = saving.result()
    with database.transaction() as session:
        scores = session.scalars(select(Response.score).where(Response.attempt_id == attempt)).all()
    assert len(scores) == (0 if saved is None else 1)
    assert None not in scores
