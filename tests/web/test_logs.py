"""What the application writes to its logs: never who somebody is, nor what they answered."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.services.gateway import Database
from tests.web.conftest import Client
from tests.web.scene import Scene, declarable_line, declarable_start

CANARIES = {
    "name": "Xanthippe Kanarienvogel",
    "email": "xanthippe.k@example.org",
    "password": "quartz-zebra-lighthouse-moss",
}
ANSWER = "8675309.125"
NOTE = "my mother is the dean"
MISTYPED = "quartz-zebra-lighthouse-mos"


def said(caplog: pytest.LogCaptureFixture) -> str:
    """Return all that was logged, tracebacks included."""
    formatter = logging.Formatter("%(levelname)s %(name)s %(message)s")
    return "\n".join(formatter.format(record) for record in caplog.records) + caplog.text


def walk(client: Client, scene: Scene, database: Database) -> list[str]:
    """Sign up, answer, declare, fail and sign out; returns what no log may hold."""
    somebody = client(None)
    somebody.send("/sign-up", CANARIES | {"join_code": scene.join_code})
    somebody._csrf = ""
    with database.transaction() as session:
        start = declarable_start(session, scene.student.id, scene.shared[0])
        line = declarable_line(session, scene.student.id, scene.shared[0])
    attempt = somebody.send("/quizzes", {"posting": scene.shared[0]}).location
    somebody.send(f"{attempt}/1", {"answer": ANSWER, "save_key": "a"})
    somebody.send(f"{attempt}/1/next", {"type": "numeric", "answer": ANSWER + "x"})
    somebody.send(f"{attempt}/1/next", {"skip": "1"})
    somebody.send(f"/postings/{scene.shared[0]}/lines-at/{start}/declaration", {"declared": "1", "note": NOTE})
    for address in ("/postings", f"/postings/{scene.shared[0]}?line={line}", attempt, "/none", "/people"):
        somebody.get(address)
    with somebody.session_transaction() as session_data:
        token = str(session_data["_user_id"])
    somebody.send("/sign-out")
    somebody._csrf = ""
    somebody.send("/sign-in", {"email": CANARIES["email"], "password": MISTYPED})
    client(scene.instructor).get(f"/cohorts/{scene.cohort}")
    return [*CANARIES.values(), ANSWER, NOTE, MISTYPED, token, "Xanthippe", scene.join_code]


def test_a_walk_leaves_nothing_personal_in_the_logs(
    caplog: pytest.LogCaptureFixture, client: Client, scene: Scene, database: Database
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    canaries = walk(client, scene, database)
    logged = said(caplog)
    assert [canary for canary in canaries if canary in logged] == []


@pytest.mark.parametrize("table", ["user_account", "sign_in", "response", "declaration"])
def test_a_fault_of_the_database_leaves_nothing_personal_in_the_logs(
    caplog: pytest.LogCaptureFixture, client: Client, scene: Scene, database: Database, table: str
) -> None:
    caplog.set_level(logging.DEBUG)
    student, visitor = client(scene.student), client(None)
    with database.transaction() as session:
        start = declarable_start(session, scene.student.id, scene.shared[0])
    assert student.csrf and visitor.csrf
    with database.engine.begin() as connection:
        connection.execute(
            text(f"CREATE TRIGGER planted BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'a planted fault'); END")
        )
    answers = [
        visitor.send("/sign-up", CANARIES | {"join_code": scene.join_code}),
        student.send(f"/quizzes/{scene.open_attempt}/3", {"answer": ANSWER}),
        student.send(f"/postings/{scene.shared[0]}/lines-at/{start}/declaration", {"declared": "1", "note": NOTE}),
    ]
    logged = said(caplog)
    faults = [answer for answer in answers if answer.status_code == 500]
    if table == "user_account":
        assert answers[0].status_code == 422  # taken for an address that somebody else has just used
    else:
        assert faults and "a planted fault" in logged
    for canary in (*CANARIES.values(), ANSWER, NOTE, scene.student.token, "Xanthippe", "argon2"):
        assert canary not in logged


def test_the_search_finds_what_is_logged(caplog: pytest.LogCaptureFixture, app: Flask) -> None:
    caplog.set_level(logging.DEBUG)
    app.logger.warning("signed in: %s", CANARIES["email"])
    assert CANARIES["email"] in said(caplog)
