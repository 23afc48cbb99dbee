"""How many SQL statements a request takes: counted, so that a query in a loop is seen at once."""

import pytest
from sqlalchemy import text

from quizapp.domain.permissions import Role
from quizapp.services import cohorts
from quizapp.services.gateway import Database
from quizapp.web.kit.clock import now
from tests.web.conftest import Client, QueryRecorder
from tests.web.scene import Scene, make_member, measured_line, sit


def count(client: Client, recorder: QueryRecorder, member: object, address: str) -> int:
    """Count the statements of one page."""
    reader = client(member)  # type: ignore[arg-type]
    reader.get("/no-such-page")
    recorder.clear()
    assert reader.get(address).status_code == 200
    return len(recorder.statements) + len(recorder.saving)


def join(database: Database, scene: Scene, secret: bytes, *numbers: int) -> None:
    """Let students join the cohort and answer a few items each."""
    for number in numbers:
        with database.transaction() as session:
            member = make_member(session, f"Student {number}", Role.STUDENT, now())
            cohorts.join_cohort(session, student=member.id, code=scene.join_code, now=now())
        sit(database, member, scene.shared[0], secret, now(), answers=2, finish=True)


def test_a_save_is_one_statement(scene: Scene, client: Client, recorder: QueryRecorder) -> None:
    student = client(scene.student)
    token = student.csrf
    recorder.clear()
    saved = student.post(f"/quizzes/{scene.open_attempt}/3", data={"csrf_token": token, "answer": "1"})
    assert saved.status_code == 200
    assert recorder.statements == []
    assert len(recorder.saving) == 1
    assert recorder.saving[0].startswith("INSERT INTO response")


def test_an_item_page_takes_few_statements(scene: Scene, client: Client, recorder: QueryRecorder) -> None:
    assert count(client, recorder, scene.student, f"/quizzes/{scene.open_attempt}") <= 13


def test_going_on_takes_few_statements(scene: Scene, client: Client, recorder: QueryRecorder) -> None:
    student = client(scene.student)
    token = student.csrf
    recorder.clear()
    went_on = student.post(f"/quizzes/{scene.open_attempt}/3/next", data={"csrf_token": token, "skip": "1"})
    assert went_on.status_code == 303
    assert len(recorder.saving) == 1
    assert len(recorder.statements) <= 20


def test_a_painted_posting_takes_as_many_statements_for_few_answers_as_for_many(
    scene: Scene, client: Client, recorder: QueryRecorder, database: Database
) -> None:
    with database.transaction() as session:
        lines = [measured_line(session, member.id, scene.shared[1]) for member in (scene.student, scene.stranger)]
    few = count(client, recorder, scene.stranger, f"/postings/{scene.shared[1]}")
    many = count(client, recorder, scene.student, f"/postings/{scene.shared[1]}")
    assert few == many <= 14
    few = count(client, recorder, scene.stranger, f"/postings/{scene.shared[1]}?line={lines[1]}")
    many = count(client, recorder, scene.student, f"/postings/{scene.shared[1]}?line={lines[0]}")
    assert few == many <= 18


@pytest.mark.parametrize("way", ["", "/postings/{posting}"])
def test_a_heatmap_takes_as_many_statements_for_three_students_as_for_twelve(
    scene: Scene, client: Client, recorder: QueryRecorder, database: Database, secret: bytes, way: str
) -> None:
    address = f"/cohorts/{scene.cohort}" + way.format(posting=scene.shared[0])
    join(database, scene, secret, 2, 3)
    three = count(client, recorder, scene.instructor, address)
    join(database, scene, secret, *range(4, 13))
    with database.engine.connect() as connection:
        members = text("SELECT count(*) FROM membership WHERE cohort_id = :cohort")
        assert connection.execute(members, {"cohort": scene.cohort}).scalar() == 12
    assert count(client, recorder, scene.instructor, address) == three <= 12


def test_a_list_of_postings_takes_as_many_statements_however_long_it_is(
    scene: Scene, client: Client, recorder: QueryRecorder
) -> None:
    short = count(client, recorder, scene.stranger, "/postings")  # two shared ones
    assert count(client, recorder, scene.student, "/postings") == short <= 8  # and one more


def test_coverage_banks_and_people_take_few_statements(scene: Scene, client: Client, recorder: QueryRecorder) -> None:
    assert count(client, recorder, scene.mentor, f"/postings/{scene.shared[0]}/coverage") <= 11
    assert count(client, recorder, scene.mentor, "/banks/statistics") <= 7
    assert count(client, recorder, scene.administrator, "/people") <= 5
    assert count(client, recorder, scene.mentor, "/banks") <= 8


def test_a_visitors_page_takes_few_statements(client: Client, recorder: QueryRecorder) -> None:
    assert count(client, recorder, None, "/") <= 6
    assert count(client, recorder, None, "/sign-in") == 0


def test_the_recorder_counts(database: Database, recorder: QueryRecorder) -> None:
    with database.engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    with database.saving.connect() as connection:
        connection.execute(text("SELECT 2"))
    assert (recorder.statements, recorder.saving) == (["SELECT 1"], ["SELECT 2"])
