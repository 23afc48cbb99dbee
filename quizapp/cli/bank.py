"""`quizapp bank`: checking banks, and publishing them."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from quizapp.cli.runtime import open_instance
from quizapp.config import read_settings
from quizapp.domain.errors import InvalidInputError
from quizapp.services.content import Problem, Report, check_banks, sync_banks

FOUND_ERRORS = 1


@click.group()
def bank() -> None:
    """Check and publish question banks."""


@bank.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(path: Path | None, form: str) -> None:
    """Read, compile, prove and lint the bank in PATH, or all banks. Exit code 1 when there are errors."""
    folder = path or read_settings().banks
    if not folder.is_dir():
        raise InvalidInputError(f"{folder}: there is no such folder.")
    report = check_banks([folder.resolve()], progress=_progress if form == "text" else None)
    click.echo(_as_json(report) if form == "json" else _as_text(report))
    if not report.is_clean:
        sys.exit(FOUND_ERRORS)


@bank.command()
def sync() -> None:
    """Publish what has changed in the banks on disk."""
    settings = read_settings()
    database, now = open_instance(settings)
    with database.transaction() as session:
        banks = sync_banks(session, settings.banks, now=now, progress=_progress)
    for found in banks:
        news = f"{found.new_versions} new versions, {found.retired} retired" if found.changed else "unchanged"
        click.echo(f"{found.key}: {found.items} items, {found.families} of them families; {news}")


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{line[:78]}", err=True, nl=False)


def _as_text(report: Report) -> str:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
    lines = [f"{p.file}:{p.line}:{p.column}: {_item(p)}{p.what}" for p in report.problems]
    lines += [f"{p.file}:{p.line}:{p.column}: warning: {_item(p)}{p.what}" for p in report.warnings]
    lines += [f"{b.key}: {b.items} items, {b.families} of them families; {b.proved} keys proved" for b in report.banks]
    lines.append(f"{len(report.problems)} errors, {len(report.warnings)} warnings")
    return "\n".join(lines)


def _item(problem: Problem) -> str:
    return f"{problem.item}: " if problem.item else ""


def _as_json(report: Report) -> str:
    banks = [{"bank": b.key, "items": b.items, "families": b.families} for b in report.banks]
    kept = ("file", "line", "item", "what")
    entries = {
        name: [{key: asdict(problem)[key] for key in kept} for problem in found]
        for name, found in (("errors", report.problems), ("warnings", report.warnings))
    }
    return json.dumps({"banks": banks, **entries}, ensure_ascii=False, indent=1)
