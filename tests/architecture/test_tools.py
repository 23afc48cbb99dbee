"""The tools that hold the style, the types and the floors: each must have nothing to say."""

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.config import PROJECT

pytestmark = pytest.mark.xdist_group("tools")  # one after another, so that they do not crowd the machine
BIN = Path(sys.executable).parent


def _say(*command: str, cwd: Path = PROJECT) -> tuple[int, str]:
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_every_module_stands_on_its_floor(tmp_path: Path) -> None:
    code, said = _say("lint-imports", "--cache-dir", str(tmp_path))
    assert code == 0, said


def test_an_import_from_a_floor_above_is_caught(tmp_path: Path) -> None:
    house = tmp_path / "quizapp"
    for floor in ("domain", "web"):
        (house / floor).mkdir(parents=True)
        (house / floor / "__init__.py").touch()
    (house / "__init__.py").touch()
    (house / "domain" / "people.py").write_text("import quizapp.web\n", "utf-8")
    contract = "[importlinter]\nroot_package = quizapp\n[importlinter:contract:floors]\nname = floors\ntype = layers\n"
    (tmp_path / ".importlinter").write_text(contract + "containers = quizapp\nlayers =\n    web\n    domain\n", "utf-8")
    code, said = _say("lint-imports", "--no-cache", cwd=tmp_path)
    assert code == 1, said
    assert "quizapp.domain.people -> quizapp.web" in said


def test_every_type_holds() -> None:
    code, said = _say("mypy")
    assert code == 0, said


def test_the_style_holds() -> None:
    code, said = _say("ruff", "check", "--no-cache", ".")
    assert code == 0, said


def test_the_code_has_its_one_format() -> None:
    code, said = _say("ruff", "format", "--no-cache", "--check", ".")
    assert code == 0, said


def test_the_templates_are_sound() -> None:
    code, said = _say("djlint", "quizapp/web/templates", "--lint")
    assert code == 0, said
