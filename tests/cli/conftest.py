"""Running the command in this process, with an instance of its own."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.config import VARIABLES


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def sentence(self) -> str:
        """Return the one line a refused command says; there is no other, and no traceback."""
        assert self.code == 2, self
        assert "Traceback" not in self.err + self.out
        assert len(self.err.splitlines()) == 1, self.err
        assert self.err.startswith("quizapp: ")
        return self.err.removeprefix("quizapp: ").rstrip("\n")


Run = Callable[..., Outcome]


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance's folder, named by the environment; nothing is in it yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "instance"
    monkeypatch.setenv("QUIZAPP_INSTANCE", str(folder))
    return folder


@pytest.fixture
def run(instance: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `quizapp` with some arguments, and with something on standard input."""

    def command(*arguments: object, given: str = "") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["quizapp", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        capfd.readouterr()
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
        said = capfd.readouterr()
        return Outcome(code, said.out, said.err)

    return command
