"""Every route as everybody: who gets in, who is sent to sign in, and for whom nothing is there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from quizapp.web.kit.access import GATE, check_gates
from tests.web.conftest import Client
from tests.web.scene import Scene, declarable_line, declarable_start

PARTS = ("visitor", "stranger", "mentor", "colleague", "administrator", "instructor", "student")
"""Strangers first, those to whom things belong last: what they do may change what is there."""


@dataclass(frozen=True)
class Row:
    """A route with an address, and the status each part in the scene gets, in the order of PARTS."""

    endpoint: str
    address: str
    statuses: str
    form: str = ""
    """Fields of an unsafe request as name=value, separated by spaces; GET when it is empty."""


# A visitor is sent to sign in (303) or told that they are signed out (401).
# What is not one's own is not there (404).
ROWS = (
    # The statuses: visitor stranger mentor colleague administrator instructor student
    Row("reports.home", "/", "200 303 303 303 303 303 303"),
    Row("accounts.sign_in", "/sign-in", "200 303 303 303 303 303 303"),
    Row("accounts.sign_in_submit", "/sign-in", "422 422 422 422 422 422 422", "email=x@example.org password="),
    Row("accounts.sign_up", "/sign-up", "200 303 303 303 303 303 303"),
    Row("accounts.sign_up_submit", "/sign-up", "422 422 422 422 422 422 422", "email=x@example.org password="),
    Row("accounts.theme", "/theme", "303 303 303 303 303 303 303", "theme=dark"),
    Row("accounts.people", "/people", "303 404 404 404 200 404 404"),
    Row("postings.index", "/postings", "303 200 200 200 200 200 200"),
    Row("postings.new", "/postings/new", "303 200 200 200 404 200 200"),
    Row("postings.new_submit", "/postings/new", "401 422 422 422 404 422 422", "text="),
    # A mentor is led to the coverage, an instructor to the posting painted by a cohort of theirs.
    Row("reports.painted", "/postings/{shared}", "303 200 303 303 200 303 200"),
    # A mentor is led to the coverage, which then is not there, whoever's posting it is.
    Row("reports.painted", "/postings/{own_posting}", "303 404 303 404 404 404 200"),
    Row("reports.painted", "/postings/{own_posting}?line={line}", "303 404 303 404 404 404 200"),
    Row("reports.painted", "/postings/none", "303 404 303 404 404 404 404"),
    Row(
        "reports.declare",
        "/postings/{own_posting}/lines-at/{start}/declaration",
        "401 404 404 404 404 404 303",
        "declared=1 note=yes",
    ),
    Row("reports.declare_all", "/postings/{own_posting}/declarations", "401 404 404 404 404 404 303", "start={start}"),
    Row("planning.blueprint", "/postings/{shared}/blueprint", "303 404 200 404 404 404 404"),
    Row("planning.blueprint", "/postings/{own_posting}/blueprint", "303 404 404 404 404 404 404"),
    Row("planning.save", "/postings/{shared}/blueprint", "401 404 422 404 404 404 404", "minutes=1"),
    Row("planning.save", "/postings/{own_posting}/blueprint", "401 404 404 404 404 404 404", "minutes=1"),
    Row("planning.restore", "/postings/{shared}/blueprint/versions", "401 404 303 404 404 404 404", "number=0"),
    Row("planning.restore", "/postings/{own_posting}/blueprint/versions", "401 404 404 404 404 404 404", "number=0"),
    Row("planning.compare", "/postings/compare?a={shared}&b={second}", "303 200 200 200 200 200 200"),
    Row("planning.compare", "/postings/compare?a={shared}&b={own_posting}", "303 404 404 404 404 404 200"),
    Row("authoring.coverage", "/postings/{shared}/coverage", "303 404 200 404 404 404 404"),
    Row("authoring.coverage", "/postings/{own_posting}/coverage", "303 404 404 404 404 404 404"),
    Row("reviewing.index", "/reviews", "303 404 200 404 404 404 404"),
    Row("reviewing.review", "/postings/{shared}/review", "303 404 200 404 404 404 404"),
    Row("reviewing.review", "/postings/{shared}/review?line=3", "303 404 200 404 404 404 404"),
    Row("reviewing.review", "/postings/{own_posting}/review", "303 404 404 404 404 404 404"),
    Row(
        "reviewing.edit",
        "/postings/{shared}/review/lines/2",
        "401 404 303 404 404 404 404",
        "kind=benefit revision=0",
    ),
    Row(
        "reviewing.edit",
        "/postings/{own_posting}/review/lines/2",
        "401 404 404 404 404 404 404",
        "kind=legal revision=0",
    ),
    Row("reviewing.undo", "/postings/{shared}/review/undo", "401 404 422 404 404 404 404", "revision=0"),
    Row("reviewing.undo", "/postings/{own_posting}/review/undo", "401 404 404 404 404 404 404", "revision=0"),
    Row("reviewing.sign", "/postings/{shared}/review/signature", "401 404 303 404 404 404 404", "revision=0"),
    Row("reviewing.sign", "/postings/{own_posting}/review/signature", "401 404 404 404 404 404 404", "revision=0"),
    Row("reviewing.name", "/postings/{shared}/review/name", "401 404 303 404 404 404 404", "title=Tea revision=0"),
    Row("reviewing.name", "/postings/{own_posting}/review/name", "401 404 404 404 404 404 404", "title=Tea revision=0"),
    Row("reviewing.names", "/names", "303 404 200 404 404 404 404"),
    Row("reviewing.new_name", "/names/new", "303 404 200 404 404 404 404"),
    Row("reviewing.new_name", "/names/new?alias=bread&target=statistics", "303 404 200 404 404 404 404"),
    Row("reviewing.add_name", "/names", "401 404 303 404 404 404 404", "alias=breadcraft target=statistics"),
    Row("reviewing.remove_name", "/names/removal", "401 404 404 404 404 404 404", "alias=breadcraft"),
    Row("reviewing.dismiss", "/names/dismissal", "401 404 303 404 404 404 404", "term=bread"),
    Row("postings.ask_review", "/postings/{own_posting}/review-request", "401 404 404 404 404 404 303", "sure=1"),
    Row("postings.ask_review", "/postings/{shared}/review-request", "401 404 404 404 404 404 404", "sure=1"),
    Row(
        "postings.withdraw_review",
        "/postings/{own_posting}/review-withdrawal",
        "401 404 404 404 404 404 303",
        "sure=1",
    ),
    Row("authoring.banks", "/banks", "303 404 200 404 404 404 404"),
    Row("authoring.bank", "/banks/statistics", "303 404 200 404 404 404 404"),
    Row("authoring.bank", "/banks/none", "303 404 404 404 404 404 404"),
    Row("authoring.item", "/banks/{bank}/{item}", "303 404 200 404 404 404 404"),
    Row("authoring.item", "/banks/{bank}/{item}?variant=0", "303 404 404 404 404 404 404"),
    Row("authoring.trial", "/banks/{bank}/{item}/try", "303 404 200 404 404 404 404"),
    Row("authoring.trial", "/banks/{bank}/{item}/try?variant=0", "303 404 404 404 404 404 404"),
    Row("authoring.trial_submit", "/banks/{bank}/{item}/try", "401 404 422 404 404 404 404", "type=numeric answer="),
    Row("authoring.trial_submit", "/banks/{bank}/{item}/try", "401 404 200 404 404 404 404", "skip=1"),
    # To whom data sets belong, and that they come: tests/web/types/test_secrecy.py.
    Row("authoring.data", "/banks/{bank}/{item}/data", "303 404 404 404 404 404 404"),
    Row("quizzes.data", "/quizzes/{open_attempt}/3/data", "303 404 404 404 404 404 404"),
    Row("quizzes.start", "/quizzes", "401 404 404 404 404 404 303", "posting={own_posting}"),
    Row("quizzes.start", "/quizzes", "401 303 404 404 404 404 303", "posting={shared}"),
    Row("quizzes.item", "/quizzes/{open_attempt}", "303 404 404 404 404 404 200"),
    Row("quizzes.item", "/quizzes/{finished_attempt}", "303 404 404 404 404 404 303"),
    Row("quizzes.save", "/quizzes/{open_attempt}/3", "401 404 404 404 404 404 200", "answer=1"),
    Row("quizzes.save", "/quizzes/{finished_attempt}/9", "401 404 404 404 404 404 409", "answer=1"),
    Row("quizzes.advance", "/quizzes/{open_attempt}/3/next", "401 404 404 404 404 404 303", "skip=1"),
    Row("quizzes.advance", "/quizzes/{finished_attempt}/9/next", "401 404 404 404 404 404 303", "skip=1"),
    Row("quizzes.finish", "/quizzes/{open_attempt}/finish", "303 404 404 404 404 404 200"),
    Row("quizzes.finish", "/quizzes/{finished_attempt}/finish", "303 404 404 404 404 404 303"),
    Row("quizzes.finish_submit", "/quizzes/{open_attempt}/finish", "401 404 404 404 404 404 303", "sure=1"),
    Row("cohorts.index", "/cohorts", "303 404 404 200 404 200 404"),
    Row("cohorts.create", "/cohorts", "401 404 404 303 404 303 404", "name=Summer"),
    Row("cohorts.show", "/cohorts/{cohort}", "303 404 404 404 404 200 404"),
    Row("cohorts.show", "/cohorts/{other_cohort}", "303 404 404 200 404 404 404"),
    Row("cohorts.show", "/cohorts/{cohort}?posting={own_posting}", "303 404 404 404 404 404 404"),
    Row("cohorts.painted", "/cohorts/{cohort}/postings/{shared}", "303 404 404 404 404 200 404"),
    Row("cohorts.painted", "/cohorts/{cohort}/postings/{own_posting}", "303 404 404 404 404 404 404"),
    Row("cohorts.student", "/cohorts/{cohort}/students/{student}?posting={shared}", "303 404 404 404 404 200 404"),
    Row("cohorts.student", "/cohorts/{cohort}/students/{student}?posting={own_posting}", "303 404 404 404 404 404 404"),
    Row("cohorts.student", "/cohorts/{cohort}/students/{stranger}?posting={shared}", "303 404 404 404 404 404 404"),
    Row(
        "cohorts.student",
        "/cohorts/{other_cohort}/students/{student}?posting={shared}",
        "303 404 404 404 404 404 404",
    ),
    Row("cohorts.join_code", "/cohorts/{cohort}/join-code", "401 404 404 404 404 303 404", "sure=1"),
    Row("cohorts.join", "/cohorts/join", "303 200 404 404 404 404 200"),
    Row("cohorts.join_submit", "/cohorts/join", "401 422 404 404 404 404 422", "code=00000000"),
    Row("cohorts.leave", "/cohorts/{cohort}/leave", "401 404 404 404 404 404 303", "sure=1"),
    Row("accounts.sign_out", "/sign-out", "303 303 303 303 303 303 303", "sure=1"),
)  # fmt: skip


@pytest.fixture
def values(scene: Scene, database: Database) -> dict[str, object]:
    """What stands in the addresses of the table."""
    with database.transaction() as session:
        line = declarable_line(session, scene.student.id, scene.own_posting)
        start = declarable_start(session, scene.student.id, scene.own_posting)
        bank, item = _some_item(session)
    return {
        "shared": scene.shared[0],
        "second": scene.shared[1],
        "own_posting": scene.own_posting,
        "open_attempt": scene.open_attempt,
        "finished_attempt": scene.finished_attempt,
        "cohort": scene.cohort,
        "other_cohort": scene.other_cohort,
        "student": scene.student.id,
        "stranger": scene.stranger.id,
        "line": line,
        "start": start,
        "bank": bank,
        "item": item,
    }


def _some_item(session: object) -> tuple[str, str]:
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from quizapp.storage.tables import Item, ItemVersion

    assert isinstance(session, Session)
    query = select(Item).join(ItemVersion, ItemVersion.item_id == Item.id).order_by(Item.id)
    item = session.scalars(query.where(ItemVersion.type == ItemType.NUMERIC.value)).first()
    assert item is not None
    return item.bank_key, item.key


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.endpoint} {row.address}")
def test_everybody_gets_just_what_is_theirs(
    row: Row, scene: Scene, client: Client, values: dict[str, object], app: Flask
) -> None:
    address = row.address.format(**values)
    got = []
    for part in PARTS:
        sender = client(scene.members.get(part))
        if row.form:
            form = dict(field.format(**values).split("=", 1) for field in row.form.split())
            response = sender.send(address, form)
        else:
            response = sender.get(address)
        if response.status_code == 303 and part == "visitor" and row.statuses.startswith("303 404"):
            assert response.location.startswith("/sign-in?next=")
        got.append(str(response.status_code))
    assert dict(zip(PARTS, got, strict=True)) == dict(zip(PARTS, row.statuses.split(), strict=True))


def test_every_route_stands_in_the_table(app: Flask, values: dict[str, object]) -> None:
    rules = {(rule.endpoint, "POST" in (rule.methods or ())) for rule in app.url_map.iter_rules()}
    assert {(row.endpoint, bool(row.form)) for row in ROWS} == rules - {("static", False)}
    adapter = app.url_map.bind("localhost")
    for row in ROWS:
        path = row.address.format(**values).split("?")[0]
        assert adapter.match(path, "POST" if row.form else "GET")[0] == row.endpoint


def test_a_view_without_a_gate_is_refused_by_name(make_web: Callable[..., Flask]) -> None:
    app = make_web()
    app.view_functions["open.door"] = lambda: "anybody"
    with pytest.raises(RuntimeError, match=r"open\.door"):
        check_gates(app)


def test_every_view_bears_its_gate(app: Flask) -> None:
    views: dict[str, Callable[..., object]] = dict(app.view_functions)
    assert [name for name, view in views.items() if not hasattr(view, GATE)] == ["static"]
