"""The demonstration: imagined students who answer through the real services, the same ones each time."""

import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.items.faces import Face
from quizapp.domain.items.grading import check_answer, grade
from quizapp.domain.items.keys import key_from_json
from quizapp.domain.items.types.judgement import JudgementKey
from quizapp.domain.permissions import Role
from quizapp.services import accounts, cohorts, demonstration
from quizapp.services.demonstration import SIGN_INS, is_present, make_demonstration
from quizapp.services.gateway import Database, open_database
from quizapp.services.imitation import imitate
from quizapp.storage import people
from quizapp.storage.tables import Attempt, ItemVersion, Presentation, Response, User, Variant, VariantKey
from tests.conftest import NOW
from tests.factories.takers import SECRET


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three students are enough, each with a quiz of a few questions."""
    monkeypatch.setattr(demonstration, "STUDENTS", 3)
    monkeypatch.setattr(demonstration, "_patience", lambda _number, _dice: (2, 4))


def _make(database: Database) -> list[tuple[int, int]]:
    progress: list[tuple[int, int]] = []
    make_demonstration(database, secret=SECRET, now=NOW, progress=lambda done, total: progress.append((done, total)))
    return progress


def _answers(database: Database) -> list[tuple[Any, ...]]:
    """Read all that was answered, without the attempts' random names."""
    with database.transaction() as session:
        rows = session.execute(
            select(User.address, Presentation.item_id, Presentation.presented_at, Response.answer, Response.seconds)
            .join(Attempt, Attempt.student_id == User.id)
            .join(Presentation, Presentation.attempt_id == Attempt.id)
            .join(
                Response,
                (Response.attempt_id == Presentation.attempt_id) & (Response.position == Presentation.position),
            )
            .order_by(User.address, Attempt.started_at, Attempt.posting_id, Response.position)
        )
        return [tuple(row) for row in rows]


def test_everybody_named_can_sign_in_where_it_runs_and_nowhere_else(database: Database) -> None:
    with database.transaction() as session:
        assert not is_present(session)
    assert _make(database)[-1] == (3, 3)
    with database.transaction() as session:
        assert is_present(session)
    for role, address, password in SIGN_INS:
        with database.transaction() as session:
            signed_in = accounts.sign_in(session, address=address, password=password, demo_allowed=True, now=NOW)
            assert signed_in.person.roles == {Role(role)}
        with pytest.raises(InvalidInputError), database.transaction() as session:
            accounts.sign_in(session, address=address, password=password, demo_allowed=False, now=NOW)


def test_the_instructor_sees_the_cohort_answer(sqlite_database: Database) -> None:
    _make(sqlite_database)
    with sqlite_database.transaction() as session:
        instructor = people.user_with_address(session, "instructor@example.org")
        assert instructor is not None
        (taught,) = cohorts.list_taught(session, instructor.id)
        reading = cohorts.read_cohort(session, instructor=instructor.id, cohort=taught.cohort.id, posting=None)
    assert taught.students == 3
    assert any(sum(s.standing.answers.values()) >= 2 for s in reading.students)


def test_every_attempt_is_finished_and_every_answer_graded(sqlite_database: Database) -> None:
    _make(sqlite_database)
    with sqlite_database.transaction() as session:
        assert {a.state for a in session.scalars(select(Attempt))} == {"finished"}
        responses = session.scalars(select(Response)).all()
    assert responses
    assert all(r.graded_at is not None and r.score is not None for r in responses)
    assert all(r.saved_at <= NOW for r in responses)


def test_made_twice_it_is_the_same(content_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("one", "two"):
        # Names of attempts are drawn from the system and decide what is asked; all else follows from the seed.
        names = (f"name-{n}" for n in itertools.count())
        monkeypatch.setattr("secrets.token_urlsafe", lambda _size, names=names: next(names))
        copy = tmp_path / f"{name}.sqlite3"
        copy.write_bytes(content_file.read_bytes())
        database = open_database(f"sqlite:///{copy}")
        _make(database)
        made.append(_answers(database))
        database.close()
    assert made[0]
    assert made[0] == made[1]


def test_full_credit_and_no_credit_can_be_imitated_for_every_published_variant(sqlite_database: Database) -> None:
    with sqlite_database.transaction() as session:
        rows = session.execute(
            select(Variant.face, VariantKey.key, ItemVersion.steps)
            .join(VariantKey, VariantKey.variant_id == Variant.id)
            .join(ItemVersion, ItemVersion.id == Variant.version_id)
            .where(ItemVersion.state == "published", ItemVersion.type.not_in(["story", "written"]))
        ).all()
    dice = random.Random(1)  # noqa: S311 - nothing secret is drawn
    types = set()
    for stored_face, stored_key, steps in rows:
        face, key = Face.from_json(stored_face), key_from_json(stored_key)
        types.add(face.type)
        for reach in (0.0, 0.5, 1.0):
            check_answer(face, imitate(face, key, reach, dice))
        full = grade(key, imitate(face, key, 1.0, dice)).score
        none = grade(key, imitate(face, key, 0.0, dice)).score
        assert full >= steps[-1], face.stem
        assert full == pytest.approx(1, abs=0.15 if isinstance(key, JudgementKey) else 0), face.stem
        assert none < steps[0], face.stem
    assert len(types) >= 5
