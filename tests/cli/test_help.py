"""The command explains itself, and refuses what it does not know in one line."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quizapp.cli import group
from tests.cli.conftest import Run

SCRIPT = Path(sys.executable).parent / "quizapp"


def _paths(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    children = command.commands.items() if isinstance(command, click.Group) else ()
    return [path, *(found for name, child in children for found in _paths(child, (*path, name)))]


@pytest.mark.parametrize("path", _paths(group), ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(run: Run, path: tuple[str, ...], flag: str) -> None:
    outcome = run(*path, flag)
    assert outcome.code == 0
    assert outcome.err == ""
    assert outcome.out.startswith(" ".join(["Usage: quizapp", *path]))
    assert "." in outcome.out.split("\n", 1)[1]


def test_asking_for_help_touches_nothing(run: Run, instance: Path) -> None:
    for path in _paths(group)[1:]:
        run(*path, "--help")
    assert not instance.exists() or list(instance.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("posting", "nonsense"),
        ("posting", "profile"),
        ("posting", "profile", "a", "b"),
        ("posting", "profile", "a", "--format", "xml"),
        ("serve", "--port", "0"),
        ("serve", "--port", "eighty"),
        ("readiness", "simulate", "--students", "0"),
        ("user", "create", "--name", "Kim"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).sentence()


@pytest.mark.parametrize("command", [("posting", "add", "x"), ("bank", "sync"), ("serve",), ("user", "create")])
def test_a_setting_that_cannot_be_used_is_one_line_that_names_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("QUIZAPP_PROXIES", "many")
    (tmp_path / "x").write_text("Something", "utf-8")
    monkeypatch.chdir(tmp_path)
    options = ("--name", "K", "--email", "k@example.org", "--role", "student") if command[0] == "user" else ()
    outcome = run(*command, *options, *(("--password-stdin",) if options else ()), given="violet lantern harbour\n")
    assert outcome.sentence().startswith("QUIZAPP_PROXIES: expected")


def test_a_database_that_cannot_be_used_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/no/such/folder/x.sqlite3")
    assert "DATABASE_URL" in run("bank", "sync").sentence()


@pytest.mark.parametrize("url", ["nonsense", "oracle://db/x", "sqlite:/x", "http://example.org"])
def test_an_address_of_no_database_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert run("bank", "sync").sentence()


def test_the_installed_command_runs(tmp_path: Path) -> None:
    done = subprocess.run([str(SCRIPT), "--help"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "posting" in done.stdout


def test_the_installed_command_fails_in_one_line(tmp_path: Path) -> None:
    environment = os.environ | {"QUIZAPP_INSTANCE": str(tmp_path / "instance")}
    done = subprocess.run(
        [str(SCRIPT), "posting", "profile", "missing.txt"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "quizapp: missing.txt: there is no such file.\n"
