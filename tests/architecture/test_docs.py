"""The docs name every setting, every command and every permission."""

from functools import cache

import click
import pytest

from quizapp.cli import group
from quizapp.config import PROJECT, VARIABLES
from quizapp.domain.permissions import Permission, Role


@cache
def _docs() -> str:
    files = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
    return "\n".join(file.read_text("utf-8") for file in files)


def _commands(command: click.Command, name: str) -> list[str]:
    if not isinstance(command, click.Group):
        return [name]
    context = click.Context(command)
    subs = {child: command.get_command(context, child) for child in command.list_commands(context)}
    return [full for child, sub in subs.items() if sub for full in _commands(sub, f"{name} {child}")]


def test_the_commands_are_found() -> None:
    assert {"quizapp serve", "quizapp posting profile", "quizapp user create"} <= set(_commands(group, "quizapp"))


@pytest.mark.parametrize("command", _commands(group, "quizapp"))
def test_the_docs_name_the_command(command: str) -> None:
    assert command in _docs()


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_docs_name_the_setting(variable: str) -> None:
    assert variable in _docs()


@pytest.mark.parametrize("permission", list(Permission))
def test_the_docs_name_the_permission(permission: Permission) -> None:
    assert f"`{permission.value}`" in _docs()


@pytest.mark.parametrize("role", list(Role))
def test_the_docs_name_the_role(role: Role) -> None:
    assert role.value in _docs().lower()
