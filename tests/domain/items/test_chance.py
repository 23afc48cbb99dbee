"""What guessing earns, counted again in other ways."""

import random
from itertools import product
from math import comb, factorial, sqrt

import numpy as np
import pytest

from quizapp.domain.items.chance import chance
from quizapp.domain.items.grading import grade
from quizapp.domain.items.keys import reached
from quizapp.domain.items.model import ItemType, Tolerance
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.judgement import JudgementKey
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.numeric import NumericKey
from quizapp.domain.items.types.ordering import OrderingKey

from .conftest import BODIES, GRADED, variant_of
from .types.strategies import all_answers


def choice(kind: ItemType, count: int, correct: int) -> ChoiceKey:
    ids = tuple(map(str, range(count)))
    return ChoiceKey(kind, ids, ids[:correct], dict.fromkeys(ids[correct:], "m"), {})


@pytest.mark.parametrize("count", [3, 4])
def test_one_of_n_options_is_guessed_once_in_n(count: int) -> None:
    assert chance(choice(ItemType.SINGLE_CHOICE, count, 1)) == (pytest.approx(1 / count),)


def test_nobody_guesses_a_number() -> None:
    assert chance(NumericKey(1, Tolerance(0.01))) == (0,)


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
    key = OrderingKey(tuple(map(str, range(steps))), {})
    assert chance(key) == pytest.approx((half / factorial(steps), 1 / factorial(steps)))


def test_a_judgement_is_counted_by_going_through_all_profiles() -> None:
    ratings = {"a": 1.0, "b": 4.5, "c": 3.0, "d": 2.0}
    scores = []
    for profile in product(range(1, 6), repeat=4):
        flat = len(set(profile)) == 1
        scores.append(0.0 if flat else float(np.corrcoef(profile, list(ratings.values()))[0, 1]))
    expected = [sum(s >= step - 1e-9 for s in scores) / 625 for step in (0.5, 0.8)]
    assert chance(JudgementKey(ratings, {})) == pytest.approx(tuple(expected))


@pytest.mark.parametrize(("prompts", "options"), [(3, 4), (4, 5), (6, 9)])
def test_a_matching_is_counted_prompt_by_prompt(prompts: int, options: int) -> None:
    key = variant_of(
        Matching(tuple(Prompt(f"p{i}", i, "w") for i in range(prompts)), tuple(f"o{i}" for i in range(options)))
    ).key
    right = [comb(prompts, k) * (options - 1) ** (prompts - k) for k in range(prompts + 1)]
    half = sum(ways for k, ways in enumerate(right) if 2 * k >= prompts)
    assert chance(key) == pytest.approx((half / options**prompts, 1 / options**prompts))


def test_a_case_is_guessed_as_a_simulation_guesses_it() -> None:
    variant = variant_of(BODIES[ItemType.CASE]())
    answers, rolls, dice = all_answers(variant.face), 4_000, random.Random(7)  # noqa: S311  # no secret
    scores = [grade(variant.key, dice.choice(answers)).score for _ in range(rolls)]
    for step, share in zip(variant.key.steps, chance(variant.key), strict=True):
        found = sum(score >= step - 1e-9 for score in scores) / rolls
        assert abs(found - share) <= 4 * sqrt(share * (1 - share) / rolls) + 1e-9


def test_the_last_step_is_full_credit_except_for_judgements() -> None:
    last = {kind: variant_of(BODIES[kind]()).key.steps[-1] for kind in GRADED}
    assert last == {kind: 0.8 if kind is ItemType.SITUATIONAL_JUDGEMENT else 1.0 for kind in GRADED}


def test_a_share_counts_for_each_step_it_reaches_within_rounding() -> None:
    assert reached({0.0: 0.5, 0.1 + 0.2 + 0.2: 0.3, 1.0 - 1e-12: 0.2}, (0.0, 0.5, 1.0)) == pytest.approx((1, 0.5, 0.2))


def test_other_steps_can_be_asked_for() -> None:
    key = OrderingKey(("a", "b", "c"), {})
    assert chance(key, (0.0, 0.3, 1.0)) == pytest.approx((1.0, 0.5, 1 / 6))
