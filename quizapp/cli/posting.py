"""`quizapp posting`: reading postings into requirements."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from quizapp.cli.files import read_text_file
from quizapp.cli.runtime import open_instance
from quizapp.config import read_settings
from quizapp.domain.errors import InvalidInputError
from quizapp.domain.extraction import Profile, Statement
from quizapp.services.postings import add_posting, read_profile
from quizapp.services.reading import make_reader

NOT_A_POSTING = 2


@click.group()
def posting() -> None:
    """Read job postings."""


@posting.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def profile(file: Path, form: str) -> None:
    """Print the statements of the posting in FILE: spans, kinds, how each is measured, competencies."""
    text = read_text_file(file)
    try:
        found = read_profile(text, make_reader(read_settings().banks).lexicon())
    except InvalidInputError as problem:
        raise InvalidInputError(f"{file}: {problem}") from problem
    click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=1) if form == "json" else _as_text(found))
    if not found.is_posting:
        click.echo(f"quizapp: {file}: {_problems(found)}", err=True)
        sys.exit(NOT_A_POSTING)


@posting.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Its address part; by default the file's name.")
def add(file: Path, name: str | None) -> None:
    """Add the posting in FILE for everybody."""
    text = read_text_file(file)
    settings = read_settings()
    database, now = open_instance(settings)
    with database.transaction() as session:
        try:
            kept = add_posting(
                session, text, make_reader(settings.banks), owner=None, now=now, name=_address(name or file.stem)
            )
        except InvalidInputError as problem:
            raise InvalidInputError(f"{file}: {problem}") from problem
        click.echo(f"{kept.id}: {kept.title} ({len(kept.statements)} statements)")


def _address(name: str) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.lower())
    slug = "-".join(part for part in plain.split("-") if part)[:80].strip("-")
    return slug if slug and slug != "new" else "posting"


def _problems(found: Profile) -> str:
    return " ".join(found.problems) or "it does not read like a job posting."


def _as_json(found: Profile) -> dict[str, Any]:
    return {
        "title": found.title,
        "employer": found.employer,
        "language": found.language,
        "is_posting": found.is_posting,
        "statements": [_statement(s) for s in found.statements],
        "problems": list(found.problems),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "kind": statement.kind.value,
        "measured_by": statement.measured_by.value,
        "competencies": [{"key": c.key, "start": c.start, "end": c.end} for c in statement.competencies],
        "confidence": round(statement.confidence, 3),
    }


def _as_text(found: Profile) -> str:
    lines = [f"{found.title or 'No title'} · {found.employer or 'employer not named'} · {found.language}"]
    for s in found.statements:
        keys = ", ".join(dict.fromkeys(c.key for c in s.competencies))
        measured = f" [{s.measured_by.value}]" if s.measured_by.value != "none" else ""
        lines.append(f"{s.start:>6}–{s.end:<6} {s.kind.value:<14} {' '.join(s.text.split())}{measured}")
        if keys:
            lines.append(f"{'':>29}→ {keys}")
    lines += [f"! {problem}" for problem in found.problems]
    return "\n".join(lines)
