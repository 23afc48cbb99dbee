"""Cohorts: an instructor's own, joined by a code, left at will."""

from datetime import timedelta

import pytest

from quizapp.domain.errors import InvalidInputError, NotFoundError, TooManyTriesError
from quizapp.domain.permissions import Role
from quizapp.domain.readiness.verdict import Verdict
from quizapp.services import cohorts
from quizapp.services.cohorts import JOIN_TRIES, CohortReading
from quizapp.services.gateway import Database
from quizapp.services.postings import shared_postings
from quizapp.storage.tables import Cohort
from tests.conftest import NOW
from tests.factories.people import make_person
from tests.factories.takers import Taker, make_taker


@pytest.fixture
def instructor(database: Database) -> int:
    with database.transaction() as session:
        return make_person(session, Role.INSTRUCTOR, name="Iris").id


@pytest.fixture
def cohort(database: Database, instructor: int) -> Cohort:
    with database.transaction() as session:
        return cohorts.create_cohort(session, instructor=instructor, name="  Autumn\tinterns ", now=NOW)


def _join(database: Database, student: int, code: str) -> str:
    with database.transaction() as session:
        return cohorts.join_cohort(session, student=student, code=code, now=NOW)


def _read(database: Database, instructor: int, cohort: str, posting: str | None = None) -> CohortReading:
    with database.transaction() as session:
        return cohorts.read_cohort(session, instructor=instructor, cohort=cohort, posting=posting)


def test_a_cohort_gets_a_tidy_name_and_a_code(cohort: Cohort) -> None:
    assert cohort.name == "Autumn interns"
    assert len(cohort.join_code) == 8


@pytest.mark.parametrize("name", ["", "  ", "n" * 121])
def test_a_cohort_needs_a_name(database: Database, instructor: int, name: str) -> None:
    with pytest.raises(InvalidInputError, match="cohort a name"), database.transaction() as session:
        cohorts.create_cohort(session, instructor=instructor, name=name, now=NOW)


def test_a_code_is_read_however_it_is_typed(database: Database, taker: Taker, cohort: Cohort) -> None:
    with database.transaction() as session:
        session.get_one(Cohort, cohort.id).join_code = "A0B1VZ9K"
    assert _join(database, taker.id, " aobl-uz9k ") == "Autumn interns"


def test_joining_twice_is_joining_once(database: Database, taker: Taker, instructor: int, cohort: Cohort) -> None:
    _join(database, taker.id, cohort.join_code)
    _join(database, taker.id, cohort.join_code)
    with database.transaction() as session:
        assert [c.students for c in cohorts.list_taught(session, instructor)] == [1]
        assert [(c.cohort.id, c.instructor) for c in cohorts.list_joined(session, taker.id)] == [(cohort.id, "Iris")]


@pytest.mark.parametrize("code", ["", "00000000", "not a code at all", "A0B1VZ9KA0B1VZ9K"])
def test_a_code_of_no_cohort_is_refused(database: Database, taker: Taker, cohort: Cohort, code: str) -> None:
    with pytest.raises(InvalidInputError, match="No cohort has this code"):
        _join(database, taker.id, code)


def test_a_code_with_something_after_it_is_refused(database: Database, taker: Taker, cohort: Cohort) -> None:
    with pytest.raises(InvalidInputError):
        _join(database, taker.id, cohort.join_code + "0")


def test_codes_may_be_tried_ten_times_an_hour(database: Database, taker: Taker) -> None:
    tries, window = JOIN_TRIES

    def try_once(student: int = taker.id, later: timedelta = timedelta(0)) -> None:
        with database.transaction() as session:
            cohorts.count_join_try(session, student=student, now=NOW + later)

    for _ in range(tries):
        try_once()
    with pytest.raises(TooManyTriesError):
        try_once()
    try_once(make_taker(database).id)
    try_once(later=window)


