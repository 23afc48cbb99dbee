"""`quizapp serve` and `quizapp demo`."""

import dataclasses
import socket
import sys
from datetime import UTC, datetime

import click
from flask import Flask

from quizapp import create_app
from quizapp.config import Settings, read_settings
from quizapp.domain.errors import InvalidInputError
from quizapp.services.demonstration import SIGN_INS, end_demo_sign_ins, is_present, make_demonstration
from quizapp.services.gateway import Database, open_database
from quizapp.services.instance import prepare_instance

THREADS = 16

_host = click.option("--host", help="Address to serve on; QUIZAPP_HOST, else 127.0.0.1.")
_port = click.option("--port", type=click.IntRange(1, 65535), help="Port to serve on; QUIZAPP_PORT, else 8000.")


@click.command()
@_host
@_port
def serve(host: str | None, port: int | None) -> None:
    """Bring the instance up to date and serve it."""
    settings = _chosen(read_settings(), host, port)
    _refuse_taken_port(settings)
    database = open_database(settings.database_url)
    _prepare(database, settings)
    if not settings.demo:
        with database.transaction() as session:
            end_demo_sign_ins(session)
    database.close()
    _run(settings)


@click.command()
@_host
@_port
def demo(host: str | None, port: int | None) -> None:
    """Serve an instance with a demonstration cohort and say how to sign in."""
    settings = dataclasses.replace(_chosen(read_settings(), host, port), demo=True, https=False)
    _refuse_taken_port(settings)
    database = open_database(settings.database_url)
    _prepare(database, settings)
    with database.transaction() as session:
        present = is_present(session)
    if not present:
        secret = settings.key_for("attempt order")
        make_demonstration(database, secret=secret, now=datetime.now(UTC), progress=_answering)
    database.close()
    _say_how_to_sign_in(settings)
    _run(settings)


def _chosen(settings: Settings, host: str | None, port: int | None) -> Settings:
    return dataclasses.replace(settings, host=host or settings.host, port=port or settings.port)


def _prepare(database: Database, settings: Settings) -> None:
    prepare_instance(
        database,
        banks=settings.banks,
        seeds=settings.seeds,
        now=datetime.now(UTC),
        say=lambda line: click.echo(f"· {line}"),
    )


def _answering(done: int, total: int) -> None:
    if sys.stdout.isatty():
        click.echo(f"\r· Imagined students answer: {done} of {total}", nl=done == total)
    elif done in {0, total // 2, total}:
        click.echo(f"· Imagined students answer: {done} of {total}")


def _say_how_to_sign_in(settings: Settings) -> None:
    click.echo(f"\nOpen http://{settings.host}:{settings.port} and sign in as")
    for role, address, password in SIGN_INS:
        click.echo(f"  {role:<14} {address:<28} {password}")
    click.echo("Ctrl+C stops it; everything is kept.\n")


def _refuse_taken_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            taken = f"port {settings.port} of {settings.host} can't be used ({problem.strerror})"
            raise InvalidInputError(f"{taken}. Choose another: --port 8001") from problem


def _run(settings: Settings) -> None:
    app = create_app(settings)
    if sys.platform == "win32":
        import waitress

        waitress.serve(app, host=settings.host, port=settings.port, threads=THREADS)
    else:
        _run_gunicorn(app, settings)


def _run_gunicorn(app: Flask, settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
        """Gunicorn with one process: SQLite wants one that writes, and threads share it."""

        def load_config(self) -> None:
            """Set what the instance needs."""
            options = {
                "bind": f"{settings.host}:{settings.port}",
                "workers": 1,
                "worker_class": "gthread",
                "threads": THREADS,
                "control_socket_disable": True,
                "loglevel": "warning",
                "forwarded_allow_ips": "",
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            """Return the application, made before the worker is."""
            return app

    Server().run()
