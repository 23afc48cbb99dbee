"""Saving and going on: what "Saved" means, and what happens when two things happen at once or nothing can be read."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from quizapp.storage.tables import Attempt, Presentation, Response
from tests.web.checking import CheckingClient, words
from tests.web.conftest import Client
from tests.web.items import Shown, forget_answer, form_before, measuring, present, spread
from tests.web.scene import Scene

POSITION = 3
"""The item that lies before the scene's student."""


@pytest.fixture
def first_of(database: Database) -> Callable[[ItemType], Shown]:
    """Find a published item of a type."""
    items = measuring(database)
    return lambda kind: next(shown for shown in items if shown.face.type is kind)


def kept_answer(database: Database, attempt: str, position: int = POSITION) -> Response | None:
    """Read what is stored at a position."""
    with database.transaction() as session:
        return session.get(Response, (attempt, position))


def stay(student: CheckingClient, database: Database, attempt: str, form: dict[str, Any]) -> ET.Element:
    """Press Next with an answer that can't be graded; returns the page, which is the same item again."""
    forget_answer(database, attempt, POSITION)
    sent = student.send(f"/quizzes/{attempt}/{POSITION}/next", form)
    assert (sent.status_code, sent.location) == (303, f"/quizzes/{attempt}?unanswered=1"), form
    assert last_position(database, attempt) == POSITION
    return student.page(sent.location)


def problem_on(page: ET.Element) -> str:
    """Return the sentence at an item's field."""
    return words(next(e for e in page.iter() if e.get("id") == "problem"))


def last_position(database: Database, attempt: str) -> int:
    """Return the position of the item that lies before the student."""
    with database.transaction() as session:
        found = session.scalar(select(func.max(Presentation.position)).where(Presentation.attempt_id == attempt))
    assert found is not None
    return found


def test_right_and_wrong_answers_are_acknowledged_alike(
    scene: Scene, client: Client, database: Database, secret: bytes
) -> None:
    student = client(scene.student)
    shapes = set()
    for position, shown in enumerate(spread(measuring(database), 15), POSITION):
        for reach in (1.0, 0.0):
            present(database, scene.open_attempt, position, shown)
            with database.transaction() as session:
                form = form_before(session, secret, scene.open_attempt, shown, reach)
                kept = session.get(Response, (scene.open_attempt, position))
                if kept is not None:
                    session.delete(kept)
            saved = student.send(f"/quizzes/{scene.open_attempt}/{position}", form)
            headers = sorted((name, len(value)) for name, value in saved.headers)
            shapes.add((saved.status_code, len(saved.data), tuple(saved.json or ()), str(headers)))
    assert len(shapes) == 1


def test_going_on_is_acknowledged_alike_whether_the_answer_was_right_or_wrong(
    scene: Scene, client: Client, database: Database, secret: bytes
) -> None:
    student = client(scene.student)
    shapes = set()
    for position, shown in enumerate(spread(measuring(database), 12), POSITION):
        present(database, scene.open_attempt, position, shown)
        with database.transaction() as session:
            form = form_before(session, secret, scene.open_attempt, shown, float(position % 2))
        went_on = student.send(f"/quizzes/{scene.open_attempt}/{position}/next", form)
        shapes.add((went_on.status_code, went_on.location, len(went_on.data)))
    assert shapes == {(303, f"/quizzes/{scene.open_attempt}", len(went_on.data))}


