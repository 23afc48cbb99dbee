"""Print what saving an answer and going on to the next question cost: SQL statements and CPU time.

Runs the real application in this process on SQLite (WAL, synchronous=FULL) with all banks; the bare floor, a Flask view
that returns a word, is measured in the same run, alternating, and ratios to it are what matters on a noisy machine.
"""

import re
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from quizapp import create_app
from quizapp.config import PROJECT, Settings
from quizapp.domain.permissions import Role
from quizapp.services.accounts import create_user
from quizapp.services.instance import prepare_instance
from quizapp.web.kit.state import State

ROUNDS = 40
PASSWORD = "plum-lantern-station"
POSTING = "berlin-machine-learning-intern"


def made_app(folder: Path) -> tuple[Flask, State]:
    """Make an instance with all content and one student."""
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
        secret_key="a secret that only benchmarks know",
        banks=PROJECT / "question_banks",
        seeds=PROJECT / "seeds",
        https=False,
    )
    app = create_app(settings)
    state: State = app.extensions["quizapp"]
    now = datetime.now(UTC)
    prepare_instance(state.database, banks=settings.banks, seeds=settings.seeds, now=now, say=lambda _line: None)
    with state.database.transaction() as session:
        create_user(session, name="Bench", address="b@example.org", password=PASSWORD, roles=[Role.STUDENT], now=now)
    return app, state


def token_in(page: str) -> str:
    """Read the CSRF token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    return found[1] if found else ""


def cpu_ms(action: Callable[[], object]) -> float:
    """Time one call in CPU milliseconds."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def main() -> None:
    """Measure and print."""
    bare = Flask("bare")
    bare.add_url_rule("/", view_func=lambda: "hello")
    floor = bare.test_client()
    with tempfile.TemporaryDirectory() as folder:
        app, state = made_app(Path(folder))
        statements: list[str] = []
        for engine in (state.database.engine, state.database.saving):
            event.listen(engine, "before_cursor_execute", lambda _c, _u, sql, *_rest: statements.append(sql))
        with app.test_client() as client:
            measure(client, floor, statements)


def measure(client: FlaskClient, floor: FlaskClient, statements: list[str]) -> None:
    """Take one attempt as far as it goes, timing each part."""
    page = client.get("/sign-in").text
    client.post("/sign-in", data={"csrf_token": token_in(page), "email": "b@example.org", "password": PASSWORD})
    token = token_in(client.get(f"/postings/{POSTING}").text)
    attempt = client.post("/quizzes", data={"csrf_token": token, "posting": POSTING}).location
    costs: dict[str, list[float]] = {"bare Flask view": [], "save": [], "next, with its choice": [], "item page": []}
    counts: dict[str, list[int]] = {name: [] for name in costs}

    def timed(name: str, action: Callable[[], object]) -> None:
        statements.clear()
        costs[name].append(cpu_ms(action))
        counts[name].append(len(statements))

    for position in range(1, ROUNDS + 1):
        timed("bare Flask view", lambda: floor.get("/"))
        path, form = f"{attempt}/{position}", {"csrf_token": token, "type": "numeric", "answer": "1"}
        skip = form | {"skip": "1", "revision": "1"}
        timed("save", partial(client.post, path, data=form))
        timed("next, with its choice", partial(client.post, f"{path}/next", data=skip))
        timed("item page", lambda: client.get(attempt))
        if client.get(attempt).status_code != 200:
            break
    hello = median(costs["bare Flask view"])
    print(f"{position} questions; medians of CPU in process, client included")
    for name, times in costs.items():
        print(
            f"{name:<24}{median(times):7.2f} ms  {median(times) / hello:6.1f} × bare  {max(counts[name]):3d} statements"
        )


if __name__ == "__main__":
    main()
