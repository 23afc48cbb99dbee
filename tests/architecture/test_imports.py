"""What is loaded when: the domain knows no framework, and the server starts with what it serves with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

FRAMEWORKS = ("flask", "sqlalchemy", "werkzeug", "jinja2", "wtforms", "click", "pydantic", "yaml", "alembic", "argon2")
HEAVY = ("weasyprint", "matplotlib", "faker", "alembic", "scipy", "pydantic", "pytest", "hypothesis")
DOMAIN = """
import pkgutil, quizapp, quizapp.domain
for module in pkgutil.walk_packages(quizapp.domain.__path__, "quizapp.domain."):
    __import__(module.name)
"""
WEB = """
from pathlib import Path
from quizapp import create_app
from quizapp.config import Settings
folder = Path({folder!r})
create_app(Settings(folder, f"sqlite:///{{folder / 'x.sqlite3'}}", "k" * 40, folder, folder, https=False))
"""


def _loaded_by(code: str) -> set[str]:
    """Return the top-level packages that a fresh process has loaded after running the code."""
    report = "\nimport json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder: Path = tmp_path_factory.mktemp("web")
    return _loaded_by(WEB.format(folder=str(folder)))


@pytest.fixture(scope="module")
def domain() -> set[str]:
    return _loaded_by(DOMAIN)


def test_the_check_sees_what_the_server_is_made_of(web: set[str]) -> None:
    assert {"flask", "sqlalchemy", "numpy"} <= web


@pytest.mark.parametrize("package", HEAVY)
def test_the_server_starts_without(web: set[str], package: str) -> None:
    assert package not in web


@pytest.mark.parametrize("package", FRAMEWORKS)
def test_the_whole_domain_is_loaded_without(domain: set[str], package: str) -> None:
    assert package not in domain


def test_naming_the_package_loads_nothing_but_itself() -> None:
    assert not {*FRAMEWORKS, *HEAVY, "numpy"} & _loaded_by("import quizapp")