def test_the_time_of_a_save_is_the_stored_rows_own(
    scene: Scene, client: Client, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = client(scene.student)
    address = f"/quizzes/{scene.open_attempt}/{POSITION}"
    first = datetime.now(UTC).replace(hour=8, minute=15)
    moments = iter((first, first + timedelta(minutes=10), first + timedelta(minutes=20)))
    monkeypatch.setattr("quizapp.web.quizzes.views.now", lambda: next(moments))
    monkeypatch.setattr("quizapp.web.kit.access.now", lambda: first)
    told = {"saved_at": "08:15", "saved_iso": first.isoformat(), "revision": 1}
    assert student.send(address, {"answer": "1", "save_key": "one"}).json == told
    again = student.send(address, {"answer": "1", "save_key": "one", "revision": "0"})
    assert again.json == told  # sent again, it is the same save
    newer = student.send(address, {"answer": "2", "save_key": "two", "revision": "1"})
    later = (first + timedelta(minutes=20)).isoformat()
    assert newer.json == {"saved_at": "08:35", "saved_iso": later, "revision": 2}
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and (kept.saved_at, kept.revision, kept.answer) == (first + timedelta(minutes=20), 2, "2")


def test_an_old_revision_never_overwrites_a_newer_answer(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown]
) -> None:
    present(database, scene.open_attempt, POSITION, first_of(ItemType.NUMERIC))
    one, other = client(scene.student), client(scene.student)
    address = f"/quizzes/{scene.open_attempt}/{POSITION}"
    assert one.send(address, {"answer": "1", "save_key": "one"}).status_code == 200
    assert one.send(address, {"answer": "2", "save_key": "two", "revision": "1"}).status_code == 200
    old = other.send(address, {"answer": "9", "save_key": "old", "revision": "1"})
    assert old.status_code == 409
    assert old.json is not None and "newer answer" in old.json["message"]
    late = {"type": "numeric", "answer": "9", "save_key": "older", "revision": "0"}
    gone_on = other.send(f"{address}/next", late)
    assert gone_on.status_code == 303 and gone_on.location == f"/quizzes/{scene.open_attempt}"
    assert "newer answer" in words(other.page(gone_on.location))
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and kept.answer == "2" and kept.graded_at is None


def test_pressing_next_twice_goes_on_once_and_loses_nothing(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown]
) -> None:
    shown = first_of(ItemType.NUMERIC)
    present(database, scene.open_attempt, POSITION, shown)
    form = {"type": "numeric", "answer": "42", "save_key": "once", "revision": "0"}
    student = client(scene.student)
    for _ in range(2):
        went_on = student.send(f"/quizzes/{scene.open_attempt}/{POSITION}/next", form)
        assert (went_on.status_code, went_on.location) == (303, f"/quizzes/{scene.open_attempt}")
        assert last_position(database, scene.open_attempt) == POSITION + 1
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and kept.answer == "42" and kept.score is not None
    assert kept_answer(database, scene.open_attempt, POSITION + 1) is None


def test_next_sent_twice_at_the_same_moment_goes_on_once(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown]
) -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    present(database, scene.open_attempt, POSITION, first_of(ItemType.NUMERIC))
    clients = [client(scene.student) for _ in range(4)]
    tokens = [sender.csrf for sender in clients]
    barrier = Barrier(len(clients))

    def press(number: int) -> int:
        form = {"csrf_token": tokens[number], "type": "numeric", "answer": "42", "save_key": "once", "revision": "0"}
        barrier.wait()
        return clients[number].post(f"/quizzes/{scene.open_attempt}/{POSITION}/next", data=form).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        assert set(pool.map(press, range(len(clients)))) == {303}
    assert last_position(database, scene.open_attempt) == POSITION + 1
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and kept.answer == "42" and kept.graded_at is not None


def test_an_answer_that_was_gone_on_from_can_not_be_changed(scene: Scene, client: Client, database: Database) -> None:
    student = client(scene.student)
    before = kept_answer(database, scene.open_attempt, 2)
    assert before is not None and before.graded_at is not None
    form = {"answer": "1", "revision": str(before.revision)}
    late = student.send(f"/quizzes/{scene.open_attempt}/2", form)
    assert late.status_code == 409
    assert late.json is not None and "gone on from this question" in late.json["message"]
    after = kept_answer(database, scene.open_attempt, 2)
    assert after is not None and after.answer == before.answer and after.score == before.score


