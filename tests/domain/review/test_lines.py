"""What a requirement with alternatives asks for, and which lines a person must look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.extraction import AnyOf, Kind, Link, Measure, Statement, Strength
from quizapp.domain.review import Choice, Line, Option, alternatives, check_changes, line_of, needs_check
from quizapp.domain.review.lines import MOST_BRANCHES


def _choice(at_least: int, *options: str) -> Choice:
    return Choice(at_least, tuple(Option(0, 1, tuple(option.split())) for option in options))


def test_without_alternatives_all_competencies_are_asked_for() -> None:
    assert alternatives(["a", "b"], []) == (("a", "b"),)


def test_any_one_of_them_is_one_branch_each_beside_what_is_fixed() -> None:
    assert alternatives(["sql", "python", "r"], [_choice(1, "python", "r")]) == (("sql", "python"), ("sql", "r"))


def test_at_least_two_of_three_are_three_pairs() -> None:
    assert set(alternatives(["a", "b", "c"], [_choice(2, "a", "b", "c")])) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_options_of_one_competency_are_one_branch() -> None:
    assert alternatives(["programming"], [_choice(1, "programming", "programming", "programming")]) == (
        ("programming",),
    )


def test_an_option_that_names_no_competency_can_not_be_measured_and_is_left_out() -> None:
    assert alternatives(["a"], [_choice(1, "a", "")]) == (("a",),)


def test_too_many_branches_become_one_of_all() -> None:
    keys = [chr(97 + n) for n in range(20)]
    assert alternatives(keys, [_choice(10, *keys)]) == (tuple(keys),)


@given(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1), st.data())
def test_every_branch_is_part_of_what_is_asked_and_there_is_always_one(keys: list[str], data: st.DataObject) -> None:
    options = data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=4))
    at_least = data.draw(st.integers(1, 4))
    branches = alternatives(keys, [_choice(at_least, *options)] if options else [])
    assert 1 <= len(branches) <= MOST_BRANCHES
    assert all(branch and set(branch) <= set(keys) for branch in branches)


def test_a_statements_alternatives_carry_the_competencies_inside_their_spans() -> None:
    text = "Python or statistics"
    links = (Link("programming", 0, 6), Link("statistics", 10, 20))
    statement = Statement(
        0, 20, text, Kind.required, Measure.quiz, links, 0.9, "rule", any_of=(AnyOf(1, ((0, 6), (10, 20))),)
    )
    assert line_of(statement).choices == (Choice(1, (Option(0, 6, ("programming",)), Option(10, 20, ("statistics",)))),)


def _line(
    kind: Kind, confidence: float, strength: Strength | None = None, decided: frozenset[str] = frozenset()
) -> Line:
    return Line(0, 1, kind, Measure.none, (), confidence, "rule", strength, decided=decided)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (_line(Kind.company, 0.9), False),
        (_line(Kind.company, 0.7), True),
        (_line(Kind.required, 0.9, Strength.required), False),
        (_line(Kind.required, 0.99, Strength.unknown), True),
        (_line(Kind.required, 0.1, Strength.unknown, frozenset({"kind"})), False),
        (_line(Kind.required, 0.1, Strength.required, frozenset({"competencies"})), True),
    ],
)
def test_a_person_looks_at_what_is_unsure_and_at_unknown_strength(line: Line, wanted: bool) -> None:
    assert needs_check(line, 0.8) is wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "wish"}, {"bar": "heroic"}, {"weight": 3}, {"weight": "1"}, {"weight": -0.1}, {"weight": float("nan")},
        {"competencies": ["a", "none"]}, {"any_of": 0}, {"any_of": "1"}, {"planted": 1}, {"measured_by": "dice"},
    ],
)  # fmt: skip
def test_a_change_that_can_not_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError):
        check_changes(changes, ["a", "b"])


def test_a_change_that_can_be_is_taken() -> None:
    check_changes(
        {
            "kind": "required",
            "bar": "strong",
            "weight": None,
            "competencies": ["a"],
            "any_of": None,
            "measured_by": "quiz",
        },
        ["a", "b"],
    )
