"""`quizapp user`: making accounts."""

import sys

import click

from quizapp.cli.runtime import open_instance
from quizapp.config import read_settings
from quizapp.domain.permissions import Role
from quizapp.services.accounts import create_user


@click.group()
def user() -> None:
    """Make accounts."""


@user.command()
@click.option("--name", required=True, help="As others will see it.")
@click.option("--email", required=True, help="To sign in with.")
@click.option(
    "--role", "roles", multiple=True, required=True, type=click.Choice([r.value for r in Role]), help="May be repeated."
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")
def create(name: str, email: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Make an account for NAME."""
    password = (
        sys.stdin.readline().rstrip("\n")
        if password_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    database, now = open_instance(read_settings())
    with database.transaction() as session:
        person = create_user(
            session, name=name, address=email, password=password, roles=[Role(role) for role in roles], now=now
        )
    click.echo(f"{person.name} can sign in now, as {', '.join(roles)}.")
