"""Orderings, Parsons problems too."""

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade, ordering_score
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.ordering import Ordering, OrderingKey, Step

from ..conftest import variant_of

KEY = OrderingKey(tuple("abcd"), {})


@given(st.permutations(range(6)))
def test_an_ordering_loses_two_shares_for_each_pair_in_the_wrong_order(given_order: list[int]) -> None:
    swaps, row = 0, list(given_order)
    for end in range(len(row) - 1, 0, -1):  # bubble sort swaps exactly the discordant pairs
        for i in range(end):
            if row[i] > row[i + 1]:
                row[i], row[i + 1] = row[i + 1], row[i]
                swaps += 1
    assert ordering_score("012345", [str(i) for i in given_order]) == pytest.approx(max(0, 1 - 2 * swaps / 15))


@pytest.mark.parametrize(
    ("given_order", "score", "moved"),
    [
        ("abcd", 1, ""),
        ("bacd", 2 / 3, "ab"),
        ("bcad", 1 / 3, "abc"),
        ("badc", 1 / 3, "abcd"),
        ("bcda", 0, "abcd"),
        ("dcba", 0, "abcd"),
        ("cdab", 0, "abcd"),
    ],
)
def test_an_order_loses_for_its_discordant_pairs_and_names_moved_steps(
    given_order: str, score: float, moved: str
) -> None:
    found = grade(KEY, list(given_order))
    assert found.score == pytest.approx(score, abs=1e-12)
    assert found.parts == tuple(moved)


def test_only_the_right_order_earns_everything() -> None:
    assert [order for order in permutations("abcd") if grade(KEY, list(order)).score == 1] == [tuple("abcd")]


@given(st.permutations(list("abcdef")))
def test_a_reversed_order_and_the_order_never_both_earn_something(order: list[str]) -> None:
    key = OrderingKey(tuple("abcdef"), {})
    assert 0.0 in (grade(key, order).score, grade(key, order[::-1]).score)


def test_a_face_is_the_same_whatever_the_right_order_is() -> None:
    lines = tuple(Step(f"`line {i}`", "why") for i in range(5))
    variants = [variant_of(Ordering(steps)) for steps in (lines, lines[::-1])]
    assert variants[0].face == variants[1].face
    assert variants[0].key != variants[1].key
    assert json.dumps(replace(variants[0].key, explanation="").to_json()) != json.dumps(variants[1].face.to_json())


@pytest.mark.parametrize(
    "answer",
    [
        [],
        list("abc"),
        list("abcda"),
        list("abcc"),
        list("abce"),
        "abcd",
        None,
        {},
        dict.fromkeys("abcd", 1),
        [0, 1, 2, 3],
    ],
)
def test_an_order_of_other_steps_is_refused(answer: object) -> None:
    face = Face(ItemType.ORDERING, parts=tuple(Part(name, name) for name in "abcd"))
    for call in (lambda: check_answer(face, answer), lambda: grade(KEY, answer)):
        with pytest.raises(AnswerError, match="each step at its place"):
            call()


def test_the_whole_order_is_right() -> None:
    assert grade(KEY, KEY.right_answer()) == Grade(1.0)
