"""All settings, read once from the environment and the instance folder."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32

VARIABLES: dict[str, str] = {
    "QUIZAPP_INSTANCE": "Folder of the database and the secret key. Default: instance/ of the project.",
    "DATABASE_URL": "SQLAlchemy address of the database. Default: SQLite in the instance folder.",
    "QUIZAPP_SECRET_KEY": "At least 32 characters; signs sessions. Default: made once in the instance folder.",
    "QUIZAPP_BANKS": "Folder of the question banks. Default: question_banks/ of the project.",
    "QUIZAPP_SEEDS": "Folder of what a new instance starts with. Default: seeds/ of the project.",
    "QUIZAPP_DEMO": "1 lets the demonstration accounts sign in. Default: 0.",
    "QUIZAPP_HTTPS": "1 sends cookies over HTTPS only and asks browsers to stay there; 0 for plain http. Default: 1.",
    "QUIZAPP_TRUSTED_HOSTS": "Host names that are answered, separated by commas. Default: localhost,127.0.0.1.",
    "QUIZAPP_PROXIES": "How many trusted proxies stand in front; their X-Forwarded headers count. Default: 0.",
    "QUIZAPP_ACCEPT_SHARE": "Per cent of lines, the surest, that go without a mentor's look. Default: 50.",
    "QUIZAPP_HOST": "Address to serve on. Default: 127.0.0.1.",
    "QUIZAPP_PORT": "Port to serve on. Default: 8000.",
}
"""Every variable that is read, with a sentence; the docs repeat them and a test compares."""


class SettingsError(Exception):
    """A setting can't be used; the message names it and what was expected."""


@dataclass(frozen=True)
class Settings:
    """What an instance runs with."""

    instance: Path
    database_url: str
    secret_key: str
    banks: Path
    seeds: Path
    demo: bool = False
    https: bool = True
    trusted_hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    proxies: int = 0
    accept_share: float = 0.5
    """Share of lines accepted without a mentor's look, 0 to 1."""
    host: str = "127.0.0.1"
    port: int = 8000

    def key_for(self, purpose: str) -> bytes:
        """Derive the secret of one purpose, so that no key serves two."""
        return hmac.new(self.secret_key.encode(), purpose.encode(), hashlib.sha256).digest()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; make the instance folder and its secret key when they are absent.

    Raises:
        SettingsError: when a value can't be used.
    """
    env = os.environ if environment is None else environment
    instance = Path(env.get("QUIZAPP_INSTANCE") or PROJECT / "instance").resolve()
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingsError(f"QUIZAPP_INSTANCE: the folder {instance} can't be made ({problem.strerror}).") from problem
    hosts = env.get("QUIZAPP_TRUSTED_HOSTS") or "localhost,127.0.0.1"
    return Settings(
        instance=instance,
        database_url=_database_url(env.get("DATABASE_URL"), instance),
        secret_key=_secret_key(env.get("QUIZAPP_SECRET_KEY"), instance),
        banks=Path(env.get("QUIZAPP_BANKS") or PROJECT / "question_banks").resolve(),
        seeds=Path(env.get("QUIZAPP_SEEDS") or PROJECT / "seeds").resolve(),
        demo=_switch(env, "QUIZAPP_DEMO", default=False),
        https=_switch(env, "QUIZAPP_HTTPS", default=True),
        trusted_hosts=tuple(h.strip() for h in hosts.split(",") if h.strip()),
        proxies=_number(env, "QUIZAPP_PROXIES", 0, most=5),
        accept_share=_number(env, "QUIZAPP_ACCEPT_SHARE", 50, most=100) / 100,
        host=env.get("QUIZAPP_HOST") or "127.0.0.1",
        port=_number(env, "QUIZAPP_PORT", 8000, most=65535),
    )


def _database_url(given: str | None, instance: Path) -> str:
    """Name the database; PostgreSQL addresses get the driver that is installed."""
    if not given:
        return f"sqlite:///{instance / 'quizapp.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    return given


def _secret_key(given: str | None, instance: Path) -> str:
    if given is not None:
        if len(given) < SHORTEST_SECRET:
            raise SettingsError(f"QUIZAPP_SECRET_KEY: expected at least {SHORTEST_SECRET} characters.")
        return given
    file = instance / "secret.key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
    key = file.read_text("ascii").strip()
    if len(key) < SHORTEST_SECRET:
        raise SettingsError(
            f"{file}: expected a secret of at least {SHORTEST_SECRET} characters; delete it to get a new one."
        )
    return key


def _switch(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name) or ("1" if default else "0")
    if value not in {"0", "1"}:
        raise SettingsError(f"{name}: expected 0 or 1, got {value!r}.")
    return value == "1"


def _number(env: Mapping[str, str], name: str, default: int, *, most: int) -> int:
    value = env.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value) <= most):
        raise SettingsError(f"{name}: expected a whole number from 0 to {most}, got {value!r}.")
    return int(value)