def test_no_position_but_the_one_before_the_student_takes_an_answer(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    for position in (0, 1, 2, 4, 5, 25, 999):
        assert student.send(f"/quizzes/{scene.open_attempt}/{position}", {"answer": "1"}).status_code == 409
        student.send(f"/quizzes/{scene.open_attempt}/{position}/next", {"answer": "1", "type": "numeric"})
        assert last_position(database, scene.open_attempt) == POSITION
    with database.transaction() as session:
        answered = session.scalars(select(Response.position).where(Response.attempt_id == scene.open_attempt)).all()
    assert sorted(answered) == [1, 2]


def test_somebody_elses_attempt_takes_no_answer(scene: Scene, client: Client, database: Database) -> None:
    for foreign in (scene.stranger, scene.mentor, scene.instructor, scene.administrator):
        sender = client(foreign)
        for way in (f"{POSITION}", f"{POSITION}/next", "finish"):
            refused = sender.send(f"/quizzes/{scene.open_attempt}/{way}", {"answer": "1", "skip": "1"})
            assert refused.status_code == 404
    assert kept_answer(database, scene.open_attempt) is None


def test_a_finished_attempt_takes_no_answer_and_leads_to_its_posting(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    refused = student.send(f"/quizzes/{scene.finished_attempt}/9", {"answer": "1"})
    assert refused.status_code == 409
    assert refused.json is not None and "finished" in refused.json["message"]
    for way in ("", "/finish"):
        led = student.get(f"/quizzes/{scene.finished_attempt}{way}", follow_redirects=True)
        assert led.request.path == f"/postings/{scene.shared[1]}"


def test_finishing_twice_finishes_once(scene: Scene, client: Client, database: Database) -> None:
    student = client(scene.student)
    ends = []
    for _ in range(2):
        assert student.send(f"/quizzes/{scene.open_attempt}/finish").location == f"/postings/{scene.shared[0]}"
        with database.transaction() as session:
            ends.append(session.get_one(Attempt, scene.open_attempt).finished_at)
    assert ends[0] is not None and ends[0] == ends[1]


def test_starting_twice_goes_on_with_the_attempt_that_is_open(scene: Scene, client: Client) -> None:
    student = client(scene.student)
    for _ in range(2):
        started = student.send("/quizzes", {"posting": scene.shared[0]})
        assert started.location == f"/quizzes/{scene.open_attempt}"


UNREADABLE = [
    "1e400", "NaN", "inf", "-Infinity", "1_000", "\uff11\uff12", "\u0661\u0662", "1,234", "0x10", "1e-31", "--1",
    "1 2", "abc",
    "1/3", "{{7*7}}", "<b>1</b>", "1" * 21, "9" * 19_000, "\u202e1", "1e1e1", ".", "+", "e5", "\U0001f600",
    "' OR 1=1 --",
]  # fmt: skip


@pytest.mark.parametrize("typed", UNREADABLE, ids=lambda typed: typed[:12].encode("unicode_escape").decode())
def test_a_number_that_can_not_be_read_is_kept_with_a_plain_sentence(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown], typed: str
) -> None:
    present(database, scene.open_attempt, POSITION, first_of(ItemType.NUMERIC))
    student = client(scene.student)
    form = {"type": "numeric", "numeric": "1", "answer": typed, "confidence": "90"}
    tree = stay(student, database, scene.open_attempt, form)
    field = next(e for e in tree.iter("input") if e.get("id") == "answer-typed")
    assert field.attrib["value"] == typed
    assert field.get("aria-invalid") == "true"
    problem = problem_on(tree)
    assert problem and "Error" not in problem and "could not convert" not in problem
    unsaved = student.send(f"/quizzes/{scene.open_attempt}/{POSITION}", form | {"revision": "1"})
    assert unsaved.status_code == 422
    assert (unsaved.json["problem"], unsaved.json["part"]) == (problem, "")


@pytest.mark.parametrize(("size", "status"), [(20_001, 422), (1_100_000, 422), (6_400_000, 413)])
def test_an_answer_that_is_too_long_is_refused_and_nothing_is_kept(
    scene: Scene, client: Client, size: int, status: int, database: Database, first_of: Callable[[ItemType], Shown]
) -> None:
    present(database, scene.open_attempt, POSITION, first_of(ItemType.NUMERIC))
    address = f"/quizzes/{scene.open_attempt}/{POSITION}"
    for way in ("", "/next"):
        refused = client(scene.student).send(f"{address}{way}", {"type": "numeric", "answer": "1" * size})
        assert refused.status_code == status
        if status == 422:
            assert f"{size:,} characters long; at most 20,000" in refused.text
    assert kept_answer(database, scene.open_attempt) is None
    assert last_position(database, scene.open_attempt) == POSITION


def test_incomplete_ratings_are_kept_on_the_page(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown], secret: bytes
) -> None:
    student = client(scene.student)
    shown = first_of(ItemType.SITUATIONAL_JUDGEMENT)
    present(database, scene.open_attempt, POSITION, shown)
    rated = shown.to(secret, scene.open_attempt).face.parts[0].id
    form = {"type": shown.face.type.value, f"rate-{rated}": "4"}
    tree = stay(student, database, scene.open_attempt, form)
    chosen = [e.attrib for e in tree.iter("input") if "checked" in e.attrib and e.get("name", "").startswith("rate-")]
    assert [(box["name"], box["value"]) for box in chosen] == [(f"rate-{rated}", "4")]


