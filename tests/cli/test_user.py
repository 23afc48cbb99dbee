"""`quizapp user create`: accounts with their roles, and a password that is never shown."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.domain.people import Person
from quizapp.domain.permissions import Role
from quizapp.services import accounts
from quizapp.services.gateway import open_database
from tests.cli.conftest import Outcome, Run

PASSWORD = "violet lantern harbour"


def _create(run: Run, *roles: str, email: str = "kim@example.org", name: str = "Kim", given: str = PASSWORD) -> Outcome:
    named = [part for role in roles for part in ("--role", role)]
    return run("user", "create", "--name", name, "--email", email, *named, "--password-stdin", given=given + "\n")


def _sign_in(instance: Path) -> Person:
    database = open_database(f"sqlite:///{instance / 'quizapp.sqlite3'}")
    with database.transaction() as session:
        found = accounts.sign_in(
            session, address="kim@example.org", password=PASSWORD, demo_allowed=False, now=datetime.now(UTC)
        )
    database.close()
    return found.person


def test_a_person_is_made_with_all_their_roles(run: Run, instance: Path) -> None:
    outcome = _create(run, "mentor", "instructor")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "Kim can sign in now, as mentor, instructor.\n"
    assert _sign_in(instance).roles == {Role.MENTOR, Role.INSTRUCTOR}
    assert PASSWORD not in outcome.out


def test_a_second_account_of_the_same_address_is_one_line(run: Run) -> None:
    assert _create(run, "student").code == 0
    assert "already" in _create(run, "mentor", email="KIM@Example.org").sentence()


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"given": "short"}, "15"),
        ({"given": ""}, "15"),
        ({"email": "kim"}, "e-mail"),
        ({"name": " "}, "name"),
    ],
)
def test_what_cannot_be_used_is_one_line(run: Run, changes: dict[str, str], because: str) -> None:
    outcome = _create(run, "student", **changes)
    assert because in outcome.sentence()


@pytest.mark.parametrize("roles", [(), ("emperor",)])
def test_a_role_must_be_one_of_those_there_are(run: Run, roles: tuple[str, ...]) -> None:
    assert _create(run, *roles).sentence()
