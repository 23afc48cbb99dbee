"""Expressions by the thousand, plausible and hostile: each gives a bounded value or an error, and touches nothing."""

import builtins
import math
import os
import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.special
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.items import expression as language
from quizapp.domain.items.compiler import Frame
from quizapp.domain.items.expression import MAX_STEPS, ExpressionError, parse
from quizapp.domain.items.functions import FUNCTIONS
from quizapp.domain.items.values import MAX_DEPTH, MAX_ELEMENTS, MAX_INTEGER, MAX_SIZE, MAX_TEXT, Value
from tests.domain.items.expression_grammar import (
    DEAR_FORMS,
    DEAREST,
    HOSTILE,
    NAMES,
    ODD,
    SMALL_NAMES,
    WEIRD,
    Grammar,
    dearest,
)

ASSURANCE = os.environ.get("HYPOTHESIS_PROFILE") == "assurance"
GENERATED = 100_000 if ASSURANCE else 5_000
HARMLESS = ("compile", "object.__getattr__", "marshal.")
"""Events of Python's audit that reading a syntax tree and computing raise by themselves."""

_EVENTS: list[str] = []
_WATCHING: list[bool] = []


def _watch(event: str, _arguments: object) -> None:
    if _WATCHING and not event.startswith(HARMLESS):
        _EVENTS.append(event)


sys.addaudithook(_watch)


class Recorder(Frame):
    """An evaluation whose steps can be read afterwards."""

    last: "Recorder"

    def __init__(self, names: object) -> None:
        super().__init__(names)  # type: ignore[arg-type]
        Recorder.last = self


@pytest.fixture(autouse=True)
def _recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "Frame", Recorder)
    assert scipy.special, "imported beforehand, so that no import is seen below"
    assert np.linalg, "so is this"


def run(source: str, names: dict[str, Value] = NAMES) -> "Value | None":
    """Read and compute an expression under watch; an error must be of the language and lie within the source."""
    _EVENTS.clear()
    _WATCHING.append(True)
    try:
        found = parse.__wrapped__(source).evaluate(names)
    except ExpressionError as error:
        assert 0 <= error.offset <= len(source) + 1
        assert error.what
        return None
    finally:
        _WATCHING.clear()
        assert not _EVENTS, (source, _EVENTS)
    assert 0 <= Recorder.last.steps <= MAX_STEPS
    check(found)
    return found


def check(value: Value, depth: int = 0) -> int:
    """Check that a value is within the bounds, by another path than the language's own; return its size."""
    assert type(value) in {bool, int, float, str, tuple}
    if isinstance(value, tuple):
        assert depth < MAX_DEPTH
        assert len(value) <= MAX_ELEMENTS
        total = 1 + sum(check(element, depth + 1) for element in value)
        assert total <= MAX_SIZE
        return total
    if isinstance(value, str):
        assert len(value) <= MAX_TEXT
    elif isinstance(value, float):
        assert math.isfinite(value)
    else:
        assert abs(value) < MAX_INTEGER
    return 1


def test_thousands_of_generated_expressions_give_a_bounded_value_or_an_error_and_touch_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    grammar = Grammar(2)
    modules, known = set(sys.modules), dict(vars(builtins))
    names = NAMES if ASSURANCE else SMALL_NAMES
    table, shown = dict(FUNCTIONS), repr(names)
    values = sum(run(grammar.source(), names) is not None for _ in range(GENERATED))
    assert values > GENERATED // 10, "so few of them compute anything that the test says little"
    assert GENERATED - values > GENERATED // 10
    assert {name for name in set(sys.modules) - modules if not name.startswith(("numpy", "scipy"))} == set()
    assert vars(builtins) == known
    assert table == FUNCTIONS
    assert repr(names) == shown
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_the_dearest_calls_of_a_function_stay_within_the_bounds(name: str) -> None:
    assert name in DEAREST, "expected arguments that make it work hardest, in expression_grammar.py"
    calls = [f"{name}({arguments})" for arguments in DEAREST[name]]
    found = [run(source) for source in calls]
    assert any(value is not None for value in found), "expected one call at least that gives a value"


@pytest.mark.skipif(not ASSURANCE, reason="takes half a minute: part of `make assurance`")
def test_calls_repeated_until_the_steps_run_out_stay_within_the_bounds() -> None:
    for _, source in dearest():
        run(source)


@pytest.mark.parametrize("source", DEAR_FORMS)
def test_the_dearest_operations_stay_within_the_bounds(source: str) -> None:
    assert run(source) is not None


@pytest.mark.parametrize(("source", "expected"), ODD.items())
def test_what_only_looks_hostile_has_its_value(source: str, expected: Value) -> None:
    assert run(source) == expected


@pytest.mark.parametrize("source", [source for source in HOSTILE if "@" not in source and "#" not in source])
def test_a_hostile_expression_is_refused(source: str) -> None:
    assert run(source) is None


@pytest.mark.parametrize("character", WEIRD)
@pytest.mark.parametrize("source", ["n@ + 1", "@n + 1", "abs(@1)", "n +@ 1", "flo@or(1.5)"])
def test_a_strange_character_outside_a_text_is_refused_or_blank(character: str, source: str) -> None:
    found = run(source.replace("@", character))
    assert found is None or character.isspace()


@pytest.mark.parametrize("source", ["ﬂoor(1.5)", "ｆｌｏｏｒ(1.5)", "ｎ + 1", "ₙ", "ªbs(1)", "𝐚𝐛𝐬(1)"])
def test_a_name_that_python_would_take_for_another_is_refused(source: str) -> None:
    assert run(source) is None


WORDS = """( ) [ ] , + - * / // % ** < > == != and or not if else in is . : := x n 'a' "b" 0 1 2 9 9.5 1e300 1e15
.__class__ lambda for import True None pi e { } ; = @ ~ | & ^ << >> \\ # '"""
TOKENS = st.sampled_from([*WORDS.split(), "\n", *sorted(FUNCTIONS)])


@given(st.lists(TOKENS, max_size=25).map(" ".join) | st.text(max_size=60))
@example("__import__('os').system('true')")
@example("sum(range(64)) ** 8")
def test_whatever_is_written_gives_a_bounded_value_or_an_error_and_touches_nothing(source: str) -> None:
    run(source)
