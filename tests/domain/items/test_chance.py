"""What guessing earns, counted again in other ways."""

from itertools import product
from math import comb, factorial

import numpy as np
import pytest

from quizapp.domain.items.chance import chance, score_steps
from quizapp.domain.items.keys import ChoiceKey, JudgementKey, NumericKey, OrderingKey
from quizapp.domain.items.model import ItemType, Tolerance


def choice(kind: ItemType, count: int, correct: int) -> ChoiceKey:
    ids = tuple(map(str, range(count)))
    return ChoiceKey(kind, ids, ids[:correct], dict.fromkeys(ids[correct:], "m"), {}, "")


@pytest.mark.parametrize("count", [3, 4])
def test_one_of_n_options_is_guessed_once_in_n(count: int) -> None:
    assert chance(choice(ItemType.SINGLE_CHOICE, count, 1)) == (pytest.approx(1 / count),)


def test_nobody_guesses_a_number() -> None:
    assert chance(NumericKey(1, Tolerance(0.01), (), "")) == (0,)


@pytest.mark.parametrize(("count", "correct"), [(4, 1), (4, 3), (5, 2), (6, 3), (6, 5)])
def test_a_multiple_response_is_counted_by_how_many_right_and_wrong_ones_are_chosen(count: int, correct: int) -> None:
    reached = {0.5: 0, 1.0: 0}
    for right in range(correct + 1):
        for wrong in range(count - correct + 1):
            ways = comb(correct, right) * comb(count - correct, wrong)
            for step in reached:
                reached[step] += ways * (2 * (right - wrong) >= 2 * step * correct) * (right + wrong > 0)
    sets = 2**count - 1
    expected = (reached[0.5] / sets, reached[1.0] / sets)
    assert chance(choice(ItemType.MULTIPLE_RESPONSE, count, correct)) == pytest.approx(expected)


@pytest.mark.parametrize("steps", range(3, 8))
def test_an_ordering_is_counted_by_its_inversions(steps: int) -> None:
    counts = [1]  # Mahonian numbers: permutations by inversions, one element added at a time
    for n in range(2, steps + 1):
        counts = [sum(counts[k - j] for j in range(n) if 0 <= k - j < len(counts)) for k in range(len(counts) + n - 1)]
    pairs = steps * (steps - 1) // 2
    half = sum(count for k, count in enumerate(counts) if 4 * k <= pairs)
    key = OrderingKey(tuple(map(str, range(steps))), {}, "")
    assert chance(key) == pytest.approx((half / factorial(steps), 1 / factorial(steps)))


def test_a_judgement_is_counted_by_going_through_all_profiles() -> None:
    ratings = {"a": 1.0, "b": 4.5, "c": 3.0, "d": 2.0}
    scores = []
    for profile in product(range(1, 6), repeat=4):
        flat = len(set(profile)) == 1
        scores.append(0.0 if flat else float(np.corrcoef(profile, list(ratings.values()))[0, 1]))
    expected = [sum(s >= step - 1e-9 for s in scores) / 625 for step in (0.5, 0.8)]
    assert chance(JudgementKey(ratings, {}, "")) == pytest.approx(tuple(expected))


def test_the_last_step_is_full_credit_except_for_judgements() -> None:
    assert {kind: score_steps(kind)[-1] for kind in ItemType} == {
        kind: 0.8 if kind is ItemType.SITUATIONAL_JUDGEMENT else 1.0 for kind in ItemType
    }


def test_other_steps_can_be_asked_for() -> None:
    key = OrderingKey(("a", "b", "c"), {}, "")
    assert chance(key, (0.0, 0.3, 1.0)) == pytest.approx((1.0, 0.5, 1 / 6))
