"""People with accounts, made without the cost of hashing a password."""

import itertools
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.domain.people import Person
from quizapp.domain.permissions import Role
from quizapp.services.accounts import sign_in_as
from quizapp.storage.tables import User, UserRole
from tests.conftest import NOW

_NUMBERS = itertools.count(1)


def make_person(session: Session, *roles: Role, name: str = "Kim", now: datetime = NOW) -> Person:
    """Make somebody with an address of their own, a student when no role is named."""
    held = roles or (Role.STUDENT,)
    user = User(address=f"person{next(_NUMBERS)}@example.org", name=name, password_hash="none", created_at=now)
    user.roles = [UserRole(role=role.value) for role in held]
    session.add(user)
    session.flush()
    return Person(user.id, user.name, frozenset(held))


def make_token(session: Session, person: Person, *, now: datetime = NOW) -> str:
    """Sign a person in and return the token."""
    return sign_in_as(session, person, now).token
