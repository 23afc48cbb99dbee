"""`quizapp readiness`: trying the engine on students who do not exist."""

import json
from typing import Any

import click

from quizapp.domain.readiness.simulation import simulate as simulate_students


@click.group()
def readiness() -> None:
    """Try the readiness engine."""


@readiness.command()
@click.option("--students", type=click.IntRange(1, 100_000), default=200, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def simulate(students: int, seed: int, form: str) -> None:
    """Test drawn students with the real engine under several generating models."""
    rows: list[dict[str, Any]] = [dict(row) for row in simulate_students(students, seed)]
    if form == "json":
        click.echo(json.dumps(rows, indent=1))
        return
    click.echo(f"{'model':<44}{'decided':>9}{'accuracy':>10}{'cal. error':>12}{'Brier':>8}{'items':>8}")
    for row in rows:
        figures = (row["decided"], row["accuracy"], row["calibration_error"], row["brier"], row["items"])
        click.echo(f"{row['model']:<44}" + "{:>9.3f}{:>10.3f}{:>12.3f}{:>8.3f}{:>8.1f}".format(*figures))
