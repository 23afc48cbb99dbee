"""Requests that somebody else had a browser make, addresses that lead elsewhere, hosts that are not ours."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.services.gateway import Database
from quizapp.storage.tables import Base
from quizapp.web.kit.access import local_path
from tests.web.checking import CheckingClient, check_page, words
from tests.web.conftest import Client
from tests.web.scene import PASSWORD, Scene, declarable_line, declarable_start
from tests.web.test_access import ROWS

UNSAFE = tuple(row for row in ROWS if row.form)


@pytest.fixture
def values(scene: Scene, database: Database) -> dict[str, object]:
    """What stands in the addresses of the table, all of it the student's own."""
    with database.transaction() as session:
        line = declarable_line(session, scene.student.id, scene.own_posting)
        start = declarable_start(session, scene.student.id, scene.own_posting)
        row = session.execute(text("SELECT bank_key, key FROM item")).first()
    assert row is not None
    names = ("own_posting", "open_attempt", "finished_attempt", "cohort", "other_cohort")
    own = {name: getattr(scene, name) for name in names}
    return own | {
        "shared": scene.shared[0], "second": scene.shared[1], "student": scene.student.id,
        "stranger": scene.stranger.id, "line": line, "start": start, "bank": row.bank_key, "item": row.key,
    }  # fmt: skip


def fingerprint(database: Database, *, without: tuple[str, ...] = ()) -> str:
    """Hash all rows of all tables; columns named `table.column` are left out."""
    digest = hashlib.sha256()
    with database.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            names = [f'"{column.name}"' for column in table.columns if f"{table.name}.{column.name}" not in without]
            # As the driver gives them: making objects of thousands of texts in JSON would take most of a test's time.
            rows = connection.exec_driver_sql(f'SELECT {", ".join(names)} FROM "{table.name}"')  # noqa: S608 - our own names
            for row in sorted(repr(tuple(row)) for row in rows):
                digest.update(row.encode())
    return digest.hexdigest()


@pytest.mark.parametrize("row", UNSAFE, ids=lambda row: f"{row.endpoint} {row.address}")
def test_no_unsafe_request_is_taken_without_the_sessions_own_token(
    row: object, scene: Scene, client: Client, values: dict[str, object], database: Database
) -> None:
    address, fields = row.address.format(**values), row.form  # type: ignore[attr-defined]
    form = dict(field.format(**values).split("=", 1) for field in fields.split())
    owner = scene.instructor if row.endpoint.startswith("cohorts") else scene.student  # type: ignore[attr-defined]
    sender, other = client(owner), client(scene.stranger)
    # Both fetched before the count: a first request notes that a sign-in is in use when the scene is minutes old.
    token, foreign_token = sender.csrf, other.csrf
    before = fingerprint(database)
    refused = [
        sender.post(address, data=form),
        sender.post(address, data=form | {"csrf_token": ""}),
        sender.post(address, data=form | {"csrf_token": "nonsense"}),
        sender.post(address, data=form | {"csrf_token": foreign_token}),
        sender.post(address, data=form | {"csrf_token": token[:-2]}),
        sender.post(address, json=form),
        sender.post(address, data=f"csrf_token={token}", content_type="text/plain"),
        sender.post(f"{address}?csrf_token={token}", data=form),
    ]
    assert [response.status_code for response in refused] == [400] * len(refused)
    assert "grown old" in words(check_page(refused[0].text))
    for place in ("cross-site", "same-site", "none"):
        foreign = sender.post(address, data=form | {"csrf_token": token}, headers={"Sec-Fetch-Site": place})
        assert foreign.status_code == 403
    assert fingerprint(database) == before


def test_the_token_may_come_in_a_header_as_the_script_sends_it(scene: Scene, client: Client) -> None:
    student = client(scene.student)
    saved = student.post(
        f"/quizzes/{scene.open_attempt}/3", data={"answer": "1"}, headers={"X-CSRFToken": student.csrf}
    )
    assert saved.status_code == 200


def test_reading_writes_nothing(
    app: Flask, scene: Scene, client: Client, values: dict[str, object], database: Database
) -> None:
    # Five minutes after the last note of it, a request notes that a sign-in is in use, so that staff sessions can
    # run out when idle: it changes nothing that anybody reads, and nothing a forged request could profit from.
    excepted = ("sign_in.seen_at", "sign_in.expires_at")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE sign_in SET seen_at = datetime(seen_at, '-10 minutes')"))
    before = fingerprint(database, without=excepted)
    rules = [(row.address.format(**values), row) for row in ROWS if not row.form]
    for member in (None, *scene.members.values()):
        reader = client(member)
        reader.checks = False
        for address, _ in rules:
            reader.get(address)
    owner = client(scene.student)
    for address, _ in rules:
        owner.get(address, headers={"HX-Request": "true"})
        owner.head(address)
    assert fingerprint(database, without=excepted) == before
    assert {row.endpoint for _, row in rules} == {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint != "static"
    }


ELSEWHERE = [
    "https://example.org", "http://example.org/", "//example.org", "///example.org", "////example.org/%2e%2e",
    "/\\example.org",
    "\\\\example.org", "\\/example.org", "/\t/example.org", "/\n/example.org", "\t//example.org", " //example.org",
    " https://example.org", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,a", "example.org",
    "./example.org",
    "..//example.org", "https:example.org", "https:/example.org", "http:\\\\example.org",
    "/\r\nLocation: https://example.org",
    "//example.org@localhost", "https://localhost@example.org", "//localhost:80@example.org", "%2f%2fexample.org",
    "?next=//a",
    "#//example.org", "/\x00/example.org", "\x00//example.org", "//", "/\\", "\u2215\u2215example.org",
    "\uff0f\uff0fexample.org",
    "/\x0b/example.org", "/\x1f/example.org", "mailto:a@example.org", "blob:https://example.org/a", "/\\/\\example.org",
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE, ids=lambda target: target.encode("unicode_escape").decode())
def test_no_address_in_next_leads_off_the_site(client: Client, scene: Scene, target: str) -> None:
    for member, address, form in (
        (None, "/sign-in", {"email": scene.student.address, "password": PASSWORD}),
        (scene.student, "/theme", {"theme": "dark"}),
    ):
        sender = client(member)
        response = sender.send(address, form | {"next": target})
        assert response.status_code in {303, 400}
        if response.status_code == 303:
            assert response.location == "/"


