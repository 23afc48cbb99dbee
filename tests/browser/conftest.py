"""A real server, a real browser: the application as people meet it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import text

from quizapp.config import PROJECT, Settings
from quizapp.factory import make_app
from quizapp.services.gateway import Database, open_database
from tests.conftest import SECRET_KEY
from tests.web.scene import Member, Scene, make_scene

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
)
PATIENCE = 30_000
"""Milliseconds a page may take on a busy machine before a test gives up."""
SERVE = """
import os, signal, threading
from quizapp.cli import main
def end_with_the_tests(): os.read(0, 1); os.killpg(0, signal.SIGKILL)
threading.Thread(target=end_with_the_tests, daemon=True).start()
main()
"""
"""The server's own command, and its end when the tests that started it are killed: its input then closes."""
expect.set_options(timeout=PATIENCE / 2)


@dataclass
class Server:
    """The application as a process of its own, which can be killed and started again."""

    folder: Path
    port: int
    banks: Path = PROJECT / "question_banks"
    seeds: Path = PROJECT / "seeds"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.folder / 'quizapp.sqlite3'}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = {"QUIZAPP_INSTANCE": str(self.folder), "QUIZAPP_HTTPS": "0", "QUIZAPP_SECRET_KEY": SECRET_KEY}
        settings |= {"QUIZAPP_BANKS": str(self.banks), "QUIZAPP_SEEDS": str(self.seeds)}
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("QUIZAPP_", "DATABASE_"))
        }
        command = [sys.executable, "-c", SERVE, "serve", "--port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=PROJECT,
                env=inherited | settings,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _ in range(600):
            if self._answers():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"the server does not answer: {self.log()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/sign-in", timeout=5):  # noqa: S310 - our own server
                return True
        except (urllib.error.URLError, OSError):
            return False

    def kill(self) -> None:
        """End it at once, as a power cut would, with all processes it started."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None

    def log(self) -> str:
        """Return all it wrote."""
        return (self.folder / "server.log").read_text("utf-8", "replace")


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def make_server(content_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Server]]:
    """Make servers, each over its own copy of the content; all end with the run."""
    made: list[Server] = []

    def make() -> Server:
        folder = tmp_path_factory.mktemp("instance")
        shutil.copyfile(content_file, folder / "quizapp.sqlite3")
        made.append(Server(folder, free_port()))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest.fixture(scope="session")
def site(make_server: Callable[[], Server]) -> tuple[Server, Scene]:
    """A running server over a prepared scene."""
    server = make_server()
    database = open_database(server.database_url)
    scene = make_scene(database, settings_of(server).key_for("attempt order"), datetime.now(UTC))
    database.close()
    server.start()
    return server, scene


@pytest.fixture
def server(site: tuple[Server, Scene]) -> Server:
    """The running server."""
    return site[0]


@pytest.fixture
def scene(site: tuple[Server, Scene]) -> Scene:
    """Who there is, and what belongs to whom."""
    return site[1]


def settings_of(server: Server) -> Settings:
    """Return a server's settings."""
    return Settings(
        instance=server.folder,
        database_url=server.database_url,
        secret_key=SECRET_KEY,
        banks=server.banks,
        seeds=server.seeds,
        https=False,
    )


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """The running server's database."""
    opened = open_database(server.database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def cookie(site: tuple[Server, Scene]) -> Callable[[Member], dict[str, str]]:
    """Make the cookie by which somebody of the scene is signed in."""
    return cookies_of(site[0])


def cookies_of(server: Server) -> Callable[[Member], dict[str, str]]:
    """Make the cookies by which members are signed in on a server."""
    app = make_app(settings_of(server))
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined] # Flask's own kind of session
    app.extensions["quizapp"].database.close()

    def make(member: Member) -> dict[str, str]:
        value = signer.dumps({"_user_id": member.token, "_fresh": True, "_permanent": True})
        return {"name": "sid", "value": value, "url": server.url}

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        sentence = f"there is no Chromium on this machine (looked for {', '.join(NAMES)})"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield launched
        launched.close()


@dataclass
class Watch:
    """Notes what no page may do: log an error, ask another host, break the policy."""

    home: str
    allowed: list[str] = field(default_factory=list)
    """Patterns of console messages that a test provokes."""
    faults: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("console", lambda m: self._note(m.text) if m.type in {"error", "warning"} else None)
        context.on("weberror", lambda e: self._note(f"script: {e.error}"))
        context.on("request", lambda r: None if r.url.startswith((self.home, "data:")) else self._note(f"asks {r.url}"))

    def _note(self, fault: str) -> None:
        self.faults.append(fault)

    def unexpected(self) -> list[str]:
        """List the faults that no test provoked."""
        return [f for f in self.faults if not any(re.search(pattern, f) for pattern in self.allowed)]


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """Watch every context of a test, and hold it to silence at its end."""
    watching = Watch(server.url)
    yield watching
    assert watching.unexpected() == [], f"the server wrote: {server.log()[-3_000:]}"


@pytest.fixture
def open_context(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Open contexts that are watched."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page_of(
    open_context: Callable[..., BrowserContext], cookie: Callable[[Member], dict[str, str]]
) -> Callable[..., Page]:
    """Open a page in which somebody of the scene is signed in, or a visitor's."""

    def open_page(member: Member | None, **options: Any) -> Page:
        context = open_context(**options)
        if member is not None:
            context.add_cookies([cookie(member)])  # type: ignore[list-item]
        return context.new_page()

    return open_page


def scalar(database: Database, statement: str, **values: Any) -> Any:
    """Ask the running server's database for one value."""
    with database.engine.connect() as connection:
        return connection.execute(text(statement), values).scalar()
