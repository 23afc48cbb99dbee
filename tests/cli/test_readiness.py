"""`quizapp readiness simulate`: figures of the engine on drawn students."""

import json

from tests.cli.conftest import Run

KEYS = {"model", "decided", "accuracy", "calibration_error", "brier", "items"}


def test_the_figures_as_json_have_the_fields_of_their_contract(run: Run) -> None:
    outcome = run("readiness", "simulate", "--students", "10", "--seed", "3", "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    rows = json.loads(outcome.out)
    assert rows
    for row in rows:
        assert set(row) >= KEYS
        assert 0 <= row["decided"] <= 1
        assert 0 <= row["brier"] <= 1


def test_the_same_seed_draws_the_same_students(run: Run) -> None:
    arguments = ("readiness", "simulate", "--students", "10", "--format", "json")
    first = run(*arguments, "--seed", "3").out
    assert run(*arguments, "--seed", "3").out == first
    assert run(*arguments, "--seed", "4").out != first


def test_the_figures_as_text_are_a_table(run: Run) -> None:
    lines = run("readiness", "simulate", "--students", "10").out.splitlines()
    assert lines[0].split()[:2] == ["model", "decided"]
    assert len({len(line) for line in lines}) == 1