def test_a_path_of_the_site_is_followed_after_signing_in(client: Client, scene: Scene) -> None:
    visitor = client(None)
    led = visitor.get(f"/postings/{scene.shared[0]}?line=3")
    assert led.status_code == 303
    page = visitor.page(led.location)
    target = next(e.attrib["value"] for e in page.iter("input") if e.get("name") == "next" and e.get("id") == "next")
    form = {"email": scene.student.address, "password": PASSWORD, "next": target}
    assert visitor.send("/sign-in", form).location == f"/postings/{scene.shared[0]}?line=3"


def test_only_paths_are_local() -> None:
    for good in ("/", "/a", "/a/b?c=d&e=//f", "/a#b", "/a:b"):
        assert local_path(good, "/fallback") == good
    assert local_path(None, "/fallback") == local_path("", "/fallback") == "/fallback"


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.example.org", "127.0.0.1.example.org", "a@localhost", "[::1]"]
)
def test_a_foreign_host_is_refused(app: Flask, host: str) -> None:
    visitor = app.test_client()
    for method, address in (("GET", "/"), ("GET", "/sign-in"), ("GET", "/none"), ("POST", "/sign-in")):
        response = visitor.open(address, method=method, headers={"Host": host})
        assert response.status_code == 400
        assert host not in response.text


def test_forwarded_headers_count_only_behind_a_proxy(make_web: Callable[..., Flask]) -> None:
    forged = {"X-Forwarded-Host": "example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    plain = make_web().test_client().get("/postings", headers=forged)
    assert plain.status_code == 303
    assert "example.org" not in str(plain.headers)
    behind = make_web(proxies=1).test_client()
    assert behind.get("/", headers=forged).status_code == 400  # the proxy's word counts, and names a foreign host


def test_too_many_tries_to_sign_in_wait_with_a_page(client: Client, scene: Scene) -> None:
    visitor = client(None)
    form = {"email": scene.student.address, "password": "wrong horse battery staple"}
    statuses = [visitor.send("/sign-in", form).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    refused = visitor.send("/sign-in", form | {"password": PASSWORD})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "Wait a little" in words(check_page(refused.text))
    other = {"email": scene.stranger.address, "password": PASSWORD}
    assert client(None).send("/sign-in", other).status_code == 303  # nobody else is locked out


def test_too_many_guesses_at_a_cohorts_code_wait(client: Client, scene: Scene) -> None:
    student = client(scene.stranger)
    statuses = [student.send("/cohorts/join", {"code": f"0000000{n % 10}"}).status_code for n in range(11)]
    assert statuses == [422] * 10 + [429]


def test_too_many_accounts_from_one_place_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.services.accounts.SIGN_UP_LIMIT", (2, timedelta(hours=1)))
    visitor = client(None)
    form = {"name": "Kim", "email": "no address", "password": PASSWORD}
    assert [visitor.send("/sign-up", form).status_code for _ in range(3)] == [422, 422, 429]


def test_known_and_unknown_addresses_are_refused_alike(client: Client, scene: Scene) -> None:
    pages = []
    for address in (scene.student.address, "nobody.at.all@example.org"):
        refused = client(None).send("/sign-in", {"email": address, "password": "wrong horse battery staple"})
        page = re.sub(r'name="csrf_token"[^>]* value="[^"]+"', "", refused.text).replace(address, "")
        pages.append((refused.status_code, page))
    assert pages[0] == pages[1]


def test_an_address_in_another_spelling_is_the_same_account(client: Client, scene: Scene) -> None:
    for twin in (
        scene.student.address.upper(),
        f"  {scene.student.address} ",
        scene.student.address.replace("a", "\uff41"),
    ):
        form = {"name": "Twin", "email": twin, "password": PASSWORD}
        refused = client(None).send("/sign-up", form)
        assert refused.status_code == 422
        assert "an account with this address already" in refused.text
        signed_in = client(None).send("/sign-in", {"email": twin, "password": PASSWORD})
        assert signed_in.status_code == 303


def test_no_field_of_a_sign_up_makes_more_than_a_student(client: Client, database: Database) -> None:
    fields = {"name": "Kim", "email": "kim@example.org", "password": PASSWORD}
    more = {"role": "administrator", "roles": "mentor", "id": "1", "demo": "1", "user_id": "1"}
    visitor = client(None)
    assert visitor.send("/sign-up", fields | more).status_code == 303
    with database.engine.connect() as connection:
        roles = connection.execute(
            text("SELECT role FROM user_role JOIN user_account ON id = user_id WHERE address = 'kim@example.org'")
        ).scalars()
        assert list(roles) == ["student"]
    assert visitor.get("/people").status_code == visitor.get("/banks").status_code == 404


def test_the_checks_see_a_write(database: Database, client: Client, scene: Scene) -> None:
    before = fingerprint(database)
    sender = client(scene.student)
    assert isinstance(sender, CheckingClient)
    sender.send(f"/quizzes/{scene.open_attempt}/3", {"answer": "1"})
    assert fingerprint(database) != before
