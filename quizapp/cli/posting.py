"""`quizapp posting`: reading postings into requirements, planning quizzes on them, comparing them."""

import json
import sys
from pathlib import Path

import click

from quizapp.cli.files import objection, plan_named, read_document_file, read_posting_file, side_named
from quizapp.cli.plans import blueprint_as_json, blueprint_as_text, comparison_as_json, comparison_as_text
from quizapp.cli.profiles import profile_as_json, profile_as_text
from quizapp.cli.runtime import open_instance
from quizapp.config import read_settings
from quizapp.domain.comparison import compare
from quizapp.domain.errors import InvalidInputError
from quizapp.services.postings import add_posting
from quizapp.services.reading import make_reader
from quizapp.services.supplies import read_names

NOT_A_POSTING = 2
_TAKEN = frozenset({"new", "compare"})
"""Addresses below /postings that are pages of their own."""
_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group()
def posting() -> None:
    """Read job postings: text, saved web pages, PDF and Word."""


@posting.command()
@click.argument("file", type=click.Path(path_type=Path))
@_FORM
@click.option("--explain", is_flag=True, help="Tell under each statement the rule behind each field and its words.")
def profile(file: Path, form: str, explain: bool) -> None:
    """Print the statements of the posting in FILE: spans, kinds, how each is measured, competencies."""
    found = read_posting_file(file, read_settings())
    if form == "json":
        click.echo(_json(profile_as_json(found.profile)))
    else:
        click.echo(profile_as_text(found.profile, found.text, explain=explain))
    if not found.profile.is_posting:
        click.echo(f"quizapp: {file}: {objection(found.profile)}", err=True)
        sys.exit(NOT_A_POSTING)


@posting.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Its address part; by default the file's name.")
def add(file: Path, name: str | None) -> None:
    """Add the posting in FILE for everybody."""
    _, document = read_document_file(file)
    settings = read_settings()
    database, now = open_instance(settings)
    with database.transaction() as session:
        try:
            kept = add_posting(
                session, document.text, make_reader(settings.banks), owner=None, now=now,
                name=_address(name or file.stem), source=document.source,
            )  # fmt: skip
        except InvalidInputError as problem:
            raise InvalidInputError(f"{file}: {problem}") from problem
        click.echo(f"{kept.id}: {kept.title} ({len(kept.statements)} statements)")


@posting.command()
@click.argument("posting", metavar="POSTING")
@_FORM
def blueprint(posting: str, form: str) -> None:
    """Print what a quiz on POSTING (a file, or a posting of the instance) asks about, and what the banks lack."""
    settings = read_settings()
    title, plan = plan_named(posting, settings)
    names = read_names(settings.banks)
    click.echo(_json(blueprint_as_json(title, plan)) if form == "json" else blueprint_as_text(title, plan, names))


@posting.command()
@click.argument("a")
@click.argument("b")
@_FORM
def diff(a: str, b: str, form: str) -> None:
    """Print what postings A and B (files, or postings of the instance) both ask for, and what only one of them asks."""
    settings = read_settings()
    (title_a, side_a), (title_b, side_b) = side_named(a, settings), side_named(b, settings)
    found = compare(side_a, side_b)
    if form == "json":
        click.echo(_json(comparison_as_json(title_a, title_b, found)))
    else:
        click.echo(comparison_as_text(title_a, title_b, found, read_names(settings.banks)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _address(name: str) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    slug = "-".join(part for part in plain.split("-") if part)[:80].strip("-")
    return slug if slug and slug not in _TAKEN else "posting"
