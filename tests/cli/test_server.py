"""`quizapp serve` and `quizapp demo`: what they do before they serve."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli import server
from quizapp.config import Settings
from quizapp.services import demonstration
from quizapp.services.demonstration import SIGN_INS
from tests.cli.conftest import Run
from tests.factories.banks import write_banks
from tests.factories.texts import POSTING


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """What would have been served: the last step is left out."""
    settings: list[Settings] = []
    monkeypatch.setattr(server, "_run", settings.append)
    return settings


@pytest.fixture
def small(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An instance of two small banks, one posting and three imagined students."""
    postings = instance.parent / "seeds" / "postings"
    postings.mkdir(parents=True)
    (postings / "tea-taster.txt").write_text(POSTING.replace("Python programs", "notes on brewing tea"), "utf-8")
    monkeypatch.setenv("QUIZAPP_BANKS", str(write_banks(instance.parent)))
    monkeypatch.setenv("QUIZAPP_SEEDS", str(postings.parent))
    monkeypatch.setattr(demonstration, "STUDENTS", 3)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_one_line_before_anything_is_made(
    run: Run, served: list[Settings], taken: int, instance: Path, command: str
) -> None:
    sentence = run(command, "--port", taken).sentence()
    assert str(taken) in sentence
    assert "--port" in sentence
    assert not (instance / "quizapp.sqlite3").exists()
    assert served == []


@pytest.mark.usefixtures("small")
def test_serving_brings_the_instance_up_to_date_first(
    run: Run, served: list[Settings], free: int, instance: Path
) -> None:
    outcome = run("serve", "--port", free, "--host", "127.0.0.1")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[0] == "· The database has the newest schema"
    assert (instance / "quizapp.sqlite3").exists()
    (settings,) = served
    assert (settings.port, settings.demo, settings.https) == (free, False, True)


@pytest.mark.usefixtures("small")
def test_the_demonstration_says_how_to_sign_in_and_is_made_once(run: Run, served: list[Settings], free: int) -> None:
    first = run("demo", "--port", free)
    assert (first.code, first.err) == (0, "")
    for role, address, password in SIGN_INS:
        assert any(line.split() == [role, address, password] for line in first.out.splitlines())
    assert f"http://127.0.0.1:{free}" in first.out
    second = run("demo", "--port", free)
    assert second.code == 0
    assert "Imagined students" in first.out
    assert "Imagined students" not in second.out
    assert [(s.demo, s.https) for s in served] == [(True, False)] * 2
