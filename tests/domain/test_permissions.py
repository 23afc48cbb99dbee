"""Permissions: nothing that is not granted, and no role that implies another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.permissions import Permission, Role, permissions_of


def test_nobody_without_a_role_may_do_anything() -> None:
    assert permissions_of([]) == frozenset()


@pytest.mark.parametrize("role", list(Role))
def test_no_role_implies_another(role: Role) -> None:
    for other in set(Role) - {role}:
        assert not permissions_of([other]) <= permissions_of([role])


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_is_granted_to_somebody_and_not_to_everybody_but_reading(permission: Permission) -> None:
    holders = {role for role in Role if permission in permissions_of([role])}
    assert holders
    assert (holders == set(Role)) == (permission is Permission.POSTING_READ)


@given(st.sets(st.sampled_from(Role)))
def test_roles_together_allow_what_each_allows_and_no_more(roles: set[Role]) -> None:
    assert permissions_of(roles) == {p for role in roles for p in permissions_of([role])}


@pytest.mark.parametrize(
    ("role", "forbidden"),
    [
        (Role.STUDENT, Permission.BANK_READ),
        (Role.INSTRUCTOR, Permission.BANK_READ),
        (Role.ADMINISTRATOR, Permission.BANK_READ),
        (Role.MENTOR, Permission.COHORT_TEACH),
        (Role.ADMINISTRATOR, Permission.COHORT_TEACH),
        (Role.INSTRUCTOR, Permission.QUIZ_TAKE),
        (Role.STUDENT, Permission.PEOPLE_READ),
    ],
)
def test_keys_and_names_are_kept_apart(role: Role, forbidden: Permission) -> None:
    assert forbidden not in permissions_of([role])


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_is_named_as_resource_and_action(permission: Permission) -> None:
    assert re.fullmatch(r"[a-z]+:[a-z]+", permission.value)
