"""What pure guessing earns: exact, by going through every answer a guesser could give."""

from functools import lru_cache
from itertools import combinations, permutations

import numpy as np

from quizapp.domain.items.grading import ordering_score
from quizapp.domain.items.keys import ChoiceKey, Key, NumericKey, OrderingKey
from quizapp.domain.items.model import ItemType

_STEPS: dict[ItemType, tuple[float, ...]] = {
    ItemType.SINGLE_CHOICE: (1.0,),
    ItemType.NUMERIC: (1.0,),
    ItemType.MULTIPLE_RESPONSE: (0.5, 1.0),
    ItemType.ORDERING: (0.5, 1.0),
    ItemType.SITUATIONAL_JUDGEMENT: (0.5, 0.8),
}
_EDGE = 1e-9
"""Slack for scores that are thirds and the like."""


def score_steps(item_type: ItemType) -> tuple[float, ...]:
    """Return the score thresholds of a type's graded response, rising; the last is full credit."""
    return _STEPS[item_type]


def chance(key: Key, steps: tuple[float, ...] | None = None) -> tuple[float, ...]:
    """Return, for each step, the probability that pure guessing reaches it.

    A guesser picks each possible answer alike: an option, a set of options that is not empty, an order, a
    rating from 1 to 5 for each action. Nobody guesses a number.
    """
    steps = steps if steps is not None else score_steps(key.type)
    if isinstance(key, NumericKey):
        return tuple(0.0 for _ in steps)
    if isinstance(key, OrderingKey):
        return _reached(_ordering_scores(len(key.order)), steps)
    if isinstance(key, ChoiceKey):
        if key.type is ItemType.SINGLE_CHOICE:
            return tuple(1.0 / len(key.options) for _ in steps)
        return _reached(_response_scores(len(key.options), len(key.correct)), steps)
    return _reached(_judgement_scores(tuple(key.ratings.values())), steps)


def _reached(scores: tuple[float, ...], steps: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(score >= step - _EDGE for score in scores) / len(scores) for step in steps)


@lru_cache(maxsize=64)
def _response_scores(options: int, correct: int) -> tuple[float, ...]:
    """Score every set of options that is not empty; the first `correct` ones are right."""
    chosen = [set(c) for size in range(1, options + 1) for c in combinations(range(options), size)]
    right = set(range(correct))
    return tuple(max(0.0, (len(c & right) - len(c - right)) / correct) for c in chosen)


@lru_cache(maxsize=16)
def _ordering_scores(steps: int) -> tuple[float, ...]:
    right = [str(i) for i in range(steps)]
    return tuple(ordering_score(right, given) for given in permutations(right))


@lru_cache(maxsize=1_024)
def _judgement_scores(key: tuple[float, ...]) -> tuple[float, ...]:
    """Score every rating profile; the same formula as `grading.judgement_score`, for all 5^n at once."""
    grid = np.stack(np.meshgrid(*[np.arange(1.0, 6.0)] * len(key), indexing="ij"), axis=-1).reshape(-1, len(key))
    centred = grid - grid.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1)
    ratings = np.array(key)
    flat = spread < 1e-12
    correlation = centred @ (ratings - ratings.mean()) / (len(key) * ratings.std() * np.where(flat, 1.0, spread))
    scores: list[float] = np.clip(np.where(flat, 0.0, correlation), 0.0, 1.0).tolist()
    return tuple(scores)
