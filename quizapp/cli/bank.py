"""`quizapp bank`: checking banks, publishing them, and the schema that editors check files with."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.config import SettingsError, read_settings
from quizapp.domain.errors import InvalidInputError

if TYPE_CHECKING:  # a check starts without what only publishing needs
    from quizapp.banks.check import BankCounts, Report
    from quizapp.banks.source import Problem

FOUND_ERRORS = 1
KNOWN = "bank-checks.json"
"""What the last check found clean, in the instance folder."""
SECONDS = 10.0
"""Between two lines of progress where no terminal can show it in one."""


@click.group()
def bank() -> None:
    """Check and publish question banks."""


@bank.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--changed", is_flag=True, help="Check only items that have changed since they were last found clean.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many work at once. Default: one for each processor.")
def check(path: Path | None, form: str, changed: bool, processes: int | None) -> None:
    """Read, compile, prove and lint the bank in PATH, a topic file of it, or all banks.

    Exit code 1 when there are errors.
    """
    from quizapp.banks.check import check_banks
    from quizapp.banks.pool import processors

    place = path or read_settings().banks
    if not place.is_dir() and not _is_topic_file(place):
        raise InvalidInputError(f"{place}: there is no such folder, nor a topic file of that name.")
    report = check_banks(
        [place.resolve()],
        progress=_Progress(sys.stderr.isatty()),
        processes=processes or processors(),
        known=_known(),
        changed=changed,
    )
    _clear_line()
    click.echo(_as_json(report) if form == "json" else _as_text(report))
    if not report.is_clean:
        sys.exit(FOUND_ERRORS)


@bank.command()
def sync() -> None:
    """Publish what has changed in the banks on disk."""
    from quizapp.cli.runtime import open_instance
    from quizapp.services.content import sync_banks

    settings = read_settings()
    database, now = open_instance(settings)
    with database.transaction() as session:
        banks = sync_banks(session, settings.banks, now=now, progress=_Progress(sys.stderr.isatty()))
    _clear_line()
    for found in banks:
        news = f"{found.new_versions} new versions, {found.retired} retired" if found.changed else "unchanged"
        click.echo(f"{found.key}: {found.items} items, {found.families} of them families; {news}")


@bank.command()
def schema() -> None:
    """Print the JSON Schema of a topic file, for editors that complete and check as one writes."""
    from quizapp.banks.schema import topic_file_schema

    click.echo(json.dumps(topic_file_schema(), ensure_ascii=False, indent=1, sort_keys=True))


def _is_topic_file(path: Path) -> bool:
    from quizapp.banks.catalogue import MISCONCEPTIONS
    from quizapp.banks.reading import BANK

    return path.is_file() and path.suffix == ".yaml" and path.name not in (BANK, MISCONCEPTIONS)


def _known() -> Path | None:
    """Name the file of what is known to be clean; a folder that can't be had is no reason not to check."""
    try:
        return read_settings().instance / KNOWN
    except (SettingsError, OSError):
        return None


class _Progress:
    """Shows progress on standard error: in one line of a terminal, elsewhere a line every ten seconds."""

    def __init__(self, terminal: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._terminal = terminal
        self._clock = clock
        self._told = clock()

    def __call__(self, line: str) -> None:
        """Show a line, or leave it."""
        if self._terminal:
            click.echo(f"\r\x1b[K{line[:78]}", err=True, nl=False)
        elif self._clock() - self._told >= SECONDS:
            self._told = self._clock()
            click.echo(line, err=True)


def _clear_line() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)


def _as_text(report: "Report") -> str:
    lines = [f"{_near(p.file)}:{p.line}:{p.column}: {_item(p)}{p.what}" for p in report.problems]
    lines += [f"{_near(p.file)}:{p.line}:{p.column}: warning: {_item(p)}{p.what}" for p in report.warnings]
    lines += [_counts(b) for b in report.banks]
    lines.append(f"{len(report.problems)} errors, {len(report.warnings)} warnings")
    return "\n".join(lines)


def _counts(bank: "BankCounts") -> str:
    proved = f"{bank.proved:,} of {bank.sampled:,} variants proved" if bank.sampled else "nothing to prove"
    return f"{bank.key}: {bank.items} items, {bank.families} of them families; {proved}"


def _item(problem: "Problem") -> str:
    return f"{problem.item}: " if problem.item else ""


def _near(file: str) -> str:
    """Name a file from the current folder where it lies below it."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else file


def _as_json(report: "Report") -> str:
    banks = [{"bank": b.key, "items": b.items, "families": b.families} for b in report.banks]
    entries = {
        name: [{"file": _near(p.file), "line": p.line, "item": p.item, "what": p.what} for p in found]
        for name, found in (("errors", report.problems), ("warnings", report.warnings))
    }
    return json.dumps({"banks": banks, **entries}, ensure_ascii=False, indent=1)
