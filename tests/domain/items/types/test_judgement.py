"""Situational judgements."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.grading import AnswerError, check_answer, grade, judgement_score
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.judgement import JudgementKey

KEY = JudgementKey({"a": 1.0, "b": 4.5, "c": 3.0, "d": 2.0}, {})
FACE = Face(ItemType.SITUATIONAL_JUDGEMENT, parts=tuple(Part(name, name) for name in "abcd"))


@given(st.lists(st.integers(2, 10).map(lambda n: n / 2), min_size=4, max_size=6), st.data())
def test_a_judgement_scores_the_correlation_of_the_profiles(key: list[float], data: st.DataObject) -> None:
    assume(max(key) - min(key) >= 2.5)
    ratings = data.draw(st.lists(st.integers(1, 5), min_size=len(key), max_size=len(key)))
    score = judgement_score(key, ratings)
    if len(set(ratings)) == 1:
        assert score == 0
    else:
        assert score == pytest.approx(max(0.0, float(np.corrcoef(key, ratings)[0, 1])), abs=1e-9)


def test_a_judgement_doesn_t_care_how_strictly_one_rates() -> None:
    assert judgement_score([1, 3, 5, 3], [2, 3, 4, 3]) == pytest.approx(1)
    assert judgement_score([1, 3, 5, 3], [5, 3, 1, 3]) == 0


def test_every_score_lies_between_nothing_and_one() -> None:
    scores = [grade(KEY, dict(zip("abcd", r, strict=True))).score for r in product(range(1, 6), repeat=4)]
    assert min(scores) == 0
    assert max(scores) <= 1


def test_ratings_far_from_the_key_are_named() -> None:
    assert grade(KEY, {"a": 1, "b": 3, "c": 4, "d": 4}).parts == ("b", "d")
    assert grade(KEY, {"a": 2, "b": 5, "c": 3, "d": 1}).parts == ()


@pytest.mark.parametrize("actions", [4, 5, 6])
def test_whole_ratings_nearest_to_the_key_reach_the_last_step_whatever_the_key(actions: int) -> None:
    halves = [n / 2 for n in range(2, 11)]
    keys = [key for key in combinations_with_replacement(halves, actions) if key[-1] - key[0] >= 2.5]
    for key in keys:
        found = JudgementKey(dict(zip("abcdef", key, strict=False)), {})
        assert grade(found, found.right_answer()).score >= found.steps[-1]


@pytest.mark.parametrize(
    "answer",
    [
        *({"a": 1, "b": 2, "c": 3, "d": bad} for bad in (0, 6, -1, 10**30, True, 3.0, 2.5, "3", None, [3])),
        {"a": 1, "b": 2, "c": 3},
        {"a": 1, "b": 2, "c": 3, "e": 4},
        {"a": 1, "b": 2, "c": 3, "d": 4, "e": 4},
        {},
        [1, 2, 3, 4],
        "1234",
        None,
    ],
)
def test_ratings_must_be_whole_and_complete(answer: object) -> None:
    for call in (lambda: check_answer(FACE, answer), lambda: grade(KEY, answer)):
        with pytest.raises(AnswerError, match="Please rate each action"):
            call()