def test_an_unreadable_answer_that_was_saved_keeps_nobody_from_finishing_and_counts_for_nothing(
    scene: Scene, client: Client, database: Database, first_of: Callable[[ItemType], Shown]
) -> None:
    present(database, scene.open_attempt, POSITION, first_of(ItemType.NUMERIC))
    student = client(scene.student)
    stay(student, database, scene.open_attempt, {"type": "numeric", "answer": "about ten"})
    assert student.send(f"/quizzes/{scene.open_attempt}/finish").location == f"/postings/{scene.shared[0]}"
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and kept.answer == "about ten" and kept.score is None


def test_not_knowing_goes_on_whatever_was_typed(scene: Scene, client: Client, database: Database) -> None:
    student = client(scene.student)
    went_on = student.send(
        f"/quizzes/{scene.open_attempt}/{POSITION}/next", {"type": "numeric", "answer": "1e400", "skip": "1"}
    )
    assert went_on.status_code == 303
    kept = kept_answer(database, scene.open_attempt)
    assert kept is not None and kept.answer is None and kept.score == 0
    assert last_position(database, scene.open_attempt) == POSITION + 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [("50", 50), ("70", 70), ("90", 90), ("", None), ("60", None), ("-1", None), ("1e9", None), ("abc", None)],
)
def test_only_the_three_offered_confidences_are_kept(
    scene: Scene, client: Client, database: Database, said: str, kept: int | None
) -> None:
    saved = client(scene.student).send(f"/quizzes/{scene.open_attempt}/{POSITION}", {"answer": "1", "confidence": said})
    assert saved.status_code == 200
    row = kept_answer(database, scene.open_attempt)
    assert row is not None and row.confidence == kept


@pytest.mark.parametrize("fields", [{"seconds": "-5"}, {"seconds": "1e9"}, {"revision": "x"}, {"save_key": "k" * 500}])
def test_fields_that_only_a_broken_page_sends_never_break_a_save(
    scene: Scene, client: Client, fields: dict[str, Any]
) -> None:
    address = f"/quizzes/{scene.open_attempt}/{POSITION}"
    assert client(scene.student).send(address, {"answer": "1"} | fields).status_code == 200


def test_an_answer_belongs_to_who_is_signed_in_and_no_field_says_otherwise(
    scene: Scene, client: Client, database: Database
) -> None:
    fields = dict.fromkeys(("attempt_id", "student_id", "user_id", "score", "graded_at", "position", "state"), "1")
    saved = client(scene.student).send(f"/quizzes/{scene.open_attempt}/{POSITION}", {"answer": "7"} | fields)
    assert saved.status_code == 200
    row = kept_answer(database, scene.open_attempt)
    assert row is not None and (row.score, row.graded_at, row.attempt_id) == (None, None, scene.open_attempt)
