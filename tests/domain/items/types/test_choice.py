"""Single choice and multiple response."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.choice import Choice, ChoiceKey

from ..conftest import options, variant_of

SINGLE = ChoiceKey(
    kind=ItemType.SINGLE_CHOICE,
    options=("a", "b", "c"),
    correct=("b",),
    misconceptions={"a": "m-a", "c": "m-c"},
    whys={},
)


def test_one_option_is_right_and_another_names_its_misconception() -> None:
    assert grade(SINGLE, "b") == Grade(1.0)
    assert grade(SINGLE, "c") == Grade(0.0, parts=("c", "b"), misconceptions=("m-c",))


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5), st.sets(st.integers(0, 5), min_size=1))
def test_a_multiple_response_earns_its_right_options_less_its_wrong_ones(right: set[int], chosen: set[int]) -> None:
    ids = tuple(map(str, range(6)))
    wrong = {i: f"m-{i}" for i in ids if int(i) not in right}
    key = ChoiceKey(ItemType.MULTIPLE_RESPONSE, ids, tuple(map(str, right)), wrong, {})
    found = grade(key, [str(i) for i in chosen])
    hits = sum(1 for i in chosen if i in right)
    assert found.score == pytest.approx(max(0, (hits - (len(chosen) - hits)) / len(right)))
    assert set(found.parts) == {str(i) for i in right ^ chosen}
    assert set(found.misconceptions) == {f"m-{i}" for i in chosen - right}


RESPONSE = ChoiceKey(
    kind=ItemType.MULTIPLE_RESPONSE,
    options=("a", "b", "c", "d"),
    correct=("a", "b"),
    misconceptions={"c": "m-c", "d": "m-d"},
    whys={},
)


@pytest.mark.parametrize(
    ("chosen", "score"),
    [("a", 0.5), ("ab", 1), ("abc", 0.5), ("abcd", 0), ("ac", 0), ("acd", 0), ("c", 0), ("bd", 0)],
)
def test_a_multiple_response_never_earns_less_than_nothing(chosen: str, score: float) -> None:
    assert grade(RESPONSE, list(chosen)).score == score


def test_a_multiple_response_names_wrong_ones_before_missed_ones() -> None:
    assert grade(RESPONSE, ["c", "a"]) == Grade(0.0, parts=("c", "b"), misconceptions=("m-c",))


def test_a_body_knows_its_type() -> None:
    assert variant_of(Choice(options({0}, 3))).face.type is ItemType.SINGLE_CHOICE
    assert variant_of(Choice(options({0}, 4), multiple=True)).key.type is ItemType.MULTIPLE_RESPONSE
    assert (SINGLE.steps, RESPONSE.steps) == ((1.0,), (0.5, 1.0))


PARTS = tuple(Part(name, name) for name in "abcd")
ONE, SOME = "Please choose one of the options.", "Please choose at least one of the options."


@pytest.mark.parametrize("answer", ["e", "", "A", "a" * 1_000_000, None, 0, True, ["a"], {"a": True}, "\ud800", "а"])
def test_an_option_of_another_item_is_refused(answer: object) -> None:
    for call in (
        lambda: check_answer(Face(ItemType.SINGLE_CHOICE, parts=PARTS), answer),
        lambda: grade(SINGLE, answer),
    ):
        with pytest.raises(AnswerError) as error:
            call()
        assert str(error.value) == ONE


@pytest.mark.parametrize(
    "answer", [[], ["e"], ["a", "e"], ["a", "a"], "a", "abc", None, {}, {"a": True}, [["a"]], [0], [None], ("a",)]
)
def test_a_set_of_options_must_be_the_item_s_own(answer: object) -> None:
    face = Face(ItemType.MULTIPLE_RESPONSE, parts=PARTS)
    for call in (lambda: check_answer(face, answer), lambda: grade(RESPONSE, answer)):
        with pytest.raises(AnswerError) as error:
            call()
        assert str(error.value) == SOME