def test_a_renewed_code_replaces_the_old_one(database: Database, taker: Taker, instructor: int, cohort: Cohort) -> None:
    with database.transaction() as session:
        cohorts.renew_join_code(session, instructor=instructor, cohort=cohort.id)
    with pytest.raises(InvalidInputError):
        _join(database, taker.id, cohort.join_code)
    with database.transaction() as session:
        renewed = session.get_one(Cohort, cohort.id).join_code
    assert _join(database, taker.id, renewed)


def test_who_leaves_is_no_longer_seen(database: Database, taker: Taker, instructor: int, cohort: Cohort) -> None:
    _join(database, taker.id, cohort.join_code)
    assert [s.id for s in _read(database, instructor, cohort.id).students] == [taker.id]
    with database.transaction() as session:
        cohorts.leave_cohort(session, student=taker.id, cohort=cohort.id)
    assert _read(database, instructor, cohort.id).students == ()
    with pytest.raises(NotFoundError), database.transaction() as session:
        cohorts.leave_cohort(session, student=taker.id, cohort=cohort.id)
    with pytest.raises(NotFoundError):
        _student(database, instructor, cohort.id, taker.id)


def _student(database: Database, instructor: int, cohort: str, student: int) -> str:
    with database.transaction() as session:
        posting = shared_postings(session)[0].id
        return cohorts.read_student(session, instructor=instructor, cohort=cohort, student=student, posting=posting)[1]


def test_a_foreign_cohort_does_not_exist(database: Database, taker: Taker, cohort: Cohort) -> None:
    _join(database, taker.id, cohort.join_code)
    with database.transaction() as session:
        other = make_person(session, Role.INSTRUCTOR).id
    with pytest.raises(NotFoundError):
        _read(database, other, cohort.id)
    with pytest.raises(NotFoundError):
        _student(database, other, cohort.id, taker.id)
    with pytest.raises(NotFoundError), database.transaction() as session:
        cohorts.renew_join_code(session, instructor=other, cohort=cohort.id)
    with database.transaction() as session:
        assert cohorts.list_taught(session, other) == []
        assert session.get_one(Cohort, cohort.id).join_code == cohort.join_code


def test_a_student_of_another_cohort_is_not_read_through_ones_own(
    database: Database, taker: Taker, instructor: int, cohort: Cohort
) -> None:
    with database.transaction() as session:
        other = make_person(session, Role.INSTRUCTOR).id
        elsewhere = cohorts.create_cohort(session, instructor=other, name="Elsewhere", now=NOW).join_code
    _join(database, taker.id, elsewhere)
    with pytest.raises(NotFoundError):
        _student(database, instructor, cohort.id, taker.id)
    _join(database, taker.id, cohort.join_code)
    assert _student(database, instructor, cohort.id, taker.id) == "Kim"


def test_every_student_is_counted_once_on_every_line(
    database: Database, taker: Taker, instructor: int, cohort: Cohort
) -> None:
    students = [taker, make_taker(database), make_taker(database)]
    for student in students:
        _join(database, student.id, cohort.join_code)
    taker.sit(12, 0)
    reading = _read(database, instructor, cohort.id)
    assert len(reading.students) == 3
    lines = len(reading.students[0].standing.lines)
    for line in range(lines):
        tally = reading.tally(line)
        assert sum(tally.values()) == 3
        assert tally[Verdict.NOT_ENOUGH_EVIDENCE] >= 2
    answered = {s.id: sum(s.standing.answers.values()) for s in reading.students}
    assert answered == {taker.id: 12, students[1].id: 0, students[2].id: 0}


def test_a_cohort_without_students_is_read_without_students(
    database: Database, instructor: int, cohort: Cohort
) -> None:
    reading = _read(database, instructor, cohort.id)
    assert reading.students == ()
    assert reading.posting is not None
    assert set(reading.tally(0).values()) == {0}


def test_cohorts_are_read_on_shared_postings_only(database: Database, instructor: int, cohort: Cohort) -> None:
    with database.transaction() as session:
        second = shared_postings(session)[1].id
    reading = _read(database, instructor, cohort.id, second)
    assert reading.posting is not None
    assert reading.posting.id == second
    with pytest.raises(NotFoundError):
        _read(database, instructor, cohort.id, "no-such-posting")
