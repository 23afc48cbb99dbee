"""Signing in and out: a fresh session each time, revoked on the server, never revived by an old cookie."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.services.gateway import Database
from tests.web.checking import CheckingClient
from tests.web.conftest import Client, client_of
from tests.web.scene import PASSWORD, Scene


def cookie_of(client: CheckingClient) -> str:
    """Return the session's cookie."""
    cookie = client.get_cookie("sid")
    assert cookie is not None
    return str(cookie.value)


def with_cookie(app: Flask, value: str) -> CheckingClient:
    """Open a client that presents a cookie."""
    client = client_of(app, None)
    client.set_cookie("sid", value)
    return client


def sign_in(client: CheckingClient, scene: Scene) -> None:
    """Sign the student in by the form."""
    client._csrf = ""  # the token belongs to the session that ends here
    assert client.send("/sign-in", {"email": scene.student.address, "password": PASSWORD}).status_code == 303
    client._csrf = ""


def test_signing_in_gives_a_new_cookie_and_the_visitors_one_stays_a_visitors(
    app: Flask, client: Client, scene: Scene
) -> None:
    visitor = client(None)
    visitor.get("/sign-in")
    before = cookie_of(visitor)
    sign_in(visitor, scene)
    assert cookie_of(visitor) != before
    assert visitor.get("/postings").status_code == 200
    assert with_cookie(app, before).get("/postings").status_code == 303


def test_a_token_of_before_signing_in_is_worthless_after_it(client: Client, scene: Scene) -> None:
    visitor = client(None)
    old = visitor.csrf
    sign_in(visitor, scene)
    assert visitor.post("/theme", data={"csrf_token": old, "theme": "dark"}).status_code == 400


def test_a_cookie_is_worthless_after_signing_out(app: Flask, client: Client, scene: Scene) -> None:
    student = client(None)
    sign_in(student, scene)
    stolen = cookie_of(student)
    assert with_cookie(app, stolen).get("/postings").status_code == 200
    out = student.send("/sign-out")
    assert out.status_code == 303
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert student.get("/postings").status_code == 303
    thief = with_cookie(app, stolen)
    assert thief.get("/postings").status_code == 303
    assert thief.send(f"/quizzes/{scene.open_attempt}/3", {"answer": "1"}).status_code == 401


def test_signing_out_in_one_place_leaves_the_other(client: Client, scene: Scene) -> None:
    one, other = client(None), client(None)
    sign_in(one, scene)
    sign_in(other, scene)
    one.send("/sign-out")
    assert one.get("/postings").status_code == 303
    assert other.get("/postings").status_code == 200


def test_a_sign_in_that_is_revoked_on_the_server_ends_at_once(client: Client, scene: Scene, database: Database) -> None:
    student = client(scene.student)
    assert student.get("/postings").status_code == 200
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM sign_in WHERE user_id = :id"), {"id": scene.student.id})
    assert student.get("/postings").status_code == 303
    assert student.send(f"/quizzes/{scene.open_attempt}/3", {"answer": "1"}).status_code == 401


def test_an_account_that_is_deleted_is_signed_out(client: Client, scene: Scene, database: Database) -> None:
    stranger = client(scene.stranger)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM user_account WHERE id = :id"), {"id": scene.stranger.id})
    assert stranger.get("/postings").status_code == 303


def test_a_role_that_is_taken_away_is_gone_at_once(client: Client, scene: Scene, database: Database) -> None:
    mentor = client(scene.mentor)
    assert mentor.get("/banks").status_code == 200
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM user_role WHERE user_id = :id"), {"id": scene.mentor.id})
    assert mentor.get("/banks").status_code == 404


@pytest.mark.parametrize(
    ("part", "idle", "stays"),
    [
        ("student", timedelta(days=6), True),
        ("student", timedelta(days=7, minutes=1), False),
        ("instructor", timedelta(minutes=55), True),
        ("instructor", timedelta(minutes=61), False),
        ("administrator", timedelta(minutes=61), False),
    ],
)  # fmt: skip
def test_a_sign_in_runs_out(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch, part: str, idle: timedelta, stays: bool
) -> None:
    somebody = client(scene.members[part])
    moment = datetime.now(UTC) + idle
    monkeypatch.setattr("quizapp.web.kit.access.now", lambda: moment)
    assert (somebody.get("/postings").status_code == 200) is stays


def test_a_sign_in_in_use_stays_but_never_beyond_twelve_hours(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    instructor = client(scene.instructor)
    start = datetime.now(UTC)
    statuses = []
    for half_hours in range(1, 26):
        moment = start + timedelta(minutes=30 * half_hours)
        monkeypatch.setattr("quizapp.web.kit.access.now", lambda moment=moment: moment)
        statuses.append(instructor.get("/postings").status_code)
    assert statuses[:22] == [200] * 22
    assert statuses[-1] == 303


def test_a_forged_cookie_is_a_visitors(app: Flask, scene: Scene) -> None:
    for value in ("", "x", scene.student.token, "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbb", "a" * 3000):
        assert with_cookie(app, value).get("/postings").status_code == 303


def test_a_cookie_names_a_sign_in_and_never_an_account(client: Client, scene: Scene, database: Database) -> None:
    student = client(None)
    sign_in(student, scene)
    with student.session_transaction() as session:
        kept = dict(session)
    assert str(scene.student.id) not in map(str, kept.values())
    assert scene.student.address not in str(kept)
    with database.engine.connect() as connection:
        hashes = connection.execute(text("SELECT token_hash FROM sign_in")).scalars().all()
    assert kept["_user_id"] not in hashes  # only a hash of it is stored


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(client: Client) -> None:
    header = client(None).get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in header and "SameSite=Lax" in header


def test_a_demonstration_account_signs_in_only_where_the_demonstration_runs(
    client: Client, scene: Scene, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE user_account SET demo = 1 WHERE id = :id"), {"id": scene.student.id})
    refused = client(None).send("/sign-in", {"email": scene.student.address, "password": PASSWORD})
    assert refused.status_code == 422
    assert "do not belong together" in refused.text
